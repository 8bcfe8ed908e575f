from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaValidityMixin(models.AbstractModel):
    """Act that is in force from a day until it is repealed, annulled or lapses; the same rule as ``law.validity``."""

    _name = "biuro.rada.validity.mixin"
    _description = "Act with Its Validity"
    _number_field = "number"

    @api.model
    def _begun_domain(self, day):
        """Return the domain of what has entered into force until a day, whatever became of it later."""
        return Domain("in_force_from", "<=", day)

    @api.model
    def _ended_domain(self, day):
        """Return the domain of what lapsed before a day by itself."""
        return Domain("valid_until", "<", day)

    @api.model
    def _validity_domain(self, key, day):
        """Return the domain of what is ``key`` on a day; nothing for an unknown key."""
        annulled, begun = Domain("annulled_on", "<=", day), self._begun_domain(day)
        repealed, expired = Domain("repealed_on", "<=", day), self._ended_domain(day)
        return {
            "annulled": annulled,
            "not_yet": ~annulled & ~begun,
            "repealed": ~annulled & begun & repealed,
            "expired": ~annulled & begun & ~repealed & expired,
            "in_force": ~annulled & begun & ~repealed & ~expired,
        }.get(key, Domain.FALSE)

    def _search_validity(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = office_today()
        return Domain.OR([self._validity_domain(key, today) for key in value])

    @api.model
    @api.readonly
    def valid_on(self, date, domain=None):
        """Return the acts in force on a day.

        :param str date: "YYYY-MM-DD"
        :param list domain: more conditions
        :return: list of dicts ``id``, ``number``, ``title``, ``in_force_from`` ("YYYY-MM-DD")
        :raise UserError: no day
        """
        day = fields.Date.to_date(date)
        if not day:
            raise UserError(self.env._("Name the day."))
        found = self.search(self._validity_domain("in_force", day) & Domain(domain or []))
        return [
            {"id": row.id, "number": row[self._number_field], "title": row.title,
             "in_force_from": str(row.in_force_from)}
            for row in found
        ]
