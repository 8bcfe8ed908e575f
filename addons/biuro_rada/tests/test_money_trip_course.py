

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import RadaCase


@tagged("post_install", "-at_install")
class TestTrips(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 5)
        cls.env["biuro.rada.function"].create(
            [
                {"councillor_id": cls.councillors[0].id, "role": "chair", "date_from": "2024-05-07"},
                {"councillor_id": cls.councillors[1].id, "role": "vice_chair", "date_from": "2024-05-07"},
            ]
        )

    def trip(self, councillor, **values):
        return (
            self.env["biuro.rada.trip"]
            .with_user(self.users["rada_finance"])
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

    def test_trip_of_34_hours(self):
        trip = self.trip(self.councillors[2], nights_without_bill=1, local_transport=True)
        with self.assertRaisesRegex(UserError, "Order"):
            trip.action_complete()
        self.assertTrue(trip.action_order(date="2026-03-02")["register_ref"].startswith("PWR/"))
        answer = trip.action_complete()
        self.assertEqual(answer["total"], "181.14")  # 92.89 + 69.67 + 2 × 9.29
        trip.line_ids = [(0, 0, {"kind": "ticket", "amount": 58.5, "receipt": "bilet 1"})]
        self.assertEqual(trip.action_complete()["total"], "239.64")
        trip.action_settle()
        answer = self.env["biuro.rada.diet.list"].with_user(self.users["rada_finance"]).make_list("2026-03-31", "trips")
        self.assertEqual(answer["total"], "239.64")

    def test_who_orders(self):
        trip = self.trip(self.councillors[0])
        with self.assertRaisesRegex(UserError, "RE-03"):
            trip.action_order()
        with self.assertRaisesRegex(UserError, "RE-03"):
            trip.action_order(self.councillors[3].id)
        with self.assertRaisesRegex(UserError, "only by designation"):
            trip.action_order(self.councillors[1].id, "2026-03-02")
        trip.write({"designated_id": self.councillors[1].id, "designation": "uchwała nr I/4/2024"})
        trip.action_order(self.councillors[1].id, "2026-03-02")
        self.assertEqual(trip.ordered_by_id, self.councillors[1])

    def test_private_car(self):
        car = {"transport": "private_car", "car_class": "car_large", "km": 200, "km_rate": 1.15}
        with self.assertRaisesRegex(UserError, "RE-03"):
            self.trip(self.councillors[2], **car).action_order(date="2026-03-02")
        with self.assertRaisesRegex(ValidationError, "przekracza"):
            self.trip(self.councillors[2], **{**car, "km_rate": 1.2})
        trip = self.trip(self.councillors[2], consent_basis="pismo z 2.03.2026", **car)
        trip.action_consent_car()
        trip.action_order(date="2026-03-02")
        self.assertEqual(trip.action_complete()["total"], "322.89")
