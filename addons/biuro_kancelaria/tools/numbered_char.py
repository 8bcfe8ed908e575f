import re

from odoo import fields
from odoo.tools import SQL

NUMBER = re.compile(r"\d{4,}")
YEAR = re.compile(r"(19|20)\d\d")


class NumberedChar(fields.Char):
    """Char with a trigram index that finds texts with a long number in them quickly in a very large table.

    ``RPW/456343/2026`` consists of groups of letters that every row has (``RPW``, ``202``) and of few that are rare;
    the index reads the long lists of the frequent ones too. It is asked for the number alone, and the whole text is
    compared with the few rows that have it: the same rows are found.
    """

    def _condition_to_sql(self, field_expr, operator, value, model, alias, query):
        sql = super()._condition_to_sql(field_expr, operator, value, model, alias, query)
        numbers = [] if operator not in ("ilike", "=ilike") else [
            number for number in NUMBER.findall(str(value)) if not YEAR.fullmatch(number)
        ]
        if not numbers:
            return sql
        unaccent = model.env.registry.unaccent
        column = unaccent(model._field_to_sql(alias, field_expr, query))
        text = f"%{value}%" if operator == "ilike" else str(value)
        # what is joined to an empty text is not the expression of the index
        return SQL(
            "(%(column)s ILIKE %(number)s AND %(column)s || '' ILIKE %(text)s)",
            column=column, number=SQL("%s", f"%{max(numbers, key=len)}%"), text=unaccent(SQL("%s", text)),
        )
