from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

SPOKEN = {
    "present": "obecny",
    "absent": "nieobecny",
    "excused": "nieobecny usprawiedliwiony",
    "late": "obecny, spóźniony",
    "left": "obecny, wyszedł przed końcem",
}
CAME = ("present", "late", "left")


class BiuroRadaAttendanceList(models.Model):
    """Absences and their excuses, corrections with a reason, certificates for the employer (u.s.g. art. 25 ust. 3)."""

    _inherit = "biuro.rada.attendance"
    _reason_verbs = {
        "action_excuse": {"reason": "reason", "date": "date"},
        "action_refuse_excuse": {"reason": "reason"},
    }

    day = fields.Date(related="session_id.day", store=True, index=True)
    session_state = fields.Selection(related="session_id.state", string="State of the Session")
    excuse_origin = fields.Selection(
        [("office", "Office of the council"), ("portal", "Portal")], "Excuse Given By Way Of", readonly=True, copy=False
    )
    excuse_refused = fields.Char(
        "Why the Excuse Was Refused", readonly=True, copy=False, groups="biuro_rada.biuro_rada_group_user"
    )
    correction_ids = fields.One2many("biuro.rada.attendance.correction", "attendance_id", "Corrections", readonly=True)
    hours = fields.Char("Hours", compute="_compute_hours")
    minutes_present = fields.Integer("Present (min)", compute="_compute_hours")

    @api.depends("interval_ids.check_in", "interval_ids.check_out")
    def _compute_hours(self):
        for line in self:
            stays, total = [], 0
            for stay in line.interval_ids:
                stays.append(
                    f"{local(stay.check_in):%H:%M}–{local(stay.check_out):%H:%M}"
                    if stay.check_out
                    else f"{local(stay.check_in):%H:%M}–"
                )
                total += int((stay.check_out - stay.check_in).total_seconds() // 60) if stay.check_out else 0
            line.hours, line.minutes_present = ", ".join(stays), total

    # ---- excuses ----------------------------------------------------------------------------

    def action_excuse(self, reason, date=None):
        """Note an excuse and accept it: the absence is excused.

        :param str reason: reason of the absence; seen by the office alone
        :param str date: day on which the excuse was given "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: present at the session
        """
        self.check_access("write")
        for line in self:
            if line.status in CAME:
                raise UserError(
                    self.env._("%s was present: there is nothing to excuse.", line.councillor_id.display_name)
                )
        # sudo: own model - the status is written by verbs only; access was checked above
        for line in self.sudo():
            line.write(
                {
                    "excuse_date": fields.Date.to_date(date) or line.excuse_date or office_today(),
                    "excuse_accepted": True,
                    "excuse_refused": False,
                    "excuse_origin": line.excuse_origin or "office",
                    "note": reason or line.note,
                    "status": "excused",
                }
            )
        return True

    def action_accept_excuse(self):
        """Accept excuses given on the portal.

        :return: True
        :raise UserError: no excuse was given
        """
        for line in self:
            if not line.excuse_date:
                raise UserError(self.env._("%s has given no excuse.", line.councillor_id.display_name))
        return self.action_excuse(False)

    def action_refuse_excuse(self, reason):
        """Refuse an excuse: the absence stays without one.

        :param str reason: why
        :return: True
        :raise UserError: no reason, no excuse
        """
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        # sudo: own model - the status is written by verbs only; access was checked above
        for line in self.sudo():
            if not line.excuse_date:
                raise UserError(self.env._("%s has given no excuse.", line.councillor_id.display_name))
            line.write(
                {
                    "excuse_accepted": False,
                    "excuse_refused": reason,
                    "status": "absent" if line.status == "excused" else line.status,
                }
            )
        return True

    @api.model
    def excuse_myself(self, session_id, reason):
        """Give one's own excuse in advance, as a councillor.

        :param int session_id: a session that one is convened to and that is not closed
        :param str reason: reason of the absence; seen by the office alone
        :return: dict ``id`` of the line of attendance
        :raise AccessError: not a councillor of the body
        :raise UserError: no reason; the session is over
        """
        councillor = self.env["biuro.rada.councillor"]._of_user()
        # sudo: biuro.rada.session, own model - councillors are portal users; who asks is checked here
        session = self.env["biuro.rada.session"].sudo().browse(session_id).exists()
        if not councillor or not session or councillor not in session._members():
            raise AccessError(self.env._("You were not convened to this session."))
        if session.state not in ("convened", "open", "suspended"):
            raise UserError(self.env._("The session is over or not convened. Write to the office of the council."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason of the absence: the office alone sees it."))
        session._make_attendance()
        line = self.sudo()._of(session, councillor)  # sudo: own model - one's own line, as checked above
        if line.is_present or line.status in CAME:
            raise UserError(self.env._("You are noted as present."))
        line.write(
            {
                "excuse_date": office_today(),
                "excuse_origin": "portal",
                "excuse_accepted": False,
                "excuse_refused": False,
                "note": reason,
            }
        )
        return {"id": line.id}

    # ---- corrections ----------------------------------------------------------------------------

    def action_correct(self, status, reason, intervals=None):
        """Correct the attendance after the session, with a reason; what was stays in the list of corrections.

        :param str status: ``present``, ``absent``, ``excused``, ``late`` or ``left``
        :param str reason: why
        :param list intervals: pairs of the true entry and exit, UTC "YYYY-MM-DD HH:MM:SS"; unchanged by default,
            none where the councillor was absent
        :return: True
        :raise UserError: the session is not over; no reason; a status that does not exist; a vote cast by the absent
        """
        self.ensure_one()
        self.check_access("write")
        if self.session_id.state not in ("closed", "minutes_ready", "done"):
            raise UserError(self.env._("Until the session is closed presence is noted by coming and leaving."))
        if status not in SPOKEN:
            raise UserError(self.env._("Choose a presence from the list."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason of the correction."))
        absent = status not in CAME
        if absent and self._voted():
            raise UserError(
                self.env._(
                    "%s voted at this session: who voted was present. The presence cannot be taken away.",
                    self.councillor_id.display_name,
                )
            )
        # sudo: own models - presence is written by verbs only; access was checked above
        line = self.sudo()
        was = (line.status, line.hours)
        if absent or intervals is not None:
            line.interval_ids.unlink()
            self.env["biuro.rada.attendance.interval"].sudo().create(
                [
                    {"attendance_id": line.id, "check_in": came, "check_out": left}
                    for came, left in (() if absent else intervals)
                ]
            )
        line.write({"status": status, "is_present": False})
        line.env["biuro.rada.attendance.correction"].create(
            {
                "attendance_id": line.id,
                "old_status": SPOKEN[was[0]],
                "new_status": SPOKEN[status],
                "old_hours": was[1],
                "new_hours": line.hours,
                "reason": reason,
                "user_id": self.env.uid,
            }
        )
        return True

    def _voted(self):
        return bool(
            self.env["biuro.rada.vote.ballot"].search_count(
                [
                    ("vote_id.session_id", "=", self.session_id.id),
                    ("vote_id.state", "=", "closed"),
                    ("councillor_id", "=", self.councillor_id.id),
                    ("value", "in", ("yes", "no", "abstain")),
                ],
                limit=1,
            )
        )

    # ---- certificates ----------------------------------------------------------------------------

    def _get_certificate_values(self):
        """Return what the certificate for the employer shows (dict)."""
        self.ensure_one()
        if self.status not in CAME or self.session_id.state not in ("closed", "minutes_ready", "done"):
            raise UserError(self.env._("A certificate is issued of presence at a session that is over."))
        return {
            "name": f"{self.councillor_id.first_name} {self.councillor_id.last_name}",
            "employer": self.councillor_id.employer_partner_id.name or "",
            "session": self.session_id._title_text(),
            "day": self.session_id.day,
            "hours": self.hours,
            "travel_note": self.session_id.location or "",
        }

    def action_print_certificate(self):
        """Print the certificates for the employers.

        :return: dict, a report action
        """
        for line in self:
            line._get_certificate_values()
        return self.env.ref("biuro_rada.action_report_attendance_certificate").report_action(self)
