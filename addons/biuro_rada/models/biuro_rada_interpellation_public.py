from markupsafe import Markup, escape

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_rada_interpellation_course import polish_date


class BiuroRadaInterpellationPublic(models.Model):
    """Publication of both texts without delay (u.s.g. art. 24 ust. 7), anonymised where they name third persons."""

    _inherit = "biuro.rada.interpellation"

    has_personal_data = fields.Boolean(
        "Data of Third Persons",
        tracking=True,
        help="The texts name residents or other third persons: an anonymised version is published instead.",
    )
    public_text = fields.Html(
        "Text for the Bulletin", copy=False, help="Anonymised version of the facts and the questions."
    )
    public_reply = fields.Html("Reply for the Bulletin", copy=False, help="Anonymised version of the reply.")
    anonymised_attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_rada_interpellation_public_rel", string="Anonymised Files", copy=False
    )
    question_published_on = fields.Date("Text Published On", readonly=True, copy=False)
    reply_published_on = fields.Date("Reply Published On", readonly=True, copy=False)
    bip_url = fields.Char("Address in the Bulletin", compute="_compute_bip_url")
    to_publish = fields.Selection(
        [("question", "Text"), ("reply", "Reply"), ("none", "Nothing")],
        "To Be Published",
        compute="_compute_to_publish",
        search="_search_to_publish",
    )

    def _compute_bip_url(self):
        # sudo: biuro.publication - the address of what is public
        found = (
            self.env["biuro.publication"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "in", self.ids), ("is_public", "=", True)], order="id")
        )
        addresses = {publication.res_id: publication.public_url for publication in found}
        for record in self:
            record.bip_url = addresses.get(record.id, False)

    def _compute_to_publish(self):
        for record in self:
            record.to_publish = (
                "reply"
                if record.state in ("replied", "published") and not record.reply_published_on
                else "question"
                if record.register_ref
                and record.state in ("forwarded", "received_by_mayor", "in_progress")
                and not record.question_published_on
                else "none"
            )

    def _search_to_publish(self, operator, value):
        if operator != "in":
            return NotImplemented
        domains = {
            "reply": [("state", "in", ("replied", "published")), ("reply_published_on", "=", False)],
            "question": [
                ("register_ref", "!=", False),
                ("state", "in", ("forwarded", "received_by_mayor", "in_progress")),
                ("question_published_on", "=", False),
            ],
        }
        chosen = [domains[name] for name in value if name in domains]
        return fields.Domain.OR(chosen) if chosen else fields.Domain.FALSE

    # ---- what becomes public -------------------------------------------------------------------------------------

    def _public_body(self):
        """Return what the public reads (Markup): the text, and the reply once it went out.

        :raise UserError: RD-03, the anonymised version is missing
        """
        self.ensure_one()
        replied = self.state in ("replied", "published")
        if self.has_personal_data:
            if not html2plaintext(self.public_text or "").strip():
                raise UserError(
                    self.env._(
                        "RD-03: the text names third persons. Write its anonymised version before it is published."
                    )
                )
            if replied and not html2plaintext(self.public_reply or "").strip() and not self.anonymised_attachment_ids:
                raise UserError(
                    self.env._(
                        "RD-03: the reply names third persons. Write its anonymised version before it is published."
                    )
                )
        text = Markup(self.public_text or "")
        if not html2plaintext(self.public_text or "").strip():
            text = Markup(self.facts or "") + Markup("<ol>%s</ol>") % Markup("").join(
                Markup("<li>%s</li>") % question.text for question in self.question_ids
            )
        word = "interpelacji" if self.kind == "interpellation" else "zapytania"
        body = Markup("<h2>Treść %s</h2>") % word + text
        if replied:
            reply = self.public_reply if html2plaintext(self.public_reply or "").strip() else self.reply_text
            if self.has_personal_data and not html2plaintext(self.public_reply or "").strip():
                reply = False
            body += Markup("<h2>Odpowiedź z dnia %s, znak %s</h2>") % (
                polish_date(self.reply_date),
                escape(self.reply_ref or "–"),
            )
            body += Markup(reply or "<p>Treść odpowiedzi w załączonym pliku.</p>")
        return body

    def _public_files(self):
        """Return the files of the publication: list of ``{"name", "data"}``; of third persons only anonymised ones."""
        # sudo: ir.attachment - files of a record that the user reads
        record = self.sudo()
        files = record.anonymised_attachment_ids
        if not self.has_personal_data and not files:
            files = record.attachment_ids | record.reply_attachment_ids
        return [{"name": file.name, "data": file.datas} for file in files if file.datas]

    def _publication_values(self):
        self.ensure_one()
        if not self.register_ref:
            raise UserError(self.env._("Register it first."))
        kind = "Interpelacja" if self.kind == "interpellation" else "Zapytanie"
        authors = ", ".join(self.author_ids.mapped("display_name"))
        summary = f"{kind} nr {self.register_ref} z dnia {polish_date(self.submitted_date)}; radni: {authors}."
        if self.reply_date:
            summary += f" Odpowiedź z dnia {polish_date(self.reply_date)}."
        return {
            "name": f"{kind} {self.register_ref}: {self.subject}",
            "summary": summary,
            "body": self._public_body(),
            "category_code": "interpelacje",
            "legal_basis": "ustawa o samorządzie gminnym, art. 24 ust. 7",
            "made_by": authors,
            "made_on": self.reply_date or self.submitted_date,
            "files": self._public_files(),
        }

    def action_publication_prepare(self):
        """Prepare the publication; where the text is public already, the reply becomes its next version.

        :return: dict, a window action on the draft
        :raise UserError: RD-03 without an anonymised version; a draft is being prepared already
        """
        # sudo: biuro.publication - only which one is public
        public = (
            self.env["biuro.publication"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "in", self.ids), ("state", "=", "published")], limit=1)
        )
        if len(self) != 1 or not public:
            return super().action_publication_prepare()
        self.check_access("read")
        values = self._publication_values()
        publication = public.with_env(self.env)
        publication.action_new_version()
        files = values.pop("files")
        values.pop("category_code")
        publication.write(
            {
                **values,
                "change_note": "Dodano odpowiedź" if self.reply_date else "Zmieniono treść",
                "file_ids": [
                    (5,),
                    *[(0, 0, {"name": file["name"], "data": file["data"]}) for file in files],
                ],
            }
        )
        return publication._open()

    def _is_public(self):
        return bool(self.reply_published_on)

    def _council_published(self, publication):
        """The public sees the text; once it sees the reply too, the entry is published and its term is met."""
        for record in self:
            values = {}
            if not record.question_published_on:
                values["question_published_on"] = office_today()
            if record.reply_date and "<h2>Odpowiedź" in (publication.body or "") and not record.reply_published_on:
                values["reply_published_on"] = office_today()
                super(BiuroRadaInterpellationPublic, record)._council_published(publication)
                if record.state == "replied":
                    values["state"] = "published"
            if values:
                record.write(values)
