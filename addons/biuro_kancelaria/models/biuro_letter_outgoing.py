import hashlib
from string import Template

from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError

# What the signature covers: open while the letter is a draft or in acceptance
TEXT_FIELDS = {
    "title", "body", "regarding", "recipient_ids", "signatory_id", "capacity", "enclosures", "remedies",
    "has_gdpr_notice", "reply_to_id", "jrwa_class_id", "author_id",
}


class BiuroLetter(models.Model):
    """Outgoing letters: the text and its versions, the reply to an incoming letter."""

    _inherit = "biuro.letter"

    author_id = fields.Many2one(
        "res.users", "Author", default=lambda self: self.env.uid, copy=False, index="btree_not_null",
    )
    recipient_ids = fields.One2many("biuro.letter.recipient", "letter_id", "Addressees", copy=True)
    recipient_is_public = fields.Boolean("To a Public Body", compute="_compute_recipient_is_public")
    reply_to_id = fields.Many2one("biuro.letter", "Reply To", index="btree_not_null", copy=False)
    reply_ids = fields.One2many("biuro.letter", "reply_to_id", "Replies")
    reply_count = fields.Integer("Number of Replies", compute="_compute_reply_count")

    template_id = fields.Many2one("biuro.letter.template", "Template")
    regarding = fields.Char("Regarding", help="The line “dotyczy” of the letter.")
    body = fields.Html("Text", copy=True)
    enclosures = fields.Text("List of Enclosures", help="One in a line, as listed at the foot of the letter.")
    remedies = fields.Text("Instruction on Remedies")
    has_gdpr_notice = fields.Boolean("Notice on Personal Data")
    date_internal_due = fields.Date("Ready By", copy=False)

    version_ids = fields.One2many("biuro.letter.version", "letter_id", "Versions")
    version_id = fields.Many2one("biuro.letter.version", "Current Version", readonly=True, copy=False)
    version_count = fields.Integer("Number of Versions", compute="_compute_version_count")

    @api.depends("recipient_ids.partner_id.is_public_body", "recipient_ids.role")
    def _compute_recipient_is_public(self):
        for letter in self:
            main = letter.recipient_ids.filtered(lambda recipient: recipient.role == "main")[:1]
            letter.recipient_is_public = main.partner_id.is_public_body

    def _count_by_letter(self, model, field):
        groups = self.env[model]._read_group([(field, "in", self.ids)], [field], ["__count"])
        return {letter.id: count for letter, count in groups}

    @api.depends("reply_ids")
    def _compute_reply_count(self):
        counts = self._count_by_letter("biuro.letter", "reply_to_id")
        for letter in self:
            letter.reply_count = counts.get(letter._origin.id, 0)

    @api.depends("version_ids")
    def _compute_version_count(self):
        counts = self._count_by_letter("biuro.letter.version", "letter_id")
        for letter in self:
            letter.version_count = counts.get(letter._origin.id, 0)

    @api.onchange("template_id")
    def _onchange_template_id(self):
        if self.template_id:
            self.update(self._get_template_values(self.template_id, self.reply_to_id))

    @api.model
    def _get_template_values(self, template, letter, **given):
        """Return the values that a template gives to the draft of a reply; ``given`` are further words to fill in."""
        words = {
            **dict.fromkeys(("podstawa", "uplyw", "przyczyny", "termin"), "…"),
            "dotyczy": letter.title or "", "znak": letter.sender_reference or letter.register_ref or "",
            "data": letter.letter_date or "", "nadawca": letter.correspondent or "", **given,
        }
        body = Template(template.body or "").safe_substitute({key: escape(value) for key, value in words.items()})
        return {
            "template_id": template.id, "body": Markup(body),
            "remedies": template.remedies, "has_gdpr_notice": template.has_gdpr_notice,
        }

    @api.model_create_multi
    def create(self, vals_list):
        letters = super().create(vals_list)
        for letter, vals in zip(letters, vals_list, strict=True):
            if vals.get("partner_id") and letter.direction == "out" and not letter.recipient_ids:
                self.env["biuro.letter.recipient"].create({"letter_id": letter.id, "partner_id": vals["partner_id"]})
        return letters

    def _text_locked(self):
        return self.filtered(lambda letter: letter.direction == "out" and letter.state not in ("draft", "to_accept"))

    def _check_text_open(self):
        """Refuse to change a text that waits for the signature or bears it."""
        locked = self._text_locked()
        if locked and not self.env.su:
            raise UserError(self.env._(
                "%(letter)s is “%(state)s”: its text is locked. Return it to the author to change it.",
                letter=locked[0].display_name, state=locked[0]._state_label(locked[0].state),
            ))

    def _check_write_allowed(self, vals):
        super()._check_write_allowed(vals)
        if {"version_id", "version_ids"}.intersection(vals):
            raise UserError(self.env._("Versions are made with the button “Save as a Version”."))
        if TEXT_FIELDS.intersection(vals):
            self._check_text_open()
        if "case_id" in vals:
            for letter in self:
                if letter.case_id and letter.state != "draft" and letter.case_id.id != vals["case_id"]:
                    raise UserError(self.env._("The case of this letter is fixed already."))
                if letter.direction == "in" and letter.case_id.id != vals["case_id"]:
                    raise UserError(self.env._("File the letter with the button “Add to a Case”."))

    def write(self, vals):
        if set(vals) == {"case_id"} and vals["case_id"] and not self.env.su:
            incoming = self.filtered(lambda letter: letter.direction == "in" and letter.case_id.id != vals["case_id"])
            if incoming:  # putting a letter into a file is an act of its own
                incoming.action_attach_case(vals["case_id"])
                self -= incoming
        result = super().write(vals)
        if ("body" in vals or "title" in vals) and not (self.env.su and self.env.context.get("biuro_correction")):
            for letter in self:
                if letter.direction == "out" and letter.state == "to_accept" and letter._is_text_changed():
                    # a changed text is a new version, and acceptance starts anew
                    letter._add_version(self.env._("Corrected during acceptance"))
                    letter._restart_acceptance()
        return result

    # Versions

    def _hash_text(self):
        self.ensure_one()
        return hashlib.sha256(f"{self.title}\n{self.body or ''}".encode()).hexdigest()

    def _is_text_changed(self):
        return self._hash_text() != self.version_id.content_hash

    def _get_actor(self):
        """Return name and position of the user, kept with what he or she decides."""
        # sudo: hr.employee - one's own name and position
        employee = self.env.user._biuro_employee().sudo()
        return {
            "name": employee.name or self.env.user.name,
            "job": employee.job_title or employee.job_id.name or False,
        }

    def _add_version(self, note=None, editorial=False):
        self.ensure_one()
        # who corrects a text while it is his or her turn to accept it, accepts the correction as well
        correction = (
            self.state == "to_accept" and self.env.user != self.author_id and bool(self._approval_turn())
        )
        actor = self._get_actor()
        # sudo: biuro.letter.version - versions are made by verbs only
        version = self.env["biuro.letter.version"].sudo().create({
            "letter_id": self.id, "number": (self.version_id.number or 0) + 1, "title": self.title, "body": self.body,
            "author_id": self.env.uid, "author_name": actor["name"], "author_job": actor["job"],
            "date": fields.Datetime.now(), "content_hash": self._hash_text(), "note": note or False,
            "is_correction": correction, "is_editorial": editorial,
        })
        self.sudo().write({"version_id": version.id})
        return version.sudo(False)

    def action_save_version(self, note=None, body=None, editorial=False):
        """Save the text of an outgoing letter as its next version; a text in acceptance is accepted anew.

        :param str note: what changed
        :param str body: new text as HTML; the text of the letter when not given
        :param bool editorial: only the form changed; where the office arranged so, acceptances given stay
        :return: dict ``id``, ``number`` and ``content_hash`` of the version (the last one when nothing changed)
        Legal source: instrukcja kancelaryjna § 30-32, § 58.
        """
        self.ensure_one()
        self._check_direction("out")
        self.check_access("write")
        self._check_text_open()
        if body is not None:
            # the override of write() would name the version by itself
            super().write({"body": body})  # pylint: disable=super-method-mismatch
        version = self.version_id
        if not version or self._is_text_changed():
            version = self._add_version(note, editorial)
            if self.state == "to_accept":
                self._restart_acceptance(editorial)
        return {"id": version.id, "number": version.number, "content_hash": version.content_hash}

    # Reply

    def action_reply(self):
        """Open the draft of a reply, filled in from the incoming letter.

        :return: action (dict) that opens the draft; its ``res_id`` is the id of the new outgoing letter
        Legal source: instrukcja kancelaryjna § 30, § 58.
        """
        self.ensure_one()
        self._check_direction("in")
        if self.state in ("draft", "annulled", "misdirected"):
            raise UserError(self.env._("Register the letter before it is answered."))
        reply = self.create(self._prepare_reply_values())
        reply._log_case("Sporządzono projekt odpowiedzi", kind="draft")
        return reply._get_open_action()

    def _prepare_reply_values(self):
        template = self.env["biuro.letter.template"].search([], limit=1)
        employee = self.env.user._biuro_employee()
        house = "/".join(filter(None, [self.sender_building, self.sender_flat]))
        person = " ".join(filter(None, [self.sender_firstname, self.sender_lastname]))
        recipient = {
            "partner_id": self.partner_id.id,
            "name": self.sender_name or person or self.title,
            "street": " ".join(filter(None, [self.sender_street, house])) or False,
            "zip": self.sender_zip, "city": self.sender_city, "email": self.sender_email,
            "country_id": self.sender_country_id.id, "ade_address": self.sender_ade, "reference": self.sender_reference,
        }
        details = [part for part in (self.letter_date, self.sender_reference) if part]
        if len(details) == 2:
            regarding = self.env._(
                "%(title)s (letter of %(date)s, ref. %(reference)s)",
                title=self.title, date=self.letter_date, reference=self.sender_reference,
            )
        else:
            regarding = f"{self.title} ({details[0]})" if details else self.title
        return {
            "direction": "out", "title": self.env._("Reply: %(title)s", title=self.title), "reply_to_id": self.id,
            "partner_id": self.partner_id.id, "case_id": self.case_id.id, "jrwa_class_id": self.jrwa_class_id.id,
            "department_id": self.department_id.id or self._get_clerk_department(employee).id,
            "clerk_id": employee.id or self.clerk_id.id, "regarding": regarding, "access_level": self.access_level,
            "is_restricted": self.is_restricted,
            "delivery_method_id": self.delivery_method_id.id if self.delivery_method_id.is_outgoing else False,
            "recipient_ids": [fields.Command.create(recipient)],
            **(self._get_template_values(template, self) if template else {}),
        }

    def _get_open_action(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form",
            "views": [(self.get_formview_id(), "form")], "target": "current",
        }
