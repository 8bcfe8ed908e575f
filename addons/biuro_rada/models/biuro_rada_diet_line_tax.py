from decimal import Decimal

from odoo import models

from ..law import allowance
from .biuro_rada_law import TAX_FREE_MONTH
from .biuro_rada_money_mixin import exact


class BiuroRadaDietLine(models.Model):
    """Tax on what was paid: by the calendar month of payment, not the month the allowance is for."""

    _inherit = "biuro.rada.diet.line"

    def _split_tax(self, day):
        """Split what was paid in the calendar month of a day into exempt and taxable, for the lines' councillors.

        Lines of ``self`` that are not paid yet are counted as if they were paid on this day.
        """
        first, last = self.env["biuro.rada.diet.month"]._bounds(day)
        people = self.councillor_id.partner_id
        paid = self.search(
            [
                ("councillor_id.partner_id", "in", people.ids),
                ("state", "=", "paid"),
                ("paid_on", ">=", first),
                ("paid_on", "<=", last),
            ],
            order="paid_on, id",
        )
        limit = self.env["biuro.rate"]._get(TAX_FREE_MONTH, day)
        waiting = self.filtered(lambda line: line.state != "paid").sorted("id")
        for person in people:
            lines = (paid | waiting).filtered(lambda line, person=person: line.councillor_id.partner_id == person)
            minus = sum((exact(line.payable) for line in lines if line.payable < 0), Decimal(0))
            plus = lines.filtered(lambda line: line.payable >= 0)
            rows = allowance.allowance_tax(
                [
                    {"date": line.paid_on if line.state == "paid" else day, "amount": exact(line.payable)}
                    for line in plus
                ],
                lambda _day, minus=minus: limit - minus,  # what was taken back makes room for as much
            )["payments"]
            for line, row in zip(plus, rows, strict=True):
                line.write({"exempt": float(row["exempt"]), "taxable": float(row["taxable"])})
            for line in lines - plus:
                line.write({"exempt": line.payable, "taxable": 0})
