from odoo import fields, models


class BiuroJrwaClass(models.Model):
    """Class of the uniform subject filing plan (jednolity rzeczowy wykaz akt, JRWA)."""

    _name = "biuro.jrwa.class"
    _description = "Filing Plan Class"
    _order = "symbol, id"
    _parent_store = True
    _rec_names_search = ["symbol", "name"]

    symbol = fields.Char(required=True, index=True)
    name = fields.Char("Title", required=True, index="trigram")
    parent_id = fields.Many2one("biuro.jrwa.class", "Parent Class", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    is_final = fields.Boolean("Final", help="Cases are opened in final classes only.")
    category = fields.Char("Archival Category")
    category_note = fields.Char("Exception to the Category")
    note = fields.Char()
    evidence = fields.Char(readonly=True)
    valid_from = fields.Date()
    valid_to = fields.Date()
