from odoo import fields, models


class BiuroRadaImportTerm(models.Model):
    """A term that the imported file needs and that is not entered yet."""

    _name = "biuro.rada.import.term"
    _description = "Term Needed by an Import"
    _order = "import_id, date_start, id"
    _rec_name = "number"

    import_id = fields.Many2one("biuro.rada.import", required=True, index=True, ondelete="cascade")
    number = fields.Char("Term", required=True, readonly=True)
    election_date = fields.Date()
    date_start = fields.Date("Begins")
    date_end = fields.Date("Ends")
    population = fields.Integer("Inhabitants", aggregator=None, help="By which the number of councillors was set.")
    statutory_members = fields.Integer("Statutory Number of Councillors", aggregator=None)

    _uniq = models.Constraint("UNIQUE (import_id, number)", "One line for each term.")
