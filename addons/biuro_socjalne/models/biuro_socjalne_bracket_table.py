from odoo import fields, models


class BiuroSocjalneBracketTable(models.Model):
    """Table of income brackets of the rules."""

    _name = "biuro.socjalne.bracket.table"
    _description = "Table of Income Brackets"
    _order = "regulation_id desc, code, id"

    regulation_id = fields.Many2one("biuro.socjalne.regulation", required=True, index=True, ondelete="cascade")
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    line_ids = fields.One2many("biuro.socjalne.bracket.line", "table_id", "Brackets", copy=True)
