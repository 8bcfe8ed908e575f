from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSekretariatCultureRegisterEntry(models.Model):
    """One entry under a position of the register: the first entry, a change, or the deletion (§ 5-7).

    Rows are added by the verbs of the institution and never changed; the moment is kept to the second, because legal
    personality begins with the entry (act of 25.10.1991, art. 14(1)).
    """

    _name = "biuro.sekretariat.culture.register.entry"
    _description = "Entry in the Register of Cultural Institutions"
    _inherit = ["biuro.journal.mixin"]
    _order = "institution_id, position, id"
    _journal_fields = (
        "institution_id", "kind", "entered_at", "date", "mode", "basis_id", "basis_text", "basis_files",
        "application_id", "note", "entered_by_id", "entered_by_name", "entered_by_position",
    )

    institution_id = fields.Many2one(
        "biuro.sekretariat.culture.institution", "Institution", required=True, index=True, ondelete="restrict",
    )
    number = fields.Integer("No.", related="position")
    kind = fields.Selection(
        [("entry", "Entry of the Institution"), ("change", "Change of the Entry"), ("strike", "Deletion")],
        "Kind of Entry", required=True,
    )
    entered_at = fields.Datetime("Moment of Entry", required=True)
    date = fields.Date("Day of Entry", required=True, index=True)
    mode = fields.Selection(
        [("ex_officio", "Ex Officio"), ("application", "On the Director's Application")], "Way of Entry", required=True,
        default="ex_officio",
    )
    basis_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Basis", required=True, index=True, ondelete="restrict",
    )
    basis_text = fields.Char("Basis as Entered")
    basis_files = fields.Json("Files of the Basis", help="Names and checksums of the files on the day of the entry.")
    application_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Application", index="btree_not_null", ondelete="restrict",
    )
    note = fields.Char("Remark")
    entered_by_id = fields.Many2one("res.users", "Entered By", ondelete="restrict")
    entered_by_name = fields.Char("Organiser's Proxy", required=True)
    entered_by_position = fields.Char("Position of the Proxy")
    value_ids = fields.One2many("biuro.sekretariat.culture.register.value", "entry_id", "Content")
    company_id = fields.Many2one(related="institution_id.company_id", store=True, index=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Entries of the register are made with the buttons of the institution."))
        return super().create(vals_list)

    def _journal_chain(self):
        self.ensure_one()
        return f"culture:{self.institution_id.id}"

    @api.depends("institution_id", "position", "date")
    def _compute_display_name(self):
        for entry in self:
            entry.display_name = f"{entry.institution_id.register_ref or ''}/{entry.position} ({entry.date})"

    def _get_rubrics(self):
        """Return the numbers of the rubrics that the entry touches (list of int)."""
        self.ensure_one()
        return sorted({int(rubric) for rubric in self.value_ids.mapped("rubric")})
