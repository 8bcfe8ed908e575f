from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatVisitRemoval(models.Model):
    """Proof that personal data of visitors were removed: what, when, how many; nothing of whom (RODO art. 5(2))."""

    _name = "biuro.sekretariat.visit.removal"
    _description = "Removal of Visitors' Data"
    _inherit = ["biuro.journal.mixin"]
    _order = "id desc"
    _journal_fields = ("kind", "removed_on", "quantity", "cutoff", "user_id")

    kind = fields.Selection(
        [("contact", "Telephone numbers and e-mail addresses"), ("unconfirmed", "Requests that nobody confirmed")],
        required=True, readonly=True,
    )
    removed_on = fields.Date(required=True, readonly=True)
    quantity = fields.Integer("Visits", required=True, readonly=True)
    cutoff = fields.Date("Visits Before", readonly=True, help="Visits of earlier days were cleared.")
    user_id = fields.Many2one("res.users", "By", readonly=True, ondelete="restrict")

    @api.model
    def _log(self, kind, quantity, cutoff=None):
        """Add a row, unless nothing was removed."""
        if quantity:
            # sudo: own model - the removal itself writes its proof
            self.sudo().create({
                "kind": kind, "quantity": quantity, "cutoff": cutoff, "removed_on": office_today(),
                "user_id": self.env.uid,
            })
