from odoo import fields, models

from ..law import petition
from .biuro_sekretariat_petition import RESULTS


class BiuroSekretariatPetitionSummaryLine(models.Model):
    """Petition in the yearly information: no names, as the public reads it."""

    _name = "biuro.sekretariat.petition.summary.line"
    _description = "Petition of the Yearly Information"
    _order = "summary_id, date_filed, id"

    summary_id = fields.Many2one(
        "biuro.sekretariat.petition.summary", "Information", required=True, index=True, ondelete="cascade")
    register_ref = fields.Char("Register Number", readonly=True)
    subject = fields.Char(readonly=True)
    date_filed = fields.Date("Filed On", readonly=True)
    date_settled = fields.Date("Settled On", readonly=True)
    addressee = fields.Selection([("council", "Council"), ("president", "President")], readonly=True)
    result = fields.Selection(RESULTS, "Way of Settling", readonly=True)

    def _result_text(self):
        """Return the way of settling as the public reads it (str)."""
        self.ensure_one()
        return petition.RESULT_TEXTS.get(self.result, "")
