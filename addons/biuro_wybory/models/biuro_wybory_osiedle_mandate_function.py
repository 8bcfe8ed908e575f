from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# in the order of a list of a body
FUNCTIONS = [
    ("board_chair", "Chair of the Board"),
    ("board_deputy", "Deputy Chair of the Board"),
    ("board_treasurer", "Treasurer of the Board"),
    ("board_secretary", "Secretary of the Board"),
    ("board_member", "Member of the Board"),
    ("council_chair", "Chair of the Council"),
    ("council_deputy", "Deputy Chair of the Council"),
    ("council_secretary", "Secretary of the Council"),
    ("committee_chair", "Chair of a Committee"),
]


class BiuroWyboryOsiedleMandateFunction(models.Model):
    """Function that a member held in a council or board, from when to when: the history is kept."""

    _name = "biuro.wybory.osiedle.mandate.function"
    _description = "Function in a Unit's Body"
    _inherit = ["biuro.guard.mixin"]
    _order = "date_from desc, id desc"

    mandate_id = fields.Many2one(
        "biuro.wybory.osiedle.mandate", "Mandate", required=True, index=True, ondelete="cascade")
    unit_id = fields.Many2one(related="mandate_id.unit_id", store=True, index=True)
    function = fields.Selection(FUNCTIONS, required=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", readonly=True, copy=False, help="Empty while the function is held.")
    basis = fields.Char("Act", help="Resolution or vote by which the function was given.")
    end_basis = fields.Char("Ended By", readonly=True, copy=False)

    _dates_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "The function ends before it begins. Correct the dates.")
    _chair_uniq = models.UniqueIndex(
        "(unit_id, function) WHERE date_to IS NULL AND function IN ('board_chair', 'council_chair')",
        "The unit has somebody in this function. End the earlier function first.")

    @api.depends("function", "mandate_id")
    def _compute_display_name(self):
        labels = dict(self._fields["function"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{row.mandate_id.partner_id.name or ''}: {labels.get(row.function, '')}"

    @api.constrains("mandate_id", "date_from", "date_to")
    def _check_within_mandate(self):
        for row in self:
            mandate = row.mandate_id
            if row.date_from < mandate.date_from or (mandate.date_to and row.date_from > mandate.date_to):
                raise ValidationError(self.env._("A function is held within the time of the mandate."))

    def action_end(self, date, act=None):
        """End the function.

        :param str date: last day "YYYY-MM-DD"
        :param str act: act or reason
        :return: True
        :raise UserError: the function has ended already
        """
        self.check_access("write")
        if any(row.date_to for row in self):
            raise UserError(self.env._("This function has ended already."))
        # sudo: biuro.wybory.osiedle.mandate.function - the end is written by this verb; access was checked above
        self.sudo().write({"date_to": fields.Date.to_date(date), "end_basis": (act or "").strip() or False})
        return True
