from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class BiuroArchivalListMixin(models.AbstractModel):
    """List of folders that goes step by step to the archive or out of it; a model has ``state`` and ``line_ids``."""

    _name = "biuro.archival.list.mixin"
    _description = "List of Folders"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]

    date = fields.Date("Date of the List", required=True, default=lambda self: self.env["biuro.case"]._today())
    preparer_id = fields.Many2one(
        "hr.employee", "Prepared By", readonly=True, default=lambda self: self.env.user._biuro_employee()
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    def _check_state(self, state):
        if any(record.state != state for record in self):
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(self.env._("The list must be at the step “%s” for this.", labels[state]))

    def _check_archivist(self):
        self.check_access("read")
        if not self.env.user.has_group("biuro_kancelaria.biuro_kancelaria_group_archivist"):
            raise AccessError(self.env._("Only the archivist takes papers into the archive or disposes of them."))

    def _put_folders(self, cases, refusal):
        """List the folders of the cases, or raise UserError with the refusal (str) where there is none."""
        self.ensure_one()
        # sudo: biuro.folder.mixin - folders are listed by the verbs of the list alone
        lines = self.sudo().line_ids
        folders = lines._prepare_folders(cases)
        if not folders:
            raise UserError(refusal)
        link = self._fields["line_ids"].inverse_name
        lines.create([{link: self.id, **values} for values in folders])
        return True
