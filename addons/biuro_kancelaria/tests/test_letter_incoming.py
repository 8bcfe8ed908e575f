from base64 import b64encode
from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestLetterIncoming(KancelariaCase):
    """The mail point registers and distributes, superiors assign, clerks take up and file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Letter = cls.as_user("chancellery")["biuro.letter"]
        cls.method = cls.env.ref("biuro_kancelaria.delivery_method_registered")

    def make(self, login="chancellery", **values):
        return self.as_user(login)["biuro.letter"].create({
            "direction": "in", "title": "Wniosek o naprawę drogi", "partner_id": self.partner.id,
            "delivery_method_id": self.method.id, **values,
        })

    def registered(self, **values):
        letter = self.make(**values)
        letter.action_register()
        return letter

    def test_register_with_snapshot(self):
        letter = self.registered(letter_date="2026-03", sender_reference="AB.1")
        self.assertRegex(letter.register_ref, r"^RPW/\d+/\d{4}$")
        self.assertRegex(letter.document_uid, r"^[^\s\\/*?:=,;]+$")
        self.assertEqual(letter.state, "registered")
        self.assertEqual((letter.sender_lastname, letter.sender_firstname), ("Kowalski", "Jan"))
        self.assertEqual((letter.sender_street, letter.sender_building, letter.sender_flat), ("ul. Polna", "3", "4"))
        self.partner.write({"name": "Adam Nowak", "city": "Inna"})
        self.assertEqual(letter.correspondent, "Kowalski Jan")
        self.assertEqual(letter.sender_city, "Przykładowa")

    def test_many_are_registered_after_a_look(self):
        """The window shows which drafts get a number; nothing happens before it is confirmed."""
        letters = self.make() | self.make(title="Drugie pismo")
        act = letters.env["biuro.letter.act"].with_context(active_ids=letters.ids, default_verb="register").create({})
        self.assertEqual(act.letter_ids, letters)
        self.assertEqual(set(letters.mapped("state")), {"draft"})
        act.action_confirm()
        self.assertEqual(set(letters.mapped("state")), {"registered"})
        first, second = letters.mapped("register_number")
        self.assertEqual(second, first + 1)

    def test_bad_input(self):
        tomorrow = self.env["biuro.letter"]._today() + timedelta(days=2)
        with self.assertRaisesRegex(UserError, "later than today"):
            self.make(date_received=tomorrow).action_register()
        with self.assertRaisesRegex(UserError, "Give the sender"):
            self.make(partner_id=False).action_register()
        with self.assertRaisesRegex(UserError, "Give the sender"):
            self.make(partner_id=False, sender_unknown=True).action_register()
        self.make(partner_id=False, sender_unknown=True, sender_unknown_reason="anonim").action_register()
        for wrong in ("2026-13", "2026-02-30", "12.03.2026", "26"):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                self.make(letter_date=wrong)
        with self.assertRaisesRegex(UserError, "not scanned in full"):
            self.make(scan_status="partial").action_register()
        with self.assertRaisesRegex(UserError, "format of the electronic"):
            self.make(delivery_method_id=self.env.ref("biuro_kancelaria.delivery_method_email").id).action_register()

    def test_date_of_the_letter_warns_only(self):
        letter = self.registered(
            letter_date=fields.Date.to_string(self.env["biuro.letter"]._today() + timedelta(days=40)),
        )
        self.assertTrue(letter.warning)

    def test_nothing_is_written_past_the_verbs(self):
        letter = self.registered()
        for values in ({"state": "filed"}, {"register_ref": "X"}, {"document_uid": "X"}, {"registered_at": False}):
            with self.subTest(values), self.assertRaises(UserError):
                letter.write(values)
        with self.assertRaises(UserError):
            self.make(state="filed")
        with self.assertRaises(UserError):
            letter.unlink()
        draft = self.make()
        draft.unlink()

    def test_only_the_mail_point_registers(self):
        letter = self.make("clerk")
        with self.assertRaises(AccessError):
            letter.action_register()
        email = self.make("clerk", delivery_method_id=self.env.ref("biuro_kancelaria.delivery_method_email").id,
                          file_format="eml")
        email.action_register()
        self.assertEqual(email.scan_status, "na")

    def test_register_facts_are_the_mail_points(self):
        letter = self.registered()
        letter.action_distribute(self.cell_bs.id, self.employees["clerk"].id)
        own = letter.with_user(self.users["clerk"])
        with self.assertRaises(UserError):
            own.title = "Inny"
        own.write({"title": letter.title, "access_level": "public_full"})
        letter.title = "Poprawiony"

    def test_annul(self):
        letter = self.registered()
        with self.assertRaises(UserError):
            letter.action_cancel("  ")
        with self.assertRaises(AccessError):
            letter.with_user(self.users["clerk"]).action_cancel("pomyłka")
        letter.action_cancel("Zarejestrowano dwa razy")
        self.assertEqual((letter.state, letter.cancel_reason), ("annulled", "Zarejestrowano dwa razy"))
        self.assertTrue(letter.register_ref)
        with self.assertRaises(UserError):
            letter.title = "x"

    def test_register_incoming_is_idempotent(self):
        values = {
            "title": "Pismo z systemu", "external_id": "EXT-1", "sender_name": "Spółka Przykład", "sender_city": "Łódź",
            "sender_reference": "S/1", "letter_date": "2026", "delivery_method": "registered_post",
            "attachments": [{"name": "pismo.pdf", "content": b64encode(b"%PDF-1.4 x").decode()}], "remarks": ["pilne"],
        }
        first = self.Letter.register_incoming(values)
        second = self.Letter.register_incoming(values)
        self.assertTrue(first["created"])
        self.assertFalse(second["created"])
        self.assertEqual((first["id"], first["register_ref"]), (second["id"], second["register_ref"]))
        letter = self.Letter.browse(first["id"])
        self.assertEqual(letter.remark_ids.text, "pilne")
        self.assertEqual(letter.message_main_attachment_id.raw, b"%PDF-1.4 x")
        third = self.Letter.register_incoming({**values, "external_id": "EXT-2"})
        self.assertEqual(third["duplicates"], [first["register_ref"]])
        for wrong in ({"title": "x", "state": "filed"}, {},
                      {"title": "x", "sender_name": "y", "delivery_method": "nope"},
                      {"title": "x", "sender_name": "y", "attachments": [{"name": "a", "content": "%%%"}]}):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                self.Letter.register_incoming(wrong)

    def test_duplicates_by_reference_and_by_file(self):
        first = self.registered(sender_reference="OR.12")
        twin = self.registered(sender_reference="OR.12")
        self.assertEqual(twin.duplicate_ids, first)
        third, fourth = self.registered(), self.registered()
        for letter in (third, fourth):
            letter.add_document("a.pdf", b64encode(b"%PDF same").decode())
        fourth.invalidate_recordset()
        self.assertEqual(fourth.duplicate_ids, third)

    def test_distribute_forward_and_return(self):
        letter = self.registered()
        with self.assertRaises(AccessError):
            letter.with_user(self.users["clerk_wo"]).action_distribute(self.cell_bs.id)
        letter.action_distribute(self.cell_bs.id)
        self.assertEqual((letter.state, letter.department_id), ("distributed", self.cell_bs))
        letter.with_user(self.users["clerk"]).action_forward(self.cell_wo.id, note="to nie my")
        self.assertEqual(letter.department_id, self.cell_wo)
        with self.assertRaises(UserError):
            letter.with_user(self.users["clerk_wo"]).action_return_to_mail_point("")
        letter.with_user(self.users["clerk_wo"]).action_return_to_mail_point("nie nasza sprawa")
        self.assertEqual((letter.state, letter.department_id.ids), ("registered", []))
        letter.action_misdirect("Urząd Gminy Inna")
        self.assertEqual((letter.state, letter.forwarded_to), ("misdirected", "Urząd Gminy Inna"))

    def test_take_over_and_file_without_a_case(self):
        jrwa = self.env["biuro.jrwa.class"].search([("is_final", "=", True)], limit=1)
        letter = self.registered()
        letter.action_distribute(self.cell_bs.id)
        with self.assertRaises(AccessError):
            letter.with_user(self.users["clerk"]).action_take_over()
        letter.with_user(self.users["manager"]).action_take_over()
        self.assertEqual((letter.state, letter.clerk_id), ("accepted", self.employees["manager"]))
        letter.with_user(self.users["manager"]).action_file(jrwa.symbol)
        self.assertEqual((letter.state, letter.is_non_case, letter.jrwa_class_id), ("filed", True, jrwa))

    def test_open_a_case_from_a_letter(self):
        jrwa = self.env["biuro.jrwa.class"].search([("is_final", "=", True), ("symbol", "=", "0012")], limit=1)
        letter = self.registered(letter_date="2026-01-05", sender_reference="X.1")
        letter.action_distribute(self.cell_bs.id, self.employees["clerk"].id)
        result = letter.with_user(self.users["clerk"]).action_open_case(jrwa.symbol)
        self.assertEqual(letter.case_id.id, result["id"])
        self.assertEqual((letter.state, letter.case_id.reference), ("filed", result["reference"]))
        self.assertEqual(letter.case_id.origin_reference, "X.1")
        self.assertTrue(letter.case_id.event_ids)
        other = self.registered(title="Uzupełnienie")
        other.action_distribute(self.cell_bs.id, self.employees["clerk"].id)
        other.with_user(self.users["clerk"]).action_attach_case(result["id"])
        self.assertEqual(other.case_id, letter.case_id)

    def test_evidence_decides_the_day(self):
        """2026-06-30T22:30Z is 1 July in Warsaw (sekretariat.md 2.3)."""
        result = self.Letter.register_incoming({
            "title": "e-Doręczenie", "sender_name": "Sąd Rejonowy", "delivery_method": "edelivery",
            "file_format": "pdf",
            "edor_message_id": "M-1", "edor_arrived_at": "2026-06-30 22:30:00",
        })
        letter = self.Letter.browse(result["id"])
        self.assertEqual(letter.date_received, date(2026, 7, 1))
        self.assertFalse(self.Letter.register_incoming({
            "title": "e-Doręczenie", "sender_name": "Sąd Rejonowy", "delivery_method": "edelivery",
            "edor_message_id": "M-1",
        })["created"])

    def test_term_of_a_letter_ends_with_the_reply(self):
        letter = self.registered(title="Wniosek o informację publiczną")
        letter.action_distribute(self.cell_bs.id, self.employees["clerk"].id)
        own = letter.with_user(self.users["clerk"])
        [term] = own.action_start_deadline("udip")
        self.assertTrue(letter.deadline_next)
        reply = own.browse(own.action_reply()["res_id"])
        reply.sudo()._after_dispatch(letter.date_received)
        self.assertEqual(self.env["biuro.deadline"].browse(term).state, "met")
        self.assertFalse(letter.deadline_next)

    def test_effect_of_filing(self):
        email = self.env.ref("biuro_kancelaria.delivery_method_email")
        letter = self.make(delivery_method_id=email.id, filing_matter="application")
        self.assertEqual(letter.filing_effect, "none")
        self.assertIn("bez rozpoznania", letter.filing_effect_reason)
        letter.filing_matter = "petition"
        self.assertEqual(letter.filing_effect, "effective")
        epuap = self.make(delivery_method_id=self.env.ref("biuro_kancelaria.delivery_method_epuap").id,
                          filing_matter="application")
        self.assertEqual(epuap.filing_effect, "none")
        self.env.company.biuro_epuap_counts_as_account = True
        again = self.make(delivery_method_id=epuap.delivery_method_id.id, filing_matter="application")
        self.assertEqual(again.filing_effect, "effective")


@tagged("post_install", "-at_install")
class TestLetterAssignment(KancelariaCase):
    """Dekretacja: instrukcja kancelaryjna § 24-25, § 50-51."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        letters = cls.as_user("chancellery")["biuro.letter"].create([{
            "direction": "in", "title": f"Pismo {number}", "partner_id": cls.partner.id,
            "delivery_method_id": cls.env.ref("biuro_kancelaria.delivery_method_registered").id,
        } for number in range(3)])
        letters.action_register()
        letters.action_distribute(cls.cell_bs.id)
        cls.letters, cls.letter = letters, letters[0]
        cls.day = cls.env["biuro.letter"]._today() + timedelta(days=10)

    def test_management_assigns_and_head_names_the_clerk(self):
        boss = self.letter.with_user(self.users["management"])
        boss.action_assign([
            {
                "department_id": self.cell_bs.id, "is_lead": True, "instruction": "Proszę odmówić",
                "date_deadline": str(self.day),
            },
            {"department_id": self.cell_wo.id, "kind": "opinion"},
        ])
        line = self.letter.assignment_ids.filtered("is_lead")
        self.assertEqual((line.decreed_by_name, line.decreed_by_job), ("Osoba management", "management"))
        self.assertEqual((self.letter.state, self.letter.date_deadline), ("decreed", self.day))
        self.assertEqual(self.letter.activity_ids.user_id, self.users["manager"] | self.users["manager_wo"])
        head = self.letter.with_user(self.users["manager"])
        with self.assertRaisesRegex(UserError, "instruction"):
            head.action_assign(employee_id=self.employees["clerk"].id, instruction="Proszę uwzględnić")
        with self.assertRaisesRegex(UserError, "cannot extend"):
            head.action_assign(employee_id=self.employees["clerk"].id, date_deadline=str(self.day + timedelta(days=1)))
        [child_id] = head.action_assign(
            employee_id=self.employees["clerk"].id, date_deadline=str(self.day - timedelta(days=2)),
        )
        child = self.letter.assignment_ids.browse(child_id)
        self.assertEqual((child.parent_id, child.instruction, child.is_lead), (line, "Proszę odmówić", True))
        self.letter.with_user(self.users["clerk"]).action_accept()
        self.assertEqual((self.letter.state, self.letter.clerk_id), ("accepted", self.employees["clerk"]))
        opinion = self.letter.with_user(self.users["manager_wo"])
        self.assertTrue(opinion.title, "whoever is asked for an opinion sees the letter")

    def test_exactly_one_lead(self):
        boss = self.letter.with_user(self.users["management"])
        both = [{"department_id": self.cell_bs.id}, {"department_id": self.cell_wo.id}]
        with self.assertRaisesRegex(UserError, "one lead"):
            boss.action_assign(both)
        with self.assertRaisesRegex(UserError, "one lead"):
            boss.action_assign([dict(row, is_lead=True) for row in both])
        boss.action_assign([dict(both[0], is_lead=True), both[1]])
        with self.assertRaisesRegex(UserError, "one lead"):
            boss.action_assign([{"employee_id": self.employees["clerk_wo"].id, "is_lead": True}])

    def test_several_matters(self):
        self.letter.with_user(self.users["management"]).action_assign([
            {"department_id": self.cell_bs.id, "matter": "droga"},
            {"department_id": self.cell_wo.id, "matter": "oświetlenie"},
        ])
        self.assertEqual(self.letter.assignment_ids.mapped("is_lead"), [True, True])

    def test_many_letters_at_once(self):
        made = self.letters.with_user(self.users["manager"]).action_assign(employee_id=self.employees["clerk"].id)
        self.assertEqual(len(made), 3)
        self.assertEqual(set(self.letters.mapped("state")), {"decreed"})

    def test_who_may_assign(self):
        with self.assertRaises(AccessError):
            self.letter.with_user(self.users["clerk"]).action_assign(employee_id=self.employees["clerk"].id)
        with self.assertRaises(AccessError):
            self.letter.with_user(self.users["manager_wo"]).action_assign(employee_id=self.employees["clerk_wo"].id)

    def test_only_the_author_corrects(self):
        boss = self.letter.with_user(self.users["management"])
        boss.action_assign(department_id=self.cell_wo.id)
        line = self.letter.assignment_ids
        with self.assertRaises(UserError):
            line.with_user(self.users["manager"]).action_correct({"department_id": self.cell_bs.id})
        new = line.with_user(self.users["management"]).action_correct({"department_id": self.cell_bs.id})
        self.assertEqual(line.state, "withdrawn")
        self.assertEqual(line.browse(new).department_id, self.cell_bs)
        self.assertEqual(self.letter.department_id, self.cell_bs)
        # the same from the form
        window = line.browse(new).with_user(self.users["management"]).action_correct_wizard()
        assign = self.as_user("management")["biuro.letter.assign"].with_context(**window["context"])
        with Form(assign) as form, form.line_ids.edit(0) as row:
            self.assertEqual(row.department_id, self.cell_bs)
            row.instruction = "Proszę o pilną odpowiedź"
        form.save().action_confirm()
        self.assertEqual(line.browse(new).state, "withdrawn")
        last = self.letter.assignment_ids.filtered(lambda line: line.state == "active")
        self.assertEqual(last.instruction, "Proszę o pilną odpowiedź")
        self.assertTrue(last.with_user(self.users["management"]).action_copy_to_paper())
        self.assertEqual(last.copied_by_id, self.users["management"])

    def test_return(self):
        self.letter.with_user(self.users["manager"]).action_assign(employee_id=self.employees["clerk"].id)
        clerk = self.letter.with_user(self.users["clerk"])
        with self.assertRaises(UserError):
            clerk.action_return("")
        clerk.action_return("urlop")
        self.assertEqual(self.letter.state, "distributed")
        self.assertEqual(self.letter.assignment_ids.state, "returned")
        self.assertIn(self.users["manager"], self.letter.activity_ids.user_id)

    def test_lines_are_not_written_by_hand(self):
        self.letter.with_user(self.users["manager"]).action_assign(employee_id=self.employees["clerk"].id)
        line = self.letter.assignment_ids.with_user(self.users["manager"])
        with self.assertRaises(UserError):
            line.instruction = "inaczej"
        with self.assertRaises(UserError):  # an AccessError is one
            line.create({"letter_id": self.letter.id, "employee_id": self.employees["clerk"].id})
        with self.assertRaises(AccessError):
            line.unlink()
