from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law import culture


class BiuroSekretariatCultureBookEntry(models.Model):
    """Row of the register book (księga rejestrowa) of an institution: four divisions, each numbered by itself (§ 4).

    Rows are added only and chained; a row that takes the place of another names it.
    """

    _name = "biuro.sekretariat.culture.book.entry"
    _description = "Entry in the Register Book"
    _inherit = ["biuro.journal.mixin"]
    _order = "institution_id, division, position, id"
    _rec_names_search = ["text"]
    _journal_fields = (
        "institution_id", "division", "entered_at", "date", "content", "basis_id", "basis_text", "supersedes_id",
        "register_entry_id", "note", "entered_by_id", "entered_by_name", "entered_by_position",
    )

    institution_id = fields.Many2one(
        "biuro.sekretariat.culture.institution", "Institution", required=True, index=True, ondelete="restrict",
    )
    division = fields.Selection("_selection_division", required=True, index=True)
    number = fields.Integer("No. in the Division", related="position")
    entered_at = fields.Datetime("Moment of Entry", required=True)
    date = fields.Date("Day of Entry", required=True, index=True)
    content = fields.Json(help="List of columns with code, label and value, as they were on the day of the entry.")
    text = fields.Text("Content as Text", compute="_compute_text", store=True, precompute=True, index="trigram")
    basis_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Basis", index="btree_not_null", ondelete="restrict",
    )
    basis_text = fields.Char("Basis as Entered")
    supersedes_id = fields.Many2one(
        "biuro.sekretariat.culture.book.entry", "Supersedes", index="btree_not_null", ondelete="restrict",
    )
    superseding_ids = fields.One2many("biuro.sekretariat.culture.book.entry", "supersedes_id", "Superseding Rows")
    superseded_by_id = fields.Many2one(
        "biuro.sekretariat.culture.book.entry", "Superseded By", compute="_compute_superseded", store=True,
    )
    is_current = fields.Boolean("Is Current", compute="_compute_superseded", store=True)
    register_entry_id = fields.Many2one(
        "biuro.sekretariat.culture.register.entry", "Entry of the Register", index="btree_not_null",
        ondelete="restrict", help="The entry of the register that was made together with this row.",
    )
    note = fields.Char("Remark")
    entered_by_id = fields.Many2one("res.users", "Entered By", ondelete="restrict")
    entered_by_name = fields.Char("Organiser's Proxy", required=True)
    entered_by_position = fields.Char("Position of the Proxy")
    company_id = fields.Many2one(related="institution_id.company_id", store=True, index=True)

    _supersedes_uniq = models.UniqueIndex(
        "(supersedes_id) WHERE supersedes_id IS NOT NULL", "This row of the book has been superseded already.",
    )

    @api.model
    def _selection_division(self):
        # wording of the regulation
        return [(str(number), name) for number, name in culture.DIVISIONS.items()]

    @api.depends("content")
    def _compute_text(self):
        for entry in self:
            entry.text = "\n".join(f"{column['label']}: {column['value']}" for column in entry.content or [])

    @api.depends("superseding_ids")
    def _compute_superseded(self):
        for entry in self:
            entry.superseded_by_id = entry.superseding_ids[:1]
            entry.is_current = not entry.superseding_ids

    @api.depends("division", "position", "institution_id")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = f"{culture.ROMAN.get(int(entry.division or 0), '')}/{entry.position}"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Entries of the book are made with the buttons of the institution."))
        return super().create(vals_list)

    def _journal_chain(self):
        self.ensure_one()
        return f"culture:{self.institution_id.id}:{self.division}"

    def _get_values(self):
        """Return the columns of the row (dict of code to value)."""
        self.ensure_one()
        return {column["code"]: column["value"] for column in self.content or []}
