from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import RadaCase


@tagged("post_install", "-at_install")
class TestInterpellation(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillor = cls.make_councillors(cls.term, 1)

    def make(self, **values):
        return (
            self.env["biuro.rada.interpellation"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "author_ids": self.councillor.ids,
                    "submitted_date": "2026-03-03",
                    "subject": "Stan nawierzchni ul. Polnej",
                    "facts": "<p>Nawierzchnia jest zniszczona.</p>",
                    "question_ids": [(0, 0, {"text": "Kiedy remont?"})],
                    **values,
                }
            )
        )

    def test_the_14_days_run_from_the_president(self):
        record = self.make()
        self.assertEqual(record.action_register(), ["INT/1/2026"])
        record.action_forward("2026-03-03")
        self.assertEqual(record.action_receive("2026-03-04"), {str(record.id): "2026-03-18"})
        record.action_assign(self.cell_wo.id, self.employees["clerk_wo"].id)
        with self.assertRaisesRegex(UserError, "in writing"):
            record.action_replied("2026-03-18", "WO.0003.1.2026")
        file = (
            self.env["ir.attachment"]
            .with_user(self.users["rada_user"])
            .create({"name": "odpowiedz.txt", "raw": b"Remont w maju."})
        )
        self.assertEqual(
            record.action_replied("2026-03-18", "WO.0003.1.2026", attachment_ids=file.ids), {"on_time": True}
        )
        self.assertEqual(record.state, "replied")
        term = record._deadline_search("council_publish")
        self.assertEqual((str(term.date_deadline), term.state), ("2026-03-23", "running"), "three working days")
        self.assertFalse(record.is_overdue, "the reply was in time, whatever its publication")
        record.action_publication_prepare()
        publication = record.publication_ids.with_user(self.users["rada_user"])
        publication.action_submit()
        checked = publication.with_user(self.users["manager"])
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane urzędu")
        checked.action_check()
        checked.action_publish()
        self.assertEqual((record.state, term.state), ("published", "met_late"))

    def test_buttons_follow_the_rule_of_the_verbs(self):
        record = self.make()
        record.action_register()
        record.action_forward("2026-03-03")
        clerk = record.with_user(self.users["clerk_wo"])
        self.assertFalse(clerk.may_write, "neither of the cell nor of the President's secretariat")
        with self.assertRaises(AccessError):
            clerk.action_receive("2026-03-04")
        self.assertTrue(record.may_write)
        record.action_receive("2026-03-04")
        record.action_assign(self.cell_wo.id, self.employees["clerk_wo"].id)
        clerk.invalidate_recordset()
        self.assertTrue(clerk.may_write)
        self.assertFalse(record.with_user(self.users["auditor"]).may_write)

    def test_the_end_on_a_day_off(self):
        record = self.make(submitted_date="2026-04-16")
        record.action_register()
        record.action_forward("2026-04-16")
        self.assertEqual(record.action_receive("2026-04-17"), {str(record.id): "2026-05-04"})
        self.assertEqual(str(record.deadline_ids.date_target), "2026-04-30")

    def test_refusals(self):
        with self.assertRaisesRegex(UserError, "RD-01"):
            self.make(facts="<p> </p>").action_register()
        with self.assertRaisesRegex(UserError, "RD-01"):
            self.make(question_ids=False).action_register()
        with self.assertRaisesRegex(ValidationError, "mandate"):
            self.make(submitted_date="2024-05-06")
        record = self.make()
        with self.assertRaisesRegex(UserError, "Register"):
            record.action_forward()
        record.action_register()
        with self.assertRaisesRegex(ValidationError, "RD-02"):
            record.action_forward("2026-03-02")
        with self.assertRaises(UserError):
            record.write({"received_date": "2026-03-04"})

    def test_a_question_has_its_own_register(self):
        self.assertEqual(self.make(kind="question").action_register(), ["ZAP/1/2026"])

    def test_turned_into_a_motion(self):
        record = self.make()
        [motion] = record.action_reclassify()
        motion = self.env["biuro.rada.motion"].browse(motion)
        self.assertEqual((record.state, motion.subject), ("reclassified", record.subject))
        self.assertEqual(motion.with_user(self.users["rada_user"]).action_forward()[0][:3], "WR/")
