from odoo import models

from .biuro_rada_attendance_list import CAME, SPOKEN


class BiuroRadaSessionAttendanceRows(models.Model):
    """The attendance list as it is printed."""

    _inherit = "biuro.rada.session"

    def _attendance_rows(self):
        """Return the lines of the attendance list (list of dicts), of a session to come with nobody noted."""
        self.ensure_one()
        lines = {line.councillor_id: line for line in self.attendance_ids}
        rows = []
        for member in self._members() | self.attendance_ids.councillor_id:
            line = lines.get(member)
            rows.append(
                {
                    "name": member.display_name,
                    "status": SPOKEN[line.status] if line and self.state not in ("draft", "convened") else "",
                    "hours": line.hours if line else "",
                    "was_present": bool(line) and line.status in CAME,
                }
            )
        return rows
