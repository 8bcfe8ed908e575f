from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroWyboryOsiedleDietScheme(models.Model):
    """Rules of allowances (diety) set by a resolution of the City Council (u.s.g. art. 37b): only where it set them."""

    _name = "biuro.wybory.osiedle.diet.scheme"
    _description = "Rules of the Units' Allowances"
    _inherit = ["mail.thread"]
    _order = "valid_from desc, id desc"

    name = fields.Char(required=True)
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution of the City Council", index="btree_not_null",
                                    ondelete="restrict")
    resolution_ref = fields.Char("Number of the Resolution", required=True,
                                 help="Allowances are paid only under a resolution of the City Council.")
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    unit_ids = fields.Many2many("biuro.wybory.osiedle", string="Units", help="Empty: all units.")
    combine = fields.Selection([("highest", "The highest one"), ("sum", "Their sum")], "Several Functions",
                               required=True, default="highest")
    prorata = fields.Selection([("days", "By days"), ("months", "Whole months")], "Begun and Ended Functions",
                               required=True, default="days")
    count_excused = fields.Boolean("Excused Absences Reduce")
    pay_day = fields.Integer("Day of Payment", default=10, aggregator=None, help="Of the following month.")
    travel = fields.Selection(
        [("chair_besides", "Board chair besides the allowance, others instead"), ("none", "Not refunded")],
        "Travel Costs", required=True, default="chair_besides",
        help="The board chair may get travel costs besides the allowance (art. 37b ust. 1), others instead (ust. 2).",
    )
    rate_ids = fields.One2many("biuro.wybory.osiedle.diet.rate", "scheme_id", "Rates", copy=True)
    active = fields.Boolean(default=True)

    _ordered = models.Constraint("CHECK (valid_to >= valid_from)", "The rules end after they begin.")
    _pay_day_sense = models.Constraint("CHECK (pay_day BETWEEN 1 AND 28)", "The day of payment is between 1 and 28.")

    @api.constrains("valid_from", "valid_to", "unit_ids")
    def _check_overlap(self):
        for scheme in self:
            others = self.search([
                ("id", "!=", scheme.id), "|", ("valid_to", "=", False), ("valid_to", ">=", scheme.valid_from),
                ("valid_from", "<=", scheme.valid_to or "9999-12-31"),
            ])
            for other in others:
                if not scheme.unit_ids or not other.unit_ids or scheme.unit_ids & other.unit_ids:
                    raise ValidationError(self.env._(
                        "“%s” sets allowances of the same units at the same time. End it first.", other.name))
