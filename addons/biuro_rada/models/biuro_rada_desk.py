from markupsafe import Markup, escape

from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

KINDS = ("interpellation", "question", "motion")
MOST_FILES = 10
LONGEST = {"subject": 300, "facts": 20000, "questions": 10000}


class BiuroRadaDesk(models.AbstractModel):
    """Desk of a councillor: what the councillor in office does on the own page, by the portal or over RPC.

    Each verb finds out who asks and touches that councillor's things alone; portal users have no other right to them.
    """

    _name = "biuro.rada.desk"
    _description = "Councillor's Desk"

    @api.model
    def _me(self):
        """Return the councillor that the user is today, with the rights of the system.

        :raise AccessError: the user is no councillor in office
        """
        me = self.env["biuro.rada.councillor"]._of_user()
        if not me:
            raise AccessError(self.env._("Only a councillor in office may do this."))
        # sudo: biuro.rada.councillor - one's own mandate; portal users have no access to their partner's records
        return me.sudo()

    @api.model
    def _quiet(self, model):
        """Return a model with the rights of the system, without followers: portal users get no internal notes."""
        # sudo: the verbs of the desk check whose the records are before they touch them
        return self.env[model].sudo().with_context(mail_create_nosubscribe=True, mail_create_nolog=True)

    @api.model
    def _label(self, record, name):
        return dict(record._fields[name]._description_selection(self.env)).get(record[name], "")

    # ---- texts: drafts -------------------------------------------------------------------------------------------

    @api.model
    def _my_draft(self, draft_id):
        draft = self._quiet("biuro.rada.interpellation.draft").browse(int(draft_id)).exists()
        if not draft or draft.councillor_id != self._me():
            # the same answer for what is somebody else's and for what is not there
            raise AccessError(self.env._("There is no such text of yours."))
        return draft

    @api.model
    def save_draft(self, values, draft_id=None, files=None):
        """Save a text that is not handed in yet; only the councillor sees it.

        :param dict values: ``kind`` (``interpellation``, ``question``, ``motion``), ``subject``, ``facts``,
            ``questions`` (one in a line), ``parent_id`` (own text that it supplements)
        :param int draft_id: the text that is changed; a new one by default
        :param list files: dicts ``{"name", "content"}``, the content in base64
        :return: int, id of the text
        :raise AccessError: no councillor in office, or somebody else's text
        :raise ValidationError: unknown data, too long a text, a file that is not taken
        """
        me = self._me()
        if not isinstance(values, dict) or set(values) - {"kind", "parent_id", *LONGEST}:
            raise ValidationError(self.env._("Give the kind, the subject, the facts and the questions."))
        row = {}
        for name, longest in LONGEST.items():
            if name in values:
                row[name] = str(values[name] or "").strip()
                if len(row[name]) > longest:
                    raise ValidationError(self.env._("The text is too long: at most %s characters.", longest))
        if "kind" in values:
            if values["kind"] not in KINDS:
                raise ValidationError(self.env._("Choose: interpellation, question or motion."))
            row["kind"] = values["kind"]
        if values.get("parent_id"):
            row["parent_id"] = self._my_text(values["parent_id"]).id
        read = self._read_files(files)
        draft = (
            self._my_draft(draft_id)
            if draft_id
            else self._quiet("biuro.rada.interpellation.draft").create({"councillor_id": me.id})
        )
        if row:
            draft.write(row)
        if len(draft.attachment_ids) + len(read) > MOST_FILES:
            raise ValidationError(self.env._("At most %s files may be attached.", MOST_FILES))
        if read:
            draft.attachment_ids |= self._attach(draft, read)
        return draft.id

    @api.model
    def get_draft(self, draft_id):
        """Return an own text that is not handed in yet.

        :param int draft_id: the text
        :return: dict ``id``, ``kind``, ``subject``, ``facts``, ``questions``, ``parent_id``, ``files`` (list of dicts
            ``id``, ``name``)
        :raise AccessError: no councillor in office, or somebody else's text
        """
        draft = self._my_draft(draft_id)
        return {
            "id": draft.id,
            "kind": draft.kind,
            "subject": draft.subject or "",
            "facts": draft.facts or "",
            "questions": draft.questions or "",
            "parent_id": draft.parent_id.id,
            "files": self._file_rows(draft.attachment_ids),
        }

    @api.model
    def remove_file(self, draft_id, attachment_id):
        """Take a file off an own text that is not handed in yet.

        :param int draft_id: the text
        :param int attachment_id: the file
        :return: True
        :raise AccessError: no councillor in office, or somebody else's text
        """
        draft = self._my_draft(draft_id)
        draft.attachment_ids.filtered(lambda file: file.id == int(attachment_id)).unlink()
        return True

    @api.model
    def discard_draft(self, draft_id):
        """Throw an own text away that was not handed in.

        :param int draft_id: the text
        :return: True
        :raise AccessError: no councillor in office, or somebody else's text
        """
        draft = self._my_draft(draft_id)
        draft._unlink_files()
        draft.unlink()
        return True

    @api.model
    def submit_draft(self, draft_id):
        """Hand an own text in to the chair of the council, who passes it on without delay; it gets its number.

        :param int draft_id: the text
        :return: dict ``id``, ``model``, ``register_ref`` (False of a motion until it is passed on)
        :raise AccessError: no councillor in office, or somebody else's text
        :raise UserError: no subject; no facts or questions (RD-01)
        Legal source: u.s.g. art. 24 ust. 3-6.
        """
        draft = self._my_draft(draft_id)
        if not (draft.subject or "").strip():
            raise UserError(self.env._("Give the subject."))
        record = self._submit_motion(draft) if draft.kind == "motion" else self._submit_interpellation(draft)
        draft.attachment_ids.write({"res_model": record._name, "res_id": record.id})
        record.attachment_ids = draft.attachment_ids
        draft.attachment_ids = False
        draft.unlink()
        return {"id": record.id, "model": record._name, "register_ref": record.register_ref or False}

    @api.model
    def _paragraphs(self, text):
        parts = [part.strip() for part in (text or "").split("\n") if part.strip()]
        return Markup("").join(Markup("<p>%s</p>") % escape(part) for part in parts)

    @api.model
    def _submit_interpellation(self, draft):
        questions = [line.strip() for line in (draft.questions or "").splitlines() if line.strip()]
        record = self._quiet("biuro.rada.interpellation").create(
            {
                "kind": draft.kind,
                "author_ids": [(6, 0, draft.councillor_id.ids)],
                "term_id": draft.councillor_id.term_id.id,
                "subject": draft.subject,
                "facts": self._paragraphs(draft.facts),
                "question_ids": [(0, 0, {"text": text, "sequence": index}) for index, text in enumerate(questions, 1)],
                "channel": "portal",
                "parent_id": draft.parent_id.id,
            }
        )
        record.action_register()
        return record

    @api.model
    def _submit_motion(self, draft):
        return self._quiet("biuro.rada.motion").create(
            {
                "origin": "councillor",
                "councillor_id": draft.councillor_id.id,
                "term_id": draft.councillor_id.term_id.id,
                "subject": draft.subject,
                "text": self._paragraphs("\n".join(filter(None, [draft.facts, draft.questions]))),
            }
        )

    # ---- texts handed in -----------------------------------------------------------------------------------------

    @api.model
    def _my_text(self, text_id):
        record = self._quiet("biuro.rada.interpellation").browse(int(text_id)).exists()
        if not record or self._me() not in record.author_ids:
            raise AccessError(self.env._("There is no such text of yours."))
        return record

    @api.model
    def _text_row(self, record):
        return {
            "id": record.id,
            "model": record._name,
            "register_ref": record.register_ref or False,
            "kind": record.kind,
            "kind_label": self._label(record, "kind"),
            "subject": record.subject,
            "submitted": str(record.submitted_date),
            "state": record.state,
            "state_label": self._label(record, "state"),
            "deadline": str(record.date_deadline) if record.date_deadline else False,
            "is_overdue": record.is_overdue,
            "replied": str(record.reply_date) if record.reply_date else False,
            "on_time": record.on_time,
        }

    @api.model
    def my_texts(self):
        """Return the own interpellations, questions and motions, handed in and not.

        :return: dict ``drafts`` (list of dicts ``id``, ``kind``, ``kind_label``, ``subject``, ``saved``), ``texts`` and
            ``motions`` (lists of dicts ``id``, ``register_ref``, ``subject``, ``submitted``, ``state``,
            ``state_label``; of texts also ``kind``, ``kind_label``, ``deadline``, ``is_overdue``, ``replied``,
            ``on_time``)
        :raise AccessError: no councillor in office
        """
        me = self._me()
        drafts = self._quiet("biuro.rada.interpellation.draft").search([("councillor_id", "=", me.id)])
        texts = self._quiet("biuro.rada.interpellation").search([("author_ids", "in", me.ids)])
        motions = self._quiet("biuro.rada.motion").search([("councillor_id", "=", me.id)])
        return {
            "drafts": [
                {
                    "id": draft.id,
                    "kind": draft.kind,
                    "kind_label": self._label(draft, "kind"),
                    "subject": draft.subject or "",
                    "saved": str(draft.write_date.date()),
                }
                for draft in drafts
            ],
            "texts": [self._text_row(record) for record in texts],
            "motions": [
                {
                    "id": motion.id,
                    "register_ref": motion.register_ref or False,
                    "subject": motion.subject,
                    "submitted": str(motion.date),
                    "state": motion.state,
                    "state_label": self._label(motion, "state"),
                    "answer": str(motion.answer or "") if motion.state in ("answered", "considered") else "",
                }
                for motion in motions
            ],
        }

    @api.model
    def get_text(self, text_id):
        """Return an own interpellation or question with its course and its reply.

        :param int text_id: the text
        :return: dict as a row of ``my_texts`` and ``facts``, ``reply`` (HTML, False before the reply went out),
            ``questions`` (list of str), ``forwarded``, ``received`` ("YYYY-MM-DD" or False), ``cell``, ``reply_ref``,
            ``return_reason``, ``files``, ``reply_files`` (lists of dicts ``id``, ``name``), ``reasons`` of the term,
            ``bip_url``, ``supplements`` (list of dicts ``id``, ``register_ref``)
        :raise AccessError: no councillor in office, or somebody else's text
        """
        record = self._my_text(text_id)
        replied = record.state in ("replied", "published")
        return {
            **self._text_row(record),
            "facts": str(record.facts or ""),
            "questions": record.question_ids.mapped("text"),
            "forwarded": str(record.forwarded_date) if record.forwarded_date else False,
            "received": str(record.received_date) if record.received_date else False,
            "cell": record.department_id.name or False,
            "reply": str(record.reply_text or "") if replied else False,
            "reply_ref": record.reply_ref if replied else False,
            "return_reason": record.return_reason or False,
            "files": self._file_rows(record.attachment_ids),
            "reply_files": self._file_rows(record.reply_attachment_ids) if replied else [],
            "reasons": record.term_reasons or [],
            "bip_url": record.bip_url,
            "supplements": [
                {"id": line.id, "register_ref": line.register_ref or False} for line in record.supplement_ids
            ],
        }

    @api.model
    def repeat_text(self, text_id):
        """Begin a text after an unsatisfactory reply: a draft that supplements the first one, with its questions.

        :param int text_id: own text that was replied to
        :return: int, id of the draft
        :raise AccessError: no councillor in office, or somebody else's text
        :raise UserError: not replied to yet
        """
        record = self._my_text(text_id)
        if record.state not in ("replied", "published"):
            raise UserError(self.env._("The text has not been replied to yet."))
        return self.save_draft(
            {
                "kind": record.kind,
                "subject": record.subject,
                "parent_id": record.id,
                "questions": "\n".join(record.question_ids.mapped("text")),
            }
        )

    @api.model
    def withdraw_text(self, text_id, reason):
        """Withdraw an own text that has not been replied to.

        :param int text_id: the text
        :param str reason: why
        :return: True
        :raise AccessError: no councillor in office, or somebody else's text
        :raise UserError: replied to already; no reason
        """
        record = self._my_text(text_id)
        if record.state not in ("received", "forwarded", "received_by_mayor", "in_progress"):
            raise UserError(self.env._("Only a text that was not replied to may be withdrawn."))
        return record.action_cancel(reason)
