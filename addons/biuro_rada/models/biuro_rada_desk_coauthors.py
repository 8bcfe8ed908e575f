from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaDeskCoauthors(models.AbstractModel):
    """The councillor's desk: an interpellation of several councillors. One writes and invites, the others confirm."""

    _inherit = "biuro.rada.desk"

    @api.model
    def get_colleagues(self, draft_id):
        """Return the councillors in office who may be asked to sign an own text.

        :param int draft_id: the text
        :return: list of dicts ``id``, ``name``
        :raise AccessError: no councillor in office, or somebody else's text
        """
        draft, me = self._my_draft(draft_id), self._me()
        colleagues = me.term_id._councillors_on(office_today()) - me
        colleagues -= draft.invited_ids | draft.coauthor_ids
        return [
            {"id": one.id, "name": one.display_name} for one in colleagues.sorted(lambda one: one._sort_key())
        ]

    @api.model
    def invite_coauthor(self, draft_id, councillor_id):
        """Ask a councillor to sign an own text; from now on that councillor reads it.

        :param int draft_id: the text
        :param int councillor_id: the councillor
        :return: True
        :raise AccessError: no councillor in office, or somebody else's text
        :raise UserError: a motion; a text without words; not a councillor in office of this council
        """
        draft = self._my_draft(draft_id)
        if draft.kind == "motion":
            raise UserError(self.env._("A motion is handed in by one councillor. Choose an interpellation."))
        if not (draft.subject or "").strip() or not (draft.facts or "").strip():
            raise UserError(self.env._("Write the subject and the facts first: the others sign the words they read."))
        if int(councillor_id) not in [row["id"] for row in self.get_colleagues(draft_id)]:
            raise UserError(self.env._("Choose a councillor in office who was not asked yet."))
        draft.invited_ids = [fields.Command.link(int(councillor_id))]
        one = self._quiet("biuro.rada.councillor").browse(int(councillor_id))
        self._tell_invited(one, self.env._("%s asks you to sign an interpellation.", draft.councillor_id.display_name))
        return True

    @api.model
    def _tell_invited(self, councillor, text):
        # sudo: res.partner, mail.mail - one's own address, a notice without content
        if councillor.partner_id.email:
            self.env["mail.mail"].sudo().create({
                "subject": text, "body_html": Markup("<p>%s</p>") % escape(text), "auto_delete": True,
                "recipient_ids": [fields.Command.set(councillor.partner_id.ids)],
            })

    @api.model
    def uninvite_coauthor(self, draft_id, councillor_id):
        """Take a councillor off an own text; the councillor no longer reads it.

        :param int draft_id: the text
        :param int councillor_id: the councillor
        :return: True
        :raise AccessError: no councillor in office, or somebody else's text
        """
        link = [fields.Command.unlink(int(councillor_id))]
        self._my_draft(draft_id).write({"invited_ids": link, "coauthor_ids": link})
        return True

    # ---- the one who is asked ------------------------------------------------------------------------------------

    @api.model
    def _invited_to(self, draft_id):
        """Return a text that the councillor was asked to sign; the same answer for what is not there."""
        me = self._me()
        draft = self._quiet("biuro.rada.interpellation.draft").browse(int(draft_id)).exists()
        if not draft or me not in draft.invited_ids | draft.coauthor_ids:
            raise AccessError(self.env._("There is no such text of yours."))
        return draft

    @api.model
    def my_invitations(self):
        """Return the texts of others that the councillor was asked to sign and that are not handed in yet.

        :return: list of dicts ``id``, ``kind_label``, ``subject``, ``author``, ``signed`` (bool)
        :raise AccessError: no councillor in office
        """
        me = self._me()
        drafts = self._quiet("biuro.rada.interpellation.draft").search(
            ["|", ("invited_ids", "in", me.ids), ("coauthor_ids", "in", me.ids)])
        return [
            {
                "id": draft.id, "kind_label": self._label(draft, "kind"), "subject": draft.subject or "",
                "author": draft.councillor_id.display_name, "signed": me in draft.coauthor_ids,
            }
            for draft in drafts
        ]

    @api.model
    def get_invitation(self, draft_id):
        """Return a text that the councillor was asked to sign.

        :param int draft_id: the text
        :return: dict as a row of ``my_invitations`` and ``facts``, ``questions`` (lists of str), ``files`` (list of
            dicts ``id``, ``name``), ``others`` (list of names of those who signed)
        :raise AccessError: no councillor in office, or not asked to sign this text
        """
        draft = self._invited_to(draft_id)
        [row] = [one for one in self.my_invitations() if one["id"] == draft.id]
        return {
            **row, "facts": (draft.facts or "").splitlines(),
            "questions": [line.strip() for line in (draft.questions or "").splitlines() if line.strip()],
            "files": self._file_rows(draft.attachment_ids),
            "others": (draft.coauthor_ids - self._me()).mapped("display_name"),
        }

    @api.model
    def answer_invitation(self, draft_id, accept):
        """Sign the text of another councillor as it stands, or decline; a signature may be taken back until it is sent.

        :param int draft_id: the text
        :param bool accept: sign it
        :return: True
        :raise AccessError: no councillor in office, or not asked to sign this text
        """
        draft, me = self._invited_to(draft_id), self._me()
        unlink, link = fields.Command.unlink(me.id), fields.Command.link(me.id)
        draft.write({"invited_ids": [unlink], "coauthor_ids": [link if accept else unlink]})
        return True

    # ---- handing in ----------------------------------------------------------------------------------------------

    @api.model
    def get_draft(self, draft_id):
        """Return an own text; see above. Besides ``coauthors``: list of dicts ``id``, ``name``, ``signed`` (bool)."""
        draft = self._my_draft(draft_id)
        return {
            **super().get_draft(draft_id),
            "coauthors": [
                {"id": one.id, "name": one.display_name, "signed": one in draft.coauthor_ids}
                for one in (draft.coauthor_ids | draft.invited_ids).sorted(lambda one: one._sort_key())
            ],
        }

    @api.model
    def _submit_interpellation(self, draft):
        today = office_today()
        signed = draft.coauthor_ids.filtered(lambda one: one._holds_mandate(today))
        record = super()._submit_interpellation(draft)
        if signed:
            record.author_ids |= signed
        return record

    @api.model
    def withdraw_text(self, text_id, reason):
        """Withdraw an own text; what others signed too the office withdraws. Return True; UserError as before."""
        if len(self._my_text(text_id).author_ids) > 1:
            raise UserError(self.env._(
                "Others signed this text as well: agree with them and let the office of the council withdraw it."
            ))
        return super().withdraw_text(text_id, reason)

    @api.model
    def _get_file(self, attachment_id):
        file = super()._get_file(attachment_id)
        if not file:
            me = self._me()
            drafts = self._quiet("biuro.rada.interpellation.draft").search(
                ["|", ("invited_ids", "in", me.ids), ("coauthor_ids", "in", me.ids)])
            file = drafts.attachment_ids.filtered(lambda one: one.id == attachment_id)
        return file
