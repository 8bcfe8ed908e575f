import base64
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError, ValidationError
from odoo.tests import BaseCase, new_test_user, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import diet, fees
from .common import RadaCase


@tagged("-at_install", "post_install")
class TestMoneyLaw(BaseCase):
    def test_ceiling_check(self):
        cap = Decimal("3483.468")
        for gross, level, over in (
            ("3483.46", "ok", "0.00"),
            ("3483.468", "ok", "0.00"),
            ("3483.47", "warning", "0.01"),
            ("3483.48", "error", "0.02"),
        ):
            answer = diet.ceiling_check(Decimal(gross), cap)
            self.assertEqual((answer["level"], str(answer["over"])), (level, over), gross)

    def test_correction(self):
        answer = diet.correction(Decimal("1045.04"), Decimal("522.52"), "nieobecność")
        self.assertEqual(str(answer["difference"]), "-522.52")
        self.assertIn("do potrącenia z następnej listy 522.52 zł", answer["reasons"][0]["text"])
        self.assertEqual(str(diet.correction(Decimal(1), Decimal("1.5"), "x")["difference"]), "0.50")

    def test_most_that_reductions_take(self):
        answer = diet.month_allowance(
            Decimal(1000), Decimal(5000), percents=[("a", Decimal(80))], amounts=[("b", Decimal(900))],
            max_reduction=Decimal(50),
        )  # fmt: skip
        self.assertEqual(str(answer["payable"]), "500.00")
        with self.assertRaises(LawError):
            diet.month_allowance(Decimal(1), Decimal(1), max_reduction=Decimal(101))

    def test_nights(self):
        day = datetime(2026, 3, 4, tzinfo=timezone.utc)
        for begin, finish, nights in (
            (day.replace(hour=7), day.replace(hour=23), 0),
            (day.replace(hour=7), day + timedelta(days=1, hours=3), 1),  # 21:00-3:00 is 6 hours
            (day.replace(hour=7), day + timedelta(days=1, hours=2, minutes=59), 0),
            (day + timedelta(hours=1), day.replace(hour=20), 1),  # 1:00-7:00
            (day.replace(hour=7), day + timedelta(days=3, hours=18), 3),
        ):
            self.assertEqual(diet.nights(begin, finish)["nights"], nights, (begin, finish))
        with self.assertRaises(LawError):
            diet.nights(day, day - timedelta(hours=1))

    @settings(max_examples=200, deadline=None)
    @given(st.integers(0, 10**9), st.integers(1, 12))
    def test_instalments_make_the_whole(self, amount, count):
        amount = Decimal(amount) / 100
        parts = [fees.instalment(amount, number, count)["amount"] for number in range(1, count + 1)]
        self.assertEqual(sum(parts), amount)
        self.assertLess(max(parts) - min(parts), Decimal("0.12"))

    @settings(max_examples=200, deadline=None)
    @given(st.integers(0, 10**7), st.integers(0, 10**7))
    def test_correction_brings_the_month_to_what_is_due(self, was, due):
        was, due = Decimal(was) / 100, Decimal(due) / 100
        self.assertEqual(was + diet.correction(was, due, "x")["difference"], due)


