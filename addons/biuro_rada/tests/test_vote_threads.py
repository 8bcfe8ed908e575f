import contextlib
import os
import random
import threading
import time
from functools import partial
from types import SimpleNamespace

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import DummyRLock, Registry
from odoo.service import model as service
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name

from ..law import numbers

# a call takes two connections, one to the bus: as many clients as a server of Odoo lets in at a time
COUNCILLORS, CLIENTS, ROUNDS = 45, 26, 10
CLOSINGS, CASTING = 50, 10
CHOICES = ("yes", "no", "abstain")
TABLES = (  # children first
    "biuro_rada_vote_journal",
    "biuro_rada_vote_taker",
    "biuro_rada_vote_ballot",
    "biuro_rada_vote_option",
    "biuro_rada_vote",
    "biuro_rada_attendance_interval",
    "biuro_rada_attendance",
    "biuro_rada_agenda_item",
    "biuro_rada_session",
    "biuro_rada_councillor",
    "biuro_rada_term",
)


@tagged("post_install", "-at_install")
class TestVoteThreads(BaseCase):
    """Real transactions at the same moment, replayed as calls over RPC are. What they commit is removed at the end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.connection = db_connect(get_db_name())
        # while tests run, their thread holds the lock of the registry: the clients look it up without it
        cls.classPatch(Registry, "_lock", DummyRLock())
        # who meets another one tries again, after a pause that only costs time here
        cls.classPatch(service, "time", SimpleNamespace(sleep=lambda seconds: time.sleep(seconds / 10)))
        with cls.connection.cursor() as cr:
            cls.before = {table: cls._ids(cr, table) for table in (*TABLES, "res_users", "res_partner")}
        cls.addClassCleanup(cls._clean)
        cls.envs = []
        cls.addClassCleanup(cls._hang_up)
        for _client in range(CLIENTS):
            cls.envs.append(api.Environment(cls.connection.cursor(), SUPERUSER_ID, {}))
        cls._build()

    @classmethod
    def _hang_up(cls):
        for env in cls.envs:
            with contextlib.suppress(psycopg2.Error):
                env.cr.close()

    @classmethod
    def _ids(cls, cr, table):
        cr.execute("SELECT to_regclass(%s)", [table])
        if not cr.fetchone()[0]:
            return []
        cr.execute(f'SELECT id FROM "{table}"')  # noqa: S608 # pylint: disable=sql-injection
        return [id_ for (id_,) in cr.fetchall()]

    @classmethod
    def _clean(cls):
        """Remove what was committed, whether or not the test came to its end."""
        with cls.connection.cursor() as cr:
            cr.execute("SELECT id FROM biuro_rada_session WHERE id != ALL(%s)", [cls.before["biuro_rada_session"]])
            sessions = [id_ for (id_,) in cr.fetchall()]
            cr.execute(
                "DELETE FROM biuro_journal_head WHERE model = 'biuro.rada.vote.journal' AND chain = ANY(%s)",
                [[f"session:{id_}" for id_ in sessions]],
            )
            cr.execute(
                "UPDATE biuro_rada_session SET current_item_id = NULL, leader_id = NULL WHERE id = ANY(%s)", [sessions]
            )
            made = {table: set(cls._ids(cr, table)) - set(ids) for table, ids in cls.before.items()}
            for table in TABLES:
                if made[table]:
                    cr.execute(f'DELETE FROM "{table}" WHERE id = ANY(%s)', [list(made[table])])  # noqa: S608
            for model in ("biuro.rada.session", "biuro.rada.term", "biuro.rada.councillor"):
                ids = list(made[model.replace(".", "_")])
                cr.execute("DELETE FROM mail_message WHERE model = %s AND res_id = ANY(%s)", [model, ids])
                cr.execute("DELETE FROM mail_followers WHERE res_model = %s AND res_id = ANY(%s)", [model, ids])
            partners = list(made["res_partner"])
            users = list(made["res_users"])
            cr.execute("DELETE FROM mail_message WHERE model = 'res.partner' AND res_id = ANY(%s)", [partners])
            cr.execute("DELETE FROM res_users WHERE id = ANY(%s)", [users])
            cr.execute("DELETE FROM res_partner WHERE id = ANY(%s)", [partners])

    @classmethod
    def _build(cls):
        """A council of 45 (the largest there is) in session, each with a user of the portal."""
        env = cls.envs[0]
        term = env["biuro.rada.term"].create(
            {
                "number": numbers.roman(random.randint(30, 89)),
                "election_date": "2024-04-07",
                "date_start": "2024-05-07",
                "date_end": "2029-05-06",
                "population": 900_000,
            }
        )
        portal = env.ref("base.group_portal")
        users = (
            env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                [
                    {
                        "name": f"Radny {index}",
                        "login": f"vote.threads.{os.getpid()}.{index}",
                        "group_ids": [(6, 0, portal.ids)],
                    }
                    for index in range(COUNCILLORS)
                ]
            )
        )
        councillors = env["biuro.rada.councillor"].create(
            [
                {
                    "partner_id": user.partner_id.id,
                    "first_name": "Jan",
                    "last_name": f"Wątek{index:02d}",
                    "term_id": term.id,
                    "mandate_start": "2024-05-07",
                    "oath_date": "2024-05-07",
                    "state": "active",
                }
                for index, user in enumerate(users)
            ]
        )
        session = env["biuro.rada.session"].create(
            {
                "term_id": term.id,
                "number_int": 1,
                "start": "2026-03-25 08:00:00",
                "location": "Ratusz",
                "agenda_item_ids": [(0, 0, {"title": "Próba", "item_type": "other", "number": "1"})],
            }
        )
        session.action_convene()
        session.action_start()
        session.attendance_ids.action_check_in()
        item = session.agenda_item_ids
        item.action_begin()
        env.cr.commit()
        cls.users, cls.councillors, cls.session, cls.item = users.ids, councillors.ids, session.id, item.id

    def _vote(self, opened=True, **values):
        env = self.envs[0]
        vote = env["biuro.rada.vote"].create(
            {"session_id": self.session, "agenda_item_id": self.item, "subject": "w sprawie wątków", **values}
        )
        if opened:
            vote.action_open()
        env.cr.commit()
        return vote.id

    def _call(self, client, method, user=SUPERUSER_ID, vote=0, args=()):
        """Call a method of the vote as RPC does. Return ("ok", answer), or (code of the refusal, message)."""
        env = self.envs[client](user=user)
        env.transaction.reset()
        try:
            # RPC looks up the user first: the transaction begins before the method does
            env.cr.execute("SELECT 1 FROM res_users WHERE id = %s", [env.uid])
            return "ok", retrying(partial(getattr(env["biuro.rada.vote"].browse(vote), method), *args), env)
        except UserError as error:
            return getattr(error, "code", None), str(error)
        except psycopg2.Error as error:
            return "database", repr(error)
        finally:
            env.cr.rollback()

    def _together(self, calls):
        """Run calls (functions of the number of a client) in threads that start together; return their answers."""
        barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

        def client(index):
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait(30)
                answers[index] = calls[index](index)

        threads = [threading.Thread(target=client, args=[index], daemon=True) for index in range(len(calls))]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 60
        for thread in threads:
            thread.join(max(0, deadline - time.monotonic()))
        self.assertFalse([thread for thread in threads if thread.is_alive()], "clients wait for each other for ever")
        return answers

    def _named(self, vote):
        with self.connection.cursor() as cr:
            cr.execute("SELECT councillor_id, value FROM biuro_rada_vote_ballot WHERE vote_id = %s", [vote])
            rows = cr.fetchall()
            cr.execute("SELECT state, yes, no, abstain, not_voting FROM biuro_rada_vote WHERE id = %s", [vote])
            return dict(rows), len(rows), cr.fetchone()

    def _close(self, vote):
        code, state = self._call(0, "action_close_vote", vote=vote)
        self.assertEqual(code, "ok", state)
        return state

    def test_all_at_once(self):
        """The whole council casts at the same moment: every vote is on the list."""
        for _round in range(ROUNDS):
            vote = self._vote()
            choices = random.choices(CHOICES, k=COUNCILLORS)

            def cast(client, vote=vote, choices=choices):
                return [
                    self._call(client, "cast", self.users[index], vote, [choices[index]])
                    for index in range(client, COUNCILLORS, CLIENTS)
                ]

            answers = sum(self._together([cast] * CLIENTS), [])
            self.assertEqual({code for code, _answer in answers}, {"ok"}, answers)
            state = self._close(vote)
            named, count, _row = self._named(vote)
            self.assertEqual(count, COUNCILLORS)
            self.assertEqual(named, dict(zip(self.councillors, choices, strict=True)))
            self.assertEqual([state["counts"][choice] for choice in CHOICES], [choices.count(c) for c in CHOICES])

    def test_one_councillor_many_times(self):
        """A hundred and more submissions of one councillor at once are one vote, and nobody is refused."""
        for turn in range(3):
            vote = self._vote()
            choice = CHOICES[turn % 3]

            def submit(client, vote=vote, choice=choice):
                return [self._call(client, "cast", self.users[7], vote, [choice]) for _again in range(4)]

            answers = sum(self._together([submit] * CLIENTS), [])
            self.assertEqual(len(answers), 104)
            self.assertEqual({code for code, _answer in answers}, {"ok"}, answers[:3])
            state = self._close(vote)
            named, count, _row = self._named(vote)
            self.assertEqual((count, named[self.councillors[7]], state["cast"]), (COUNCILLORS, choice, 1))

    def test_closing_against_castings(self):
        """A vote that was confirmed is counted, one that was refused is not, and the refusal says why."""
        refused = 0
        for _round in range(CLOSINGS):
            vote = self._vote()

            def cast(client, vote=vote):
                time.sleep(random.uniform(0, 0.04))
                return client, *self._call(client, "cast", self.users[client], vote, ["yes"])

            def close(client, vote=vote):
                time.sleep(random.uniform(0, 0.08))
                return self._call(client, "action_close_vote", vote=vote)

            *answers, closed = self._together([cast] * CASTING + [close])
            self.assertEqual(closed[0], "ok", closed)
            self.assertLessEqual({code for _index, code, _answer in answers}, {"ok", "closed"}, answers)
            kept = {self.councillors[index] for index, code, _answer in answers if code == "ok"}
            named, _count, row = self._named(vote)
            self.assertEqual({councillor for councillor, value in named.items() if value == "yes"}, kept)
            self.assertEqual(row, ("closed", len(kept), 0, 0, COUNCILLORS - len(kept)))
            self.assertEqual(closed[1]["counts"]["yes"], len(kept))
            refused += len(answers) - len(kept)
            late = self._call(1, "cast", self.users[1], vote, ["no"])
            self.assertEqual(late[0], "closed")
            self.assertEqual(self._call(1, "action_open", vote=vote)[0], "opened_already")
        self.assertTrue(refused, "closing met castings under way")

    def test_double_click(self):
        """Opening and closing by many hands at once happen once; two votes do not open together."""
        for _round in range(ROUNDS):
            vote, other = self._vote(opened=False), self._vote(opened=False)
            answers = self._together([lambda client, vote=vote: self._call(client, "action_open", vote=vote)] * 8)
            self.assertEqual(sorted(code for code, _answer in answers), ["ok"] + ["opened_already"] * 7, answers)
            self.assertEqual(self._named(vote)[1], COUNCILLORS)
            self.assertEqual(self._call(1, "action_open", vote=other)[0], "other_open")
            self._call(1, "cast", self.users[1], vote, ["yes"])
            answers = self._together([lambda client, vote=vote: self._call(client, "action_close_vote", vote=vote)] * 8)
            self.assertEqual({code for code, _answer in answers}, {"ok"}, answers)
            states = [answer for _code, answer in answers]
            self.assertTrue(all(state == states[0] for state in states))
            two = [other, self._vote(opened=False)]
            answers = self._together(
                [lambda client, two=two: self._call(client, "action_open", vote=two[client % 2])] * 8
            )
            codes = [code for code, _answer in answers]
            self.assertEqual(codes.count("ok"), 1, answers)
            self.assertLessEqual(set(codes), {"ok", "opened_already", "other_open"})
            self._close(two[codes.index("ok") % 2])
