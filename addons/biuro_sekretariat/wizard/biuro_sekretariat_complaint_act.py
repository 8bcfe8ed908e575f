from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.biuro_sekretariat_complaint_competence import ABOUT, BODIES, MATTERS
from ..models.biuro_sekretariat_complaint_reply import RESULTS


class BiuroSekretariatComplaintAct(models.TransientModel):
    """One window for the verbs of complaints and motions: asks only for what the verb needs."""

    _name = "biuro.sekretariat.complaint.act"
    _description = "Move a Complaint or Motion On"

    mode = fields.Selection(
        [
            ("qualify", "Qualify"), ("assign", "Assign"), ("start", "Begin"), ("forward", "Pass On"),
            ("split", "Split"), ("call", "Call to Clarify"), ("call_received", "Call Received"),
            ("clarified", "Clarified"), ("unexamined", "Leave Without Examination"), ("resume", "Take Up Again"),
            ("extend", "Extend the Term"), ("withdraw", "Withdrawn"), ("proceedings", "Treat in Proceedings"),
            ("keep", "Keep the Position"), ("settle", "Settle"), ("superior", "Pass to the Superior"),
            ("informed", "Told Who Passed It On"),
        ],
        required=True,
    )
    complaint_id = fields.Many2one(
        "biuro.sekretariat.complaint", "Entry", required=True, ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    # Decision
    kind = fields.Selection(
        [("complaint", "Complaint"), ("motion", "Motion")], "Kind by Its Content",
        compute="_compute_decision", store=True, readonly=False,
    )
    about = fields.Selection(
        ABOUT, "It Is About",
        compute="_compute_decision", store=True, readonly=False,
    )
    matter = fields.Selection(
        MATTERS, "In a Matter Of",
        compute="_compute_decision", store=True, readonly=False,
    )
    proposed_body = fields.Selection(
        BODIES, "Competent by Law",
        compute="_compute_proposal",
    )
    proposed_article = fields.Char("Provision", compute="_compute_proposal")
    proposed_forward = fields.Boolean("Pass On Within Seven Days", compute="_compute_proposal")
    reasons = fields.Json("Why This Body", compute="_compute_proposal")
    body = fields.Selection(
        BODIES, "Competent Body",
        compute="_compute_body", store=True, readonly=False,
    )
    is_note_needed = fields.Boolean(compute="_compute_is_note_needed")
    # Others
    note = fields.Text()
    date = fields.Date("Day", default=lambda self: self.env["biuro.sekretariat.complaint"]._today())
    new_date = fields.Date("New End")
    department_id = fields.Many2one("hr.department", "Cell", compute="_compute_place", store=True, readonly=False)
    clerk_id = fields.Many2one("hr.employee", "Handler", compute="_compute_place", store=True, readonly=False)
    target_employee_id = fields.Many2one(
        "hr.employee", "Person Complained About", default=lambda self: self.env.user._biuro_employee(),
    )
    partner_id = fields.Many2one("res.partner", "Pass On To", compute="_compute_place", store=True, readonly=False)
    only_point = fields.Boolean("Only Name the Body", help="Tell the complainant which body to turn to (KPA art. 231).")
    case_id = fields.Many2one("biuro.case", "Case of the Proceedings")
    proceedings = fields.Selection(
        [("running", "Running Proceedings (KPA 234)"), ("final", "Final Decision (KPA 235)")], default="running",
    )
    previous_id = fields.Many2one(
        "biuro.sekretariat.complaint", "Repeats the Complaint", compute="_compute_place", store=True, readonly=False,
    )
    has_new_facts = fields.Boolean("Names New Circumstances")
    similar_ids = fields.Many2many(related="complaint_id.similar_ids")
    result = fields.Selection(
        RESULTS, "Result",
        compute="_compute_place", store=True, readonly=False,
    )
    line_ids = fields.One2many("biuro.sekretariat.complaint.matter", "act_id", "Matters")

    @api.depends("complaint_id")
    def _compute_decision(self):
        for act in self:
            complaint = act.complaint_id
            act.kind, act.about, act.matter = complaint.kind, complaint.about, complaint.matter

    @api.depends("kind", "about", "matter", "body")
    def _compute_proposal(self):
        law = self.env["biuro.sekretariat.complaint"]
        for act in self:
            result = law._propose(act.kind, act.about, act.matter, act.body)
            act.proposed_body = result and result["body"]
            act.proposed_article = result and result["article"]
            act.proposed_forward = result and result["forward"]
            act.reasons = result and result["reasons"]

    @api.depends("kind", "about", "matter")
    def _compute_body(self):
        law = self.env["biuro.sekretariat.complaint"]
        for act in self:
            result = law._propose(act.kind, act.about, act.matter, act.complaint_id.competent_body)
            act.body = result and result["body"]

    @api.depends("kind", "body", "proposed_body", "complaint_id")
    def _compute_is_note_needed(self):
        for act in self:
            other_body = act.kind == "complaint" and act.proposed_body and act.body != act.proposed_body
            act.is_note_needed = bool(other_body or act.kind != act.complaint_id.declared_kind)

    @api.depends("complaint_id")
    def _compute_place(self):
        for act in self:
            complaint = act.complaint_id
            act.department_id, act.clerk_id = complaint.department_id, complaint.clerk_id
            act.partner_id, act.result = complaint.forward_to_id, complaint.planned_result
            act.previous_id = complaint.previous_id or complaint.similar_ids[:1]

    def action_apply(self):
        """Do what the window is for.

        :return: an action: a draft that was written, or closing of the window
        """
        self.ensure_one()
        result = getattr(self, f"_apply_{self.mode}")(self.complaint_id)
        return result or {"type": "ir.actions.act_window_close"}

    def _day(self):
        return fields.Date.to_string(self.date) if self.date else None

    def _apply_qualify(self, complaint):
        complaint.action_qualify(self.kind, self.about, self.matter, self.body, self.note)

    def _apply_assign(self, complaint):
        complaint.action_assign(self.department_id.id, self.clerk_id.id)

    def _apply_start(self, complaint):
        complaint.action_start(self.department_id.id, self.clerk_id.id)

    def _apply_forward(self, complaint):
        complaint.action_prepare_forward(self.partner_id.id, only_point=self.only_point)
        letter = complaint.forward_letter_id or complaint.notice_id
        return letter._get_open_action() if letter.has_access("read") else None

    def _apply_split(self, complaint):
        rows = complaint.action_split([
            {
                "subject": line.subject, "about": line.about, "matter": line.matter, "department_id":
                line.department_id.id, "declared_kind": line.declared_kind, "clerk_id": line.clerk_id.id,
            }
            for line in self.line_ids
        ])
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_complaint_action")
        return action | {"domain": [("id", "in", [row["id"] for row in rows])], "context": {}}

    def _apply_call(self, complaint):
        return complaint.action_call_to_clarify(self.note)

    def _apply_call_received(self, complaint):
        complaint.action_call_received(self._day())

    def _apply_clarified(self, complaint):
        complaint.action_clarified(self.note, on=self._day())

    def _apply_unexamined(self, complaint):
        complaint.action_leave_unexamined(self.note)

    def _apply_resume(self, complaint):
        complaint.action_resume(self.note)

    def _apply_extend(self, complaint):
        return complaint.action_extend(self.note, new_date=self.new_date and fields.Date.to_string(self.new_date))

    def _apply_withdraw(self, complaint):
        complaint.action_withdraw(self.note, on=self._day())

    def _apply_proceedings(self, complaint):
        complaint.action_link_proceedings(self.case_id.id, self.proceedings, self.note)

    def _apply_keep(self, complaint):
        if self.previous_id != complaint.previous_id or self.has_new_facts != complaint.has_new_facts:
            complaint.action_mark_repeated(self.previous_id.id, self.has_new_facts)
        complaint.action_keep_position(self.note)

    def _apply_settle(self, complaint):
        complaint.action_settle(self.result)

    def _apply_superior(self, complaint):
        if not self.target_employee_id:
            raise UserError(self.env._("Name the person the complaint is about."))
        complaint.action_pass_to_superior(self.target_employee_id.id)
        # the entry is closed to the user from here on: back to the list
        return self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_complaint_action")

    def _apply_informed(self, complaint):
        complaint.action_forwarder_informed(on=self._day())
