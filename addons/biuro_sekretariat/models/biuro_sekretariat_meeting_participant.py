from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroSekretariatMeetingParticipant(models.Model):
    """Who takes part in a meeting: an employee or a guest from outside."""

    _name = "biuro.sekretariat.meeting.participant"
    _description = "Participant of a Meeting"
    _inherit = ["biuro.guard.mixin"]
    _order = "meeting_id, sequence, id"

    meeting_id = fields.Many2one(
        "biuro.sekretariat.meeting", "Meeting", required=True, index=True, ondelete="cascade",
    )
    sequence = fields.Integer(default=10, aggregator=None)
    employee_id = fields.Many2one("hr.employee", "Employee", index="btree_not_null")
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    name = fields.Char("Guest", help="Name of a guest who is not an employee.")
    organisation = fields.Char("Function or Organisation")
    role = fields.Selection(
        [("chair", "Chair"), ("member", "Member"), ("guest", "Guest")], required=True, default="member",
    )
    attendance = fields.Selection(
        [("invited", "Invited"), ("present", "Present"), ("excused", "Excused"), ("absent", "Absent")],
        required=True, default="invited", copy=False,
    )
    attendance_note = fields.Char("Remark on Presence", copy=False, help="Came late, represented by…")
    # name and position on the day of the meeting
    job = fields.Char("Position on the Day", compute="_compute_job", store=True, readonly=False, compute_sudo=True)
    acceptance = fields.Selection(
        [("none", "No answer"), ("accepted", "Accepted"), ("objected", "Objected")], default="none", readonly=True,
        copy=False,
    )
    answered_at = fields.Datetime(readonly=True, copy=False)
    answer_remark = fields.Char("Remark on the Minutes", readonly=True, copy=False)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)

    _employee_once = models.UniqueIndex(
        "(meeting_id, employee_id) WHERE employee_id IS NOT NULL", "This person is on the list already.",
    )

    @api.depends("employee_id")
    def _compute_job(self):
        for line in self:
            if line.employee_id:
                line.job = line.employee_id.job_title or line.employee_id.job_id.name
            elif not line.job:
                line.job = line.organisation

    @api.depends("employee_id", "name", "partner_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.employee_id.name or line.name or line.partner_id.name or ""

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.name = self.partner_id.name
            self.organisation = self.partner_id.commercial_company_name or self.organisation
            self.role = "guest"

    @api.constrains("employee_id", "name", "partner_id", "role")
    def _check_somebody(self):
        for line in self:
            if not (line.employee_id or line.partner_id or (line.name or "").strip()):
                raise ValidationError(self.env._("Name the participant: an employee or a guest."))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self.env.su:
            lines.meeting_id._check_open()
        lines.meeting_id._sync_events()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.meeting_id._check_open()
        result = super().write(vals)
        if not {"employee_id", "partner_id"}.isdisjoint(vals):
            self.meeting_id._sync_events()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self.meeting_id._check_open()
        if any(line.role == "chair" and line.employee_id == line.meeting_id.chair_id for line in self):
            raise ValidationError(self.env._("The chair takes part: name another chair first."))

    def action_set_attendance(self, attendance):
        """Note who was present.

        :param str attendance: ``present``, ``excused``, ``absent`` or ``invited``
        :return: True
        :raise ValidationError: unknown value
        """
        if attendance not in dict(self._fields["attendance"].selection):
            raise ValidationError(self.env._("Presence is present, excused, absent or invited."))
        return self.write({"attendance": attendance})
