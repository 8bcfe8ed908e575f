from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tools import office_today

from .common import RadaCase, RadaWorld


class PurseWorld:
    """Two councillors with accounts of the portal; the first has an allowance and a trip."""

    @classmethod
    def build_purse(cls):
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 4)
        cls.env["biuro.rada.function"].create(
            {"councillor_id": cls.councillors[3].id, "role": "chair", "date_from": "2024-05-07"}
        )
        cls.first = cls.make_councillor_user(cls.councillors[0])
        cls.second = cls.make_councillor_user(cls.councillors[1])
        cls.line = cls.env["biuro.rada.diet.line"].create(
            {
                "councillor_id": cls.councillors[0].id,
                "month": f"{office_today().year}-01-01",
                "function": "councillor",
                "gross": 1045.04,
                "net": 522.52,
                "reduction_amount": 522.52,
                "payable": 522.52,
                "cap": 3483.46,
                "state": "approved",
                "reasons": [{"rule": "reduction", "article": "uchwała II/9/2024 § 4", "text": "nieobecność: 50.00 %"}],
            }
        )

    def values(self, **values):
        year = office_today().year + 1
        return {
            "purpose": "Zgromadzenie Związku Miast",
            "target": "Poznań",
            "depart_day": f"{year}-03-04",
            "depart_time": "07:00",
            "return_day": f"{year}-03-05",
            "return_time": "17:00",
            "transport": "train",
            **values,
        }


@tagged("post_install", "-at_install")
class TestPurse(PurseWorld, RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_purse()

    def purse(self, user):
        return self.env["biuro.rada.purse"].with_user(user)

    def test_own_allowances_only(self):
        mine = self.purse(self.first).my_months()
        self.assertEqual([line["payable"] for line in mine["months"]], ["522,52 zł"])
        self.assertEqual(mine["months"][0]["reasons"][0]["article"], "uchwała II/9/2024 § 4")
        self.assertEqual(self.purse(self.second).my_months()["months"], [])
        for model in ("biuro.rada.diet.line", "biuro.rada.trip", "biuro.rada.diet.list", "biuro.rada.diet.month"):
            with self.assertRaises(AccessError, msg=model):
                self.env[model].with_user(self.first).search_read([], ["id"])
        with self.assertRaises(AccessError):
            self.purse(self.users["clerk"]).my_months()
        self.line.sudo().write({"state": "paid", "paid_on": f"{office_today().year}-02-10", "exempt": 522.52})
        mine = self.purse(self.first).my_months()
        self.assertEqual((mine["paid"], mine["months"][0]["paid_text"][:5]), ("522,52 zł", "10.02"))
        self.line.sudo().state = "calculated"
        self.assertEqual(self.purse(self.first).my_months()["months"], [], "not before it is approved")

    def test_trip_from_request_to_report(self):
        made = self.purse(self.first).request_trip(self.values())
        trip = self.env["biuro.rada.trip"].browse(made["id"])
        self.assertEqual((trip.state, trip.is_requested, trip.councillor_id), ("draft", True, self.councillors[0]))
        self.assertEqual(trip.depart_at.hour, 6, "the hour is local")
        self.assertIn(self.users["rada_finance"], trip.activity_ids.user_id)
        for verb, args in (("get_trip", ()), ("withdraw_trip", ()), ("report_trip", ("x",))):
            with self.assertRaises(AccessError, msg=verb):
                getattr(self.purse(self.second), verb)(trip.id, *args)
        with self.assertRaisesRegex(UserError, "between the order"):
            self.purse(self.first).report_trip(trip.id, "sprawozdanie")
        trip.with_user(self.users["rada_finance"]).action_order()
        self.assertEqual(trip.ordered_by_id, self.councillors[3])
        self.assertTrue(trip.event_id)
        self.purse(self.first).report_trip(trip.id, "Uczestniczyłem w zgromadzeniu.")
        self.assertEqual(trip.report, "Uczestniczyłem w zgromadzeniu.")
        with self.assertRaisesRegex(UserError, "cancelled by the office"):
            self.purse(self.first).withdraw_trip(trip.id)

    def test_bad_requests(self):
        for values, message in (
            ({"purpose": " "}, "for what task"),
            ({"depart_day": "jutro"}, "day and the hour"),
            ({"return_day": "2020-01-01"}, "returns after"),
            ({"transport": "rocket"}, "from the list"),
            ({"km": "dużo", "transport": "private_car", "car_class": "car_large"}, "in digits"),
            ({"transport": "private_car"}, "class of the private car"),
        ):
            with self.assertRaisesRegex(UserError, message), self.env.cr.savepoint():
                self.purse(self.first).request_trip(self.values(**values))
        self.env.company.city = "Jasionów"
        with self.assertRaisesRegex(UserError, "out of the seat"), self.env.cr.savepoint():
            self.purse(self.first).request_trip(self.values(target=" jasionów "))

    def test_refusal_is_shown(self):
        made = self.purse(self.first).request_trip(self.values())
        self.env["biuro.rada.trip"].with_user(self.users["rada_finance"]).browse(made["id"]).action_refuse(
            "brak środków"
        )
        [trip] = self.purse(self.first).my_trips()
        self.assertEqual((trip["state"], trip["refusal"]), ("refused", "brak środków"))


@tagged("post_install", "-at_install")
class TestPursePages(PurseWorld, RadaWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_purse()

    def test_pages(self):
        self.authenticate(self.first.login, self.first.login)
        self.line.write({"state": "paid", "paid_on": f"{office_today().year}-02-10", "exempt": 522.52})
        page = self.url_open("/my/rada/diety").text
        self.assertIn("522,52", page)
        self.assertIn(f"10.02.{office_today().year}", page)
        self.assertIn("uchwała II/9/2024 § 4", page)
        form = self.url_open("/my/rada/wyjazdy/nowy").text
        token = form.split('name="csrf_token" value="')[1].split('"')[0]
        answer = self.url_open("/my/rada/wyjazdy/zapisz", data={**self.values(purpose=""), "csrf_token": token})
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Poznań", answer.text, "nothing typed is lost")
        answer = self.url_open("/my/rada/wyjazdy/zapisz", data={**self.values(), "csrf_token": token})
        self.assertIn("Poznań", answer.text)
        trip = self.env["biuro.rada.trip"].search([("councillor_id", "=", self.councillors[0].id)])
        self.assertEqual(self.url_open(f"/my/rada/wyjazdy/{trip.id}").status_code, 200)
        self.authenticate(self.second.login, self.second.login)
        self.assertEqual(self.url_open(f"/my/rada/wyjazdy/{trip.id}").status_code, 404)
        self.assertNotIn("522,52", self.url_open("/my/rada/diety").text)
        self.authenticate("clerk", "clerk")
        self.assertEqual(self.url_open("/my/rada/diety").status_code, 403)
