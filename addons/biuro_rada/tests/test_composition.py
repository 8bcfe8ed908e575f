from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import RadaCase


@tagged("post_install", "-at_install")
class TestComposition(RadaCase):
    def test_statutory_number(self):
        term = self.make_term()
        self.assertEqual(term.statutory_members, 23)
        with self.assertRaises(ValidationError):
            term.statutory_members = 21
        term.write({"statutory_members": 21, "statutory_reason": "zarządzenie wojewody"})
        self.assertEqual(term.statutory_members, 21)

    def test_one_running_term(self):
        self.make_term().action_activate()
        other = self.make_term(number="X", date_start="2029-05-07", date_end="2034-05-06", election_date="2029-04-08")
        with self.assertRaisesRegex(UserError, "One term"):
            other.action_activate()

    def test_seats_are_not_exceeded(self):
        term = self.make_term()
        self.make_councillors(term, 23)
        with self.assertRaisesRegex(ValidationError, "RA-01"):
            self.make_councillors(term, 1)

    def test_state_is_written_by_verbs(self):
        term = self.make_term()
        with self.assertRaises(UserError):
            term.with_user(self.users["rada_user"]).write({"state": "active"})
        councillor = self.make_councillors(term, 1)
        with self.assertRaises(UserError):
            councillor.with_user(self.users["rada_user"]).write({"oath_date": "2024-05-07"})

    def test_expiry_needs_the_right_authority(self):
        councillor = self.make_councillors(self.make_term(), 1).with_user(self.users["rada_user"])
        with self.assertRaisesRegex(UserError, "RA-04"):
            councillor.action_expire("resignation", "2026-03-04", "council", "uchwała nr 1")
        answer = councillor.action_expire("resignation", "2026-03-04", "commissioner", "postanowienie nr 7")
        self.assertFalse(answer["deadline"])
        self.assertEqual((councillor.state, str(councillor.mandate_end)), ("expired", "2026-03-04"))

    def test_composition_on_a_day(self):
        term = self.make_term()
        term.action_activate()
        people = self.make_councillors(term, 4)
        club = self.env["biuro.rada.club"].create(
            {
                "name": "Klub Nasze Miasto",
                "short_name": "NM",
                "term_id": term.id,
                "date_from": "2024-05-07",
                "member_ids": [
                    (0, 0, {"councillor_id": person.id, "date_from": "2024-05-07"}) for person in people[:2]
                ],
            }
        )
        with self.assertRaisesRegex(UserError, "RA-02"):
            club.action_activate()
        club.write({"member_ids": [(0, 0, {"councillor_id": people[2].id, "date_from": "2024-06-01"})]})
        club.action_activate()
        self.env["biuro.rada.function"].create(
            {
                "councillor_id": people[3].id,
                "role": "chair",
                "date_from": "2024-05-07",
                "date_to": "2025-01-31",
            }
        )
        found = {row["id"]: row for row in term.composition("2024-05-20")["councillors"]}
        self.assertEqual(found[people[2].id]["club"], False)
        self.assertEqual(found[people[3].id]["functions"], ["chair"])
        later = {row["id"]: row for row in term.composition("2025-02-01")["councillors"]}
        self.assertEqual(later[people[2].id]["club"], "Klub Nasze Miasto")
        self.assertEqual(later[people[3].id]["functions"], [])
        self.assertEqual(term.composition("2024-05-20")["vacancies"], 19)

    def test_presidium_and_controlling_committees(self):
        term = self.make_term()
        chair, other = self.make_councillors(term, 2)
        committee = self.env["biuro.rada.committee"].create(
            {
                "name": "Komisja Rewizyjna",
                "kind": "audit",
                "term_id": term.id,
                "scope": "kontrola",
                "date_from": "2024-05-07",
            }
        )
        self.env["biuro.rada.function"].create({"councillor_id": chair.id, "role": "chair", "date_from": "2024-05-07"})
        with self.assertRaisesRegex(ValidationError, "RA-03"), self.env.cr.savepoint():
            committee.member_ids = [(0, 0, {"councillor_id": chair.id, "date_from": "2024-05-08"})]
        committee.invalidate_recordset()
        committee.kind = "standing"
        committee.member_ids = [(0, 0, {"councillor_id": chair.id, "date_from": "2024-05-08"})]
        with self.assertRaisesRegex(ValidationError, "RA-03"), self.env.cr.savepoint():
            committee.kind = "complaints"
        committee.invalidate_recordset()
        committee.member_ids.unlink()
        committee.kind = "audit"
        committee.member_ids = [(0, 0, {"councillor_id": other.id, "date_from": "2024-05-08"})]
        with self.assertRaisesRegex(ValidationError, "RA-03"):
            self.env["biuro.rada.function"].create(
                {"councillor_id": other.id, "role": "vice_chair", "date_from": "2024-06-01"}
            )
        with self.assertRaisesRegex(ValidationError, "one chair"):
            self.env["biuro.rada.function"].create(
                {"councillor_id": other.id, "role": "chair", "date_from": "2024-06-01"}
            )
