from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaPeriodMixin(models.AbstractModel):
    """Something that holds from one day to another, both inclusive: a function, a membership."""

    _name = "biuro.rada.period.mixin"
    _description = "Period of a Membership"

    date_from = fields.Date("From", required=True, index=True, default=lambda self: office_today())
    date_to = fields.Date("To", index=True, help="The last day; empty while it lasts.")

    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "The last day cannot come before the first one.",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        if self.env.su or self.env.user.has_group("biuro_rada.biuro_rada_group_manager"):
            return
        if any(record.date_from < office_today() for record in self):
            raise UserError(
                self.env._(
                    "What has held already is not deleted: enter its last day. The head of the office may delete."
                )
            )

    @api.model
    def _domain_on(self, day):
        """Return the domain of what holds on a day."""
        return Domain("date_from", "<=", day) & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))

    def _is_on(self, day):
        """Tell whether the one record holds on a day."""
        self.ensure_one()
        return self.date_from <= day and (not self.date_to or self.date_to >= day)

    def _overlaps(self, other):
        """Tell whether two periods share a day."""
        return (not self.date_to or other.date_from <= self.date_to) and (
            not other.date_to or self.date_from <= other.date_to
        )

    def _refuse_overlaps(self, key, message):
        """Raise ValidationError where two records of one key share a day.

        :param key: names of the fields that make the key
        :param str message: translated sentence, with ``%s`` for the name of the record
        """
        domains = [[(name, "=", record[name].id) for name in key] for record in self]
        others = self.search(Domain.OR(domains)) if domains else self
        groups = {}
        for record in others | self:
            groups.setdefault(tuple(record[name] for name in key), []).append(record)
        for records in groups.values():
            for index, record in enumerate(records):
                if any(record._overlaps(other) for other in records[index + 1 :]):
                    raise ValidationError(message % record.display_name)
