import email
import email.policy
import os

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from odoo.addons.dms.tools.file import unique_name

FILED_MODELS = ("biuro.case", "biuro.letter")
MAX_INDEXED = 2_000_000  # bytes of a text file that are searched
# what makes a document what it is; other fields of an attachment may change later
CONTENT_FIELDS = frozenset(
    {"raw", "datas", "db_datas", "store_fname", "name", "res_model", "res_id", "url", "type", "mimetype"}
)


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    index_content = fields.Text(index="trigram")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            case_ids = {
                vals.get("res_id") for vals in vals_list if vals.get("res_model") == "biuro.case" and vals.get("res_id")
            }
            self._biuro_check_cases_open(self.env["biuro.case"].browse(case_ids))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and CONTENT_FIELDS & vals.keys():
            self._biuro_check_unlocked()
            if vals.get("res_model") == "biuro.case":
                self._biuro_check_cases_open(self.env["biuro.case"].browse(vals.get("res_id")))
        return super().write(vals)

    def unlink(self):
        if not self.env.su:
            self._biuro_check_unlocked()
        own = self.filtered(lambda attachment: attachment.res_model in FILED_MODELS)
        if own and not self.env.context.get("dms_file"):
            own.check_access("unlink")
            # sudo: dms.file - the tree shows what the record has; who may delete the file of a record deletes it
            self.env["dms.file"].sudo().search([("attachment_id", "in", own.ids)]).with_context(dms_file=True).unlink()
        return super().unlink()

    @api.model
    def _index(self, bin_data, mimetype, checksum=None):
        if mimetype and mimetype.startswith(("text/", "message/rfc822")):
            return self._biuro_index_text(bin_data, mimetype)
        return super()._index(bin_data, mimetype, checksum=checksum)

    @api.model
    def _biuro_index_text(self, content, mimetype):
        """Return the words of a text file or a mail with their Polish letters, which the platform drops (str)."""
        if mimetype == "message/rfc822":
            message = email.message_from_bytes(content[:MAX_INDEXED], policy=email.policy.default)
            body = message.get_body(preferencelist=("plain", "html"))
            try:
                text = f"{message['subject'] or ''}\n{body.get_content() if body else ''}"
            except (LookupError, ValueError):  # an unknown or broken encoding
                return ""
            mimetype = body.get_content_type() if body else ""
        else:
            try:
                text = content[:MAX_INDEXED].decode()
            except UnicodeDecodeError:
                text = content[:MAX_INDEXED].decode("cp1250", errors="replace")
        if mimetype == "text/html":
            text = html2plaintext(text)
        return text.replace("\x00", "")

    def _biuro_check_unlocked(self):
        """Raise UserError if one of the files belongs to a closed case or to a letter of one (DEL § 6(2))."""
        # sudo: ir.attachment, biuro.letter - only the state of the case matters, nothing of it is shown
        own = self.sudo().filtered(lambda attachment: attachment.res_model in FILED_MODELS and attachment.res_id)
        if not own:
            return
        cases = self.env["biuro.case"].browse(
            own.filtered(lambda attachment: attachment.res_model == "biuro.case").mapped("res_id")
        )
        letters = (
            self.env["biuro.letter"]
            .sudo()
            .browse(own.filtered(lambda attachment: attachment.res_model == "biuro.letter").mapped("res_id"))
        )
        self._biuro_check_cases_open(cases | letters.exists().case_id)

    def _biuro_check_cases_open(self, cases):
        # sudo: biuro.case - only whether it is locked
        if cases and any(case.state not in ("open", "suspended") for case in cases.sudo().exists()):
            raise UserError(self.env._("The case is closed: its data and documents cannot be changed."))

    @api.model
    def _biuro_records_with_text(self, model, text):
        """Return a query for the ids of records of a model that have a file with the text inside.

        The caller puts it into a search of that model, so the user's own rules decide what is found.
        """
        # sudo: ir.attachment - only ids of records leave, and they pass the rules of their own model
        query = self.sudo()._search(
            [
                ("res_model", "=", model),
                ("res_field", "=", False),
                ("index_content", "ilike", text),
            ]
        )
        return query.subselect(self._field_to_sql(self._table, "res_id", query))

    def _dms_operations(self):
        own = self.filtered(lambda attachment: attachment.res_model in FILED_MODELS and attachment.res_id)
        super(IrAttachment, self - own)._dms_operations()
        if own:
            # sudo: dms.directory, dms.file - the tree is the system's; who may add a file to a record adds it here
            own.sudo()._biuro_file()

    def _biuro_file(self):
        """Show files of cases, and of letters that belong to a case, in Documents; once each. Runs as superuser."""
        File = self.env["dms.file"]
        filed = File.search([("attachment_id", "in", self.ids)]).attachment_id
        forbidden, limit = File._get_forbidden_extensions(), File._get_binary_max_size() * 1024 * 1024
        places = {}
        for attachment in self - filed:
            extension = os.path.splitext(attachment.name or "")[1][1:].lower()
            if attachment.res_field or extension and extension in forbidden or attachment.file_size > limit:
                continue  # stays on the record alone
            places.setdefault((attachment.res_model, attachment.res_id), []).append(attachment)
        values = []
        for (model, res_id), attachments in places.items():
            directory = self._biuro_get_directory(self.env[model].browse(res_id))
            if not directory:
                continue
            names = directory.file_ids.mapped("name")
            for attachment in attachments:
                name = unique_name(directory._biuro_clean_name(attachment.name or "-"), names, escape_suffix=True)
                names.append(name)
                values.append(
                    {
                        "name": name,
                        "directory_id": directory.id,
                        "attachment_id": attachment.id,
                        "res_model": model,
                        "res_id": res_id,
                    }
                )
        if values:
            File.create(values)

    @api.model
    def _biuro_get_directory(self, record):
        """Return the directory of a case or of a letter of a case, empty for a letter outside cases."""
        Directory = self.env["dms.directory"]
        found = Directory.search([("res_model", "=", record._name), ("res_id", "=", record.id)], limit=1)
        if found or not record.exists():
            return found
        if record._name == "biuro.case":
            return Directory._biuro_get_or_make(record._get_dms_parent(record), record.display_name, record)
        if not record.case_id:
            return Directory
        # the identifier keeps two letters with one title apart
        name = f"{record.register_ref or record.document_uid or record.id} {record.title}"
        return Directory._biuro_get_or_make(self._biuro_get_directory(record.case_id), name, record)
