from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .citizens_common import CitizensCase

SETTLED = {
    "settlement": "Decyzję wydano dnia 2 marca.", "factual_reasons": "Akta zwrócono z opóźnieniem.",
    "legal_reasons": "Art. 35 § 3 KPA.",
}


@tagged("post_install", "-at_install")
class TestCitizensComplaint(CitizensCase):
    def test_letter_becomes_complaint_once(self):
        letter = self.letter(delivery_method="email", file_format="eml").with_user(self.users["manager"])
        action = letter.action_make_complaint()
        complaint = self.env["biuro.sekretariat.complaint"].browse(action["res_id"])
        self.assertRecordValues(complaint, [{
            "letter_id": letter.id, "state": "received", "form": "email", "declared_kind": "complaint",
            "complainant_name": "Jan Kowalski", "department_id": self.cell_bs.id, "date_received": letter.date_received,
        }])
        self.assertEqual(complaint.register_ref, f"SW/{complaint.register_number}/{self.today().year}")
        self.assertEqual(self.terms(complaint), {"complaint": "running", "complaint_forward": "running"})
        self.assertEqual(letter.action_make_complaint()["res_id"], complaint.id, "the second click opens the first")
        self.assertEqual(letter.complaint_count, 1)
        self.assertEqual(letter.action_view_complaints()["res_id"], complaint.id)
        complaint.with_user(self.users["citizens"]).action_cancel("pomyłka")
        self.assertEqual((complaint.state, self.terms(complaint)["complaint"]), ("annulled", "cancelled"))
        self.assertNotEqual(letter.action_make_complaint()["res_id"], complaint.id)

    def test_motion_by_title_and_content_decides(self):
        """KPA art. 222: content, not the title; who decided and when is kept."""
        letter = self.letter(title="Wniosek o usunięcie bezczynności").with_user(self.users["manager"])
        complaint = self.env["biuro.sekretariat.complaint"].browse(letter.action_make_complaint()["res_id"])
        complaint = complaint.with_user(self.users["citizens"])
        self.assertEqual((complaint.kind, self.terms(complaint)), (
            "motion", {"motion": "running", "motion_forward": "running"}))
        with self.refused("kind differs"):
            complaint.action_qualify(kind="complaint", about="employee")
        answer = complaint.action_qualify(kind="complaint", about="employee", note="Treść zarzuca zwłokę.")
        self.assertEqual((answer["body"], answer["forward"], answer["jrwa"]), ("president", False, "1510"))
        self.assertEqual((complaint.qualified_by_id, complaint.date_qualified), (self.users["citizens"], self.today()))
        self.assertEqual(self.terms(complaint), {
            "motion": "cancelled", "motion_forward": "cancelled", "complaint": "running",
        })

    def test_clock_runs_from_receipt(self):
        """Worked examples 3.3: 31 January + 1 month ends on 2 March; 4 November + 7 days on 12 November 2026."""
        with freeze_time("2026-02-02 10:00:00"):
            complaint = self.complaint(date_received="2026-01-31")
            end = complaint.sudo().deadline_ids.filtered(lambda line: line.code == "complaint").date_deadline
            self.assertEqual(str(end), "2026-03-02")
        with freeze_time("2026-11-05 10:00:00"):
            complaint = self.complaint(date_received="2026-11-04")
            ends = {line.code: str(line.date_deadline) for line in complaint.sudo().deadline_ids}
            self.assertEqual(ends["complaint_forward"], "2026-11-12")

    def test_full_course_in_time(self):
        letter = self.letter().with_user(self.users["manager"])
        complaint = self.env["biuro.sekretariat.complaint"].browse(letter.action_make_complaint()["res_id"])
        complaint = complaint.with_user(self.users["citizens"])
        complaint.action_qualify(about="employee")
        case = complaint.action_start(clerk_id=self.employees["clerk"].id)
        self.assertRegex(case["case"], r"^BS\.1510\.\d+\.\d{4}$")
        self.assertEqual(letter.case_id, complaint.case_id)
        self.assertFalse(complaint.case_id.deadline_ids, "the term stands at the entry, not twice")
        handled = complaint.with_user(self.users["clerk"])
        with self.refused("intended result"):
            handled.action_draft_reply()
        handled.write({"planned_result": "groundless", "settlement": SETTLED["settlement"]})
        with self.refused("factual reasons"):
            handled.action_draft_reply()
        handled.write(SETTLED)
        action = handled.action_draft_reply()
        reply = self.env["biuro.letter"].browse(action["res_id"])
        self.assertEqual(handled.action_draft_reply()["res_id"], reply.id)
        self.assertIn("239", reply.remedies)
        self.assertEqual((reply.reply_to_id, reply.case_id), (letter, complaint.case_id))
        self.assertTrue(reply.has_gdpr_notice, "the first act informs about personal data (KPA 226a)")
        with self.refused("Dispatch the answer first"):
            handled.action_settle()
        self.dispatch(reply)
        self.assertEqual(self.terms(complaint)["complaint"], "met")
        self.assertEqual(complaint.gdpr_notice_given_at, self.today())
        result = handled.action_settle()
        self.assertEqual(result, {"result": "groundless", "date_notified": str(self.today()), "in_time": True})
        self.assertRecordValues(complaint, [{"state": "settled", "result": "groundless", "timeliness": "in_time"}])
        handled.action_close()
        self.assertEqual((complaint.state, complaint.sudo().case_id.state), ("closed", "closed"))
        with self.refused("closed"):
            handled.subject = "Inny"

    def test_reply_elements(self):
        """KPA art. 238 § 1: a refusal without reasons or the instruction on art. 239 does not settle."""
        complaint = self.started()
        complaint.write({**SETTLED, "planned_result": "groundless"})
        reply = self.env["biuro.letter"].browse(complaint.action_draft_reply()["res_id"])
        reply.sudo().write({"body": "<p>Skargę uznano za bezzasadną.</p>", "remedies": False})
        complaint.invalidate_recordset(["reply_missing"])
        self.assertIn("uzasadnienie faktyczne", complaint.reply_missing)
        self.dispatch(reply)
        with self.refused("lacks what the law demands.*pouczenie"):
            complaint.action_settle()
        with self.refused("does not go with"):
            complaint.action_settle(result="accepted")

    def test_forwarding(self):
        complaint = self.complaint()
        answer = complaint.action_qualify(about="council", matter="finance")
        self.assertEqual((answer["body"], answer["article"], answer["forward"]), ("rio", "KPA art. 229 pkt 1", True))
        self.assertEqual(self.terms(complaint), {"complaint": "cancelled", "complaint_forward": "running"})
        with self.refused("Another body is competent"):
            complaint.action_start()
        with self.refused("Name the body"):
            complaint.action_prepare_forward()
        drafts = complaint.action_prepare_forward(partner_id=self.voivode.id)
        self.assertRegex(drafts["case"], r"^BS\.1511\.")
        self.assertEqual(complaint.action_prepare_forward()["notice_id"], drafts["notice_id"], "nothing is done twice")
        forward, notice = self.env["biuro.letter"].browse([drafts["forward_letter_id"], drafts["notice_id"]])
        self.assertEqual(forward.recipient_ids.partner_id, self.voivode)
        self.assertIn("art. 231", forward.body)
        self.assertTrue(notice.has_gdpr_notice)
        self.dispatch(forward)
        self.assertRecordValues(complaint, [{
            "state": "forwarded", "result": "forwarded", "date_forwarded": self.today(), "timeliness": "in_time",
        }])
        self.assertEqual(self.terms(complaint)["complaint_forward"], "met")

    def test_council_by_letter_and_body_against_proposal(self):
        complaint = self.complaint()
        complaint.action_qualify(about="president")
        self.assertEqual(complaint.competent_body, "council")
        drafts = complaint.action_prepare_forward()
        forward = self.env["biuro.letter"].browse(drafts["forward_letter_id"])
        self.assertEqual(forward.recipient_ids.name, "Przewodniczący Rady Miasta")
        other = self.complaint(subject="Inna sprawa")
        with self.refused("Write why"):
            other.action_qualify(about="president", body="superior")
        other.action_qualify(about="president", body="superior", note="Zadanie zlecone ustawą.")
        self.assertEqual(other.competent_body, "superior")

    def test_only_naming_the_body(self):
        complaint = self.complaint()
        complaint.action_qualify(about="other")
        drafts = complaint.action_prepare_forward(only_point=True)
        self.assertFalse(drafts["forward_letter_id"])
        self.dispatch(self.env["biuro.letter"].browse(drafts["notice_id"]))
        self.assertEqual(complaint.state, "forwarded")

    def test_split(self):
        complaint = self.complaint()
        with self.refused("at least two"):
            complaint.action_split([{"subject": "Jedna"}])
        with self.refused("Each matter"):
            complaint.action_split([{"subject": "Jedna"}, {"subject": "Druga", "state": "closed"}])
        rows = complaint.action_split([
            {"subject": "Zwłoka urzędnika", "about": "employee"}, {"subject": "Uchwała rady", "about": "council"},
        ])
        first, second = complaint.browse([row["id"] for row in rows])
        self.assertEqual(len({complaint.register_ref, *(row["register_ref"] for row in rows)}), 3)
        self.assertEqual((complaint.state, self.terms(complaint)["complaint_split"]), ("in_progress", "running"))
        self.assertEqual(self.terms(complaint)["complaint"], "cancelled")
        second.action_qualify()
        second.action_prepare_forward(partner_id=self.voivode.id)
        self.dispatch(second.forward_letter_id)
        self.assertEqual(complaint.state, "in_progress")
        first.action_qualify()
        self.assertEqual(self.terms(first)["complaint"], "running")
        first.action_withdraw("Pismo wnoszącego")
        self.assertEqual((complaint.state, complaint.result), ("settled", "split"))
        self.assertEqual(self.terms(complaint)["complaint_split"], "met")
        with self.refused("split already"):
            first.sudo().write({"state": "received"})
            first.action_split([{"subject": "a"}, {"subject": "b"}])

    def test_unexamined_without_name_or_address(self):
        """RSW § 8(1), and the sentence of the validation catalogue."""
        complaint = self.complaint(partner_id=False, complainant_name="", address="")
        with self.refused("leave it unexamined"):
            complaint.action_qualify(about="employee")
        complaint.action_leave_unexamined()
        self.assertRecordValues(complaint, [{"state": "unexamined", "result": "unexamined"}])
        self.assertEqual(self.terms(complaint), {"complaint": "cancelled", "complaint_forward": "cancelled"})
        with self.refused("leave it unexamined"):
            complaint.action_resume("Podał dane")
        complaint.write({"complainant_name": "Anna Nowa", "address": "ul. Nowa 1, 00-001 Przykładowa"})
        complaint.action_resume("Podał dane telefonicznie")
        self.assertEqual(complaint.state, "received")
        with self.refused("Only what has no name"):
            complaint.action_leave_unexamined()

    def test_clarification(self):
        """RSW § 8(2): seven days from the day the call is received; only their lapse lets leave it unexamined."""
        with freeze_time("2026-11-04 10:00:00"):
            complaint = self.complaint(date_received="2026-11-03")
            with self.refused("what is to be clarified"):
                complaint.action_call_to_clarify(" ")
            call = self.env["biuro.letter"].browse(complaint.action_call_to_clarify("Wskaż datę zdarzenia.")["res_id"])
            self.assertIn("Wskaż datę", call.body)
            self.assertEqual(complaint.state, "to_clarify")
            self.dispatch(call, "registered_receipt")
            self.assertNotIn("complaint_clarify", self.terms(complaint))
            call.with_user(self.users["chancellery"]).action_confirm_delivery(collected="2026-11-04")
            self.assertEqual(str(complaint.date_called), "2026-11-04")
            line = complaint.sudo().deadline_ids.filtered(lambda line: line.code == "complaint_clarify")
            self.assertEqual(str(line.date_deadline), "2026-11-12")
        with freeze_time("2026-11-12 10:00:00"), self.refused("not passed yet"):
            complaint.action_leave_unexamined()
        with freeze_time("2026-11-13 10:00:00"):
            complaint.action_leave_unexamined("Brak odpowiedzi")
            self.assertIn("§ 8 ust. 2", complaint.unexamined_reason)
        with freeze_time("2026-11-04 12:00:00"):
            other = self.complaint(subject="Druga sprawa")
            other.action_call_to_clarify("Wskaż ulicę.")
            other.action_call_received("2026-11-04")
            other.action_clarified("Chodzi o ul. Polną.")
            self.assertEqual((other.state, self.terms(other)["complaint_clarify"]), ("received", "met"))

    def test_consent_of_another_person(self):
        complaint = self.complaint(interest="other")
        with self.refused("consent"):
            complaint.action_qualify(about="employee")
        complaint.has_consent = True
        complaint.action_qualify(about="employee")

    def test_extension_with_notice(self):
        """KPA art. 36 and 237 § 4 through the term of the ground floor."""
        complaint = self.started()
        later = str(fields.Date.add(self.today(), days=80))
        action = complaint.action_extend("Konieczna opinia biegłego", new_date=later)
        notice = self.env["biuro.letter"].browse(action["res_id"])
        self.assertEqual((notice.case_id, notice.recipient_ids.partner_id), (complaint.case_id, self.partner))
        self.assertIn("Konieczna opinia biegłego", notice.body)
        self.assertIn("ponaglenia", notice.remedies)
        self.assertEqual(str(complaint.deadline_next), later)
        with self.refused("later than the present end"):
            complaint.action_extend("x", new_date=str(self.today()))

    def test_repeated_groundless(self):
        """KPA art. 239: a note only, without new facts, after a groundless one that was answered."""
        first = self.started()
        first.write({**SETTLED, "planned_result": "groundless"})
        self.dispatch(self.env["biuro.letter"].browse(first.action_draft_reply()["res_id"]))
        first.action_settle()
        again = self.complaint(subject="Ponowna skarga na zwłokę w wydaniu decyzji")
        self.assertIn(first, again.similar_ids)
        with self.refused("earlier complaint"):
            again.action_keep_position("bez nowych okoliczności")
        again.action_mark_repeated(first.id, has_new_facts=True)
        with self.refused("nowe okoliczności"):
            again.action_keep_position("x")
        again.action_mark_repeated(first.id)
        self.assertTrue(again.action_keep_position("Bez nowych okoliczności.")["allowed"])
        self.assertRecordValues(again, [{"state": "settled", "result": "position_kept", "reply_id": False}])
        self.assertNotIn(self.complaint(subject="Dziura w chodniku"), again.similar_ids)

    def test_proceedings(self):
        case = self.env["biuro.case"].browse(self.as_user("clerk")["biuro.case"].open_case(
            {"title": "Pozwolenie", "jrwa_symbol": "0530"})["id"])
        complaint = self.complaint("manager")
        with self.refused("Write what was decided"):
            complaint.action_link_proceedings(case.id, "running", "")
        complaint.action_link_proceedings(case.id, "running", "Skargę strony włączono do akt.")
        self.assertRecordValues(complaint, [{
            "state": "settled", "result": "in_proceedings", "proceedings_case_id": case.id, "case_id": False,
        }])
        self.assertTrue(case.event_ids.filtered(lambda line: "art. 234" in line.action))

    def test_mp_clock_and_press(self):
        """KPA art. 237 § 2: fourteen days for an MP, a senator, a councillor; the press when it asked (art. 251)."""
        mp = self.env["res.partner"].create({"name": "Poseł Anna Nowak", "zip": "00-001", "city": "Stolica"})
        with freeze_time("2026-03-02 10:00:00"):
            complaint = self.complaint(forwarder_kind="mp", forwarder_id=mp.id, date_received="2026-03-02")
            line = complaint.sudo().deadline_ids.filtered(lambda line: line.code == "complaint_mp")
            self.assertEqual(str(line.date_deadline), "2026-03-16")
        complaint = self.complaint(forwarder_kind="mp", forwarder_id=mp.id)
        complaint.action_qualify(about="employee")
        complaint.action_start()
        letter = self.env["biuro.letter"].browse(complaint.action_draft_forwarder_letter()["res_id"])
        self.assertIn("art. 237 § 2", letter.body)
        complaint.action_withdraw("cofnął")
        with self.refused("waits for it"):
            complaint.action_close()
        self.dispatch(letter)
        self.assertEqual(complaint.date_forwarder_informed, self.today())
        complaint.action_close()
        press = self.complaint(forwarder_kind="press", forwarder_id=mp.id, wants_notice=True)
        self.assertNotIn("complaint_mp", self.terms(press))
        self.assertTrue(press._owes_forwarder())

    def test_turn_of_the_year(self):
        """Back-dated entries: the terms run from the day of receipt, the number comes from a book that is open."""
        register = self.env.ref("biuro_sekretariat.biuro_register_sw")
        with freeze_time("2027-01-05 10:00:00"):
            complaint = self.complaint(date_received="2026-12-30")
            self.assertEqual((complaint.register_year, str(complaint.date_received)), (2027, "2026-12-30"))
            ends = {line.code: str(line.date_deadline) for line in complaint.sudo().deadline_ids}
            self.assertEqual(ends, {"complaint": "2027-02-01", "complaint_forward": "2027-01-07"})
            complaint.action_qualify(about="employee")
            self.assertTrue(complaint.action_start()["case"].endswith(".2027"))
            register.previous_year_until = "2027-01-15"
            late = self.complaint(date_received="2026-12-31")
            self.assertEqual(late.register_year, 2026)
            self.assertEqual(self.complaint().register_year, 2027)

    def test_bad_input(self):
        with self.refused("cannot be later than today"):
            self.complaint(date_received=fields.Date.add(self.today(), days=1))
        complaint = self.complaint()
        for values in ({"state": "closed"}, {"result": "groundless"}, {"case_id": 1}, {"register_number": 7}):
            with self.subTest(values=values), self.refused("."):
                complaint.write(values)
        with self.refused("whom the complaint is about"):
            complaint.action_qualify()
        with self.refused("one of the two"):
            complaint.action_qualify(kind="petition", about="employee")
        with self.refused("cannot be deleted"):
            complaint.unlink()
        with self.refused("Give the reason"):
            complaint.action_cancel(" ")
        with self.refused("not open"):
            complaint.action_settle("groundless")
        with self.refused("Register the letter first"):
            self.as_user("chancellery")["biuro.letter"].create({"title": "Szkic"}).action_make_complaint()


