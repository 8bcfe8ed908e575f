from odoo import api, fields, models


class BiuroSocjalneLedgerEntry(models.Model):
    """Movement of the fund: what it did to cash, receivables, liabilities and the fund itself."""

    _name = "biuro.socjalne.ledger.entry"
    _description = "Ledger Entry of the Fund"
    _inherit = ["biuro.guard.mixin", "biuro.money.mixin"]
    _order = "date desc, id desc"

    fund_year_id = fields.Many2one("biuro.socjalne.fund.year", required=True, index=True, ondelete="restrict")
    date = fields.Date(required=True, index=True)
    document_no = fields.Char()
    kind = fields.Char(required=True, index=True)
    category_id = fields.Many2one("biuro.socjalne.category", index="btree_not_null", ondelete="restrict")
    person_id = fields.Many2one("biuro.socjalne.person", index="btree_not_null", ondelete="restrict")
    amount = fields.Monetary(required=True)
    effect_cash = fields.Monetary(readonly=True)
    effect_receivable = fields.Monetary(readonly=True)
    effect_liability = fields.Monetary(readonly=True)
    effect_fund = fields.Monetary(readonly=True)
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "Posted")], required=True, readonly=True, default="draft", index=True)

    @api.model
    def _post(self, vals_list):
        """Post movements (list of dicts ``date``, ``kind``, ``amount`` and what they concern); return the entries.

        The caller has checked who may do it: transfers, payment lists and loans post what they do.
        """
        years = {}
        for vals in vals_list:
            day = fields.Date.to_date(vals["date"])
            if day.year not in years:
                years[day.year] = self.env["biuro.socjalne.fund.year"]._of(day)
            vals.setdefault("fund_year_id", years[day.year].id)
            vals["state"] = "posted"
        # sudo: biuro.socjalne.ledger.entry - entries are made by verbs only, after the check of the caller
        return self.sudo().create(vals_list)
