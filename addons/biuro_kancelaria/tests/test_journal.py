import random

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import KancelariaCase

JOURNAL = "biuro.register.event"


@tagged("post_install", "-at_install")
class TestJournal(KancelariaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registers = cls.env["biuro.register"].create([
            {"name": f"Rejestr {index}", "code": f"T{index}", "model": "biuro.letter"} for index in range(4)
        ])

    def _add(self, count=1, register=None, **values):
        register = register or self.registers[0]
        return self.env[JOURNAL]._log([
            {"register_id": register.id, "kind": "cancelled", "year": 2026, "reference": f"T/{index}", "note": "Zażółć",
             **values}
            for index in range(1, count + 1)
        ])

    def _breaches(self):
        """Return the breaches of the chains of this test as (kind, register index, position)."""
        chains = {f"register:{register.id}": index for index, register in enumerate(self.registers)}
        return [
            (breach["kind"], chains.get(breach["chain"]), breach["position"])
            for breach in self.env["biuro.journal"].verify(JOURNAL)
        ]

    def _sql(self, query, *args):
        self.env.flush_all()
        self.env.cr.execute(query, args)
        self.env.invalidate_all()

    def test_chain(self):
        first, second = self._add(2)
        third = self._add()
        other = self._add(register=self.registers[1])
        self.assertEqual((first | second | third).mapped("position"), [1, 2, 3])
        self.assertFalse(first.prev_hash)
        self.assertEqual(second.prev_hash, first.row_hash)
        self.assertEqual(third.prev_hash, second.row_hash)
        self.assertEqual((other.position, other.prev_hash), (1, ""))
        self.assertRegex(third.row_hash, "^[0-9a-f]{64}$")
        self.assertEqual(self._breaches(), [])

    def test_one_lock_per_chain(self):
        self._add()
        with self.assertQueryCount(6):
            self._add(50)

    def test_append_only(self):
        row = self._add()
        for record in (row, row.sudo(), row.with_user(self.users["biuro_admin"])):
            refusal = UserError if record.env.su else AccessError
            with self.assertRaises(UserError):
                record.write({"note": "inna treść"})
            with self.assertRaises(refusal):
                record.unlink()
        forged = self._add(position=7, row_hash="0" * 64, chain="inna", prev_hash="1")
        self.assertEqual((forged.position, forged.chain), (2, f"register:{self.registers[0].id}"))
        with self.assertRaises(AccessError):
            self.as_user("clerk")[JOURNAL].create({"register_id": self.registers[0].id, "kind": "closed"})

    def test_who_checks(self):
        for login in ("auditor", "biuro_admin"):
            self.assertEqual(self.as_user(login)["biuro.journal"].verify(JOURNAL), [])
        with self.assertRaises(AccessError):
            self.as_user("clerk")["biuro.journal"].verify()
        with self.assertRaises(UserError):
            self.env["biuro.journal"].verify("res.partner")
        self.assertIn(JOURNAL, self.env["biuro.journal"].get_journals())

    def test_each_kind_of_change(self):
        rows = self._add(9)
        ids = rows.ids
        insert = """INSERT INTO biuro_register_event
                        (register_id, kind, user_id, date, chain, position, prev_hash, row_hash)
                     SELECT register_id, kind, user_id, date, chain, %s, prev_hash, row_hash
                       FROM biuro_register_event WHERE id = %s"""
        swap = """UPDATE biuro_register_event SET position = position + 1000 WHERE id IN (%s, %s);
                   UPDATE biuro_register_event SET position = 1005 - position WHERE id IN (%s, %s)"""
        changes = {
            "content": ("UPDATE biuro_register_event SET note = 'x' WHERE id = %s", [ids[3]], [("changed", 0, 4)]),
            "emptied": ("UPDATE biuro_register_event SET note = NULL WHERE id = %s", [ids[3]], [("changed", 0, 4)]),
            "seal": ("UPDATE biuro_register_event SET row_hash = 'x' WHERE id = %s", [ids[3]], [("changed", 0, 4)]),
            "no seal": ("UPDATE biuro_register_event SET row_hash = NULL WHERE id = %s", [ids[3]], [("changed", 0, 4)]),
            "link": ("UPDATE biuro_register_event SET prev_hash = 'x' WHERE id = %s", [ids[3]], [("changed", 0, 4)]),
            "first": ("UPDATE biuro_register_event SET year = 1 WHERE id = %s", [ids[0]], [("changed", 0, 1)]),
            "last": ("UPDATE biuro_register_event SET date = date + interval '1 second' WHERE id = %s", [ids[8]],
                     [("changed", 0, 9)]),
            "removed": ("DELETE FROM biuro_register_event WHERE id = %s", [ids[3]], [("removed", 0, 4)]),
            "removed first": ("DELETE FROM biuro_register_event WHERE id = %s", [ids[0]], [("removed", 0, 1)]),
            "tail": ("DELETE FROM biuro_register_event WHERE id IN (%s, %s)", ids[7:], [("truncated", 0, 8)]),
            "whole chain": ("DELETE FROM biuro_register_event WHERE id = ANY(%s)", [ids], [("truncated", 0, 1)]),
            "added": (insert, [10, ids[8]], [("changed", 0, 10)]),
            "added without seal": (
                "INSERT INTO biuro_register_event (register_id, kind, user_id, date) "
                "SELECT register_id, kind, user_id, date FROM biuro_register_event "
                "WHERE id = %s", [ids[0]], [("inserted", None, 0)]),
            "before the first": ("UPDATE biuro_register_event SET position = -1 WHERE id = %s", [ids[0]],
                                 [("inserted", 0, -1), ("removed", 0, 1)]),
            "swapped": (swap, [ids[1], ids[2], ids[1], ids[2]], [("changed", 0, 2), ("changed", 0, 3)]),
            "other chain": ("UPDATE biuro_register_event SET chain = 'obcy' WHERE id = %s", [ids[3]],
                            [("changed", None, 4), ("removed", 0, 4)]),
            "head back": ("DELETE FROM biuro_journal_head WHERE model = %s AND chain = %s",
                          [JOURNAL, f"register:{self.registers[0].id}"], [("inserted", 0, 9)]),
        }
        for name, (query, args, expected) in changes.items():
            with self.subTest(name):
                savepoint = self.env.cr.savepoint()
                self._sql(query, *args)
                self.assertEqual(sorted(self._breaches(), key=str), sorted(expected, key=str))
                savepoint.rollback()
                self.env.invalidate_all()
                savepoint.close(rollback=False)
        self.assertEqual(self._breaches(), [])

    def test_forged_with_a_good_seal(self):
        """A row rewritten together with its seal does not fit the row after it, nor the head if it is the last."""
        rows = self._add(5)
        for row, expected in ((rows[2], ("replaced", 0, 4)), (rows[4], ("replaced", 0, 5))):
            with self.subTest(position=row.position), self.env.cr.savepoint() as savepoint:
                self._sql("UPDATE biuro_register_event SET note = 'fałsz' WHERE id = %s", row.id)
                [values] = self.env[JOURNAL]._journal_fetch(SQL("id = %s", row.id))
                seal = self.env[JOURNAL]._journal_hash(row.prev_hash, row.chain, row.position, values)
                self._sql("UPDATE biuro_register_event SET row_hash = %s WHERE id = %s", seal, row.id)
                self.assertEqual(self._breaches(), [expected])
                savepoint.rollback()
                self.env.invalidate_all()

    def test_thousand_random_changes(self):
        """Each of 1 000 rows changed behind the back of the application is found, and no other is reported."""
        seed = random.randrange(10**6)
        chance = random.Random(seed)
        for register in self.registers:
            self._add(2500, register)
        self.assertEqual(self._breaches(), [])
        # neighbours are left alone, so that each change is seen by itself; every 2nd row of 2 to 2498 may be taken
        places = chance.sample([(index, position) for index in range(4) for position in range(2, 2499, 2)], 1000)
        columns = {
            "kind": "'closed'", "year": "year + 1", "reference": "reference || '.'", "note": "upper(note)",
            "date": "date - interval '1 minute'", "res_model": "'res.partner'",
            "res_id": "COALESCE(res_id, 0) + 1", "row_hash": "reverse(row_hash)", "prev_hash": "md5(prev_hash)",
            "position": "-position", "id": "id + 10000000",
        }
        users = self.env["res.users"].with_context(active_test=False).search([], limit=2).ids
        columns["user_id"] = f"CASE WHEN user_id = {users[0]} THEN {users[1]} ELSE {users[0]} END"
        expected = set()
        for index, position in places:
            where = [f"register:{self.registers[index].id}", position]
            column = chance.choice([*columns, "delete"])
            if column == "delete":
                self.env.cr.execute("DELETE FROM biuro_register_event WHERE chain = %s AND position = %s", where)
                expected.add(("removed", index, position))
            else:
                self.env.cr.execute(SQL(
                    "UPDATE biuro_register_event SET %s = %s WHERE chain = %s AND position = %s",
                    SQL.identifier(column), SQL(columns[column]), *where,
                ))
                if column == "position":
                    expected |= {("inserted", index, -position), ("removed", index, position)}
                else:
                    expected.add(("changed", index, position))
        self.env.invalidate_all()
        found = self._breaches()
        self.assertEqual(len(found), len(set(found)), f"seed {seed}")
        self.assertEqual(set(found) ^ expected, set(), f"seed {seed}")

    def test_sweep_keeps_the_head(self):
        self._add()
        self._add(3)
        self.env["biuro.journal.head"]._gc_heads()
        self.assertEqual(self._breaches(), [])
        self.assertEqual(self._add().position, 5)
        self.assertEqual(self._breaches(), [])
