from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaMoneyReport(models.TransientModel):
    """Yearly reports of councillors' money as files."""

    _name = "biuro.rada.money.report"
    _description = "Report on Councillors' Money"
    _rec_name = "kind"

    kind = fields.Selection(
        [
            ("year", "Allowances by councillor and month, with reductions"),
            ("reductions", "Reductions with dates and paragraphs"),
            ("pit", "Figures for PIT: paid, free of tax, taxable"),
            ("bip", "For the BIP: amounts paid to each councillor"),
            ("cost", "Cost of the council by budget classification"),
        ],
        required=True,
        default="year",
    )
    year = fields.Integer(required=True, default=lambda self: office_today().year, aggregator=None)
    file_format = fields.Selection([("xlsx", "XLSX"), ("csv", "CSV")], required=True, default="xlsx")

    def action_export(self):
        """Make the file. Return the action (dict) that downloads it."""
        self.ensure_one()
        return self.env["biuro.rada.money.file"]._download(f"zestawienia/{self.kind}/{self.year}/{self.file_format}")
