from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import RadaCase


@tagged("post_install", "-at_install")
class TestInterpellationCourse(RadaCase):
    """The 14 days on their edges, the reply by a letter of the chancellery, publication of both texts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 2)
        president = cls.employees["management"]
        president.write({"office_function": "president"})
        cls.env["biuro.signing.authority"].create(
            {
                "employee_id": president.id,
                "capacity": "Prezydent Miasta",
                "basis": "ustawa o samorządzie gminnym, art. 33",
                "date_from": "2024-05-07",
            }
        )
        cls.env.company.write({"street": "Rynek 1", "zip": "99-950", "city": "Jasionów"})

    def make(self, received, submitted=None, **values):
        record = (
            self.env["biuro.rada.interpellation"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "author_ids": self.councillors[0].ids,
                    "submitted_date": submitted or received,
                    "subject": "Stan nawierzchni ul. Polnej",
                    "facts": "<p>Nawierzchnia jest zniszczona, skarży się Jan Nowak z ul. Polnej 4.</p>",
                    "question_ids": [(0, 0, {"text": "Kiedy remont?"})],
                    "recipient_id": self.employees["management"].id,
                    **values,
                }
            )
        )
        record.action_register()
        record.action_forward(submitted or received)
        record.action_receive(received)
        return record

    def test_fourteen_days_on_their_edges(self):
        """rada.md 1.2 and D.2: D0 is the day of the President's receipt, not counted; the end moves off free days."""
        for received, end, target in (
            ("2026-03-04", "2026-03-18", "2026-03-18"),  # the plain example
            ("2026-04-17", "2026-05-04", "2026-04-30"),  # ends on 1 May, a Friday before a weekend
            ("2026-05-21", "2026-06-05", "2026-06-03"),  # ends on Corpus Christi
            ("2025-12-10", "2025-12-29", "2025-12-23"),  # Christmas Eve is free, then two holidays and a weekend
            ("2026-03-21", "2026-04-07", "2026-04-03"),  # a Saturday receipt, ends before Easter Monday
            ("2026-02-14", "2026-03-02", "2026-02-27"),  # ends on a Saturday
        ):
            with self.subTest(received=received), freeze_time(f"{received} 10:00:00"):
                record = self.make(received)
                self.assertEqual((str(record.date_deadline), str(record.date_target)), (end, target))
                self.assertTrue(record.term_reasons)

    def test_the_day_of_submission_does_not_count(self):
        with freeze_time("2026-03-10 10:00:00"):
            record = self.make("2026-03-10", submitted="2026-03-02")
            self.assertEqual(str(record.date_deadline), "2026-03-24")

    def test_reminder_three_days_before_the_safe_date(self):
        with freeze_time("2026-03-04 10:00:00"):
            record = self.make("2026-03-04")
            record.action_assign(self.cell_wo.id, self.employees["clerk_wo"].id)
            activity = record.activity_ids
            self.assertEqual(activity.user_id, self.users["clerk_wo"])
            self.assertEqual(record.deadline_ids.employee_id, self.employees["clerk_wo"])

    def test_the_term_cannot_be_written_or_moved(self):
        with freeze_time("2026-03-04 10:00:00"):
            record = self.make("2026-03-04")
            with self.assertRaises(UserError):
                record.deadline_ids.with_user(self.users["rada_user"]).action_extend("urlop", new_date="2026-04-18")
            with self.assertRaises(UserError):
                record.write({"received_date": "2026-03-10"})

    def test_written_by_those_assigned(self):
        """The cell and the person assigned work on it; what is the chair's is done by the chair and the office."""
        with freeze_time("2026-03-04 10:00:00"):
            record = self.make("2026-03-04", recipient_id=False)
            motion = self.env["biuro.rada.motion"].create(
                {"councillor_id": self.councillors[0].id, "subject": "w sprawie latarni", "date": "2026-03-04"}
            )
            motion.with_user(self.users["rada_chair"]).action_forward()
            for matter in (record, motion):
                matter.action_assign(self.cell_wo.id)
                with self.subTest(model=matter._name):
                    assigned, stranger = (matter.with_user(self.users[login]) for login in ("clerk_wo", "clerk"))
                    self.assertTrue(stranger.has_access("read"))
                    for call in (
                        lambda stranger=stranger: stranger.write({"subject": "inna"}),
                        lambda stranger=stranger: stranger.action_assign(self.cell_bs.id),
                        stranger.action_draft_reply,
                    ):
                        with self.assertRaises(AccessError):
                            call()
                    self.assertTrue(assigned.has_access("write"))
                    self.assertTrue(assigned.action_draft_reply()["res_id"])
            with self.assertRaises(AccessError):
                record.with_user(self.users["clerk_wo"]).action_reclassify()
            motion.action_assign(self.cell_bs.id, self.employees["clerk_wo"].id)
            self.assertTrue(motion.with_user(self.users["clerk_wo"]).has_access("write"), "the person responsible")
            new = self.make("2026-03-04", recipient_id=self.employees["clerk_wo"].id)
            self.assertTrue(new.with_user(self.users["clerk_wo"]).has_access("write"), "the cell of the addressee")

    def reply(self, record, day):
        """The cell writes the reply, the President signs, the mail point sends it on a day."""
        record.action_assign(self.cell_bs.id, self.employees["clerk"].id)
        handled = record.with_user(self.users["clerk"])
        letter = self.env["biuro.letter"].browse(handled.action_draft_reply()["res_id"]).with_user(self.users["clerk"])
        self.assertEqual(letter.reply_kind, "interpellation")
        self.assertEqual(letter.date_legal_end, record.date_deadline)
        self.assertIn("Kiedy remont?", letter.body)
        # pressed again, the same draft opens
        self.assertEqual(handled.action_draft_reply()["res_id"], letter.id)
        letter.write({"capacity": "Prezydent Miasta", "body": "<p>Remont odbędzie się w maju.</p>"})
        letter.recipient_ids.write({"street": "Rynek 1", "zip": "99-950", "city": "Jasionów"})
        letter.action_request_acceptance()
        if letter.state == "to_accept":
            letter.with_user(self.users["manager"]).action_accept("Zgoda.")
        letter.with_user(self.users["management"]).action_sign(kind="qualified", verification="valid")
        letter.with_user(self.users["chancellery"]).action_dispatch(date=day)
        return letter

    def test_sending_the_reply_ends_the_term(self):
        for day, on_time, timeliness in (("2026-03-18", True, "in_time"), ("2026-03-19", False, "late")):
            with self.subTest(day=day):
                with freeze_time("2026-03-04 10:00:00"):
                    record = self.make("2026-03-04")
                with freeze_time(f"{day} 10:00:00"):
                    letter = self.reply(record, day)
                    record.invalidate_recordset()
                    self.assertRecordValues(
                        record,
                        [{"state": "replied", "on_time": on_time, "timeliness": timeliness, "is_overdue": False}],
                    )
                    self.assertEqual(str(record.reply_date), day)
                    self.assertEqual(record.reply_ref, letter.case_id.reference)
                    self.assertIn(".0003.", record.reply_ref)
                    self.assertEqual(record.reply_attachment_ids, letter.signed_attachment_id)
                    self.assertEqual(letter.interpellation_ids, record)
                    supplement = self.env["biuro.letter"].browse(record.action_draft_supplement()["res_id"])
                    self.assertEqual(record.supplement_letter_ids, supplement)

    def publish(self, record):
        publication = self.env["biuro.publication"].browse(record.action_publication_prepare()["res_id"])
        publication.with_user(self.users["rada_user"]).action_submit()
        checked = publication.with_user(self.users["manager"])
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane radnego")
        with self.assertRaises(UserError):
            publication.with_user(self.users["rada_user"]).action_check()
        checked.action_check()
        checked.action_publish()
        return publication

    def test_both_texts_are_published_by_a_second_person(self):
        with freeze_time("2026-03-04 10:00:00"):
            record = self.make("2026-03-04", has_personal_data=True)
            with self.assertRaisesRegex(UserError, "RD-03"):
                record.action_publication_prepare()
            record.public_text = "<p>Nawierzchnia jest zniszczona.</p>"
            publication = self.publish(record)
            self.assertEqual(str(record.question_published_on), "2026-03-04")
            self.assertFalse(record.reply_published_on)
        with freeze_time("2026-03-18 10:00:00"):
            self.reply(record, "2026-03-18")
            with self.assertRaisesRegex(UserError, "RD-03"):
                record.action_publication_prepare()
            record.public_reply = "<p>Remont w maju.</p>"
            self.assertEqual(self.publish(record), publication)
            self.assertRecordValues(record, [{"state": "published"}])
            self.assertEqual(str(record.reply_published_on), "2026-03-18")
            version = publication.version_ids.filtered("is_current")
            self.assertEqual(version.number, 2)
            self.assertIn("Remont w maju", version.body)
            self.assertNotIn("Nowak", version.body)
            self.assertFalse(version.file_ids)

    def test_statistics_count_each_author(self):
        with freeze_time("2026-03-04 10:00:00"):
            both = self.make("2026-03-04", author_ids=self.councillors.ids)
            self.make("2026-03-04", kind="question")
        with freeze_time("2026-03-19 10:00:00"):
            self.reply(both, "2026-03-19")
            self.env.flush_all()
            year = self.env["biuro.rada.interpellation.year"].with_user(self.users["rada_user"]).create({"year": 2026})
            people, cells = year.get_tables()
            rows = {row[0]: row[1:6] for row in people["rows"]}
            self.assertEqual(rows[self.councillors[0].display_name], [1, 1, 0, 1, 1])
            self.assertEqual(rows[self.councillors[1].display_name], [1, 0, 0, 1, 0])
            self.assertEqual(sum(row[1] + row[2] for row in cells["rows"]), 2)
            html, _kind = self.env["ir.actions.report"]._render_qweb_html(
                "biuro_rada.report_interpellation_year", year.ids
            )
            self.assertIn("Zaległe odpowiedzi", html.decode())
            xlsx, kind = self.env["ir.actions.report"]._render_xlsx(
                "biuro_rada.interpellation_year_xlsx", year.ids, data={"report_type": "xlsx"}
            )
            self.assertEqual((kind, xlsx[:2]), ("xlsx", b"PK"))

    def test_a_chosen_file_belongs_to_the_record(self):
        """A file put into a list of files is read by whoever reads the record, and nobody takes a foreign one over."""
        office = self.users["rada_user"]
        file = self.env["ir.attachment"].with_user(office).create({"name": "mapa.txt", "raw": b"x"})
        with freeze_time("2026-03-04 10:00:00"):
            record = self.make("2026-03-04", attachment_ids=[(6, 0, file.ids)])
        self.assertEqual((file.res_model, file.res_id), (record._name, record.id))
        self.assertTrue(file.with_user(self.users["clerk_wo"]).read(["datas"]))
        foreign = self.env["ir.attachment"].with_user(self.users["clerk"]).create({"name": "obcy.txt", "raw": b"y"})
        with self.assertRaises(AccessError):
            record.write({"attachment_ids": [(4, foreign.id)]})
            self.env.flush_all()

    def test_prints(self):
        with freeze_time("2026-03-04 10:00:00"):
            record = self.make("2026-03-04")
        for name in ("report_interpellation", "report_interpellation_cover"):
            html, _kind = self.env["ir.actions.report"]._render_qweb_html(f"biuro_rada.{name}", record.ids)
            self.assertIn(record.register_ref, html.decode())

    def test_a_motion_is_answered_by_a_letter(self):
        with freeze_time("2026-03-04 10:00:00"):
            motion = (
                self.env["biuro.rada.motion"]
                .with_user(self.users["rada_user"])
                .create({"councillor_id": self.councillors[0].id, "subject": "Ławki w parku", "text": "<p>Proszę.</p>"})
            )
            motion.action_forward()
            self.assertEqual(str(motion.due_date), "2026-04-03")
            motion.action_assign(self.cell_bs.id, self.employees["clerk"].id)
            letter = (
                self.env["biuro.letter"]
                .browse(motion.with_user(self.users["clerk"]).action_draft_reply()["res_id"])
                .with_user(self.users["clerk"])
            )
            letter.write({"signatory_id": self.employees["management"].id, "capacity": "Prezydent Miasta"})
            letter.recipient_ids.write({"street": "Rynek 1", "zip": "99-950", "city": "Jasionów"})
            letter.action_request_acceptance()
            if letter.state == "to_accept":
                letter.with_user(self.users["manager"]).action_accept("Zgoda.")
            letter.with_user(self.users["management"]).action_sign(kind="qualified", verification="valid")
            letter.with_user(self.users["chancellery"]).action_dispatch()
            self.assertRecordValues(motion, [{"state": "answered"}])
            self.assertTrue(motion.action_consider())
