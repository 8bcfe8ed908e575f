from datetime import datetime, time, timedelta

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser
from odoo.addons.biuro_kancelaria.tools import office_today

from .common import RadaWorld


@tagged("post_install", "-at_install")
class TestMoneyTour(RadaWorld, OneBrowser, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        new_test_user(
            cls.env,
            "rada_finance2",
            groups="biuro_rada.biuro_rada_group_finance",
            password="rada_finance2",
            tz="Europe/Warsaw",
        )
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 4)
        cls.env["biuro.rada.diet.scheme"].create(
            {
                "name": "Diety",
                "resolution_ref": "II/9/2024",
                "valid_from": "2024-05-07",
                "population": 72000,
                "rate_ids": [(0, 0, {"function": "councillor", "value": 30})],
                "reduction_ids": [(0, 0, {"event": "session_absent", "value": 50, "paragraph": "§ 4 ust. 1"})],
            }
        ).action_activate()

    def test_from_attendance_to_the_payment_list(self):
        last = office_today().replace(day=1) - timedelta(days=5)
        session = self.make_session(self.term, start=datetime.combine(last, time(8)))
        session.action_convene()
        session.action_start()
        session.attendance_ids.filtered(lambda line: line.councillor_id != self.councillors[3]).action_check_in()
        session.agenda_item_ids.action_postpone()
        self.start_tour("/odoo/miesiace-diet", "biuro_rada_money_attendance_open", login="rada_finance")
        month = self.env["biuro.rada.diet.month"].search([])
        self.assertEqual((month.state, month.month), ("draft", last.replace(day=1)))
        session.action_close()
        self.start_tour("/odoo/miesiace-diet", "biuro_rada_money_count", login="rada_finance")
        self.assertEqual((month.state, month.line_count), ("calculated", 4))
        self.start_tour("/odoo/miesiace-diet", "biuro_rada_money_check_and_list", login="rada_finance2")
        paylist = month.line_ids.list_id
        self.assertEqual((month.state, paylist.state), ("approved", "prepared"))
        self.start_tour("/odoo/listy-wyplat-radnych", "biuro_rada_money_pay", login="rada_finance")
        self.assertEqual((paylist.state, set(month.line_ids.mapped("state"))), ("paid", {"paid"}))
        month.action_close()
        self.assertEqual(round(paylist.total, 2), round(month.payable_total, 2))

        # the same file for those who pay, without accounts for those who read, for nobody else
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "PL61109010140000071219812874", "partner_id": self.councillors[0].partner_id.id}
        )
        self.councillors[0].bank_account_id = bank
        for login, status, account in (
            ("rada_finance", 200, True),
            ("rada_chair", 200, False),
            ("auditor", 200, False),
            ("rada_user", 404, False),
            ("clerk", 404, False),
        ):
            self.authenticate(login, login)
            answer = self.url_open(f"/biuro_rada/listy/{paylist.id}/csv")
            self.assertEqual(answer.status_code, status, login)
            self.assertEqual("61109010140000071219812874" in answer.text, account, login)
        self.assertEqual(self.url_open("/biuro_rada/zestawienia/pit/2026/csv").status_code, 404)
        self.assertEqual(self.url_open("/biuro_rada/czlonkostwa/csv").status_code, 200)
        self.authenticate("rada_finance", "rada_finance")
        self.assertEqual(self.url_open("/biuro_rada/zestawienia/pit/2026/xlsx").status_code, 200)
        self.assertEqual(self.url_open("/biuro_rada/zestawienia/pit/2026/pdf").status_code, 404)
