import logging
import threading
import time
from datetime import timedelta

import psycopg2

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name

from ..law import reception

CLIENTS = 8
MARK = "Wizyta równoległa"


@tagged("post_install", "-at_install")
class TestVisitsThreads(BaseCase):
    """People who book the same slot at the same moment, in transactions of their own that are really committed."""

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        self.envs = []
        for _client in range(CLIENTS + 1):
            cr = self.connection.cursor()
            self.addCleanup(cr.close)
            self.envs.append(api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "lang": "en_US"}))
        self.addCleanup(self._clean)
        env = self.envs[-1]
        self.hosts = env["hr.employee"].create([{"name": f"{MARK} {number}"} for number in range(CLIENTS)])
        self.room = env["biuro.sekretariat.room"].create({"name": MARK})
        self.day = fields.Date.add(fields.Date.today(), days=40)
        self.slots = {}
        for host in self.hosts:
            self.slots[host.id] = env["biuro.sekretariat.visit.slot"]._make([
                {"host_employee_id": host.id, "room_id": False, "start": start, "stop": stop, "is_public": True,
                 "company_id": env.company.id}
                for start, stop in reception.day_slots(self.day, 600, 720, 20)
            ]).ids
        env.cr.commit()

    def _clean(self):
        with self.connection.cursor() as cr:
            for table in ("biuro_sekretariat_visit", "biuro_sekretariat_visit_slot"):
                cr.execute(f"DELETE FROM {table} WHERE host_employee_id = ANY(%s)", [self.hosts.ids])  # noqa: S608
            cr.execute("DELETE FROM biuro_sekretariat_room WHERE name = %s", [MARK])
        with self.connection.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["hr.employee"].browse(self.hosts.ids).exists().unlink()

    def _run(self, work, clients=CLIENTS):
        """Run ``work(env, client)`` at once in threads, replayed after a collision as the server replays a call."""
        barrier, results, lock = threading.Barrier(clients), [], threading.Lock()

        def client(index):
            env = self.envs[index]
            barrier.wait(30)
            for _replay in range(5):
                try:
                    result = work(env, index)
                    env.cr.flush()
                    env.cr.commit()
                    break
                except psycopg2.errors.SerializationFailure as error:
                    result = error
                except Exception as error:  # noqa: BLE001 - told to the main thread
                    result = error
                    break
                finally:
                    env.cr.rollback()
                    env.clear()
            with lock:
                results.append(result)

        threads = [threading.Thread(target=client, args=[index], daemon=True) for index in range(clients)]
        for thread in threads:
            thread.start()
        end = time.monotonic() + 90
        for thread in threads:
            thread.join(max(0, end - time.monotonic()))
        self.assertFalse([thread for thread in threads if thread.is_alive()], "clients wait for each other for ever")
        return results

    def _hold(self, env, host_id, slot_id, client, **values):
        return env["biuro.sekretariat.visit"].create({
            "visitor_name": f"{MARK} {client}", "subject": "x", "slot_id": slot_id, "host_employee_id": host_id,
            "held_until": fields.Datetime.now() + timedelta(minutes=30), **values,
        }).id

    def _confirm(self, env, client, host_id, **values):
        """Confirm a visit as the verb does, without drawing a number: those are not given back."""
        visit = env["biuro.sekretariat.visit"].create({
            "visitor_name": f"{MARK} {client}", "subject": "x", "host_employee_id": host_id, "off_plan_reason": "x",
            **values,
        })
        visit._check_still_free()
        visit._take_time({"state": "confirmed"})
        return visit.id

    def _count(self, where, *params):
        with self.connection.cursor() as cr:
            cr.execute(f"SELECT count(*) FROM biuro_sekretariat_visit WHERE {where}", params)  # noqa: S608
            return cr.fetchone()[0]

    def test_one_slot_many_people(self):
        """Exactly one wins; the others get the sentence with the nearest free slots, and no error of the database."""
        host, wanted = self.hosts[0].id, self.slots[self.hosts[0].id][2]
        with self.assertLogs("odoo.sql_db", logging.ERROR) as logs:
            results = self._run(lambda env, client: self._hold(env, host, wanted, client))
            logging.getLogger("odoo.sql_db").error("none")
        won = [result for result in results if isinstance(result, int)]
        self.assertEqual(len(won), 1, results)
        for result in results:
            if not isinstance(result, int):
                self.assertIsInstance(result, UserError)
                self.assertIn("The nearest free slots:", str(result))
                self.assertNotIn("10:40", str(result))
        self.assertEqual(len(logs.output), 1, logs.output)
        self.assertEqual(self._count("slot_id = %s", wanted), 1)

    def test_many_slots_many_people(self):
        """Everybody who wants another slot gets it."""
        slots = self.slots[self.hosts[0].id]
        results = self._run(lambda env, client: self._hold(env, self.hosts[0].id, slots[client], client), 6)
        self.assertEqual(len([result for result in results if isinstance(result, int)]), 6, results)

    def test_time_of_the_host(self):
        """Overlapping times without slots: the host is not booked twice."""
        host, start = self.hosts[1].id, reception.moment_of(self.day, 800)

        def work(env, client):
            return self._confirm(
                env, client, host, minutes=30, planned_at=start + timedelta(minutes=client),
            )

        results = self._run(work)
        self.assertEqual(len([result for result in results if isinstance(result, int)]), 1, results)
        self.assertTrue(all(isinstance(result, int | UserError) for result in results), results)

    def test_room(self):
        """Different hosts, one room, one time."""
        start = reception.moment_of(self.day, 900)

        def work(env, client):
            return self._confirm(env, client, self.hosts[client].id, planned_at=start, room_id=self.room.id)

        results = self._run(work)
        self.assertEqual(len([result for result in results if isinstance(result, int)]), 1, results)
        self.assertEqual(self._count("room_id = %s", self.room.id), 1)

    def test_constraint_behind_the_lock(self):
        """Without the lock the database itself refuses: the insert of the second waits for the first and fails."""
        first, second = self.envs[0], self.envs[1]
        slot = self.slots[self.hosts[2].id][0]
        row = """INSERT INTO biuro_sekretariat_visit (visitor_name, host_employee_id, slot_id, planned_at, planned_stop,
                 state, kind, origin, company_id, minutes) VALUES (%s, %s, %s, %s, %s, 'confirmed', 'individual',
                 'desk', 1, 20)"""
        start = reception.moment_of(self.day, 600)
        values = [MARK, self.hosts[2].id, slot, start, start + timedelta(minutes=20)]
        for env in (first, second):
            env.cr.execute("SELECT 1")
        first.cr.execute(row, values)
        errors = []

        def late():
            try:
                second.cr.execute(row, values, log_exceptions=False)
            except Exception as error:  # noqa: BLE001
                errors.append(error)
            finally:
                second.cr.rollback()

        thread = threading.Thread(target=late, daemon=True)
        thread.start()
        time.sleep(0.3)
        first.cr.commit()
        thread.join(20)
        self.assertEqual([error.pgcode for error in errors], ["23505"])
