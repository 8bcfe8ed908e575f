from odoo import api, models


class BiuroSubstitution(models.Model):
    """An absence that is entered moves the visits of these days to the substitute, or asks for new dates."""

    _inherit = "biuro.substitution"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._move_visits()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if not {"employee_id", "substitute_id", "date_from", "date_to"}.isdisjoint(vals):
            self._move_visits()
        return result

    def _move_visits(self):
        # sudo: biuro.sekretariat.visit - who enters an absence need not see whom the absent person receives
        self.env["biuro.sekretariat.visit"].sudo()._handle_absence(
            self.filtered(lambda line: not line.is_cancelled).employee_id.ids,
        )
