"""Numbers and chains that only one transaction at a time may continue."""

from odoo.sql_db import db_connect
from odoo.tools import SQL

LOCK_SPACE = 20110118  # any constant; keeps our advisory locks apart from those of other software


def fetch_serialized(env, key, query):
    """Take the sole right to ``key`` until the end of the transaction, then run ``query``.

    Odoo's transactions are REPEATABLE READ: one that waited for another still sees the world as it was before, so
    ``UPDATE`` of a shared counter row fails and the whole call is replayed after a random pause of seconds. Here
    the waiting is done on an advisory lock, which never fails, and the query runs twice: inside the transaction (own
    rows not yet committed) and on a connection of its own (all that others have committed meanwhile). The caller adds
    rows and never updates any, hence nothing is left to collide. A rollback, also to a savepoint, and a killed
    server take back both the rows and the lock.

    :param env: environment of the transaction
    :param str key: what is locked, e.g. ``register:1:RPW:2026``
    :param query: ``odoo.tools.SQL``, a SELECT
    :return: list of rows, those of the transaction first, then those of the fresh snapshot
    """
    env.cr.execute(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", key, LOCK_SPACE))
    rows = env.execute_query(query)
    if env.registry.ready:  # while modules load, the tables may be locked by this very transaction
        with db_connect(env.cr.dbname).cursor() as fresh:
            fresh.execute(query)
            rows = rows + fresh.fetchall()
    return rows
