import time
from collections import OrderedDict

from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today
from odoo.addons.biuro_kancelaria.tools.serial import LOCK_SPACE

from .biuro_rada_vote_live import CHOICES

TELL_EVERY_S, KEPT = 0.5, 32
_told = OrderedDict()  # when the screens were last told of a casting, by vote; each process keeps its own


class BiuroRadaVoteQuick(models.Model):
    """The shortest way of a vote from a device to the named list."""

    _inherit = "biuro.rada.vote"

    def _cast_at_once(self, choice):
        """Write the vote of the current user in two statements, as the whole council votes within a second.

        Return whether that was possible: what is not plain (not on the list, barred, out of the hall, another
        submission of the same councillor under way) is left to :meth:`_cast`, which waits and says why.
        """
        if choice not in CHOICES:
            return False
        self.env.flush_all()
        query = """
            SELECT b.id, b.value, b.source, v.session_id,
                   pg_try_advisory_xact_lock(hashtextextended('ballot:' || v.id || ':' || b.councillor_id, %s))
              FROM biuro_rada_vote v
              JOIN biuro_rada_vote_ballot b ON b.vote_id = v.id
              JOIN biuro_rada_councillor c ON c.id = b.councillor_id
              JOIN biuro_rada_attendance a ON a.session_id = v.session_id AND a.councillor_id = c.id AND a.is_present
             WHERE v.id = %s AND v.state = 'open' AND v.ballot <> 'secret' AND c.partner_id = %s
               AND (c.mandate_end IS NULL OR c.mandate_end >= %s) AND b.value NOT IN ('excluded', 'absent')
               FOR SHARE OF v"""
        # a row changed since this transaction began (opened, closed): PostgreSQL asks to begin anew, so it is done
        self.env.cr.execute(
            query, [LOCK_SPACE, self.id, self.env.user.partner_id.id, office_today()], log_exceptions=False
        )
        rows = self.env.cr.fetchall()
        if len(rows) != 1 or not rows[0][4]:
            return False
        line, value, source, session, _locked = rows[0]
        if (value, source) == (choice, "device"):
            return True
        now = fields.Datetime.now()
        self.env.cr.execute(
            """UPDATE biuro_rada_vote_ballot SET value = %s, cast_at = %s, source = 'device', write_date = %s
                WHERE id = %s""",
            [choice, now, now, line],
            log_exceptions=False,
        )
        self.env["biuro.rada.vote.ballot"].invalidate_model()
        self._announce_cast_of(session)
        return True

    def _announce_cast_of(self, session):
        """Tell the screens that votes come, a few times a second and not for each: they look by themselves as well."""
        key, now = (self.env.cr.dbname, self.id), time.monotonic()
        if now - _told.get(key, 0) < TELL_EVERY_S:
            return
        _told[key] = now
        while len(_told) > KEPT:
            _told.popitem(last=False)
        self.env["biuro.rada.session"].browse(session)._broadcast("cast", vote=self.id)
