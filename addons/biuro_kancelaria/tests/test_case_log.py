from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestCaseLog(CaseCase):
    def setUp(self):
        super().setUp()
        Case = self.as_user("clerk")["biuro.case"]
        self.case = Case.browse(Case.open_case({"title": "Petycja", "jrwa_symbol": "152"})["id"])

    def test_kept_by_itself(self):
        """KPA art. 66a: every act with the person who did it, as of that day."""
        self.employees["clerk"].write({"name": "Maria Anna Kowalska", "job_title": "inspektor"})
        self.case.action_suspend("zagadnienie wstępne")
        self.case.action_resume("ustąpiła przyczyna")
        self.case.title = "Petycja o ławki"
        self.case.action_close("Odpowiedź na petycję")
        lines = self.case.event_ids
        self.assertEqual(lines.mapped("sequence"), [1, 2, 3, 4, 5])
        self.assertEqual(lines[1].person, "Kowalska Maria Anna, inspektor")
        self.assertEqual(lines[1].action, "Zawieszenie sprawy: zagadnienie wstępne")
        self.employees["clerk"].name = "Maria Nowak"
        self.assertEqual(lines[1].person_surname, "Kowalska", "a snapshot")

    def test_append_only(self):
        line = self.case.event_ids
        for act in (
            lambda: line.write({"action": "X"}),
            lambda: line.sudo().write({"action": "X"}),
            lambda: line.sudo().unlink(),
        ):
            with self.assertRaises(UserError):
                act()
        with self.assertRaises(UserError):
            line.create({"case_id": self.case.id, "action": "X", "date_action": self.today()})

    def test_by_hand_and_corrected(self):
        line = self.case.add_event("Oględziny placu", date="2026-01-05", document_uid="P2026-1")
        event = self.env["biuro.case.event"].browse(line["id"]).with_user(self.users["clerk"])
        window = event.action_correct_wizard()["context"]
        act = self.as_user("clerk")["biuro.case.act"].with_context(**window).create({})
        self.assertEqual((act.reason, act.case_ids), ("Oględziny placu", self.case))
        act.reason = "Oględziny placu przy szkole"
        act.action_apply()
        self.assertIn("przy szkole", self.case.event_ids.sorted("id")[-1].action)
        new = event.action_correct("Oględziny placu zabaw")
        corrected = self.case.event_ids.browse(new["id"])
        self.assertEqual(corrected.corrects_id, event)
        self.assertEqual(corrected.action, "Sprostowanie wpisu nr 2: Oględziny placu zabaw")
        self.assertEqual(corrected.document_uid, "P2026-1")
        with self.assertRaises(UserError):
            self.case.add_event("", date="2026-01-05")
        with self.assertRaises(UserError):
            self.case.add_event("Przyszłość", date=fields.Date.add(self.today(), days=3))

    def test_batch(self):
        Case = self.as_user("clerk")["biuro.case"]
        cases = Case.create([{"title": str(n), "jrwa_class_id": self.case.jrwa_class_id.id} for n in range(20)])
        self.env.flush_all()
        with self.assertQueryCount(5 + 6 * len(cases)):  # each case has a chain of its own to seal
            cases._log_event("Zbiorcza czynność")
            self.env.flush_all()
