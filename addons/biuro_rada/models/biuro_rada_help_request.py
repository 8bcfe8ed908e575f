from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaHelpRequest(models.Model):
    """What a councillor asks the office for: a copy, a room, access to documents, transport."""

    _name = "biuro.rada.help.request"
    _description = "Request of a Councillor"
    _inherit = ["biuro.guard.mixin", "biuro.rada.files.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "state, due, id desc"
    _rec_name = "description"
    _reason_verbs = {"action_done": {"reason": "answer"}, "action_refuse": {"reason": "reason"}}

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    category = fields.Selection(
        [
            ("copy", "Copies of documents"),
            ("room", "A room"),
            ("analysis", "Analysis"),
            ("legal", "Legal advice"),
            ("access", "Access to documents (art. 24 ust. 2)"),
            ("transport", "Transport"),
            ("it", "Equipment and IT"),
            ("correspondence", "Correspondence"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
        tracking=True,
    )
    description = fields.Char(required=True)
    details = fields.Text()
    priority = fields.Selection([("0", "Normal"), ("1", "Urgent")], default="0")
    asked_on = fields.Date(required=True, default=lambda self: office_today(), readonly=True)
    user_id = fields.Many2one("res.users", "Assigned To", tracking=True, index="btree_not_null")
    due = fields.Date(required=True, index=True, default=lambda self: self._default_due())
    answered_on = fields.Date(readonly=True, copy=False)
    answer = fields.Text()
    response_days = fields.Integer("Days to Answer", compute="_compute_response_days", store=True, aggregator="avg")
    channel = fields.Selection(
        [("office", "At the office"), ("portal", "Councillor's page"), ("phone", "By telephone"), ("email", "E-mail")],
        "Asked Through",
        default="office",
        required=True,
    )
    attachment_ids = fields.Many2many("ir.attachment", "biuro_rada_help_request_file_rel", string="Files", copy=False)
    is_late = fields.Boolean("Answered Late", compute="_compute_response_days", store=True)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    state = fields.Selection(
        [("new", "New"), ("in_progress", "In progress"), ("done", "Done"), ("refused", "Refused")],
        required=True,
        readonly=True,
        default="new",
        copy=False,
        tracking=True,
        index=True,
        group_expand=True,
    )

    def _default_due(self):
        # sudo: ir.config_parameter - a setting, no secret
        days = int(self.env["ir.config_parameter"].sudo().get_param("biuro_rada.help_days", 5))
        return terms.term(office_today(), days, "working_day")["deadline"]

    @api.depends("answered_on", "asked_on", "due")
    def _compute_response_days(self):
        for request in self:
            request.is_late = bool(request.answered_on and request.due) and request.answered_on > request.due
            request.response_days = (request.answered_on - request.asked_on).days if request.answered_on else 0

    @api.depends("due", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for request in self:
            request.is_overdue = request.state in ("new", "in_progress") and bool(request.due) and request.due < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", ("new", "in_progress")), ("due", "<", office_today())]

    def _move(self, source, target, **values):
        for request in self:
            request.check_access("write")
            if request.state not in source:
                raise UserError(self.env._("“%s” has been settled already.", request.description))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": target, **values})

    def action_take(self):
        """Take the requests in hand.

        :return: True
        :raise UserError: taken or settled already
        """
        self._move(("new",), "in_progress", user_id=self.env.uid)
        for request in self:
            request.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=self.env.uid,
                date_deadline=request.due,
                summary=self.env._("Answer the councillor"),
            )
        return True

    def action_done(self, answer):
        """Settle the requests.

        :param str answer: what was done
        :return: True
        :raise UserError: settled already; no answer
        """
        if not (answer or "").strip():
            raise UserError(self.env._("Say what was done."))
        self._move(("new", "in_progress"), "done", answer=answer, answered_on=office_today())
        self._tell_councillor()
        return True

    def action_refuse(self, reason):
        """Refuse the requests.

        :param str reason: why
        :return: True
        :raise UserError: settled already; no reason
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        self._move(("new", "in_progress"), "refused", answer=reason, answered_on=office_today())
        self._tell_councillor()
        return True

    def _tell_councillor(self):
        """The request is settled: end the duty of the clerk, tell the councillor to look at the own page."""
        self.sudo().activity_feedback(["mail.mail_activity_data_todo"])  # sudo: mail.activity - the duty ended
        for request in self:
            # sudo: res.partner, mail.mail - the councillor's own address, a notice without the content
            partner = request.sudo().councillor_id.partner_id
            if partner.email:
                self.env["mail.mail"].sudo().create(
                    {
                        "subject": self.env._("Your request was answered: %s", request.description),
                        "body_html": Markup("<p>%s</p>") % self.env._("Log in to read the answer."),
                        "recipient_ids": [(6, 0, partner.ids)],
                        "auto_delete": True,
                    }
                )
