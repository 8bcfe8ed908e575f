from odoo import models


class BiuroRadaCouncillorNotice(models.Model):
    """Where a councillor gets notices, and what follows when a new one comes in."""

    _inherit = "biuro.rada.councillor"

    def _notice_email(self):
        """Return the address (str, or False) to which notices go: the private one first, then the public one."""
        self.ensure_one()
        # sudo: res.partner - the address is used for the sending alone
        return self.sudo().partner_id.email_normalized or self.public_email or False

    def action_take_oath(self, date=None, session_id=None):
        """Record the oath; a new councillor is convened to the sessions that others have been convened to.

        :param str date: day "YYYY-MM-DD"; today by default
        :param int session_id: the session at which it was taken
        :return: True
        :raise UserError: as before
        """
        result = super().action_take_oath(date, session_id)
        self.env["biuro.rada.session"]._refresh_members(self.term_id)
        return result

    def action_expire(self, ground, cause_date, authority, act_ref, act_date=None, last_day=None, by_court=False):
        """Record the expiry of the mandate; the calendar of coming sessions follows.

        :param str ground: see before
        :param str cause_date: day of the cause
        :param str authority: who declared it
        :param str act_ref: the act
        :param str act_date: its day
        :param str last_day: last day of the mandate after a dismissed complaint
        :param bool by_court: eligibility lost by a judgment of a court
        :return: dict ``authority``, ``deadline``, ``reasons``
        :raise UserError: as before
        """
        result = super().action_expire(ground, cause_date, authority, act_ref, act_date, last_day, by_court)
        self.env["biuro.rada.session"]._refresh_members(self.term_id)
        return result
