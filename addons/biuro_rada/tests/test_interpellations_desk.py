import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .common import RadaCase, RadaWorld

PDF = base64.b64encode(b"%PDF-1.4 tekst").decode()
TEXT = {
    "kind": "interpellation",
    "subject": "Oświetlenie ul. Polnej",
    "facts": "Od miesiąca nie świeci pięć latarni.",
    "questions": "Kiedy zostaną naprawione?\nKto odpowiada za przeglądy?",
}


class DeskWorld(RadaWorld):
    @classmethod
    def build_desk(cls):
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 3)
        cls.env["biuro.rada.function"].create(
            {"councillor_id": cls.councillors[0].id, "role": "chair", "date_from": "2024-05-07"}
        )
        cls.councillors[0].partner_id = cls.users["rada_chair"].partner_id
        cls.me = cls.make_councillor_user(cls.councillors[1])
        cls.other = cls.make_councillor_user(cls.councillors[2])

    def desk(self, user=None):
        return self.env["biuro.rada.desk"].with_user(user or self.me)

    def hand_in(self, **values):
        desk = self.desk()
        answer = desk.submit_draft(desk.save_draft({**TEXT, **values}))
        return self.env[answer["model"]].browse(answer["id"])


@tagged("post_install", "-at_install")
class TestDesk(DeskWorld, RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_desk()

    def test_from_a_draft_to_the_chair(self):
        desk = self.desk()
        draft = desk.save_draft({"kind": "interpellation", "subject": "Latarnie"})
        with self.assertRaisesRegex(UserError, "RD-01"):
            desk.submit_draft(draft)
        desk.save_draft(TEXT, draft, [{"name": "zdjecie.pdf", "content": PDF}])
        self.assertEqual(len(desk.my_texts()["drafts"]), 1)
        [file] = desk.get_draft(draft)["files"]
        sent = desk.submit_draft(draft)
        record = self.env["biuro.rada.interpellation"].browse(sent["id"])
        self.assertRecordValues(
            record, [{"state": "received", "channel": "portal", "register_ref": sent["register_ref"]}]
        )
        self.assertEqual(len(record.question_ids), 2)
        self.assertEqual(record.attachment_ids.id, file["id"])
        self.assertEqual(record.attachment_ids.res_model, record._name)
        self.assertEqual(desk.my_texts()["drafts"], [])
        # the chair is told to pass it on today
        self.assertEqual(record.activity_ids.user_id, self.users["rada_chair"])
        record.with_user(self.users["rada_chair"]).action_forward()
        self.assertFalse(record.activity_ids)
        self.assertEqual(desk.get_text(record.id)["state"], "forwarded")

    def test_a_motion_has_no_term_of_fourteen_days(self):
        motion = self.hand_in(kind="motion")
        self.assertEqual((motion._name, motion.origin), ("biuro.rada.motion", "councillor"))
        motion.with_user(self.users["rada_user"]).action_forward()
        self.assertTrue(motion.due_date)
        self.assertNotIn("deadline_ids", motion._fields)

    def test_what_is_not_taken(self):
        desk = self.desk()
        for wrong in ({"kind": "petition"}, {"state": "published"}, {"subject": "x" * 301}):
            with self.assertRaises(ValidationError):
                desk.save_draft(wrong)
        for file in ({"name": "a.exe", "content": PDF}, {"name": "a.pdf", "content": "%%%"}, {"name": "a.pdf"}):
            with self.assertRaises(ValidationError):
                desk.save_draft(TEXT, files=[file])
        with self.assertRaises(ValidationError):
            desk.save_draft(TEXT, files=[{"name": f"{index}.pdf", "content": PDF} for index in range(11)])

    def test_nobody_reaches_what_is_another_councillors(self):
        draft = self.desk().save_draft(TEXT, files=[{"name": "tajne.pdf", "content": PDF}])
        record = self.hand_in()
        file = self.desk().get_draft(draft)["files"][0]["id"]
        other = self.desk(self.other)
        for verb, arguments in (
            ("get_draft", (draft,)),
            ("save_draft", ({"subject": "x"}, draft)),
            ("submit_draft", (draft,)),
            ("discard_draft", (draft,)),
            ("remove_file", (draft, file)),
            ("get_text", (record.id,)),
            ("repeat_text", (record.id,)),
            ("withdraw_text", (record.id, "x")),
        ):
            with self.subTest(verb=verb), self.assertRaises(AccessError):
                getattr(other, verb)(*arguments)
        self.assertFalse(other._get_file(file))
        self.assertTrue(self.desk()._get_file(file))
        self.assertEqual(other.my_texts(), {"drafts": [], "texts": [], "motions": []})
        # nobody at all reads an unsent text: no role, the administrator included
        for login in ("clerk", "rada_user", "rada_manager", "rada_chair", "auditor", "biuro_admin", "management"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                self.env["biuro.rada.interpellation.draft"].with_user(self.users[login]).browse(draft).read(["facts"])
            with self.subTest(login=login), self.assertRaises(AccessError):
                self.desk(self.users[login] if login != "rada_chair" else self.users["clerk"]).get_draft(draft)
            with self.subTest(login=login), self.assertRaises(AccessError):
                self.env["ir.attachment"].with_user(self.users[login]).browse(file).read(["datas"])

    def test_co_authors_sign_the_words_they_read(self):
        desk, other = self.desk(), self.desk(self.other)
        draft = desk.save_draft({"subject": "Latarnie"})
        with self.assertRaisesRegex(UserError, "facts first"):
            desk.invite_coauthor(draft, self.councillors[2].id)
        desk.save_draft(TEXT, draft, [{"name": "zdjecie.pdf", "content": PDF}])
        self.assertEqual(
            {row["id"] for row in desk.get_colleagues(draft)}, {self.councillors[0].id, self.councillors[2].id})
        for verb, arguments in (("get_invitation", (draft,)), ("answer_invitation", (draft, True)),
                                ("invite_coauthor", (draft, self.councillors[0].id)),
                                ("uninvite_coauthor", (draft, self.councillors[2].id)), ("get_colleagues", (draft,))):
            with self.subTest(verb=verb), self.assertRaises(AccessError):
                getattr(other, verb)(*arguments)
        desk.invite_coauthor(draft, self.councillors[2].id)
        desk.invite_coauthor(draft, self.councillors[0].id)
        with self.assertRaises(UserError):
            desk.invite_coauthor(draft, self.councillors[2].id)
        with self.assertRaises(UserError):
            desk.invite_coauthor(draft, self.councillors[1].id)
        [row] = other.my_invitations()
        self.assertEqual((row["id"], row["signed"]), (draft, False))
        text = other.get_invitation(draft)
        self.assertEqual((text["questions"][0], text["author"]),
                         ("Kiedy zostaną naprawione?", self.councillors[1].display_name))
        self.assertTrue(other._get_file(text["files"][0]["id"]))
        with self.assertRaises(AccessError):
            other.get_draft(draft)
        other.answer_invitation(draft, True)
        self.assertEqual([one["signed"] for one in desk.get_draft(draft)["coauthors"]].count(True), 1)
        desk.save_draft({**TEXT, "facts": "Nie świeci dziesięć latarni."}, draft)
        self.assertFalse(any(one["signed"] for one in desk.get_draft(draft)["coauthors"]), "other words were signed")
        other.answer_invitation(draft, True)
        desk.save_draft({**TEXT, "facts": "Nie świeci dziesięć latarni."}, draft)
        record = self.env["biuro.rada.interpellation"].browse(desk.submit_draft(draft)["id"])
        self.assertEqual(record.author_ids, self.councillors[1] | self.councillors[2], "the chair did not sign")
        self.assertEqual(other.my_invitations(), [])
        self.assertEqual(other.get_text(record.id)["subject"], TEXT["subject"])
        with self.assertRaisesRegex(UserError, "Others signed"):
            desk.withdraw_text(record.id, "zmiana zdania")

    def test_motions_have_one_author(self):
        draft = self.desk().save_draft({**TEXT, "kind": "motion"})
        with self.assertRaisesRegex(UserError, "one councillor"):
            self.desk().invite_coauthor(draft, self.councillors[2].id)

    def test_mandate_over_desk_closed(self):
        draft = self.desk().save_draft(TEXT)
        self.councillors[1].action_expire("resignation", "2026-03-04", "commissioner", "postanowienie 7")
        with self.assertRaises(AccessError):
            self.desk().get_draft(draft)

    def test_unsatisfactory_reply_begins_a_text_with_a_term_of_its_own(self):
        record = self.hand_in()
        with self.assertRaisesRegex(UserError, "not been replied"):
            self.desk().repeat_text(record.id)
        office = record.with_user(self.users["rada_user"])
        office.action_forward_now()
        office.action_assign(self.cell_wo.id)
        file = self.env["ir.attachment"].with_user(self.users["rada_user"]).create({"name": "o.txt", "raw": b"x"})
        office.action_replied(str(record.received_date), "WO.0003.1.2026", attachment_ids=file.ids)
        draft = self.desk().repeat_text(record.id)
        self.desk().save_draft({"facts": "Nie odpowiedziano na drugie pytanie."}, draft)
        again = self.env["biuro.rada.interpellation"].browse(self.desk().submit_draft(draft)["id"])
        self.assertEqual(again.parent_id, record)
        self.assertFalse(again.deadline_ids)
        again.with_user(self.users["rada_user"]).action_forward_now()
        self.assertEqual(again.deadline_ids.state, "running")
        self.assertEqual(self.desk().get_text(record.id)["supplements"][0]["id"], again.id)

    def test_help_of_the_office(self):
        with self.assertRaises(ValidationError):
            self.desk().ask_help("copy", " ")
        with self.assertRaises(ValidationError):
            self.desk().ask_help("money", "Pożyczka")
        answer = self.desk().ask_help("copy", "Kopia planu ul. Polnej", files=[{"name": "a.pdf", "content": PDF}])
        record = self.env["biuro.rada.help.request"].browse(answer["id"])
        self.assertEqual((record.councillor_id, record.channel), (self.councillors[1], "portal"))
        record.with_user(self.users["rada_user"]).action_take()
        record.with_user(self.users["rada_user"]).action_done("Wysłano e-mailem.")
        self.assertEqual(self.desk().my_help()[0]["answer"], "Wysłano e-mailem.")
        self.assertEqual(self.desk(self.other).my_help(), [])

    def test_mail_of_a_councillor(self):
        letters = self.env["biuro.letter"].with_user(self.users["chancellery"])
        letter = letters.browse(
            letters.register_incoming(
                {
                    "title": "Podziękowanie dla radnego",
                    "partner_id": self.partner.id,
                    "scan_status": "na",
                    "date_received": "2026-03-02",
                    "attachments": [{"name": "skan.pdf", "content": PDF}],
                }
            )["id"]
        )
        letter.action_hand_to_councillor(self.councillors[1].id, "Do rąk własnych")
        [row] = self.desk().my_mail()
        self.assertEqual((row["subject"], row["note"]), ("Podziękowanie dla radnego", "Do rąk własnych"))
        self.assertTrue(self.desk()._get_file(row["files"][0]["id"]))
        self.assertFalse(self.desk(self.other)._get_file(row["files"][0]["id"]))
        self.assertEqual(self.desk(self.other).my_mail(), [])


@tagged("post_install", "-at_install")
class TestDeskHttp(DeskWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_desk()

    def rpc(self, model, method, *arguments):
        return self.make_jsonrpc_request(
            "/web/dataset/call_kw", {"model": model, "method": method, "args": list(arguments), "kwargs": {}}
        )

    @mute_logger("odoo.http")
    def test_over_rpc_and_pages(self):
        draft = self.desk().save_draft(TEXT)
        record = self.hand_in()
        file = self.env["biuro.rada.interpellation"].browse(record.id)
        self.assertTrue(file)
        self.env.flush_all()
        self.authenticate(self.other.login, self.other.login)
        for model, method, arguments in (
            ("biuro.rada.interpellation.draft", "search_read", ([],)),
            ("biuro.rada.interpellation.draft", "read", ([draft],)),
            ("biuro.rada.interpellation", "search_read", ([],)),
            ("biuro.rada.statement", "search_read", ([],)),
            ("biuro.rada.help.request", "search_read", ([],)),
            ("biuro.rada.desk", "get_draft", (draft,)),
            ("biuro.rada.desk", "get_text", (record.id,)),
        ):
            with self.subTest(model=model, method=method), self.assertRaises(JsonRpcException):
                self.rpc(model, method, *arguments)
        self.assertEqual(self.url_open(f"/my/rada/interpelacje/projekt/{draft}").status_code, 404)
        self.assertEqual(self.url_open(f"/my/rada/interpelacje/{record.id}").status_code, 404)
        self.authenticate(self.me.login, self.me.login)
        self.assertEqual(self.rpc("biuro.rada.desk", "get_draft", draft)["subject"], TEXT["subject"])
        for path in (
            "interpelacje",
            "interpelacje/nowa",
            f"interpelacje/projekt/{draft}",
            f"interpelacje/{record.id}",
            "pomoc",
            "oswiadczenia",
            "poczta",
            "dyzury",
        ):
            with self.subTest(path=path):
                self.assertEqual(self.url_open(f"/my/rada/{path}").status_code, 200)
        self.sign_by_page(draft)
        self.authenticate("clerk", "clerk")
        self.assertEqual(self.url_open("/my/rada/interpelacje").status_code, 403)

    def sign_by_page(self, draft):
        """One councillor asks another on the pages; the other signs. Nobody else sees the text."""
        save = {"csrf_token": Request.csrf_token(self), **TEXT, "draft_id": draft}
        self.url_open("/my/rada/interpelacje/zapisz", {**save, "act": "invite", "coauthor": self.councillors[2].id})
        page = self.url_open(f"/my/rada/interpelacje/projekt/{draft}").text
        self.assertIn(f"uninvite-{self.councillors[2].id}", page)
        self.assertEqual(self.url_open(f"/my/rada/interpelacje/zaproszenie/{draft}").status_code, 404, "one's own")
        self.authenticate(self.other.login, self.other.login)
        self.assertIn(f"zaproszenie/{draft}", self.url_open("/my/rada/interpelacje").text)
        self.assertEqual(self.url_open(f"/my/rada/interpelacje/zaproszenie/{draft}").status_code, 200)
        answer = {"csrf_token": Request.csrf_token(self), "act": "sign"}
        self.url_open(f"/my/rada/interpelacje/zaproszenie/{draft}/odpowiedz", answer)
        self.assertTrue(self.desk().get_draft(draft)["coauthors"][0]["signed"])
        self.authenticate(self.me.login, self.me.login)
        self.url_open("/my/rada/interpelacje/zapisz", {
            **save, "csrf_token": Request.csrf_token(self), "act": f"uninvite-{self.councillors[2].id}"})
        self.assertFalse(self.desk().get_draft(draft)["coauthors"])
