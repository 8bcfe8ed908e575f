from odoo import api, fields, models
from odoo.exceptions import ValidationError

# from the most restrictive on, as annex 1 to the instruction names them
LEVELS = [("non_public", "Not Public"), ("public_partial", "Public in Part"), ("public_full", "Public")]


class BiuroCase(models.Model):
    """How public a case is: as its most restrictive document, unless somebody says otherwise and why (annex 1, D6)."""

    _inherit = "biuro.case"

    access_level = fields.Selection(
        LEVELS[::-1],
        "Access",
        compute="_compute_access_level",
        store=True,
        required=True,
        precompute=True,
        help="That of the most restrictive document of the case, unless another one is set.",
    )
    access_level_set = fields.Selection(
        LEVELS[::-1], "Access Set Otherwise", copy=False, tracking=True,
        help="Empty: as the documents of the case say.",
    )
    access_level_reason = fields.Char("Reason of the Other Access", copy=False, tracking=True)

    @api.depends("letter_ids.access_level", "access_level_set")
    def _compute_access_level(self):
        # sudo: biuro.letter - only which levels the documents of a case have
        found = self.env["biuro.letter"].sudo()._read_group(
            [("case_id", "in", self.ids)], ["case_id"], ["access_level:array_agg_distinct"],
        )
        levels = {case.id: names for case, names in found}
        for case in self:
            names = levels.get(case._origin.id, ["public_partial"])
            most = next((level for level, _label in LEVELS if level in names), "public_partial")
            case.access_level = case.access_level_set or most

    @api.constrains("access_level_set", "access_level_reason")
    def _check_access_level_reason(self):
        for case in self:
            if case.access_level_set and not (case.access_level_reason or "").strip():
                raise ValidationError(self.env._("Say why the access differs from that of the documents."))
