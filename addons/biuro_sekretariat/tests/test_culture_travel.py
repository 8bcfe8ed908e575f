"""Travel orders: who orders, the way to the payment, the settlement, who sees them."""

import base64
import csv
import io

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SekretariatCase


class TravelWorld:
    @classmethod
    def name_functions(cls):
        cls.employees["management"].office_function = "president"
        cls.employees["manager_wo"].office_function = "city_secretary"
        cls.employees["manager"].office_function = "deputy"

    @classmethod
    def travel(cls, login="clerk", **values):
        return cls.as_user(login)["biuro.sekretariat.travel.order"].create({
            "employee_id": cls.employees[login].id, "purpose": "Narada w sprawie dróg", "place_from": "Przykładowa",
            "place_to": "Warszawa", "date_start": "2026-03-02 06:00:00", "date_end": "2026-03-03 16:00:00",
            "ordered_by_id": cls.employees["management"].id, **values,
        })

    @classmethod
    def ordered(cls, login="clerk", **values):
        order = cls.travel(login, **values)
        order.with_user(cls.users["management"]).action_order()
        return order

    @classmethod
    def settled(cls, login="clerk", **values):
        order = cls.ordered(login)
        order.write({
            "actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-03 16:00:00",
            "report": "Wziąłem udział w naradzie.", **values,
        })
        order.action_settle()
        return order


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 08:00:00")
class TestTravelOrder(TravelWorld, SekretariatCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.name_functions()

    def as_login(self, order, login):
        return order.with_user(self.users[login])

    # ---- who orders --------------------------------------------------------------------------------------------------

    def test_president_is_proposed(self):
        order = self.as_user("clerk")["biuro.sekretariat.travel.order"].new({"employee_id": self.employees["clerk"].id})
        self.assertEqual(order.ordered_by_id._origin, self.employees["management"])
        order = self.as_user("secretary")["biuro.sekretariat.travel.order"].new(
            {"employee_id": self.employees["management"].id})
        self.assertEqual(order.ordered_by_id._origin, self.employees["manager_wo"])

    @mute_logger("odoo.sql_db")
    def test_never_the_traveller(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.travel("clerk", ordered_by_id=self.employees["clerk"].id)
        order = self.travel("clerk")
        with self.assertRaisesRegex(UserError, "not ordered or approved by the traveller"):
            order.action_order()
        with self.assertRaises(AccessError):
            self.as_login(order, "clerk_wo").action_order()

    def test_president_is_ordered_by_others(self):
        """UPS art. 8(2): the substitute, whoever the President named, or the Secretary."""
        order = self.travel("management", ordered_by_id=self.employees["archivist"].id)
        with self.assertRaisesRegex(ValidationError, "art. 8 ust. 2"):
            self.as_login(order, "archivist").action_order()
        order.order_basis = "Zarządzenie nr 3/2026"
        self.as_login(order, "archivist").action_order()
        self.assertIn("wyznaczona przez Prezydenta", order.order_reasons[0]["text"])
        other = self.travel("management", ordered_by_id=self.employees["manager_wo"].id,
                            date_start="2026-04-02 06:00:00", date_end="2026-04-03 16:00:00")
        self.as_login(other, "manager_wo").action_order()
        self.assertEqual(other.state, "ordered")
        third = self.travel("management", ordered_by_id=self.employees["archivist"].id,
                            date_start="2026-05-04 06:00:00", date_end="2026-05-04 16:00:00")
        self.env["biuro.substitution"].create({
            "employee_id": self.employees["management"].id, "substitute_id": self.employees["archivist"].id,
            "date_from": "2026-05-04", "date_to": "2026-05-05",
        })
        self.as_login(third, "archivist").action_order()
        self.assertIn("zastępująca", third.order_reasons[0]["text"])

    # ---- order -------------------------------------------------------------------------------------------------------

    def test_order(self):
        order = self.travel("clerk", transport="private_car", vehicle="car_large", advance_amount=200)
        self.assertEqual(self.as_login(order, "management").action_order(), ["PWS/1/2026"])
        self.assertEqual((order.state, order.private_car_consent), ("ordered", True))
        self.assertEqual(order.orderer_name, "Osoba management")
        self.assertEqual(order.jrwa_class_id.symbol, "2343")
        event = order.sudo().event_id
        self.assertEqual((event.show_as, event.privacy, event.user_id), ("busy", "private", self.users["clerk"]))
        deadline = order.deadline_ids
        self.assertEqual((deadline.code, str(deadline.date_deadline)), ("travel_settlement", "2026-03-17"))
        with self.assertRaisesRegex(UserError, "is ordered"):
            order.purpose = "Co innego"
        with self.assertRaises(UserError):
            order.write({"state": "draft"})
        with self.assertRaises(UserError):
            order.unlink()

    def test_secretary_records_the_order(self):
        order = self.travel("clerk")
        self.as_login(order, "secretary").action_order()
        self.assertEqual((order.ordered_user_id, order.orderer_name), (self.users["secretary"], "Osoba management"))

    def test_two_trips_at_once(self):
        self.ordered("clerk")
        second = self.travel("clerk", date_start="2026-03-03 10:00:00", date_end="2026-03-04 10:00:00")
        with self.assertRaisesRegex(UserError, "another trip"):
            self.as_login(second, "management").action_order()

    @mute_logger("odoo.sql_db")
    def test_bad_input(self):
        for error, values in (
            (IntegrityError, {"date_end": "2026-03-02 05:00:00"}), (IntegrityError, {"advance_amount": -1}),
            (ValidationError, {"is_foreign": True}), (ValidationError, {"transport": "private_car"}),
        ):
            with self.subTest(values=values), self.assertRaises(error), self.cr.savepoint():
                self.travel("clerk", **values)

    def test_cancel(self):
        order = self.ordered("clerk")
        event = order.sudo().event_id
        self.as_login(order, "secretary").action_cancel("odwołana narada")
        self.assertEqual((order.state, order.register_ref), ("cancelled", "PWS/1/2026"))
        self.assertFalse(event.exists())
        self.assertEqual(order.deadline_ids.state, "cancelled")
        other = self.ordered("clerk")
        with self.assertRaisesRegex(UserError, "by the traveller"):
            other.action_cancel("nie chcę jechać")

    # ---- settlement --------------------------------------------------------------------------------------------------

    def test_settlement(self):
        """34 hours: 45 + 45 less a breakfast 11.25; a hotel bill; two days of local transport; tickets."""
        order = self.ordered("clerk")
        order.action_depart()
        order.write({"actual_end": "2026-03-03 16:00:00", "report": "Udział w naradzie."})
        first, second = order.day_ids
        first.write({"night": "bill", "local_transport": True})
        second.write({"breakfast": True, "local_transport": True})
        order.write({"cost_ids": [
            (0, 0, {"kind": "hotel", "nights": 1, "amount": 950}), (0, 0, {"kind": "ticket", "amount": 120.40}),
        ]})
        self.assertEqual(
            (order.amount_per_diem, order.amount_hotel, order.amount_local, order.amount_other, order.amount_total),
            (78.75, 900, 18, 120.40, 1117.15),
        )
        result = order.action_settle()
        self.assertEqual((result["total"], result["due"]), ("1117.15", "1117.15"))
        self.assertIn("§ 8 ust. 1-2", [reason["article"] for reason in order.reasons])
        self.assertEqual(order.deadline_ids.sorted("id")[-1:].state, "met")
        with self.assertRaisesRegex(UserError, "handed in"):
            first.lunch = True
        with self.assertRaisesRegex(UserError, "handed in"):
            order.report = "x"

    def test_days_keep_what_was_noted(self):
        order = self.ordered("clerk")
        order.write({"actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-03 16:00:00"})
        order.day_ids[0].lunch = True
        order.actual_end = "2026-03-04 16:00:00"
        self.assertEqual(order.day_ids.mapped("number"), [1, 2, 3])
        self.assertTrue(order.day_ids[0].lunch)
        order.actual_end = "2026-03-02 12:00:00"
        self.assertEqual(len(order.day_ids), 1)
        self.assertEqual(order.amount_total, 0)

    def test_private_car(self):
        order = self.travel("clerk", transport="private_car", vehicle="car_small")
        self.as_login(order, "management").action_order()
        order.write({
            "actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-02 12:00:00",
            "cost_ids": [(0, 0, {"kind": "kilometres", "kilometres": 214.5})],
        })
        self.assertEqual(order.amount_car, 190.91)
        by_train = self.travel("clerk", date_start="2026-02-02 06:00:00", date_end="2026-02-02 16:00:00")
        self.as_login(by_train, "management").action_order()
        by_train.write({
            "actual_start": "2026-02-02 06:00:00", "actual_end": "2026-02-02 16:00:00",
            "cost_ids": [(0, 0, {"kind": "kilometres", "kilometres": 10})],
        })
        self.assertIn("with consent", by_train.problem)

    def test_lump_for_more_nights_than_there_were(self):
        order = self.ordered("clerk")
        order.write({"actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-03 16:00:00", "report": "x"})
        order.day_ids.write({"night": "lump"})
        self.assertIn("1 nocleg", order.problem)
        with self.assertRaisesRegex(ValidationError, "1 nocleg"):
            order.action_settle()
        order.day_ids[1].night = "none"
        self.assertFalse(order.problem)
        self.assertEqual(order.amount_night, 67.5)

    def test_missing_rate(self):
        """A figure that nobody entered is an error, never a zero."""
        order = self.ordered("clerk", date_start="2022-03-02 06:00:00", date_end="2022-03-03 16:00:00")
        order.write({"actual_start": "2022-03-02 06:00:00", "actual_end": "2022-03-03 16:00:00", "report": "x"})
        self.assertIn("travel_per_diem", order.problem)
        with self.assertRaisesRegex(UserError, "travel_per_diem"):
            order.action_settle()

    def test_foreign_trip(self):
        germany = self.env.ref("base.de")
        order = self.ordered("clerk", is_foreign=True, country_id=germany.id, place_to="Berlin")
        self.assertEqual(order.jrwa_class_id.symbol, "0342")
        order.write({"actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-03 06:00:00", "report": "x"})
        self.assertIn("travel_per_diem_de", order.problem)
        for code, value in (("travel_per_diem_de", "50"), ("travel_hotel_de", "180")):
            self.env["biuro.rate"].create({
                "code": code, "name": code, "date_from": "2023-01-01", "value": value, "unit": "EUR", "source": "test",
            })
        order.at_home = True
        order.at_home = False
        self.assertIn("exchange rate", order.problem)
        order.exchange_rate = 4.25
        self.assertEqual((order.amount_per_diem, order.allowance_currency), (212.5, "EUR"))

    def test_advance(self):
        order = self.ordered("clerk", advance_amount=300)
        self.as_login(order, "secretary").action_record_advance("2026-03-01")
        order.write({"actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-02 20:00:00", "report": "x"})
        self.assertEqual((order.amount_total, order.amount_due), (45, -255))
        self.assertEqual(order._get_words(order.amount_due), "dwieście pięćdziesiąt pięć złotych 00/100")
        with self.assertRaises(AccessError):
            order.action_record_advance("2026-03-01")

    def test_return_approve_pay(self):
        order = self.settled("clerk")
        orderer, secretary = self.as_login(order, "management"), self.as_login(order, "secretary")
        with self.assertRaisesRegex(UserError, "by the traveller"):
            order.action_approve()
        orderer.action_return("Brak rachunku")
        self.assertEqual((order.state, order.return_reason), ("in_trip", "Brak rachunku"))
        order.action_settle()
        orderer.action_approve()
        self.assertEqual((order.state, order.approver_name), ("approved", "Osoba management"))
        with self.assertRaises(AccessError):
            orderer.action_pay()
        secretary.action_pay("2026-03-09")
        self.assertEqual((order.state, str(order.paid_on)), ("paid", "2026-03-09"))
        with self.assertRaisesRegex(UserError, "not possible now"):
            orderer.action_approve()

    def test_settlement_needs(self):
        order = self.ordered("clerk")
        with self.assertRaisesRegex(UserError, "real departure"):
            order.action_settle()
        order.write({"actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-12 06:00:00"})
        with self.assertRaisesRegex(UserError, "after the return"):
            order.action_settle()
        order.actual_end = "2026-03-03 06:00:00"
        with self.assertRaisesRegex(UserError, "report"):
            order.action_settle()

    def test_consent_above_the_limit_is_the_orderers(self):
        order = self.ordered("clerk")
        cost = {"order_id": order.id, "kind": "hotel", "nights": 1, "amount": 1000, "over_limit": True}
        with self.assertRaisesRegex(UserError, "above the limit"):
            self.as_user("clerk")["biuro.sekretariat.travel.cost"].create(cost)
        self.as_user("secretary")["biuro.sekretariat.travel.cost"].create(cost)

    # ---- lists and access --------------------------------------------------------------------------------------------

    def test_payment_list(self):
        order = self.settled("clerk")
        self.as_login(order, "management").action_approve()
        Order = self.as_user("auditor")["biuro.sekretariat.travel.order"]
        result = Order.export_payments("2026-03-01", "2026-03-31", "csv")
        self.assertEqual((result["count"], result["total"]), (1, "90.00"))
        head, row = csv.reader(io.StringIO(base64.b64decode(result["content"]).decode("utf-8-sig")), delimiter=";")
        self.assertEqual(row[head.index("Razem")], "90,00")
        self.assertEqual(row[0], "PWS/1/2026")
        sheet = Order.export_payments("2026-03-01", "2026-03-31")["content"]
        self.assertTrue(base64.b64decode(sheet).startswith(b"PK"))
        with self.assertRaises(UserError):
            Order.export_payments("2026-03-01", "2026-03-31", "pdf")
        window = self.as_user("secretary")["biuro.sekretariat.travel.payment"].create({})
        self.assertEqual(window.order_ids, order)
        window.action_export()
        self.assertEqual(window.filename, "wyjazdy-2026-03-01-2026-03-10.xlsx")
        window.action_pay()
        self.assertEqual(order.state, "paid")

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_who_sees(self):
        """4.8: the traveller, the orderer, the secretariat, control; nobody else, not even the head of the cell."""
        order = self.ordered("clerk")
        for login in ("clerk", "management", "secretary", "auditor"):
            self.assertTrue(self.as_login(order, login).read(["purpose"]), login)
        for login in ("manager", "clerk_wo", "archivist", "culture"):
            with self.assertRaises(AccessError):
                self.as_login(order, login).read(["purpose"])
            found = self.as_user(login)["biuro.deadline"].search([("res_model", "=", order._name)])
            self.assertFalse(found, login)

    def test_substitution_is_offered(self):
        order = self.ordered("clerk")
        self.assertFalse(order.substitution_ids)
        action = order.action_open_substitution()
        self.assertEqual(action["context"]["default_date_to"], "2026-03-03")
        self.env["biuro.substitution"].create({
            "employee_id": self.employees["clerk"].id, "substitute_id": self.employees["clerk_wo"].id,
            "date_from": "2026-03-03", "date_to": "2026-03-03",
        })
        order.invalidate_recordset()
        self.assertEqual(order.substitution_ids.substitute_id, self.employees["clerk_wo"])
