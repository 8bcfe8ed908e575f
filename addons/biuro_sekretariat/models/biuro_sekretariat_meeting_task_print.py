from odoo import models

from .biuro_sekretariat_meeting_print import day_text


class BiuroSekretariatMeetingTaskPrint(models.Model):
    """Rows of the printed list of tasks."""

    _inherit = "biuro.sekretariat.meeting.task"

    def _get_print_rows(self):
        """Return one row (dict of str) for each task."""
        labels = dict(self._fields["status"]._description_selection(self.env))
        return [
            {
                "name": task.name, "meeting": task.meeting_name or "", "due": day_text(task.date_due),
                # sudo: hr.employee - who answers for the task stands on the print by name
                "people": ", ".join(task.sudo()._people().mapped("name")),
                "status": labels[task.status], "report": task.report or "",
            }
            for task in self
        ]
