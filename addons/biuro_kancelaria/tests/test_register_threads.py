import contextlib
import random
import threading
import time

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name

BOOK = "test:threads"
CLIENTS, CALLS = 20, 10


class Undo(Exception):
    """What a transaction that goes wrong raises."""


@tagged("post_install", "-at_install")
class TestRegisterThreads(BaseCase):
    """Real transactions of their own, at the same moment. What they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        self.addCleanup(self._clean)
        self._clean()
        # made here: while tests run, only their own thread may look up the registry
        self.envs = []
        for _client in range(CLIENTS):
            cr = self.connection.cursor()
            self.addCleanup(cr.close)
            self.envs.append(api.Environment(cr, SUPERUSER_ID, {}))
        self.company = self.envs[0].company

    def _clean(self):
        with self.connection.cursor() as cr:
            cr.execute("DELETE FROM biuro_register_counter WHERE book = %s", [BOOK])
            cr.execute("DELETE FROM biuro_journal_head WHERE chain = %s", [BOOK])

    def _run(self, work, clients=CLIENTS):
        """Run ``work(env, client)`` in threads that start together. Return the errors."""
        barrier, errors = threading.Barrier(clients), []

        def client(index):
            try:
                barrier.wait(30)
                work(self.envs[index], index)
            except Exception as error:  # noqa: BLE001 - told to the main thread
                errors.append(error)

        threads = [threading.Thread(target=client, args=[index], daemon=True) for index in range(clients)]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 60
        for thread in threads:
            thread.join(max(0, deadline - time.monotonic()))
        self.assertFalse([thread for thread in threads if thread.is_alive()], "clients wait for each other for ever")
        return errors

    def _transaction(self, env, step):
        """Run ``step()`` in a transaction that has looked at the database before."""
        try:
            env.cr.execute("SELECT count(*) FROM biuro_register_counter")
            result = step()
            env.cr.commit()
        finally:
            env.cr.rollback()
        return result

    def _draw(self, env, count=1):
        return env["biuro.register.counter"]._draw(BOOK, 2026, self.company, count)

    def _given(self):
        with self.connection.cursor() as cr:
            cr.execute("SELECT last_number FROM biuro_register_counter WHERE book = %s ORDER BY 1", [BOOK])
            return [number for number, in cr.fetchall()]

    def test_no_gap_no_double_no_error(self):
        """20 clients at the same moment, one call in ten rolled back: 1..n, and nobody is refused or has to repeat."""
        kept, undone, lock = [], [], threading.Lock()

        def draw(env, wrong):
            time.sleep(random.uniform(0, 0.005))
            number = self._draw(env)
            time.sleep(random.uniform(0, 0.002))
            if wrong:
                raise Undo
            return number

        def work(env, client):
            for call in range(CALLS):
                try:
                    number = self._transaction(env, lambda wrong=(client + call) % 10 == 0: draw(env, wrong))
                    with lock:
                        kept.append(number)
                except Undo:
                    with lock:
                        undone.append(client)

        self.assertEqual(self._run(work), [])
        self.assertEqual(len(undone), CLIENTS * CALLS // 10)
        self.assertEqual(sorted(kept), list(range(1, CLIENTS * CALLS - len(undone) + 1)))
        self.assertEqual(self._given(), sorted(kept))

    def test_savepoints_and_batches(self):
        """A savepoint taken back inside a transaction gives its numbers back, whoever waits for them meanwhile."""
        kept, lock = [], threading.Lock()

        def step(env):
            with contextlib.suppress(Undo), env.cr.savepoint():
                self._draw(env, 3)
                time.sleep(0.002)
                raise Undo
            first, second = self._draw(env, 2), self._draw(env)
            return [first, first + 1, second]

        def work(env, client):
            numbers = self._transaction(env, lambda: step(env))
            with lock:
                kept.extend(numbers)

        self.assertEqual(self._run(work), [])
        self.assertEqual(sorted(kept), list(range(1, 3 * CLIENTS + 1)))

    def test_behind_a_long_transaction(self):
        """Whoever waits for a long import is served when it ends."""
        kept, lock, started = [], threading.Lock(), threading.Event()

        def long(env):
            first = self._draw(env, 1000)
            started.set()
            time.sleep(1.5)
            return first

        def work(env, client):
            if client == 0:
                number = self._transaction(env, lambda: long(env))
            else:
                started.wait(10)
                number = self._transaction(env, lambda: self._draw(env))
            with lock:
                kept.append(number)

        self.assertEqual(self._run(work, 10), [])
        self.assertEqual(sorted(kept), [1, *range(1001, 1010)])

    def test_raising_the_counter(self):
        """An import that raises the counter and clients that draw do not give a number twice."""
        kept, lock = [], threading.Lock()

        def work(env, client):
            if client == 0:
                counter = env["biuro.register.counter"]
                self._transaction(env, lambda: counter._raise_to(BOOK, 2026, self.company, 500))
                return
            number = self._transaction(env, lambda: self._draw(env))
            with lock:
                kept.append(number)

        self.assertEqual(self._run(work), [])
        self.assertEqual(len(set(kept)), CLIENTS - 1)
        self.assertFalse(set(kept) & {500})
        self.assertGreaterEqual(max(self._given()), 500)

    def test_sweeping_at_the_same_time(self):
        kept, lock = [], threading.Lock()

        def work(env, client):
            if client % 5 == 0:
                self._transaction(env, env["biuro.register.counter"]._gc_draws)
                return
            number = self._transaction(env, lambda: self._draw(env))
            with lock:
                kept.append(number)

        errors = self._run(work)
        self.assertTrue(all(getattr(error, "pgcode", "") == "40001" for error in errors), errors)
        self.assertEqual(sorted(kept), list(range(1, 17)))

    def test_chain_of_a_journal(self):
        """Rows of one chain written at the same moment follow each other."""
        links, lock = [], threading.Lock()

        def step(env, client):
            Head = env["biuro.journal.head"]
            length, last = Head._last("test", BOOK)
            Head._set_last("test", BOOK, length + 1, f"{last}>{client}"[-200:])
            if client % 10 == 9:
                raise Undo
            return length + 1, last

        def work(env, client):
            try:
                link = self._transaction(env, lambda: step(env, client))
            except Undo:
                return
            with lock:
                links.append(link)

        self.assertEqual(self._run(work), [])
        self.assertEqual([position for position, _last in sorted(links)], list(range(1, 19)))
        self.assertEqual(len({last for _position, last in links}), 18)