@tagged("post_install", "-at_install")
class TestCitizensComplaintAccess(CitizensCase):
    """RSW § 11 and KPA art. 256: neither the person it is about nor those below deal with it or see it."""

    def sees(self, login, record):
        env = self.as_user(login)
        found = env[record._name].search([("id", "=", record.id)])
        readable = record.with_user(self.users[login]).has_access("read")
        self.assertEqual(bool(found), readable, login)
        return readable

    def test_handler_is_neither_the_person_nor_below(self):
        complaint = self.complaint()
        for handler in ("manager", "clerk"):
            with self.subTest(handler=handler), self.refused("handed to the person"):
                complaint.write({
                    "target_employee_id": self.employees["manager"].id, "clerk_id": self.employees[handler].id,
                })
        with self.refused("handed to the person"):  # the cell is headed by the person
            complaint.write({"target_employee_id": self.employees["manager"].id})
        complaint.write({
            "department_id": self.cell_wo.id, "clerk_id": self.employees["manager_wo"].id,
            "target_employee_id": self.employees["manager"].id,
        })
        with self.refused("handed to the person"):
            complaint.sudo().action_assign(clerk_id=self.employees["clerk"].id)

    def test_barred_whatever_the_group(self):
        letter = self.letter("WO").with_user(self.users["manager_wo"])
        complaint = self.env["biuro.sekretariat.complaint"].browse(letter.action_make_complaint()["res_id"])
        for login in ("citizens", "manager_wo", "clerk_wo", "management", "auditor"):
            self.assertTrue(self.sees(login, complaint), login)
        self.users["manager"].group_ids += self.env.ref("biuro_sekretariat.biuro_sekretariat_group_citizens")
        self.users["clerk"].group_ids += self.env.ref("biuro_kancelaria.biuro_kancelaria_group_management")
        complaint.write({
            "clerk_id": self.employees["manager_wo"].id, "target_employee_id": self.employees["manager"].id,
        })
        complaint.with_user(self.users["manager_wo"]).action_qualify(about="employee")
        complaint.with_user(self.users["manager_wo"]).action_start()
        case = complaint.case_id
        for record in (complaint, letter.sudo(), case):
            for login in ("manager", "clerk", "citizens"):  # the keeper works in the cell that the person heads
                self.assertFalse(self.sees(login, record), f"{login} {record}")
            for login in ("manager_wo", "management", "auditor"):
                self.assertTrue(self.sees(login, record), f"{login} {record}")
        self.assertFalse(self.sees("clerk_wo", complaint), "a complaint about a person is restricted by itself")
        with self.assertRaises(AccessError):
            complaint.with_user(self.users["manager"]).read(["subject"])
        self.assertFalse(self.sees("manager", complaint.deadline_ids[:1]))
        self.assertEqual(complaint.display_name, complaint.register_ref, "the name does not tell what it is about")

    def test_mail_point_sends_answers_about_its_own_head(self):
        complaint = self.complaint("citizens", department_id=self.cell_bs.id, clerk_id=self.employees["clerk"].id)
        complaint.action_qualify(about="employee")
        complaint.action_start()
        complaint.target_employee_id = self.employees["manager_wo"]
        notice = complaint._draft_letter("Zawiadomienie", "<p>Treść</p>", complaint._complainant_address())
        self.dispatch(notice)
        self.assertEqual(notice.state, "dispatched")
        self.assertTrue(self.sees("chancellery", notice))
        self.assertFalse(self.sees("clerk_wo", notice))
        self.assertFalse(self.sees("chancellery", complaint))

    def test_about_the_president_bars_the_president_alone(self):
        complaint = self.complaint(target_employee_id=self.employees["management"].id, about="president")
        self.assertTrue(self.sees("citizens", complaint))
        self.assertFalse(self.sees("management", complaint))

    def test_pass_to_superior(self):
        letter = self.letter("BS")
        manager = self.users["manager"]
        self.employees["manager"].parent_id = self.employees["management"]
        complaint = self.env["biuro.sekretariat.complaint"].browse(
            letter.with_user(manager).action_make_complaint()["res_id"]).with_user(manager)
        answer = complaint.action_pass_to_superior()
        self.assertEqual(answer["clerk_id"], self.employees["management"].id)
        self.assertFalse(self.sees("manager", complaint))
        self.assertTrue(self.sees("management", complaint))

    def test_own_and_other(self):
        complaint = self.complaint("manager", clerk_id=self.employees["clerk"].id)
        for login, seen in (
            ("clerk", True), ("manager", True), ("clerk_wo", False), ("manager_wo", False), ("chancellery", False),
            ("archivist", False), ("secretary", True), ("management", True), ("auditor", True),
        ):
            with self.subTest(login=login):
                self.assertEqual(self.sees(login, complaint), seen)
        for login in ("auditor",):
            with self.assertRaises(AccessError):
                complaint.with_user(self.users[login]).action_qualify(about="employee")
        for login in ("biuro_admin",):
            with self.assertRaises(AccessError):
                self.as_user(login)["biuro.sekretariat.complaint"].search([])

    def test_reading_is_journalled(self):
        complaint = self.complaint("manager", clerk_id=self.employees["clerk"].id, is_restricted=True)
        complaint.with_user(self.users["auditor"]).web_read({"subject": {}})
        line = self.env["biuro.access.log"].search([("res_model", "=", complaint._name), ("res_id", "=", complaint.id)])
        self.assertEqual((line.user_id, line.reference), (self.users["auditor"], complaint.register_ref))


