from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .biuro_jrwa_class import CATEGORY


class BiuroJrwaException(models.Model):
    """Condition under which files of a class have another archival category than the class (a footnote of the plan)."""

    _name = "biuro.jrwa.exception"
    _description = "Exception to an Archival Category"
    _order = "class_id, id"

    class_id = fields.Many2one("biuro.jrwa.class", "Class", required=True, index=True, ondelete="cascade")
    name = fields.Char("Condition", required=True)
    category = fields.Char("Archival Category", required=True)

    @api.depends("name", "category")
    def _compute_display_name(self):
        for exception in self:
            exception.display_name = f"{exception.category}: {exception.name}"

    @api.constrains("category")
    def _check_category(self):
        for exception in self:
            if not CATEGORY.fullmatch(exception.category):
                raise ValidationError(self.env._(
                    "Category %s is not one of A, Bc, B*, Bn or BEn with a number of years.", exception.category,
                ))
