from odoo import api, fields, models


class BiuroLetterCompare(models.TransientModel):
    """Two versions of a letter side by side, with what changed marked."""

    _name = "biuro.letter.compare"
    _description = "Compare Versions"

    letter_id = fields.Many2one("biuro.letter", "Letter", required=True, readonly=True)
    old_id = fields.Many2one("biuro.letter.version", "Older", required=True, domain="[('letter_id', '=', letter_id)]")
    new_id = fields.Many2one("biuro.letter.version", "Newer", required=True, domain="[('letter_id', '=', letter_id)]")
    difference = fields.Html(compute="_compute_difference", sanitize=False)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        letter = self.env["biuro.letter"].browse(values.get("letter_id") or self.env.context.get("active_id"))
        versions = letter.version_ids.sorted("number")
        return {
            **values, "letter_id": letter.id, "new_id": versions[-1:].id,
            "old_id": (versions[-2:-1] or versions[-1:]).id,
        }

    @api.depends("old_id", "new_id")
    def _compute_difference(self):
        for compare in self:
            both = compare.old_id and compare.new_id
            compare.difference = compare.old_id.compare(compare.new_id.id) if both else False
