from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class BiuroLetterOpinion(models.Model):
    """Further decisions on a draft: opinion, acceptance with changes, skipping a step, rejection for good."""

    _inherit = "biuro.letter"

    my_step_mode = fields.Selection(
        [("opinion", "Opinion"), ("approval", "Approval")], "What I Am Asked For", compute="_compute_my_step_mode",
    )
    has_negative_opinion = fields.Boolean(compute="_compute_has_negative_opinion")

    @api.depends_context("uid")
    @api.depends("state", "review_ids.status")
    def _compute_my_step_mode(self):
        for letter in self:
            turn = letter._approval_turn() if letter.state == "to_accept" else self.env["tier.review"]
            # a person with an approval among the own steps accepts or returns
            modes = set(turn.mapped("step_mode"))
            letter.my_step_mode = "opinion" if modes == {"opinion"} else "approval" if modes else False

    @api.depends("version_id", "decision_ids.decision")
    def _compute_has_negative_opinion(self):
        for letter in self:
            letter.has_negative_opinion = any(
                line.decision == "opinion_negative" and line.version_id == letter.version_id
                for line in letter.decision_ids
            )

    def _own_turn(self):
        """Return the steps (tier.review) of the user, whose turn it must be."""
        self.ensure_one()
        self._check_direction("out")
        self.check_access("read")
        if self.state != "to_accept":
            raise UserError(self.env._("%(letter)s is not in acceptance.", letter=self.display_name))
        reviews = self._approval_turn()
        if not reviews:
            raise UserError(self.env._("There is nothing for you to decide here now."))
        return reviews

    def action_opinion(self, positive=True, remark=None):
        """Give the opinion that a step asks for; a negative one is shown to who comes after, the letter goes on.

        :param bool positive: whether the opinion is positive
        :param str remark: required for a negative opinion
        :return: True
        :raise UserError: when it is not the user's turn, or the step asks for an approval
        Legal source: instrukcja kancelaryjna § 30-32.
        """
        for letter in self:
            reviews = letter._own_turn().filtered(lambda review: review.step_mode == "opinion")
            if not reviews:
                raise UserError(self.env._("This step asks for an approval, not for an opinion: accept or return."))
            if not positive and not (remark or "").strip():
                raise UserError(self.env._("Write a remark: what is wrong and what is expected."))
            if letter._is_text_changed():
                raise UserError(self.env._("The text has changed: save it as a version first."))
            letter._decide("opinion_positive" if positive else "opinion_negative", remark, reviews)
        return True

    def action_accept_with_changes(self, body=None, remark=None, title=None):
        """Correct the text and accept the corrected version: who accepts may settle the text himself or herself.

        The correction is a new version; what it does to the other acceptances is the office's arrangement.

        :param str body: the corrected text as HTML
        :param str remark: what was changed and why, required
        :param str title: corrected subject
        :return: dict ``id`` and ``number`` of the version
        :raise UserError: not the user's turn, nothing changed, no remark
        Legal source: instrukcja kancelaryjna § 31.
        """
        self.ensure_one()
        reviews = self._own_turn()
        if not (remark or "").strip():
            raise UserError(self.env._("Write what you changed."))
        if self.env.user in self._approval_authors():
            raise UserError(self.env._("The author cannot accept his or her own text."))
        definitions = reviews.definition_id
        # sudo: biuro.letter - who accepts may correct the text (§ 31); that it is his or her turn was checked above
        plain = self.sudo()
        values = {name: value for name, value in (("body", body), ("title", title)) if value is not None}
        if values:
            # the version and the restart come below, in one step
            plain.with_context(biuro_correction=True).write(values)
        if not self._is_text_changed():
            raise UserError(self.env._("Nothing has changed: accept the text as it is."))
        version = self._add_version(remark)
        self._close_turn()
        self._approval_request()
        # sudo: tier.review - the step of the user, which was his or hers a moment ago
        own = plain.review_ids.filtered(
            lambda review: review.definition_id in definitions and review.status in ("waiting", "pending")
        )
        self._decide("changed", remark, own)
        self._tell(self.author_id, self.env._("Your draft was corrected and accepted"), remark)
        return {"id": version.id, "number": version.number}

    def action_skip_step(self, remark=None):
        """Skip the step whose turn it is, e.g. of a person who is absent and has no substitute.

        :param str remark: why, required
        :return: True
        :raise AccessError: for anyone but the signatory and management
        """
        if not (remark or "").strip():
            raise UserError(self.env._("Write why the step is skipped."))
        for letter in self:
            letter._check_direction("out")
            letter.check_access("read")
            if letter.state != "to_accept":
                raise UserError(self.env._("%(letter)s is not in acceptance.", letter=letter.display_name))
            if not letter._is_signatory() and not self._has_role("management"):
                raise AccessError(self.env._("Only the signatory and management skip a step."))
            # sudo: tier.review - the step that blocks the way
            pending = letter.sudo().review_ids.filtered(lambda review: review.status == "pending")
            letter._decide("skipped", remark, pending)
        return True

    def action_reject(self, remark=None):
        """Reject a draft for good: it will not be sent; it stays in the file with the remark.

        :param str remark: why, required
        :return: True
        :raise UserError: when it is neither the user's turn to accept nor to sign
        Legal source: instrukcja kancelaryjna § 57(5), § 58.
        """
        if not (remark or "").strip():
            raise UserError(self.env._("Write a remark: what is wrong and what is expected."))
        for letter in self:
            letter._check_direction("out")
            step = False
            if letter.state == "to_accept":
                step = letter._approval_decide("rejected", remark, reviews=letter._own_turn()[:1]).name
            elif letter.state != "to_sign" or not letter._is_signatory():
                raise UserError(self.env._("Only the reviewer and the signatory reject a letter, before it is signed."))
            letter._log_decision("rejected", remark, step=step)
            letter._close_turn()
            # sudo: biuro.letter - the reviewer was checked above
            letter.sudo()._move_to("annulled", {"is_cancelled": True, "cancel_reason": remark})
            letter._tell(letter.author_id, self.env._("Rejected: the letter will not be sent"), remark)
            letter._log_case(f"Odrzucono projekt pisma: {remark}", kind="draft")
        return True
