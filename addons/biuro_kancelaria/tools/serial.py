"""Numbers and chains that only one transaction at a time may continue."""

import os
import threading

import psycopg2

from odoo.sql_db import connection_info_for
from odoo.tools import SQL

LOCK_SPACE = 20110118  # any constant; keeps our advisory locks apart from those of other software


class _Fresh:
    """One connection per process and database that sees what others have just committed."""

    def __init__(self):
        self.lock, self.connections = threading.Lock(), {}

    def fetch(self, dbname, query):
        """Return the rows of a SELECT outside any transaction."""
        key = (os.getpid(), dbname)  # a connection does not survive a fork
        with self.lock:
            for again in (True, False):
                try:
                    if key not in self.connections:
                        self.connections[key] = psycopg2.connect(**connection_info_for(dbname)[1])
                        self.connections[key].autocommit = True
                    with self.connections[key].cursor() as cursor:
                        cursor.execute(query.code, query.params)
                        return cursor.fetchall()
                except (psycopg2.OperationalError, psycopg2.InterfaceError):
                    self.connections.pop(key, None)  # PostgreSQL was restarted meanwhile
                    if not again:
                        raise
        return []


_fresh = _Fresh()


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
    rows = env.execute_query(query)  # waiting does not change what the transaction sees
    env.cr.execute(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", key, LOCK_SPACE))
    if env.registry.ready:  # while modules load, the tables may be locked by this very transaction
        rows = rows + _fresh.fetch(env.cr.dbname, query)
    return rows
