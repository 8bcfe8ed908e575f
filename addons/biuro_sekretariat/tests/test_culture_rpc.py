from odoo.tests import HttpCase, tagged
from odoo.tests.common import get_db_name

from .common import SekretariatWorld
from .test_culture_register import CultureWorld
from .test_culture_travel import TravelWorld


@tagged("post_install", "-at_install")
class TestCultureRpc(CultureWorld, TravelWorld, SekretariatWorld, HttpCase):
    """What integrators call gives plain values over XML-RPC and /json/2."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def call(self, login, model, method, args=(), **kwargs):
        return self.xmlrpc_object.execute_kw(
            get_db_name(), self.users[login].id, login, model, method, list(args), kwargs)

    def test_register(self):
        model, institution = "biuro.sekretariat.culture.institution", self.institution()
        self.assertEqual(self.call("culture", model, "action_enter", [institution.ids])["entry_number"], 1)
        basis = self.document(institution, "order", "1/2026")
        changed = self.call("culture", model, "action_change", [institution.ids], values={"seat": "Nowa"},
                            basis_id=basis.id)
        self.assertEqual((changed["number"], changed["rubrics"]), (2, [5]))
        row = self.call("culture", model, "add_book_entry", [institution.ids], division=2,
                        values={"director": "Ewa Nowak"}, basis_id=basis.id)
        self.assertEqual(row["number"], 2)
        state = self.call("clerk", model, "as_of", [institution.ids])
        self.assertEqual((state["state"], len(state["rubrics"])), ("entered", 9))
        self.assertEqual(len(self.call("clerk", model, "register_as_of", [], date="2100-01-01")), 1)
        struck = self.call("culture", model, "action_strike", [institution.ids], basis_id=basis.id, reason="Podział")
        self.assertEqual(struck["entry_number"], 1)

    def test_json_2(self):
        institution = self.entered()
        key = self.env["res.users.apikeys"].with_user(self.users["clerk"]).sudo()._generate("rpc", "test", None)
        headers = {"Authorization": f"bearer {key}"}
        address = "/json/2/biuro.sekretariat.culture.institution"
        response = self.url_open(f"{address}/as_of", json={"ids": institution.ids, "date": "2100-01-01"},
                                 headers=headers)
        self.assertEqual((response.status_code, response.json()["entry_number"]), (200, 1))
        for method, values, status in (
            ("as_of", {"ids": institution.ids, "date": "wczoraj"}, 422),
            ("action_change", {"ids": institution.ids, "values": {"seat": "X"}}, 403),
            ("_enter_position", {"ids": institution.ids}, 403),
        ):
            with self.subTest(method=method):
                answer = self.url_open(f"{address}/{method}", json=values, headers=headers)
                self.assertEqual(answer.status_code, status, answer.text[:200])

    def test_travel(self):
        model, order = "biuro.sekretariat.travel.order", self.travel("clerk")
        self.assertEqual(len(self.call("management", model, "action_order", [order.ids])), 1)
        self.call("clerk", model, "write", [order.ids, {
            "actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-03 16:00:00", "report": "Narada",
        }])
        self.assertEqual(self.call("clerk", model, "action_settle", [order.ids])["total"], "90.00")
        self.assertTrue(self.call("management", model, "action_approve", [order.ids]))
        result = self.call("auditor", model, "export_payments", [], date_from="2026-01-01", date_to="2100-01-01")
        self.assertEqual((result["count"], result["total"]), (1, "90.00"))

    def test_search_and_start(self):
        institution = self.entered()
        env = self.as_user("culture")
        [group] = [group for group in env["biuro.search"].find("Biblioteka Publiczna")
                   if group["model"] == institution._name]
        self.assertEqual(group["results"][0]["id"], institution.id)
        counters = {counter["key"]: counter for counter in env["biuro.start"].get_counters()}
        self.assertEqual(counters["extracts_to_issue"]["count"], 0)
        self.assertTrue(counters["extracts_to_issue"]["action"]["views"])
