from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaCalendarMake(models.TransientModel):
    """Window that makes the statutory calendar of a year."""

    _name = "biuro.rada.calendar.make"
    _description = "Make the Statutory Calendar"
    _rec_name = "year"

    year = fields.Integer(required=True, default=lambda self: office_today().year)

    def action_make(self):
        """Make the calendar; what is there is kept.

        :return: dict, a window action with the duties of the year
        """
        self.ensure_one()
        self.env["biuro.rada.calendar"].generate(self.year)
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_calendar_action"),
            "domain": [("year", "=", self.year)], "context": {},
        }
