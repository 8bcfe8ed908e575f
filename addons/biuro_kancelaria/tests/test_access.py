import base64
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import KancelariaCase


@tagged("post_install", "-at_install")
class TestCells(KancelariaCase):
    def test_plain_clerk_reads_own_cells(self):
        """What HR keeps from a clerk must not make the cells of a clerk unreadable."""
        user = self.users["clerk"].with_user(self.users["clerk"])
        self.assertEqual(user.cell_ids, self.cell_bs)
        self.assertFalse(user.managed_cell_ids)
        self.assertEqual(user.acting_employee_ids.ids, self.employees["clerk"].ids)

    def test_head_manages_cells_below(self):
        below = self.env["hr.department"].create({"name": "Referat", "parent_id": self.cell_bs.id})
        self.assertEqual(self.users["manager"].managed_cell_ids, self.cell_bs | below)
        below.parent_id = self.cell_wo
        self.assertEqual(self.users["manager"].managed_cell_ids, self.cell_bs)
        self.cell_wo.manager_id = self.employees["manager"]
        self.assertEqual(self.users["manager"].managed_cell_ids, self.cell_bs | self.cell_wo | below)
        self.assertFalse(self.users["manager_wo"].managed_cell_ids)

    def test_moving_an_employee_moves_access(self):
        self.employees["clerk"].department_id = self.cell_wo
        self.assertEqual(self.users["clerk"].cell_ids, self.cell_wo)
        self.employees["clerk"].active = False
        self.assertFalse(self.users["clerk"].cell_ids)

    def test_nobody_reads_or_searches_tokens(self):
        clerk = self.as_user("clerk")
        with self.assertRaises(AccessError):
            clerk["res.users"].search_count([("access_tokens", "in", [1])])
        with self.assertRaises(AccessError):
            clerk["biuro.letter"].search_count([("access_tokens", "in", [1])])
        self.assertNotIn("access_tokens", clerk["biuro.letter"].fields_get())


@tagged("post_install", "-at_install")
class TestSubstitution(KancelariaCase):
    def _substitute(self, absent="clerk_wo", substitute="clerk", start="2026-03-02", end="2026-03-06", **values):
        return self.env["biuro.substitution"].create({
            "employee_id": self.employees[absent].id, "substitute_id": self.employees[substitute].id,
            "date_from": start, "date_to": end, **values,
        })

    def test_begins_and_ends_at_midnight_of_the_office(self):
        """23:30 UTC on 1 March is already 2 March in Warsaw."""
        with freeze_time("2026-03-01 22:30:00"):
            self._substitute()
            self.assertEqual(self.users["clerk"].cell_ids, self.cell_bs)
        with freeze_time("2026-03-01 23:30:00"):
            self.env["res.users"]._cron_refresh_cells()
            self.assertEqual(self.users["clerk"].cell_ids, self.cell_bs | self.cell_wo)
            self.assertIn(self.employees["clerk_wo"], self.users["clerk"].acting_employee_ids)
        with freeze_time("2026-03-06 23:30:00"):
            self.env["res.users"]._cron_refresh_cells()
            self.assertEqual(self.users["clerk"].cell_ids, self.cell_bs)

    @freeze_time("2026-03-03 10:00:00")
    def test_substitute_of_a_head_manages(self):
        self._substitute("manager_wo", "clerk")
        self.assertEqual(self.users["clerk"].managed_cell_ids, self.cell_wo)

    @freeze_time("2026-03-03 10:00:00")
    def test_verbs(self):
        line = self._substitute()
        self.assertEqual(line.state, "running")
        line.action_end()
        self.assertEqual((line.date_to, line.state), (date(2026, 3, 2), "over"))
        self.assertEqual(self.users["clerk"].cell_ids, self.cell_bs)
        later = self._substitute(start="2026-03-10", end="2026-03-12")
        with self.assertRaises(UserError):
            later.action_end()
        later.action_cancel("pomyłka")
        self.assertEqual((later.state, later.cancel_reason), ("cancelled", "pomyłka"))
        self._substitute(start="2026-03-10", end="2026-03-12")
        with self.assertRaises(UserError):
            line.unlink()

    @freeze_time("2026-03-03 10:00:00")
    def test_no_overlap_and_no_cycle(self):
        self._substitute()
        with self.assertRaises(ValidationError):
            self._substitute("clerk_wo", "manager")
        with self.assertRaises(ValidationError):
            self._substitute("clerk", "clerk_wo")

    @freeze_time("2026-03-03 10:00:00")
    def test_who_may_arrange(self):
        values = {"substitute_id": self.employees["manager"].id, "date_from": "2026-03-03", "date_to": "2026-03-04"}
        manager = self.as_user("manager")["biuro.substitution"]
        manager.create({**values, "employee_id": self.employees["clerk"].id})
        with self.assertRaises(AccessError):
            manager.create({**values, "employee_id": self.employees["clerk_wo"].id})
        with self.assertRaises(AccessError):
            manager.create({**values, "employee_id": self.employees["management"].id})
        with self.assertRaises(AccessError):
            self.as_user("clerk")["biuro.substitution"].create({**values, "employee_id": self.employees["clerk"].id})
        line = self.as_user("biuro_admin")["biuro.substitution"].create(
            {**values, "employee_id": self.employees["manager_wo"].id},
        )
        with self.assertRaises(UserError):
            line.write({"is_cancelled": True})


