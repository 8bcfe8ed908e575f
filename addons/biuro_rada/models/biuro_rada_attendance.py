from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRadaAttendance(models.Model):
    """Presence of one councillor at one session: status, entries and exits."""

    _name = "biuro.rada.attendance"
    _description = "Attendance"
    _inherit = ["biuro.guard.mixin"]
    _order = "session_id, councillor_id"
    _rec_name = "councillor_id"

    session_id = fields.Many2one("biuro.rada.session", "Session", required=True, index=True, ondelete="cascade")
    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="restrict"
    )
    status = fields.Selection(
        [
            ("absent", "Absent"),
            ("present", "Present"),
            ("excused", "Excused"),
            ("late", "Came late"),
            ("left", "Left early"),
        ],
        required=True,
        default="absent",
        readonly=True,
    )
    is_present = fields.Boolean("In the Hall", readonly=True, index=True)
    interval_ids = fields.One2many("biuro.rada.attendance.interval", "attendance_id", "Entries and Exits")
    excuse_date = fields.Date("Excuse Given On")
    excuse_accepted = fields.Boolean("Excuse Accepted")
    note = fields.Text(
        "Reason of Absence", groups="biuro_rada.biuro_rada_group_user", help="May speak of health: never published."
    )

    _councillor_uniq = models.Constraint(
        "UNIQUE (session_id, councillor_id)",
        "This councillor is on the attendance list already.",
    )

    def _check_live(self):
        for session in self.session_id:
            if session.state not in ("convened", "open", "suspended"):
                raise UserError(
                    self.env._("The session is over: its attendance is corrected by the office, with a reason.")
                )

    def action_check_in(self):
        """Note that the councillors came into the hall. A repeated call changes nothing.

        :return: True
        :raise UserError: the session is over; the mandate or the oath is missing (RA-05)
        """
        self.check_access("write")
        self._check_in()
        return True

    def _check_in(self):
        self._check_live()
        coming = self.filtered(lambda line: not line.is_present)
        for line in coming:
            if not line.councillor_id._may_vote(line.session_id.day):
                raise UserError(
                    self.env._(
                        "RA-05: %s holds no mandate on this day or has not taken the oath.",
                        line.councillor_id.display_name,
                    )
                )
        now = fields.Datetime.now()
        # sudo: own models - presence is written by verbs only; the caller's right was checked
        self.env["biuro.rada.attendance.interval"].sudo().create(
            [{"attendance_id": line.id, "check_in": now} for line in coming]
        )
        for line in coming.sudo():
            started = line.session_id.opened_at
            item = line.session_id.agenda_item_ids.filtered("started_at")[:1]
            late = started and item and line.status != "present" and now > item.started_at and not line.interval_ids[1:]
            line.write(
                {"is_present": True, "status": "late" if late else "present" if line.status != "late" else "late"}
            )
        self.session_id._broadcast("attendance")

    def action_check_out(self):
        """Note that the councillors left the hall. A repeated call changes nothing.

        :return: True
        :raise UserError: the session is over
        """
        self.check_access("write")
        self._check_out()
        return True

    def _check_out(self):
        self._check_live()
        leaving = self.filtered("is_present")
        leaving._check_out_all(fields.Datetime.now())
        # sudo: own model - presence is written by verbs only; the caller's right was checked
        leaving.sudo().filtered(lambda line: line.session_id.state == "open").status = "left"
        self.session_id._broadcast("attendance")

    def _check_out_all(self, now):
        # sudo: own models - presence is written by verbs only; the caller's right was checked
        present = self.sudo().filtered("is_present")
        present.interval_ids.filtered(lambda interval: not interval.check_out).write({"check_out": now})
        present.write({"is_present": False})

    @api.model
    def _of(self, session, councillor):
        """Return the line of a councillor (one or empty)."""
        return self.search([("session_id", "=", session.id), ("councillor_id", "=", councillor.id)], limit=1)
