from odoo import fields, models

from .res_users_agenda import HEADS

KINDS = {
    "management": "management_meeting", "staff": "staff_meeting", "college": "college", "residents": "residents",
    "districts": "meeting", "team": "meeting", "other": "meeting",
}


class BiuroSekretariatMeeting(models.Model):
    """A meeting that the President or a deputy chairs or attends stands in their agendas."""

    _inherit = "biuro.sekretariat.meeting"

    def _get_agenda_kind(self):
        return self.env["biuro.sekretariat.agenda.kind"]._get(KINDS.get(self.kind, "meeting")).id

    def _prepare_event_values(self):
        values = super()._prepare_event_values()
        # sudo: hr.employee - which of those invited head the office
        plain = self.sudo()
        heads = (plain.chair_id | plain.participant_ids.employee_id).filtered(
            lambda employee: employee.office_function in HEADS)
        if heads:
            values["host_ids"] = [fields.Command.set(heads.ids)]
        return values
