import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.mimetypes import guess_mimetype

MAX_SIZE = 100 * 1024 * 1024


class BiuroPublicationFile(models.Model):
    """File of a publication: an anonymised copy, never the original of the case file."""

    _name = "biuro.publication.file"
    _inherit = ["biuro.guard.mixin"]
    _description = "Published File"
    _order = "sequence, id"

    publication_id = fields.Many2one("biuro.publication", "Publication", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char("File Name", required=True)
    description = fields.Char(help="What the file is, for people who do not see it, e.g. scan of the petition.")
    data = fields.Binary("File", required=True, attachment=True)
    mimetype = fields.Char(compute="_compute_content", store=True)
    size = fields.Integer("Size (bytes)", compute="_compute_content", store=True, aggregator=None)
    checksum = fields.Char("SHA-256", compute="_compute_content", store=True)
    version_ids = fields.Many2many(
        "biuro.publication.version",
        "biuro_publication_version_file_rel",
        "file_id",
        "version_id",
        "In Versions",
        readonly=True,
        copy=False,
    )
    active = fields.Boolean("In the Next Version", default=True)

    @api.depends("data")
    def _compute_content(self):
        for file in self:
            content = file._content()
            file.mimetype = guess_mimetype(content, "application/octet-stream") if content else False
            file.size = len(content)
            file.checksum = hashlib.sha256(content).hexdigest() if content else False

    def _content(self):
        """Return the file itself (bytes)."""
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).data or b"")

    @api.constrains("data")
    def _check_data(self):
        for file in self:
            if not file.size:
                raise ValidationError(self.env._("The file “%s” is empty. Choose another one.", file.name))
            if file.size > MAX_SIZE:
                raise ValidationError(
                    self.env._("The file “%s” is larger than 100 MB. Make it smaller or split it.", file.name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        files.publication_id._check_editable()
        return files

    def write(self, vals):
        if not self.env.su:
            self.publication_id._check_editable()
            if {"data", "name", "publication_id"} & vals.keys() and any(file.version_ids for file in self):
                raise UserError(self.env._("A published file is never replaced. Remove it and add the new one."))
        result = super().write(vals)
        self.publication_id._touch()
        return result

    def action_remove(self):
        """Take the files out of the next version; files that were never published are deleted.

        :return: True
        :raise UserError: the publication is not a draft
        """
        self.publication_id._check_editable()
        published = self.filtered("version_ids")
        published.write({"active": False})
        (self - published).unlink()
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        if any(file.version_ids for file in self):
            raise UserError(
                self.env._("A published file belongs to the history. Use “Remove” to leave it out of the next version.")
            )
        self.publication_id._check_editable()
