from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSekretariatVisitAct(models.TransientModel):
    """One window for the verbs of visits that ask for something."""

    _name = "biuro.sekretariat.visit.act"
    _description = "Move Visits On"

    mode = fields.Selection(
        [
            ("move", "Move"), ("redirect", "Redirect to a Cell"), ("hand_over", "Give to Another Host"),
            ("finish", "End of the Meeting"), ("case", "Open a Case"), ("note", "Official Note"),
            ("complaint", "Protocol of an Oral Complaint"),
            ("task", "Give a Task"), ("walk_in", "Visitor Without an Appointment"), ("slots", "Add Slots"),
        ],
        required=True,
    )
    visit_ids = fields.Many2many(
        "biuro.sekretariat.visit", string="Visits", default=lambda self: self._default_visit_ids(),
    )
    host_employee_id = fields.Many2one("hr.employee", "Host", compute="_compute_host", store=True, readonly=False)
    slot_id = fields.Many2one(
        "biuro.sekretariat.visit.slot", "Free Slot",
        domain="[('reachable', '=', True), ('host_employee_id', '=', host_employee_id)]",
    )
    planned_at = fields.Datetime("Or Another Time")
    minutes = fields.Integer("Length (min)", default=20)
    reason = fields.Char()
    department_id = fields.Many2one("hr.department", "Cell")
    employee_id = fields.Many2one("hr.employee", "Employee")
    text = fields.Text()
    jrwa_class_id = fields.Many2one(
        "biuro.jrwa.class", "Class of the File Plan", domain="[('is_final', '=', True), ('is_current', '=', True)]",
    )
    title = fields.Char("Title of the Case")
    case_id = fields.Many2one("biuro.case", "Case")
    date_due = fields.Date("Due")
    street = fields.Char()
    zip_code = fields.Char("Postcode")
    city = fields.Char("Town")
    # without an appointment
    visitor_name = fields.Char("Visitor")
    subject = fields.Char()
    kind = fields.Selection(
        lambda self: self.env["biuro.sekretariat.visit"]._fields["kind"].selection, default="individual",
    )
    phone = fields.Char()
    # slots by hand
    day = fields.Date()
    hour_from = fields.Float("From", default=10)
    hour_to = fields.Float("To", default=12)
    room_id = fields.Many2one("biuro.sekretariat.room", "Place")
    is_public = fields.Boolean("On the Public Page", default=True)

    def _default_visit_ids(self):
        if self.env.context.get("active_model") == "biuro.sekretariat.visit":
            return self.env.context.get("active_ids") or self.env.context.get("active_id")
        return False

    @api.depends("visit_ids")
    def _compute_host(self):
        for act in self:
            act.host_employee_id = act.host_employee_id or act.visit_ids[:1].host_employee_id

    def action_apply(self):
        """Do what the window is for.

        :return: an action: what was made, or closing of the window
        :raise UserError: what the verb refuses
        """
        self.ensure_one()
        if self.mode not in ("walk_in", "slots") and not self.visit_ids:
            raise UserError(self.env._("Choose the visit."))
        result = getattr(self, f"_apply_{self.mode}")()
        return result if isinstance(result, dict) else {"type": "ir.actions.act_window_close"}

    def _apply_move(self):
        self.visit_ids.action_move(
            slot_id=self.slot_id.id, planned_at=None if self.slot_id else self.planned_at,
            minutes=self.minutes, reason=self.reason,
        )

    def _apply_redirect(self):
        self.visit_ids.action_redirect(self.department_id.id, self.reason)

    def _apply_hand_over(self):
        self.visit_ids.action_hand_over(self.employee_id.id)

    def _apply_finish(self):
        self.visit_ids.action_finish(self.text)

    def _apply_case(self):
        return self.visit_ids.action_make_case(self.jrwa_class_id.symbol, self.title)

    def _apply_complaint(self):
        return self.visit_ids.action_make_complaint(self.text, self.street, self.zip_code, self.city)

    def _apply_note(self):
        self.visit_ids.action_make_note(self.text, self.case_id.id)

    def _apply_task(self):
        self.visit_ids.action_add_task(self.text, self.employee_id.id, self.date_due)

    def _apply_walk_in(self):
        self.env["biuro.sekretariat.visit"].walk_in({
            "visitor_name": self.visitor_name, "subject": self.subject, "kind": self.kind, "phone": self.phone,
            "host_employee_id": self.host_employee_id.id, "off_plan_reason": self.reason,
        })

    def _apply_slots(self):
        clock = self.env["biuro.sekretariat.reception.plan"]._clock
        self.env["biuro.sekretariat.visit.slot"].add_slots(
            self.host_employee_id.id, fields.Date.to_string(self.day), clock(self.hour_from), clock(self.hour_to),
            minutes=self.minutes, room_id=self.room_id.id, is_public=self.is_public,
        )
