from odoo import api, models

WINDOWS = ("biuro.rada.matter.act",)  # windows in which files of a record are chosen


class BiuroRadaFilesMixin(models.AbstractModel):
    """Record with lists of files: a file chosen for it belongs to it, so whoever reads the record reads the file."""

    _name = "biuro.rada.files.mixin"
    _description = "Record with Files"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._claim_files({name for vals in vals_list for name in vals})
        return records

    def write(self, vals):
        result = super().write(vals)
        self._claim_files(vals.keys())
        return result

    def _claim_files(self, names):
        """Give the files that the user has just chosen, and that hang nowhere yet, to their record."""
        lists = [
            name
            for name in names
            if self._fields[name].type == "many2many" and self._fields[name].comodel_name == "ir.attachment"
        ]
        for record in self if lists else self.browse():
            for name in lists:
                # sudo: ir.attachment - the user's own file, put into the list of a record that the user writes
                files = record.sudo()[name].filtered(
                    lambda file: not file.res_id and file.res_model in (False, self._name, *WINDOWS)
                )
                files.filtered(lambda file: file.create_uid == self.env.user).write(
                    {"res_model": self._name, "res_id": record.id}
                )
