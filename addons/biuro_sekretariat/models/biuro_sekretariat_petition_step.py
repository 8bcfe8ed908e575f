from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatPetitionStep(models.Model):
    """Line of the public course of a petition (art. 8(2)): opinions, expected term, way of settling."""

    _name = "biuro.sekretariat.petition.step"
    _inherit = ["biuro.guard.mixin"]
    _description = "Step of a Petition"
    _order = "date, id"
    _given_on_creation = frozenset({"is_system", "user_id"})

    petition_id = fields.Many2one(
        "biuro.sekretariat.petition", "Petition", required=True, index=True, ondelete="cascade")
    date = fields.Date(required=True, default=lambda self: office_today())
    kind = fields.Selection(
        [
            ("filed", "Filing"), ("opinion", "Opinion"), ("term", "Expected Term"), ("call", "Call"),
            ("joined", "Joining"), ("forwarded", "Forwarding"), ("result", "Way of Settling"), ("other", "Other"),
        ],
        required=True, default="opinion",
    )
    text = fields.Char(required=True, help="The public reads it: no names, addresses or other personal data.")
    is_system = fields.Boolean("Noted by the System", readonly=True)
    user_id = fields.Many2one("res.users", "Noted By", readonly=True, default=lambda self: self.env.user)

    @api.constrains("date")
    def _check_date(self):
        for step in self:
            if step.date > office_today():
                raise ValidationError(self.env._("The day of an act cannot be later than today."))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [dict(vals, is_system=False, user_id=self.env.uid) for vals in vals_list]
        steps = super().create(vals_list)
        steps.petition_id._touch_public()
        return steps

    def write(self, vals):
        if not self.env.su and any(step.is_system for step in self):
            raise UserError(self.env._("This line was noted by the system. Add another one that explains it."))
        result = super().write(vals)
        self.petition_id._touch_public()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_system(self):
        if not self.env.su and any(step.is_system for step in self):
            raise UserError(self.env._("This line was noted by the system. Add another one that explains it."))