@tagged("post_install", "-at_install")
class TestTripRules(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 5)
        cls.functions = cls.env["biuro.rada.function"].create(
            [
                {"councillor_id": cls.councillors[0].id, "role": "chair", "date_from": "2024-05-07"},
                {"councillor_id": cls.councillors[1].id, "role": "vice_chair", "date_from": "2024-05-07"},
                {"councillor_id": cls.councillors[2].id, "role": "vice_chair", "date_from": "2024-05-07"},
            ]
        )
        cls.other = new_test_user(
            cls.env, "rada_finance2", groups="biuro_rada.biuro_rada_group_finance", tz="Europe/Warsaw"
        )

    def trip(self, councillor, user="rada_finance", **values):
        return (
            self.env["biuro.rada.trip"]
            .with_user(self.users[user])
            .create(
                {
                    "councillor_id": councillor.id,
                    "purpose": "Zgromadzenie Związku Miast",
                    "town_from": "Jasionów",
                    "town_target": "Poznań",
                    "town_to": "Jasionów",
                    "depart_at": "2026-03-04 06:00:00",
                    "return_at": "2026-03-05 16:00:00",
                    **values,
                }
            )
        )

    def test_the_vice_chair_named_by_the_council(self):
        trip = self.trip(self.councillors[0])
        self.assertFalse(trip.by_councillor_id)
        self.functions[2].orders_chair_trips = True
        self.assertEqual(self.trip(self.councillors[0]).by_councillor_id, self.councillors[2])
        with self.assertRaisesRegex(UserError, "the council named"):
            trip.action_order(self.councillors[1].id, "2026-03-02")
        trip.action_order(date="2026-03-02")
        self.assertEqual(trip.ordered_by_id, self.councillors[2])

    def test_a_vice_chair_orders_by_designation(self):
        trip = self.trip(self.councillors[3])
        with self.assertRaisesRegex(UserError, "only by designation"):
            trip.action_order(self.councillors[1].id, "2026-03-02")
        trip.designated_id = self.councillors[1]
        with self.assertRaisesRegex(UserError, "only by designation"):
            trip.action_order(date="2026-03-02")
        trip.designation = "pismo przewodniczącego z 27.02.2026"
        trip.action_order(date="2026-03-02")
        self.assertEqual(trip.ordered_by_id, self.councillors[1])

    def test_who_consents_to_the_car(self):
        car = {"transport": "private_car", "car_class": "car_large", "km": 200, "km_rate": 1.15}
        user = self.users["rada_chair"]
        with self.assertRaisesRegex(UserError, "buttons of the record"):
            self.trip(self.councillors[3], car_consent=True, **car)
        trip = self.trip(self.councillors[3], **car).with_user(user)
        self.councillors[1].partner_id = user.partner_id
        for verb in (trip.action_consent_car, trip.action_order):
            with self.assertRaisesRegex(UserError, "decides on this trip"):
                verb()
        self.councillors[1].partner_id = self.partner
        self.env.flush_all()
        self.councillors[0].partner_id = user.partner_id
        trip.action_consent_car()
        self.assertRecordValues(
            trip,
            [{
                "car_consent": True, "consent_by_id": self.councillors[0].id, "consent_user_id": user.id,
                "consent_on": office_today(),
            }],
        )  # fmt: skip

    def test_the_chair_orders_at_the_screen(self):
        chair = self.users["rada_chair"]
        self.councillors[0].partner_id = chair.partner_id
        self.functions[2].orders_chair_trips = True
        own = self.trip(self.councillors[0]).with_user(chair)
        with self.assertRaisesRegex(UserError, "nobody orders a trip of one's own"):
            own.action_order(date="2026-03-02")
        trip = self.trip(self.councillors[3]).with_user(chair)
        trip.action_order(date="2026-03-02")
        self.assertEqual((trip.ordered_by_id, trip.state), (self.councillors[0], "ordered"))
        self.assertEqual(trip.event_id.partner_ids, self.councillors[3].partner_id)
        trip.with_user(self.users["rada_finance"]).action_cancel("odwołano zgromadzenie")
        self.assertFalse(trip.event_id)

    def test_abroad(self):
        """34 hours abroad are a day and a half-day's rest above eight hours: 1 1/2 of the allowance of the country."""
        euro = self.env.ref("base.EUR")
        trip = self.trip(
            self.councillors[3], town_target="Praga", is_abroad=True, country_id=self.env.ref("base.cz").id,
            depart_at="2026-03-04 06:00:00", border_out_at="2026-03-04 09:00:00", border_back_at="2026-03-05 19:00:00",
            return_at="2026-03-05 23:00:00", abroad_breakfasts=1, abroad_nights=1, abroad_places=1, abroad_one_way=True,
            local_transport=True,
        )
        trip.action_order(date="2026-03-02")
        with self.assertRaisesRegex(UserError, "allowance of the country"):
            trip.action_complete()
        trip.write({"abroad_currency_id": euro.id, "abroad_daily": 60, "abroad_limit": 180})
        with self.assertRaisesRegex(UserError, "rate of the NBP"):
            trip.action_complete()
        trip.write({"exchange_rate": 4.25, "exchange_note": "tab. 44/A/NBP/2026", "abroad_basis": "zał. do rozp."})
        trip.action_complete()
        lines = [(line.kind, line.amount) for line in trip.line_ids]
        # 60 * 1.5 - 15 % = 81 EUR; 25 % of 180; half of 60; 2 begun days of 6; seven hours in the country
        self.assertEqual(sorted(lines), sorted([
            ("abroad", 344.25), ("lodging", 191.25), ("local", 127.5), ("local", 51.0), ("allowance", 0.0)]))
        trip.full_board = True
        trip.action_complete()
        counted = trip.line_ids.filtered(lambda line: line.kind == "abroad")
        self.assertEqual(counted.amount, 95.63, "a quarter of 90 EUR")
        with self.assertRaisesRegex(ValidationError, "follow each other"):
            trip.border_out_at = "2026-03-04 05:00:00"
        with self.assertRaises(ValidationError):
            trip.line_ids = [(0, 0, {"kind": "abroad", "amount": 10, "receipt": "x"})]

    def test_ordered_before_it_begins(self):
        with self.assertRaisesRegex(UserError, "before it begins"):
            self.trip(self.councillors[3]).action_order(date="2026-03-05")
        future = self.trip(
            self.councillors[3], depart_at=f"{office_today().year + 1}-03-04 06:00:00",
            return_at=f"{office_today().year + 1}-03-04 16:00:00",
        )  # fmt: skip
        future.action_order()
        with self.assertRaisesRegex(UserError, "not over"):
            future.action_complete()

    def test_where_the_councillor_lives(self):
        trip = self.trip(self.councillors[3], at_residence=True, nights_without_bill=1)
        trip.action_order(date="2026-03-02")
        self.assertEqual(trip.action_complete()["total"], "0.00")
        self.assertEqual(trip.reasons[0]["rule"], "residence")

    def test_nights_are_those_of_the_trip(self):
        with self.assertRaisesRegex(ValidationError, "1 nights"):
            self.trip(self.councillors[3], nights_without_bill=2)

    def test_the_rate_of_the_council(self):
        self.env["biuro.rada.diet.scheme"].create(
            {
                "name": "Diety", "resolution_ref": "II/9/2024", "valid_from": "2024-05-07", "population": 72000,
                "km_car_large": 1.05, "rate_ids": [(0, 0, {"function": "councillor", "value": 30})],
            }
        ).action_activate()  # fmt: skip
        trip = self.trip(self.councillors[3], transport="private_car", car_class="car_large", km=100)
        self.assertEqual(trip.km_rate, 1.05)
        with self.assertRaisesRegex(UserError, "consent"):
            trip.action_order(date="2026-03-02")
        with self.assertRaisesRegex(UserError, "signed consent"):
            trip.action_consent_car()
        trip.consent_basis = "pismo z 2.03.2026"
        trip.action_consent_car()
        self.assertEqual((trip.consent_by_id, trip.consent_user_id), (self.councillors[0], self.users["rada_finance"]))
        trip.action_order(date="2026-03-02")
        self.assertEqual(trip.action_complete()["total"], "197.89")  # 92.89 + 105.00
        with self.assertRaisesRegex(ValidationError, "przekracza"):
            self.env["biuro.rada.diet.scheme"].search([]).km_car_large = 1.16

    def test_advance_above_the_costs(self):
        trip = self.trip(self.councillors[3], advance=100)
        trip.action_order(date="2026-03-02")
        trip.action_complete()
        trip.action_settle()
        self.assertEqual(trip.to_pay, -7.11)
        with self.assertRaisesRegex(UserError, "nothing approved"):
            trip.action_make_list()
        trip.action_return("brak biletu")
        trip.line_ids = [(0, 0, {"kind": "ticket", "amount": 5, "receipt": "bilet 1"})]
        trip.action_settle()
        trip.action_repay("2026-03-20")
        self.assertEqual(trip.state, "paid")

    def test_list_print_and_file(self):
        trip = self.trip(self.councillors[3], report="Wzięto udział.")
        trip.action_order(date="2026-03-02")
        trip.action_complete()
        trip.action_settle()
        paylist = self.env["biuro.rada.diet.list"].browse(trip.action_make_list()["res_id"])
        self.assertEqual((paylist.kind, paylist.total), ("trips", 92.89))
        text = base64.b64decode(paylist.with_user(self.other).export_file("csv")["content"]).decode()
        self.assertIn("92,89", text)
        paylist.with_user(self.other).action_approve()
        paylist.with_user(self.other).action_pay("2026-03-20")
        self.assertEqual((trip.state, str(trip.paid_on)), ("paid", "2026-03-20"))
        Report = self.env["ir.actions.report"].with_user(self.users["rada_finance"])
        html = Report._render_qweb_html("biuro_rada.report_trip", trip.ids)[0].decode()
        self.assertIn("ROZLICZENIE KOSZTÓW", html)
        self.assertIn("dziewięćdziesiąt dwa złote 89/100", html)
        [row] = self.env["biuro.rada.diet.line"].public_amounts(2026)
        self.assertEqual((row["total"], row["trips"]), ("0.00", "92.89"))


