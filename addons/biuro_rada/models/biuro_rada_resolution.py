from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import numbers, resolutions

VALIDITY = [
    ("not_yet", "Not yet in force"),
    ("in_force", "In force"),
    ("repealed", "Repealed"),
    ("annulled", "Annulled"),
    ("expired", "Lapsed"),
]


class BiuroRadaResolution(models.Model):
    """Resolution (uchwała) in the register of resolutions: numbered without gaps in the order of voting."""

    _name = "biuro.rada.resolution"
    _description = "Resolution"
    _inherit = [
        "biuro.guard.mixin",
        "biuro.deadline.mixin",
        "biuro.publication.mixin",
        "biuro.rada.publish.term.mixin",
        "biuro.rada.validity.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "date_adopted desc, seq desc, id desc"
    _rec_names_search = ["number", "title"]

    number = fields.Char(readonly=True, copy=False, index="trigram")
    seq = fields.Integer("No. in the Register", readonly=True, copy=False, aggregator=None)
    seq_year = fields.Integer(readonly=True, copy=False, aggregator=None, help="0 when numbered through the term.")
    date_adopted = fields.Date("Adopted On", required=True, readonly=True, index=True)
    title = fields.Char(required=True, tracking=True, index="trigram")
    term_id = fields.Many2one("biuro.rada.term", "Term", required=True, readonly=True, index=True, ondelete="restrict")
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    session_id = fields.Many2one("biuro.rada.session", "Session", readonly=True, index=True, ondelete="restrict")
    draft_id = fields.Many2one("biuro.rada.draft", "Draft", readonly=True, index="btree_not_null", ondelete="restrict")
    vote_id = fields.Many2one("biuro.rada.vote", "Vote", readonly=True, index="btree_not_null", ondelete="restrict")
    kind = fields.Selection(
        selection=lambda self: self.env["biuro.rada.draft"]._fields["kind"]._description_selection(self.env),
        required=True,
        default="resolution",
    )
    body = fields.Html("Text")
    legal_basis = fields.Text()
    justification = fields.Html()
    is_local_law = fields.Boolean("Local Law", tracking=True)
    to_publish = fields.Boolean("In the Official Journal", tracking=True)
    supervisor = fields.Selection(
        selection=lambda self: self.env["biuro.rada.draft"]._fields["supervisor"]._description_selection(self.env),
        string="Supervised By",
        required=True,
        default="wojewoda",
    )
    signed_by_id = fields.Many2one("biuro.rada.councillor", "Signed By", readonly=True, copy=False)
    signed_on = fields.Date(readonly=True, copy=False, tracking=True)
    executor_id = fields.Many2one("hr.department", "Executed By", index="btree_not_null", tracking=True)
    executor_due = fields.Date("To Be Executed Until")
    journal_name = fields.Char("Official Journal", readonly=True, copy=False)
    journal_year = fields.Integer(readonly=True, copy=False, aggregator=None)
    journal_item = fields.Integer("Journal Position", readonly=True, copy=False, aggregator=None)
    published_on = fields.Date("Published in the Journal", readonly=True, copy=False, tracking=True)
    in_force_rule = fields.Selection(
        [("adoption", "With the day of adoption"), ("days", "After so many days"), ("date", "On a named day")],
        "Enters into Force",
        required=True,
        default="adoption",
    )
    in_force_days = fields.Integer("Days", default=14, aggregator=None)
    in_force_on = fields.Date("Named Day")
    shorter_basis = fields.Char("Why Sooner than 14 Days")
    in_force_from = fields.Date(compute="_compute_in_force", store=True, index=True)
    in_force_reasons = fields.Json(compute="_compute_in_force", store=True)
    repealed_on = fields.Date(compute="_compute_repealed", store=True)
    annulled_on = fields.Date(readonly=True, copy=False, tracking=True)
    annulled_part = fields.Text("Annulled Part", readonly=True, copy=False)
    valid_until = fields.Date("In Force Until", help="Of an act adopted for a time.")
    validity = fields.Selection(VALIDITY, compute="_compute_validity", search="_search_validity")
    relation_ids = fields.One2many("biuro.rada.resolution.relation", "resolution_id", "Concerns")
    related_ids = fields.One2many("biuro.rada.resolution.relation", "target_id", "Concerned By")
    supervision_ids = fields.One2many("biuro.rada.supervision", "resolution_id", "Supervision")
    execution_ids = fields.One2many("biuro.rada.execution", "resolution_id", "Execution")
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null")
    external_id = fields.Char(readonly=True, copy=False, index="btree_not_null", help="Of an imported record.")
    state = fields.Selection(
        [
            ("adopted", "Adopted"),
            ("signed", "Signed"),
            ("sent", "Sent to supervision"),
            ("supervised", "Supervised"),
            ("published", "Published"),
            ("in_force", "In force"),
            ("executed", "Executed"),
            ("annulled", "Annulled"),
        ],
        required=True,
        readonly=True,
        default="adopted",
        copy=False,
        tracking=True,
        index=True,
    )

    _local_law_published = models.Constraint(
        "CHECK (is_local_law IS NOT TRUE OR to_publish)",
        "RC-05: local law is published in the official journal of the voivodeship (u.o.a.n. art. 13).",
    )
    _number_uniq = models.UniqueIndex(
        "(company_id, number) WHERE number IS NOT NULL", "RC-01: this number is taken already."
    )
    _seq_uniq = models.UniqueIndex(
        "(term_id, seq_year, seq) WHERE seq > 0", "RC-01: this place in the register is taken already."
    )

    @api.depends("number", "title")
    def _compute_display_name(self):
        for resolution in self:
            resolution.display_name = " ".join(filter(None, [resolution.number, resolution.title]))

    @api.depends(
        "in_force_rule", "in_force_days", "in_force_on", "date_adopted", "published_on", "to_publish", "shorter_basis"
    )
    def _compute_in_force(self):
        for resolution in self:
            if not resolution.date_adopted:
                resolution.in_force_from, resolution.in_force_reasons = False, []
                continue
            try:
                answer = resolutions.in_force(
                    resolution.in_force_rule,
                    resolution.date_adopted,
                    resolution.published_on or None,
                    resolution.in_force_days,
                    resolution.in_force_on or None,
                    resolution.to_publish,
                    resolution.shorter_basis or "",
                )
            except LawError as error:
                raise ValidationError(str(error)) from error
            resolution.in_force_from, resolution.in_force_reasons = answer["in_force_from"], answer["reasons"]

    @api.depends("related_ids.kind", "related_ids.resolution_id.in_force_from", "related_ids.resolution_id.annulled_on")
    def _compute_repealed(self):
        for resolution in self:
            days = [
                relation.resolution_id.in_force_from
                for relation in resolution.related_ids
                if relation.kind == "repeals"
                and relation.resolution_id.in_force_from
                and not relation.resolution_id.annulled_on
            ]
            resolution.repealed_on = min(days, default=False)

    def _validity_on(self, day):
        """Return what the one resolution is on a day (key of ``VALIDITY``)."""
        self.ensure_one()
        return resolutions.validity(
            day,
            self.in_force_from or None,
            self.repealed_on or None,
            self.annulled_on or None,
            self.valid_until or None,
        )

    @api.depends("in_force_from", "repealed_on", "annulled_on", "valid_until")
    def _compute_validity(self):
        today = office_today()
        for resolution in self:
            resolution.validity = resolution._validity_on(today)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        raise UserError(self.env._("A resolution of the register cannot be deleted."))

    # ---- adoption ------------------------------------------------------------------------------------------------

    @api.model
    def _adopt(self, drafts):
        """Enter the adopted drafts of one session in the register, numbered in the order given. Return the resolutions.

        Call it last in the transaction: others who number wait until it ends.
        """
        session = drafts.session_id
        session.ensure_one()
        term = session.term_id
        # sudo: own model - a resolution is made by its adoption only
        resolved = self.sudo().create([draft._prepare_resolution() for draft in drafts])
        for draft, resolution in zip(drafts, resolved, strict=True):
            draft._set_state("adopted", resolution_id=resolution.id)
        resolved._after_adoption()
        self.env.flush_all()
        year = session.day.year if term.seq_scope == "year" else 0
        # sudo: biuro.register.counter - numbers are given by the system
        first = (
            self.env["biuro.register.counter"]
            .sudo()
            ._draw(f"rada:resolution:{term.id}", year, term.company_id, len(resolved))
        )
        for seq, resolution in enumerate(resolved, first):
            resolution.write(
                {
                    "seq": seq,
                    "seq_year": year,
                    "number": numbers.resolution_number(term.number_pattern, session.number_int, seq, session.day)[
                        "number"
                    ],
                }
            )
        resolved._deadline_sync_names()
        return resolved.with_env(self.env)
