from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import sessions
from .biuro_rada_draft_opinion import STEPS

OPEN = ("received", "opinions", "committee", "ready", "on_agenda", "postponed")


class BiuroRadaDraft(models.Model):
    """The path of a draft: who may propose it, its opinions step by step, its versions, consultations, amendments."""

    _inherit = "biuro.rada.draft"
    _reason_verbs = {
        "action_withdraw": {"reason": "reason"},
        "action_postpone": {"reason": "reason"},
        "action_save_version": {"reason": "reason"},
        "action_return": {"reason": "reason"},
    }

    clerk_id = fields.Many2one(
        "hr.employee", "Handler", default=lambda self: self.env.user._biuro_employee(), index="btree_not_null"
    )
    case_id = fields.Many2one("biuro.case", "Case", index="btree_not_null")
    letter_id = fields.Many2one("biuro.letter", "Letter", help="With which the draft came.", index="btree_not_null")
    proposer_ids = fields.Many2many("biuro.rada.councillor", string="Group of Councillors")
    financial_none = fields.Boolean("No Financial Effect", help="The draft causes no income or expense.")
    # what the adopted resolution takes over
    in_force_rule = fields.Selection(
        selection=lambda self: (
            self.env["biuro.rada.resolution"]._fields["in_force_rule"]._description_selection(self.env)
        ),
        string="Enters into Force",
    )
    in_force_days = fields.Integer("Days", default=14, aggregator=None)
    in_force_on = fields.Date("Named Day")
    shorter_basis = fields.Char("Why Sooner than 14 Days")
    valid_until = fields.Date("In Force Until")
    executor_id = fields.Many2one("hr.department", "Executed By")
    executor_due = fields.Date("To Be Executed Until")
    relation_ids = fields.One2many("biuro.rada.draft.relation", "draft_id", "Concerns")
    # the path
    version_ids = fields.One2many("biuro.rada.draft.version", "draft_id", "Versions")
    version_id = fields.Many2one("biuro.rada.draft.version", "Current Version", readonly=True, copy=False)
    attachment_ids = fields.Many2many("ir.attachment", string="Annexes of the Draft")
    opinion_waiting = fields.Integer("Opinions Awaited", compute="_compute_opinion_waiting")
    opinion_text = fields.Char("Opinions in Short", compute="_compute_opinion_waiting")
    consultation_ids = fields.One2many("biuro.rada.consultation", "draft_id", "Consultations")
    signature_sheet_ids = fields.One2many(
        "biuro.rada.signature.sheet", "draft_id", "Sheets of Signatures", groups="biuro_rada.biuro_rada_group_user"
    )
    signatures_needed = fields.Integer(compute="_compute_signatures_needed", string="Signatures Needed")
    initiative_reasons = fields.Json(compute="_compute_signatures_needed")
    to_incorporate = fields.Integer("Amendments to Enter", compute="_compute_to_incorporate")
    vote_count = fields.Integer("Number of Votes", compute="_compute_vote_count")

    @api.depends("opinion_ids.state", "opinion_ids.result", "opinion_ids.kind")
    def _compute_opinion_waiting(self):
        Opinion = self.env["biuro.rada.draft.opinion"]
        kinds = dict(Opinion._fields["kind"]._description_selection(self.env))
        results = dict(Opinion._fields["result"]._description_selection(self.env))
        for draft in self:
            draft.opinion_waiting = len(draft.opinion_ids.filtered(lambda line: line.state == "asked"))
            draft.opinion_text = "; ".join(
                f"{line.committee_id.name or line.partner_id.name or kinds[line.kind]}: "
                f"{results[line.result] if line.result else '…'}"
                for line in draft.opinion_ids
            )

    @api.depends("initiator_type", "term_id.population", "received_date", "verified_count")
    def _compute_signatures_needed(self):
        for draft in self:
            draft.signatures_needed, draft.initiative_reasons = 0, []
            if draft.initiator_type == "citizens" and draft.term_id.population and draft.received_date:
                answer = sessions.citizens_initiative(
                    draft.term_id.population, draft.verified_count, draft.received_date
                )
                draft.signatures_needed, draft.initiative_reasons = answer["needed"], answer["reasons"]

    @api.depends("amendment_ids.result", "amendment_ids.is_incorporated")
    def _compute_to_incorporate(self):
        for draft in self:
            draft.to_incorporate = len(
                draft.amendment_ids.filtered(lambda row: row.result == "accepted" and not row.is_incorporated)
            )

    def _compute_vote_count(self):
        counts = dict(
            self.env["biuro.rada.vote"]._read_group([("draft_id", "in", self.ids)], ["draft_id"], ["__count"])
        )
        for draft in self:
            draft.vote_count = counts.get(draft._origin, 0)

    @api.constrains("initiator_type", "club_id", "committee_id", "proposer_ids", "kind", "supervisor")
    def _check_path(self):
        for draft in self:
            if draft.initiator_type == "club" and not draft.club_id:
                raise ValidationError(self.env._("Name the club that proposes the draft."))
            if draft.initiator_type == "committee" and not draft.committee_id:
                raise ValidationError(self.env._("Name the committee that proposes the draft."))
            if draft.kind in ("budget", "discharge") and draft.supervisor not in ("rio", "both"):
                raise ValidationError(
                    self.env._("The budget and the discharge are supervised by the RIO (u.s.g. art. 90 ust. 2).")
                )

    def write(self, vals):
        text = {"title", "body", "justification", "legal_basis", "kind", "initiator_type"}
        if not self.env.su and text & vals.keys():
            for draft in self:
                if draft.state in ("adopted", "rejected", "withdrawn"):
                    raise UserError(self.env._("%s is settled: its text is closed.", draft.display_name))
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        drafts = super().create(vals_list)
        citizens = drafts.filtered(lambda draft: draft.initiator_type == "citizens")
        if citizens:
            citizens._deadline_start("citizens_draft", {draft.id: draft.received_date for draft in citizens})
        return drafts

    def _get_deadline_department(self):
        return self.company_id._rada_department()

    # ---- versions ------------------------------------------------------------------------------------------------

    def _add_version(self, reason):
        """Keep the text as it stands now unless it is the current version; return the version."""
        self.ensure_one()
        Version = self.env["biuro.rada.draft.version"]
        checksum = Version._checksum_of(self.title, self.body, self.justification)
        if self.version_id.checksum == checksum:
            return self.version_id
        # sudo: own models - versions are made by verbs only; access to the draft was checked by the caller
        own = self.sudo()
        own.version_id = Version.sudo().create(
            {
                "draft_id": self.id,
                "number": (own.version_id.number or 0) + 1,
                "title": self.title,
                "body": self.body,
                "justification": self.justification,
                "reason": reason,
                "made_by_id": self.env.uid,
                "made_at": fields.Datetime.now(),
                "checksum": checksum,
            }
        )
        return own.version_id.sudo(False)

    def action_save_version(self, reason):
        """Keep the text as a version.

        :param str reason: what changed
        :return: int, number of the current version
        :raise UserError: settled already
        """
        self.ensure_one()
        self._check_state(*OPEN)
        return self._add_version((reason or "").strip() or self.env._("Corrected")).number

    # ---- opinions ------------------------------------------------------------------------------------------------

    def _required_opinions(self):
        """Return the kinds of opinions that the draft cannot go without (list)."""
        self.ensure_one()
        kinds = ["legal"]
        if self.has_financial_obligation or self.amount or self.kind in ("budget", "discharge"):
            kinds.append("treasurer")
        return kinds

    def _asked_by_function(self, kind):
        # sudo: hr.employee - who holds which function is known to everybody in the office
        employees = (
            self.env["hr.employee"]
            .sudo()
            .search(
                [
                    ("office_function", "=", STEPS[kind][1]),
                    ("company_id", "=", self.company_id.id),
                    ("user_id", "!=", False),
                ],
                limit=1,
            )
        )
        return employees.user_id.id

    def action_send_to_opinions(self):
        """Send the drafts to opinions: those that are required are added, the first step is asked for.

        :return: True
        :raise UserError: not received; there is no text, legal basis or justification
        """
        self._check_state("received", "postponed")
        for draft in self:
            if not html2plaintext(draft.body or "").strip():
                raise UserError(self.env._("%s has no text yet: write it or paste it in.", draft.display_name))
            draft._check_words()
            draft._add_version(self.env._("Given to opinions"))
            missing = [kind for kind in draft._required_opinions() if kind not in draft.opinion_ids.mapped("kind")]
            self.env["biuro.rada.draft.opinion"].create(
                [{"draft_id": draft.id, "kind": kind, "author_id": draft._asked_by_function(kind)} for kind in missing]
            )
            draft._set_state("opinions")
            draft._go_on_with_opinions()
        return True

    def _go_on_with_opinions(self):
        """Ask for the next step once the one before is complete; name the state after what is waited for."""
        for draft in self:
            if draft.state not in ("opinions", "committee"):
                continue
            left = draft.opinion_ids.filtered(lambda line: line.state != "given")
            if left:
                step = min(left.mapped("sequence"))
                left.filtered(lambda line, step=step: line.sequence == step)._ask()
            state = "committee" if left and set(left.mapped("kind")) == {"committee"} else "opinions"
            if state != draft.state:
                draft._set_state(state)

    def action_ask_more(self):
        """Ask for opinions added while the draft is at opinions.

        :return: True
        :raise UserError: not at opinions
        """
        self._check_state("opinions", "committee")
        self._go_on_with_opinions()
        return True

    def action_return(self, reason):
        """Return the drafts to the author to be corrected; opinions given stay, of an older version.

        :param str reason: what to correct
        :return: True
        :raise UserError: not at opinions or ready; no reason
        """
        self._check_state("opinions", "committee", "ready")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        for draft in self:
            waiting = draft.opinion_ids.filtered(lambda line: line.state == "asked")
            waiting.sudo()._deadline_cancel("draft_opinion")  # sudo: own model - the terms end with the step
            waiting.sudo().asked_on = False  # sudo: own model - written by verbs only
            draft._set_state("received")
            draft.message_post(body=self.env._("Returned to be corrected: %s", reason))
        return True

    # ---- completeness --------------------------------------------------------------------------------------------

    def _check_words(self):
        self.ensure_one()
        if not (self.legal_basis or "").strip() or not html2plaintext(self.justification or "").strip():
            raise UserError(self.env._("A draft needs its legal basis and its justification."))

    def _check_complete(self):
        super()._check_complete()
        if not (self.financial_effect or "").strip() and not self.financial_none:
            raise UserError(self.env._("Describe the financial effect, or note that there is none."))
        if self.initiator_type == "councillors":
            least = self.company_id.rada_min_proposers
            if len(self.proposer_ids) < least:
                raise UserError(
                    self.env._(
                        "%(count)s councillors propose the draft, the statute asks for %(least)s.",
                        count=len(self.proposer_ids),
                        least=least,
                    )
                )
        waiting = self.opinion_ids.filtered(lambda line: line.state == "asked")
        if waiting:
            raise UserError(self.env._("These opinions are awaited: %s.", ", ".join(waiting.mapped("display_name"))))
        if "treasurer" in self._required_opinions() and not self.opinion_ids.filtered(
            lambda line: line.kind == "treasurer" and line.result
        ):
            raise UserError(self.env._("A draft with financial effects needs the opinion of the Treasurer."))
        if unfinished := self.consultation_ids.filtered(lambda row: not row.reported_on):
            raise UserError(self.env._("Finish the consultation with its report: %s", unfinished[0].display_name))
        if self.consultation_required and not self.consultation_ids.filtered("reported_on"):
            raise UserError(self.env._("This draft needs consultation: enter it with its report first."))

    # ---- the session ---------------------------------------------------------------------------------------------

    def action_postpone(self, reason):
        """Take the drafts off the agenda to another session.

        :param str reason: why
        :return: True
        :raise UserError: not on an agenda; no reason
        """
        self._check_state("on_agenda")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        for draft in self:
            item = draft.agenda_item_id
            if item.session_id.state == "draft":
                item.unlink()
            elif item.status == "pending":
                raise UserError(
                    self.env._(
                        "The session is convened: its agenda is changed by a vote. Postpone the item of the agenda."
                    )
                )
            draft._leave_agenda()
            draft.message_post(body=self.env._("Postponed: %s", reason))
        return True

    def _leave_agenda(self):
        """Go back to what can be put on the agenda of another session."""
        # sudo: own model - facts are written by verbs only; the access was checked by the caller
        self.sudo().write({"state": "postponed", "session_id": False, "agenda_item_id": False})

    def action_open_agenda(self):
        """Open the window in which the session is chosen.

        :return: action (dict)
        """
        self._check_state("ready")
        return self.env["biuro.rada.step"]._open("agenda", self)

    # ---- amendments ----------------------------------------------------------------------------------------------

    def get_voting_order(self):
        """Return the amendments left to be voted in the order of voting: the farthest-reaching first.

        :return: list of dicts ``id``, ``title``, ``reach`` ("1" the farthest to "3"), ``author``
        """
        self.ensure_one()
        self.check_access("read")
        left = self.amendment_ids.filtered(lambda row: not row.result)
        return [
            {
                "id": row.id,
                "title": row.title,
                "reach": row.reach,
                "author": row.author_id.display_name or row.author_name or "",
            }
            for row in left.sorted(lambda row: (row.reach, row.sequence, row.id))
        ]

    def _voted(self, vote):
        super()._voted(vote)
        if self.state in ("adopted", "rejected"):
            day = fields.Date.to_string(self.session_id.day or office_today())
            # sudo: own model - the term was that the draft comes before the council
            self.sudo()._deadline_done("citizens_draft", on=min(day, fields.Date.to_string(office_today())))
