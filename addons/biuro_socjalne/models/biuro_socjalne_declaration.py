from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSocjalneDeclaration(models.Model):
    """Declaration of life, family and financial situation (oświadczenie)."""

    _name = "biuro.socjalne.declaration"
    _description = "Declaration of Situation"
    _inherit = ["biuro.guard.mixin", "biuro.money.mixin"]
    _order = "filing_date desc, id desc"

    person_id = fields.Many2one("biuro.socjalne.person", required=True, index=True, ondelete="restrict")
    year = fields.Integer(required=True, default=lambda self: office_today().year, aggregator=None)
    valid_from = fields.Date()
    valid_to = fields.Date()
    filing_date = fields.Date(default=lambda self: office_today())
    per_head = fields.Monetary("Income per Head", readonly=True, copy=False, aggregator=None)
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Submitted"), ("to_correct", "To Be Corrected"), ("verified", "Verified"),
         ("superseded", "Superseded"), ("anonymised", "Anonymised")],
        required=True, readonly=True, default="draft", copy=False, index=True,
    )

    def _valid_for(self, person, day):
        """Return the verified declaration of a person that is valid on a day (empty without one)."""
        return self.search([
            ("person_id", "=", person.id), ("state", "=", "verified"), ("valid_from", "<=", day),
            ("valid_to", ">=", day),
        ], order="filing_date desc", limit=1)
