from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import KancelariaCase

DAY = "2026-03-02"


class RegisterCase(KancelariaCase):
    """Internal letters in a register of their own, with what the mixin does alone, apart from the rules of letters."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.register = cls.env["biuro.register"].create({
            "name": "Rejestr próbny", "code": "TST", "model": "biuro.letter",
        })
        cls.startClassPatcher(patch.object(cls.registry["biuro.letter"], "_get_register_code", lambda self: "TST"))
        cancel = cls.registry["biuro.register.mixin"].action_cancel
        cls.startClassPatcher(patch.object(cls.registry["biuro.letter"], "action_cancel", cancel))

    def _letters(self, count=1, login="chancellery", **values):
        return self.as_user(login)["biuro.letter"].create([
            {"direction": "internal", "title": f"Pismo {index}", "department_id": self.cell_wo.id, **values}
            for index in range(1, count + 1)
        ])

    def _registered(self, count=1, date=None, **values):
        letters = self._letters(count, **values)
        letters._enter_register(date)
        letters.sudo().write({"state": "registered"})
        return letters


@tagged("post_install", "-at_install")
@freeze_time(DAY)
class TestRegister(RegisterCase):
    def test_numbers_follow(self):
        letters = self._registered(3)
        self.assertEqual(letters.mapped("register_ref"), ["TST/1/2026", "TST/2/2026", "TST/3/2026"])
        self.assertRecordValues(letters[0], [{
            "register_id": self.register.id, "register_number": 1, "register_year": 2026,
            "register_date": fields.Date.to_date(DAY), "registered_by_id": self.users["chancellery"].id,
        }])
        self.assertTrue(all(letters.mapped("registered_at")))
        self.assertEqual(self._registered().register_number, 4)
        self.assertEqual(self.register.next_ref, "TST/5/2026")

    def test_one_draw_for_many(self):
        letters = self._letters(50)
        letters.flush_recordset()
        draw = type(self.env["biuro.register.counter"])._draw
        with patch.object(self.registry["biuro.register.counter"], "_draw", autospec=True, side_effect=draw) as drawn:
            letters._enter_register()
        self.assertEqual(drawn.call_count, 1)
        self.assertEqual(letters.mapped("register_number"), list(range(1, 51)))

    def test_rollback_gives_the_number_back(self):
        self._registered()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self._registered(2)
            raise ZeroDivisionError
        self.assertEqual(self._registered().register_number, 2)
        self.assertFalse(self.register.get_gaps())

    def test_not_twice(self):
        letter = self._registered()
        with self.assertRaisesRegex(UserError, "registered already, as TST/1/2026"):
            letter._enter_register()
        cancelled = self._registered()
        cancelled.action_cancel("Pomyłka")
        with self.assertRaisesRegex(UserError, "cancelled"):
            cancelled._enter_register()

    def test_unknown_register(self):
        unknown = patch.object(self.registry["biuro.letter"], "_get_register_code", lambda self: "NIE")
        with unknown, self.assertRaisesRegex(UserError, "no register NIE"):
            self._registered()

    def test_needs_write_access(self):
        letter = self._letters()
        with self.assertRaises(AccessError):
            letter.with_user(self.users["auditor"])._enter_register()
        with self.assertRaises(AccessError):
            letter.with_user(self.users["auditor"]).action_cancel("x")

    def test_numbers_are_permanent(self):
        letter = self._registered()
        for values in (
            {"register_number": 9}, {"register_ref": "X"}, {"register_year": 2020}, {"register_id": False},
            {"registered_at": False}, {"registered_by_id": False}, {"register_date": False},
            {"is_cancelled": True}, {"cancel_reason": "x"}, {"cancelled_at": DAY}, {"cancelled_by_id": 1},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                letter.write(values)
            if any(values.values()):
                with self.subTest(create=values), self.assertRaises(UserError):
                    self._letters(**values)
        with self.assertRaises(UserError), mute_logger("odoo.models.unlink"):
            letter.unlink()
        with self.assertRaises(UserError):
            letter.sudo().unlink()

    def test_copy_is_clean(self):
        letter = self._registered()
        letter.action_cancel("Pomyłka")
        copy = letter.sudo().copy()
        for name in letter._register_fields:
            self.assertFalse(copy[name], name)

    def test_database_refuses_a_double(self):
        first, second = self._registered(2)
        with self.assertRaises(Exception), mute_logger("odoo.sql_db"), self.env.cr.savepoint():  # noqa: B017
            second.sudo().write({"register_number": first.register_number})
            second.flush_recordset()

    def test_every_table_has_its_index(self):
        mixin = self.env.registry["biuro.register.mixin"]
        for name, cls in self.env.registry.items():
            if issubclass(cls, mixin) and not cls._abstract:
                self.env.cr.execute("SELECT 1 FROM pg_indexes WHERE tablename = %s AND indexname = %s",
                                    [cls._table, f"{cls._table}_register_number_uniq"])
                self.assertTrue(self.env.cr.fetchone(), name)


@tagged("post_install", "-at_install")
class TestRegisterYear(RegisterCase):
    def test_restart(self):
        with freeze_time("2026-12-31 12:00:00"):
            self.assertEqual(self._registered(2).mapped("register_ref"), ["TST/1/2026", "TST/2/2026"])
        with freeze_time("2027-01-01 12:00:00"):
            self.assertEqual(self._registered().register_ref, "TST/1/2027")

    def test_no_restart(self):
        self.register.write({"yearly": False, "pattern": "{code}.{number:05d}"})
        with freeze_time("2026-12-31 12:00:00"):
            self.assertEqual(self._registered().register_ref, "TST.00001")
        with freeze_time("2027-01-01 12:00:00"):
            letter = self._registered()
        self.assertEqual((letter.register_ref, letter.register_year), ("TST.00002", 2027))
        self.assertFalse(self.register.get_gaps())

    def test_midnight_is_warsaw(self):
        """31 December 23:30 UTC is the new year in Warsaw, whatever the time zone of the user."""
        for tz in ("Europe/Warsaw", "UTC", "America/New_York"):
            self.users["chancellery"].tz = tz
            with self.subTest(tz=tz), freeze_time("2026-12-31 23:30:00"):
                letter = self._registered()
                self.assertEqual((letter.register_year, str(letter.register_date)), (2027, "2027-01-01"))
        with freeze_time("2026-12-31 22:59:00"):
            self.assertEqual(self._registered().register_year, 2026)
        with freeze_time("2026-06-30 22:30:00"):  # summer time
            self.assertEqual(str(self._registered().register_date), "2026-07-01")

    def test_event_of_the_old_year(self):
        """What came on 31 December and is registered on 2 January has a number of the new year."""
        with freeze_time("2027-01-02 12:00:00"):
            letter = self._registered(date_received="2026-12-31")
        self.assertEqual((letter.register_year, str(letter.date_received)), (2027, "2026-12-31"))

    def test_late_entry(self):
        with freeze_time("2026-12-31 12:00:00"):
            self._registered()
        with freeze_time("2027-01-05 12:00:00"):
            with self.assertRaisesRegex(UserError, "no longer takes entries"):
                self._registered(date="2026-12-31")
            self.register.previous_year_until = "2027-01-10"
            letter = self._registered(date="2026-12-31")
            self.assertEqual((letter.register_ref, str(letter.register_date)), ("TST/2/2026", "2026-12-31"))
            self.assertEqual(self._registered().register_ref, "TST/1/2027")
            self.assertEqual(self.register.event_ids.mapped("kind"), ["late"])
            with self.assertRaisesRegex(UserError, "no longer takes entries"):
                self._registered(date="2025-12-31")
            with self.assertRaisesRegex(UserError, "future"):
                self._registered(date="2027-01-06")
        with freeze_time("2027-01-11 12:00:00"), self.assertRaisesRegex(UserError, "no longer takes entries"):
            self._registered(date="2026-12-31")

    def test_close_year(self):
        with freeze_time("2026-12-31 12:00:00"):
            letters = self._registered(2)
            with self.assertRaisesRegex(UserError, "when the year has ended"):
                self.register.with_user(self.users["biuro_admin"]).action_close_year(2026)
        with freeze_time("2027-01-05 12:00:00"):
            self.register.previous_year_until = "2027-01-31"
            register = self.register.with_user(self.users["biuro_admin"])
            with self.assertRaises(AccessError):
                self.register.with_user(self.users["clerk"]).action_close_year()
            self.env.flush_all()
            with self.assertRaisesRegex(UserError, "numbers are missing"), self.env.cr.savepoint():
                self.env.cr.execute("UPDATE biuro_letter SET register_number = 7 WHERE id = %s", [letters[1].id])
                register.action_close_year()
            self.assertTrue(register.action_close_year())
            self.assertEqual(register.closed_year, 2026)
            with self.assertRaisesRegex(UserError, "is closed"):
                self._registered(date="2026-12-31")
            with self.assertRaisesRegex(UserError, "is closed"):
                register.action_close_year(2026)
            with self.assertRaises(UserError):
                register.write({"closed_year": 0})
            self.assertEqual(self.register.event_ids.mapped("kind"), ["closed"])
            self.assertEqual(self._registered().register_ref, "TST/1/2027")

    def test_draft_with_a_number_keeps_the_book_open(self):
        with freeze_time("2026-12-31 12:00:00"):
            letter = self._registered()
            letter.sudo().write({"state": "draft"})
        with freeze_time("2027-01-05 12:00:00"):
            with self.assertRaisesRegex(UserError, "drafts hold these numbers: TST/1/2026"):
                self.register.action_close_year()
            letter.action_cancel("Pomyłka")
            self.assertTrue(self.register.action_close_year())


@tagged("post_install", "-at_install")
@freeze_time(DAY)
class TestRegisterDefinition(RegisterCase):
    def test_patterns(self):
        good = {
            "{code}/{number}/{year}": "TST/7/2026", "{number:05d}-{year}": "00007-2026",
            "{code}.{number:03}.{year}": "TST.007.2026", "Nr {number}/{year} ({{x}})": "Nr 7/2026 ({x})",
        }
        for pattern, expected in good.items():
            with self.subTest(pattern=pattern):
                self.register.pattern = pattern
                self.assertEqual(self.register._format_number(7, 2026), expected)
        for pattern in (
            "{code}/{year}", "{code}/{number}", "{number}/{rok}/{year}", "{number/{year}", "{number}/{year}}",
            "{number.real}/{year}", "{number!r}/{year}", "{number:>99999999}/{year}", "{0}/{number}/{year}",
            "{}/{number}/{year}", "{code.__class__}{number}{year}", "{number:{year}}{year}",
        ):
            with self.subTest(pattern=pattern), self.assertRaises(ValidationError):
                self.register.pattern = pattern

    def test_format_change_touches_no_number(self):
        letter = self._registered()
        self.register.pattern = "{code}-{number:04d}-{year}"
        self.assertEqual(letter.register_ref, "TST/1/2026")
        self.assertEqual(self._registered().register_ref, "TST-0002-2026")

    def test_code_is_permanent_once_used(self):
        self.register.code = "TST"
        self._registered()
        for values in ({"code": "INNY"}, {"yearly": False}):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "Make a new register"):
                self.register.write(values)
        self.register.write({"code": "TST", "yearly": True, "name": "Nowa nazwa"})
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.register.unlink()

    def test_model_must_be_a_register(self):
        for model in ("res.partner", "nie.ma", "biuro.register.mixin"):
            with self.subTest(model=model), self.assertRaises(UserError):
                self.register.model = model

    def test_shipped_registers(self):
        for code in ("RPW", "RPWY", "RPI"):
            self.assertEqual(self.env["biuro.register"]._get(code).pattern, "{code}/{number}/{year}")

    def test_form_shows_the_next_number(self):
        with Form(self.env["biuro.register"].with_user(self.users["biuro_admin"])) as form:
            form.name, form.code = "Rejestr umów", "UM"
            self.assertEqual(form.next_ref, "UM/1/2026")
            form.pattern = "{code"
            self.assertFalse(form.next_ref)
            form.pattern = "{code}.{number}.{year}"

    def test_gaps(self):
        letters = self._registered(6)
        self.assertEqual(self.register.get_gaps(), [])
        self.assertEqual(self.register.action_check_gaps()["params"]["type"], "success")
        self.env.flush_all()
        lost = letters[0] + letters[2] + letters[3] + letters[5]
        self.env.cr.execute("DELETE FROM biuro_letter WHERE id IN %s", [lost._ids])
        self.assertEqual(self.register.with_user(self.users["clerk"]).get_gaps(2026), [
            {"year": 2026, "first": 1, "last": 1}, {"year": 2026, "first": 3, "last": 4},
            {"year": 2026, "first": 6, "last": 6},
        ])
        self.assertIn("2026 3-4", self.register.action_check_gaps()["params"]["message"])

    def test_counter_sweep_keeps_the_last(self):
        for _index in range(5):
            self._registered()
        counter = self.env["biuro.register.counter"]
        counter._gc_draws()
        self.assertEqual(counter.search([("book", "=", "TST")]).mapped("last_number"), [5])
        self.assertEqual(self._registered().register_number, 6)


@tagged("post_install", "-at_install")
@freeze_time(DAY)
class TestRegisterCancel(RegisterCase):
    def test_cancel(self):
        letter = self._registered()
        for reason in ("", "   ", None, False):
            with self.subTest(reason=reason), self.assertRaisesRegex(UserError, "Give the reason"):
                letter.action_cancel(reason)
        self.assertTrue(letter.action_cancel(" Zarejestrowano dwa razy "))
        self.assertRecordValues(letter, [{
            "is_cancelled": True, "cancel_reason": "Zarejestrowano dwa razy", "register_ref": "TST/1/2026",
            "cancelled_by_id": self.users["chancellery"].id,
        }])
        self.assertTrue(letter.cancelled_at)
        event = self.register.event_ids
        self.assertEqual((event.kind, event.reference, event.note), ("cancelled", "TST/1/2026", letter.cancel_reason))
        # again: the same reason changes nothing, another one is refused
        self.assertTrue(letter.action_cancel("Zarejestrowano dwa razy"))
        self.assertEqual(len(self.register.event_ids), 1)
        with self.assertRaisesRegex(UserError, "cancelled already"):
            letter.action_cancel("Inny powód")
        self.assertEqual(self._registered().register_number, 2, "a number of a cancelled entry is not given again")

    def test_draft_is_not_cancelled(self):
        with self.assertRaisesRegex(UserError, "no register number"):
            self._letters().action_cancel("x")

    def test_wizard(self):
        letters = self._registered(2)
        action = letters.action_open_cancel()
        form = Form(self.as_user("chancellery")["biuro.register.cancel"].with_context(**action["context"]))
        self.assertEqual(form.references, "TST/1/2026, TST/2/2026")
        form.reason = "Pomyłka"
        form.save().action_confirm()
        self.assertEqual(letters.mapped("is_cancelled"), [True, True])

    def test_wizard_needs_entries(self):
        wizard = self.as_user("chancellery")["biuro.register.cancel"]
        for context in ({}, {"active_model": "res.partner", "active_ids": [1]}, {"active_model": "biuro.letter"}):
            with self.subTest(context=context), self.assertRaises(UserError):
                wizard.with_context(**context).default_get(["res_model"])
