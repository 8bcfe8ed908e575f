from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

TERM = "osiedle_youth"


class BiuroWyboryOsiedleYouthMotion(models.Model):
    """Question or motion of a youth council to the executive body of the unit: reply within 30 days (art. 5b)."""

    _name = "biuro.wybory.osiedle.youth.motion"
    _description = "Question of a Youth Council"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "received_on desc, id desc"
    _rec_name = "subject"
    _reason_verbs = {"action_answer": {"reason": "text", "date": "date"}}

    youth_id = fields.Many2one("biuro.wybory.osiedle.youth", "Youth Council", required=True, index=True,
                               ondelete="restrict")
    unit_id = fields.Many2one(related="youth_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="unit_id.company_id", store=True)
    kind = fields.Selection([("question", "Question"), ("motion", "Motion")], required=True, default="question")
    subject = fields.Char(required=True, tracking=True)
    text = fields.Text("Words")
    received_on = fields.Date("Received On", required=True, default=lambda self: office_today(), tracking=True)
    due = fields.Date("Legal End", compute="_compute_due", store=True, index=True)
    answered_on = fields.Date(readonly=True, copy=False, tracking=True)
    answer = fields.Text(readonly=True, copy=False)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    state = fields.Selection([("draft", "Draft"), ("running", "Awaits the reply"), ("answered", "Answered")],
                             required=True, readonly=True, default="draft", copy=False, tracking=True, index=True)

    def _get_deadline_employee(self):
        return self.unit_id.officer_id

    def _get_deadline_department(self):
        return self.unit_id.officer_id.department_id

    @api.depends("deadline_ids.date_deadline", "deadline_ids.state")
    def _compute_due(self):
        for record in self:
            # sudo: biuro.deadline - the legal end alone, of a record that the user reads
            ends = record.sudo().deadline_ids.filtered(lambda line: line.state != "cancelled")
            record.due = max(ends.mapped("date_deadline"), default=False)

    @api.depends("due", "state")
    def _compute_is_overdue(self):
        for record in self:
            record.is_overdue = record.state == "running" and bool(record.due) and record.due < office_today()

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "running"), ("due", "<", office_today())]

    def action_pass_on(self):
        """Pass the question on to the executive body of the unit; the 30 days run from its receipt.

        :return: dict {id: legal end "YYYY-MM-DD"}
        :raise UserError: passed on already
        Legal source: u.s.g. art. 5b.
        """
        self.check_access("write")
        if any(record.state != "draft" for record in self):
            raise UserError(self.env._("It was passed on already."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "running"})
        terms = self._deadline_start(TERM, {record.id: record.received_on for record in self})
        self.unit_id._tell_chairs(self.env._("A question of the youth council awaits the board"))
        return {str(record.id): str(term.date_deadline) for record, term in zip(self, terms, strict=True)}

    def action_answer(self, text, date=None):
        """Note the reply of the executive body.

        :param str text: the reply
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not passed on; no words
        """
        self.check_access("write")
        text = (text or "").strip()
        if not text:
            raise UserError(self.env._("Write the reply."))
        if any(record.state != "running" for record in self):
            raise UserError(self.env._("Pass it on to the board first."))
        day = fields.Date.to_date(date) or office_today()
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "answered", "answered_on": day, "answer": text})
        self._deadline_done(TERM, on=day)
        return True
