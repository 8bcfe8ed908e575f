from contextlib import ExitStack
from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..law import dates
from .seats_common import SeatsCase


@tagged("post_install", "-at_install")
class TestSeatsFiles(SeatsCase):
    """Custody: to the courts, back to the others, destroyed, anonymised, with proofs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term.quota_ids[0].write({"seats": 1, "seats_labour": 0})
        late = cls.make_nomination(9, surname="Kandydat 9", documents=False)
        cls.nominations = [cls.make_nomination(serial) for serial in (1, 2, 3)]
        # sudo: own model - what its check found is told elsewhere
        late.sudo().write({
            "state": "defective", "formal_result": "defective",
            "check_findings": [{"code": "F03", "kind": "formal", "text": "Brak dokumentów."}],
        })
        cls.late = late
        [ballot] = cls.to_vote(*cls.nominations)
        cls.count_votes(ballot, {"Kandydat 1": 14, "Kandydat 2": 4, "Kandydat 3": 2})
        cls.ballot = ballot

    def elect(self):
        with self.assertRaisesRegex(UserError, "162 § 10"):
            self.finish_vote(self.term)
        resolution = self.term.election_resolution_id
        self.term.action_link_resolution("left", resolution.id)
        self.assertEqual((self.late.state, self.late.resolution_id), ("left_without_action", resolution))
        return self.term.action_declare_elected()

    def at(self, day):
        stack = ExitStack()
        for one in self.on_day(day):
            stack.enter_context(one)
        return stack

    def test_whole_way_of_the_papers(self):
        draft = self.draft_of(self.term.action_draft_left())
        self.assertIn(self.late.name, draft.body)
        self.assertNotIn("Kandydat", draft.body)
        result = self.elect()
        self.assertEqual(str(self.term.collect_raw), str(self.today + timedelta(days=60)))
        self.assertEqual(result["collect_until"], str(self.term.collect_until))
        codes = self.term.deadline_ids.filtered(lambda line: line.state == "running").mapped("code")
        self.assertIn("lay_collect", codes)
        self.assertIn("lay_destroy", codes)
        # to the court
        with self.assertRaisesRegex(UserError, "not sent"):
            self.term.action_hand_over()
        self.term.action_make_transfers()
        transfer = self.term.transfer_ids
        self.assertEqual((transfer.court_id, transfer.nomination_ids), (self.court_so, self.nominations[0]))
        with self.assertRaisesRegex(UserError, "letter to the court"):
            transfer.action_sent()
        transfer.action_make_letter()
        letter = transfer.letter_id
        self.assertTrue(letter.is_restricted)
        self.assertIn("Kandydat 1", letter.body)
        self.assertNotIn("Kandydat", letter.title)
        self.assertNotIn(self.nominations[0].sudo().pesel, letter.body)
        transfer.action_sent(str(self.today), "BS.533.1")
        self.assertEqual(set(self.nominations[0].document_ids.mapped("custody_state")), {"sent_to_court"})
        self.term.action_hand_over()
        # back to the nominators
        self.term.action_start_closing()
        self.term.action_make_notices()
        notice = self.nominations[1].notice_letter_id
        self.assertEqual(notice.recipient_ids.partner_id, self.association)
        self.assertNotIn("Kandydat", notice.title)
        with self.assertRaisesRegex(UserError, "receipt"):
            self.nominations[1].action_return_papers("")
        self.nominations[1].action_return_papers("Odebrał prezes stowarzyszenia, pokwitowanie w teczce")
        self.assertEqual(set(self.nominations[1].document_ids.mapped("custody_state")), {"returned"})
        # the rest is destroyed
        manager = self.term.with_user(self.users["lawnik_manager"])
        with self.assertRaisesRegex(UserError, "still in the office"):
            manager.action_close()
        destruction = self.lawnik_env()["biuro.wybory.lawnik.destruction"].create({
            "term_id": self.term.id, "members": "Jan Radny\nAnna Radna",
            "nomination_ids": [Command.set(self.term._uncollected().ids)],
        })
        self.assertEqual(destruction.nomination_ids, self.nominations[2])
        resolution = self.adopt(self.draft_of(destruction.action_make_draft()))
        self.assertEqual(destruction.resolution_id, resolution)
        self.assertIn("Jan Radny", resolution.body)
        destruction.performed_on = self.today
        with self.assertRaisesRegex(UserError, "until"):
            destruction.action_perform()
        after = self.term.collect_until + timedelta(days=5)
        with self.at(after):
            destruction.performed_on = after
            self.assertEqual(destruction.action_perform(), 1)
        self.assertEqual(set(self.nominations[2].document_ids.mapped("custody_state")), {"destroyed"})
        with self.assertRaisesRegex(UserError, "protocol is closed"):
            destruction.members = "Ktoś inny"
        self.assertFalse(self.term.deadline_ids.filtered(
            lambda line: line.state == "running" and line.code in ("lay_collect", "lay_destroy")))
        with self.assertRaisesRegex(UserError, "signed protocol"):
            manager.action_close()
        destruction.protocol_ids = [Command.create({"name": "protokol.pdf", "raw": b"x"})]
        with self.assertRaisesRegex(UserError, "head of the lay-judge"):
            self.term.action_close()
        plan, manager.jrwa_class_id = manager.jrwa_class_id, False
        with self.assertRaisesRegex(UserError, "filing plan"):
            manager.action_close()
        manager.jrwa_class_id = plan
        self.assertEqual((plan.symbol, manager.archival_category), ("533", "BE5"))
        answer = manager.action_close()
        self.assertEqual((self.term.state, answer["anonymised"]), ("closed", 4))
        self.check_forgotten(answer["proof"])

    def check_forgotten(self, proof):
        """Nothing personal of those not elected is left in the tables; the numbers, dates and results are."""
        self.env.flush_all()
        for table in ("biuro_wybory_lawnik_nomination", "biuro_wybory_lawnik_document", "biuro_wybory_lawnik_opinion",
                      "biuro_wybory_lawnik_supporter", "biuro_wybory_lawnik_custody"):
            self.cr.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 # pylint: disable=sql-injection
            text = "\n".join(row for (row,) in self.cr.fetchall())
            for word in ("Kandydat 2", "Kandydat 3", "Tajna", "Jan, Maria", "Dawna", "nauczyciel", "750312",
                         "spełnia wymogi", "1975-03-12"):
                self.assertNotIn(word, text, table)
        kept = self.nominations[1].read(["name", "state", "court_id", "nominator_type", "received_at"])[0]
        self.assertEqual((kept["state"], bool(kept["name"]), bool(kept["received_at"])), ("not_elected", True, True))
        self.assertEqual((self.nominations[0].surname, self.nominations[0].sudo().pesel), ("Kandydat 1", False))
        self.assertEqual(self.ballot.line_ids.mapped("result"), ["elected", "not_elected", "not_elected"])
        row = self.term.custody_ids.filtered(lambda one: one.event == "anonymised")
        self.assertEqual(row.row_hash, proof)
        self.assertEqual(row.content["numbers"], sorted(one.name for one in [*self.nominations, self.late]))
        Journal = self.env["biuro.journal"].with_user(self.users["auditor"])
        self.assertIn("biuro.wybory.lawnik.custody", Journal.get_journals())
        self.assertEqual(Journal.verify("biuro.wybory.lawnik.custody"), [])
        self.cr.execute("UPDATE biuro_wybory_lawnik_custody SET day = day - 1 WHERE id = %s", [row.id])
        self.env.invalidate_all()
        self.assertEqual([one["kind"] for one in Journal.verify("biuro.wybory.lawnik.custody")], ["changed"])

    def render(self, report, record):
        html, _kind = self.env["ir.actions.report"].with_user(self.users["lawnik_user"])._render_qweb_html(
            f"biuro_wybory.report_lawnik_{report}", record.ids)
        return html.decode()

    def test_prints(self):
        """A-D6, A-D8, A-D10, A-D12, A-D15 and the cost sheet show what they must and nothing personal beyond names."""
        waiting = self.ballot.copy({
            "line_ids": [Command.create({"nomination_id": one.id}) for one in reversed(self.nominations)],
        })
        paper = self.render("ballot_paper", waiting)
        waiting.unlink()
        places = [paper.index(f"Kandydat {number}") for number in (1, 2, 3)]
        self.assertEqual(places, sorted(places), "in the order of the alphabet")
        self.assertEqual(paper.count("biuro-ballot-box"), 3)
        self.assertNotIn(self.nominations[0].name, paper, "no numbers")
        self.assertIn("Liczba ławników do wyboru", paper)
        protocol = self.render("protocol", self.ballot)
        for words in ("Karty wyjęte z urny", "Kandydat 1", "wybrany", "kworum", "Podpisy członków komisji"):
            self.assertIn(words, protocol)
        minutes = self.render("meeting", self.term.meeting_ids)
        self.assertIn("Osoba Druga", minutes)
        self.assertIn("spełnia wymogi ustawowe", minutes)
        self.elect()
        self.term.action_make_transfers()
        inventory = self.render("transfer", self.term.transfer_ids)
        self.assertIn("art. 164 § 1", inventory)
        self.assertIn(self.nominations[0].name, inventory)
        destruction = self.lawnik_env()["biuro.wybory.lawnik.destruction"].create({
            "term_id": self.term.id, "members": "Jan Radny; Anna Radna",
            "nomination_ids": [Command.set(self.term._uncollected().ids)],
        })
        proof = self.render("destruction", destruction)
        self.assertIn("Jan Radny, Anna Radna", proof)
        everything = paper + protocol + minutes + inventory + proof + self.render("by_election", self.term)
        self.assertIn("art. 168", everything)
        self.assertNotIn(self.nominations[0].sudo().pesel, everything)
        self.assertNotIn("Tajna", everything)
        self.assertNotIn("Kandydat", proof)
        self.assertIn("Zestawienie kosztów", self.render("cost", self.term))

    def test_dispatch_hands_over(self):
        self.elect()
        self.term.action_make_transfers()
        transfer = self.term.transfer_ids
        transfer.action_make_letter()
        transfer.letter_id._after_dispatch(self.today)
        self.assertEqual(transfer.state, "sent")
        with self.assertRaisesRegex(UserError, "sent to this court already"):
            transfer.action_sent()

    def test_everything_collected_early(self):
        self.elect()
        for nomination in self.nominations[1:]:
            nomination.action_return_papers("Odebrano za pokwitowaniem")
        states = {line.code: line.state for line in self.term.deadline_ids}
        self.assertEqual((states["lay_collect"], states["lay_destroy"]), ("met", "cancelled"))

    def test_privacy(self):
        """Names of candidates stand in no message, activity, calendar entry or display name of what others see."""
        self.elect()
        self.env.flush_all()
        words = ("Kandydat 1", "Kandydat 2", "Kandydat 3")
        for table, column in (("mail_message", "body"), ("mail_message", "subject"), ("mail_activity", "summary"),
                              ("calendar_event", "name"), ("calendar_event", "description"), ("biuro_deadline", "name"),
                              ("biuro_rada_vote", "subject"), ("biuro_rada_vote_option", "name")):
            self.cr.execute(f'SELECT "{column}"::text FROM "{table}"')  # noqa: S608 # pylint: disable=sql-injection
            text = "\n".join(value or "" for (value,) in self.cr.fetchall())
            for word in words:
                self.assertNotIn(word, text, table)
        clerk = self.users["clerk"]
        for model in ("opinion", "ballot", "ballot.line", "meeting", "transfer", "destruction", "custody", "mandate",
                      "dismissal", "expiry", "team", "cost"):
            Model = self.env[f"biuro.wybory.lawnik.{model}"].with_user(clerk)
            for method, arguments in (("search_read", [[]]), ("name_search", [""]), ("formatted_read_group", [[]])):
                with self.subTest(model=model, method=method), self.assertRaises(AccessError):
                    getattr(Model, method)(*arguments)
        line = self.ballot.line_ids[0].with_user(self.users["lawnik_team"])
        with self.assertRaises(AccessError):
            line.invalidate_recordset()
            line.read(["candidate"])

    def test_team_reads_while_it_works(self):
        self.assertEqual(self.term.team_user_ids, self.users["lawnik_team"])
        member = self.users["lawnik_team"]
        opinions = self.env["biuro.wybory.lawnik.opinion"].with_user(member).search([])
        self.assertEqual(len(opinions), 3)
        self.elect()
        self.env.invalidate_all()
        self.assertFalse(self.env["biuro.wybory.lawnik.opinion"].with_user(member).search([]))
        self.assertFalse(self.env["biuro.wybory.lawnik.ballot"].with_user(member).search([]))

    def test_days_of_the_papers(self):
        """The example of the act's calendar: Thursday 23.09.2027 - Monday 22.11.2027 - Wednesday 22.12.2027."""
        self.term._start_collecting(date(2027, 9, 23))
        self.assertEqual(
            (self.term.collect_until, self.term.destroy_until), (date(2027, 11, 22), date(2027, 12, 22)))
        # an end on a Saturday: the cockpit moves it, the form shows the sixtieth day beside
        self.term._start_collecting(date(2027, 10, 20))
        answer = dates.file_terms(date(2027, 10, 20))
        self.assertEqual(
            (self.term.collect_until, self.term.destroy_until), (answer["collect_moved"], answer["destroy_moved"]))

    def test_counters(self):
        keys = {row["key"] for row in self.lawnik_env()["biuro.start"]._counter_definitions()}
        self.assertLessEqual({"lawnik_opinions", "lawnik_transfers", "lawnik_destroy", "lawnik_dismissals"}, keys)

    def test_what_is_left_to_do_and_costs(self):
        self.assertIn("fa-check", self.term.todo_html)
        self.lawnik_env()["biuro.wybory.lawnik.cost"].create(
            {"term_id": self.term.id, "description": "Druk kart", "kind": "printing", "amount": 120.5})
        self.assertEqual(self.term.cost_total, 120.5)