@tagged("post_install", "-at_install")
class TestCitizensOral(CitizensCase):
    VALUES = {
        "subject": "Hałas z targowiska", "description": "Od maja codziennie przed godz. 5.00.",
        "firstname": "Anna", "lastname": "Nowa", "street": "ul. Nowa 1", "zip": "00-001", "city": "Przykładowa",
    }

    def test_protocol(self):
        Complaint = self.as_user("secretary")["biuro.sekretariat.complaint"]
        answer = Complaint.record_oral({**self.VALUES, "external_id": "v1", "confirm_receipt": True})
        complaint = Complaint.browse(answer["id"])
        self.assertRegex(answer["register_ref"], r"^SW/\d+/\d{4}$")
        self.assertRegex(answer["letter_ref"], r"^RPW/\d+/\d{4}$")
        self.assertRecordValues(complaint, [{
            "form": "oral", "complainant_name": "Anna Nowa", "address": "ul. Nowa 1, 00-001 Przykładowa",
            "state": "received", "protocol_by_id": self.employees["secretary"].id, "receipt_asked": True,
        }])
        letter = complaint.sudo().letter_id
        self.assertEqual((letter.delivery_channel, letter.sender_lastname), ("oral", "Nowa"))
        self.assertEqual(self.terms(complaint)["complaint"], "running")
        again = Complaint.record_oral({**self.VALUES, "external_id": "v1"})
        self.assertEqual((again["id"], again["created"]), (answer["id"], False))

    def test_refusals(self):
        Complaint = self.as_user("secretary")["biuro.sekretariat.complaint"]
        for missing, pattern in (("subject", "subject"), ("description", "description"), ("city", "address")):
            values = {key: value for key, value in self.VALUES.items() if key != missing and (
                missing != "city" or key not in ("street", "zip"))}
            with self.subTest(missing=missing), self.refused(pattern):
                Complaint.record_oral(values)
        with self.refused("colour"):
            Complaint.record_oral({**self.VALUES, "colour": "red"})
        with self.assertRaises(AccessError):
            self.as_user("biuro_admin")["biuro.sekretariat.complaint"].record_oral(self.VALUES)


