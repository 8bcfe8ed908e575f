import base64
from contextlib import suppress

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .lawnik_common import LawnikCase, make_pesel

STRANGERS = ("clerk", "manager", "management", "chancellery", "archivist", "auditor", "biuro_admin", "rada_user",
             "rada_chair", "osiedle_user", "osiedle_manager", "commission")  # fmt: skip
MODELS = ("nomination", "document", "supporter", "police.request")
CANARY = "Kanarkowska"


@tagged("post_install", "-at_install")
class TestLawnikPrivacy(LawnikCase):
    """A.9 and D.4: who may not see the files of candidates finds nothing of them on any road."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nomination = cls.make_nomination(
            1, surname=CANARY, nominator_type="citizens", nominator_partner_id=False, supporters_declared=51,
            supporters_valid=50,
            supporter_ids=[fields.Command.create({
                "sequence": 1, "surname": "Popierająca", "given_names": "Anna", "residence": "Jasionów",
                "pesel": make_pesel(fields.Date.to_date("1960-05-01"), 1)})])  # fmt: skip
        cls.krk = cls.nomination.document_ids.filtered(lambda document: document.kind == "krk")
        cls.krk.term_id.scan_enclosures = True
        cls.file = cls.lawnik_env()["ir.attachment"].create({
            "name": "krk.txt", "raw": f"nie figuruje {CANARY}".encode(), "res_model": cls.krk._name,
            "res_id": cls.krk.id,
        })  # fmt: skip
        cls.krk.attachment_ids = cls.file
        cls.member = cls.users["lawnik_team"]
        cls.term.team_user_ids = cls.member
        cls.env.flush_all()

    def as_user(self, login, record):
        self.env.invalidate_all()
        return record.with_user(self.users[login])

    def model(self, login, noun):
        return self.env[f"biuro.wybory.lawnik.{noun}"].with_user(self.users[login])

    def test_strangers_reach_nothing(self):
        records = {
            "nomination": self.nomination, "document": self.krk, "supporter": self.nomination.supporter_ids,
            "police.request": self.env["biuro.wybory.lawnik.police.request"],
        }  # fmt: skip
        for login in STRANGERS:
            for noun in MODELS:
                Model = self.model(login, noun)
                roads = {
                    "search": lambda Model=Model: Model.search([]),
                    "count": lambda Model=Model: Model.search_count([]),
                    "name_search": lambda Model=Model: Model.name_search(CANARY),
                    "read_group": lambda Model=Model: Model._read_group([], ["create_uid"], ["__count"]),
                    "formatted": lambda Model=Model: Model.formatted_read_group([], ["create_uid"], ["__count"]),
                    "create": lambda Model=Model: Model.create({}),
                    "fields": lambda Model=Model, noun=noun: records[noun].with_env(Model.env).read(["display_name"]),
                    "export": lambda Model=Model, noun=noun: (
                        records[noun].with_env(Model.env).export_data(["display_name"])
                    ),
                }
                for road, call in roads.items():
                    if noun == "police.request" and road in ("fields", "export"):
                        continue
                    with self.subTest(login=login, model=noun, road=road), self.assertRaises(AccessError):
                        call()

    def test_files_of_candidates(self):
        """A file is on the enclosure alone: no stranger reads it by id, finds it by name or by its words."""
        Attachment = self.env["ir.attachment"]
        self.assertFalse(self.file.index_content)
        self.assertEqual((self.file.res_model, self.file.public), (self.krk._name, False))
        for login in STRANGERS:
            user = self.users[login]
            self.env.invalidate_all()
            with self.subTest(login=login):
                with self.assertRaises(AccessError):
                    self.file.with_user(user).read(["datas"])
                self.assertFalse(Attachment.with_user(user).search([("id", "=", self.file.id)]))
                self.assertFalse(Attachment.with_user(user).search([("index_content", "ilike", CANARY)]))
                self.assertFalse(self.env["biuro.search"].with_user(user).find(CANARY))
        self.assertTrue(self.as_user("lawnik_user", self.file).read(["datas"]))

    def test_words_are_never_indexed(self):
        self.file.with_user(self.users["lawnik_user"]).write({"raw": f"nowa treść {CANARY}".encode()})
        self.assertFalse(self.file.index_content)

    def test_no_copy_of_names(self):
        """No message, activity, event, follower, contact or deadline holds a candidate's name or PESEL."""
        for noun in MODELS:
            Model = self.env[f"biuro.wybory.lawnik.{noun}"]
            for name in ("message_ids", "activity_ids", "message_follower_ids"):
                self.assertNotIn(name, Model._fields)
        number = self.nomination.pesel
        self.nomination.action_check()
        self.nomination.action_settle()
        self.term.action_prepare_police_request()
        request = self.nomination.police_request_id
        request.action_draft_letter()
        request.action_mark_sent()
        self.env.flush_all()
        for table, columns in (
            ("mail_message", ("body", "subject")),
            ("mail_activity", ("summary", "note", "res_name")),
            ("calendar_event", ("name", "description::text")),
            ("res_partner", ("name", "complete_name")),
            ("biuro_deadline", ("name", "res_name", "note")),
            ("biuro_letter", ("title", "body", "enclosures", "correspondent")),
            ("biuro_access_log", ("reference",)),
            ("biuro_register_event", ("reference", "note")),
            ("mail_tracking_value", ("old_value_char", "new_value_char")),
        ):
            for column in columns:
                for text in (CANARY, number):
                    # the names of tables and columns are those above
                    self.env.cr.execute(
                        f"SELECT count(*) FROM {table} WHERE {column} ILIKE %s", [f"%{text}%"])  # noqa: S608
                    self.assertFalse(self.env.cr.fetchone()[0], f"{table}.{column}")
        self.assertTrue(request.letter_id.is_restricted)

    def test_display_name_for_others(self):
        """A link to a nomination shows its number alone to people who may not read it."""
        self.env.invalidate_all()
        self.assertIn(CANARY, self.as_user("lawnik_user", self.nomination).display_name)
        for login in ("clerk", "auditor", "lawnik_team"):
            self.assertNotIn(CANARY, self.as_user(login, self.nomination).sudo().display_name)

    def test_team_only_while_it_works(self):
        """The team reads admitted nominations in `opinion` and `voting`, papers in `opinion` alone, lists never."""
        member = "lawnik_team"
        self.assertFalse(self.model(member, "nomination").search([]))
        self.assertFalse(self.model(member, "document").search([]))
        with self.assertRaises(AccessError):
            self.as_user(member, self.krk).read(["issue_date"])
        self.nomination.sudo().write({"state": "admitted"})
        for state, sees_file, sees_papers in (
            ("verification", False, False), ("opinion", True, True), ("voting", True, False), ("elected", False, False),
        ):  # fmt: skip
            self.term.sudo().state = state
            self.env.flush_all()
            self.env.invalidate_all()
            with self.subTest(state=state):
                self.assertEqual(bool(self.model(member, "nomination").search([])), sees_file)
                found = self.model(member, "document").search([])
                self.assertEqual(self.krk in found.sudo(), sees_papers)
                self.assertFalse({"form", "support_list"} & set(found.sudo().mapped("kind")))
                self.assertEqual(bool(self.env["ir.attachment"].with_user(self.member).search(
                    [("id", "=", self.file.id)])), sees_papers)  # fmt: skip
                with self.assertRaises(AccessError):
                    self.model(member, "supporter").search([])
        self.term.sudo().state = "opinion"
        self.env.flush_all()
        row = self.as_user(member, self.nomination).read(["birth_year", "city", "supporters_valid", "findings_html"])[0]
        self.assertEqual((row["birth_year"], row["city"]), (1975, "Jasionów"))
        for name in ("pesel", "birth_date", "street", "parents_names", "phone", "supporter_ids", "letter_id"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.as_user(member, self.nomination).read([name])
            with self.subTest(searched=name), self.assertRaises(AccessError):
                self.model(member, "nomination").search([(name, "!=", False)])
        with self.assertRaises(AccessError):
            self.as_user(member, self.nomination).write({"city": "Inne"})
        # somebody of the group who is not of this team
        self.term.team_user_ids = False
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(self.model(member, "nomination").search([]))

    def test_manager_reads_and_does_not_write(self):
        nomination = self.as_user("lawnik_manager", self.nomination)
        self.assertEqual(nomination.read(["surname"])[0]["surname"], CANARY)
        with self.assertRaises(AccessError):
            nomination.write({"city": "Inne"})
        with self.assertRaises(AccessError):
            nomination.action_check()

    def test_reading_is_journalled(self):
        """Who opened a file or an enclosure, and when - everybody's reading, the clerk's as well."""
        Log = self.env["biuro.access.log"]
        for login in ("lawnik_user", "lawnik_manager"):
            self.as_user(login, self.nomination).web_read({"surname": {}, "pesel": {}})
            self.as_user(login, self.krk).web_read({"issue_date": {}})
            with suppress(RuntimeError):  # there is no request here; the trace is written before the file is given
                self.as_user(login, self.file)._to_http_stream()
            rows = Log.search([("user_id", "=", self.users[login].id), ("res_model", "like", "biuro.wybory.lawnik.")])
            kinds = {(row.res_model.rsplit(".", 1)[1], row.kind) for row in rows}
            self.assertLessEqual({("nomination", "form"), ("document", "form"), ("document", "file")}, kinds)
        self.assertTrue(Log.with_user(self.users["auditor"]).search_count([("reference", "=", self.nomination.name)]))

    def test_exports(self):
        """What is sensitive is exported by nobody; the register book of the clerk holds none of it."""
        self.users["lawnik_user"].group_ids += self.env.ref("base.group_allow_export")
        keeper = self.as_user("lawnik_user", self.nomination)
        for path in ("pesel", "birth_date", "street", "supporter_ids/pesel", "document_ids/kind", "police_remark"):
            with self.subTest(path=path), self.assertRaises(UserError):
                keeper.export_data([path])
        self.assertTrue(keeper.export_data(["name", "court_id/name"])["datas"])
        description = self.model("lawnik_user", "nomination").fields_get(["pesel"], ["exportable"])
        self.assertFalse(description["pesel"]["exportable"])
        register = self.env["biuro.register"].search([("code", "=", self.term.register_code)])
        columns = dict(register.with_user(self.users["lawnik_user"])._get_book_columns())
        self.assertFalse({"pesel", "birth_date", "street"} & columns.keys())
        today = str(self.today)
        book = register.with_user(self.users["lawnik_user"]).export_book(today, today)
        self.assertNotIn(make_pesel(self.nomination.birth_date, 1).encode(), base64.b64decode(book["content"]))
        with self.assertRaises(AccessError):
            register.with_user(self.users["clerk"]).export_book(today, today)

    def test_files_of_others_are_not_taken(self):
        stray = self.env["ir.attachment"].with_user(self.users["lawnik_user"]).create(
            {"name": "obcy.txt", "raw": b"x", "res_model": "res.users", "res_id": self.users["lawnik_user"].id})
        with self.assertRaises(UserError):
            self.as_user("lawnik_user", self.krk).write({"attachment_ids": [fields.Command.link(stray.id)]})

    def test_scans_only_where_kept(self):
        self.term.scan_enclosures = False
        health = self.nomination.document_ids.filtered(lambda document: document.kind == "health")
        with self.assertRaises(UserError):
            self.as_user("lawnik_user", health).write(
                {"attachment_ids": [fields.Command.create({"name": "z.txt", "raw": b"x"})]})

    def test_papers_are_not_deleted(self):
        self.nomination.action_check()
        with self.assertRaises(UserError):
            self.krk.unlink()

    def test_public_numbers(self):
        """Everybody inside may ask for numbers; nothing in them names a person."""
        answer = self.env["biuro.wybory.lawnik.term"].with_user(self.users["clerk"]).get_public_lawnik_stats(
            self.term.id)
        self.assertEqual(answer["nominations"]["received"], 1)
        self.assertEqual(answer["courts"][0]["nominated"], 1)
        self.assertEqual((answer["seats"], answer["seats_labour"]), (3, 1))
        self.assertNotIn(CANARY, str(answer))
        draft = self.make_lawnik_term(opened=False)
        with self.assertRaises(UserError):
            self.env["biuro.wybory.lawnik.term"].with_user(self.users["clerk"]).get_public_lawnik_stats(draft.id)
