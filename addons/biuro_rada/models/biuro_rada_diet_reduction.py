from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroRadaDietReduction(models.Model):
    """Reduction (potrącenie) for an absence or lateness under the rules of allowances."""

    _name = "biuro.rada.diet.reduction"
    _description = "Reduction of an Allowance"
    _order = "scheme_id, event, id"
    _rec_name = "event"

    scheme_id = fields.Many2one("biuro.rada.diet.scheme", required=True, index=True, ondelete="cascade")
    event = fields.Selection(
        [
            ("session_absent", "Absent from a session"),
            ("session_late", "Late to a session or left it"),
            ("request_session_absent", "Absent from a session on request"),
            ("committee_absent", "Absent from a committee"),
            ("committee_late", "Late to a committee or left it"),
        ],
        required=True,
    )
    mode = fields.Selection([("percent", "Per cent"), ("fixed", "zł")], required=True, default="percent")
    value = fields.Float("Reduction", required=True, digits=(10, 2))
    late_minutes = fields.Integer("More Than (minutes)", default=30, aggregator=None)
    excused_exempt = fields.Boolean("Not When Excused")

    paragraph = fields.Char("Paragraph", help="Of the resolution, e.g. § 3 ust. 2; the reasons name it.")

    _event_uniq = models.Constraint("UNIQUE (scheme_id, event)", "This event has a reduction already.")

    @api.constrains("value", "mode", "late_minutes")
    def _check_value(self):
        for rule in self:
            if rule.value < 0 or rule.late_minutes < 0:
                raise ValidationError(self.env._("A reduction cannot be negative."))
            if rule.mode == "percent" and rule.value > 100:
                raise ValidationError(self.env._("One reduction cannot exceed 100 %."))
