import threading

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import DummyRLock, Registry
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestMoneyThreads(BaseCase):
    """Two clerks reserve from one line at the same moment: never more than the line holds."""

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        # while tests run, their thread holds the lock of the registry: the clients look it up without it
        self.patch(Registry, "_lock", DummyRLock())
        self.addCleanup(self._clean)
        with self.connection.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            unit = env["biuro.wybory.osiedle"].create({"name": "Wyścig", "code": "WYSCIG", "population": 100})
            budget = env["biuro.wybory.osiedle.budget"].create({
                "unit_id": unit.id, "year": 2026, "amount": 1000, "line_ids": [(0, 0, {"name": "Z", "planned": 1000})]})
            budget.action_open()
            self.line = budget.line_ids.id
            self.expenses = env["biuro.wybory.osiedle.expense"].create([
                {"line_id": self.line, "name": f"W{number}", "amount": 300} for number in range(6)]).ids

    def _clean(self):
        with self.connection.cursor() as cr:
            for table, column in (("expense", "unit_id"), ("budget_line", "unit_id"), ("budget", "unit_id")):
                cr.execute(f"""DELETE FROM biuro_wybory_osiedle_{table} WHERE {column} IN (
                    SELECT id FROM biuro_wybory_osiedle WHERE code = 'WYSCIG')""")  # noqa: S608
            cr.execute("DELETE FROM biuro_wybory_osiedle WHERE code = 'WYSCIG'")

    def reserve(self, expense_id, barrier, results):
        with self.connection.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            barrier.wait()
            try:
                # that one waits and another loses the race is what the test is about
                retrying(lambda: env["biuro.wybory.osiedle.expense"].browse(expense_id).action_reserve(), env)
                results.append("reserved")
            except UserError:
                cr.rollback()
                results.append("refused")

    @mute_logger("odoo.sql_db", "odoo.service.model", "odoo.addons.base.models.ir_http")
    def test_six_clerks_at_once(self):
        barrier, results = threading.Barrier(len(self.expenses)), []
        threads = [threading.Thread(target=self.reserve, args=(one, barrier, results)) for one in self.expenses]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertEqual((results.count("reserved"), results.count("refused")), (3, 3))
        with self.connection.cursor() as cr:
            cr.execute("SELECT committed FROM biuro_wybory_osiedle_budget_line WHERE id = %s", [self.line])
            self.assertEqual(float(cr.fetchone()[0]), 900)
