import base64

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import act_file


class BiuroRadaActFileMixin(models.AbstractModel):
    """File of the act (XML or ZIPX) that the legislator's tools made: kept with its checksum, read and compared."""

    _name = "biuro.rada.act.file.mixin"
    _description = "File of an Act"

    act_file = fields.Binary("File of the Act (XML, ZIPX)", attachment=True, readonly=True, copy=False)
    act_file_name = fields.Char("Name of the File", readonly=True, copy=False)
    zipx_checksum = fields.Char("Checksum of the ZIPX", readonly=True, copy=False)
    act_metadata = fields.Json(readonly=True, copy=False)
    act_metadata_text = fields.Text("What the File Says", compute="_compute_act_metadata_text")
    act_differences = fields.Text("Differences from the Register", readonly=True, copy=False)

    def _act_identity(self):
        """Return what the file is compared with: (number, title, day)."""
        raise NotImplementedError

    def _act_file_attachment(self):
        """Return the attachment (one or empty) that holds the file of the act."""
        self.ensure_one()
        # sudo: ir.attachment - files of fields are found by the system only; the record is the caller's
        return (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "=", self.id), ("res_field", "=", "act_file")], limit=1)
        )

    def _compute_act_metadata_text(self):
        labels = (
            ("number", "Numer"),
            ("date", "Data"),
            ("title", "Tytuł"),
            ("body", "Organ"),
            ("type", "Rodzaj"),
            ("legal_basis", "Podstawa prawna"),
        )
        for record in self:
            said = record.act_metadata or {}
            lines = [f"{label}: {said[key]}" for key, label in labels if said.get(key)]
            if said.get("attachments"):
                lines.append("Załączniki: " + ", ".join(said["attachments"]))
            record.act_metadata_text = "\n".join(lines)

    def action_open_step(self):
        """Open the window of the step named in the context (``step``).

        :return: action (dict)
        """
        return self.env["biuro.rada.step"]._open(self.env.context.get("step"), self)

    def _journal_values(self, on, year, item, first):
        """Return the values (dict) of a publication in the official journal.

        :param str on: day of the journal; ``year`` (int) and ``item`` (int) position in it
        :param date first: the day before which it cannot be
        :raise UserError: a day before the act or of the future; no position
        """
        day = fields.Date.to_date(on)
        if not day or day < first or day > office_today() or not item or item < 1:
            raise UserError(self.env._("Give the day of the journal, its year and the position in it."))
        return {"published_on": day, "journal_year": year, "journal_item": item}

    def action_load_act_file(self, data, name):
        """Keep the file of the act, read its metadata and compare them with the register.

        :param str data: the file in base64
        :param str name: its name
        :return: dict ``checksum`` (SHA-256), ``number``, ``title``, ``date`` ("YYYY-MM-DD" or False), ``attachments``
            (list of str), ``differences`` (list of Polish sentences, empty when they agree)
        :raise ValidationError: no act, broken, encrypted, too large or dangerous; the record keeps the file it had
        :raise UserError: the act was sent to the official journal already
        """
        self.ensure_one()
        self.check_access("write")
        if "journal_sent_on" in self._fields and self.journal_sent_on:
            raise UserError(self.env._("The act was sent to the official journal with the file it has."))
        try:
            content = base64.b64decode(data or b"", validate=False)
            said = act_file.read(content, name or "")
        except LawError as error:
            raise ValidationError(str(error)) from error
        except ValueError as error:
            raise ValidationError(self.env._("The file cannot be read.")) from error
        differences = act_file.compare(said, *self._act_identity())
        kept = {**said, "date": said["date"] and fields.Date.to_string(said["date"]) or False}
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write(
            {
                "act_file": data,
                "act_file_name": name,
                "zipx_checksum": said["checksum"],
                "act_metadata": kept,
                "act_differences": "\n".join(differences) or False,
            }
        )
        return {
            "checksum": said["checksum"],
            "number": said["number"],
            "title": said["title"],
            "date": kept["date"],
            "attachments": said["attachments"],
            "differences": differences,
        }

    def action_verify_act_file(self):
        """Check that the file kept is the one that was loaded.

        :return: bool
        :raise UserError: there is no file
        """
        self.ensure_one()
        attachment = self._act_file_attachment()
        if not attachment:
            raise UserError(self.env._("There is no file of the act."))
        return act_file.checksum(attachment.raw) == self.zipx_checksum
