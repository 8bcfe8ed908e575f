"""Register of cultural institutions: entries, changes, deletion, history, book (Dz.U. 2012 poz. 189)."""

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SekretariatCase


class CultureWorld:
    """Institutions as the organiser's proxy (login culture) enters them."""

    @classmethod
    def document(cls, institution=None, kind="resolution", number="X/1/2020", date="2020-01-30", **values):
        return cls.as_user("culture")["biuro.sekretariat.culture.document"].create({
            "institution_id": institution.id if institution else False, "kind": kind, "number": number, "date": date,
            "issuer": "Rady Miasta Przykładowa", **values,
        })

    @classmethod
    def institution(cls, name="Miejska Biblioteka Publiczna", **values):
        return cls.as_user("culture")["biuro.sekretariat.culture.institution"].create({
            "full_name": name, "seat": "Przykładowa", "address": "ul. Książkowa 1, 00-001 Przykładowa",
            "organizer": "Miasto Przykładowa", "founding_act_id": cls.document().id,
            "statute_act_id": cls.document(number="X/2/2020").id, **values,
        })

    @classmethod
    def entered(cls, name="Miejska Biblioteka Publiczna", moment=None, **values):
        institution = cls.institution(name, **values)
        institution._enter_position(moment=moment)
        return institution


