from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.models.biuro_access_mixin import USER, tokens
from odoo.addons.biuro_kancelaria.tools import NumberedChar, office_today

TRANSITIONS = {
    "draft": {"received"},
    "received": {"asked", "in_reply", "answered", "annulled"},
    "asked": {"asked", "in_reply", "answered", "annulled"},
    "in_reply": {"asked", "answered", "annulled"},
    "answered": {"closed", "in_reply"},
}
# who intervenes: the rule whose term binds the office
RULES = {"mp": "mp_intervention", "senator": "mp_intervention", "ombudsman": "ombudsman_intervention"}
RESULTS = [
    ("done", "Settled as Asked"), ("partly", "Settled in Part"), ("explained", "Explained"),
    ("refused", "Not Possible"), ("passed_on", "Passed On to Another Body"),
]


class BiuroSekretariatIntervention(models.Model):
    """Intervention (interwencja): members of the Sejm, senators, the Ombudsman, councillors, residents' calls.

    draft - received - asked (a cell is asked for its position) - in_reply - answered - closed; annulled.
    """

    _name = "biuro.sekretariat.intervention"
    _description = "Intervention"
    _inherit = [
        "biuro.register.mixin", "biuro.deadline.mixin", "biuro.access.mixin", "biuro.guard.mixin", "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "register_year desc, register_number desc, id desc"
    _rec_name = "subject"
    _rec_names_search = ["register_ref", "subject"]
    _mail_post_access = "read"
    _register_code = "INTW"
    _access_reference = "register_ref"
    _access_depends = (
        "department_id", "clerk_id", "is_restricted", "reader_ids", "asked_department_id", "registered_by_id",
    )
    _deadline_copied_fields = frozenset({
        "subject", "register_ref", "department_id", "clerk_id", "is_restricted", "reader_ids", "asked_department_id",
        "company_id",
    })

    state = fields.Selection(
        [
            ("draft", "Draft"), ("received", "Received"), ("asked", "Position Asked For"), ("in_reply", "In Reply"),
            ("answered", "Answered"), ("closed", "Closed"), ("annulled", "Annulled"),
        ],
        default="draft", required=True, readonly=True, copy=False, tracking=True, index=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    date_received = fields.Date("Received On", required=True, default=lambda self: office_today(), index=True)
    letter_id = fields.Many2one("biuro.letter", "Letter", index="btree_not_null", copy=False, ondelete="restrict")
    sender_kind = fields.Selection(
        [
            ("mp", "Member of the Sejm"), ("senator", "Senator"), ("ombudsman", "Ombudsman"),
            ("councillor", "Councillor"), ("resident", "Resident"), ("other", "Another"),
        ],
        "From", required=True, default="resident", index=True, tracking=True,
    )
    partner_id = fields.Many2one("res.partner", "Who Intervenes", index="btree_not_null")
    sender_name = NumberedChar(
        "Name of Who Intervenes", compute="_compute_sender_name", store=True, readonly=False, index="trigram",
    )
    contact = fields.Char("Telephone or E-mail", help="Of a call: how to reach the person.")
    on_behalf_of = fields.Char("On Whose Behalf")
    subject = NumberedChar("Subject", required=True, index="trigram", tracking=True)
    description = fields.Text("Content")

    department_id = fields.Many2one("hr.department", "Cell", index=True, tracking=True, default=lambda self: (
        self._default_department_id()))
    clerk_id = fields.Many2one("hr.employee", "Handler", index=True, tracking=True, default=lambda self: (
        self.env.user._biuro_employee()))
    is_restricted = fields.Boolean("Restricted", tracking=True)
    reader_ids = fields.Many2many(
        "res.users", "biuro_sekretariat_intervention_reader_rel", "intervention_id", "user_id", "Also Visible To",
    )
    case_id = fields.Many2one("biuro.case", "Case", copy=False, index="btree_not_null")

    # Position of a cell
    asked_department_id = fields.Many2one(
        "hr.department", "Cell Asked", readonly=True, copy=False, index="btree_not_null", tracking=True,
    )
    date_asked = fields.Date("Asked On", readonly=True, copy=False)
    date_internal_due = fields.Date("Position Due", readonly=True, copy=False, index="btree_not_null")
    opinion = fields.Text("Position of the Cell", readonly=True, copy=False)
    date_opinion = fields.Date("Position Received On", readonly=True, copy=False)

    # Answer
    reply_id = fields.Many2one(
        "biuro.letter", "Answer", readonly=True, copy=False, index="btree_not_null", ondelete="restrict",
    )
    date_agreed = fields.Date(
        "Final End Agreed", copy=False, help="Agreed with the member of the Sejm or senator (art. 20(2)).",
    )
    date_answered = fields.Date("Answered On", readonly=True, copy=False, index="btree_not_null")
    result = fields.Selection(
        RESULTS, readonly=True, copy=False, tracking=True, index=True,
    )
    result_note = fields.Text("How It Ended", readonly=True, copy=False)
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")
    is_opinion_late = fields.Boolean("Position Late", compute="_compute_is_overdue")
    is_mine = fields.Boolean("Mine", compute="_compute_is_mine", search="_search_is_mine")
    is_my_cell = fields.Boolean("Of My Cell", compute="_compute_is_mine", search="_search_is_my_cell")

    _letter_uniq = models.UniqueIndex(
        "(letter_id) WHERE letter_id IS NOT NULL AND is_cancelled IS NOT TRUE",
        "This letter is in the register of interventions already.",
    )

    @api.model
    def _today(self):
        """Return today in Europe/Warsaw (date)."""
        return office_today()

    @api.model
    def _default_department_id(self):
        # sudo: hr.employee - the cell of the user's own employee
        return self.env.user._biuro_employee().sudo().department_id.id

    @api.depends("partner_id")
    def _compute_sender_name(self):
        for intervention in self:
            intervention.sender_name = intervention.partner_id.name or intervention.sender_name

    @api.depends("register_ref", "subject", "access_tokens", "access_restricted")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for intervention in self:
            intervention.display_name = " ".join(filter(None, [intervention.register_ref, intervention.subject]))
        self._access_mask_names("register_ref")

    @api.depends("deadline_next", "date_internal_due", "date_opinion", "state")
    def _compute_is_overdue(self):
        today = self._today()
        for intervention in self:
            intervention.is_overdue = bool(intervention.deadline_next and intervention.deadline_next < today)
            intervention.is_opinion_late = (
                intervention.state == "asked" and not intervention.date_opinion
                and bool(intervention.date_internal_due) and intervention.date_internal_due < today
            )

    def _search_is_overdue(self, operator, value):
        return [("deadline_next", "<", self._today())] if operator == "in" else NotImplemented

    @api.depends("clerk_id", "department_id", "asked_department_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        people, cells = self.env.user.acting_employee_ids, self.env.user.cell_ids
        for intervention in self:
            intervention.is_mine = intervention.clerk_id in people
            intervention.is_my_cell = bool((intervention.department_id | intervention.asked_department_id) & cells)

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("clerk_id", "in", self.env.user.acting_employee_ids.ids)]

    def _search_is_my_cell(self, operator, value):
        cells = self.env.user.cell_ids.ids
        if operator != "in":
            return NotImplemented
        return ["|", ("department_id", "in", cells), ("asked_department_id", "in", cells)]

    @api.constrains("date_received")
    def _check_date_received(self):
        if any(intervention.date_received > self._today() for intervention in self):
            raise UserError(self.env._("The date of receipt cannot be later than today."))

    # Access: its cell, the cell asked, its handler, and whoever entered it

    def _access_cells(self):
        return self.department_id | self.asked_department_id

    def _access_extra(self, restricted):
        return tokens(USER, (self.registered_by_id | self.create_uid).ids), set()

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        return self._access_filter_recipients(super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs))

    def message_post(self, **kwargs):
        # who is named in a message may read it for ever: not who may not read the record
        kwargs["partner_ids"] = self._access_filter_partners(list(kwargs.get("partner_ids") or []))
        return super().message_post(**kwargs)

    # Course

    def _move_to(self, state, **values):
        """Move entries to a state, with other values in the same write. Every verb passes here."""
        self.check_access("write")  # the write below is sudo: a reader must not get here
        labels = dict(self._fields["state"]._description_selection(self.env))
        for intervention in self:
            if state not in TRANSITIONS.get(intervention.state, ()):
                raise UserError(self.env._(
                    "%(entry)s is “%(old)s” and cannot become “%(new)s”.", entry=intervention.display_name,
                    old=labels[intervention.state], new=labels[state],
                ))
        # sudo: own model - the guard refuses the state from anyone else; access was checked above
        self.sudo().write({**values, "state": state})
        return True

    def action_register(self):
        """Enter interventions in their register; the term of who intervenes starts from the day of receipt.

        :return: True
        :raise UserError: registered already, cancelled
        Legal source: act on the mandate of a member of the Sejm and senator art. 20(2) (14 days).
        """
        self.check_access("write")
        # sudo: own model - the mixin writes protected numbers; access was checked above
        self.sudo()._enter_register()
        for intervention in self:
            if code := RULES.get(intervention.sender_kind):
                intervention._deadline_start(code, intervention.date_received)
        return True

    def _register_values(self, number, year, register):
        return {**super()._register_values(number, year, register), "state": "received"}

    def _check_cancel(self):
        super()._check_cancel()
        for intervention in self.filtered(lambda line: not line.is_cancelled and line.state in ("answered", "closed")):
            raise UserError(self.env._("%s has ended: its entry cannot be annulled.", intervention.display_name))

    def _cancel_values(self, reason):
        return {**super()._cancel_values(reason), "state": "annulled"}

    def action_cancel(self, reason):
        """Annul entries made by mistake: the number stays, the reason is kept, the terms are cancelled.

        :param str reason: why, required
        :return: True
        """
        super().action_cancel(reason)
        self._deadline_cancel(reason=reason)
        return True

    @api.model
    def _register_book_columns(self, register=None):
        names = [
            "register_number", "register_ref", "date_received", "sender_kind", "sender_name", "on_behalf_of", "subject",
            "asked_department_id", "date_internal_due", "date_opinion", "date_answered", "result", "state",
        ]
        return [(name, self._fields[name]._description_string(self.env)) for name in names]
