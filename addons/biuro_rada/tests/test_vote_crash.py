import contextlib
import random
import threading
import time

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.tests import tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

from .test_vote_threads import CHOICES, COUNCILLORS, TestVoteThreads

ROUNDS, CLIENTS, CASTING = 50, 12, 24
BACKENDS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY(%s)"


@tagged("post_install", "-at_install")
class TestVoteCrash(TestVoteThreads):
    """Connections to PostgreSQL killed while the council votes: what was confirmed is counted, nothing is doubled."""

    test_all_at_once = test_one_councillor_many_times = test_closing_against_castings = test_double_click = None

    def _fresh(self, client):
        """Give a client a new connection in place of a broken one, as the pool of a server does."""
        with contextlib.suppress(psycopg2.Error):
            self.envs[client].cr.close()
        self.envs[client] = api.Environment(self.connection.cursor(), SUPERUSER_ID, {})

    def _call(self, client, method, user=SUPERUSER_ID, vote=0, args=()):
        try:
            return super()._call(client, method, user, vote, args)
        except psycopg2.Error as error:
            return "database", repr(error)

    def _kill(self, clients):
        """Kill the processes of PostgreSQL that serve some clients, as a crash of each would."""
        pids = []
        for client in clients:
            with contextlib.suppress(Exception):
                pids.append(self.envs[client].cr.connection.info.backend_pid)
        with psycopg2.connect(dbname=get_db_name()) as killer, killer.cursor() as cr:
            cr.execute(BACKENDS, [pids])

    @mute_logger("odoo.sql_db")
    def test_killed_backends_while_casting(self):
        broken = 0
        for turn in range(ROUNDS):
            vote = self._vote()
            choice = CHOICES[turn % 3]
            victims = random.sample(range(1, CLIENTS), 4)
            killer = threading.Timer(random.uniform(0.005, 0.12), self._kill, [victims])
            killer.start()

            def cast(client, vote=vote, choice=choice):
                answers = []
                for index in range(client, CASTING, CLIENTS):
                    code, answer = self._call(client, "cast", self.users[index], vote, [choice])
                    answers.append((index, code, answer))
                    if code == "database":
                        self._fresh(client)
                return answers

            answers = sum(self._together([cast] * CLIENTS), [])
            killer.join()
            self.assertLessEqual({code for _index, code, _answer in answers}, {"ok", "database"}, answers)
            told = {index for index, code, _answer in answers if code == "ok"}
            broken += CASTING - len(told)
            named, count, _row = self._named(vote)
            self.assertEqual(count, COUNCILLORS, "each councillor stands on the list once")
            kept = {index for index in range(CASTING) if named[self.councillors[index]] == choice}
            self.assertLessEqual(told, kept, "what was confirmed is kept")
            # whoever was not told presses again: it counts once, whether or not the first time was kept
            for client in victims:
                self._fresh(client)
            again = [
                self._call(index % CLIENTS, "cast", self.users[index], vote, [choice])
                for index in range(CASTING)
                if index not in told
            ]
            self.assertLessEqual({code for code, _answer in again}, {"ok"}, again)
            state = self._close(vote)
            self.assertEqual((state["counts"][choice], state["cast"]), (CASTING, CASTING))
        self.assertTrue(broken, "some castings lost their connection")

    @mute_logger("odoo.sql_db")
    def test_killed_backend_while_closing(self):
        """The one who closes loses the connection: the vote is closed or it is not, and closing again ends it."""
        for turn in range(ROUNDS):
            vote = self._vote()
            choice = CHOICES[turn % 3]
            for index in range(5):
                self._call(index, "cast", self.users[index], vote, [choice])
            killer = threading.Timer(random.uniform(0.001, 0.06), self._kill, [[0]])
            killer.start()
            code, _answer = self._call(0, "action_close_vote", vote=vote)
            killer.join()
            self.assertIn(code, ("ok", "database"))
            time.sleep(0.01)
            self._fresh(0)
            state = self._close(vote)
            self.assertEqual((state["state"], state["counts"][choice], state["cast"]), ("closed", 5, 5))
            _named, count, row = self._named(vote)
            self.assertEqual((count, row[0], sum(row[1:4]), row[4]), (COUNCILLORS, "closed", 5, COUNCILLORS - 5))
            self.assertEqual(self._call(1, "cast", self.users[9], vote, ["no"])[0], "closed", "it never opens again")

    def test_devices_fail(self):
        """Going over to a roll-call ends one vote and opens another in one transaction, while others look on."""
        vote = self._vote()
        self._call(3, "cast", self.users[3], vote, ["yes"])
        code, state = self._call(0, "action_fall_back_to_roll_call", vote=vote, args=["awaria urządzeń"])
        self.assertEqual((code, state["state"], state["ballot"], state["cast"]), ("ok", "open", "open_rollcall", 0))
        self.assertEqual(self._call(1, "action_fall_back_to_roll_call", vote=vote, args=["x"])[0], None)
        self.assertEqual(self._call(3, "cast", self.users[3], vote, ["yes"])[0], "not_open")
        self.assertEqual(self._call(3, "cast", self.users[3], state["id"], ["no"])[0], "ok")
        self.assertEqual(self._close(state["id"])["counts"]["no"], 1)
