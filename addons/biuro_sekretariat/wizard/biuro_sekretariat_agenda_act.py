from odoo import api, fields, models
from odoo.exceptions import UserError

INVITATION_MODES = ("accept", "delegate_invitation", "decline", "withdraw")


class BiuroSekretariatAgendaAct(models.TransientModel):
    """One window for the verbs of the agenda and of invitations that ask for something."""

    _name = "biuro.sekretariat.agenda.act"
    _description = "Decide in the Agenda"

    mode = fields.Selection(
        [
            ("delegate", "Delegate"), ("keep", "Keep the Collision"), ("accept", "Accept the Invitation"),
            ("delegate_invitation", "Send a Representative"), ("decline", "Decline"),
            ("withdraw", "Take the Decision Back"), ("drop", "Drop the Promise"),
        ],
        required=True,
    )
    event_ids = fields.Many2many(
        "calendar.event", string="Entries", default=lambda self: self._default("calendar.event"),
    )
    invitation_ids = fields.Many2many(
        "biuro.sekretariat.invitation", string="Invitations",
        default=lambda self: self._default("biuro.sekretariat.invitation"),
    )
    promise_ids = fields.Many2many(
        "biuro.sekretariat.promise", string="Promises", default=lambda self: self._default("biuro.sekretariat.promise"),
    )
    host_ids = fields.Many2many("hr.employee.public", compute="_compute_host_ids")
    host_id = fields.Many2one("hr.employee.public", "Who Does Not Go", domain="[('id', 'in', host_ids)]")
    employee_id = fields.Many2one("hr.employee", "Who Goes", help="A deputy, or another employee.")
    note = fields.Text()
    with_reply = fields.Boolean("Draft the Reply", default=True)
    conflict_text = fields.Text("Collides With", compute="_compute_conflict_text")

    def _default(self, model):
        if self.env.context.get("active_model") == model:
            return self.env.context.get("active_ids") or self.env.context.get("active_id")
        return False

    @api.depends("event_ids")
    def _compute_host_ids(self):
        for act in self:
            act.host_ids = act.event_ids.host_ids

    @api.depends("employee_id", "event_ids", "invitation_ids")
    def _compute_conflict_text(self):
        """Say what the chosen representative does at that time."""
        Event = self.env["calendar.event"]
        for act in self:
            wanted = {}
            if act.employee_id and act.mode in ("delegate", "delegate_invitation"):
                for event in act.event_ids:
                    wanted[event.id] = act.employee_id.ids, *event._agenda_interval(), event._origin.id
                for invitation in act.invitation_ids.filtered("date_start"):
                    wanted[invitation.id] = (
                        act.employee_id.ids, invitation.date_start, invitation._event_stop(), invitation.event_id.id)
            found = self.env["biuro.sekretariat.agenda"]._collisions(wanted)
            lines = [line for row in found.values() for line in Event._conflict_lines(*row)]
            act.conflict_text = "\n".join(lines) or False

    def action_apply(self):
        """Do what the window is for.

        :return: action (dict) that closes the window
        :raise UserError: nothing chosen, or as the verb itself says
        """
        self.ensure_one()
        records = self.promise_ids if self.mode == "drop" else (
            self.invitation_ids if self.mode in INVITATION_MODES else self.event_ids)
        if not records:
            raise UserError(self.env._("Choose what it is about."))
        match self.mode:
            case "delegate":
                records.action_delegate(self.employee_id.id, self.note, self.host_id.id)
            case "keep":
                records.action_keep_conflict(self.note)
            case "accept":
                records.action_accept(self.note, self.with_reply)
            case "delegate_invitation":
                records.action_delegate(self.employee_id.id, self.note, self.with_reply)
            case "decline":
                records.action_decline(self.note, self.with_reply)
            case "withdraw":
                records.action_withdraw_decision(self.note)
            case "drop":
                records.action_drop(self.note)
        return {"type": "ir.actions.act_window_close"}
