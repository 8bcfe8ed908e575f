from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleControl(models.Model):
    """Control (kontrola) of a unit by the City Council through its audit committee (u.s.g. art. 18a ust. 1)."""

    _name = "biuro.wybory.osiedle.control"
    _description = "Control of a Unit"
    _inherit = [
        "biuro.guard.mixin", "biuro.wybory.osiedle.matter", "biuro.rada.files.mixin", "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "planned_from desc, id desc"
    _rec_name = "subject"
    _reason_verbs = {"action_findings": {"reason": "findings", "date": "date"},
                     "action_reply": {"reason": "text", "date": "date"}}

    subject = fields.Char(required=True, tracking=True)
    kind = fields.Selection([("plan", "Planned"), ("ad_hoc", "Ordered by the Council"), ("check", "Follow-up")],
                            required=True, default="plan")
    committee_id = fields.Many2one("biuro.rada.committee", "Audit Committee", required=True, index=True,
                                   ondelete="restrict", domain="[('kind', '=', 'audit')]",
                                   default=lambda self: self._default_committee())
    order_resolution_id = fields.Many2one("biuro.rada.resolution", "Ordered By", index="btree_not_null",
                                          ondelete="restrict", help="The plan of controls or another resolution.")
    session_id = fields.Many2one("biuro.rada.session", "Meeting of the Committee", index="btree_not_null",
                                 ondelete="restrict")
    planned_from = fields.Date("From", required=True)
    planned_to = fields.Date("To")
    scope = fields.Text()
    findings = fields.Text("Control Findings", readonly=True, copy=False)
    findings_on = fields.Date("Findings Of", readonly=True, copy=False)
    recommendations = fields.Text()
    reply_due = fields.Date("Reply of the Unit Until")
    reply = fields.Text("Reply of the Unit", readonly=True, copy=False)
    replied_on = fields.Date(readonly=True, copy=False)
    council_resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution of the City Council",
                                            index="btree_not_null", ondelete="restrict")
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_control_file_rel", string="Files", copy=False)
    is_overdue = fields.Boolean("Reply Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    state = fields.Selection(
        [("planned", "Planned"), ("running", "In progress"), ("findings", "Control findings"), ("closed", "Closed")],
        required=True, readonly=True, default="planned", copy=False, tracking=True, index=True, group_expand=True,
    )

    _ordered = models.Constraint("CHECK (planned_to >= planned_from)", "The control ends after it begins.")

    def _default_committee(self):
        return self.env["biuro.rada.committee"].search([("kind", "=", "audit")], limit=1, order="id desc")

    @api.depends("reply_due", "state", "replied_on")
    def _compute_is_overdue(self):
        for record in self:
            record.is_overdue = (
                record.state == "findings" and not record.replied_on and bool(record.reply_due)
                and record.reply_due < office_today())

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "findings"), ("replied_on", "=", False), ("reply_due", "<", office_today())]

    @api.constrains("committee_id")
    def _check_committee(self):
        for record in self:
            if record.committee_id.kind != "audit":
                raise ValidationError(self.env._(
                    "Units are controlled through the audit committee (u.s.g. art. 18a): choose it."))

    def action_start(self):
        """Begin the controls.

        :return: True
        """
        self._check_state("planned")
        self._set(state="running")
        self.unit_id._tell_chairs(self.env._("The audit committee controls the unit"))
        return True

    def action_findings(self, findings, date=None):
        """Enter the findings of the committee.

        :param str findings: what was found
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: not begun; no words
        """
        self._check_state("running")
        words = self._words(findings, self.env._("Write what was found."))
        self._set(state="findings", findings=words, findings_on=fields.Date.to_date(date) or office_today())
        return True

    def action_reply(self, text, date=None):
        """Enter the reply of the unit to the findings.

        :param str text: the reply
        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: there are no findings; no words
        """
        self._check_state("findings")
        words = self._words(text, self.env._("Write the reply."))
        self._set(reply=words, replied_on=fields.Date.to_date(date) or office_today())
        return True

    def action_close(self):
        """Close the controls.

        :return: True
        :raise UserError: recommendations were given and the unit has not replied
        """
        self._check_state("findings")
        for record in self:
            if record.recommendations and not record.replied_on:
                raise UserError(self.env._("Recommendations were given: enter the reply of the unit first."))
        self._set(state="closed")
        return True
