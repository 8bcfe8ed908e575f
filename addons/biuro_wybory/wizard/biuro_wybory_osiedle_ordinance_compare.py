from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroWyboryOsiedleOrdinanceCompare(models.TransientModel):
    """Window that shows ordinances side by side, parameter by parameter."""

    _name = "biuro.wybory.osiedle.ordinance.compare"
    _description = "Comparison of Ordinances"

    ordinance_ids = fields.Many2many(
        "biuro.wybory.osiedle.ordinance", "biuro_wybory_ordinance_compare_rel", string="Compared Ordinances",
        default=lambda self: self._default_ordinance_ids(),
    )
    only_differences = fields.Boolean("Only What Differs", default=True)
    table = fields.Html(compute="_compute_table", sanitize=False)

    @api.model
    def _default_ordinance_ids(self):
        chosen = self.env["biuro.wybory.osiedle.ordinance"].browse(self.env.context.get("active_ids") or [])
        # from the form of one ordinance: beside what it was made from
        return chosen if len(chosen) != 1 else chosen | chosen.previous_id | chosen.template_id

    @api.depends("ordinance_ids", "only_differences")
    def _compute_table(self):
        for record in self:
            record.table = record._comparison()

    def _comparison(self):
        """Return the table (Markup): a row for each parameter, a column for each ordinance."""
        self.ensure_one()
        chosen = self.ordinance_ids
        names = chosen._parameter_fields() if chosen else []
        labels = chosen.fields_get(names, ["string"]) if chosen else {}
        head = Markup("").join(Markup("<th scope='col'>%s</th>") % ordinance.name for ordinance in chosen)
        rows = []
        for name in names:
            if name.startswith("valid_") or name == "legal_basis":
                continue
            values = [ordinance._shown(name) for ordinance in chosen]
            differs = len(set(values)) > 1
            if differs or not self.only_differences or len(chosen) < 2:
                cells = Markup("").join(Markup("<td>%s</td>") % (value or "–") for value in values)
                rows.append(Markup("<tr class='%s'><th scope='row' class='fw-normal'>%s</th>%s</tr>") % (
                    "table-warning" if differs and not self.only_differences else "", labels[name]["string"], cells,
                ))
        return Markup(
            "<table class='table table-sm table-hover'><thead><tr><th scope='col'>%s</th>%s</tr></thead>"
            "<tbody>%s</tbody></table>"
        ) % (self.env._("Parameter"), head, Markup("").join(rows))

    def action_open(self):
        """Open the comparison of what was chosen.

        :return: dict, the action of the window
        :raise UserError: fewer than two ordinances
        """
        self.ensure_one()
        if len(self.ordinance_ids) < 2:
            raise UserError(self.env._("Choose at least two ordinances to compare."))
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id, "view_mode": "form",
            "views": [(False, "form")], "target": "new",
        }
