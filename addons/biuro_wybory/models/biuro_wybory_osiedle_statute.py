from odoo import api, fields, models


class BiuroWyboryOsiedleStatute(models.Model):
    """One version of the statute of a unit: local law, announced in the voivodeship journal (u.s.g. art. 35, 40-42)."""

    _name = "biuro.wybory.osiedle.statute"
    _description = "Version of a Statute"
    _order = "valid_from desc, id desc"

    osiedle_id = fields.Many2one("biuro.wybory.osiedle", "Unit", required=True, index=True, ondelete="cascade")
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution", index="btree_not_null", ondelete="restrict")
    resolution_ref = fields.Char("Number and Date", help="Where the resolution is not in the register.")
    kind = fields.Selection(
        [("statute", "New statute"), ("change", "Change of the statute"), ("consolidated", "Consolidated text")],
        required=True, default="statute",
    )
    journal_ref = fields.Char("Voivodeship Journal", help="Year and position of the official journal.")
    valid_from = fields.Date("In Force From", required=True)
    note = fields.Char("What It Changed")

    @api.depends("resolution_id", "resolution_ref", "valid_from")
    def _compute_display_name(self):
        for statute in self:
            name = statute.resolution_ref or statute.resolution_id.display_name or ""
            statute.display_name = f"{name} ({statute.valid_from})" if statute.valid_from else name