@tagged("post_install", "-at_install")
class TestMembershipYear(RadaCase):
    def body(self, **values):
        body = (
            self.env["biuro.rada.organization"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "name": "Stowarzyszenie Miast",
                    "short_name": "SM",
                    "partner_id": self.partner.id,
                    "purpose": "wspieranie samorządu",
                    "join_resolution": "XII/99/2025",
                    "join_majority": "simple",
                    "fee_rate": "0.4007",
                    "fee_due": "31.03, 30.09",
                    "responsible_id": self.employees["rada_user"].id,
                    **values,
                }
            )
        )
        body.action_apply()
        body.action_accept("2025-03-12")
        return body

    def test_fees_of_a_year(self):
        body = self.body()
        planned = body.plan_year(2026, 70000, "2025-06-30")
        rows = body.fee_ids.browse(planned["ids"])
        self.assertEqual((planned["amount"], planned["months"]), ("28049.00", 12))
        self.assertEqual(rows.mapped("amount"), [14024.5, 14024.5])
        self.assertEqual([str(day) for day in rows.mapped("due_date")], ["2026-03-31", "2026-09-30"])
        self.assertEqual(rows.deadline_ids.mapped("state"), ["running", "running"])
        self.assertEqual([str(day) for day in rows.mapped("deadline_next")], ["2026-03-31", "2026-09-30"])
        with self.assertRaisesRegex(UserError, "planned already"):
            body.plan_year(2026, 70000)
        rows[0].action_pay("2026-03-20")
        self.assertEqual(rows[0].deadline_ids.state, "met")
        with self.assertRaisesRegex(UserError, "reason"):
            rows[1].action_waive(" ")
        rows[1].action_waive("uchwała zarządu 3/2026")
        self.assertEqual(rows[1].deadline_ids.state, "cancelled")
        self.assertEqual(body.plan_year(2025, 70000)["months"], 9)
        body.action_leave("XX/1/2027", "2027-06-30")
        self.assertEqual(body.plan_year(2027, 70000)["amount"], "14024.50")

    def test_bad_settings(self):
        for due in ("31.13", "jutro", "0.5"):
            with self.assertRaisesRegex(ValidationError, "no day"), self.env.cr.savepoint():
                self.body(fee_due=due)
        with self.assertRaises(UserError):
            self.body(fee_rate=False).plan_year(2026, 70000)

    def test_reminders_and_reports(self):
        body = self.body()
        year = office_today().year
        body.plan_fee(year, 70000, "0.4007", str(office_today() + timedelta(days=5)))
        self.env["biuro.rada.organization.fee"]._cron_remind()
        self.assertEqual(body.fee_ids.state, "due")
        self.assertEqual(body.activity_ids.user_id, self.users["rada_user"])
        self.assertTrue(body.report_missing)
        self.assertIn(body, body.search([("report_missing", "=", True)]))
        body.report_ids = [(0, 0, {"year": year - 1, "submitted_to_council_on": f"{year}-03-20"})]
        body.invalidate_recordset(["report_missing"])
        self.assertFalse(body.report_missing)
        start = f"{year + 1}-05-05 08:00:00"
        body.add_assembly(start, f"{year + 1}-05-05 12:00:00", "Poznań")
        self.assertEqual(body.event_count, 1)

    def test_draft_of_the_resolution(self):
        self.make_term().action_activate()
        union = (
            self.env["biuro.rada.organization"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "name": "Związek „Czysta Dolina”", "short_name": "ZCD", "partner_id": self.partner.id,
                    "purpose": "odpady", "tasks": "odbiór odpadów", "kind": "union",
                }
            )
        )  # fmt: skip
        draft = self.env["biuro.rada.draft"].browse(union.action_make_draft()["res_id"])
        self.assertEqual((draft.kind, union.draft_id), ("union", draft))
        self.assertIn("Czysta Dolina", draft.title)
        with self.assertRaises(UserError):
            union.action_make_draft()

    def test_register_and_prints(self):
        body = self.body()
        body.delegate_ids = [
            (0, 0, {"partner_id": self.partner.id, "basis": "uchwała I/1/2025", "date_from": "2025-04-01"})
        ]
        body.plan_year(office_today().year, 70000)
        [row] = [row for row in body.public_register() if row["name"] == body.name]
        self.assertEqual((row["fee"], row["kind"]), ("28049.00", "stowarzyszenie"))
        self.assertIn("przedstawiciel", row["delegates"])
        self.assertTrue(body.export_register("csv")["content"])
        Report = self.env["ir.actions.report"].with_user(self.users["rada_user"])
        for report, records in (
            ("organization_register", body),
            ("organization_card", body),
            ("organization_fee", body.fee_ids),
            ("organization_delegate", body.delegate_ids),
        ):
            html = Report._render_qweb_html(f"biuro_rada.report_{report}", records.ids)[0].decode()
            self.assertIn("Stowarzyszenie Miast", html, report)
        window = (
            self.env["biuro.rada.fee.plan"]
            .with_user(self.users["rada_user"])
            .create({"year": office_today().year + 1, "population": 71000})
        )
        self.assertIn(body, window.organization_ids)
        action = window.action_plan()
        self.assertEqual(len(action["domain"][0][2]), 2)

    def test_delegates_are_replaced_in_time(self):
        body = self.body()
        councillor = self.make_councillors(self.make_term(), 1)
        body.delegate_ids = [
            (0, 0, {"partner_id": councillor.partner_id.id, "basis": "uchwała", "date_from": "2025-04-01"}),
            (
                0,
                0,
                {
                    "partner_id": self.partner.id,
                    "basis": "uchwała",
                    "date_from": "2025-04-01",
                    "date_to": str(office_today() + timedelta(days=20)),
                },
            ),
        ]
        body._cron_year()
        self.assertEqual(len(body.activity_ids), 1)
        councillor.action_expire("resignation", "2026-03-04", "commissioner", "postanowienie 7")
        body._cron_year()
        self.assertEqual(len(body.activity_ids), 2, "one more, and none twice")

    def test_membership_ends_by_itself(self):
        body = self.body()
        body.action_leave("XX/1/2026", str(office_today() - timedelta(days=1)))
        self.assertEqual(self.env["biuro.rada.organization"]._cron_year(), 1)
        self.assertEqual(body.state, "ended")
