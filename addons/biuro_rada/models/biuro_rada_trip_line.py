from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class BiuroRadaTripLine(models.Model):
    """Cost of a business trip: counted by the system, or with a bill."""

    _name = "biuro.rada.trip.line"
    _description = "Cost of a Business Trip"
    _inherit = ["biuro.guard.mixin", "biuro.rada.money.mixin"]
    _order = "trip_id, is_computed desc, id"
    _rec_name = "kind"

    trip_id = fields.Many2one("biuro.rada.trip", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("allowance", "Daily allowance"),
            ("abroad", "Allowance abroad"),
            ("ticket", "Ticket"),
            ("lodging", "Lodging"),
            ("local", "Local transport"),
            ("mileage", "Private car"),
            ("other", "Other"),
        ],
        required=True,
        default="ticket",
    )
    amount = fields.Monetary(required=True)
    receipt = fields.Char("Bill", help="Number and date of the ticket or invoice.")
    is_computed = fields.Boolean("Counted", readonly=True)

    @api.constrains("amount", "kind", "receipt", "is_computed")
    def _check_line(self):
        for line in self:
            if line.amount < 0:
                raise ValidationError(self.env._("Numbers and amounts cannot be negative."))
            if not line.is_computed and line.kind in ("allowance", "abroad", "mileage"):
                raise ValidationError(self.env._("The daily allowance and the mileage are counted by the system."))
            if not line.is_computed and not (line.receipt or "").strip():
                raise ValidationError(self.env._("A cost entered by hand needs its bill: give the number and date."))

    def write(self, vals):
        self._refuse_settled()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        self._refuse_settled()

    def _refuse_settled(self):
        if not self.env.su and any(
            line.is_computed or line.trip_id.state in ("settled", "listed", "paid", "cancelled") for line in self
        ):
            raise UserError(
                self.env._("The costs of a settled trip and those counted by the system cannot be changed.")
            )
