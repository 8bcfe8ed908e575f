import time

from odoo import api, models
from odoo.sql_db import db_connect
from odoo.tools import SQL


class BiuroRateLimit(models.AbstractModel):
    """Counter of calls per client and time window, shared by all workers.

    The table is UNLOGGED: a call costs one upsert without a write to the journal of the database, and after a crash the
    counters simply start anew. It is no ORM table: nobody reads it over RPC.
    """

    _name = "biuro.rate.limit"
    _description = "Limit of Calls"

    def init(self):
        self.env.cr.execute(SQL("""
            CREATE UNLOGGED TABLE IF NOT EXISTS biuro_rate_limit_hit (
                key text NOT NULL, slot bigint NOT NULL, hits integer NOT NULL, PRIMARY KEY (key, slot)
            )
        """))

    @api.model
    def _hit(self, key, limit, seconds):
        """Count one call.

        :param str key: what is counted, e.g. ``bip:192.0.2.7``
        :param int limit: calls allowed in a window
        :param int seconds: length of the window
        :return: seconds to wait (int), 0 when the call is allowed
        """
        now = int(time.time())
        # a connection of its own: the call counts also when its request fails, and read-only requests count too
        with db_connect(self.env.cr.dbname).cursor() as cr:
            # two calls at the same moment wait for each other; otherwise the second fails and goes uncounted
            cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            cr.execute(SQL(
                """INSERT INTO biuro_rate_limit_hit AS hit (key, slot, hits) VALUES (%s, %s, 1)
                   ON CONFLICT (key, slot) DO UPDATE SET hits = hit.hits + 1 RETURNING hits""",
                key, now - now % seconds,
            ))
            [hits] = cr.fetchone()
        return seconds - now % seconds if hits > limit else 0

    @api.autovacuum
    def _gc_hits(self):
        """Forget addresses of clients after a day at the latest."""
        self.env.cr.execute(SQL("DELETE FROM biuro_rate_limit_hit WHERE slot < %s", int(time.time()) - 86400))
