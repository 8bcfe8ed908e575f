from odoo import api, fields, models


class BiuroSekretariatCultureBookAdd(models.TransientModel):
    """Asks for a new row of the register book, filled in with the row whose place it takes."""

    _name = "biuro.sekretariat.culture.book.add"
    _description = "New Row of the Register Book"

    institution_id = fields.Many2one("biuro.sekretariat.culture.institution", "Institution", required=True)
    division = fields.Selection("_selection_division", required=True, default="2")
    supersedes_id = fields.Many2one(
        "biuro.sekretariat.culture.book.entry", "Supersedes", compute="_compute_supersedes_id", store=True,
        readonly=False, domain="[('institution_id', '=', institution_id), ('division', '=', division),"
        " ('is_current', '=', True)]", help="The row whose place the new one takes; empty: the new row stands beside.",
    )
    line_ids = fields.One2many(
        "biuro.sekretariat.culture.book.add.line", "add_id", "Columns", compute="_compute_line_ids", store=True,
        readonly=False,
    )
    basis_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Basis", domain="[('institution_id', '=', institution_id)]",
    )
    note = fields.Char("Remark")

    @api.model
    def _selection_division(self):
        return self.env["biuro.sekretariat.culture.book.entry"]._selection_division()

    @api.depends("division", "institution_id")
    def _compute_supersedes_id(self):
        for add in self:
            rows = self.env["biuro.sekretariat.culture.book.entry"].search([
                ("institution_id", "=", add.institution_id.id), ("division", "=", add.division),
                ("is_current", "=", True),
            ], order="position desc", limit=1)
            add.supersedes_id = rows

    @api.depends("division", "supersedes_id")
    def _compute_line_ids(self):
        for add in self:
            old = add.supersedes_id._get_values() if add.supersedes_id else {}
            columns = add.institution_id._get_book_columns(add.division) if add.division else []
            add.line_ids = [fields.Command.clear()] + [
                fields.Command.create({
                    "sequence": index, "code": column.code, "name": column.name, "by_law": column.by_law,
                    "value": old.get(column.code, False),
                })
                for index, column in enumerate(columns)
            ]

    def action_apply(self):
        """Add the row. Return the action (dict) that closes the window."""
        self.ensure_one()
        self.institution_id.add_book_entry(
            int(self.division), {line.code: line.value for line in self.line_ids if line.value},
            basis_id=self.basis_id.id, supersedes_id=self.supersedes_id.id, note=self.note,
        )
        return {"type": "ir.actions.act_window_close"}


class BiuroSekretariatCultureBookAddLine(models.TransientModel):
    _name = "biuro.sekretariat.culture.book.add.line"
    _description = "Column of a New Row of the Register Book"
    _order = "sequence, id"

    add_id = fields.Many2one("biuro.sekretariat.culture.book.add", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer()
    code = fields.Char(required=True)
    name = fields.Char("Column", required=True)
    by_law = fields.Boolean("Named by the Act")
    value = fields.Text("Content")
