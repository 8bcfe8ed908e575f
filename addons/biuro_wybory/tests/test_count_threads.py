import contextlib
import threading
import time
from functools import partial

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import DummyRLock, Registry
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name, new_test_user
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.tools import office_today

from .count_case import PARAMS, CountWorld

CLIENTS = 4
OWN = (  # children first
    "biuro_wybory_osiedle_protocol_line", "biuro_wybory_osiedle_protocol_entry", "biuro_wybory_osiedle_result",
    "biuro_wybory_osiedle_draw_line", "biuro_wybory_osiedle_draw", "biuro_wybory_osiedle_protocol",
    "biuro_wybory_osiedle_candidate", "biuro_wybory_osiedle_precinct", "biuro_wybory_osiedle_constituency",
    "biuro_wybory_osiedle_election", "biuro_wybory_osiedle",
)


@tagged("post_install", "-at_install")
class TestCountThreads(BaseCase):
    """Real transactions at the same moment, replayed as calls over RPC are. What they commit is removed at the end."""

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        # while tests run, their thread holds the lock of the registry: the clients look it up without it
        self.patch(Registry, "_lock", DummyRLock())
        with self.connection.cursor() as cr:
            self.before = {table: self._ids(cr, table) for table in (*OWN, "res_users", "res_partner")}
        self.addCleanup(self._clean)
        self.envs = []
        for _client in range(CLIENTS):
            cr = self.connection.cursor()
            self.addCleanup(cr.close)
            self.envs.append(api.Environment(cr, SUPERUSER_ID, {}))
        env = self.envs[0]
        self.users = [
            new_test_user(env, f"count.threads.{number}", groups="biuro_wybory.biuro_wybory_group_osiedle_user").id
            for number in range(3)]
        unit = env["biuro.wybory.osiedle"].create({
            "name": "Osiedle Wątków", "code": "OS-T", "population": 900, "council_size_override": 1})
        election = env["biuro.wybory.osiedle.election"].create({
            "unit_id": unit.id, "election_date": office_today(), "seats": 1,
            "ordinance_snapshot": {**PARAMS, "council_size": 1, "votes_mode": "one", "protest_days": 0}})
        world = type("World", (CountWorld,), {"env": env})
        world.make_constituency(election, "AB", 1)
        election.state = "voting"
        election.action_start_counting()
        env.cr.commit()
        self.election, self.protocol = election.id, election.protocol_ids.id
        self.figures = world.figures(election.protocol_ids, {"A": 60, "B": 30})
        env.cr.commit()

    def _ids(self, cr, table):
        cr.execute(f'SELECT id FROM "{table}"')  # noqa: S608 # pylint: disable=sql-injection
        return [id_ for (id_,) in cr.fetchall()]

    def _clean(self):
        """Remove what was committed, whether or not the test came to its end."""
        with self.connection.cursor() as cr:
            made = {table: list(set(self._ids(cr, table)) - set(ids)) for table, ids in self.before.items()}
            cr.execute("DELETE FROM ir_attachment WHERE res_model LIKE 'biuro.wybory%%' AND res_id = ANY(%s)",
                       [made["biuro_wybory_osiedle_protocol"]])
            for table in OWN:
                model = table.replace("_", ".")
                cr.execute("DELETE FROM mail_message WHERE model = %s AND res_id = ANY(%s)", [model, made[table]])
                cr.execute("DELETE FROM mail_followers WHERE res_model = %s AND res_id = ANY(%s)", [model, made[table]])
                cr.execute(f'DELETE FROM "{table}" WHERE id = ANY(%s)', [made[table]])  # noqa: S608
            partners, users = made["res_partner"], made["res_users"]
            cr.execute("DELETE FROM mail_message WHERE model = 'res.partner' AND res_id = ANY(%s)", [partners])
            cr.execute("DELETE FROM ir_attachment WHERE create_uid = ANY(%s)", [users])
            cr.execute("DELETE FROM res_users WHERE id = ANY(%s)", [users])
            cr.execute("DELETE FROM res_partner WHERE id = ANY(%s)", [partners])

    def call(self, method, user=0, model="protocol", args=()):
        """Return a call (a function of the number of a client) as RPC makes it: ("ok", answer) or (kind, message)."""
        def run(client):
            env = self.envs[client](user=self.users[user])
            env.transaction.reset()
            record = env[f"biuro.wybory.osiedle.{model}"].browse(getattr(self, model))
            try:
                env.cr.execute("SELECT 1 FROM res_users WHERE id = %s", [env.uid])
                answer = retrying(partial(getattr(record, method), *args), env)
                env.cr.commit()
                return "ok", answer
            except UserError as error:
                return "refused", str(error)
            except psycopg2.Error as error:
                return "database", repr(error)
            finally:
                env.cr.rollback()
        return run

    def together(self, *calls):
        """Run calls in threads that start together; return their answers."""
        barrier, answers = threading.Barrier(len(calls)), [None] * len(calls)

        def client(index):
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait(30)
                answers[index] = calls[index](index)

        threads = [threading.Thread(target=client, args=[index], daemon=True) for index in range(len(calls))]
        deadline = time.monotonic() + 60
        # calls that meet are replayed; what the database says of it is no fault
        with mute_logger("odoo.sql_db"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(max(0, deadline - time.monotonic()))
        self.assertFalse([thread for thread in threads if thread.is_alive()], "clients wait for each other for ever")
        return answers

    def look(self, model, *names):
        env = self.envs[0]
        env.cr.rollback()
        env.transaction.reset()
        record = env[f"biuro.wybory.osiedle.{model}"].browse(getattr(self, model))
        return tuple(record[name] for name in names)

    def meet_on_a_sheet(self):
        """A row changes in one window while the sheet is handed in from another: one of the two happens."""
        env = self.envs[0]
        protocol = env["biuro.wybory.osiedle.protocol"].with_user(self.users[0]).browse(self.protocol)
        entry = protocol._own_entry()
        for line in entry.line_ids:
            line.typed = str(self.figures[line.code])
        sheet, row = "protocol.entry", "protocol.line"
        setattr(self, sheet, entry.id)
        setattr(self, row, entry.line_ids.filtered(lambda one: one.code == "unused").id)
        env.cr.commit()
        answers = self.together(
            self.call("submit", model=sheet), self.call("write", model=row, args=[{"typed": "101"}]))
        self.assertEqual(sorted(kind for kind, _answer in answers), ["ok", "refused"], answers)
        self.assertEqual((self.look(row, "typed"), self.look(sheet, "state")), (
            ("100",), ("submitted",)) if answers[0][0] == "ok" else (("101",), ("draft",)))
        if answers[0][0] == "ok":
            entry.action_take_back()
        env.cr.commit()

    def test_at_the_same_moment(self):
        self.meet_on_a_sheet()
        # three people type at once: two typings, the third is refused, and the two are compared
        answers = self.together(*(self.call("action_enter", user, args=[self.figures]) for user in range(3)))
        self.assertEqual(sorted(kind for kind, _answer in answers), ["ok", "ok", "refused"], answers)
        self.assertEqual(self.look("protocol", "state", "typed_count"), ("agreed", 2))
        env = self.envs[0]
        protocol = env["biuro.wybory.osiedle.protocol"].browse(self.protocol)
        protocol.write({"remarks": "Karta wyniesiona.", "scan_ids": [(0, 0, {"name": "skan.pdf", "raw": b"%PDF"})]})
        env.cr.commit()
        # accepted twice by a double click: once
        answers = self.together(*(self.call("action_accept") for _click in range(3)))
        self.assertEqual(sorted(answer["accepted"] for _kind, answer in answers), [0, 0, 1])
        # counted and counted again: one current result
        self.together(*(self.call("action_count", model="election") for _click in range(2)))
        [results] = self.look("election", "result_ids")
        self.assertEqual(len(results.filtered("is_current")), 1)
        # a result is announced while its protocol changes: one of the two happens, never both
        announce = self.call("action_announce", model="election", args=["1/2026"])
        change = self.call("action_retype", 1, args=["pomyłka"])
        answers = self.together(announce, change)
        kinds = [kind for kind, _answer in answers]
        self.assertEqual(sorted(kinds), ["ok", "refused"], answers)
        state, protocols = self.look("election", "state", "protocol_ids")
        if kinds[0] == "ok":
            self.assertEqual((state, protocols.mapped("state")), ("announced", ["accepted"]))
        else:
            self.assertEqual((state, sorted(protocols.mapped("state"))), ("counting", ["open", "superseded"]))
