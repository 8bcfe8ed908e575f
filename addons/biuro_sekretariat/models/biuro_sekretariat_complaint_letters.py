from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_sekretariat_complaint_reply import SENTENCES


class BiuroSekretariatComplaintLetters(models.Model):
    """Letters of a matter: their drafts, who passed it on is told, and what follows when they go out."""

    _inherit = "biuro.sekretariat.complaint"

    forwarder_letter_id = fields.Many2one(
        "biuro.letter", "Letter to Who Passed It On", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict",
    )

    def _standing_letter(self, letter):
        """Return the letter unless it was annulled."""
        # sudo: biuro.letter - only whether it still stands
        return letter if letter.sudo().state != "annulled" else letter.browse()

    @api.model
    def _polish_date(self, day):
        return f"{day.day}.{day.month:02d}.{day.year} r." if day else "–"

    def _complainant_address(self):
        """Return the values of the addressee who wrote (dict)."""
        self.ensure_one()
        if self.partner_id:
            return {"partner_id": self.partner_id.id}
        # sudo: biuro.letter - the address on the letter is the complainant's own
        letter = self.sudo().letter_id
        values = letter and letter._prepare_reply_values()["recipient_ids"][0][2]
        if values and values.get("city"):
            return values
        return {"name": self.complainant_name or self.subject, "street": self.address or False, "email": self.email}

    def _draft_letter(self, title, body, addressee, method=None, remedies=None, enclosures=None, first_act=True):
        """Return a draft of an outgoing letter of this matter (``biuro.letter``), with the notice on personal data."""
        self.ensure_one()
        # sudo: biuro.letter, biuro.case - how it came, and under which sign it goes on
        own = self.sudo()
        origin = own.letter_id
        channel = self.env["biuro.letter"]._get_delivery_method(method) if method else origin.delivery_method_id
        employee = self.env.user._biuro_employee()
        to_complainant = addressee == self._complainant_address()
        letter = self.env["biuro.letter"].create({
            "direction": "out", "title": title, "body": body, "regarding": self.subject,
            "case_id": own.case_id.id, "jrwa_class_id": own.case_id.jrwa_class_id.id,
            "department_id": self.department_id.id, "clerk_id": self.clerk_id.id or employee.id,
            "is_restricted": self.is_restricted, "remedies": remedies, "enclosures": enclosures,
            "has_gdpr_notice": to_complainant and not self.gdpr_notice_given_at,
            "delivery_method_id": channel.id if channel.is_outgoing else False,
            "recipient_ids": [fields.Command.create(addressee)],
        })
        self._log_case(f"Sporządzono projekt pisma: {escape(title)}", letter=letter)
        return letter

    # Who passed it on (KPA art. 237 § 2, art. 248, 251; RSW § 13)

    def _owes_forwarder(self):
        self.ensure_one()
        told = self.forwarder_kind in ("mp", "senator", "councillor") or (self.forwarder_kind and self.wants_notice)
        return bool(told and not self.date_forwarder_informed and not self.parent_id)

    def action_draft_forwarder_letter(self):
        """Write the draft of the letter that tells who passed it on about the result or the state, and open it.

        :return: action (dict) that opens the draft
        :raise UserError: nobody passed it on
        Legal source: KPA art. 237 § 2 (14 days), art. 251; RSW § 13.
        """
        self.ensure_one()
        self.check_access("write")
        if not self.forwarder_kind or not self.forwarder_id:
            raise UserError(self.env._("Name who passed it on: the letter goes there."))
        if self._standing_letter(self.forwarder_letter_id):
            return self.forwarder_letter_id._get_open_action()
        self._open_case("1511" if self.is_forwarding else "1510")
        word = "skargi" if self.kind == "complaint" else "wniosku"
        article = "art. 237 § 2" if self.forwarder_kind in ("mp", "senator", "councillor") else "art. 251"
        state = SENTENCES.get(self.result or self.planned_result) if self.date_notified else "sprawa jest w toku"
        body = Markup("<p>Na podstawie %s Kodeksu postępowania administracyjnego informuję w sprawie %s „%s” "
                      "(wpływ: %s): %s.</p>") % (
                          article, word, self.subject, self._polish_date(self.date_received), escape(state or "…"))
        letter = self._draft_letter(
            self.env._("Information: %(title)s", title=self.subject), body, {"partner_id": self.forwarder_id.id},
        )
        # sudo: own model - letters of the procedure are linked by its verbs alone; access was checked above
        self.sudo().forwarder_letter_id = letter
        return letter._get_open_action()

    def action_forwarder_informed(self, on=None):
        """Record that who passed it on was told.

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        """
        self.check_access("write")
        day = self._parse_day("on", on) or self._today()
        for complaint in self:
            complaint._deadline_done("complaint_mp", on=fields.Date.to_string(day))
            # sudo: own model - facts are written by verbs alone; access was checked above
            complaint.sudo().date_forwarder_informed = day
        return True

    def action_gdpr_informed(self, on=None):
        """Record that the author was informed about the personal data otherwise than by a letter of the office.

        :param str on: day "YYYY-MM-DD", today by default
        :return: True
        Legal source: KPA art. 226a.
        """
        self.check_access("write")
        day = self._parse_day("on", on) or self._today()
        if day > self._today():
            raise UserError(self.env._("The day cannot be later than today."))
        self.sudo().write({"gdpr_notice_given_at": day})  # sudo: own model - written by verbs; access is checked
        return True

    # Letters of the matter that went out

    @api.model
    def _letters_dispatched(self, letters, day):
        """Draw the consequences of letters that went out: passed on, told, answered in time, informed of RODO."""
        text = fields.Date.to_string(day)
        linked = self.search([
            "|", "|", "|", "|", ("reply_id", "in", letters.ids), ("forward_letter_id", "in", letters.ids),
            ("notice_id", "in", letters.ids), ("forwarder_letter_id", "in", letters.ids),
            ("clarify_letter_id", "in", letters.ids),
        ])
        for complaint in linked:
            passed = complaint.forward_letter_id or complaint.notice_id
            if passed in letters:
                complaint._letter_forwarded(day)
            if complaint.reply_id in letters and complaint.state == "in_progress":
                complaint._deadline_done(complaint._term_codes()[0], on=text)
                complaint.date_notified = day
            if complaint.forwarder_letter_id in letters:
                complaint.action_forwarder_informed(on=text)
            told = (complaint.reply_id | complaint.notice_id | complaint.clarify_letter_id) & letters
            if not complaint.gdpr_notice_given_at and any(told.mapped("has_gdpr_notice")):
                complaint.gdpr_notice_given_at = day

    @api.model
    def _letters_delivered(self, letters):
        """The seven days to clarify run from the day the call is received."""
        for complaint in self.search([("clarify_letter_id", "in", letters.ids)]):
            complaint._call_received(complaint.clarify_letter_id.date_delivered)
