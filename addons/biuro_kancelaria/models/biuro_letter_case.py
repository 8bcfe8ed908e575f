from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .biuro_case_event import ACTS


class BiuroLetter(models.Model):
    """A letter in the file of a case: only an open case takes letters, and their files go to its directory."""

    _inherit = "biuro.letter"

    is_shared = fields.Boolean(
        "Shared with Cooperating Cells", copy=False,
        help="The cooperating cells of the case read this letter; of the rest of the file they see nothing.",
    )
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
        if vals.get("is_shared"):
            self._share()
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

    def action_share(self):
        """Show letters of a case to the cells that cooperate in it (IK § 8).

        :return: True
        :raise UserError: when the case names no cooperating cell
        """
        self.write({"is_shared": True})
        return True

    def action_unshare(self):
        """Hide letters from the cooperating cells again. Return True."""
        self.write({"is_shared": False})
        return True

    def _share(self):
        """Note in the log of the case which letters its cooperating cells get to see."""
        for letter in self.filtered(lambda letter: not letter.is_shared):
            if not letter.case_id.cooperating_department_ids:
                raise UserError(self.env._("Name the cooperating cells in the case first."))
            cells = ", ".join(letter.case_id.cooperating_department_ids.mapped("name"))
            letter.case_id._log_event(ACTS["share"].format(cells=cells), letter=letter, kind="data")

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
