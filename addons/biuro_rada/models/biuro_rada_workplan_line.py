from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

MONTHS = [
    ("01", "January"), ("02", "February"), ("03", "March"), ("04", "April"), ("05", "May"), ("06", "June"),
    ("07", "July"), ("08", "August"), ("09", "September"), ("10", "October"), ("11", "November"), ("12", "December"),
]


class BiuroRadaWorkplanLine(models.Model):
    """Topic of a work plan: when, what, who prepares it, what became of it."""

    _name = "biuro.rada.workplan.line"
    _description = "Topic of a Work Plan"
    _inherit = ["biuro.guard.mixin"]
    _order = "workplan_id, period, sequence, id"
    _rec_name = "topic"
    _reason_verbs = {"action_postpone": {"reason": "reason"}, "action_drop": {"reason": "reason"}}

    workplan_id = fields.Many2one("biuro.rada.workplan", "Plan", required=True, index=True, ondelete="cascade")
    year = fields.Integer(related="workplan_id.year", store=True)
    body = fields.Char(related="workplan_id.body", store=True)
    sequence = fields.Integer(default=10, aggregator=None)
    period = fields.Selection(MONTHS, "Month", required=True)
    topic = fields.Char(required=True)
    responsible = fields.Char("Who Prepares It", help="A cell, a unit or a person.")
    department_id = fields.Many2one("hr.department", "Cell of the Office")
    session_id = fields.Many2one(
        "biuro.rada.session", "Session or Meeting", copy=False, index="btree_not_null", ondelete="set null"
    )
    note = fields.Char("Remark", copy=False)
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("postponed", "Put off"), ("dropped", "Dropped")],
        required=True, readonly=True, default="planned", copy=False, index=True,
    )

    @api.constrains("workplan_id", "topic")
    def _check_open(self):
        if any(line.workplan_id.state == "reported" for line in self):
            raise ValidationError(self.env._("The execution of the plan has been reported: its topics are fixed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_adopted(self):
        if any(line.workplan_id.state != "draft" for line in self):
            raise UserError(self.env._("A topic of an adopted plan is dropped with a reason, not deleted."))

    def _mark(self, state, **values):
        for line in self:
            line.check_access("write")
            if line.workplan_id.state != "adopted":
                raise UserError(self.env._("Topics are settled while the plan is adopted and not yet reported."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": state, **values})
        return True

    def action_done(self, session_id=None):
        """Note that the topic was dealt with.

        :param int session_id: the session or meeting
        :return: True
        :raise UserError: the plan is not adopted or is reported
        """
        return self._mark("done", **({"session_id": session_id} if session_id else {}))

    def action_postpone(self, reason):
        """Put the topic off.

        :param str reason: why
        :return: True
        :raise UserError: no reason; the plan is not adopted or is reported
        """
        return self._settle("postponed", reason)

    def action_drop(self, reason):
        """Drop the topic.

        :param str reason: why
        :return: True
        :raise UserError: no reason; the plan is not adopted or is reported
        """
        return self._settle("dropped", reason)

    def _settle(self, state, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        return self._mark(state, note=reason.strip())

    def action_reset(self):
        """Take the outcome back. Return True; UserError where the plan is not adopted or is reported."""
        return self._mark("planned")
