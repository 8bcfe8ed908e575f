from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import resolutions, sessions

INITIATORS = [
    ("mayor", "President"),
    ("councillors", "Group of councillors"),
    ("club", "Club"),
    ("committee", "Committee"),
    ("citizens", "Residents"),
    ("chair", "Chair of the council"),
]
KINDS = [
    ("resolution", "Resolution"),
    ("budget", "Budget"),
    ("statute", "Statute of the city"),
    ("union", "Union: joining or its statute"),
    ("discharge", "Discharge (absolutorium)"),
    ("confidence", "Vote of confidence"),
    ("referendum", "Referendum"),
    ("recall_refusal", "Referendum to recall after a refusal"),
    ("recall", "Referendum to recall for another reason"),
    ("declaration", "Declaration"),
    ("appeal", "Public appeal"),
    ("opinion", "Opinion"),
    ("position", "Position"),
]


class BiuroRadaDraft(models.Model):
    """Draft of a resolution (projekt uchwały, druk) from its receipt to the vote on the whole of it."""

    _name = "biuro.rada.draft"
    _description = "Draft Resolution"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.rada.term.mixin",
        "biuro.rada.course.mixin",
        "biuro.deadline.mixin",
        "biuro.publication.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "received_date desc, id desc"
    _rec_name = "title"
    _rec_names_search = ["title", "number"]

    number = fields.Char(
        "Print No.", readonly=True, copy=False, index=True, help="Number of the print (druk) in the term."
    )
    number_int = fields.Integer(readonly=True, copy=False, aggregator=None)
    title = fields.Char(required=True, tracking=True, index="trigram", help="Begins with “w sprawie …”.")
    kind = fields.Selection(KINDS, required=True, default="resolution", tracking=True)
    initiator_type = fields.Selection(INITIATORS, "Proposed By", required=True, default="mayor", tracking=True)
    initiator_ids = fields.Many2many("res.partner", string="Proposers")
    club_id = fields.Many2one("biuro.rada.club", "Club")
    committee_id = fields.Many2one("biuro.rada.committee", "Committee")
    author_department_id = fields.Many2one(
        "hr.department", "Prepared By", help="The cell that wrote the draft.", index="btree_not_null"
    )
    received_date = fields.Date("Received On", required=True, default=lambda self: office_today(), tracking=True)
    legal_basis = fields.Text("Legal Basis")
    body = fields.Html("Text of the Resolution")
    justification = fields.Html("Justification")
    financial_effect = fields.Text()
    amount = fields.Monetary()
    currency_id = fields.Many2one(related="company_id.currency_id")
    cover_source = fields.Text("Source of Cover", help="Of a financial obligation (art. 58 ust. 1).")
    has_financial_obligation = fields.Boolean("Financial Obligation", tracking=True)
    is_local_law = fields.Boolean("Local Law", tracking=True)
    to_publish = fields.Boolean(
        "In the Official Journal", compute="_compute_to_publish", store=True, readonly=False, precompute=True
    )
    supervisor = fields.Selection(
        [("wojewoda", "Wojewoda"), ("rio", "Regional audit chamber (RIO)"), ("both", "Wojewoda and RIO")],
        "Supervised By",
        compute="_compute_supervisor",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    majority = fields.Selection(
        selection=lambda self: self.env["biuro.rada.vote"]._fields["majority"]._description_selection(self.env),
        string="Majority Needed",
        compute="_compute_majority",
        store=True,
    )
    majority_basis = fields.Char(compute="_compute_majority", store=True)
    consultation_required = fields.Boolean("Consultation Needed")
    consultation_from = fields.Date()
    consultation_to = fields.Date()
    signature_count = fields.Integer("Signatures Filed", aggregator=None)
    verified_count = fields.Integer("Valid Signatures", aggregator=None)
    citizen_representative_ids = fields.Many2many(
        "res.partner", "biuro_rada_draft_representative_rel", string="Representatives"
    )
    latest_session = fields.Date("Session at the Latest", compute="_compute_latest_session", store=True)
    opinion_ids = fields.One2many("biuro.rada.draft.opinion", "draft_id", "Opinions")
    amendment_ids = fields.One2many("biuro.rada.amendment", "draft_id", "Amendments to the Draft")
    session_id = fields.Many2one("biuro.rada.session", "Session", readonly=True, copy=False, index="btree_not_null")
    agenda_item_id = fields.Many2one(
        "biuro.rada.agenda.item", "Agenda Item", readonly=True, copy=False, index="btree_not_null"
    )
    agenda_item_ids = fields.One2many("biuro.rada.agenda.item", "draft_id", "Items of Agendas")
    vote_id = fields.Many2one("biuro.rada.vote", "Final Vote", readonly=True, copy=False)
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution", readonly=True, copy=False)
    state = fields.Selection(
        [
            ("received", "Received"),
            ("opinions", "At opinions"),
            ("committee", "In committees"),
            ("ready", "Ready"),
            ("on_agenda", "On the agenda"),
            ("adopted", "Adopted"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
            ("postponed", "Postponed"),
        ],
        required=True,
        readonly=True,
        default="received",
        copy=False,
        tracking=True,
        index=True,
        group_expand="_group_expand_state",
    )

    _number_uniq = models.UniqueIndex(
        "(term_id, number_int) WHERE number_int > 0", "This print number is taken already."
    )
    _consultation_ordered = models.Constraint(
        "CHECK (consultation_to IS NULL OR consultation_to >= consultation_from)",
        "A consultation ends after it begins.",
    )

    _local_law_published = models.Constraint(
        "CHECK (is_local_law IS NOT TRUE OR to_publish)",
        "RC-05: local law is published in the official journal of the voivodeship (u.o.a.n. art. 13).",
    )

    @api.depends("is_local_law", "kind")
    def _compute_to_publish(self):
        for draft in self:
            draft.to_publish = draft.is_local_law or draft.kind in ("budget", "statute")

    @api.depends("kind", "has_financial_obligation")
    def _compute_supervisor(self):
        for draft in self:
            draft.supervisor = (
                "rio"
                if draft.kind in ("budget", "discharge")
                else "both"
                if draft.has_financial_obligation
                else "wojewoda"
            )

    @api.depends("kind", "has_financial_obligation")
    def _compute_majority(self):
        for draft in self:
            draft.majority, draft.majority_basis = resolutions.draft_majority(
                draft.kind, draft.has_financial_obligation
            )

    @api.depends("initiator_type", "received_date", "verified_count", "term_id.population")
    def _compute_latest_session(self):
        for draft in self:
            draft.latest_session = False
            if draft.initiator_type == "citizens" and draft.received_date and draft.term_id.population:
                draft.latest_session = sessions.citizens_initiative(
                    draft.term_id.population, draft.verified_count, draft.received_date
                )["latest_session"]

    @api.depends("number", "title")
    def _compute_display_name(self):
        for draft in self:
            draft.display_name = " – ".join(
                filter(None, [draft.number and self.env._("Print %s", draft.number), draft.title])
            )

    @api.constrains("kind", "initiator_type")
    def _check_initiator(self):
        for draft in self:
            if draft.kind == "budget" and draft.initiator_type != "mayor":
                raise ValidationError(self.env._("Only the President proposes the budget (u.f.p. art. 233)."))

    @api.model_create_multi
    def create(self, vals_list):
        drafts = super().create(vals_list)
        Counter = self.env["biuro.register.counter"]
        for term in drafts.term_id:
            of_term = drafts.filtered(lambda draft, term=term: draft.term_id == term)
            # sudo: biuro.register.counter, own model - numbers are given by the system
            first = Counter.sudo()._draw(f"rada:print:{term.id}", 0, term.company_id, len(of_term))
            for number, draft in enumerate(of_term.sudo(), first):
                draft.write({"number_int": number, "number": str(number)})
        return drafts

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        if any(draft.number_int for draft in self):
            raise UserError(self.env._("A draft with a number is withdrawn, not deleted."))

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_ready(self):
        """Note that the draft may go on an agenda: it is complete.

        :return: True
        :raise UserError: no legal basis or justification; an obligation without its cover (art. 58); too few signatures
            (RC-03); no opinion of the legal adviser
        """
        self._check_state("received", "opinions", "committee", "postponed")
        for draft in self:
            draft._check_complete()
        self._set_state("ready")
        return True

    def _check_complete(self):
        self.ensure_one()
        if not (self.legal_basis or "").strip() or not self.justification:
            raise UserError(self.env._("A draft needs its legal basis and its justification."))
        if self.has_financial_obligation and not (self.cover_source or "").strip():
            raise UserError(self.env._("Name the source from which the obligation is covered (art. 58 ust. 1)."))
        if self.initiator_type == "citizens":
            answer = sessions.citizens_initiative(self.term_id.population, self.verified_count, self.received_date)
            if not answer["accepted"]:
                raise UserError(
                    self.env._(
                        "RC-03: %(valid)s valid signatures, %(needed)s needed.",
                        valid=self.verified_count,
                        needed=answer["needed"],
                    )
                )
        if not self.opinion_ids.filtered(lambda opinion: opinion.kind == "legal" and opinion.result):
            raise UserError(self.env._("A draft needs the opinion of the legal adviser."))

    def action_put_on_agenda(self, session_id):
        """Put the drafts on the agenda of a session being prepared, each as an item of its own.

        :param int session_id: the session
        :return: list of ids of the items
        :raise UserError: not ready; the session has been convened: its agenda is changed by a vote (RB-04)
        """
        self._check_state("ready")
        session = self.env["biuro.rada.session"].browse(session_id)
        session._check_state("draft")
        last = max(session.agenda_item_ids.mapped("sequence"), default=0)
        items = self.env["biuro.rada.agenda.item"]
        for draft in self:
            others = session.agenda_item_ids.draft_id.filtered(
                lambda other, me=draft: other.club_id and other.club_id == me.club_id
            )
            answer = resolutions.intake(draft.received_date, session.day, draft.initiator_type, len(others))
            last += 10
            items |= items.create(
                {
                    "session_id": session.id,
                    "title": self.env._("Adoption of a resolution %s", draft.title),
                    "item_type": "draft",
                    "sequence": last,
                    "draft_id": draft.id,
                    "mandatory_reason": draft.initiator_type
                    if answer["must"]
                    else "citizens"
                    if draft.initiator_type == "citizens"
                    else False,
                }
            )
            draft._add_version(self.env._("Handed over to the session"))
            draft._set_state("on_agenda", session_id=session.id, agenda_item_id=items[-1].id)
        return items.ids

    def action_withdraw(self, reason):
        """Withdraw the drafts.

        :param str reason: why
        :return: True
        :raise UserError: settled already; no reason
        """
        self._check_state("received", "opinions", "committee", "ready", "on_agenda", "postponed")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        for draft in self.filtered(lambda draft: draft.state == "on_agenda"):
            if draft.session_id.state == "draft":
                draft.agenda_item_id.unlink()
        self._set_state("withdrawn")
        self._deadline_cancel(reason=self.env._("The draft was withdrawn."))
        for draft in self:
            draft.message_post(body=self.env._("Withdrawn: %s", reason))
        return True

    def _voted(self, vote):
        """Take the result of the vote on the whole draft."""
        self.ensure_one()
        if self.resolution_id:
            raise UserError(self.env._("%s is in the register of resolutions already.", self.display_name))
        if vote.result == "adopted":
            self._set_state("adopted", vote_id=vote.id)
        elif vote.result == "rejected":
            self._set_state("rejected", vote_id=vote.id)