@tagged("post_install", "-at_install")
class TestCitizensIntervention(CitizensCase):
    def test_clocks(self):
        """Act on the mandate art. 20(2): 14 days; the Ombudsman 30 days; a resident's call has no legal term."""
        ends = {}
        with freeze_time("2026-03-02 10:00:00"):
            for kind in ("mp", "senator", "ombudsman", "resident", "councillor"):
                entry = self.as_user("secretary")["biuro.sekretariat.intervention"].create({
                    "subject": f"Interwencja {kind}", "sender_kind": kind, "sender_name": "X", "date_received":
                    "2026-03-02",
                })
                entry.action_register()
                ends[kind] = str(entry.deadline_next or "")
        self.assertEqual(ends, {
            "mp": "2026-03-16", "senator": "2026-03-16", "ombudsman": "2026-04-01", "resident": "", "councillor": "",
        })

    def test_course(self):
        mp = self.env["res.partner"].create({
            "name": "Poseł Anna Nowak", "street": "ul. Sejmowa 1", "zip": "00-001", "city": "Stolica"})
        letter = self.letter(title="Interwencja w sprawie drogi", partner_id=mp.id).with_user(self.users["manager"])
        action = letter.action_make_intervention()
        self.assertEqual(letter.action_make_intervention()["res_id"], action["res_id"])
        entry = self.env["biuro.sekretariat.intervention"].browse(action["res_id"]).with_user(self.users["manager"])
        self.assertEqual((entry.sender_kind, self.terms(entry)), ("mp", {"mp_intervention": "running"}))
        with self.refused("between today"):
            entry.action_ask(self.cell_wo.id, due=str(fields.Date.add(self.today(), days=40)))
        entry.action_ask(self.cell_wo.id, question="Proszę o stanowisko.")
        asked = entry.with_user(self.users["manager_wo"])
        self.assertTrue(asked.has_access("read"))
        asked.action_give_opinion("Droga jest w planie na 2027 r.")
        with self.refused("answered by a letter"):
            entry.action_answer("explained", note="telefonicznie")
        reply = self.env["biuro.letter"].browse(entry.action_draft_reply()["res_id"])
        self.assertIn("Droga jest w planie", reply.body)
        with self.refused("Dispatch the answer"):
            entry.action_answer("explained")
        reply.sudo().jrwa_class_id = self.env["biuro.jrwa.class"].search([("symbol", "=", "0530")], limit=1)
        self.dispatch(reply)
        self.assertEqual(self.terms(entry), {"mp_intervention": "met"})
        entry.action_answer("explained")
        entry.action_close()
        self.assertRecordValues(entry, [{"state": "closed", "result": "explained", "date_answered": self.today()}])

    def test_call_answered_by_a_note(self):
        entry = self.as_user("secretary")["biuro.sekretariat.intervention"].create({
            "subject": "Niedziałająca latarnia", "sender_name": "Mieszkanka", "contact": "600 100 200",
        })
        entry.action_register()
        with self.refused("Name the result"):
            entry.action_answer("nothing")
        with self.refused("at least by a note"):
            entry.action_answer("done")
        entry.action_answer("done", note="Latarnię naprawiono, poinformowano telefonicznie.")
        self.assertEqual(entry.state, "answered")
        with self.refused("cannot become"):
            entry.action_ask(self.cell_wo.id)
