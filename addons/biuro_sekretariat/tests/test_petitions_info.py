from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .petitions_common import MatterCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-18 10:00:00")
class TestInfoRequest(MatterCase):
    def term(self, record, code):
        return record.sudo().deadline_ids.filtered(lambda line: line.code == code).sorted("id")[-1:]

    def test_entry_example_10(self):
        request = self.request()
        self.assertRegex(request.register_ref, r"^IP/\d+/2026$")
        self.assertEqual(request.date_legal_end, date(2026, 4, 1))
        self.assertTrue(request.is_anonymous)
        action = request.action_extend("Dużo dokumentów", "2026-05-18")
        self.assertEqual(request.date_legal_end, date(2026, 5, 18))
        self.assertIn("art. 13 ust. 2", self.env["biuro.letter"].browse(action["res_id"]).body)
        other = self.request()
        with self.assertRaises(UserError):
            other.action_extend("Dużo dokumentów", "2026-05-19")
        with self.assertRaises(UserError):
            other.action_extend(" ", "2026-05-01")
        nobody = self.request(requester_email=False)
        with self.assertRaises(UserError):
            nobody.action_extend("Dużo dokumentów", "2026-05-18")

    def test_from_a_letter(self):
        letter = self.letter("Wniosek o informację", delivery_method_id=self.mail.id, file_format="eml",
                             sender_email="jan@example.com", scan_status="na")
        action = letter.action_make_info_request()
        request = self.env["biuro.sekretariat.info.request"].browse(action["res_id"])
        self.assertRecordValues(request, [{
            "subject": "Wniosek o informację", "form": "email", "requester_name": "Jan Kowalski",
            "requester_email": "jan@example.com", "wanted_form": "email",
        }])
        self.assertEqual(letter.action_make_info_request()["res_id"], request.id)
        case = self.env["biuro.case"].browse(request.with_user(self.users["clerk"]).action_open_case()["res_id"])
        self.assertRegex(case.reference, r"^BS\.1431\.\d+\.2026$")
        self.assertEqual(case.archival_category, "BE5")
        self.assertFalse(case.deadline_ids.filtered(lambda line: line.state == "running"))

    def test_answered_in_time(self):
        request = self.request()
        with self.assertRaises(UserError):
            request.action_finish("given", "")
        action = request.action_finish("given", "<p>W załączeniu wykaz umów.</p>")
        self.assertEqual((request.state, request.timeliness), ("prepared", "running"))
        letter = self.send(action, "2026-03-18", method=self.mail)
        self.assertIn("wykaz umów", letter.body)
        self.assertRecordValues(request, [{
            "state": "done", "date_done": date(2026, 3, 18), "timeliness": "in_time", "days_taken": 0,
        }])
        with self.assertRaises(UserError):
            request.subject = "Inny"

    def test_late(self):
        request = self.request(date_received="2026-02-02")
        self.assertTrue(request.is_overdue)
        request.action_finish("not_held", "", on="2026-03-18")
        self.assertRecordValues(request, [{"state": "done", "timeliness": "late", "days_taken": 44}])

    def test_published_already(self):
        """Since 1 July 2026 what stands in the CRU is not given on request either: a link is the answer."""
        request = self.request()
        for url in (None, "", "cru.gov.pl"):
            with self.subTest(url=url), self.assertRaises(UserError):
                request.action_finish("published", url=url)
        action = request.action_finish("published", url="https://cru.example/umowy/1")
        letter = self.env["biuro.letter"].browse(action["res_id"])
        self.assertIn("https://cru.example/umowy/1", letter.body)
        self.assertIn("art. 10 ust. 1", letter.body)

    def test_refusal_names_people(self):
        request = self.request()
        with self.assertRaises(UserError):
            request.action_finish("refused", "<p>Tajemnica przedsiębiorcy</p>")
        request.position_people = "Ewa Nowak, naczelnik"
        with self.assertRaises(UserError):
            request.action_finish("refused", "<p></p>")
        with self.assertRaises(UserError):
            request.action_finish("refused", "<p>Tajemnica</p>", on="2026-03-18")
        action = request.action_finish("refused", "<p>Tajemnica przedsiębiorcy</p>")
        letter = self.env["biuro.letter"].browse(action["res_id"])
        self.assertIn("Ewa Nowak, naczelnik", letter.body)
        self.assertIn("14 dni", letter.remedies)
        self.assertEqual(letter.document_kind_ids.name, "Decyzja")
        self.send(action, "2026-03-18", "2026-03-18")
        self.assertEqual(request.state, "done")
        action = request.action_appeal("2026-03-18")
        self.assertEqual(self.term(request, "udip_appeal").date_deadline, date(2026, 4, 1))
        self.assertEqual(self.term(request, "udip_appeal_forward").date_deadline, date(2026, 3, 25))
        self.send(action, "2026-03-18")
        self.assertEqual(self.term(request, "udip_appeal_forward").state, "met")
        action = request.action_court("2026-03-18")
        self.assertEqual(self.term(request, "udip_court").date_deadline, date(2026, 4, 2))
        self.send(action, "2026-03-18")
        self.assertEqual(self.term(request, "udip_court").state, "met")
        with self.assertRaises(UserError):
            self.request().action_appeal("2026-03-18")

    def test_fee(self):
        request = self.request()
        for amount in ("0", "-5", "dwa", "", None, "1e3"):
            with self.subTest(amount=amount), self.assertRaises(UserError):
                request.action_fee(amount, "Nośnik")
        with self.assertRaises(UserError):
            request.action_fee("24.50", " ")
        action = request.action_fee("24.50", "Koszt nośników i skanowania")
        self.assertEqual((request.state, request.fee_amount), ("waiting", 24.5))
        letter = self.send(action, "2026-03-18", "2026-03-18")
        self.assertIn("24,50 zł", letter.body)
        self.assertEqual(self.term(request, "udip_cost").state, "met")
        self.assertEqual(request.date_access_from, date(2026, 4, 2))
        self.assertEqual(request.date_legal_end, date(2026, 4, 15), "the 14 days of the applicant are not counted")
        request.action_applicant_answered()
        with self.assertRaises(UserError):
            request.action_finish("given", "Tak", on="2026-03-18")
        with freeze_time("2026-04-02 10:00:00"):
            request.action_finish("given", "Tak", on="2026-04-02")
        self.assertEqual(request.timeliness, "in_time")
        late = self.request(date_received="2026-03-01")
        with self.assertRaises(UserError):
            late.action_fee("5", "Nośnik")

    def test_form_impossible_then_discontinued(self):
        request = self.request()
        action = request.action_form_impossible("wgląd na miejscu", "Brak wersji elektronicznej")
        self.send(action, "2026-03-18", "2026-03-18")
        self.assertEqual(self.term(request, "udip_form").date_deadline, date(2026, 4, 1))
        with freeze_time("2026-04-02 10:00:00"):
            self.assertFalse(request.is_overdue)
            action = request.action_finish("discontinued", "<p>Nie zmieniono wniosku</p>")
        self.assertIn("art. 14 ust. 2", self.env["biuro.letter"].browse(action["res_id"]).body)

    def test_processed(self):
        request = self.request()
        with self.assertRaises(UserError):
            request.action_call_processed()
        request.is_processed = True
        for days in (3, 61, "7", True):
            with self.subTest(days=days), self.assertRaises(UserError):
                request.action_call_processed(days)
        self.send(request.action_call_processed(10), "2026-03-18", "2026-03-18")
        self.assertEqual(self.term(request, "udip_processed").date_deadline, date(2026, 3, 30))
        request.position_people = "Ewa Nowak, naczelnik"
        with self.assertRaises(UserError):
            request.action_finish("refused", "<p>Nie wykazano</p>")
        request.action_applicant_answered(shown=False)
        self.assertEqual(request.processed_state, "not_shown")
        request.action_finish("refused", "<p>Nie wykazano</p>")
        request.action_reopen_answer()
        self.assertEqual((request.state, request.result), ("in_progress", False))

    def test_cells(self):
        request = self.request()
        with self.assertRaises(UserError):
            request.action_ask_cells([], "Umowy")
        with self.assertRaises(UserError):
            request.action_ask_cells([self.cell_wo.id], "Umowy", "2026-04-02")
        ids = request.action_ask_cells([self.cell_wo.id], "Wykaz umów")
        line = self.env["biuro.sekretariat.info.input"].browse(ids)
        self.assertEqual(line.date_due, date(2026, 3, 27))
        self.assertTrue(line.activity_ids.filtered(lambda one: one.user_id == self.users["manager_wo"]))
        with self.assertRaises(UserError):
            request.action_finish("given", "Tak")
        asked = line.with_user(self.users["clerk_wo"])
        with self.assertRaises(AccessError):
            asked.request_id.read(["requester_email"])
        self.assertEqual(asked.request_ref, request.register_ref)
        with self.assertRaises(UserError):
            asked.action_answer(" ")
        asked.action_answer("Nie zawarto umów.")
        self.assertEqual((line.state, line.answered_by_id), ("answered", self.users["clerk_wo"]))
        with self.assertRaises(UserError):
            asked.action_answer("Jeszcze raz")
        with self.assertRaises(UserError):
            asked.write({"answer": "x"})
        request.action_finish("given", "Nie zawarto umów.", on="2026-03-18")

    def test_bad_input(self):
        request = self.request()
        for verb, arguments in (
            ("action_finish", ["whatever", "x"]), ("action_finish", ["given", "x", "2026-03-19"]),
            ("action_finish", ["given", "x", "18.03.2026"]), ("action_finish", ["given", "x", "2026-03-01"]),
            ("action_applicant_answered", []), ("action_appeal", ["2026-03-18"]), ("action_court", [None]),
            ("action_form_impossible", ["", "x"]), ("action_cancel", [""]),
        ):
            with self.subTest(verb=verb, arguments=arguments), self.assertRaises(UserError):
                getattr(request, verb)(*arguments)
        for values in ({"state": "done"}, {"result": "given"}, {"fee_amount": 5}, {"date_done": "2026-03-18"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                request.write(values)
        with self.assertRaises(ValidationError):
            self.request(date_received="2026-03-19")
        with self.assertRaises(UserError):
            request.unlink()

    def test_withdrawn_and_cancelled(self):
        request = self.request()
        request.action_finish("withdrawn", "", on="2026-03-18")
        self.assertEqual(request.timeliness, "none")
        other = self.request()
        other.action_cancel("Omyłka")
        self.assertEqual(other.state, "cancelled")
        self.assertFalse(other.deadline_ids.filtered(lambda line: line.state == "running"))

    def test_turn_of_the_year(self):
        with freeze_time("2026-01-02 09:00:00"):
            request = self.request(date_received="2025-12-23")
        self.assertTrue(request.register_ref.endswith("/2026"))
        self.assertEqual((request.year, request.date_legal_end), (2025, date(2026, 1, 7)), "6 January is free")
        request.date_received = "2025-12-22"
        self.assertEqual(request.date_legal_end, date(2026, 1, 5))

    def test_statement(self):
        statement = self.as_user("citizens")["biuro.sekretariat.info.statement"].create({"year": 2026})
        before = statement.get_figures()
        self.request(date_received="2026-02-02").action_finish("not_held", on="2026-03-18")
        self.request().action_finish("given", "Tak", on="2026-03-18")
        self.request()
        figures = statement.get_figures()
        self.assertEqual(figures["received"] - before["received"], 3)
        self.assertEqual(figures["in_time"] - before["in_time"], 1)
        self.assertEqual(figures["late"] - before["late"], 1)
        self.assertEqual(figures["open"] - before["open"], 1)
        if not before["received"]:
            self.assertEqual(figures["average_days"], "22.0")
        html = self.env["ir.actions.report"]._render_qweb_html(
            "biuro_sekretariat.report_info_statement", statement.ids)[0].decode()
        self.assertIn("Średni czas", html)
        self.assertEqual(statement.action_print()["type"], "ir.actions.report")
        with self.assertRaises(UserError):
            statement.year = 2030

    def test_who_sees(self):
        request = self.request()
        self.assertTrue(request.with_user(self.users["citizens"]).subject)
        for login in ("clerk_wo", "biuro_admin", "archivist"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                request.with_user(self.users[login]).read(["subject"])

    def test_window(self):
        request = self.request()
        Act = self.as_user("clerk")["biuro.sekretariat.info.act"].with_context(
            active_model=request._name, active_id=request.id)
        Act.create({"verb": "ask", "department_ids": [(6, 0, self.cell_wo.ids)], "text": "Umowy"}).action_confirm()
        line = request.input_ids
        answer = line.with_user(self.users["manager_wo"])
        action = answer.action_answer_window()
        answer.env["biuro.sekretariat.info.act"].with_context(**action["context"]).create(
            {"text": "Brak"}).action_confirm()
        self.assertEqual(line.state, "answered")
        action = Act.create({"verb": "finish", "result": "given", "answer": "<p>Tak</p>"}).action_confirm()
        self.assertEqual(action["res_model"], "biuro.letter")