@tagged("post_install", "-at_install")
class TestOffice(KancelariaCase):
    def test_symbol_belongs_to_one_cell_in_a_year(self):
        with self.assertRaisesRegex(ValidationError, "BS"):
            self.cell_wo.office_symbol = "BS"
        with self.assertRaises(ValidationError):
            self.env["hr.department"].create({"name": "X", "office_symbol": "BS"})

    def test_symbol_is_kept_by_year(self):
        with freeze_time("2026-05-05"):
            cell = self.env["hr.department"].create({"name": "Audyt", "office_symbol": "AW"})
        with freeze_time("2026-12-05"):
            self.env["hr.department"]._cron_carry_symbols()
            self.assertEqual(sorted(cell.symbol_ids.mapped("year")), [2026, 2027])
        with freeze_time("2027-01-02"):
            cell.office_symbol = "AW-I"
            self.assertEqual(cell._get_symbol(2026), "AW")
            self.assertEqual(cell._get_symbol(2027), "AW-I")

    def test_symbol_pattern(self):
        for symbol in ("BS.1", "bs", "B S", "BS-", "-BS", "BS/1"):
            with self.subTest(symbol=symbol), self.assertRaises(ValidationError):
                self.cell_bs.office_symbol = symbol
        for symbol in ("BS-I", "ŚZ", "WO-II-A", "K1"):
            with self.subTest(symbol=symbol):
                self.cell_bs.office_symbol = symbol

    def test_company_data(self):
        company = self.env.company.with_user(self.users["biuro_admin"])
        company.write({"biuro_teryt": "1465011", "biuro_ade_address": "AE:PL-12345-67890-ABCDE-12"})
        self.assertFalse(company.biuro_ade_warning)
        company.biuro_ade_address = "AE:PL-1"
        self.assertTrue(company.biuro_ade_warning)
        with self.assertRaises(ValidationError):
            company.biuro_teryt = "12345"
        with self.assertRaises(ValidationError):
            company.biuro_bip_url = "javascript:alert(1)"
        with self.assertRaises(AccessError):
            company.write({"name": "Inna"})
        with self.assertRaises(AccessError):
            self.env.company.with_user(self.users["manager"]).write({"biuro_teryt": "1465011"})

    def test_ezd_has_no_way_back(self):
        self.env.company.biuro_records_system = "ezd"
        with self.assertRaises(UserError):
            self.env.company.biuro_records_system = "traditional"

    def test_coat_of_arms_is_raster(self):
        svg = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
        with self.assertRaises(ValidationError):
            self.env.company.biuro_coat_of_arms = svg

    def test_settings_page(self):
        settings = self.env["res.config.settings"].create({"biuro_teryt": "1465011", "biuro_city": "Przykładowa"})
        settings.execute()
        self.assertEqual((self.env.company.biuro_teryt, self.env.company.city), ("1465011", "Przykładowa"))


