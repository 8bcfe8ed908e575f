from pathlib import PurePath

from odoo import api, models
from odoo.exceptions import UserError


class BiuroLetter(models.Model):
    """Scans and messages dropped on the page become letters, or are attached to one."""

    _inherit = "biuro.letter"

    @api.model
    def create_from_files(self, attachment_ids):
        """Make one draft of an incoming letter from each file.

        An ``.eml`` message gives its sender, subject and enclosures to the draft; any other file gives its name.

        :param list attachment_ids: ids of ``ir.attachment`` that the user uploaded and that belong to no record yet
        :return: list of ids of the drafts, in the order of the files
        :raise UserError: when a file is not there, or belongs to somebody or to a record already
        """
        letters = self.browse()
        for attachment in self._get_uploaded(attachment_ids):
            letters += self._create_from_file(attachment)
        return letters.ids

    def action_attach_files(self, attachment_ids):
        """Attach uploaded files to the letter.

        :param list attachment_ids: as in ``create_from_files``
        :return: True
        :raise UserError: as in ``create_from_files``
        """
        self.ensure_one()
        self.check_access("write")
        self._take_files(self._get_uploaded(attachment_ids))
        return True

    @api.model
    def _get_uploaded(self, attachment_ids):
        """Return the files (``ir.attachment``), checked: the user's own, and free."""
        attachments = self.env["ir.attachment"].browse(attachment_ids).exists()
        if len(attachments) != len(set(attachment_ids)) or any(
            attachment.create_uid != self.env.user or attachment.res_model != self._name or attachment.res_id
            for attachment in attachments
        ):
            raise UserError(self.env._(
                "One of the files is no longer there or belongs to another letter. Upload it again.",
            ))
        return attachments

    def _take_files(self, attachments):
        attachments.write({"res_id": self.id})
        if attachments and not self.message_main_attachment_id:
            self._message_set_main_attachment_id(attachments, filter_xml=False)

    @api.model
    def _create_from_file(self, attachment):
        """Return the draft (``biuro.letter``) made from one file."""
        letter = self.create({
            "direction": "in",
            "title": PurePath(attachment.name).stem.replace("_", " ").strip() or attachment.name,
        })
        letter._take_files(attachment)
        return letter
