from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class BiuroCase(models.Model):
    """Files of a case: its own and those of its letters, in Documents under cell / year / class / case."""

    _inherit = "biuro.case"

    document_count = fields.Integer("Number of Documents", compute="_compute_document_count")
    attachment_text = fields.Char(
        "Text of Documents",
        compute="_compute_attachment_text",
        search="_search_attachment_text",
        help="Finds cases by words inside their files and the files of their letters.",
    )

    def _compute_document_count(self):
        letters = self._get_readable_letters()
        counts = dict.fromkeys(self.ids, 0)
        case_of = {letter.id: letter.case_id.id for letter in letters}
        # sudo: ir.attachment - only counted; the cases and letters themselves were read with the user's own access
        groups = self.env["ir.attachment"].sudo()._read_group(
            Domain("res_field", "=", False) & self._get_files_domain(letters), ["res_model", "res_id"], ["__count"],
        )
        for model, res_id, count in groups:
            counts[res_id if model == "biuro.case" else case_of[res_id]] += count
        for case in self:
            case.document_count = counts.get(case._origin.id, 0)

    def _get_readable_letters(self):
        """Return the letters of the cases that the user may read."""
        return self.env["biuro.letter"].search([("case_id", "in", self.ids)])

    def _get_files_domain(self, letters):
        """Return the domain (Domain) of the files of the cases and of their letters, in attachments or Documents."""
        return (
            Domain("res_model", "=", "biuro.case") & Domain("res_id", "in", self.ids)
            | Domain("res_model", "=", "biuro.letter") & Domain("res_id", "in", letters.ids)
        )

    def _compute_attachment_text(self):
        self.attachment_text = False

    def _search_attachment_text(self, operator, value):
        if operator not in ("ilike", "like"):
            return NotImplemented
        return Domain("id", "in", self.env["ir.attachment"]._biuro_records_with_text("biuro.case", value)) | Domain(
            "letter_ids",
            "any",
            [("id", "in", self.env["ir.attachment"]._biuro_records_with_text("biuro.letter", value))],
        )

    def action_open_documents(self):
        """Open the files of the case and of its letters, as Documents shows them (an action)."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dms.action_dms_file")
        return action | {
            "display_name": self.env._("Documents of %s", self.reference),
            "domain": list(self._get_files_domain(self._get_readable_letters())),
            "context": {"create": False},
        }

    def _get_attachments(self):
        """Return the attachments of the case and of its letters the user may read, oldest first."""
        self.ensure_one()
        files = self._get_files_domain(self._get_readable_letters())
        return self.env["ir.attachment"].search(Domain("res_field", "=", False) & files, order="id")

    @api.model
    def _get_dms_parent(self, case):
        """Return the directory of Documents that holds the directory of a case: cell / year / class.

        :param case: ``biuro.case`` record, read as superuser
        """
        Directory = self.env["dms.directory"]
        root = self.env.ref("biuro_kancelaria.dms_directory_cases")
        department, jrwa = case.department_id, case.jrwa_class_id
        cell = Directory._biuro_get_or_make(root, f"{case.unit_symbol} {department.name}", department)
        year = Directory._biuro_get_or_make(cell, str(case.year), department)
        return Directory._biuro_get_or_make(year, f"{jrwa.symbol} {jrwa.name}", jrwa)

    def _check_takes_letters(self):
        """Raise UserError if one of the cases no longer takes letters into its file."""
        # sudo: biuro.case - only whether it is open
        for case in self.sudo():
            if case.state not in ("open", "suspended"):
                raise UserError(
                    self.env._(
                        "Case %s is closed: continue it as a new case and put the letter there.",
                        case.reference,
                    )
                )
