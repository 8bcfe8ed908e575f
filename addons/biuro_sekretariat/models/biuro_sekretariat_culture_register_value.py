from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law import culture


class BiuroSekretariatCultureRegisterValue(models.Model):
    """Content of one rubric, valid from the entry that brought it until one that marks it as outdated (§ 6(1)).

    Rows are added only. A row with ``outdates_id`` marks that content as outdated, with new content in its place or
    without any.
    """

    _name = "biuro.sekretariat.culture.register.value"
    _description = "Content of a Rubric"
    _inherit = ["biuro.journal.mixin"]
    _order = "institution_id, rubric, position, id"
    _journal_fields = ("institution_id", "entry_id", "rubric", "content", "document_id", "outdates_id")

    institution_id = fields.Many2one(
        "biuro.sekretariat.culture.institution", "Institution", required=True, index=True, ondelete="restrict",
    )
    entry_id = fields.Many2one(
        "biuro.sekretariat.culture.register.entry", "Entry", required=True, index=True, ondelete="restrict",
    )
    rubric = fields.Selection("_selection_rubric", required=True)
    content = fields.Text(help="Empty: the row only marks older content as outdated.")
    document_id = fields.Many2one(
        "biuro.sekretariat.culture.document", "Document", index="btree_not_null", ondelete="restrict",
    )
    outdates_id = fields.Many2one(
        "biuro.sekretariat.culture.register.value", "Marks as Outdated", index="btree_not_null", ondelete="restrict",
    )
    outdating_ids = fields.One2many("biuro.sekretariat.culture.register.value", "outdates_id", "Marked as Outdated By")
    date_from = fields.Date("Valid From", related="entry_id.date", store=True)
    date_to = fields.Date("Outdated From", compute="_compute_outdated", store=True, index=True)
    is_current = fields.Boolean("Is Current", compute="_compute_outdated", store=True)
    company_id = fields.Many2one(related="institution_id.company_id", store=True)

    _outdates_uniq = models.UniqueIndex(
        "(outdates_id) WHERE outdates_id IS NOT NULL", "This content is marked as outdated already.",
    )

    @api.model
    def _selection_rubric(self):
        # wording of the regulation
        return [(str(number), f"{number}. {culture.RUBRICS[number]}") for number in culture.CONTENT_RUBRICS]

    @api.depends("outdating_ids.entry_id.date")
    def _compute_outdated(self):
        for value in self:
            value.date_to = value.outdating_ids[:1].entry_id.date
            value.is_current = bool(value.content) and not value.outdating_ids

    @api.depends("rubric", "content")
    def _compute_display_name(self):
        for value in self:
            value.display_name = f"{value.rubric}. {value.content or '–'}"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Entries of the register are made with the buttons of the institution."))
        return super().create(vals_list)

    def _journal_chain(self):
        self.ensure_one()
        return f"culture:{self.institution_id.id}"
