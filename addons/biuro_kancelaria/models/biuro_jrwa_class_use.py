from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools import office_today


class BiuroJrwaClassUse(models.Model):
    """What is done with a class of the filing plan: found, checked, opened cases in, closed to new ones."""

    _inherit = "biuro.jrwa.class"

    def action_mark_checked(self):
        """Note that the administrator compared the classes with the Journal of Laws: who and when.

        :return: True
        """
        self.write({"checked_on": office_today(), "checked_by_id": self.env.uid})
        return True

    def action_close_class(self, valid_to=None):
        """Close the classes, with all below them, to new cases after a day.

        :param valid_to: last day on which cases may be opened (date or ISO text), today by default
        :return: int, number of classes closed
        :raises AccessError: the user is not an administrator of the office
        """
        self.check_access("write")
        tree = self.search([("id", "child_of", self.ids), ("valid_to", "=", False)])
        tree.write({"valid_to": fields.Date.to_date(valid_to) or office_today()})
        return len(tree)

    def action_open_cases(self):
        """Return the action (dict) that opens the cases of the class and of all classes below it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_kancelaria.biuro_case_action")
        return action | {
            "domain": [("jrwa_class_id", "child_of", self.id)],
            "context": {},
            "display_name": self.display_name,
        }

    @api.model
    def find_classes(self, text, on=None, limit=20):
        """Find final classes by the beginning of a symbol or words of the title, Polish letters or not.

        :param str text: e.g. ``"152"`` or ``"skargi zalatwiane"``
        :param on: day on which they are valid, today by default
        :param int limit: at most so many
        :return: list of dict(id, symbol, name, category)
        """
        on = fields.Date.to_date(on) or office_today()
        domain = (
            Domain("display_name", "ilike", text) & Domain("is_final", "=", True) & Domain(self._get_valid_domain(on))
        )
        return self.search_read(domain, ["symbol", "name", "category"], limit=limit)

    @api.model
    def _get_valid_domain(self, on):
        return [("valid_from", "<=", on), "|", ("valid_to", "=", False), ("valid_to", ">=", on)]

    def _is_valid_on(self, on):
        self.ensure_one()
        return (
            self.active
            and bool(self.valid_from)
            and self.valid_from <= on
            and (not self.valid_to or on <= self.valid_to)
        )

    @api.model
    def _get(self, symbol, on):
        """Return the class with the symbol valid on a day, or the newest with that symbol (one record).

        :raises UserError: the plan has no such symbol
        """
        found = self.search([("symbol", "=", symbol)])
        if not found:
            raise UserError(self.env._("The filing plan has no class %s.", symbol))
        return found.filtered(lambda jrwa: jrwa._is_valid_on(on))[:1] or found[:1]

    def _check_opens_cases(self, on):
        """Refuse with a reason to open a case in these classes on a day.

        :raises UserError: the class is not final, not valid on the day, or archived
        """
        for jrwa in self:
            if not jrwa.is_final:
                raise UserError(
                    self.env._(
                        "A case can be opened only in a final class of the filing plan; %s is a group of classes.",
                        jrwa.symbol,
                    )
                )
            if not jrwa.active:
                raise UserError(self.env._("Class %s is not used in this office.", jrwa.symbol))
            if on < jrwa.valid_from:
                raise UserError(
                    self.env._(
                        "Class %(symbol)s takes new cases from %(date)s only.",
                        symbol=jrwa.symbol,
                        date=jrwa.valid_from,
                    )
                )
            if jrwa.valid_to and jrwa.valid_to < on:
                raise UserError(
                    self.env._(
                        "Class %(symbol)s has been closed to new cases since %(date)s. Choose another class.",
                        symbol=jrwa.symbol,
                        date=jrwa.valid_to,
                    )
                )
