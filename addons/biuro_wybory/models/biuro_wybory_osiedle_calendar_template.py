from odoo import api, fields, models


class BiuroWyboryOsiedleCalendarTemplate(models.Model):
    """Row of the model calendar of an election: so many days before or after the vote, or as the ordinance says."""

    _name = "biuro.wybory.osiedle.calendar.template"
    _description = "Row of the Model Calendar"
    _order = "method, offset_days, sequence, id"

    key = fields.Char(required=True, help="Name by which the steps of the election find the row and close it.")
    name = fields.Char(required=True)
    method = fields.Selection(
        [("polling", "Polling day"), ("meeting", "Meeting of residents")], "Way of Voting", required=True,
    )
    sequence = fields.Integer(default=10)
    offset_days = fields.Integer("Days from the Vote", required=True, aggregator=None, help="Negative: before it.")
    param = fields.Selection(
        [
            ("nomination_deadline_offset", "End of nominations (days before)"),
            ("absent_candidate_consent_days", "Consent of the absent (days before)"),
            ("protest_days", "Protests (days after)"), ("first_session_days", "First session (days after)"),
        ],
        "Taken from the Ordinance", help="The ordinance's number goes before the days of this row.",
    )
    after_key = fields.Char("After the Row", help="Counted from another row, with the days to cure defects added.")
    time = fields.Float("Hour", aggregator=None)
    legal_basis = fields.Char()
    ordinance_id = fields.Many2one(
        "biuro.wybory.osiedle.ordinance", "Only for the Ordinance", index="btree_not_null", ondelete="cascade",
        help="Rows of an ordinance stand in place of the general rows of the same key.",
    )
    active = fields.Boolean(default=True)

    @api.model
    def _rows(self, method, ordinance):
        """Return the rows for elections of a method under an ordinance, its own ones first."""
        rows = self.search([("method", "=", method), ("ordinance_id", "in", [False, ordinance.id])])
        own = rows.filtered("ordinance_id")
        return own + rows.filtered(lambda row: not row.ordinance_id and row.key not in own.mapped("key"))

    def _offset(self, params, found):
        """Return the days from the vote (int) under the parameters; ``found``: offsets of rows by key."""
        self.ensure_one()
        if value := params[self.param] if self.param else 0:
            before = ("nomination_deadline_offset", "absent_candidate_consent_days")
            return -value if self.param in before else value
        if self.after_key in found:
            return max(self.offset_days, found[self.after_key] + max(params["cure_days"], 1))
        return self.offset_days
