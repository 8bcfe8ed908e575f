from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

KINDS = [("complaint", "Complaint"), ("motion", "Motion"), ("petition", "Petition")]
JRWA = {"complaint": "1510", "motion": "1510", "petition": "152"}
OPEN_STATES = ("received", "committee", "council")


class BiuroRadaComplaint(models.Model):
    """Complaint, motion or petition that the Council examines (u.s.g. art. 18b; KPA art. 229 pkt 3).

    received - committee - council - settled - answered; passed_on; withdrawn. The committee of complaints, motions and
    petitions examines it and proposes; the Council settles it by a resolution, of which the author is told.
    """

    _name = "biuro.rada.complaint"
    _description = "Complaint, Motion or Petition to the Council"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.rada.term.mixin",
        "biuro.rada.course.mixin",
        "biuro.register.mixin",
        "biuro.deadline.mixin",
        "biuro.rada.reply.mixin",
        "biuro.rada.files.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "received_date desc, id desc"
    _rec_name = "subject"
    _rec_names_search = ["register_ref", "subject", "author"]
    _register_code = "SWR"
    _reply_kind = "complaint"
    _reason_verbs = {"action_pass_on": {"reason": "reason"}}

    kind = fields.Selection(KINDS, required=True, default="complaint", tracking=True)
    subject = fields.Char(required=True, tracking=True, index="trigram")
    author = fields.Char("Filed By")
    author_address = fields.Char("Address")
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    received_date = fields.Date("Received by the Council On", required=True, default=lambda self: office_today())
    about = fields.Selection(
        [
            ("president", "President of the City"),
            ("unit_head", "Head of a unit"),
            ("council", "Council"),
            ("other", "Other"),
        ],
        "It Is About",
        default="president",
    )
    description = fields.Html("Content")
    attachment_ids = fields.Many2many("ir.attachment", "biuro_rada_complaint_file_rel", string="Files", copy=False)
    letter_id = fields.Many2one("biuro.letter", "Letter", readonly=True, copy=False, index="btree_not_null")
    # where it came from inside the office, known by name alone: that area need not be installed
    source_model = fields.Char(readonly=True, copy=False)
    source_id = fields.Integer(readonly=True, copy=False, index="btree_not_null", aggregator=None)
    source_ref = fields.Char("Number in the Register of the Office", readonly=True, copy=False)
    department_id = fields.Many2one(
        "hr.department", "Cell", default=lambda self: self._council_cell(), index="btree_not_null"
    )
    responsible_id = fields.Many2one("hr.employee", "Responsible", tracking=True)
    committee_id = fields.Many2one(
        "biuro.rada.committee", "Committee", default=lambda self: self._default_committee(), index="btree_not_null"
    )
    meeting_id = fields.Many2one("biuro.rada.session", "Meeting of the Committee", index="btree_not_null")
    opinion = fields.Html("Position of the Committee", copy=False)
    proposal = fields.Selection(
        [
            ("justified", "Justified"),
            ("partly", "Justified in part"),
            ("groundless", "Groundless"),
            ("accepted", "Granted"),
            ("not_accepted", "Not granted"),
            ("none", "Not examined"),
        ],
        "Proposed Settlement",
        tracking=True,
    )
    draft_id = fields.Many2one(
        "biuro.rada.draft", "Draft Resolution", readonly=True, copy=False, index="btree_not_null"
    )
    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", readonly=True, copy=False, index="btree_not_null"
    )
    settled_on = fields.Date(readonly=True, copy=False, tracking=True)
    answered_on = fields.Date("Author Told On", readonly=True, copy=False, tracking=True)
    end_reason = fields.Char("Why It Ended", readonly=True, copy=False)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    state = fields.Selection(
        [
            ("received", "Received"),
            ("committee", "In the committee"),
            ("council", "With the Council"),
            ("settled", "Settled"),
            ("answered", "Answered"),
            ("passed_on", "Passed on"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="received",
        copy=False,
        tracking=True,
        index=True,
        group_expand=True,
    )

    _source_uniq = models.UniqueIndex(
        "(source_model, source_id) WHERE source_id IS NOT NULL AND source_id > 0",
        "This matter was taken over already.",
    )

    # ---- defaults ------------------------------------------------------------------------------------------------

    @api.model
    def _council_cell(self):
        """Return the cell of the council's office: named in the settings, else the cell of its head."""
        # sudo: ir.config_parameter, res.groups, hr.employee - where the council's office is, no secret
        named = self.env["ir.config_parameter"].sudo().get_param("biuro_rada.department_id")
        if named and named.isdecimal():
            return self.env["hr.department"].browse(int(named)).exists()
        for group in ("manager", "user"):
            users = self.env.ref(f"biuro_rada.biuro_rada_group_{group}").sudo().user_ids
            cells = users.employee_ids.filtered(lambda employee: employee.company_id == self.env.company).department_id
            if cells:
                return cells[:1].sudo(False)
        return self.env["hr.department"]

    @api.model
    def _default_committee(self):
        term = self.env["biuro.rada.term"]._current()
        return self.env["biuro.rada.committee"].search(
            [("term_id", "=", term.id), ("kind", "=", "complaints")], limit=1
        )

    @api.depends("register_ref", "subject")
    def _compute_display_name(self):
        for record in self:
            record.display_name = " – ".join(filter(None, [record.register_ref, record.subject]))

    @api.depends("deadline_next", "state")
    def _compute_is_overdue(self):
        today = office_today()
        for record in self:
            record.is_overdue = (
                record.state in OPEN_STATES and bool(record.deadline_next) and record.deadline_next < today
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", OPEN_STATES), ("deadline_next", "<", office_today())]

    @api.model
    def _register_book_columns(self, register=None):
        names = (
            "register_ref",
            "received_date",
            "kind",
            "author",
            "subject",
            "proposal",
            "settled_on",
            "answered_on",
            "state",
        )
        return [(name, self._fields[name]._description_string(self.env)) for name in names]

    def _get_deadline_employee(self):
        return self.responsible_id

    def _cancel_values(self, reason):
        self._deadline_cancel(reason=reason)
        return {"state": "withdrawn", "end_reason": reason}

    @property
    def _reply_jrwa(self):
        return JRWA.get(self.kind, "1510")
