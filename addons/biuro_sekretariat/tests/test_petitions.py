from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .petitions_common import SCAN, MatterCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 10:00:00")
class TestPetition(MatterCase):
    def term(self, record, code, state=None):
        lines = record.sudo().deadline_ids.filtered(lambda line: line.code == code)
        if state:
            lines = lines.filtered(lambda line: line.state == state)
        return lines.sorted("id")[-1:]

    def test_entry(self):
        """An entry has its number, its terms of art. 6, 7 and 10 and its activity at once."""
        petition = self.petition()
        self.assertRegex(petition.register_ref, r"^PET/\d+/2026$")
        self.assertEqual(petition.state, "received")
        self.assertEqual(petition.date_legal_end, date(2026, 6, 2))
        self.assertEqual(self.term(petition, "petition_call").date_deadline, date(2026, 4, 1))
        self.assertEqual(self.term(petition, "petition_forward").date_deadline, date(2026, 4, 1))
        self.assertTrue(petition.is_publication_due)
        self.assertTrue(petition.legal_reasons)
        following = self.petition()
        self.assertEqual(following.register_number, petition.register_number + 1)
        with self.assertRaises(UserError):
            petition.unlink()

    def test_worked_example_9(self):
        with freeze_time("2026-08-14 12:00:00"):
            petition = self.petition()
        self.assertEqual(petition.date_legal_end, date(2026, 11, 16))

    def test_one_click_from_a_letter(self):
        letter = self.letter()
        action = letter.action_make_petition()
        petition = self.as_user("clerk")["biuro.sekretariat.petition"].browse(action["res_id"])
        self.assertRecordValues(petition, [{
            "letter_id": letter.id, "subject": letter.title, "address": "Polna 3/4, 00-001 Przykładowa"
            if petition.address.startswith("Polna") else petition.address, "clerk_id": self.employees["clerk"].id,
        }])
        self.assertEqual(petition.petitioner_ids.name, "Jan Kowalski")
        self.assertEqual(petition.date_filed, letter.date_received)
        self.assertEqual(letter.action_make_petition()["res_id"], petition.id, "the second click opens the first entry")
        self.assertEqual(letter.action_view_petition()["res_id"], petition.id)
        petition.action_cancel("Wpisano omyłkowo")
        self.assertEqual(petition.state, "cancelled")
        self.assertNotEqual(letter.action_make_petition()["res_id"], petition.id)

    def test_case_takes_no_second_clock(self):
        letter = self.letter()
        petition = self.env["biuro.sekretariat.petition"].browse(letter.action_make_petition()["res_id"])
        petition = petition.with_user(self.users["clerk"])
        case = self.env["biuro.case"].browse(petition.action_open_case()["res_id"])
        self.assertRegex(case.reference, r"^BS\.152\.\d+\.2026$")
        self.assertEqual(petition.case_id, case)
        self.assertEqual(letter.case_id, case)
        self.assertFalse(case.deadline_ids.filtered(lambda line: line.state == "running"))
        self.assertEqual(petition.timeliness, "running")
        # opened from the letter itself it is the case of the petition as well
        other = self.letter("Inna petycja")
        entry = self.env["biuro.sekretariat.petition"].browse(other.action_make_petition()["res_id"])
        other.action_open_case("152", options={"procedure": "petycja"})
        self.assertEqual(entry.case_id, other.case_id)
        self.assertFalse(other.case_id.deadline_ids.filtered(lambda line: line.state == "running"))

    def test_without_petitioner_left_unexamined_at_once(self):
        petition = self.petition(petitioner_ids=[], address=False)
        result = petition.check_formal()
        self.assertEqual(result["outcome"], "unexamined")
        self.assertIn("pozostawia się ją bez rozpatrzenia", result["reasons"][-1]["text"])
        with self.assertRaises(UserError):
            petition.action_call()
        with self.assertRaises(UserError):
            petition.action_accept()
        petition.action_unexamined("form")
        self.assertRecordValues(petition, [{
            "state": "unexamined", "result": "unexamined", "unexamined_ground": "form",
            "date_settled": date(2026, 3, 2), "timeliness": "in_time",
        }])
        self.assertFalse(petition.deadline_ids.filtered(lambda line: line.state == "running"))
        with self.assertRaises(UserError):
            self.petition().action_unexamined("form")

    def test_call_supplement_and_new_clock(self):
        petition = self.petition(has_subject=False)
        action = petition.action_call()
        self.assertEqual(petition.state, "call_sent")
        letter = self.env["biuro.letter"].browse(action["res_id"])
        self.assertIn("art. 4 ust. 2 pkt 4", letter.body)
        self.assertIn("14 dni", letter.body)
        self.send(action, "2026-03-02", "2026-03-02")
        self.assertEqual(self.term(petition, "petition_call").state, "met")
        self.assertEqual(self.term(petition, "petition_supply").date_deadline, date(2026, 3, 16))
        self.assertEqual(petition.date_call_delivered, date(2026, 3, 2))
        with self.assertRaises(UserError):
            petition.action_unexamined("call")
        with freeze_time("2026-03-16 10:00:00"):
            petition.has_subject = True
            petition.action_supplement("2026-03-16", "Wskazano przedmiot")
        self.assertRecordValues(petition, [{"state": "formal_check", "check_outcome": "complete"}])
        self.assertEqual(petition.date_legal_end, date(2026, 6, 16))
        self.assertEqual(self.term(petition, "petition_supply").state, "met")
        with freeze_time("2026-03-16 10:00:00"):
            petition.action_accept()
        self.assertEqual(petition.state, "in_progress")

    def test_call_not_answered(self):
        petition = self.petition(is_signed=False)
        self.send(petition.action_call(), "2026-03-02", "2026-03-02")
        with freeze_time("2026-03-17 10:00:00"):
            with self.assertRaises(UserError):
                petition.action_supplement("2026-03-17")
            petition.action_unexamined("call")
        self.assertEqual(petition.unexamined_ground, "call")

    def test_competence_and_forwarding(self):
        petition = self.petition(matter="council")
        self.assertEqual(petition.competent_body, "council")
        with self.assertRaises(UserError):
            petition.action_accept()
        action = petition.action_forward()
        self.assertEqual(petition.state, "forwarded")
        self.assertEqual(self.term(petition, "petition_forward").state, "met")
        roles = self.env["biuro.letter"].search(action["domain"]).mapped("matter_role")
        self.assertEqual(sorted(roles), ["council", "forward_notice"])
        self.assertIn("Rada Miasta", petition.public_log_ids[-1:].text)
        other = self.petition(matter="other_body")
        with self.assertRaises(UserError):
            other.action_forward()
        letters = self.env["biuro.letter"].search(other.action_forward("Starosta Jasionowski")["domain"])
        self.assertEqual(sorted(letters.mapped("matter_role")), ["forward", "forward_notice"])
        self.assertEqual(letters.filtered(lambda one: one.matter_role == "forward").recipient_ids.name,
                         "Starosta Jasionowski")
        mine = self.petition()
        with self.assertRaises(UserError):
            mine.action_forward("Starosta")

    def test_third_party(self):
        petition = self.petition(interest="third_party")
        self.assertEqual(petition.check_formal()["outcome"], "call")
        petition.write({"third_party_name": "Ewa Lipa", "third_party_residence": "Przykładowa",
                        "third_party_address": "ul. Polna 1", "third_party_consent": True})
        self.assertEqual(petition.check_formal()["outcome"], "complete")
        action = petition.action_ask_third_party()
        self.assertEqual(self.term(petition, "petition_third_party").date_deadline, date(2026, 4, 1))
        with self.assertRaises(UserError):
            petition.action_accept()
        self.send(action, "2026-03-02", "2026-03-02")
        self.assertEqual(self.term(petition, "petition_third_party_confirm").date_deadline, date(2026, 3, 16))
        with self.assertRaises(UserError):
            petition.action_unexamined("third_party")
        petition.action_third_party_answer(False)
        petition.action_unexamined("third_party")
        self.assertEqual(petition.state, "unexamined")
        late = self.petition(interest="third_party", date_filed="2026-01-02")
        with self.assertRaises(UserError):
            late.action_ask_third_party()

    def test_extension(self):
        petition = self.petition()
        petition.action_accept()
        with self.assertRaises(UserError):
            petition.action_extend("", "2026-07-01")
        with self.assertRaises(UserError):
            petition.action_extend("Opinia biegłego", "2026-09-03")
        action = petition.action_extend("Opinia biegłego", "2026-09-02")
        self.assertEqual(petition.date_legal_end, date(2026, 9, 2))
        letter = self.env["biuro.letter"].browse(action["res_id"])
        self.assertIn("art. 10 ust. 3", letter.body)
        self.assertIn("Opinia biegłego", letter.body)
        self.assertEqual(letter.direction, "out")

    def test_settling(self):
        letter = self.letter()
        petition = self.env["biuro.sekretariat.petition"].browse(letter.action_make_petition()["res_id"])
        petition = petition.with_user(self.users["clerk"])
        petition.write({"addressee": "president", "matter": "executive"})
        with self.assertRaises(UserError):
            petition.action_settle("granted", "Tak")
        petition.action_accept()
        for result, text in (("granted", "<p><br></p>"), ("nonsense", "Tak"), ("granted", False)):
            with self.subTest(result=result, text=text), self.assertRaises(UserError):
                petition.action_settle(result, text)
        action = petition.action_settle("granted", "<p>Drzewa zostaną posadzone.</p>")
        self.assertRecordValues(petition, [{"state": "settled", "result": "granted", "timeliness": "in_time"}])
        notice = self.send(action, "2026-03-02")
        self.assertIn("Drzewa zostaną posadzone", notice.body)
        self.assertIn("nie może być przedmiotem skargi", notice.remedies)
        self.assertEqual(petition.date_notified, date(2026, 3, 2))
        with self.assertRaises(UserError):
            petition.subject = "Inny"
        with self.assertRaises(UserError):
            petition.action_cancel("bo tak")

    def test_no_complaint_about_the_result(self):
        petition = self.petition()
        petition.action_accept()
        petition.action_settle("refused", "Brak środków")
        petition.action_open_case()
        with self.assertRaises(UserError):
            petition.action_note_objection(" ")
        self.assertTrue(petition.action_note_objection("Nie zgadzam się"))
        letter = self.letter("Skarga na sposób załatwienia petycji")
        action = petition.action_note_objection("Nie zgadzam się", letter.id)
        self.assertEqual(letter.case_id, petition.case_id)
        self.assertIn("art. 13 ust. 2", self.env["biuro.letter"].browse(action["res_id"]).body)
        with self.assertRaises(UserError):
            letter.action_make_complaint()
        Complaint = self.as_user("clerk")["biuro.sekretariat.complaint"]
        subject = f"Skarga na sposób załatwienia petycji {petition.register_ref}"
        with self.assertRaises(UserError):
            Complaint.create({"subject": subject, "complainant_name": "Jan Kowalski", "address": "ul. Polna 3"})
        self.assertTrue(Complaint.create({"subject": "Skarga na zwłokę", "complainant_name": "Jan Kowalski"}))
        self.assertTrue(self.letter("Skarga na referenta").action_make_complaint())

    def test_repeated(self):
        first = self.petition()
        again = self.petition(date_filed="2026-03-02", repeated_of_id=first.id)
        with self.assertRaises(UserError):
            again.action_unexamined("repeated")
        first.action_accept()
        first.action_settle("refused", "Brak środków")
        again.action_unexamined("repeated")
        self.assertIn("art. 12", self.env["biuro.letter"].search([("petition_id", "=", again.id)]).body)
        with self.assertRaises(ValidationError):
            self.petition(date_filed="2026-03-01", repeated_of_id=first.id)

    def test_multiple_petition(self):
        lead, member = self.petition(), self.petition()
        lead.action_accept()
        with self.assertRaises(UserError):
            member.action_join(lead.id)
        with self.assertRaises(ValidationError):
            lead.action_announce("2026-05-04")
        lead.action_announce("2026-05-01")
        self.assertEqual(self.term(lead, "petition_multi_wait").date_deadline, date(2026, 5, 1))
        self.assertEqual(lead.date_legal_end, date(2026, 8, 3), "1 August is a Saturday")
        member.action_join(lead.id)
        self.assertRecordValues(member, [{"state": "joined", "multi_group_id": lead.id}])
        self.assertFalse(member.deadline_ids.filtered(lambda line: line.state == "running"))
        with self.assertRaises(UserError):
            lead.action_settle("granted", "Tak")
        self.assertIn("Liczba petycji rozpatrywanych łącznie", lead._public_body())
        with freeze_time("2026-05-04 10:00:00"):
            lead.action_settle("granted", "<p>Tak</p>")
        self.assertRecordValues(lead | member, [{"state": "settled", "result": "granted"}] * 2)
        with freeze_time("2026-05-02 10:00:00"):
            late = self.petition()
        fresh = self.petition()
        fresh.action_accept()
        fresh.action_announce("2026-03-20")
        with self.assertRaises(UserError):
            late.action_join(fresh.id)

    def test_received_from_another_body(self):
        petition = self.petition(date_filed="2026-02-02", date_received="2026-03-02", forwarded_from="Starosta")
        self.assertEqual(petition.date_legal_end, date(2026, 6, 2))
        self.assertEqual(petition.year, 2026)
        petition.date_received = False
        self.assertEqual(petition.date_legal_end, date(2026, 5, 4), "2 May is a Saturday, 3 May a day off")
        for values in ({"date_filed": "2026-03-03"}, {"date_received": "2026-03-03"},
                       {"date_filed": "2026-03-02", "date_received": "2026-03-01"}):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.petition(**values)

    def test_turn_of_the_year(self):
        """Filed in December, entered in January: the number of the new year, the term and the report of the old one."""
        with freeze_time("2026-01-02 09:00:00"):
            petition = self.petition(date_filed="2025-12-31")
        self.assertTrue(petition.register_ref.endswith("/2026"))
        self.assertEqual((petition.year, petition.date_legal_end), (2025, date(2026, 3, 31)))
        with freeze_time("2025-12-31 23:30:00"):  # already the new year in Warsaw
            late = self.petition()
        self.assertEqual(late.date_filed, date(2026, 1, 1))
        self.assertTrue(late.register_ref.endswith("/2026"))

    def test_bad_input_over_rpc(self):
        env = self.as_user("clerk")
        Petition = env["biuro.sekretariat.petition"]
        for values in (
            {"state": "settled"}, {"result": "granted"}, {"register_ref": "PET/1/1999"}, {"date_settled": "2026-03-02"},
            {"check_outcome": "complete"}, {"is_multi": True},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                Petition.create({"subject": "Drzewa", **values})
            with self.subTest(written=values), self.assertRaises(UserError):
                self.petition().write(values)
        petition = self.petition()
        for verb, arguments in (
            ("action_supplement", ["2026-13-01"]), ("action_unexamined", ["whatever"]), ("action_unexamined", [None]),
            ("action_join", [0]), ("action_join", [petition.id]), ("action_announce", ["soon"]),
            ("action_extend", ["Powód", "2027-01-01"]), ("action_settle", ["granted", ""]),
            ("action_note_objection", [5]), ("action_third_party_answer", [True]),
        ):
            with self.subTest(verb=verb, arguments=arguments), self.assertRaises(UserError):
                getattr(petition, verb)(*arguments)
        with self.assertRaises(UserError):
            petition.action_cancel("")

    def test_who_sees(self):
        petition = self.petition()
        self.assertEqual(petition.with_user(self.users["citizens"]).subject, petition.subject)
        self.assertEqual(petition.with_user(self.users["auditor"]).subject, petition.subject)
        petition.with_user(self.users["manager"]).note = "uwaga"
        for login in ("clerk_wo", "chancellery", "biuro_admin"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                petition.with_user(self.users[login]).read(["subject"])
        with self.assertRaises(AccessError):
            petition.with_user(self.users["auditor"]).action_check()
        with self.assertRaises(AccessError):
            petition.petitioner_ids.with_user(self.users["clerk_wo"]).read(["name"])

    def test_form(self):
        letter = self.letter()
        with Form(self.as_user("clerk")["biuro.sekretariat.petition"]) as form:
            form.letter_id = letter
            self.assertEqual(form.subject, letter.title)
            form.addressee = "president"
            form.matter = "executive"
        petition = form.record
        self.assertEqual(petition.competent_body, "president")
        self.assertEqual(petition.petitioner_ids.name, "Jan Kowalski")

    def test_window(self):
        petition = self.petition()
        Act = self.as_user("clerk")["biuro.sekretariat.petition.act"].with_context(
            active_model=petition._name, active_ids=petition.ids)
        petition.action_accept()
        Act.create({"verb": "step", "kind": "opinion", "text": "Opinia wydziału"}).action_confirm()
        self.assertIn("Opinia wydziału", petition.public_log_ids.mapped("text"))
        action = Act.create({"verb": "settle", "result": "part", "justification": "<p>W części</p>"}).action_confirm()
        self.assertEqual(action["res_model"], "biuro.letter")
        self.assertEqual(petition.result, "part")

    def test_book_and_search(self):
        petition = self.petition()
        register = self.env["biuro.register"]._get("PET")
        book = register.export_book("2026-01-01", "2026-12-31")
        self.assertTrue(book["content"])
        found = self.as_user("clerk")["biuro.search"].find(petition.register_ref)
        self.assertEqual(found[0]["results"][0]["id"], petition.id)
        self.assertTrue(found[0]["results"][0]["exact"])

    def test_escalation_counters(self):
        petition = self.petition(date_filed=date(2026, 3, 2) - timedelta(days=120), public_scan=SCAN)
        counters = {row["key"]: row["count"] for row in self.as_user("citizens")["biuro.start"].get_counters()}
        self.assertGreaterEqual(counters.get("petitions_to_publish", 0), 1)
        self.assertTrue(petition.is_overdue)
        self.assertIn(petition, self.as_user("clerk")["biuro.sekretariat.petition"].search([("is_overdue", "=", True)]))