@tagged("post_install", "-at_install")
class TestConfidentialContact(KancelariaCase):
    """A contact made from a restricted letter is in the address book of those who see the letter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Letter = cls.as_user("chancellery")["biuro.letter"]
        cls.letter = Letter.browse(Letter.register_incoming({
            "title": "Zgłoszenie", "sender_firstname": "Wiktor", "sender_lastname": "Sygnalista",
            "sender_zip": "00-001", "sender_city": "Łódź", "sender_reference": "X/1", "is_restricted": True,
            "create_partner": True, "department_id": cls.cell_bs.id,
        })["id"])
        cls.contact = cls.letter.sudo().partner_id

    def seen_by(self):
        self.env.flush_all()
        self.env.invalidate_all()
        logins = ("clerk", "clerk_wo", "manager", "manager_wo", "management", "chancellery", "auditor", "biuro_admin")
        return {
            login for login in logins
            if self.as_user(login)["res.partner"].search([("name", "ilike", "sygnalista")])
            and self.as_user(login)["res.partner"].browse(self.contact.id).has_access("read")
        }

    def test_follows_its_letters(self):
        everybody = {
            "clerk", "clerk_wo", "manager", "manager_wo", "management", "chancellery", "auditor", "biuro_admin"}
        self.assertTrue(self.contact.is_letter_contact and self.contact.is_confidential)
        few = {"manager", "management", "chancellery", "auditor"}
        self.assertEqual(self.seen_by(), few)
        self.assertNotIn("res.partner", {
            group["model"] for group in self.as_user("clerk")["biuro.search"].find("sygnalista")})
        # who gets to see the letter sees the contact
        self.letter.sudo().reader_ids = self.users["clerk_wo"]
        self.assertEqual(self.seen_by(), few | {"clerk_wo"})
        self.letter.sudo().is_restricted = False
        self.assertEqual(self.seen_by(), everybody)
        self.letter.sudo().is_restricted = True
        self.assertEqual(self.seen_by(), few | {"clerk_wo"})
        # another letter, open to its cell, makes it an ordinary contact
        other = self.env["biuro.letter"].sudo().create({
            "direction": "in", "title": "Podanie", "partner_id": self.contact.id, "department_id": self.cell_wo.id})
        self.assertEqual(self.seen_by(), everybody)
        other.partner_id = False
        self.assertEqual(self.seen_by(), few | {"clerk_wo"})
        self.env["biuro.case"].sudo().create({
            "title": "Sprawa", "partner_id": self.contact.id, "department_id": self.cell_wo.id,
            "jrwa_class_id": self.env["biuro.jrwa.class"]._get("0530", self.letter._today()).id})
        self.assertEqual(self.seen_by(), everybody)

    def test_address_book_stays_open(self):
        """A contact that was there before the letter is nobody's secret; nor can anybody make one confidential."""
        partner = self.env["res.partner"].create({"name": "Nina Sygnalista"})
        self.env["biuro.letter"].sudo().create({
            "direction": "in", "title": "Zgłoszenie", "partner_id": partner.id, "department_id": self.cell_bs.id,
            "is_restricted": True})
        self.assertFalse(partner.is_confidential)
        mine = self.as_user("clerk")["res.partner"].create({"name": "Ola", "is_confidential": True})
        mine.write({"is_confidential": True})
        self.assertFalse(mine.is_confidential)
