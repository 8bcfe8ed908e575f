from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

RESULTS = [
    ("positive", "Positive"),
    ("negative", "Negative"),
    ("remarks", "With remarks"),
    ("none", "No opinion given"),
]
# kind: (step, function in the office of who gives it)
STEPS = {
    "legal": (10, "legal_adviser"),
    "treasurer": (10, "treasurer"),
    "external": (20, None),
    "committee": (30, None),
}


class BiuroRadaDraftOpinion(models.Model):
    """Opinion on a draft: of the legal adviser, the Treasurer, a committee or somebody outside.

    Opinions of one step are asked for side by side; the next step begins when all of the one before are given.
    """

    _name = "biuro.rada.draft.opinion"
    _description = "Opinion on a Draft"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "draft_id, sequence, id"
    _rec_name = "kind"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="draft_id.company_id", store=True)
    sequence = fields.Integer(
        "Step",
        compute="_compute_sequence",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        help="Opinions of the same step are asked for side by side.",
    )
    kind = fields.Selection(
        [("legal", "Legal adviser"), ("treasurer", "Treasurer"), ("committee", "Committee"), ("external", "Outside")],
        required=True,
        default="legal",
    )
    author_id = fields.Many2one("res.users", "Asked", index="btree_not_null", domain=[("share", "=", False)])
    committee_id = fields.Many2one("biuro.rada.committee", "Committee")
    partner_id = fields.Many2one("res.partner", "Outside Body")
    days = fields.Integer("Working Days", aggregator=None, help="The internal term; that of the settings when empty.")
    asked_on = fields.Date(readonly=True, copy=False)
    due = fields.Date(compute="_compute_due", store=True)
    version_id = fields.Many2one("biuro.rada.draft.version", "Version", readonly=True, copy=False)
    date = fields.Date("Given On", tracking=True)
    result = fields.Selection(RESULTS, tracking=True)
    text = fields.Text("Opinion")
    given_by_id = fields.Many2one("res.users", "Recorded By", readonly=True, copy=False)
    vote_id = fields.Many2one("biuro.rada.vote", "Vote of the Committee", readonly=True)
    state = fields.Selection(
        [("waiting", "Waits for its turn"), ("asked", "Asked for"), ("given", "Opinion given")],
        compute="_compute_state",
        store=True,
    )
    may_give = fields.Boolean(compute="_compute_is_mine")
    is_mine = fields.Boolean("For Me", compute="_compute_is_mine", search="_search_is_mine")

    @api.depends("kind")
    def _compute_sequence(self):
        for opinion in self:
            opinion.sequence = STEPS[opinion.kind][0] if opinion.kind else 10

    @api.depends("asked_on", "result")
    def _compute_state(self):
        for opinion in self:
            opinion.state = "given" if opinion.result else "asked" if opinion.asked_on else "waiting"

    @api.depends("deadline_ids.date_deadline", "deadline_ids.state")
    def _compute_due(self):
        for opinion in self:
            ends = opinion.deadline_ids.filtered(lambda line: line.state != "cancelled").mapped("date_deadline")
            opinion.due = max(ends, default=False)

    @api.depends_context("uid")
    @api.depends("author_id", "state")
    def _compute_is_mine(self):
        office = self.env.user.has_group("biuro_rada.biuro_rada_group_user")
        for opinion in self:
            opinion.is_mine = opinion.author_id == self.env.user
            opinion.may_give = opinion.state == "asked" and (opinion.is_mine or office)

    def _search_is_mine(self, operator, value):
        return [("author_id", "=", self.env.uid)] if operator == "in" else NotImplemented

    @api.depends("kind", "draft_id.display_name", "committee_id.name", "partner_id.name")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for opinion in self:
            who = opinion.committee_id.name or opinion.partner_id.name or kinds.get(opinion.kind, "")
            opinion.display_name = f"{who}: {opinion.draft_id.display_name}"

    @api.constrains("kind", "committee_id", "partner_id", "result", "date")
    def _check_opinion(self):
        for opinion in self:
            if opinion.kind == "committee" and not opinion.committee_id:
                raise ValidationError(self.env._("Name the committee that gives the opinion."))
            if opinion.kind == "external" and not opinion.partner_id:
                raise ValidationError(self.env._("Name the body that gives the opinion."))
            if opinion.result and not opinion.date:
                raise ValidationError(self.env._("Give the day of the opinion."))
            if opinion.date and opinion.date > office_today():
                raise ValidationError(self.env._("The day cannot be later than today."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_given(self):
        if any(opinion.result for opinion in self):
            raise UserError(self.env._("An opinion that was given stays in the file of the draft."))

    def _get_deadline_employee(self):
        # sudo: res.users, hr.employee - whose activity it is
        return self.author_id.sudo().employee_ids[:1].sudo(False) or self.draft_id.clerk_id

    def _get_deadline_department(self):
        # sudo: hr.employee - the cell of who is asked
        asked = self.author_id.sudo().employee_ids[:1].department_id.sudo(False)
        return asked or self.company_id._rada_department()

    def _term_days(self):
        company = self.company_id
        days = {"treasurer": company.rada_treasurer_days, "legal": company.rada_opinion_days}
        return max(self.days or days.get(self.kind, company.rada_committee_days), 1)

    def _ask(self):
        """Ask for the opinions: their internal terms begin today."""
        today = office_today()
        for opinion in self.filtered(lambda line: line.state == "waiting"):
            # sudo: own model - facts are written by verbs only; the access to the draft was checked
            opinion.sudo().write({"asked_on": today, "version_id": opinion.draft_id.version_id.id})
            opinion.sudo()._deadline_start("draft_opinion", today, amount=opinion._term_days())

    def action_give(self, result, text=None, on=None):
        """Give the opinion.

        :param str result: ``positive``, ``negative``, ``remarks`` or ``none``
        :param str text: the opinion; needed unless it is positive or none
        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: not asked for; given already; no words where they are needed
        :raise AccessError: somebody else was asked
        """
        self.ensure_one()
        self.check_access("read")
        if self.author_id != self.env.user and not self.env.user.has_group("biuro_rada.biuro_rada_group_user"):
            raise AccessError(self.env._("Somebody else was asked for this opinion."))
        if result not in dict(RESULTS):
            raise UserError(self.env._("Choose the result of the opinion."))
        if self.state == "waiting":
            raise UserError(self.env._("This opinion was not asked for yet: its step comes later."))
        if self.state == "given":
            raise UserError(self.env._("This opinion was given already. Ask for another one on a new version."))
        if result in ("negative", "remarks") and not (text or "").strip():
            raise UserError(self.env._("Write the remarks or the reasons."))
        day = fields.Date.to_date(on) or office_today()
        if day > office_today():
            raise UserError(self.env._("The day cannot be later than today."))
        self._take(result, day, text)
        return True

    def _take(self, result, day, text=None, vote=None):
        """Write the opinion and let the draft go on."""
        self.ensure_one()
        # sudo: own model - facts are written by verbs only; who may was checked by the caller
        own = self.sudo()
        own.write(
            {
                "result": result,
                "date": day,
                "text": text or own.text,
                "given_by_id": self.env.uid,
                "vote_id": vote.id if vote else own.vote_id.id,
                "version_id": own.version_id.id or own.draft_id.version_id.id,
            }
        )
        own._deadline_done("draft_opinion", on=fields.Date.to_string(max(day, own.asked_on or day)))
        own.draft_id._go_on_with_opinions()

    def action_open_give(self):
        """Open the window in which the opinion is given.

        :return: action (dict)
        """
        self.ensure_one()
        return self.env["biuro.rada.step"]._open("opinion", self)
