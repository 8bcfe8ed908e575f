from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSocjalneApplication(models.Model):
    """Application for a benefit (wniosek o świadczenie)."""

    _name = "biuro.socjalne.application"
    _description = "Application for a Benefit"
    _inherit = ["biuro.guard.mixin", "biuro.money.mixin"]
    _order = "filing_date desc, id desc"

    name = fields.Char("Number", readonly=True, copy=False, index="trigram")
    person_id = fields.Many2one("biuro.socjalne.person", required=True, index=True, ondelete="restrict")
    benefit_type_id = fields.Many2one("biuro.socjalne.benefit.type", required=True, index=True, ondelete="restrict")
    fund_year_id = fields.Many2one("biuro.socjalne.fund.year", index=True, ondelete="restrict", readonly=True)
    beneficiary_ids = fields.Many2many("biuro.socjalne.family.member", string="For Whom")
    declaration_id = fields.Many2one("biuro.socjalne.declaration", index="btree_not_null", ondelete="restrict")
    filing_date = fields.Date(required=True, default=lambda self: office_today())
    granted_amount = fields.Monetary("Granted", readonly=True, copy=False)
    decision = fields.Selection(
        [("granted", "Granted"), ("partly", "Granted in Part"), ("refused", "Refused")], readonly=True, copy=False)
    decision_date = fields.Date(readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Submitted"), ("incomplete", "Incomplete"), ("checked", "Checked"),
         ("in_committee", "In Committee"), ("proposed", "Proposed"), ("granted", "Granted"), ("refused", "Refused"),
         ("reconsideration", "Reconsideration"), ("to_pay", "To Pay"), ("paid", "Paid"), ("settled", "Settled"),
         ("withdrawn", "Withdrawn"), ("cancelled", "Cancelled"), ("returned", "Returned")],
        required=True, readonly=True, default="draft", copy=False, index=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
