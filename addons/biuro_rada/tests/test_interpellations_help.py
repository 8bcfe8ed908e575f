import base64
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import RadaCase
from .test_interpellations_desk import DeskWorld

CANARY = "Kanarek9"
PDF = base64.b64encode(b"%PDF-1.4 oswiadczenie").decode()
PUBLIC = base64.b64encode(b"%PDF-1.4 jawne").decode()
STRANGERS = (
    "clerk",
    "clerk_wo",
    "manager",
    "chancellery",
    "archivist",
    "auditor",
    "biuro_admin",
    "management",
    "rada_user",
    "rada_manager",
    "rada_finance",
)


@tagged("post_install", "-at_install")
class TestStatementCourse(DeskWorld, RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_desk()
        cls.Statement = cls.env["biuro.rada.statement"].with_user(cls.users["rada_statement"])

    def make(self, number=1, **values):
        return self.Statement.create({"councillor_id": self.councillors[number].id, "year": 2026, **values})

    def test_terms_in_the_cockpit_are_those_of_the_law(self):
        with freeze_time("2026-01-10 10:00:00"):
            for kind, day in (("first", "2024-06-06"), ("annual", "2026-04-30"), ("end_of_term", "2029-03-06")):
                with self.subTest(kind=kind):
                    record = self.make(kind=kind)
                    [line] = record.deadline_ids
                    self.assertEqual(str(record.date_deadline), day)
                    self.assertEqual((line.date_deadline, line.date_target), (record.date_deadline, record.date_target))
                    self.assertEqual(line.employee_id, self.employees["rada_statement"])

    def test_course_to_the_published_part(self):
        with freeze_time("2026-04-20 10:00:00"):
            record = self.make()
            record.write({"scan_full": PDF, "scan_public": PDF})
            with self.assertRaisesRegex(UserError, "RF-02"):
                record.action_publication_prepare()
            record.scan_public = PUBLIC
            with self.assertRaisesRegex(UserError, "filed first"):
                record.action_publication_prepare()
            record.action_file("2026-04-20")
            self.assertEqual(
                {(line.code, line.state) for line in record.deadline_ids},
                {("statement_annual", "met"), ("statement_analysis", "running")},
            )
            analysis = record.deadline_ids.filtered(lambda line: line.code == "statement_analysis")
            self.assertEqual(str(analysis.date_deadline), "2026-10-30")
            record.action_analyse("Bez uwag.", sent_to_tax_on="2026-04-20")
            self.assertEqual(analysis.state, "met")
            publication = self.env["biuro.publication"].browse(record.action_publication_prepare()["res_id"])
            self.assertEqual(base64.b64decode(publication.file_ids.data), b"%PDF-1.4 jawne")
            publication.with_user(self.users["rada_statement"]).action_submit()
            with self.assertRaises(UserError):
                publication.with_user(self.users["rada_statement"]).action_check()
            checked = publication.with_user(self.users["manager"])
            checked.finding_ids.filtered(lambda line: line.decision == "open").action_leave("jawne")
            checked.action_check()
            checked.action_publish()
            self.assertRecordValues(record, [{"state": "published", "published_on": date(2026, 4, 20)}])
            self.assertEqual(record.keep_until, date(2032, 4, 20))

    def test_correction_has_its_own_entry_and_day(self):
        with freeze_time("2026-04-20 10:00:00"):
            record = self.make()
            with self.assertRaises(UserError):
                record.action_ask_correction("Brak dochodu z najmu.")
            record.action_file("2026-04-20")
            with self.assertRaises(UserError):
                record.action_ask_correction(" ")
            correction = self.Statement.browse(record.action_ask_correction("Brak dochodu z najmu.", "2026-05-04"))
            self.assertEqual((correction.kind, correction.date_deadline), ("correction", date(2026, 5, 4)))
            with self.assertRaises(UserError):
                record.action_ask_correction("Jeszcze raz.")
            with self.assertRaisesRegex(UserError, "not for a correction"):
                correction.action_find_missing("2026-05-05")
            self.assertEqual(correction.action_file("2026-04-20"), {"on_time": True})

    def test_not_filed_leads_to_the_expiry_of_the_mandate(self):
        record = self.make()
        with freeze_time("2026-05-05 10:00:00"):
            record.action_find_missing("2026-05-05")
            letter = self.env["biuro.letter"].browse(record.action_draft_call()["res_id"])
            self.assertTrue(letter.is_restricted)
            self.assertIn("24h ust. 5a", letter.body)
            record.action_call("2026-05-05")
            with self.assertRaisesRegex(UserError, "not passed"):
                record.action_not_filed()
            record.action_call(delivered_on="2026-05-05")
        with freeze_time("2026-05-20 10:00:00"):
            record.action_not_filed()
            matter = record.expiry_id
            self.assertEqual((matter.ground, matter.authority, matter.state), ("no_statement", "council", "open"))
            self.assertEqual(str(matter.cause_date), "2026-05-19")
            self.assertEqual(matter.deadline_ids.date_start, matter.cause_date)

    def test_the_councillor_uploads_and_sees_the_state_alone(self):
        record, other = self.make(1), self.make(2)
        desk = self.desk()
        [row] = desk.my_statements()
        self.assertEqual((row["id"], row["state"], row["can_upload"]), (record.id, "expected", True))
        self.assertNotIn("analysis_result", row)
        desk.upload_statement(record.id, "oswiadczenie.pdf", PDF)
        self.assertEqual(base64.b64decode(record.scan_full), b"%PDF-1.4 oswiadczenie")
        self.assertTrue(record.activity_ids)
        with self.assertRaises(AccessError):
            desk.upload_statement(other.id, "oswiadczenie.pdf", PDF)
        with self.assertRaises(ValidationError):
            desk.upload_statement(record.id, "oswiadczenie.exe", PDF)
        record.action_file("2026-04-20")
        with self.assertRaisesRegex(UserError, "filed already"):
            desk.upload_statement(record.id, "oswiadczenie.pdf", PDF)
        # the chair files to the wojewoda
        chair = self.make(0)
        with self.assertRaisesRegex(UserError, "RF-01"):
            self.desk(self.users["rada_chair"]).upload_statement(chair.id, "oswiadczenie.pdf", PDF)

    def test_nothing_of_a_statement_reaches_a_stranger(self):
        self.env = self.env(context=dict(self.env.context, tracking_disable=False))
        record = self.make().with_env(self.Statement.env)
        record.write({"scan_full": base64.b64encode(CANARY.encode()).decode(), "scan_full_name": f"{CANARY}.pdf"})
        record.action_file("2026-04-20")
        record.action_analyse(f"{CANARY} dochody")
        record.action_ask_correction(f"{CANARY} korekta")
        record.message_post(body=f"{CANARY} wiadomość", subject=CANARY)
        record.activity_schedule(
            "mail.mail_activity_data_todo", summary=CANARY, user_id=self.users["rada_statement"].id
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        texts = {
            "mail.message": ["body", "subject"],
            "mail.activity": ["summary", "note"],
            "ir.attachment": ["name"],
            "mail.tracking.value": ["old_value_char", "new_value_char", "new_value_text"],
            "biuro.deadline": ["res_name", "note"],
            "biuro.publication": ["name", "summary", "body"],
        }
        logins = [*STRANGERS, self.other.login, self.me.login]
        for login in logins:
            user = self.env["res.users"].search([("login", "=", login)])
            with self.subTest(login=login), self.assertRaises(AccessError):
                record.with_user(user).read(["analysis_result"])
            for model, names in texts.items():
                Model = self.env[model].with_user(user)
                with self.subTest(login=login, model=model):
                    try:
                        domain = Domain.OR([[(name, "ilike", CANARY)] for name in names])
                        found = Model.search(domain)
                    except AccessError:
                        continue
                    self.assertFalse(found)
            attachment = self.env["ir.attachment"].search(
                [("res_model", "=", record._name), ("res_id", "=", record.id), ("res_field", "=", "scan_full")]
            )
            self.assertTrue(attachment)
            with self.subTest(login=login), self.assertRaises(AccessError):
                attachment.with_user(user).read(["datas"])

    def test_information_for_the_council(self):
        filed, late = self.make(1), self.make(2)
        filed.action_file("2026-04-20")
        late.action_file("2026-05-05")
        filed.action_analyse("Nie podano dochodu z najmu.")
        report = self.env["biuro.rada.statement.report"].with_user(self.users["rada_statement"]).create({"year": 2026})
        sums = report.get_report()
        self.assertEqual((sums["złożone w terminie"], sums["złożone po terminie"], sums["niezłożone"]), (1, 1, 0))
        html, _kind = (
            self.env["ir.actions.report"]
            .with_user(self.users["rada_statement"])
            ._render_qweb_html("biuro_rada.report_statement_information", report.ids)
        )
        self.assertIn("Nie podano dochodu z najmu", html.decode())

    def test_statements_are_expected_by_themselves(self):
        with freeze_time("2026-01-02 06:00:00"):
            self.env["biuro.rada.statement"]._cron_watch()
            self.env["biuro.rada.statement"]._cron_watch()
            annual = self.env["biuro.rada.statement"].search([("kind", "=", "annual"), ("year", "=", 2026)])
            self.assertEqual(len(annual), 3)


@tagged("post_install", "-at_install")
class TestHelpCourse(DeskWorld, RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_desk()

    def test_duty_hours_repeat_in_the_calendar(self):
        Duty = self.env["biuro.rada.duty"].with_user(self.users["rada_user"])
        duty = Duty.create(
            {
                "councillor_ids": self.councillors[1].ids,
                "start": "2026-03-16 15:00:00",
                "stop": "2026-03-16 17:00:00",
                "place": "Ratusz",
            }
        )
        self.assertEqual(duty.event_id.location, "Ratusz")
        self.assertEqual(duty.event_id.partner_ids, self.me.partner_id)
        # the clock changes on 29 March: 16:00 stays 16:00; Easter Monday (6 April) is left out
        made = Duty.browse(duty.action_repeat("2026-04-20"))
        self.assertEqual(
            [str(line.start) for line in made.sorted("start")],
            ["2026-03-23 15:00:00", "2026-03-30 14:00:00", "2026-04-13 14:00:00", "2026-04-20 14:00:00"],
        )
        duty.write({"place": "Biblioteka"})
        self.assertEqual(duty.event_id.location, "Biblioteka")
        event = duty.event_id
        duty.unlink()
        self.assertFalse(event.exists())
        with self.assertRaises(UserError):
            made[0].action_repeat("2026-03-20")
        third = Duty.create(
            {
                "councillor_ids": self.councillors[2].ids,
                "start": "2026-03-17 15:00:00",
                "stop": "2026-03-17 17:00:00",
                "place": "Ratusz",
            }
        )
        monthly = Duty.browse(third.action_repeat("2026-05-31", "month"))
        self.assertEqual(
            [line.start.date() for line in monthly.sorted("start")], [date(2026, 4, 21), date(2026, 5, 19)]
        )

    def test_equipment_is_asked_for_when_the_mandate_is_over(self):
        Loan = self.env["biuro.rada.equipment.loan"].with_user(self.users["rada_user"])
        loan = Loan.create({"councillor_id": self.councillors[1].id, "item": "Tablet", "date_from": "2024-06-01"})
        html, _kind = self.env["ir.actions.report"]._render_qweb_html("biuro_rada.report_equipment_loan", loan.ids)
        self.assertIn("Protokół przekazania", html.decode())
        self.councillors[1].action_expire("resignation", "2026-03-04", "commissioner", "postanowienie 7")
        self.env["biuro.rada.equipment.loan"]._cron_watch()
        self.env["biuro.rada.equipment.loan"]._cron_watch()
        self.assertEqual(len(loan.activity_ids), 1)
        loan.action_return("sprawny")
        html, _kind = self.env["ir.actions.report"]._render_qweb_html("biuro_rada.report_equipment_loan", loan.ids)
        self.assertIn("Protokół zwrotu", html.decode())
        with self.assertRaises(UserError):
            loan.unlink()

    def test_training(self):
        training = (
            self.env["biuro.rada.training"]
            .with_user(self.users["rada_user"])
            .create(
                {"title": "Budżet", "date": "2026-03-02", "cost": 900, "councillor_ids": [(6, 0, self.councillors.ids)]}
            )
        )
        self.assertEqual((training.participant_count, training.cost_each), (3, 300))

    def test_time_to_answer(self):
        with freeze_time("2026-03-02 10:00:00"):
            request = (
                self.env["biuro.rada.help.request"]
                .with_user(self.users["rada_user"])
                .create({"councillor_id": self.councillors[1].id, "description": "Kopie"})
            )
            self.assertEqual(str(request.due), "2026-03-09")
            request.action_take()
            self.assertEqual(request.activity_ids.date_deadline, request.due)
        with freeze_time("2026-03-10 10:00:00"):
            self.assertTrue(request.is_overdue)
            request.action_done("Gotowe.")
            self.assertRecordValues(request, [{"response_days": 8, "is_late": True, "is_overdue": False}])
            self.assertFalse(request.activity_ids)


@tagged("post_install", "-at_install")
class TestCouncilComplaint(DeskWorld, RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_desk()
        cls.committee = cls.env["biuro.rada.committee"].create(
            {
                "name": "Komisja Skarg, Wniosków i Petycji",
                "kind": "complaints",
                "scope": "Skargi, wnioski i petycje",
                "term_id": cls.term.id,
                "date_from": "2024-05-07",
            }
        )

    def test_taken_over_once_with_a_case_and_a_letter(self):
        with freeze_time("2026-03-04 10:00:00"):
            values = {
                "kind": "complaint",
                "subject": "Skarga na Prezydenta",
                "author": "Jan Kowalski",
                "received_date": "2026-03-04",
                "source_model": "biuro.other",
                "source_id": 7,
                "source_ref": "SW/7/2026",
            }
            Complaint = self.env["biuro.rada.complaint"].with_user(self.users["chancellery"])
            entry = Complaint._take_over(dict(values))
            self.assertEqual(Complaint._take_over(dict(values)), entry)
            self.assertEqual(entry.committee_id, self.committee)
            self.assertIn("SWR/", entry.register_ref)
            self.assertIn("BS.1510.", entry.case_id.reference)
            self.assertEqual((entry.letter_id.direction, entry.letter_id.state), ("internal", "filed"))
            self.assertEqual(str(entry.deadline_ids.date_deadline), "2026-04-07")
            self.assertTrue(entry.activity_ids)
            self.assertTrue(entry.with_user(self.users["rada_user"]).read(["subject"]))
            with self.assertRaises(AccessError):
                entry.with_user(self.users["clerk"]).read(["subject"])

    def test_the_council_answers_by_a_resolution(self):
        with freeze_time("2026-03-04 10:00:00"):
            entry = (
                self.env["biuro.rada.complaint"]
                .with_user(self.users["rada_user"])
                .create({"subject": "Skarga", "author": "Jan Kowalski", "author_address": "ul. Polna 3"})
            )
            with self.assertRaises(UserError):
                entry.action_to_committee()
            entry.action_register()
            entry.action_to_committee()
            with self.assertRaisesRegex(UserError, "position"):
                entry.action_to_council()
            entry.write({"proposal": "groundless", "opinion": "<p>Bezzasadna.</p>"})
            draft = self.env["biuro.rada.draft"].browse(entry.action_to_council()["res_id"])
            self.assertEqual((draft.initiator_type, draft.committee_id), ("committee", self.committee))
            with self.assertRaisesRegex(UserError, "not adopted"):
                entry.action_settle()
            with self.assertRaises(UserError):
                entry.action_draft_reply()

    def test_from_the_register_of_the_office(self):
        """Where the area of complaints is installed, what is the Council's arrives when its letter is dispatched."""
        if "biuro.sekretariat.complaint" not in self.env:
            self.skipTest("the register of complaints of the office is not installed")
        complaint = self.env["biuro.sekretariat.complaint"].create(
            {
                "subject": "Skarga na Prezydenta",
                "complainant_name": "Jan Kowalski",
                "address": "ul. Polna 3",
                "department_id": self.cell_bs.id,
            }
        )
        complaint.action_register()
        complaint.action_qualify(about="president", matter="own")
        complaint.action_prepare_forward()
        self.assertFalse(self.env["biuro.rada.complaint"].search([("source_id", "=", complaint.id)]))
        complaint._letter_forwarded(complaint._today())
        entry = self.env["biuro.rada.complaint"].search([("source_ref", "=", complaint.register_ref)])
        self.assertEqual((entry.subject, entry.kind, entry.state), ("Skarga na Prezydenta", "complaint", "received"))
        self.assertTrue(entry.case_id and entry.letter_id and entry.deadline_ids)


@tagged("post_install", "-at_install")
class TestStartPage(DeskWorld, RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_desk()

    def test_counters_search_and_protection(self):
        self.hand_in()
        counters = {
            row["key"]: row["count"]
            for row in self.env["biuro.start"].with_user(self.users["rada_chair"]).get_counters()
        }
        self.assertEqual(counters.get("interpellations_with_chair"), 1)
        draft = self.councillors[1].with_user(self.users["rada_user"]).action_draft_employment_consent()
        self.assertIn("art. 25 ust. 2", self.env["biuro.rada.draft"].browse(draft["res_id"]).legal_basis)

    def test_a_late_reply_is_told_to_the_secretary(self):
        self.employees["manager_wo"].office_function = "city_secretary"
        with freeze_time("2026-03-04 10:00:00"):
            record = self.hand_in().with_user(self.users["rada_user"])
            record.action_forward_now()
            record.action_assign(self.cell_bs.id, self.employees["clerk"].id)
        with freeze_time("2026-03-19 10:00:00"):
            record.sudo().deadline_ids._escalate()
            users = record.sudo().activity_ids.user_id
            self.assertIn(self.users["manager_wo"], users)
            self.assertIn(self.users["manager"], users)
