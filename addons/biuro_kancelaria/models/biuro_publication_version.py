import hashlib
import json
import re
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

# what a snapshot may carry: nothing else of a publication is ever shown to the public
PUBLIC_FIELDS = (
    "number",
    "name",
    "summary",
    "body",
    "category_code",
    "category_name",
    "legal_basis",
    "made_by",
    "made_on",
    "entered_by",
    "checked_by",
    "published_by",
    "published_at",
    "change_note",
)


class BiuroPublicationVersion(models.Model):
    """Snapshot of what was published: public pages read versions and nothing else.

    A version is never changed. What moves are the marks outside of the snapshot: whether it is the current one and
    whether its content is withheld.
    """

    _name = "biuro.publication.version"
    _description = "Published Version"
    _order = "published_at desc, id desc"

    publication_id = fields.Many2one(
        "biuro.publication",
        "Publication",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    number = fields.Integer("Version", required=True, readonly=True, aggregator=None)
    name = fields.Char("Title", required=True, readonly=True)
    summary = fields.Text(readonly=True)
    body = fields.Html(readonly=True, sanitize=False)
    category_code = fields.Char(readonly=True, index=True)
    category_name = fields.Char("Category", readonly=True)
    legal_basis = fields.Char(readonly=True)
    made_by = fields.Char(readonly=True)
    made_on = fields.Date(readonly=True)
    entered_by = fields.Char(readonly=True)
    checked_by = fields.Char("Anonymisation Checked By", readonly=True)
    published_by = fields.Char(readonly=True)
    published_at = fields.Datetime(required=True, readonly=True)
    change_note = fields.Char("What Changed", readonly=True)
    file_ids = fields.Many2many(
        "biuro.publication.file",
        "biuro_publication_version_file_rel",
        "version_id",
        "file_id",
        "Files",
        readonly=True,
        context={"active_test": False},
    )
    checksum = fields.Char("SHA-256 of the Snapshot", readonly=True)
    search_text = fields.Text(readonly=True, index="trigram")
    # marks outside of the snapshot
    is_current = fields.Boolean("Current", readonly=True)
    is_withheld = fields.Boolean("Withheld", readonly=True)
    withheld_reason = fields.Char("Reason for Withholding", readonly=True)

    _number_uniq = models.Constraint("UNIQUE (publication_id, number)", "This version exists already.")
    _current_uniq = models.UniqueIndex("(publication_id) WHERE is_current", "A publication has one current version.")
    _public_idx = models.Index("(published_at DESC, id DESC) WHERE is_current")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["search_text"] = " ".join(
                " ".join(part.split())
                for part in (vals.get("name"), vals.get("summary"), html2plaintext(vals.get("body") or ""))
                if part
            )
        versions = super().create(vals_list)
        for version in versions:
            # write() of a version refuses everything
            super(BiuroPublicationVersion, version).write(  # pylint: disable=super-method-mismatch
                {"checksum": version._checksum()}
            )
        return versions

    def _checksum(self):
        """Return the digest of the snapshot with its files (str), the proof that it was not changed."""
        self.ensure_one()
        content = {name: str(self[name] or "") for name in PUBLIC_FIELDS}
        content["files"] = [[file.name, file.checksum] for file in self._files()]
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def _files(self):
        """Return the files of the version in their order, also those left out of later versions."""
        return self.with_context(active_test=False).file_ids.sorted(lambda file: (file.sequence, file.id))

    def write(self, vals):
        if not vals.keys() <= {"is_current", "is_withheld", "withheld_reason"} or not self.env.su:
            raise UserError(self.env._("A published version is never changed. Prepare a new version."))
        return super().write(vals)

    def action_withhold(self, reason):
        """Stop showing the content of superseded versions, e.g. because personal data were found in them.

        The history keeps the row: number, dates and people stay public.

        :param str reason: why, kept in the journal
        :return: True
        :raise UserError: no reason, or a version is the current one (withdraw the publication instead)
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason why the version is withheld."))
        self.publication_id._check_publisher()
        for version in self:
            if version.is_current:
                raise UserError(
                    self.env._("This is the current version. Publish a corrected one or withdraw the publication.")
                )
            # sudo: biuro.publication.version - only the mark is written, the caller was checked above
            version.sudo().write({"is_withheld": True, "withheld_reason": reason})
            version.publication_id._log("withhold", reason, version.number)
            version.publication_id._public_change()
        return True

    def action_withhold_wizard(self):
        """Ask for the reason and withhold the version.

        :return: dict, action of the window that asks
        """
        return self.env["biuro.publication.reason"]._open("withhold", self)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        raise UserError(self.env._("A published version belongs to the history and cannot be deleted."))

    def _slug(self):
        """Return the readable public address of the publication (str), e.g. ``petycja-w-sprawie-drzew-12``."""
        self.ensure_one()
        text = unicodedata.normalize("NFKD", (self.name or "").lower().replace("ł", "l"))
        words = re.sub(r"[^a-z0-9]+", "-", text.encode("ascii", "ignore").decode()).strip("-")[:60].strip("-")
        return f"{words}-{self.publication_id.id}" if words else str(self.publication_id.id)
