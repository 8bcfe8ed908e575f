from odoo import fields, models


class BiuroRegisterImportProfile(models.Model):
    """Which column of a file goes to which field of a register: kept for the next file of the same kind."""

    _name = "biuro.register.import.profile"
    _description = "Register Import Profile"
    _order = "name"

    name = fields.Char(required=True)
    register_id = fields.Many2one("biuro.register", "Register", required=True, index=True, ondelete="cascade")
    mapping = fields.Json(required=True, help="Heading of the column: name of the field.")
    encoding = fields.Char()
    delimiter = fields.Char()

    _name_uniq = models.Constraint("UNIQUE (register_id, name)", "This register has a profile of this name already.")
