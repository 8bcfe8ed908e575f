from odoo import api, fields, models
from odoo.exceptions import UserError

# what the log of the case says of a decision
CASE_WORDS = {
    "opinion_positive": "Zaopiniowano projekt pisma pozytywnie", "skipped": "Pominięto etap akceptacji projektu pisma",
    "opinion_negative": "Zaopiniowano projekt pisma negatywnie",
    "changed": "Zaakceptowano projekt pisma ze zmianami",
}


class BiuroLetter(models.Model):
    """Acceptance of outgoing letters, in one or many steps; accepting and returning letters of both directions."""

    _inherit = "biuro.letter"

    decision_ids = fields.One2many("biuro.letter.decision", "letter_id", "Decisions")
    is_returned = fields.Boolean("Returned to the Author", readonly=True, copy=False)
    head_user_ids = fields.Many2many(
        "res.users", string="Heads of the Cell", compute="_compute_head_user_ids", compute_sudo=True,
        help="Step of acceptance “field in related record”: who heads the cell of the letter.",
    )

    can_decide = fields.Boolean("May Decide Now", compute="_compute_can_decide")

    @api.depends_context("uid")
    @api.depends("state", "review_ids.status", "signatory_id")
    def _compute_can_decide(self):
        for letter in self:
            if letter.state == "to_accept":
                letter.can_decide = bool(letter._approval_turn()) and self.env.user not in letter._approval_authors()
            else:
                letter.can_decide = letter.state == "to_sign" and bool(letter._is_signatory())

    def _compute_head_user_ids(self):
        for letter in self:
            department, heads = letter.department_id, self.env["res.users"]
            while department and not heads:
                heads = department.manager_id.user_id - letter.author_id
                department = department.parent_id
            letter.head_user_ids = heads

    def _approval_authors(self):
        if self.direction != "out":
            return self.create_uid
        # a correction made by who accepts does not make him or her the author
        version = self.version_id
        return self.author_id | (version.browse() if version.is_correction else version).author_id

    def _approval_version(self):
        return self.version_id.number

    def _log_decision(self, decision, remark=None, step=None, channel="system", substitute_of=None, given_by=None):
        """Keep a decision on the current version of each letter; ``given_by`` (hr.employee) spoke, the user noted."""
        actor = self._get_actor()
        # sudo: hr.employee - name and position of who gave the remark
        speaker = given_by.sudo() if given_by else self.env["hr.employee"]
        # sudo: biuro.letter.decision - decisions are written by verbs only
        self.env["biuro.letter.decision"].sudo().create([{
            "letter_id": letter.id, "version_id": letter.version_id.id, "decision": decision, "step": step,
            "remark": remark or False, "channel": channel, "decided_by_id": self.env.uid,
            "decided_by_name": actor["name"], "decided_by_job": actor["job"], "decided_at": fields.Datetime.now(),
            "substitute_of": substitute_of or False, "given_by_name": speaker.name,
            "given_by_job": speaker.job_title or speaker.job_id.name,
        } for letter in self])

    def _check_complete(self):
        """Refuse a draft that cannot become a letter (7.3.11 of the flow: signatory, addressee, case or class)."""
        for letter in self:
            problems = [
                (
                    not letter.recipient_ids.filtered(lambda line: line.role == "main"),
                    self.env._("Name the addressee."),
                ),
                (not letter.signatory_id, self.env._("Name who signs the letter.")),
                (
                    not letter.case_id and not letter.jrwa_class_id,
                    self.env._("Name the case or the filing plan class."),
                ),
                (not letter.body, self.env._("The letter has no text yet.")),
                (not letter.delivery_method_id, self.env._("Choose how the letter is to be sent.")),
            ]
            for wrong, sentence in problems:
                if wrong:
                    raise UserError(sentence)
            letter.recipient_ids._check_dispatchable(letter.delivery_method_id)
            if not self.env["biuro.signing.authority"]._find(letter.signatory_id, letter):
                raise UserError(self.env._(
                    "%(name)s has no valid authority to sign a letter of this kind.",
                    name=letter.signatory_id.display_name,
                ))

    def action_request_acceptance(self, note=None, editorial=False):
        """Send drafts for acceptance along the steps arranged by the office, up to the signature.

        The draft gets its number, the text becomes a version. Where no step applies, the signatory accepts by signing.

        :param str note: what changed in this version
        :param bool editorial: only the form changed; where the office arranged so, acceptances given stay
        :return: True
        :raise UserError: incomplete draft, signatory without a valid authority in this capacity, a day after the
            statutory end, cells that have not answered yet
        Legal source: instrukcja kancelaryjna § 7(1), § 32, § 58.
        """
        self._check_direction("out")
        self._check_complete()
        for letter in self:
            if letter.state != "draft":
                letter._move_to("to_accept")  # names the states in its refusal
            letter._number_draft()
            letter.action_save_version(note, editorial=editorial)
            reviews = letter._approval_request(editorial)
            # sudo: tier.review, hr.employee - who is to accept and to sign
            letter._open_to(reviews.sudo().reviewer_ids | letter.sudo().signatory_id.user_id)
            letter._move_to("to_sign" if letter._approval_done() else "to_accept", {"is_returned": False})
            letter._notify_turn()
            letter._log_case("Przekazano projekt pisma do akceptacji", kind="draft")
        return True

    def _approval_kept(self, editorial=False):
        """Return the acceptances that the next version leaves as they are, as the office arranged it."""
        self.ensure_one()
        # sudo: tier.review - steps of the acceptance that ends
        reviews = self.sudo().review_ids
        accepted = reviews.filtered(lambda review: review.status == "approved")
        policy = self.company_id.biuro_reply_reset
        if policy == "editorial":
            return accepted if editorial else reviews.browse()
        if policy == "from_role":
            changing = reviews.filtered(lambda review: review.status in ("rejected", "pending"))
            first = min(changing.mapped("sequence"), default=0)
            return accepted.filtered(lambda review: review.sequence < first)
        return reviews.browse()

    def _restart_acceptance(self, editorial=False):
        """A new version resets the acceptances, all of them unless the office arranged otherwise; decisions stay."""
        for letter in self:
            letter._close_turn()
            letter._approval_request(editorial)
            if letter._approval_done():
                letter._move_to("to_sign")
            letter._notify_turn()

    def action_accept(self, remark=None):
        """Accept letters: an outgoing draft in the step whose turn it is, an incoming letter for handling.

        :param str remark: kept with the decision
        :return: True
        :raise UserError: for the author, for whom it is not the turn of, for a letter assigned to another person
        Legal source: instrukcja kancelaryjna § 7(1), § 12, § 24, § 32, § 58.
        """
        incoming = self.filtered(lambda letter: letter.direction == "in")
        if incoming:
            incoming._accept_for_handling()
        for letter in self - incoming:
            letter._check_direction("out")
            if letter.state != "to_accept":
                raise UserError(self.env._("%(letter)s is not in acceptance.", letter=letter.display_name))
            if letter._is_text_changed():
                raise UserError(self.env._("The text has changed: save it as a version first."))
            letter.check_access("read")
            letter._decide("accepted", remark)
        return True

    def _decide(self, decision, remark=None, reviews=None):
        """Write a decision that lets the letter go on, and pass it to whose turn is next.

        :param str decision: ``accepted``, ``changed``, ``opinion_positive``, ``opinion_negative`` or ``skipped``
        :param reviews: the steps (tier.review) decided, when not all of the user's
        """
        self.ensure_one()
        for review in self._approval_decide("approved", remark, decision, reviews):
            kept = decision
            if decision == "accepted" and review.step_mode == "opinion":
                kept = "opinion_positive"
                review.sudo().step_decision = kept  # sudo: tier.review - written by the verbs alone
            own = self.env.user in review.reviewer_ids
            self._log_decision(
                kept, remark, step=review.name,
                substitute_of=False if own else ", ".join(review.reviewer_ids.mapped("name")),
            )
        self._close_turn(self.env.user)
        self._log_case(CASE_WORDS.get(decision, "Zaakceptowano projekt pisma"), kind="draft")
        if self._approval_done():
            # sudo: biuro.letter - the last reviewer may have no other right on the letter
            self.sudo()._move_to("to_sign")
        self._notify_turn()

    def action_return(self, remark=None, channel="system"):
        """Return letters: a draft to its author, an incoming letter to who assigned it.

        :param str remark: why, required
        :param str channel: ``system``, ``oral`` or ``paper``: how the remark was given
        :return: True
        Legal source: instrukcja kancelaryjna § 30-32, § 57(5), § 58.
        """
        if not (remark or "").strip():
            raise UserError(self.env._("Write a remark: what is wrong and what is expected."))
        incoming = self.filtered(lambda letter: letter.direction == "in")
        if incoming:
            incoming._return_assignment(remark)
        for letter in self - incoming:
            letter._check_direction("out")
            step = False
            if letter.state == "to_accept":
                step = letter._approval_decide("rejected", remark).name
            elif letter.state != "to_sign" or not letter._is_signatory():
                raise UserError(self.env._("Only the reviewer and the signatory return a letter, before it is signed."))
            letter._log_decision("returned", remark, step=step, channel=channel)
            letter._close_turn()
            # sudo: biuro.letter - the reviewer was checked above
            letter.sudo()._move_to("draft", {"is_returned": True})
            letter._tell(letter.author_id, self.env._("Returned: correct the letter"), remark)
            letter._log_case(f"Zwrócono projekt pisma: {remark}", kind="draft")
        return True

    def action_withdraw(self):
        """Take a draft back from acceptance or from the signature; only its author may.

        :return: True
        """
        self._check_direction("out")
        for letter in self:
            if letter.author_id != self.env.user and not self._has_role("manager"):
                raise UserError(self.env._("Only the author takes a draft back."))
            letter._move_to("draft")
            letter._log_decision("withdrawn")
            letter._close_turn()
            letter.sudo().review_ids.unlink()  # sudo: tier.review - acceptance starts anew with the next request
        return True

    def action_remark(self, remark, channel="system", given_by=None):
        """Record a remark on the current version, also one given orally or on paper to the secretariat.

        :param str remark: the text, required
        :param str channel: ``system``, ``oral`` or ``paper``
        :param int given_by: id of the employee who gave the remark, when the user only records it
        :return: True
        Legal source: instrukcja kancelaryjna § 30, § 58.
        """
        self._check_direction("out")
        self.check_access("write")
        if not (remark or "").strip():
            raise UserError(self.env._("Write the remark."))
        if given_by and channel == "system":
            raise UserError(self.env._("Another person's remark was given orally or on paper: choose the channel."))
        speaker = self.env["hr.employee"].browse(given_by) if given_by else None
        self._log_decision("remark", remark, channel=channel, given_by=speaker)
        for letter in self:
            letter._tell(letter.author_id, self.env._("Remark on the draft"), remark)
        return True

    # Whose turn it is

    def _tell(self, users, summary, note=None):
        values = [{
            "res_model_id": self.env["ir.model"]._get_id(self._name), "res_id": letter.id, "user_id": user.id,
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id, "summary": summary,
            "note": note or False,
            "date_deadline": letter.date_internal_due or self._today(),
        } for letter in self for user in users if user != self.env.user]
        if values:
            # sudo: mail.activity - the person told works on the letter by its place in the flow
            self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(values)

    def _notify_turn(self):
        for letter in self:
            if letter.state == "to_accept":
                pending = letter.sudo().review_ids.filtered(lambda review: review.status == "pending")
                letter._tell(pending.reviewer_ids, self.env._("Accept the draft"))
            elif letter.state == "to_sign":
                # sudo: hr.employee - the user who is to sign
                letter._tell(letter.sudo().signatory_id.user_id, self.env._("Sign the letter"))

    def _close_turn(self, users=None):
        # sudo: mail.activity - duties that ended, also of other people
        todo = self.env.ref("mail.mail_activity_data_todo")
        activities = self.sudo().activity_ids.filtered(lambda activity: activity.activity_type_id == todo)
        if users is not None:
            activities = activities.filtered(lambda activity: activity.user_id in users)
        activities.action_done()
