from odoo import fields, models


class BiuroSekretariatCultureBookColumn(models.Model):
    """Column of a division of the register book (§ 4, form in the annex; content: act of 25.10.1991, art. 14(1a)).

    The columns that the act names come with the program; the office sets the rest as the form has them.
    """

    _name = "biuro.sekretariat.culture.book.column"
    _description = "Column of the Register Book"
    _order = "division, sequence, id"

    division = fields.Selection("_selection_division", required=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="Technical name of the column, unique in its division.")
    name = fields.Char(required=True)
    by_law = fields.Boolean("Named by the Act")
    legal_basis = fields.Char()
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint("UNIQUE (division, code)", "This division has a column of this code already.")

    def _selection_division(self):
        return self.env["biuro.sekretariat.culture.book.entry"]._selection_division()
