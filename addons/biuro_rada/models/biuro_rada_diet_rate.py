from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .biuro_rada_diet_scheme import FUNCTIONS


class BiuroRadaDietRate(models.Model):
    """Monthly rate of one function under the rules of allowances."""

    _name = "biuro.rada.diet.rate"
    _description = "Rate of an Allowance"
    _order = "scheme_id, value desc, id"
    _rec_name = "function"

    scheme_id = fields.Many2one("biuro.rada.diet.scheme", required=True, index=True, ondelete="cascade")
    function = fields.Selection(FUNCTIONS, required=True)
    value = fields.Float("Rate", required=True, digits=(10, 4), help="In zł or per cent, as the rules say.")

    paragraph = fields.Char("Paragraph", help="Of the resolution, e.g. § 2 ust. 1 pkt 3; the reasons name it.")

    _function_uniq = models.Constraint("UNIQUE (scheme_id, function)", "This function has a rate already.")

    @api.depends("function")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["function"]._description_selection(self.env))
        for rate in self:
            rate.display_name = names.get(rate.function, "")

    def _describe(self, amount, ceiling):
        """Return the Polish words of how the rate came to an amount, for the reasons."""
        self.ensure_one()
        value = format(Decimal(str(self.value)).normalize(), "f").replace(".", ",")
        rounded = f"{amount:.2f} zł"
        if self.scheme_id.base_type == "fixed":
            return f"stawka {rounded}"
        base = (
            f"maksymalnej wysokości {ceiling} zł" if self.scheme_id.base_type == "percent_of_cap" else "kwoty bazowej"
        )
        return f"{value} % {base} = {rounded}"

    @api.constrains("value", "scheme_id")
    def _check_value(self):
        for rate in self:
            if rate.value < 0:
                raise ValidationError(self.env._("A rate cannot be negative."))
            if rate.scheme_id.base_type == "percent_of_cap" and rate.value > 100:
                raise ValidationError(self.env._("RE-01: an allowance cannot exceed the ceiling: at most 100 %."))
