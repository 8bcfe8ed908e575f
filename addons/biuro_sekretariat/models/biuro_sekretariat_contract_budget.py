import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroSekretariatContractBudget(models.Model):
    """Budget line that a contract is paid from: part (dział), chapter (rozdział), paragraph (paragraf), task."""

    _name = "biuro.sekretariat.contract.budget"
    _description = "Budget Line"
    _inherit = ["biuro.sekretariat.contract.part.mixin"]
    _order = "contract_id, year, division, chapter, paragraph, id"
    _rec_name = "paragraph"

    contract_id = fields.Many2one(
        "biuro.sekretariat.contract", "Contract", required=True, index=True, ondelete="cascade",
    )
    year = fields.Integer("Budget Year", aggregator=None)
    division = fields.Char("Budget Division", required=True, help="Three digits (dział), e.g. 750.")
    chapter = fields.Char("Budget Chapter", required=True, help="Five digits (rozdział), e.g. 75023.")
    paragraph = fields.Char("Budget Paragraph", required=True, help="Four digits (paragraf), e.g. 4300.")
    task = fields.Char()
    is_foreign = fields.Boolean("Paid from EU or Foreign Funds")
    amount = fields.Monetary("Amount in the Budget")
    currency_id = fields.Many2one(related="contract_id.currency_id")

    _amount_positive = models.Constraint("CHECK (COALESCE(amount, 0) >= 0)", "An amount of the budget is not negative.")

    @api.depends("division", "chapter", "paragraph")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.division or ''}-{line.chapter or ''}-{line.paragraph or ''}"

    @api.constrains("division", "chapter", "paragraph")
    def _check_classification(self):
        for line in self:
            for value, length in ((line.division, 3), (line.chapter, 5), (line.paragraph, 4)):
                if not re.fullmatch(rf"[0-9]{{{length}}}", value or ""):
                    raise ValidationError(self.env._(
                        "The budget classification has a division of 3, a chapter of 5 and a paragraph of 4 digits, "
                        "e.g. 750-75023-4300. Correct “%s”.", line.display_name))
            if not line.chapter.startswith(line.division):
                raise ValidationError(self.env._(
                    "The chapter %(chapter)s does not belong to the division %(division)s: it begins with its number.",
                    chapter=line.chapter, division=line.division))
