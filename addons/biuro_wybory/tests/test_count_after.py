from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.biuro_kancelaria.tools import office_today

from .count_case import B1, CountCase

CANARY = "Kanarkowska"


@tagged("post_install", "-at_install")
class TestAfterElection(CountCase):
    """From the announcement to constituted bodies, their changes, and what stays private."""

    def elected(self, **values):
        election = self.count(self.make_election(**values), {**B1, "D": 32})
        return self.announce(election)

    def sitting(self, **values):
        """Return an election whose council sits since today."""
        election = self.elected(**values)
        election.action_declare("valid", "Uchwała 7/2026")
        election.action_first_session(str(self.today), "Przebieg sesji")
        return election

    def protest(self, election, **values):
        return self.env["biuro.wybory.osiedle.protest"].with_user(self.users["osiedle_user"]).create({
            "election_id": election.id, "author": f"Anna {CANARY}", "ground": f"Zarzut, {CANARY}", **values})

    def board(self, election, office, votes, **values):
        """Return a vote of the council: {name: votes}, all three members present."""
        seats = {one.partner_id.name.split()[-1]: one.id for one in election.body_term_id.council_ids}
        return self.env["biuro.wybory.osiedle.board.vote"].with_user(self.users["osiedle_user"]).create({
            "body_term_id": election.body_term_id.id, "office": office, "present": 3, "issued": 3, "from_box": 3,
            "line_ids": [(0, 0, {"mandate_id": seats[name], "votes": count}) for name, count in votes.items()],
            **values})

    def test_protests_and_validity(self):
        election = self.elected()
        election.sudo().protest_until = self.today
        self.assertEqual(election.state, "protest")
        protest = self.protest(election)
        self.assertTrue(protest.in_time)
        late = self.protest(election)
        late.sudo().received_at = f"{self.today + timedelta(days=1)} 12:00:00"
        self.assertEqual((protest.number, late.number, late.in_time), (1, 2, False))
        with self.assertRaisesRegex(UserError, "Protests may be filed until"):
            election.action_declare("valid", "1/2026")
        tomorrow = str(self.today + timedelta(days=1))
        with self.assertRaisesRegex(UserError, "Protests wait for a decision: 2"):
            election.action_declare("valid", "1/2026", tomorrow)
        with self.assertRaisesRegex(UserError, "left without examination"):
            late.action_decide("dismissed", "P 2", "bo tak")
        late.action_decide("left", "P 2", "Po terminie.")
        with self.assertRaisesRegex(UserError, "Only an upheld"):
            protest.action_decide("dismissed", "P 1", "Niezasadny.", "repeat")
        self.assertEqual(protest.action_decide("upheld", "P 1", "Zasadny.", "repeat")["effect"], "repeat")
        with self.assertRaisesRegex(UserError, "decided already"):
            protest.action_decide("dismissed", "P 1", "Niezasadny.")
        with self.assertRaisesRegex(UserError, "not valid"):
            election.action_declare("valid", "1/2026", tomorrow)
        self.assertEqual(election.action_declare("invalid", "1/2026", tomorrow), {"state": "invalid", "mandates": 0})
        repeat = election.browse(election.action_repeat(str(self.today + timedelta(days=60))))
        self.assertEqual((repeat.kind, repeat.repeat_of_id, repeat.constituency_ids.seats), ("repeat", election, 3))
        self.assertEqual(repeat.state, "draft")

    def test_author_of_a_protest_is_private(self):
        election = self.elected()
        election.sudo().protest_until = self.today
        protest = self.protest(election)
        for login in ("clerk", "manager", "management", "commission", "rada_user", "lawnik_user"):
            with self.assertRaises(AccessError):
                protest.with_user(self.users[login]).read(["state"])
        seen = protest.with_user(self.users["auditor"])
        self.assertEqual(seen.read(["state"])[0]["state"], "open")
        with self.assertRaises(AccessError):
            seen.read(["author"])
        mine = [("res_model", "=", protest._name), ("res_id", "=", protest.id)]
        self.assertFalse(self.env["biuro.access.log"].sudo().search(mine))
        protest.read(["author"])
        self.assertEqual(self.env["biuro.access.log"].sudo().search(mine).user_id, self.users["osiedle_user"])
        protest.action_decide("dismissed", "P 1", "Niezasadny.")
        text = "".join(election.sudo().message_ids.mapped("body")) + protest.display_name + election.display_name
        self.assertNotIn(CANARY, text)
        # candidates before the announcement stay out of messages, too
        self.assertNotIn("Kandydat A", "".join(election.sudo().message_ids.mapped("body")))

    def test_first_session_board_and_constituted(self):
        election = self.elected()
        self.assertEqual(election.first_session_due, election.announcement_date + timedelta(days=30))
        with self.assertRaisesRegex(UserError, "validity"):
            election.action_first_session(str(self.today))
        self.assertEqual(election.action_declare("valid", "Uchwała 7/2026"), {"state": "valid", "mandates": 3})
        mandates = election.mandate_ids
        self.assertEqual(sorted(mandates.mapped("votes")), [33, 40, 61])
        self.assertFalse(mandates.partner_id.filtered(lambda one: one.street or one.phone or one.email))
        self.assertEqual(mandates.action_issue_certificate(str(self.today)),
                         [f"OS-01/{place}/{self.today.year}" for place in (1, 2, 3)])
        html = self.env["ir.qweb"]._render("biuro_wybory.report_osiedle_certificate", {
            "docs": mandates[0], "res_company": self.env.company, "print_date": ""})
        self.assertIn(mandates[0].partner_id.name, html)
        with self.assertRaisesRegex(UserError, "first session first"):
            election.action_constitute()
        term = election.body_term_id.browse(election.action_first_session(str(self.today), "Sesja"))
        self.assertEqual((term.in_office, term.vacant, term.state), (3, 0, "running"))
        self.assertEqual(term.date_to, self.today.replace(year=self.today.year + 5) - timedelta(days=1))
        self.assertEqual(set(mandates.mapped("state")), {"active"})
        self.assertEqual(set(mandates.mapped("oath_date")), {self.today})
        with self.assertRaisesRegex(UserError, "held already"):
            election.action_first_session(str(self.today))
        with self.assertRaisesRegex(UserError, "chair of the board is not elected"):
            election.action_constitute()
        # absolute majority: nobody in the first round, the second is prepared among the best
        first = self.board(election, "board_chair", {"A": 1, "B": 1, "C": 1})
        answer = first.action_close()
        self.assertEqual((answer["state"], answer["elected"]), ("next_round", []))
        second = first.browse(answer["next_id"])
        self.assertEqual((second.round, len(second.line_ids)), (2, 3))
        with self.assertRaisesRegex(UserError, "closed already"):
            first.action_close()
        second.write({"present": 3, "issued": 3, "from_box": 3})
        for line in second.line_ids:
            line.votes = {"A": 2, "B": 1}.get(line.mandate_id.partner_id.name[-1], 0)
        self.assertEqual(second.action_close()["elected"], ["Kandydat A"])
        with self.assertRaises(ValidationError):
            self.board(election, "council_chair", {"B": 4}).action_close()
        self.board(election, "council_chair", {"B": 3}).action_close()
        self.assertEqual(election.action_constitute(), {"state": "constituted", "board": 1})
        [chair] = mandates.holders("board_chair", self.unit.ids)
        self.assertEqual((chair["name"], chair["unit"]), ("Kandydat A", "Osiedle OS-01"))
        composition = term.composition(self.unit.id)
        self.assertEqual([row["functions"] for row in composition["board"]], ["Chair of the Board"])
        self.assertEqual([row["name"] for row in composition["council"]], ["Kandydat B", "Kandydat A", "Kandydat C"])
        with self.assertRaisesRegex(UserError, "archival category first"):
            election.action_close()
        # the office sets the class of its plan once, in the rules of service
        plan = self.env.ref("biuro_kancelaria.biuro_jrwa_class_0020")
        self.env.ref("biuro_wybory.biuro_wybory_osiedle_rule_default").election_jrwa_class_id = plan
        with self.assertRaisesRegex(UserError, "head of neighbourhood elections"):
            election.action_close()
        election.with_user(self.users["osiedle_manager"]).action_close()
        self.assertRecordValues(election, [
            {"state": "closed", "jrwa_class_id": plan.id, "archival_category": plan.category}])
        # nothing of the secret vote tells who voted how
        self.assertFalse([name for name in self.env["biuro.wybory.osiedle.board.vote.line"]._fields if "voter" in name])

    def test_term_is_not_extended(self):
        term = self.sitting().body_term_id
        with self.assertRaisesRegex(ValidationError, "may not be extended"):
            term.with_user(self.users["osiedle_manager"]).date_to = term.date_to + timedelta(days=1)
        with self.assertRaisesRegex(ValidationError, "overlaps"):
            term.create({"unit_id": self.unit.id, "name": "druga", "date_from": self.today + timedelta(days=9),
                         "date_to": self.today + timedelta(days=99), "council_size": 3})

    def test_b10_next_candidate(self):
        election = self.count(self.make_election())
        self.draw(election, "CD")
        self.announce(election)
        election.action_declare("valid", "7/2026")
        election.action_first_session(str(self.today))
        leaving = election.mandate_ids.filtered(lambda one: one.partner_id.name == "Kandydat A")
        with self.assertRaisesRegex(ValidationError, "nie może działać wstecz"):
            leaving.action_resign(str(self.today + timedelta(days=2)), str(self.today))
        answer = leaving.action_resign(str(self.today), str(self.today + timedelta(days=1)))
        self.assertEqual(answer["date_to"], str(self.today + timedelta(days=1)))
        vacancy = self.env["biuro.wybory.osiedle.vacancy"].search([("mandate_id", "=", leaving.id)])
        vacancy = vacancy.with_user(self.users["osiedle_user"])
        self.assertEqual((vacancy.step, vacancy.state), ("next_candidate", "open"))
        asked = vacancy.action_ask_next(str(self.today))
        self.assertEqual((asked["name"], asked["waiver_until"]), ("D Kandydat", str(self.today + timedelta(days=3))))
        with self.assertRaisesRegex(UserError, "may give way"):
            vacancy.action_fill(str(self.today + timedelta(days=2)))
        self.assertEqual(vacancy.action_pass_over("wyprowadził się z osiedla", True)["step"], "next_candidate")
        self.assertEqual(vacancy.action_ask_next(str(self.today))["name"], "E Kandydat")
        mandate = leaving.browse(vacancy.action_fill(str(self.today + timedelta(days=4))))
        self.assertEqual((mandate.basis, mandate.votes, mandate.state), ("next_in_order", 8, "active"))
        self.assertEqual((vacancy.state, mandate.body_term_id.in_office), ("filled", 3))
        # nobody follows: the seat stays empty
        mandate.action_end_other("death", str(self.today + timedelta(days=5)))
        left = self.env["biuro.wybory.osiedle.vacancy"].search([("mandate_id", "=", mandate.id)])
        self.assertEqual((left.step, left.state), ("leave", "left"))

    def test_vacancy_by_the_rules(self):
        cases = (
            ({"vacancy_rule": "by_election"}, "by_election", "open"),
            ({"vacancy_rule": "leave"}, "leave", "left"),
            ({"no_filling_last_months": 61}, "leave", "left"),
            ({"dissolve_below": "3/4"}, "dissolve", "dissolved"),
        )
        for place, (params, step, state) in enumerate(cases):
            election = self.sitting(params=params, unit=self.make_unit(f"V-{place}"))
            mandate = election.mandate_ids[0]
            mandate.action_end_other("death", str(self.today))
            vacancy = self.env["biuro.wybory.osiedle.vacancy"].search([("mandate_id", "=", mandate.id)])
            self.assertEqual((vacancy.step, vacancy.state), (step, state))
            if step == "by_election":
                by = election.browse(vacancy.with_user(self.users["osiedle_user"]).action_by_election(
                    str(self.today + timedelta(days=60))))
                self.assertEqual((by.kind, by.seats, vacancy.state), ("by_election", 1, "by_election"))
            if step == "dissolve":
                answer = election.body_term_id.action_dissolve(str(self.today), "Uchwała XX/1/26")
                self.assertEqual((answer["ended"], election.body_term_id.state), (2, "dissolved"))

    def test_loss_of_eligibility(self):
        mandate = self.sitting().mandate_ids[0]
        day = str(self.today)
        with self.assertRaisesRegex(UserError, "First note"):
            mandate.action_state_loss(day, act="1/2026")
        mandate.action_learn_of_loss(day, "wyrok")
        self.assertTrue(mandate.loss_due)
        self.assertEqual(mandate.deadline_ids.mapped("code"), ["osiedle_mandate_loss"])
        with self.assertRaisesRegex(ValidationError, "wyjaśnień"):
            mandate.action_state_loss(day, act="Uchwała XX/2/26")
        mandate.action_hear(day, "wyjaśnienia")
        answer = mandate.action_state_loss(day, act="Uchwała XX/2/26")
        self.assertEqual((answer["late"], mandate.state, mandate.end_act), (False, "ended", "Uchwała XX/2/26"))
        self.assertEqual(mandate.deadline_ids.state, "met")
        with self.assertRaisesRegex(UserError, "has ended"):
            mandate.action_resign(day)
        with self.assertRaises(UserError):
            mandate.with_user(self.users["osiedle_manager"]).write({"state": "active"})

    def test_partly_invalid(self):
        election = self.make_election("ABC", 2, unit=self.make_unit("P-1"), all_seats=3, params={"council_size": 3})
        second = self.make_constituency(election, "KL", 1)
        election.action_start_counting()
        for protocol in election.protocol_ids:
            names = protocol.candidate_ids.mapped("surname")
            self.type_twice(protocol, self.figures(protocol, dict(zip(names, (60, 40, 20), strict=False)), invalid=5))
        election.action_count()
        self.announce(election)
        with self.assertRaisesRegex(UserError, "not all of them"):
            election.action_declare("partly_invalid", "1", constituency_ids=election.constituency_ids.ids)
        answer = election.action_declare("partly_invalid", "1/2026", constituency_ids=second.ids)
        self.assertEqual((answer, election.state), ({"state": "partly_invalid", "mandates": 2}, "partly_invalid"))
        repeat = election.browse(election.action_repeat(str(office_today() + timedelta(days=60))))
        self.assertEqual(repeat.seats, 1)
