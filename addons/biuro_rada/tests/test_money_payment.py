import base64
import csv
import io
from datetime import date
from decimal import Decimal

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.tools import office_today

from .money_case import AllowanceCase


@tagged("post_install", "-at_install")
class TestAllowancePayment(AllowanceCase):
    """Payment lists, their files and prints, the limit of the tax by month of payment."""

    def test_list_payment_and_tax(self):
        month = self.approved()
        lines = {line.councillor_id: line for line in month.line_ids}
        List = self.env["biuro.rada.diet.list"].with_user(self.finance)
        answer = List.make_list("2026-03-31")
        self.assertEqual(
            (answer["count"], answer["total"]), (12, f"{sum(line.payable for line in lines.values()):.2f}")
        )
        paylist = List.browse(answer["id"])
        self.assertEqual(str(paylist.planned_date), str(max(date(2026, 4, 10), office_today())))
        with self.assertRaisesRegex(UserError, "another person"):
            paylist.action_approve()
        with self.assertRaisesRegex(UserError, "approved"):
            paylist.action_pay("2026-04-10")
        paylist.with_user(self.other).action_approve()
        with self.assertRaisesRegex(UserError, "day to come"):
            paylist.action_pay("2126-04-10")
        paylist.action_pay("2026-04-10")
        self.assertEqual(set(paylist.line_ids.mapped("state")), {"paid"})
        chair = lines[self.councillors[0]]
        self.assertEqual((chair.exempt, chair.taxable), (2090.08, 0))
        with self.assertRaisesRegex(UserError, "nothing approved"):
            List.make_list("2026-03-31")
        with self.assertRaises(UserError):
            chair.action_correct("2000.00", "pomyłka")
        month.action_close()
        self.assertEqual(month.state, "closed")
        corrected = chair.browse(chair.action_correct("-90.08", "pomyłka w obecności")["id"])
        with self.assertRaisesRegex(UserError, "another person"):
            corrected.action_approve()
        corrected.with_user(self.other).action_approve()
        with self.assertRaisesRegex(UserError, "nothing approved"):
            List.make_list("2026-03-31")  # a list takes nothing from a councillor: the correction waits
        corrected.action_repay("2026-04-20")
        self.assertEqual((corrected.state, corrected.exempt), ("paid", -90.08))
        with self.assertRaises(UserError):
            chair.sudo().with_user(self.finance).write({"payable": 1})

    def test_amounts_are_summed_by_councillor_and_month(self):
        self.approved()
        for model in ("diet.line", "diet.list", "diet.month", "trip", "organization.fee"):
            Model = self.env[f"biuro.rada.{model}"]
            sums = [name for name, field in Model.fields_get().items() if field.get("aggregator") == "sum"]
            self.assertTrue({"payable", "total", "payable_total", "amount"} & set(sums), model)
        Line = self.env["biuro.rada.diet.line"].with_user(self.finance)
        rows = Line.formatted_read_group([], ["councillor_id", "month:month"], ["payable:sum"])
        self.assertEqual(len(rows), 12)

    def test_files(self):
        month = self.approved()
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "PL61109010140000071219812874", "partner_id": self.councillors[0].partner_id.id}
        )
        self.councillors[0].bank_account_id = bank
        List = self.env["biuro.rada.diet.list"].with_user(self.finance)
        paylist = List.browse(List.make_list("2026-03-31")["id"])
        self.assertNotIn(self.councillors[0].display_name, paylist.without_account)
        text = base64.b64decode(paylist.export_file("csv")["content"]).decode()
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
        self.assertEqual(rows[0][-1], "Rachunek bankowy")
        self.assertIn("61109010140000071219812874", rows[1][-1].replace(" ", ""))
        self.assertEqual(rows[-1][0], "Razem")
        self.assertEqual(rows[-1][8], f"{paylist.total:.2f}".replace(".", ","))
        for login in ("rada_chair", "auditor"):
            shown = paylist.with_user(self.users[login])
            text = base64.b64decode(shown.export_file("csv")["content"]).decode()
            self.assertNotIn("Rachunek", text)
            self.assertNotIn("61109010140000071219812874", text)
            self.assertNotIn("account", [name for name, _label in shown._get_columns()])
        self.assertTrue(paylist.export_file("xlsx")["content"])
        self.assertEqual(paylist.action_export_xlsx()["type"], "ir.actions.act_url")
        paylist.with_user(self.other).action_approve()
        paylist.action_pay("2026-04-10")
        Line = self.env["biuro.rada.diet.line"].with_user(self.finance)
        figures = {row["name"]: row for row in Line.year_figures(2026)}
        chair = figures[self.councillors[0].display_name]
        self.assertEqual((chair["paid"], chair["exempt"], chair["taxable"]), ("2090.08", "2090.08", "0.00"))
        self.assertEqual(chair["months"][3]["paid"], "2090.08", "by the month of payment")
        for kind in ("year", "reductions", "pit", "bip", "cost"):
            for file_format in ("xlsx", "csv"):
                self.assertTrue(Line.export_year(kind, 2026, file_format)["content"], kind)
        text = base64.b64decode(Line.export_year("cost", 2026, "csv")["content"]).decode()
        self.assertIn("75022 § 3030", text)
        self.assertEqual(
            sum(Decimal(row["total"]) for row in self.env["biuro.rada.diet.line"].public_amounts(2026)),
            Decimal(f"{paylist.total:.2f}"),
        )
        with self.assertRaises(UserError):
            Line.export_year("other", 2026)
        month.action_close()

    def test_prints(self):
        month = self.approved()
        List = self.env["biuro.rada.diet.list"].with_user(self.finance)
        paylist = List.browse(List.make_list("2026-03-31")["id"])
        Report = self.env["ir.actions.report"].with_user(self.finance)
        for report, record in (
            ("biuro_rada.report_diet_list", paylist),
            ("biuro_rada.report_diet_month", month),
        ):
            html = Report._render_qweb_html(report, record.ids)[0].decode()
            self.assertIn("Nazwisko00", html)
        self.assertIn("nieobecno", html.lower())

    def test_the_month_of_payment_shares_the_limit(self):
        Line = self.env["biuro.rada.diet.line"]
        made = Line.create(
            [
                {
                    "councillor_id": self.councillors[1].id,
                    "month": month,
                    "payable": amount,
                    "state": "paid",
                    "paid_on": paid,
                }
                for month, amount, paid in [
                    ("2026-01-01", 1700, "2026-03-05"),
                    ("2026-02-01", 1650, "2026-03-27"),
                    ("2025-12-01", 3000, "2026-02-27"),
                ]
            ]
        )
        made._split_tax(date(2026, 3, 27))
        self.assertEqual(made.mapped("taxable"), [0, 350, 0])

    @mute_logger("odoo.sql_db")
    def test_one_allowance_a_month(self):
        values = {"councillor_id": self.councillors[1].id, "month": "2026-01-01", "payable": 1}
        self.env["biuro.rada.diet.line"].create(values)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["biuro.rada.diet.line"].create(values)
