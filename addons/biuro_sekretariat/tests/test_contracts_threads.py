import threading

from odoo import SUPERUSER_ID, Command, api
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tests.common import BaseCase, get_db_name

MARK = "Umowa rejestrowana w tej samej chwili"
CLIENTS = 6


@tagged("post_install", "-at_install")
class TestContractThreads(BaseCase):
    """People who register at the same moment, each in a transaction of his own. What they commit is removed."""

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        self._clean()
        self.addCleanup(self._clean)
        # made here: while tests run, only their own thread may look up the registry
        self.envs = []
        for _client in range(CLIENTS + 1):
            cr = self.connection.cursor()
            self.addCleanup(cr.close)
            self.envs.append(api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True}))

    def _clean(self):
        with self.connection.cursor() as cr:
            cr.execute("SELECT id FROM biuro_sekretariat_contract WHERE subject = %s", [MARK])
            ids = [id_ for id_, in cr.fetchall()]
            for table in ("biuro_deadline", "mail_activity", "mail_message"):
                column = "model" if table == "mail_message" else "res_model"
                cr.execute(  # the names are those above
                    f"DELETE FROM {table} WHERE {column} = 'biuro.sekretariat.contract'"  # noqa: S608
                    " AND res_id = ANY(%s)", [ids])
            cr.execute("DELETE FROM biuro_sekretariat_contract WHERE id = ANY(%s)", [ids])
            cr.execute("DELETE FROM biuro_register_counter WHERE book = 'U' AND NOT EXISTS ("
                       "SELECT FROM biuro_sekretariat_contract WHERE register_ref LIKE 'U/%%')")
            cr.execute("""
                DELETE FROM biuro_register_counter counter WHERE book = 'U' AND last_number > (
                    SELECT coalesce(max(register_number), 0) FROM biuro_sekretariat_contract
                     WHERE register_year = counter.year AND register_ref LIKE 'U/%%')""")

    def test_numbers_without_gaps(self):
        env = self.envs[0]
        employee = env["hr.employee"].search([], limit=1)
        contracts = env["biuro.sekretariat.contract"].create([
            {
                "subject": MARK, "kind": "lease", "value_net": 100, "is_indefinite": True,
                "department_id": env["hr.department"].search([], limit=1).id, "owner_id": employee.id,
                "party_ids": [Command.create({"name": "Najemca", "city": "Jasionów"})],
            }
            for _client in range(CLIENTS)
        ])
        contracts.action_sign()
        env.cr.commit()
        barrier, errors, ids = threading.Barrier(CLIENTS), [], contracts.ids

        def register(index):
            own = self.envs[index + 1]
            try:
                own.cr.execute("SELECT count(*) FROM biuro_register_counter")  # what it sees is of this moment
                barrier.wait(30)
                own["biuro.sekretariat.contract"].browse(ids[index]).action_register()
                own.cr.commit()
            except Exception as error:  # noqa: BLE001 - told to the main thread
                errors.append(error)
                own.cr.rollback()

        threads = [threading.Thread(target=register, args=[index], daemon=True) for index in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertEqual(errors, [])
        with self.connection.cursor() as cr:
            cr.execute("SELECT register_number FROM biuro_sekretariat_contract WHERE id = ANY(%s) ORDER BY 1", [ids])
            numbers = [number for number, in cr.fetchall()]
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + CLIENTS)))
