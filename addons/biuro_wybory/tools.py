"""Fields of the elections."""

from odoo import fields
from odoo.exceptions import UserError


class PeselChar(fields.Char):
    """PESEL number: kept whole, found by the whole number only; parts of it are not searched, ordered or grouped by."""

    def _condition_to_sql(self, field_expr, operator, value, model, alias, query):
        if operator not in ("in", "not in"):
            raise UserError(model.env._("Search for a PESEL number by all of its 11 digits."))
        return super()._condition_to_sql(field_expr, operator, value, model, alias, query)
