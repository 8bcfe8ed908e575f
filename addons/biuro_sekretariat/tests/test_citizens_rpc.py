import json
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.law.holidays import describe

from .citizens_common import CitizensCase
from .common import SekretariatWorld

ORAL = {
    "subject": "Hałas", "description": "Od maja.", "firstname": "Anna", "lastname": "Nowa", "street": "ul. Nowa 1",
    "zip": "00-001", "city": "Przykładowa",
}
RPC_LOGGERS = ("odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.rpc.controllers.jsonrpc", "odoo.http")


@tagged("post_install", "-at_install")
class TestCitizensRpc(SekretariatWorld, HttpCase):
    """Verbs of the register as other programs call them: plain values, an answer always, refusals with a sentence."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.keys = {
            login: cls.env["res.users.apikeys"].with_user(cls.users[login])._generate(
                "rpc", "test", fields.Datetime.now() + timedelta(days=1))
            for login in ("citizens", "clerk_wo", "biuro_admin")
        }

    def json2(self, method, login="citizens", **arguments):
        response = self.url_open(
            f"/json/2/biuro.sekretariat.complaint/{method}", data=json.dumps(arguments),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.keys[login]}"},
        )
        return response.status_code, response.json()

    @mute_logger(*RPC_LOGGERS)
    def test_oral_complaint_and_its_course(self):
        status, answer = self.json2("record_oral", values={**ORAL, "external_id": "w1"})
        self.assertEqual(status, 200, answer)
        self.assertEqual(set(answer), {"id", "register_ref", "letter_id", "letter_ref", "created"})
        self.assertFalse(self.json2("record_oral", values={**ORAL, "external_id": "w1"})[1]["created"])
        again = self.xmlrpc_object.execute_kw(
            self.env.cr.dbname, self.users["citizens"].id, "citizens", "biuro.sekretariat.complaint", "record_oral",
            [{**ORAL, "external_id": "w1"}])
        self.assertEqual(again["id"], answer["id"])
        ids = [answer["id"]]
        for method, arguments in (
            ("action_qualify", {}), ("action_qualify", {"about": "nobody"}), ("action_qualify", {"matter": "private"}),
            ("action_settle", {"result": "groundless"}), ("action_withdraw", {"note": "x", "on": "wczoraj"}),
            ("action_split", {"matters": [{"subject": "a", "about": "x"}, {"subject": "b"}]}),
            ("action_forwarder_informed", {"on": "31.12.2026"}), ("action_gdpr_informed", {"on": "2026-02-30"}),
            ("action_start", {}), ("action_split", {"matters": "two"}), ("action_cancel", {"reason": ""}),
            ("action_link_proceedings", {"case_id": 0, "proceedings": "running", "note": "x"}),
            ("action_withdraw", {"note": "x", "on": "2999-01-01"}), ("write", {"vals": {"state": "closed"}}),
            ("write", {"vals": {"register_number": 1}}), ("write", {"vals": {"result": "groundless"}}),
        ):
            with self.subTest(method=method, arguments=arguments):
                status, refusal = self.json2(method, ids=ids, **arguments)
                self.assertEqual(status, 422, refusal)
                self.assertTrue(refusal["message"])
        status, competence = self.json2("action_qualify", ids=ids, about="employee")
        self.assertEqual((status, competence["body"], competence["jrwa"]), (200, "president", "1510"))
        self.assertRegex(self.json2("action_start", ids=ids)[1]["case"], r"^BS\.1510\.")
        self.assertEqual(self.json2("read", login="clerk_wo", ids=ids, fields=["subject"])[0], 403)
        self.assertEqual(self.json2("search_count", login="clerk_wo", domain=[]), (200, 0))
        self.assertEqual(self.json2("record_oral", login="biuro_admin", values=ORAL)[0], 403)
        for wrong in (
            {"colour": "red"}, {"declared_kind": "petition"}, {"date_received": "wczoraj"},
            {"date_received": "2999-01-01"}, {"street": "", "zip": "", "city": ""}, {"subject": ""},
            {"firstname": "", "lastname": ""},
        ):
            values = {**ORAL, **wrong}
            self.assertEqual(self.json2("record_oral", values=values)[0], 422)


@tagged("post_install", "-at_install")
class TestCitizensClocks(CitizensCase):
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.dates(min_value=date(2024, 1, 1), max_value=date(2031, 12, 31)))
    def test_terms_end_on_a_working_day(self, received):
        """Whatever the day of receipt: a month is 28 to 31 days, seven days are seven, both moved off days off only."""
        Rule = self.env["biuro.deadline.rule"]
        for code, least, most in (
            ("complaint", 28, 31), ("motion", 28, 31), ("complaint_forward", 7, 7), ("motion_forward", 7, 7),
            ("complaint_split", 7, 7), ("complaint_clarify", 7, 7), ("complaint_mp", 14, 14),
            ("mp_intervention", 14, 14), ("ombudsman_intervention", 30, 30),
        ):
            result = Rule._get(code, received)._count_term(received)
            self.assertTrue(least <= (result["raw"] - received).days <= most, code)
            self.assertTrue(describe(result["deadline"])["working"], code)
            self.assertTrue(0 <= (result["deadline"] - result["raw"]).days <= 5, code)
            self.assertLessEqual(result["target"], result["raw"])

    def test_one_letter_one_entry_in_the_database(self):
        letter = self.letter()
        self.complaint(letter_id=letter.id)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.complaint(letter_id=letter.id)
