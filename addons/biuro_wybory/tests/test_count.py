from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .count_case import B1, CountCase


@tagged("post_install", "-at_install")
class TestProtocol(CountCase):
    def test_typed_twice_by_two_people(self):
        election = self.make_election()
        self.assertEqual(election.action_start_counting(), {"protocols": 1})
        protocol = election.protocol_ids
        figures = self.figures(protocol, B1)
        with self.assertRaisesRegex(ValidationError, "Wiersz 9 "):
            protocol.action_enter({**figures, "valid_votes": 91})
        answer = protocol.action_enter(figures)
        self.assertEqual(answer["state"], "typed")
        with self.assertRaisesRegex(UserError, "handed in"):
            protocol.action_enter(figures)
        # the second person does not see the first typing, nor does anybody else
        second = protocol.with_user(self.users["commission"])
        for user in ("commission", "osiedle_manager", "auditor"):
            entries = self.env["biuro.wybory.osiedle.protocol.entry"].with_user(self.users[user])
            self.assertFalse(entries.search([("protocol_id", "=", protocol.id)]))
            self.assertFalse(entries.env["biuro.wybory.osiedle.protocol.line"].search(
                [("entry_id.protocol_id", "=", protocol.id)]))
        wrong = {**figures, "invalid_too_many": 4, "invalid_no_mark": 1}
        answer = second.action_enter(wrong)
        self.assertEqual(answer["state"], "differs")
        self.assertEqual([text.partition("(")[0] for text in answer["differences"]], ["Wiersz 8a ", "Wiersz 8b "])
        with self.assertRaisesRegex(UserError, "two people must have typed it alike"):
            protocol.action_accept()
        with self.assertRaisesRegex(UserError, "Two people type"):
            protocol.with_user(self.users["osiedle_manager"]).action_type()
        second.my_entry_id.action_take_back()
        self.assertEqual(second.action_enter(figures)["state"], "agreed")
        self.assertEqual((protocol.issued, protocol.valid_votes), (97, 90))
        self.assertEqual(protocol.control_sum, second.my_entry_id.control_sum)
        with self.assertRaisesRegex(UserError, "needs a remark"):
            protocol.action_accept()
        protocol.remarks = "Kartę wyniesiono z lokalu."
        with self.assertRaisesRegex(UserError, "signed scan"):
            protocol.action_accept()
        self.attach_scan(protocol)
        self.assertEqual(protocol.action_accept(), {"accepted": 1})
        self.assertEqual(protocol.action_accept(), {"accepted": 0})
        with self.assertRaisesRegex(UserError, "accepted protocol does not change"):
            protocol.remarks = "inna"
        self.assertEqual(election.counted, "1 of 1")

    def test_one_person_does_not_type_twice(self):
        election = self.make_election()
        election.action_start_counting()
        action = election.protocol_ids.action_type()
        self.assertEqual(action, election.protocol_ids.action_type())
        self.assertEqual(len(election.protocol_ids.entry_ids), 1)
        entry = self.env["biuro.wybory.osiedle.protocol.entry"].browse(action["res_id"])
        with self.assertRaises(AccessError):
            entry.with_user(self.users["commission"]).line_ids[0].typed = "5"
        with self.assertRaises(UserError):
            election.protocol_ids.with_user(self.users["osiedle_user"]).write({"state": "accepted"})
        with self.assertRaisesRegex(UserError, "opened after the vote, once"):
            election.action_start_counting()

    def test_commission_of_another_election(self):
        first, other = self.make_election(), self.make_election(unit=self.make_unit("OS-02"))
        (first | other).action_start_counting()
        other.sudo().commission_ids.member_ids.user_id = self.users["osiedle_user"]
        self.env.flush_all()
        mine = self.env["biuro.wybory.osiedle.protocol"].with_user(self.users["commission"]).search([])
        self.assertEqual(mine.election_id, first)
        with self.assertRaises(AccessError):
            other.protocol_ids.with_user(self.users["commission"]).action_type()

    def test_turnout_grows(self):
        election = self.make_election()
        precinct = election.precinct_ids
        Turnout = self.env["biuro.wybory.osiedle.turnout"].with_user(self.users["commission"])
        self.assertEqual(Turnout.report(precinct.id, 12, 40)["share"], 3.33)
        Turnout.report(precinct.id, 17, 80)
        self.assertEqual(Turnout.report(precinct.id, 12, 44)["share"], 3.67)
        for hour, issued in ((19, 79), (9, 45), (20, 1201)):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                Turnout.report(precinct.id, hour, issued)
        with self.assertRaises(IntegrityError), self.cr.savepoint(), mute_logger("odoo.sql_db"):
            Turnout.create({"precinct_id": precinct.id, "hour": 21, "issued": -1})
        election.action_start_counting()
        with self.assertRaises(UserError), self.cr.savepoint():
            Turnout.report(precinct.id, 21, 90)


