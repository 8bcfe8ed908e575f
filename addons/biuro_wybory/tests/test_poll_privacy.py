from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .poll_case import PollCase


@tagged("post_install", "-at_install")
class TestPollPrivacy(PollCase):
    """Who sees what of a nomination (A.9 for candidates of units, D.4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.election = cls.order(cls.make_election(cls.unit, days=29, seats=2), days_ago=3)
        cls.foreign = cls.order(cls.make_election(cls.make_unit("OS-2"), days=29, seats=2), days_ago=3)
        cls.candidate, cls.waiting = (
            cls.make_candidate(cls.election.constituency_ids, number, pesel=pesel, birth_date=False, address="Tajna 7")
            for number, pesel in ((1, "44051401359"), (2, "02070803628"))
        )
        cls.candidate.action_register("1/2026")
        cls.hidden = cls.make_candidate(cls.foreign.constituency_ids, 5)
        cls.hidden.action_register("1/2026")
        cls.clerk_env["biuro.wybory.osiedle.commission"].create({
            "name": "Komisja", "level": "unit", "election_id": cls.election.id,
            "member_ids": [(0, 0, {
                "surname": "Członek", "given_names": "Jan", "user_id": cls.users["commission"].id, "contact": "500",
            })],
        })

    def test_commission_sees_its_own_election(self):
        env = self.as_user("commission")
        self.assertEqual(env["biuro.wybory.osiedle.election"].search([]), self.election)
        Candidate = env["biuro.wybory.osiedle.candidate"]
        self.assertEqual(Candidate.search([]), self.candidate)
        self.assertEqual(Candidate.search([]).mapped("surname"), ["Kandydat1"])
        for name in Candidate._private():
            with self.assertRaises(AccessError):
                Candidate.search([]).read([name])
        with self.assertRaises(AccessError):
            Candidate.search([]).write({"profession": "x"})
        self.assertEqual(env["biuro.wybory.osiedle.commission.member"].search_count([]), 1)
        with self.assertRaises(AccessError):
            env["biuro.wybory.osiedle.commission.member"].search([]).read(["contact"])
        with self.assertRaises(AccessError):
            self.hidden.with_env(env).read(["surname"])

    def test_others_do_not_see_nominations(self):
        for login in ("clerk", "manager", "management", "lawnik_user", "lawnik_manager"):
            with self.assertRaises(AccessError):
                self.as_user(login)["biuro.wybory.osiedle.candidate"].search([])
        with self.assertRaises(AccessError):
            self.as_user("auditor")["biuro.wybory.osiedle.candidate.signature"].search([])
        auditor = self.as_user("auditor")["biuro.wybory.osiedle.candidate"]
        row = auditor.browse(self.waiting.id)
        self.assertNotIn("Kandydat2", row.display_name)
        with self.assertRaises(AccessError):
            row.read(["address"])

    def test_nothing_in_messages_and_activities(self):
        text = " ".join(
            self.env["mail.message"].search([("model", "like", "biuro.wybory.osiedle")]).mapped(
                lambda row: f"{row.subject} {row.body} {row.record_name}"
            )
            + self.env["mail.activity"].search([("res_model", "like", "biuro.wybory.osiedle")]).mapped(
                lambda row: f"{row.summary} {row.note} {row.res_name}"
            )
            + self.env["biuro.deadline"].search([("procedure", "=", "osiedle")]).mapped(
                lambda row: f"{row.display_name} {row.note}"
            )
        )
        for secret in ("Kandydat1", "Kandydat2", "44051401359", "Tajna"):
            self.assertNotIn(secret, text)

    def test_closed_papers_forget(self):
        self.clerk_env["biuro.wybory.osiedle.candidate.signature"].create({
            "candidate_id": self.waiting.id, "surname": "Lis", "given_names": "Ewa",
        })
        self.waiting.excluded_convicted = True
        self.election.sudo().state = "closed"
        rows = self.candidate + self.waiting
        self.assertFalse(self.waiting.excluded_convicted or self.waiting.birth_date)
        self.assertTrue(self.candidate.birth_date, "the age of a registered candidate stays public")
        # what was removed is told without a name
        self.assertIn("rows of supporters' sheets 1", self.election.sudo().message_ids[0].body)
        self.assertFalse(rows.signature_ids)
        self.assertEqual(set(rows.mapped("pesel")), {False})
        self.assertEqual(set(rows.mapped("address")), {False})
        self.assertEqual(self.waiting.signatures_submitted, 1)

    def test_import_finds_the_constituency(self):
        with mute_logger("odoo.sql_db"):
            result = self.clerk_env["biuro.wybory.osiedle.candidate"].load(
                ["constituency_id", "surname", "given_names", "birth_date", "received_at"],
                [[self.foreign.constituency_ids.reference, "Importowana", "Ewa", "1990-01-01", "2026-01-02 10:00:00"],
                 ["OS-9/2020-01-01/1", "Druga", "Ewa", "1990-01-01", "2026-01-02 10:00:00"]],
            )
        self.assertEqual({message["record"] for message in result["messages"]}, {1})
        result = self.clerk_env["biuro.wybory.osiedle.candidate"].load(
            ["constituency_id", "surname", "given_names", "birth_date", "received_at"],
            [[self.foreign.constituency_ids.reference, "Importowana", "Ewa", "1990-01-01", "2026-01-02 10:00:00"]],
        )
        self.assertTrue(result["ids"])

    def test_people_of_a_supporters_sheet(self):
        row = self.clerk_env["biuro.wybory.osiedle.candidate.signature"].create({
            "candidate_id": self.waiting.id, "surname": "Lis", "given_names": "Ewa", "pesel": "44051401359",
        })
        self.assertEqual(row.search([("pesel", "=", "44051401359")]), row)
        with self.assertRaisesRegex(UserError, "11 digits"):
            row.search([("pesel", "like", "440514")])
        self.users["osiedle_user"].group_ids += self.env.ref("base.group_allow_export")
        with self.assertRaisesRegex(UserError, "not exported"):
            row.export_data(["surname"])
        row.with_user(self.users["osiedle_manager"]).read(["surname"])
        self.assertTrue(self.env["biuro.access.log"].search_count([
            ("res_model", "=", self.waiting._name), ("res_id", "=", self.waiting.id),
            ("user_id", "=", self.users["osiedle_manager"].id)]))

    def test_reading_leaves_a_trace(self):
        other = self.candidate.with_user(self.users["osiedle_manager"])
        Log = self.env["biuro.access.log"]
        other.web_read({"address": {}})
        row = Log.search([("res_model", "=", self.candidate._name), ("user_id", "=", self.users["osiedle_manager"].id)])
        self.assertEqual(row.mapped("res_id"), self.candidate.ids)
        self.assertEqual(row.reference, "OS-1/1")
