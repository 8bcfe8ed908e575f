from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaBodyReport(models.Model):
    """Report (sprawozdanie) of a committee on its work, given to the council (u.s.g. art. 21 ust. 3)."""

    _name = "biuro.rada.body.report"
    _description = "Report of a Committee"
    _inherit = ["biuro.guard.mixin", "biuro.rada.term.mixin", "biuro.publication.mixin", "mail.thread"]
    _order = "date_to desc, id desc"
    _reason_verbs = {"action_submit": {"date": "date"}}

    committee_id = fields.Many2one("biuro.rada.committee", "Committee", required=True, index=True, ondelete="restrict")
    date_from = fields.Date("Period From", required=True)
    date_to = fields.Date("Period To", required=True)
    workplan_id = fields.Many2one("biuro.rada.workplan", "Work Plan", index="btree_not_null", ondelete="restrict")
    text = fields.Html("Report")
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    session_id = fields.Many2one(
        "biuro.rada.session", "Presented At", index="btree_not_null", ondelete="restrict",
        domain="[('body_type', '=', 'council'), ('term_id', '=', term_id)]",
    )
    submitted_on = fields.Date("Submitted On", readonly=True, copy=False, tracking=True)
    meeting_count = fields.Integer("Meetings in the Period", compute="_compute_figures")
    attendance_share = fields.Integer("Attendance (%)", compute="_compute_figures")
    state = fields.Selection(
        [("draft", "Draft report"), ("submitted", "Report submitted"), ("accepted", "Taken note of by the council")],
        required=True, readonly=True, default="draft", copy=False, tracking=True, index=True,
    )

    _ordered = models.Constraint("CHECK (date_to >= date_from)", "The period ends after it begins.")

    @api.depends("committee_id.name", "date_from", "date_to")
    def _compute_display_name(self):
        for report in self:
            period = ""
            if report.date_from and report.date_to:
                period = f"{report.date_from:%d.%m.%Y}–{report.date_to:%d.%m.%Y}"
            report.display_name = f"{report.committee_id.name or '…'} {period}".strip()

    @api.depends("committee_id", "date_from", "date_to")
    def _compute_figures(self):
        for report in self:
            meetings = report._meetings()
            lines = meetings.attendance_ids
            report.meeting_count = len(meetings)
            report.attendance_share = (
                len(lines.filtered(lambda line: line.status in ("present", "late", "left"))) * 100 // len(lines)
                if lines else 0
            )

    def _meetings(self):
        """Return the meetings of the committee in the period that took place."""
        self.ensure_one()
        if not (self.committee_id and self.date_from and self.date_to):
            return self.env["biuro.rada.session"]
        return self.env["biuro.rada.session"].search([
            ("committee_ids", "in", self.committee_id.ids), ("day", ">=", self.date_from), ("day", "<=", self.date_to),
            ("state", "in", ("closed", "minutes_ready", "done")), ("is_rehearsal", "=", False),
        ], order="day, id")

    @api.constrains("committee_id", "term_id")
    def _check_committee(self):
        if any(report.committee_id.term_id != report.term_id for report in self):
            raise ValidationError(self.env._("The committee is of another term."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if any(report.state != "draft" for report in self):
            raise UserError(self.env._("A submitted report cannot be deleted."))

    def action_submit(self, date=None):
        """Record that the committee handed the report in.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not a draft; neither text nor file
        """
        for report in self:
            report.check_access("write")
            if report.state != "draft":
                raise UserError(self.env._("The report is submitted already."))
            if not report.attachment_ids and not (report.text or "").strip():
                raise UserError(self.env._("Write the report or attach its file."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "submitted", "submitted_on": fields.Date.to_date(date) or office_today()})
        return True

    def _publication_values(self):
        self.ensure_one()
        if self.state == "draft":
            raise UserError(self.env._("Submit the report first."))
        return {
            "name": f"Sprawozdanie: {self.display_name}",
            "body": self.text,
            "category_code": "sesje",
            "legal_basis": "u.s.g. art. 21 ust. 3",
            "made_by": self.committee_id.name,
            "made_on": self.submitted_on,
            "files": self.attachment_ids._public_files(),
        }

    def action_accept(self, session_id=None):
        """Record that the council took note of the report.

        :param int session_id: the session; as entered on the report by default
        :return: True
        :raise UserError: not submitted; no session
        """
        for report in self:
            report.check_access("write")
            if report.state != "submitted":
                raise UserError(self.env._("Submit the report first."))
            if not (session_id or report.session_id):
                raise UserError(self.env._("Name the session at which the report was presented."))
        # sudo: own model - the state is written by verbs only; access was checked above
        self.sudo().write({"state": "accepted", **({"session_id": session_id} if session_id else {})})
        return True
