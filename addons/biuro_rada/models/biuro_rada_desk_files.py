import base64
import binascii

from odoo import api, models
from odoo.exceptions import ValidationError

from .biuro_rada_desk import MOST_FILES

MOST_BYTES = 15 * 1024 * 1024
FILE_TYPES = (
    ".pdf",
    ".doc",
    ".docx",
    ".odt",
    ".rtf",
    ".txt",
    ".xls",
    ".xlsx",
    ".ods",
    ".jpg",
    ".jpeg",
    ".png",
    ".zip",
    ".xades",
    ".xml",
)


class BiuroRadaDeskFiles(models.AbstractModel):
    """The councillor's desk: files that come from outside and files that the councillor may read."""

    _inherit = "biuro.rada.desk"

    @api.model
    def _read_files(self, files):
        """Return files that came from outside: list of (name, bytes).

        :raise ValidationError: too many, too big, of another type, broken
        """
        read = []
        if len(files or []) > MOST_FILES:
            raise ValidationError(self.env._("At most %s files may be attached.", MOST_FILES))
        for file in files or []:
            try:
                name = " ".join(str(file["name"]).replace("/", " ").replace("\\", " ").split())[-120:]
                content = base64.b64decode(file["content"], validate=True)
            except (KeyError, TypeError, ValueError, binascii.Error):
                raise ValidationError(self.env._("The file could not be read. Choose it again.")) from None
            if not name.lower().endswith(FILE_TYPES):
                raise ValidationError(
                    self.env._("“%s” is of a type that is not taken. Attach a PDF, a text document or a picture.", name)
                )
            if not content or len(content) > MOST_BYTES:
                raise ValidationError(self.env._("“%s” is empty or bigger than 15 MB.", name))
            read.append((name, content))
        return read

    @api.model
    def _attach(self, record, files):
        """Attach read files to a record; return the attachments."""
        # sudo: ir.attachment - files of a record whose owner was checked by the verb
        return (
            self.env["ir.attachment"]
            .sudo()
            .create(
                [
                    {"name": name, "raw": content, "res_model": record._name, "res_id": record.id}
                    for name, content in files
                ]
            )
        )

    @api.model
    def _file_rows(self, attachments):
        return [{"id": file.id, "name": file.name} for file in attachments]

    @api.model
    def _get_file(self, attachment_id):
        """Return an attachment that the councillor may read (record or empty): of own texts, replies, mail."""
        me = self._me()
        # sudo: ir.attachment - compared with what belongs to the councillor before it is given
        file = self.env["ir.attachment"].sudo().browse(attachment_id).exists()
        if not file:
            return file
        Interpellation = self._quiet("biuro.rada.interpellation").search([("author_ids", "in", me.ids)])
        allowed = Interpellation.attachment_ids | Interpellation.reply_attachment_ids
        allowed |= self._quiet("biuro.rada.interpellation.draft").search([("councillor_id", "=", me.id)]).attachment_ids
        allowed |= self._quiet("biuro.rada.motion").search([("councillor_id", "=", me.id)]).attachment_ids
        allowed |= self._quiet("biuro.rada.help.request").search([("councillor_id", "=", me.id)]).attachment_ids
        if file in allowed:
            return file
        if file.res_model == "biuro.letter":
            letter = self._quiet("biuro.letter").browse(file.res_id).exists()
            if letter.councillor_id == me:
                return file
        return file.browse()
