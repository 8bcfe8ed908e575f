from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.terms import local


class BiuroRadaSessionSittings(models.Model):
    """Sittings and breaks: the session keeps its number however many days it takes."""

    _inherit = "biuro.rada.session"

    sitting_ids = fields.One2many("biuro.rada.sitting", "session_id", "Sittings", readonly=True, copy=False)
    resume_at = fields.Datetime("Next Sitting", readonly=True, copy=False, tracking=True)

    def _open_sitting(self):
        # sudo: biuro.rada.sitting - written by the verbs of the session, whose right was checked
        self.env["biuro.rada.sitting"].sudo().create(
            [{"session_id": session.id, "start": fields.Datetime.now()} for session in self]
        )

    def _close_sitting(self, reason=False, resume_at=False):
        # sudo: biuro.rada.sitting - as above
        self.sudo().sitting_ids.filtered(lambda sitting: not sitting.end).write(
            {"end": fields.Datetime.now(), "reason": reason, "resume_at": resume_at}
        )

    def action_start(self):
        """Open the session: its first sitting begins.

        :return: True
        :raise UserError: as before
        """
        result = super().action_start()
        self._open_sitting()
        return result

    def action_suspend(self, reason, resume_at=None):
        """Interrupt the session: a break, or until another day.

        :param str reason: why
        :param str resume_at: when it goes on, UTC "YYYY-MM-DD HH:MM:SS"; of a break not needed
        :return: True
        :raise UserError: as before; the next sitting would be in the past
        """
        moment = fields.Datetime.to_datetime(resume_at) if resume_at else False
        now = fields.Datetime.now()
        if moment and moment <= now:
            raise UserError(self.env._("The next sitting comes after now. Correct its time."))
        result = super().action_suspend(reason, resume_at)
        self._close_sitting(reason, moment)
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().resume_at = moment
        if moment and local(moment).date() != local(now).date():
            self.attendance_ids._check_out_all(now)
            self._number_resolutions()
            for session in self.filtered("notice_ids"):
                session._send_notices(
                    "moved",
                    [channel for channel in ("mail", "portal") if channel in (session.notice_channel or "")]
                    or ["portal"],
                    self.env._("The session was interrupted and goes on at %s.", session._moment_text(moment)),
                )
        return result

    def _moment_text(self, moment):
        return f"{local(moment):%d.%m.%Y %H:%M}" if moment else ""

    def action_resume(self):
        """Resume the interrupted session: a new sitting begins.

        :return: True
        :raise UserError: as before
        """
        result = super().action_resume()
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().resume_at = False
        self._open_sitting()
        return result

    def action_close(self):
        """Close the session: its last sitting ends.

        :return: True
        :raise UserError: as before
        """
        result = super().action_close()
        self._close_sitting()
        return result
