from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

RESULTS = [
    ("none", "No remarks"),
    ("indication", "Indication of a minor breach"),
    ("partial_annulment", "Annulled in part"),
    ("annulment", "Annulled"),
    ("court_complaint", "Complaint to the court"),
]


class BiuroRadaSupervision(models.Model):
    """Supervision (nadzór) of one resolution or order by the wojewoda or the RIO (u.s.g. art. 90-98)."""

    _name = "biuro.rada.supervision"
    _description = "Supervision"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    act_id = fields.Many2one(
        "biuro.rada.act", "Order of the President", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", compute="_compute_subject", store=True)
    subject = fields.Char(compute="_compute_subject", store=True)
    subject_date = fields.Date("Adopted On", compute="_compute_subject", store=True)
    authority = fields.Selection([("wojewoda", "Wojewoda"), ("rio", "RIO")], required=True, readonly=True)
    letter_id = fields.Many2one("biuro.letter", "Covering Letter", readonly=True, index="btree_not_null")
    submit_target = fields.Date("Safe Date of Sending", compute="_compute_submit", store=True)
    submit_deadline = fields.Date("To Be Sent Until", compute="_compute_submit", store=True)
    sent_on = fields.Date(readonly=True, tracking=True)
    is_late = fields.Boolean("Sent Late", compute="_compute_is_late", store=True)
    delivered_on = fields.Date(readonly=True, tracking=True)
    delivery_proof = fields.Char("Proof of Delivery", readonly=True, help="e.g. number of the receipt (UPO, UPD).")
    supervision_end = fields.Date("End of the 30 Days", readonly=True)
    supervision_reasons = fields.Json(readonly=True)
    proceeding_on = fields.Date("Proceeding Begun On", readonly=True)
    proceeding_note = fields.Text("What the Notice Says", readonly=True)
    suspended = fields.Boolean("Execution Suspended", readonly=True, tracking=True)
    remedy_until = fields.Date("To Be Remedied Until", readonly=True)
    result = fields.Selection(RESULTS, readonly=True, tracking=True)
    result_text = fields.Text("What the Authority Says", readonly=True)
    decision_ref = fields.Char("Decision", readonly=True)
    decision_date = fields.Date(readonly=True)
    decision_delivered = fields.Date(readonly=True)
    complaint_deadline = fields.Date(readonly=True)
    complaint_filed_on = fields.Date(readonly=True)
    complaint_resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution on the Complaint", readonly=True)
    complaint_act_id = fields.Many2one("biuro.rada.act", "Order on the Complaint", readonly=True)
    court_ref = fields.Char(readonly=True)
    court_result = fields.Selection(
        [
            ("dismissed", "Complaint dismissed"),
            ("repealed", "Decision repealed"),
            ("annulled", "Act annulled by the court"),
            ("none", "No complaint filed"),
        ],
        readonly=True,
    )
    court_on = fields.Date("Judgment Final On", readonly=True)
    state = fields.Selection(
        [
            ("to_send", "To send"),
            ("sent", "Sent"),
            ("running", "30 days run"),
            ("proceeding", "Proceeding"),
            ("decided", "Decided"),
            ("court", "In court"),
            ("done", "Finished"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
    )

    _subject_uniq = models.UniqueIndex(
        "(authority, COALESCE(resolution_id, 0), COALESCE(act_id, 0))", "This authority supervises the act already."
    )

    @api.depends(
        "resolution_id.display_name",
        "act_id.display_name",
        "resolution_id.date_adopted",
        "act_id.date",
        "resolution_id.company_id",
        "act_id.company_id",
    )
    def _compute_subject(self):
        for row in self:
            own = row.resolution_id or row.act_id
            row.subject = own.display_name
            row.subject_date = row.resolution_id.date_adopted or row.act_id.date
            row.company_id = own.company_id

    @api.depends("deadline_ids.date_deadline", "deadline_ids.date_target", "deadline_ids.code", "deadline_ids.state")
    def _compute_submit(self):
        for row in self:
            terms = row.deadline_ids.filtered(
                lambda line: (
                    line.code in ("resolution_wojewoda", "resolution_rio", "order_rules_wojewoda")
                    and line.state != "cancelled"
                )
            )[-1:]
            row.submit_target, row.submit_deadline = terms.date_target, terms.date_deadline

    @api.depends("sent_on", "submit_deadline")
    def _compute_is_late(self):
        for row in self:
            row.is_late = bool(row.sent_on and row.submit_deadline and row.sent_on > row.submit_deadline)

    @api.depends(
        "sent_on", "delivered_on", "proceeding_on", "result", "complaint_filed_on", "court_result", "decision_delivered"
    )
    def _compute_state(self):
        for row in self:
            if row.court_result or row.result in ("none", "indication"):
                row.state = "done"
            elif row.complaint_filed_on or row.result == "court_complaint":
                row.state = "court"
            elif row.result:
                row.state = "decided"
            elif row.proceeding_on:
                row.state = "proceeding"
            else:
                row.state = "running" if row.delivered_on else "sent" if row.sent_on else "to_send"

    @api.depends("authority", "subject")
    def _compute_display_name(self):
        names = dict(self._fields["authority"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{names.get(row.authority, '')}: {row.subject or ''}"

    @api.constrains("resolution_id", "act_id")
    def _check_subject(self):
        for row in self:
            if bool(row.resolution_id) == bool(row.act_id):
                raise ValidationError(self.env._("Supervision concerns one resolution or one order."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Supervision of an act stays in the register."))

    def _get_deadline_department(self):
        return self.company_id._rada_department()

    def _get_deadline_employee(self):
        return self.resolution_id.draft_id.clerk_id

    def _submit_rule(self):
        self.ensure_one()
        if self.authority == "rio":
            return "resolution_rio"
        return "order_rules_wojewoda" if self.act_id.kind == "order_rules" else "resolution_wojewoda"

    @api.model
    def _begin(self, records, field, days):
        """Make the supervision of acts: {record: (authorities, day of adoption)}. Their terms of sending begin."""
        # sudo: own model - supervision follows from the adoption; the caller checked who may
        rows = self.sudo().create(
            [{field: record.id, "authority": authority} for record in records for authority in days[record][0]]
        )
        for rule, some in rows.grouped(lambda row: row._submit_rule()).items():
            some._deadline_start(rule, {row.id: days[row[field]][1] for row in some})
        return rows.sudo(False)

    @api.model
    def _day(self, text):
        """Return the day given (or today), never of the future."""
        day = fields.Date.to_date(text) or office_today()
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        return day
