from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..law import lay_mandate

TEAM = "biuro_wybory.biuro_wybory_group_lawnik_team"
OFFICE = "biuro_wybory.biuro_wybory_group_lawnik_user,biuro_wybory.biuro_wybory_group_lawnik_manager"


class BiuroWyboryLawnikOpinion(models.Model):
    """Opinion of the team on one candidate: advisory, in neutral words, as it may be read at a broadcast session.

    It binds nobody: a candidate with a favourable opinion may lose and one with another may win (III SA/Łd 37/20).
    """

    _name = "biuro.wybory.lawnik.opinion"
    _description = "Opinion on a Candidate"
    _inherit = ["biuro.guard.mixin"]
    _order = "term_id, nomination_id, id"
    _rec_name = "nomination_id"

    nomination_id = fields.Many2one(
        "biuro.wybory.lawnik.nomination", "Nomination", required=True, index=True, ondelete="restrict"
    )
    term_id = fields.Many2one(related="nomination_id.term_id", store=True, index=True)
    company_id = fields.Many2one(related="term_id.company_id", store=True)
    meeting_id = fields.Many2one(
        "biuro.wybory.lawnik.meeting", "Meeting", index="btree_not_null", ondelete="restrict",
        domain="[('term_id', '=', term_id)]",
    )
    author_id = fields.Many2one(
        "res.users", "Rapporteur", default=lambda self: self.env.user, index=True, ondelete="restrict"
    )
    requirements = fields.Selection(
        [
            ("meets", "Meets the requirements"),
            ("not_meets", "Does not meet the requirements"),
            ("unclear", "A requirement could not be settled"),
        ],
        "Statutory Requirements",
    )
    result = fields.Selection(
        [("positive", "Positive"), ("negative", "Negative"), ("none", "No opinion taken")], "Opinion",
    )
    text = fields.Text("Words of the Opinion", help="Neutral: they may be read aloud at a broadcast session.")
    words_found = fields.Char("Words to Reconsider", compute="_compute_words_found")
    words_confirmed = fields.Boolean("Words Stay", help="The chair of the team read these words and lets them stay.")
    votes_for = fields.Integer("For", aggregator=None)
    votes_against = fields.Integer("Against", aggregator=None)
    votes_abstain = fields.Integer("Abstaining", aggregator=None)
    state = fields.Selection(
        [("draft", "Draft"), ("adopted", "Adopted")],
        required=True, readonly=True, default="draft", copy=False, index=True,
    )
    adopted_on = fields.Date(readonly=True, copy=False)

    _nomination_uniq = models.Constraint("UNIQUE (nomination_id)", "There is an opinion on this nomination already.")
    _votes_positive = models.Constraint(
        "CHECK (votes_for >= 0 AND votes_against >= 0 AND votes_abstain >= 0)", "Votes are not below zero."
    )

    @api.depends("text")
    def _compute_words_found(self):
        for opinion in self:
            opinion.words_found = ", ".join(lay_mandate.wording(opinion.text))

    @api.constrains("meeting_id", "votes_for", "votes_against", "votes_abstain")
    def _check_votes(self):
        for opinion in self.filtered("meeting_id"):
            present = len(opinion.meeting_id.present_ids)
            if opinion.votes_for + opinion.votes_against + opinion.votes_abstain > present:
                raise ValidationError(self.env._("There are more votes than members present (%s).", present))

    @api.constrains("nomination_id")
    def _check_nomination(self):
        for opinion in self:
            if opinion.nomination_id.state not in ("admitted", "opined", "elected", "not_elected"):
                raise ValidationError(self.env._("The team gives its opinion on admitted nominations only."))

    @api.model_create_multi
    def create(self, vals_list):
        opinions = super().create(vals_list)
        opinions._check_open()
        return opinions

    def write(self, vals):
        self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_adopted(self):
        if any(opinion.state == "adopted" for opinion in self):
            raise UserError(self.env._("An adopted opinion stays in the file."))

    def _check_open(self):
        if self.env.su:
            return
        for opinion in self:
            if opinion.state == "adopted":
                raise UserError(self.env._("The opinion is adopted: its words are closed."))
            # sudo: biuro.wybory.lawnik.term - the state of the election alone
            if opinion.term_id.sudo().state != "opinion":
                raise UserError(self.env._("Opinions are written while the election is at opinions."))
            if not self.env.user.has_groups(OFFICE) and opinion.author_id != self.env.user:
                raise AccessError(self.env._("A member of the team writes the opinions given to him or her."))

    def action_adopt(self):
        """Adopt the opinions: the team voted on them at a meeting whose minutes are closed.

        :return: True
        :raise UserError: no meeting, no result, words that do not fit a public reading, no majority of the team
        """
        for opinion in self:
            opinion.check_access("write")
            opinion._check_open()
            if not opinion.requirements or not opinion.result or not (opinion.text or "").strip():
                raise UserError(self.env._("Write the opinion and say what came of it."))
            if opinion.words_found and not opinion.words_confirmed:
                raise UserError(
                    self.env._(
                        "The opinion is read in public, also at a broadcast session. Reconsider these words: %s.",
                        opinion.words_found,
                    )
                )
            if not opinion.meeting_id or opinion.meeting_id.state != "held":
                raise UserError(self.env._("Name the meeting of the team; its minutes are closed first."))
            if opinion.result != "none" and opinion.votes_for <= opinion.votes_against:
                raise UserError(self.env._("The team has not adopted this opinion: enter its votes."))
            # sudo: own models - facts are written by verbs only; access was checked above
            opinion.sudo().write({"state": "adopted", "adopted_on": opinion.meeting_id.held_on})
            opinion.sudo().nomination_id._opined(opinion)
        return True

    def action_reopen(self):
        """Open adopted opinions again, as long as the election is at opinions. Return True.

        :raise AccessError: a member of the team; the office does it
        :raise UserError: the election went on
        """
        if not self.env.user.has_groups(OFFICE):
            raise AccessError(self.env._("The office opens an adopted opinion again."))
        for opinion in self:
            opinion.check_access("write")
            if opinion.term_id.state != "opinion":
                raise UserError(self.env._("Opinions are written while the election is at opinions."))
            # sudo: own models - as above
            opinion.sudo().write({"state": "draft", "adopted_on": False})
            opinion.sudo().nomination_id._opinion_reopened()
        return True

    def _forget_words(self):
        """Empty the words when the election is closed; what the team decided stays."""
        # sudo: own model - removes what nobody may write any more
        self.sudo().write({"text": False, "words_confirmed": False})
