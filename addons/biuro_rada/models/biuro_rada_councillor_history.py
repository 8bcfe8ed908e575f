from odoo import fields, models
from odoo.exceptions import UserError


class BiuroRadaCouncillorHistory(models.Model):
    """Councillors known from imported records alone: the mandate spans the days of which those speak."""

    _name = "biuro.rada.councillor"
    _inherit = ["biuro.rada.councillor", "biuro.rada.history.mixin"]

    mandate_derived = fields.Boolean(
        "Mandate Dates from Records", readonly=True, copy=False,
        help="The source did not give the days of the mandate: they are those of the first and the last record that "
        "names the councillor. Correct them when the act is found.",
    )

    def action_open_confirm_mandate(self):
        """Open the window in which the days of the mandate are entered from the acts.

        :return: action (dict)
        """
        self.ensure_one()
        return self.env["biuro.rada.step"]._open("mandate", self)

    def action_confirm_mandate(self, date_from, date_to=None):
        """Replace the dates that were read from imported records by those of the acts.

        :param str date_from: first day of the mandate "YYYY-MM-DD"
        :param str date_to: its last day; empty: it lasted to the end of the term
        :return: True
        :raise UserError: no first day, or a last one before it; the dates of the mandate were not read from records
        """
        if not date_from or (date_to and date_to < date_from):
            raise UserError(self.env._("Give the first day of the mandate, and a last day that is not before it."))
        for councillor in self:
            councillor.check_access("write")
            if not councillor.mandate_derived:
                raise self.env["biuro.rada.import"]._error("not_derived", name=councillor.display_name)
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"mandate_start": date_from, "mandate_end": date_to or False, "mandate_derived": False})
        return True