@tagged("post_install", "-at_install")
class TestResult(CountCase):
    def test_b1_tie_waits_for_a_recorded_draw(self):
        election = self.count(self.make_election())
        self.assertEqual((election.state, election.outcome), ("awaiting_draw", "awaiting_draw"))
        result = election.result_ids
        self.assertEqual((result.state, result.free_places, len(result.elected)), ("awaiting_draw", 1, 2))
        with self.assertRaisesRegex(UserError, "X11"):
            election.action_announce("1/2026")
        draw = election.draw_ids
        self.assertEqual((draw.places, draw.votes, set(draw.candidate_ids.mapped("surname"))), (1, 33, {"C", "D"}))
        c, d = draw.candidate_ids.sorted("surname")
        with self.assertRaisesRegex(ValidationError, "when and how"):
            draw.action_record([d.id, c.id])
        with self.assertRaisesRegex(ValidationError, "each of the tied"):
            draw.action_record([d.id], "2026-11-23 20:00:00", "koperty", "komisja")
        with self.assertRaises(UserError):
            draw.write({"state": "recorded"})
        self.assertEqual(self.draw(election, "DC"), {"state": "counting", "elected": [d.id]})
        with self.assertRaisesRegex(UserError, "recorded already"):
            draw.action_record([c.id, d.id], "2026-11-23 20:00:00", "koperty", "komisja")
        self.assertEqual(election.outcome, "ready")
        self.announce(election)
        self.assertEqual(self.won(election), "ABD")
        current = election.result_ids.filtered("is_current")
        self.assertEqual((len(election.result_ids), current.draw_id, len(current.elected)), (2, draw, 3))
        self.assertEqual([row["how"] for row in current.rows], ["votes", "votes", "", "draw", ""])
        self.assertTrue(any("Protokół losowania" in step["text"] for step in current.reasons))
        # X14: nobody changes what the result wrote
        with self.assertRaises(UserError):
            election.candidate_ids[2].state = "elected"
        with self.assertRaises(UserError):
            current.with_user(self.users["osiedle_manager"]).write({"elected": []})
        for report in ("summary", "announcement"):
            html = self.env["ir.qweb"]._render(f"biuro_wybory.report_osiedle_{report}", {
                "docs": election, "res_company": self.env.company, "print_date": ""})
            self.assertIn("D Kandydat", html)
        html = self.env["ir.qweb"]._render("biuro_wybory.report_osiedle_result", {
            "docs": current, "res_company": self.env.company, "print_date": ""})
        self.assertIn("koperty z urny", html)
        self.assertIn(election.protocol_ids.control_sum, html)

    def test_b2_precincts_decide(self):
        election = self.make_election(precincts=3, entitled=1200, params={"tie_rule": "precincts_then_lots"})
        election.action_start_counting()
        parts = ({"A": 20, "B": 14, "C": 20, "D": 16, "E": 3}, {"A": 21, "B": 13, "C": 10, "D": 12, "E": 3},
                 {"A": 20, "B": 13, "C": 3, "D": 5, "E": 2})
        cards = ((40, 39, 1, 1), (33, 33, 0, 2), (24, 24, 0, 2))
        for protocol, votes, (issued, box, bad, invalid) in zip(election.protocol_ids, parts, cards, strict=True):
            self.type_twice(protocol, self.figures(
                protocol, votes, entitled=400, issued=issued, from_box=box, not_issued=bad, invalid=invalid))
        election.action_count()
        self.assertEqual((election.state, election.outcome), ("counting", "ready"))
        self.announce(election)
        self.assertEqual(self.won(election), "ABD")
        self.assertEqual(election.turnout, "8.08")
        self.assertTrue(any("Obwody wygrane" in step["text"] for step in election.result_ids.reasons))

    def test_b3_threshold_is_not_rounded(self):
        params = {"turnout_kind": "percent", "turnout_value": "5", "turnout_base": "issued", "votes_mode": "one"}
        for entitled, issued, outcome in ((20001, 1000, "turnout_failed"), (1999, 100, "ready"),
                                          (1999, 99, "turnout_failed")):
            unit = self.make_unit(f"T-{entitled}-{issued}", size=1)
            election = self.make_election("AB", 1, entitled=entitled, params=params, unit=unit)
            votes = {"A": issued - 10, "B": 10}
            self.count(election, votes, entitled=entitled, issued=issued, from_box=issued, not_issued=0, invalid=0)
            self.assertEqual(election.outcome, outcome)
            if entitled == 20001:
                self.assertEqual(election.turnout, "5.00")
                with self.assertRaisesRegex(UserError, "cannot be announced"):
                    election.action_announce("1/2026")
                self.assertEqual(election.action_not_constituted("Uchwała 2/2026")["effect"], "no_council")
                self.assertEqual((election.state, self.won(election)), ("not_constituted", ""))

    def test_b4_without_voting_and_too_small_council(self):
        for count, least, outcome in ((15, 9, "ready"), (11, 9, "ready"), (8, 9, "too_few")):
            election = self.make_election(
                [f"K{place:02d}" for place in range(count)], 15, unit=self.make_unit(f"W-{count}", size=15),
                params={"min_composition_15": least}, state="counting")
            election.sudo().constituency_ids.decision = "elected_without_voting"
            election.action_count()
            self.assertEqual((election.outcome, election.vacancies), (outcome, 15 - count))
            if outcome == "ready":
                self.announce(election)
                self.assertEqual(set(election.candidate_ids.mapped("state")), {"elected_without_vote"})
                self.assertFalse(election.turnout)
            else:
                self.assertEqual(election.action_not_constituted("Uchwała 3/2026")["effect"], "no_council")

    def test_b5_marks_of_the_ballot(self):
        for size, mode, marks in ((15, "one", 1), (15, "seats", 15), (15, "abs_majority_of_size", 8),
                                  (21, "abs_majority_of_size", 11), (21, "seats", 21)):
            names = [f"K{place:02d}" for place in range(size + 1)]
            election = self.make_election(
                names, size, unit=self.make_unit(f"M-{size}-{mode}", size=size), params={"votes_mode": mode})
            election.action_start_counting()
            self.assertEqual(election.protocol_ids.marks, marks)

    def test_b6_scope_of_the_turnout(self):
        for scope, states in (("whole_unit", ["elected", "elected"]), ("constituency", ["turnout_failed", "elected"])):
            election = self.make_election(
                "AB", 1, entitled=1000, unit=self.make_unit(f"Z-{scope}", size=2), params={
                    "turnout_kind": "percent", "turnout_value": "5", "turnout_scope": scope, "votes_mode": "one",
                    "use_constituencies": "multi", "council_size": 2}, all_seats=2)
            self.make_constituency(election, "CD", 1, entitled=1000)
            election.action_start_counting()
            for protocol, cards in zip(election.protocol_ids.sorted("constituency_id"), (30, 90), strict=True):
                names = protocol.candidate_ids.mapped("surname")
                self.type_twice(protocol, self.figures(
                    protocol, dict(zip(names, (cards - 5, 5), strict=True)), entitled=1000, issued=cards,
                    from_box=cards, not_issued=0, invalid=0))
            election.action_count()
            self.assertEqual(election.result_ids.sorted("constituency_id").mapped("state"), states)

    def test_b7_meeting_second_round_then_board(self):
        election = self.make_election("ABC", 3, unit=self.make_unit("Z-7", size=0, population=900), params={
            "method": "meeting", "elected_body": "chair_then_board", "majority": "absolute_of_valid",
            "tie_rule": "runoff", "votes_mode": "seats", "council_size": 3, "board_elected_by": "meeting"})
        election.sudo().candidate_ids.filtered(lambda one: one.surname == "C").stands_for = "chair"
        self.count(election, {"A": 20, "B": 15, "C": 8}, entitled=900, issued=44, from_box=44, not_issued=0, invalid=1)
        self.assertEqual((election.state, election.outcome), ("counting", "next_round"))
        with self.assertRaisesRegex(UserError, "Another round"):
            election.action_announce("1")
        election.action_next_round()
        second = election.protocol_ids.filtered(lambda one: one.round == 2)
        self.assertEqual(set(second.candidate_ids.mapped("surname")), {"A", "B"})
        self.type_twice(second, self.figures(
            second, {"A": 24, "B": 19}, entitled=900, issued=44, from_box=44, not_issued=0, invalid=1))
        election.action_count()
        self.assertEqual(election.outcome, "ready")
        with self.assertRaisesRegex(UserError, "Another ballot"):
            election.action_announce("1")
        election.action_next_ballot()
        board = election.protocol_ids.filtered(lambda one: one.ballot == "board")
        self.assertEqual((board.candidate_ids.mapped("surname"), board.seats), (["B"], 2))
        self.type_twice(board, self.figures(
            board, {"B": 40}, entitled=900, issued=44, from_box=44, not_issued=0, invalid=4))
        election.action_count()
        self.announce(election)
        self.assertEqual(self.won(election), "AB")
        election.action_declare("valid", "Uchwała 9/2026")
        functions = {one.partner_id.name: one.functions_text for one in election.mandate_ids}
        self.assertEqual(functions, {"Kandydat A": "Chair of the Board", "Kandydat B": "Member of the Board"})

    def test_chair_takes_no_second_seat(self):
        for rule, won, empty, words in (
            ("next_candidate", "ABC", 0, "przypada kolejnemu"), ("leave", "AB", 1, "pozostaje wolne"),
        ):
            election = self.make_election(
                "ABCD", 3, unit=self.make_unit(f"Z-{rule}", size=0, population=900), params={
                    "method": "polling", "elected_body": "board_and_chair", "board_elected_by": "voters",
                    "votes_mode": "seats", "council_size": 3, "vacancy_rule": rule})
            election.action_start_counting()
            for ballot, votes in (("chair", (50, 20, 15, 5)), ("board", (60, 40, 30, 10))):
                protocol = election.protocol_ids.filtered(lambda one, key=ballot: one.ballot == key)
                self.type_twice(protocol, self.figures(protocol, dict(zip("ABCD", votes, strict=True))))
            election.action_count()
            self.announce(election)
            self.assertEqual((self.won(election), election.vacancies), (won, empty))
            board = election.result_ids.filtered(lambda one: one.is_current and one.ballot == "board")
            [text] = [step["text"] for step in board.reasons if step["rule"] == "one_mandate"]
            self.assertIn(words, text)
            election.action_declare("valid", "Uchwała 9/2026")
            self.assertEqual(
                {one.partner_id.name[-1]: one.functions_text for one in election.mandate_ids},
                {name: "Chair of the Board" if name == "A" else "Member of the Board" for name in won})

    def test_b8_struck_candidate_is_not_on_the_protocol(self):
        election = self.make_election("ABCDEF")
        election.sudo().candidate_ids.filtered(lambda one: one.surname == "E").state = "struck"
        self.env.invalidate_all()
        election.action_start_counting()
        protocol = election.protocol_ids
        labels = [row["label"] for row in protocol._rows() if row["candidate"]]
        self.assertEqual([label.partition(".")[0] for label in labels], ["1", "2", "3", "4", "6"])
        with self.assertRaisesRegex(ValidationError, "no row"):
            protocol.action_enter({f"votes:{election.candidate_ids.filtered(lambda one: one.surname == 'E').id}": 1})

    def test_second_attempt(self):
        election = self.make_election("ABC", 1, unit=self.make_unit("Z-9", size=1), params={
            "method": "meeting", "turnout_kind": "headcount", "turnout_value": "100", "turnout_base": "present",
            "second_attempt": "same_day_after_minutes", "second_value": "60", "votes_mode": "one"})
        meeting = {"entitled": 900, "issued": 64, "from_box": 64, "not_issued": 0, "invalid": 0}
        self.count(election, {"A": 40, "B": 20, "C": 4}, **meeting)
        self.assertEqual(election.outcome, "turnout_failed")
        with self.assertRaisesRegex(UserError, "second attempt"):
            election.action_not_constituted("1")
        self.assertEqual(election.action_second_attempt(), {"attempt": 2, "protocols": 1})
        protocol = election.protocol_ids.filtered(lambda one: one.attempt == 2)
        self.type_twice(protocol, self.figures(protocol, {"A": 30, "B": 30, "C": 4}, **meeting))
        election.action_count()
        self.draw(election, "BA")
        self.announce(election)
        self.assertEqual(self.won(election), "B")

    def test_correction_keeps_earlier_versions(self):
        election = self.count(self.make_election(), {**B1, "D": 32})
        election.action_announce("Obwieszczenie 1/2026")
        self.assertEqual(self.won(election), "ABC")
        protocol = election.protocol_ids
        with self.assertRaisesRegex(UserError, "correction act only"):
            protocol.action_retype("pomyłka")
        with self.assertRaisesRegex(UserError, "number, the day and the reason"):
            election.action_correct(protocol.id, "", "2026-11-24", "pomyłka")
        later = protocol.browse(election.action_correct(
            protocol.id, "Sprostowanie 1/2026", str(self.today), "Zamieniono głosy C i D."))
        self.assertEqual((later.version, protocol.state), (2, "superseded"))
        self.assertEqual(later.correction_act, "Sprostowanie 1/2026")
        with self.assertRaisesRegex(UserError, "not accepted yet"):
            election.action_announce("Obwieszczenie 2/2026")
        self.type_twice(later, self.figures(later, {**B1, "C": 32}))
        election.action_announce("Obwieszczenie 2/2026")
        self.assertEqual(self.won(election), "ABD")
        self.assertEqual(election.result_ids.sorted("id").mapped("is_current"), [False, True])
        self.assertIn("Sprostowanie 1/2026", election.message_ids[0].body)
