from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_rada_money_file import amount_text, amount_words
from .biuro_rada_money_mixin import exact

FINANCE = "biuro_rada.biuro_rada_group_finance"
# columns of the file for the payroll: (technical name, label); the account only for those who handle payments
DIETY = (
    ("no", "Lp."),
    ("list", "Lista"),
    ("councillor", "Nazwisko i imię"),
    ("month", "Za miesiąc"),
    ("title", "Tytuł"),
    ("gross", "Stawka"),
    ("reductions", "Potrącenia"),
    ("net", "Po potrąceniach"),
    ("payable", "Do wypłaty"),
    ("exempt", "Wolne od podatku"),
    ("taxable", "Podlega opodatkowaniu"),
)
TRIPS = (
    ("no", "Lp."),
    ("list", "Lista"),
    ("councillor", "Nazwisko i imię"),
    ("order", "Polecenie wyjazdu"),
    ("target", "Dokąd"),
    ("total", "Koszty"),
    ("advance", "Zaliczka"),
    ("payable", "Do wypłaty"),
)


class BiuroRadaDietList(models.Model):
    """The payment list on paper and as a file for the payroll."""

    _inherit = "biuro.rada.diet.list"

    budget_code = fields.Char(
        "Budget Classification", compute="_compute_budget_code", store=True, readonly=False, precompute=True
    )

    @api.depends("month", "kind")
    def _compute_budget_code(self):
        for paylist in self:
            # Dz.U. 2026 poz. 582: § 672 names allowances and trips of councillors from the budget of 2027
            year = paylist.month and fields.Date.add(paylist.month, months=1).year or 0
            paylist.budget_code = "75022 § 672" if year >= 2027 else "75022 § 3030"

    def _account(self, councillor):
        """Return the bank account of a councillor for those who handle payments, empty for anybody else."""
        if not self.env.user.has_group(FINANCE):
            return ""
        return councillor.bank_account_id.acc_number or ""

    def _get_rows(self):
        """Return the rows of the list: dicts by the technical names of the columns, amounts as ``Decimal``."""
        self.ensure_one()
        order = {
            councillor.id: number
            for number, councillor in enumerate(
                (self.line_ids.councillor_id | self.trip_ids.councillor_id).sorted(lambda person: person._sort_key())
            )
        }
        rows = []
        if self.kind == "diety":
            for line in self.line_ids.sorted(lambda line: (order[line.councillor_id.id], line.month, line.id)):
                rows.append(
                    {
                        "councillor": line.councillor_id.display_name,
                        "month": line.month.strftime("%m.%Y"),
                        "title": "korekta diety" if line.corrects_id else "dieta",
                        "gross": exact(line.gross),
                        "reductions": exact(line.reduction_amount),
                        "net": exact(line.net),
                        "payable": exact(line.payable),
                        "exempt": exact(line.exempt),
                        "taxable": exact(line.taxable),
                        "account": self._account(line.councillor_id),
                    }
                )
        for trip in self.trip_ids.sorted(lambda trip: (order[trip.councillor_id.id], trip.depart_at, trip.id)):
            rows.append(
                {
                    "councillor": trip.councillor_id.display_name,
                    "order": trip.register_ref or "",
                    "target": trip.town_target,
                    "total": exact(trip.total),
                    "advance": exact(trip.advance),
                    "payable": exact(trip.to_pay),
                    "account": self._account(trip.councillor_id),
                }
            )
        for number, row in enumerate(rows, 1):
            row.update(no=number, list=self.register_ref or "")
        if sum((row["payable"] for row in rows), Decimal(0)) != exact(self.total):
            raise UserError(self.env._("The rows of %s do not add up to its control sum.", self.display_name))
        return rows

    def _get_columns(self):
        columns = DIETY if self.kind == "diety" else TRIPS
        return (*columns, ("account", "Rachunek bankowy")) if self.env.user.has_group(FINANCE) else columns

    def export_file(self, file_format="xlsx"):
        """Return the list as a file for the payroll: one row per allowance, correction or trip, the sums in the last.

        Columns of allowances: ``Lp.``, ``Lista`` (register number), ``Nazwisko i imię``, ``Za miesiąc`` (MM.YYYY),
        ``Tytuł`` (dieta, korekta diety), ``Stawka``, ``Potrącenia``, ``Po potrąceniach``, ``Do wypłaty``, ``Wolne od
        podatku``, ``Podlega opodatkowaniu``; of trips: ``Lp.``, ``Lista``, ``Nazwisko i imię``, ``Polecenie wyjazdu``,
        ``Dokąd``, ``Koszty``, ``Zaliczka``, ``Do wypłaty``. For the group that handles payments ``Rachunek bankowy`` is
        the last column of both. Amounts are zł with two places. The tax split before the payment is foreseen by the
        planned day; PIT, its advance and deductible costs are the payroll's.

        :param str file_format: ``xlsx`` or ``csv`` (UTF-8, semicolons, decimal comma)
        :return: dict ``filename``, ``content`` (base64), ``count`` (int), ``total`` (zł as string)
        :raise UserError: unknown format; the list is cancelled
        """
        self.ensure_one()
        self.check_access("read")
        if self.state == "cancelled":
            raise UserError(self.env._("A cancelled list is not given to the payroll."))
        columns = self._get_columns()
        made = self.env["biuro.rada.money.file"]._make(
            f"lista-wyplat-{(self.register_ref or str(self.id)).replace('/', '-')}",
            f"Lista wypłat {self.register_ref or ''}",
            [label for _name, label in columns],
            [[row[name] for name, _label in columns] for row in self._get_rows()],
            file_format,
        )
        return {**made, "total": f"{self.total:.2f}"}

    def action_export_xlsx(self):
        """Give the list as XLSX. Return the action (dict) that downloads it."""
        return self._download("xlsx")

    def action_export_csv(self):
        """Give the list as CSV. Return the action (dict) that downloads it."""
        return self._download("csv")

    def _download(self, file_format):
        self.ensure_one()
        return self.env["biuro.rada.money.file"]._download(f"listy/{self.id}/{file_format}")

    def _get_print_values(self):
        """Return the texts of the printed list (dict)."""
        self.ensure_one()
        columns = [column for column in self._get_columns() if column[0] != "list"]
        table = [[row[name] for name, _label in columns] for row in self._get_rows()]
        if table:
            table.append(self.env["biuro.rada.money.file"]._sums(table))
        total = exact(self.total)
        return {
            "title": "diet radnych" if self.kind == "diety" else "należności za podróże służbowe radnych",
            "head": [label for _name, label in columns],
            "rows": [[amount_text(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in table],
            "amounts": [isinstance(cell, Decimal) for cell in (table[0] if table else [])],
            "total": amount_text(total),
            "words": amount_words(total),
            "month": self.month.strftime("%m.%Y"),
            "planned": self.planned_date and self.planned_date.strftime("%d.%m.%Y"),
            "paid": self.payment_date and self.payment_date.strftime("%d.%m.%Y"),
            "approved_on": self.approved_on and self.approved_on.strftime("%d.%m.%Y"),
        }
