from odoo import api, fields, models
from odoo.fields import Domain


class BiuroLetter(models.Model):
    """A letter in the file of a case: only an open case takes letters, and their files go to its directory."""

    _inherit = "biuro.letter"

    attachment_text = fields.Char(
        "Text of Documents",
        compute="_compute_attachment_text",
        search="_search_attachment_text",
        help="Finds letters by words inside their files.",
    )

    def _compute_attachment_text(self):
        self.attachment_text = False

    def _search_attachment_text(self, operator, value):
        if operator not in ("ilike", "like"):
            return NotImplemented
        return Domain("id", "in", self.env["ir.attachment"]._biuro_records_with_text("biuro.letter", value))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            self.env["biuro.case"].browse(
                {vals["case_id"] for vals in vals_list if vals.get("case_id")}
            )._check_takes_letters()
        return super().create(vals_list)

    def write(self, vals):
        if "case_id" not in vals:
            return super().write(vals)
        case = self.env["biuro.case"].browse(vals["case_id"])
        moved = self.filtered(lambda letter: letter.case_id != case)
        if moved and not self.env.su:
            (moved.case_id | case)._check_takes_letters()
        result = super().write(vals)
        # sudo: ir.attachment, dms.directory - the tree of Documents follows the file of the case
        moved.sudo()._move_documents()
        return result

    def _move_documents(self):
        """Put the directories of the letters under the case they now belong to. Runs as superuser."""
        directories = {
            directory.res_id: directory
            for directory in self.env["dms.directory"].search(
                [
                    ("res_model", "=", "biuro.letter"),
                    ("res_id", "in", self.ids),
                ]
            )
        }
        attachments = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "biuro.letter"),
                ("res_id", "in", self.ids),
                ("res_field", "=", False),
            ]
        )
        for letter in self.filtered(lambda letter: letter.case_id and letter.id in directories):
            directories[letter.id].parent_id = self.env["ir.attachment"]._biuro_get_directory(letter.case_id)
        attachments._biuro_file()