@tagged("post_install", "-at_install")
class TestCultureRegister(CultureWorld, SekretariatCase):
    def contents(self, institution, day=None):
        """Return {rubric: list of current contents} as of a day."""
        return {
            rubric["rubric"]: [value["content"] for value in rubric["values"] if value["is_current"]]
            for rubric in institution.as_of(day)["rubrics"]
        }

    def test_entry_numbers_in_order(self):
        """§ 5(2)-(3): own position with a number in order and the date; the moment is kept to the second."""
        first, second = self.institution(), self.institution("Dom Kultury")
        result = first.action_enter()
        self.assertEqual(result["entry_number"], 1)
        self.assertEqual(second.action_enter()["entry_number"], 2)
        self.assertEqual((first.state, first.entry_number), ("entered", 1))
        entry = first.register_entry_ids
        self.assertEqual((entry.kind, entry.mode, entry.basis_id), ("entry", "ex_officio", first.founding_act_id))
        self.assertEqual(entry.entered_at, first.registered_at)
        self.assertEqual(entry.entered_by_name, "Osoba culture")
        self.assertEqual(self.contents(first)[3], ["Miejska Biblioteka Publiczna"])
        self.assertEqual(self.contents(first)[1], ["1"])
        self.assertIn("uchwała nr X/1/2020 Rady Miasta Przykładowa z dnia 30.01.2020 r.", self.contents(first)[8])

    def test_number_is_never_typed(self):
        institutions = self.as_user("culture")["biuro.sekretariat.culture.institution"]
        for name in ("entry_number", "register_number"):
            with self.assertRaisesRegex(UserError, "given by the system in the order of entries"):
                institutions.create({"full_name": "X", name: 7})
            with self.assertRaisesRegex(UserError, "given by the system in the order of entries"):
                self.institution(f"Dom {name}").write({name: 7})

    def test_what_an_entry_needs(self):
        """No entry without the founding act, the statute, seat, organiser; no short name that the statute lacks."""
        for name, message in [
            ("founding_act_id", "akt o utworzeniu"), ("statute_act_id", "nadaniu statutu"), ("address", "siedzibę"),
            ("organizer", "organizatora"),
        ]:
            with self.subTest(name=name), self.assertRaisesRegex(UserError, message):
                self.institution(f"Dom {name}", **{name: False}).action_enter()
        with self.assertRaisesRegex(ValidationError, "statut nie przewiduje"):
            self.institution("Dom A", short_name="DA").action_enter()
        with self.assertRaisesRegex(ValidationError, "statut przewiduje"):
            self.institution("Dom B", statute_has_short_name=True).action_enter()
        self.institution("Dom C", statute_has_short_name=True, short_name="DC").action_enter()

    def test_one_open_entry(self):
        first = self.entered(regon="123456785")
        with self.assertRaisesRegex(UserError, "has an open entry already"):
            self.institution("miejska biblioteka publiczna").action_enter()
        with self.assertRaisesRegex(UserError, "has an open entry already"):
            self.institution("Inna nazwa", regon="123456785").action_enter()
        first.action_strike(self.document(first, "order").id, "Połączenie z Domem Kultury")
        again = self.institution("Miejska Biblioteka Publiczna")
        self.assertEqual(again.action_enter()["entry_number"], 2)

    def test_change_keeps_the_number(self):
        """§ 3(3), § 6(1): new content with the old marked as outdated, under the same number."""
        institution = self.entered(moment="2021-03-01 09:00:00")
        basis = self.document(institution, "order", "15/2023", "2023-05-02", issuer="Prezydenta Miasta")
        institution._change_position({"full_name": "Biblioteka Miejska"}, basis.id, moment="2023-05-04 10:00:00")
        self.assertEqual(institution.entry_number, 1)
        self.assertEqual(institution.full_name, "Biblioteka Miejska")
        self.assertEqual(self.contents(institution, "2023-05-03")[3], ["Miejska Biblioteka Publiczna"])
        self.assertEqual(self.contents(institution, "2023-05-04")[3], ["Biblioteka Miejska"])
        self.assertEqual(institution.as_of("2021-02-28")["state"], "none")
        self.assertEqual(institution.as_of("2024-01-01")["change_dates"], ["2023-05-04"])
        self.assertEqual(institution.change_dates, "04.05.2023")
        old = institution.value_ids.filtered(lambda value: value.rubric == "3" and not value.is_current)
        self.assertEqual(old.date_to, fields.Date.to_date("2023-05-04"))

    def test_change_beside_and_mark_only(self):
        """§ 6(1): new content without marking the old, or only the mark."""
        institution = self.entered(statute_has_short_name=True, short_name="MBP")
        act = self.document(institution, number="XX/5/2024", date="2024-02-02")
        institution.action_change({"statute_act_id": act.id}, basis_id=act.id, keep_old=True)
        self.assertEqual(len(self.contents(institution)[9]), 2)
        short = institution.value_ids.filtered(lambda value: value.rubric == "4")
        result = institution.action_change({}, basis_id=act.id, outdated_ids=short.ids)
        self.assertEqual(result["rubrics"], [4])
        self.assertEqual(self.contents(institution)[4], [])
        self.assertFalse(institution.short_name)
        with self.assertRaisesRegex(UserError, "Only content that is current"):
            institution.action_change({}, basis_id=act.id, outdated_ids=short.ids)
        with self.assertRaises(ValidationError):
            seat = institution.value_ids.filtered(lambda value: value.rubric == "5")
            institution.action_change({}, basis_id=act.id, outdated_ids=seat.ids)

    def test_short_name_taken_away(self):
        """A statute that no longer gives a short name: the rubric is marked as outdated, whatever stays beside."""
        institution = self.entered(statute_has_short_name=True, short_name="MBP")
        act = self.document(institution, number="XX/5/2024")
        change = self.as_user("culture")["biuro.sekretariat.culture.change"].with_context(
            default_institution_id=institution.id).create({"basis_id": act.id, "old_content": "keep"})
        change.statute_has_short_name = False
        change.action_apply()
        self.assertFalse(institution.short_name)
        self.assertEqual(self.contents(institution)[4], [])

    def test_change_on_application(self):
        """§ 6(2)-(4): on the director's application, with documents."""
        institution = self.entered()
        basis = self.document(institution, "order", "3/2025")
        with self.assertRaisesRegex(UserError, "application of the director"):
            institution.action_change({"seat": "Wieś"}, basis_id=basis.id, mode="application")
        application = self.document(institution, "application", False)
        institution.action_change(
            {"seat": "Wieś"}, basis_id=basis.id, mode="application", application_id=application.id,
        )
        entry = institution.register_entry_ids.sorted("position")[-1:]
        self.assertEqual((entry.mode, entry.application_id), ("application", application))
        with self.assertRaisesRegex(UserError, "Nothing changes"):
            institution.action_change({"seat": "Wieś"}, basis_id=basis.id)
        with self.assertRaisesRegex(UserError, "basis of the entry"):
            institution.action_change({"seat": "Miasto"})
        with self.assertRaisesRegex(UserError, "no rubric"):
            institution.action_change({"state": "draft"}, basis_id=basis.id)

    def test_strike(self):
        """§ 7: struck through, visible, closed to changes; the number stays taken."""
        institution = self.entered()
        basis = self.document(institution, "resolution", "L/9/2026")
        result = institution.action_strike(basis.id, "Likwidacja", liquidator="Anna Likwidator")
        self.assertEqual((result["entry_number"], institution.state), (1, "struck"))
        self.assertTrue(institution.is_cancelled)
        for change in (
            lambda: institution.action_change({"seat": "Inna"}, basis_id=basis.id),
            lambda: institution.write({"subject": "x"}),
            lambda: institution.add_book_entry(2, {"director": "Jan"}),
            lambda: institution.action_strike(basis.id, "Znowu"),
            lambda: institution.action_enter(),
        ):
            with self.assertRaisesRegex(UserError, "struck and cannot be changed"):
                change()
        row = institution.book_entry_ids.filtered(lambda row: row.division == "4")
        self.assertEqual(row._get_values()["liquidator"], "Anna Likwidator")
        self.assertEqual(institution.as_of()["state"], "struck")
        with self.assertRaises(UserError):
            institution.unlink()

    def test_nothing_is_cancelled_or_written_past_the_verbs(self):
        institution = self.entered()
        with self.assertRaisesRegex(UserError, "by striking only"):
            institution.action_cancel("bo tak")
        with self.assertRaisesRegex(UserError, "changed by an entry only"):
            institution.write({"full_name": "Inna"})
        with self.assertRaises(UserError):
            institution.write({"state": "draft"})
        for model in ("register.entry", "register.value", "book.entry"):
            Model = self.as_user("culture")[f"biuro.sekretariat.culture.{model}"]
            with mute_logger("odoo.addons.base.models.ir_model"), self.assertRaises(UserError):
                Model.create({"institution_id": institution.id})
            with mute_logger("odoo.addons.base.models.ir_model"), self.assertRaises(UserError):
                Model.search([("institution_id", "=", institution.id)], limit=1).write({"note": "x"})

    def test_only_the_proxy_makes_entries(self):
        """§ 8: a person authorised by the organiser; everyone in the office reads."""
        institution = self.entered()
        for login in ("clerk", "manager", "auditor"):
            as_user = institution.with_user(self.users[login])
            self.assertTrue(as_user.read(["full_name"]))
            self.assertEqual(as_user.as_of()["entry_number"], 1)
            with mute_logger("odoo.addons.base.models.ir_model"), self.assertRaises(AccessError):
                as_user.action_change({"seat": "X"}, basis_id=institution.founding_act_id.id)

    def test_used_documents_are_locked(self):
        institution = self.entered()
        with self.assertRaisesRegex(UserError, "part of an entry"):
            institution.founding_act_id.number = "1"
        with self.assertRaisesRegex(UserError, "part of an entry"):
            institution.founding_act_id.unlink()
        spare = self.document(institution, "other", False)
        self.assertEqual(spare.position, 3)
        with self.assertRaisesRegex(UserError, "stay in their place"):
            spare.unlink()

    def test_director_is_division_two_only(self):
        """§ 4; art. 14(1a): a new director is a row of division II and no entry of the register."""
        institution = self.entered()
        before = len(institution.register_entry_ids)
        basis = self.document(institution, "order", "7/2022", "2022-08-30")
        row = institution.add_book_entry(2, {"director": "Jan Dyrektor"}, basis_id=basis.id)
        self.assertEqual(row["number"], 2)  # the first row of division II is the mention of the statute
        result = institution.add_book_entry(
            2, {"director": "Ewa Dyrektor", "deputies": "Jan Zastępca"}, basis_id=basis.id, supersedes_id=row["id"],
        )
        old = institution.book_entry_ids.browse(row["id"])
        self.assertEqual((old.superseded_by_id.id, old.is_current), (result["id"], False))
        self.assertEqual(old.entered_by_name, "Osoba culture")
        self.assertEqual(len(institution.register_entry_ids), before)
        with self.assertRaisesRegex(UserError, "current row"):
            institution.add_book_entry(2, {"director": "X"}, supersedes_id=row["id"])
        with self.assertRaisesRegex(UserError, "no column"):
            institution.add_book_entry(3, {"director": "X"})
        with self.assertRaisesRegex(UserError, "divisions I to IV"):
            institution.add_book_entry(5, {"director": "X"})
        with self.assertRaisesRegex(UserError, "at least one column"):
            institution.add_book_entry(3, {"property": " "})

    def test_divisions_are_numbered_apart(self):
        institution = self.entered()
        self.assertEqual(institution.add_book_entry(3, {"property": "Lokal"})["number"], 1)
        self.assertEqual(institution.add_book_entry(3, {"statement": "Sprawozdanie za 2025 r."})["number"], 2)
        self.assertEqual(institution.add_book_entry(2, {"director": "Jan"})["number"], 2)
        first = institution.book_entry_ids.filtered(lambda row: row.division == "1")
        self.assertEqual(first._get_values()["designation"], "Miejska Biblioteka Publiczna")
        basis = self.document(institution, "order", "9/2026")
        institution.action_change({"organizer": "Gmina Przykładowa"}, basis_id=basis.id)
        self.assertFalse(first.is_current)
        self.assertEqual(first.superseded_by_id._get_values()["organizer"], "Gmina Przykładowa")

    def test_journals_are_chained(self):
        institution = self.entered()
        institution.add_book_entry(2, {"director": "Jan Dyrektor"})
        self.env.flush_all()
        Journal = self.env["biuro.journal"]
        models = [f"biuro.sekretariat.culture.{name}" for name in ("register.entry", "register.value", "book.entry")]
        for model in models:
            self.assertEqual(Journal.verify(model), [])
        self.env.cr.execute("UPDATE biuro_sekretariat_culture_register_value SET content = 'x' WHERE rubric = '3'")
        self.assertEqual([breach["kind"] for breach in Journal.verify(models[1])], ["changed"])

    def test_register_as_of(self):
        self.entered("Dom Kultury", moment="2020-01-10 08:00:00")
        second = self.entered("Galeria", moment="2022-06-01 08:00:00")
        second._strike_position(self.document(second, "order").id, "Połączenie", moment="2024-12-31 22:59:59")
        register = self.as_user("clerk")["biuro.sekretariat.culture.institution"].register_as_of
        self.assertEqual([row["state"] for row in register("2021-01-01")], ["entered"])
        self.assertEqual([row["state"] for row in register("2024-12-30")], ["entered", "entered"])
        self.assertEqual([row["state"] for row in register("2024-12-31")], ["entered", "struck"])
        with self.assertRaises(UserError):
            register("wczoraj")

    def test_history_costs_the_same_for_many(self):
        for index in range(3):
            self.entered(f"Dom {index}")
        positions = self.env["biuro.sekretariat.culture.institution"].search([])
        day = fields.Date.to_date("2100-01-01")
        self.env.invalidate_all()
        with self.assertQueryCount(4):
            positions._get_as_of(day)

    def test_register_book(self):
        """The print of the register names the rubrics; a struck position is struck in it."""
        institution = self.entered()
        institution.action_strike(self.document(institution, "order").id, "Likwidacja")
        register = self.env.ref("biuro_sekretariat.biuro_register_rik")
        today = fields.Date.to_string(register._today())
        self.env.flush_all()
        [(cancelled, values)] = list(register._iterate_book(
            fields.Date.to_date(today), fields.Date.to_date(today), ["register_number", "full_name"]))
        self.assertTrue(cancelled)
        self.assertEqual(values[:2], [1, "Miejska Biblioteka Publiczna"])
        self.assertEqual(register.get_gaps(), [])
