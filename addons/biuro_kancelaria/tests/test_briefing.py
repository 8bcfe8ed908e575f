from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestBriefing(KancelariaCase):
    """The history of a person or firm, as far as whoever asks may read it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Partner = cls.env["res.partner"]
        cls.firm = Partner.create({"name": "Zieleń sp. z o.o.", "is_company": True, "city": "Łódź", "phone": "42 1"})
        cls.person = Partner.create({"name": "Ewa Lipa", "parent_id": cls.firm.id})
        cls.stranger = Partner.create({"name": "Adam Obcy"})
        cls.jrwa = cls.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1)
        cls.case = cls.make_case("Umowa o nasadzenia", cls.cell_bs, "clerk")
        cls.foreign = cls.make_case("Sprawa innego wydziału", cls.cell_wo, "clerk_wo")
        cls.letter = cls.env["biuro.letter"].create({
            "direction": "in", "title": "Oferta", "partner_id": cls.person.id, "department_id": cls.cell_bs.id,
            "date_received": "2026-03-02",
        })
        cls.event = cls.env["calendar.event"].create({
            "name": "Rozmowa o zieleni", "start": "2026-03-20 09:00:00", "stop": "2026-03-20 10:00:00",
            "location": "Gabinet", "user_id": cls.users["clerk"].id,
            "partner_ids": [(6, 0, (cls.person | cls.users["clerk"].partner_id).ids)],
        })

    @classmethod
    def make_case(cls, title, cell, login):
        return cls.env["biuro.case"].create({
            "title": title, "department_id": cell.id, "jrwa_class_id": cls.jrwa.id,
            "clerk_id": cls.employees[login].id, "partner_id": cls.firm.id,
        })

    def card(self, record, login="clerk", **kwargs):
        return self.as_user(login)["biuro.briefing"].get_card(record._name, record.id, **kwargs)

    def rows(self, card, key):
        return [row["title"] for section in card["sections"] if section["key"] == key for row in section["rows"]]

    def test_history_of_person_includes_the_firm(self):
        card = self.card(self.person)
        self.assertEqual(self.rows(card, "cases"), ["Umowa o nasadzenia"])
        self.assertEqual(self.rows(card, "letters_in"), ["Oferta"])
        self.assertIn("Rozmowa o zieleni", self.rows(card, "events"))
        self.assertEqual([partner["name"] for partner in card["partners"]], [self.person.display_name])
        self.assertFalse(self.card(self.stranger)["sections"])

    def test_only_what_may_be_read(self):
        self.assertEqual(self.rows(self.card(self.firm, "clerk_wo"), "cases"), ["Sprawa innego wydziału"])
        self.assertEqual(self.rows(self.card(self.firm, "clerk_wo"), "letters_in"), [])
        self.assertEqual(len(self.rows(self.card(self.firm, "auditor"), "cases")), 2)
        self.assertEqual(self.rows(self.card(self.firm, "biuro_admin"), "cases"), [])

    def test_event(self):
        card = self.card(self.event)
        self.assertEqual([partner["name"] for partner in card["partners"]], [self.person.display_name])
        self.assertEqual(self.rows(card, "cases"), ["Umowa o nasadzenia"])
        self.assertNotIn("Rozmowa o zieleni", self.rows(card, "events"))
        values = [fact["value"] for fact in card["facts"]]
        self.assertIn("20.03.2026, 10:00–11:00", card["subtitle"])
        self.assertIn("Gabinet", values)

    def test_private_event_tells_a_stranger_nothing(self):
        self.event.privacy = "private"
        self.env.flush_all()
        self.env.invalidate_all()  # a request of its own: the platform masks what it reads, not what is in memory
        card = self.card(self.event, "clerk_wo")
        self.assertFalse(card["partners"] or card["sections"])
        self.assertNotIn("Gabinet", str(card))
        self.assertNotIn("zieleni", str(card))

    def test_limit_and_counts(self):
        for number in range(4):
            self.make_case(f"Sprawa {number}", self.cell_bs, "clerk")
        [section] = [part for part in self.card(self.firm, limit=2)["sections"] if part["key"] == "cases"]
        self.assertEqual((len(section["rows"]), section["total"], section["open"]), (2, 5, 5))
        self.assertTrue(all(row["open"] for row in section["rows"]))
        self.assertEqual(self.as_user("clerk")["biuro.case"].search_count(section["domain"]), 5)

    def test_no_query_per_row(self):
        self.card(self.firm)
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.card(self.firm)
        few = self.env.cr.sql_log_count - before
        for number in range(15):
            self.make_case(f"Sprawa {number}", self.cell_bs, "clerk")
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.card(self.firm)
        self.assertLessEqual(self.env.cr.sql_log_count - before, few + 1)

    def test_refusals(self):
        briefing = self.as_user("clerk")["biuro.briefing"]
        with self.assertRaises(ValidationError):
            briefing.get_card("biuro.case", self.case.id)
        with self.assertRaises(UserError):
            briefing.get_card("res.partner", 2 ** 31 - 5)
        portal = self.env["res.users"].with_context(no_reset_password=True).create({
            "name": "Portal", "login": "portal_b", "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
        })
        with self.assertRaises(AccessError):
            self.env["biuro.briefing"].with_user(portal).get_card("res.partner", self.firm.id)

    def test_action_and_print(self):
        action = self.firm.with_user(self.users["clerk"]).action_open_briefing()
        self.assertEqual(action["tag"], "biuro_kancelaria.briefing")
        self.assertEqual(self.event.with_user(self.users["clerk"]).action_open_briefing()["params"]["model"],
                         "calendar.event")
        Report = self.as_user("clerk")["ir.actions.report"]
        html = Report._render_qweb_html("biuro_kancelaria.briefing_partner_report", self.firm.ids)[0].decode()
        self.assertIn("KARTA KONTAKTU", html)
        self.assertIn("Umowa o nasadzenia", html)
        self.assertNotIn("Sprawa innego", html)
        Report = Report.with_context(force_report_rendering=True)
        pdf = Report._render_qweb_pdf("biuro_kancelaria.briefing_event_report", self.event.ids)[0]
        self.assertTrue(pdf.startswith(b"%PDF"))
