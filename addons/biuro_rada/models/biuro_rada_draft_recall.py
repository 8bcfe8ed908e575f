from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import recall
from .biuro_rada_draft_paper import AT_SESSION


class BiuroRadaDraftRecall(models.Model):
    """Discharge and recall of the President (u.s.g. art. 28a-28c): papers before the vote, windows, the motion."""

    _inherit = "biuro.rada.draft"

    paper_ids = fields.One2many("biuro.rada.draft.paper", "draft_id", "Papers before the Vote")
    recall_cause = fields.Selection(
        [("discharge", "Discharge refused (art. 28a)"), ("confidence", "Confidence refused twice (art. 28aa ust. 10)")],
        "Cause of the Recall",
        default="discharge",
        help="Of a referendum to recall the President after a refusal.",
    )
    motion_filed_on = fields.Date("Motion Filed On", help="Of at least a quarter of the council (art. 28b).")
    motion_signatory_ids = fields.Many2many(
        "biuro.rada.councillor", "biuro_rada_draft_motion_signatory_rel", string="Motion Signed By"
    )
    recall_earliest = fields.Date("Session at the Earliest", compute="_compute_recall")
    recall_problems = fields.Text("What Stands in the Way", compute="_compute_recall")
    recall_reasons = fields.Json(compute="_compute_recall")

    @api.depends(
        "kind",
        "recall_cause",
        "motion_filed_on",
        "motion_signatory_ids",
        "session_id.day",
        "term_id.mayor_elected_on",
        "term_id.election_date",
        "term_id.date_end",
    )
    def _compute_recall(self):
        for draft in self:
            answer = draft._recall_answer(draft.session_id.day or office_today()) or {}
            draft.recall_earliest = answer.get("earliest")
            draft.recall_problems = "\n".join(answer.get("problems", []))
            draft.recall_reasons = answer.get("reasons", [])

    def _recall_answer(self, day):
        """Return what the law says of a vote on the recall on a day (dict of ``law.recall``), or False."""
        self.ensure_one()
        term = self.term_id
        if self.kind not in ("recall", "recall_refusal") or not (term.date_end and term.election_date):
            return False
        elected = term.mayor_elected_on or term.election_date
        if self.kind == "recall":
            failed = self._vote_days([("draft_id.kind", "=", "recall"), ("is_final", "=", True),
                                      ("result", "=", "rejected"), ("draft_id", "!=", self._origin.id)])
            return recall.by_motion(
                day, elected, term.date_end, self.motion_filed_on or None, len(self._motion_signatories()),
                term.statutory_members, max(failed, default=None),
            )
        if self.recall_cause == "confidence":
            return recall.after_confidence(
                day, self._vote_days([("special", "=", "confidence"), ("outcome", "=", "refused")])
            )
        refused = self._vote_days([("special", "=", "discharge_refuse"), ("outcome", "=", "refused")])
        return recall.after_discharge(day, elected, term.date_end, max(refused, default=None))

    def _motion_signatories(self):
        """Return the councillors whose signatures count: of this council, in office on the day of the motion."""
        self.ensure_one()
        return self.motion_signatory_ids.filtered(
            lambda one: one.term_id == self.term_id and one._holds_mandate(self.motion_filed_on)
        )

    def _vote_days(self, domain):
        """Return the days (list of dates) of the closed votes of the council of this term that match."""
        # sudo: biuro.rada.vote - the days of past votes of the council are public
        votes = self.env["biuro.rada.vote"].sudo().search([
            ("state", "=", "closed"), ("session_id.term_id", "=", self.term_id.id),
            ("session_id.body_type", "=", "council"), ("session_id.is_rehearsal", "=", False), *domain,
        ])
        return [local(vote.closed_at).date() if vote.closed_at else vote.session_id.day for vote in votes]

    @api.constrains("motion_filed_on")
    def _check_motion_day(self):
        if any(draft.motion_filed_on and draft.motion_filed_on > office_today() for draft in self):
            raise ValidationError(self.env._("The day cannot be later than today."))

    # ---- papers --------------------------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        drafts = super().create(vals_list)
        drafts._sync_papers()
        return drafts

    def write(self, vals):
        result = super().write(vals)
        if {"kind", "recall_cause", "term_id"} & vals.keys():
            self._sync_papers()
        return result

    def _sync_papers(self):
        """List the papers that the council must have; those no longer needed and not there yet leave the list."""
        values = []
        for draft in self:
            wanted = recall.papers(draft.kind, draft.recall_cause or "discharge", draft.term_id.population)
            draft.paper_ids.filtered(lambda paper, wanted=wanted: paper.kind not in wanted
                                     and not paper.received_on).unlink()
            known = set(draft.paper_ids.mapped("kind"))
            values += [
                {"draft_id": draft.id, "kind": kind, "sequence": place, "basis": recall.PAPERS[kind][1]}
                for place, kind in enumerate(wanted, 1) if kind not in known
            ]
        if values:
            # sudo: biuro.rada.draft.paper - the list follows from the kind of the draft, which was written
            self.env["biuro.rada.draft.paper"].sudo().create(values)

    def _missing_papers(self, before_session=False):
        """Return the papers that the council does not have yet; ``before_session``: of those that can lie ready."""
        return self.paper_ids.filtered(
            lambda paper: not paper.received_on and not (before_session and paper.kind in AT_SESSION)
        )

    def _check_complete(self):
        super()._check_complete()
        if self.kind == "recall" and not (self.motion_filed_on and self.motion_signatory_ids):
            raise UserError(self.env._(
                "Enter the motion of the councillors: its day and who signed it (art. 28b ust. 1-2)."
            ))

    def _check_vote_allowed(self, day):
        """Refuse a vote on the discharge or the recall before its time or without its papers.

        :param date day: day of the session
        :raise UserError: papers that the council has not; a window, a motion or 14 days that are not kept
        """
        self.ensure_one()
        if (answer := self._recall_answer(day)) and not answer["allowed"]:
            raise UserError(self.env._(
                "The council cannot decide on this referendum (art. 28a-28c): %s.", "; ".join(answer["problems"])
            ))
        if missing := self._missing_papers():
            raise UserError(self.env._(
                "The council votes once it has taken note of the papers that the act names. Missing: %s. Enter them on "
                "the draft.",
                "; ".join(paper._label() for paper in missing),
            ))
