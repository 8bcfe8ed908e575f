from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.models.biuro_access_mixin import EMPLOYEE, tokens
from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today


class BiuroSekretariatPromise(models.Model):
    """What the host promised at a meeting (obietnica): to whom, who sees to it, until when. It comes back on the
    briefing card of the next meeting with the same person or firm."""

    _name = "biuro.sekretariat.promise"
    _description = "Promise"
    _inherit = ["biuro.access.mixin", "biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_due, id"
    _access_depends = ("employee_id", "host_id", "create_uid")

    name = NumberedChar("What Was Promised", required=True, index="trigram", tracking=True)
    event_id = fields.Many2one("calendar.event", "Promised At", index="btree_not_null", ondelete="set null")
    date_given = fields.Date("Promised On", required=True, default=lambda self: office_today())
    host_id = fields.Many2one("hr.employee", "Promised By", index="btree_not_null")
    partner_id = fields.Many2one("res.partner", "To Whom", index="btree_not_null")
    employee_id = fields.Many2one("hr.employee", "Sees To It", required=True, index=True, tracking=True)
    date_due = fields.Date("Due", required=True, tracking=True)
    state = fields.Selection(
        [("open", "To Keep"), ("kept", "Kept"), ("dropped", "Dropped")],
        default="open", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    outcome = fields.Char("How It Ended", readonly=True, copy=False)
    date_closed = fields.Date("Closed On", readonly=True, copy=False)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")

    _due_idx = models.Index("(date_due) WHERE state = 'open'")

    def _access_is_restricted(self):
        return True

    def _access_cells(self):
        return self.env["hr.department"]

    def _access_employees(self):
        return self.employee_id | self.host_id

    def _access_readers(self):
        return self.create_uid

    def _access_extra(self, restricted):
        # whoever wrote it down follows it up
        return tokens(EMPLOYEE, self.create_uid.employee_ids.ids), set()

    @api.depends("date_due", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for promise in self:
            promise.is_overdue = promise.state == "open" and bool(promise.date_due) and promise.date_due < today

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("state", "=", "open") & Domain("date_due", "<", office_today())

    @api.onchange("event_id")
    def _onchange_event_id(self):
        event = self.event_id
        if event:
            self.partner_id = self.partner_id or event.contact_ids[:1]
            self.host_id = self.host_id or self.env["hr.employee"].browse(event.host_ids[:1].id)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("event_id"):
                event = self.env["calendar.event"].browse(vals["event_id"])
                vals.setdefault("partner_id", event.contact_ids[:1].id)
                vals.setdefault("host_id", event.host_ids[:1].id)
        promises = super().create(vals_list)
        for promise in promises:
            # sudo: hr.employee - whose duty it is
            user = promise.employee_id.sudo().user_id or self.env.user
            promise.activity_schedule(
                "biuro_sekretariat.mail_activity_type_promise", date_deadline=promise.date_due, summary=promise.name,
                user_id=user.id,
            )
        return promises

    def write(self, vals):
        result = super().write(vals)
        if "date_due" in vals:
            self.activity_reschedule(
                ["biuro_sekretariat.mail_activity_type_promise"], date_deadline=fields.Date.to_date(vals["date_due"]))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        if any(promise.state != "open" for promise in self):
            raise UserError(self.env._("A promise that was kept or dropped stays in the history."))

    def action_keep(self, outcome=None):
        """Mark promises as kept.

        :param str outcome: how, e.g. the number of the letter
        :return: True
        :raise UserError: for a promise that is closed
        """
        return self._close("kept", outcome)

    def action_drop(self, outcome=None):
        """Drop promises that cannot be kept.

        :param str outcome: why
        :return: True
        :raise UserError: without a reason, or for a promise that is closed
        """
        if not (outcome or "").strip():
            raise UserError(self.env._("Say why the promise is dropped."))
        return self._close("dropped", outcome)

    def _close(self, state, outcome):
        self.check_access("write")
        if any(promise.state != "open" for promise in self):
            raise UserError(self.env._("This promise is closed already."))
        # sudo: own model - the guard refuses the state from anyone else; access was checked above
        self.sudo().write({
            "state": state, "outcome": (outcome or "").strip() or False, "date_closed": office_today(),
        })
        self.sudo().activity_unlink(["biuro_sekretariat.mail_activity_type_promise"])
        return True
