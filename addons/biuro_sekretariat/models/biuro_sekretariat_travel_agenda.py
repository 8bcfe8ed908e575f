from odoo import fields, models

from .res_users_agenda import HEADS


class BiuroSekretariatTravelOrder(models.Model):
    """A trip of the President or a deputy stands in the agenda, with its kind and class."""

    _inherit = "biuro.sekretariat.travel.order"

    def _prepare_agenda_values(self):
        """Return what the entry in the calendar gets besides (dict), empty for other employees."""
        self.ensure_one()
        # sudo: hr.employee - which function the traveller has
        if self.employee_id.sudo().office_function not in HEADS:
            return {}
        code = "trip_foreign" if self.is_foreign else "trip_domestic"
        return {
            "host_ids": [fields.Command.set(self.employee_id.ids)],
            "agenda_kind_id": self.env["biuro.sekretariat.agenda.kind"]._get(code).id,
        }
