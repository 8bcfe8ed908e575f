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
            ("list", "Payment list"),
        ],
        required=True,
        default="year",
    )
    year = fields.Integer(required=True, default=lambda self: office_today().year, aggregator=None)
    file_format = fields.Selection([("xlsx", "XLSX"), ("csv", "CSV")], required=True, default="xlsx")
    file = fields.Binary(readonly=True, attachment=False)
    filename = fields.Char(readonly=True)

    def action_export(self):
        """Make the file. Return the action (dict) that shows the window with the file."""
        self.ensure_one()
        made = self.env["biuro.rada.diet.line"].export_year(self.kind, self.year, self.file_format)
        self.write({"file": made["content"], "filename": made["filename"]})
        return self._open()

    def _open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Report on Councillors' Money"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
        }
