import base64
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import KancelariaCase

PESEL = "44051401359"


class PublicationWorld:
    """Verbs of a publication in the shortest form, shared by the tests of the model and of the public pages."""

    @classmethod
    def prepare(cls, login="clerk", **values):
        env = cls.as_user(login)
        return env["biuro.publication"].create(
            {
                "name": "Petycja w sprawie drzew",
                "summary": "Petycja o sadzenie drzew.",
                "body": "<p>Treść petycji</p>",
                "category_id": env.ref("biuro_kancelaria.biuro_publication_category_petycje").id,
                "made_by": "Anna Nowak, naczelnik",
                "made_on": "2026-03-02",
                **values,
            }
        )

    @classmethod
    def publish(cls, publication):
        publication.action_submit()
        checked = publication.with_user(cls.users["manager"])
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane służbowe")
        checked.action_check()
        checked.action_publish()
        return publication


@tagged("post_install", "-at_install")
class TestPublication(PublicationWorld, KancelariaCase):
    def test_drafted_from_a_restricted_record(self):
        """Until it is public, what is drafted from a restricted case is seen by those who see the case."""
        Case = self.as_user("clerk")["biuro.case"]
        values = {"title": "Poufna sprawa", "jrwa_symbol": "0530", "is_restricted": True}
        case = Case.browse(Case.open_case(values)["id"])
        other = new_test_user(self.env, "clerk_bs_2", groups="biuro_kancelaria.biuro_kancelaria_group_clerk")
        self.env["hr.employee"].create({"name": "Drugi", "user_id": other.id, "department_id": self.cell_bs.id})
        category = self.env["biuro.publication.category"].search([("code", "=", "inne")])
        self.assertTrue(category)
        draft = self.env["biuro.publication"].browse(case.action_publication_prepare()["res_id"])

        def seen(user):
            self.env.flush_all()
            self.env.invalidate_all()
            return bool(draft.with_user(user).search([("id", "=", draft.id)]))

        self.assertTrue(seen(self.users["clerk"]))
        self.assertTrue(seen(self.users["manager"]))
        self.assertFalse(seen(other))
        case.sudo().reader_ids = other
        self.assertTrue(seen(other))
        case.sudo().reader_ids = False
        self.assertFalse(seen(other))
        case.sudo().is_restricted = False
        self.assertTrue(seen(other))

    def test_whole_way(self):
        publication = self.prepare()
        self.assertEqual(publication.legal_basis, "ustawa o petycjach, art. 8")
        self.assertEqual(publication.department_id, self.cell_bs)
        self.publish(publication)
        self.assertRecordValues(
            publication,
            [
                {
                    "state": "published",
                    "is_public": True,
                    "version_count": 1,
                    "checked_by_id": self.users["manager"].id,
                    "published_by_id": self.users["manager"].id,
                    "entered_by_id": self.users["clerk"].id,
                }
            ],
        )
        self.assertEqual(publication.event_ids.mapped("action"), ["create", "submit", "check", "publish"])
        version = publication.version_ids
        self.assertRecordValues(
            version,
            [
                {
                    "number": 1,
                    "name": publication.name,
                    "entered_by": self.users["clerk"].name,
                    "published_by": self.users["manager"].name,
                    "is_current": True,
                    "category_code": "petycje",
                }
            ],
        )
        self.assertEqual(version.checksum, version._checksum())
        self.assertEqual(publication.event_ids[-1].digest, version.checksum)
        self.assertEqual(self.as_user("auditor")["biuro.journal"].verify("biuro.publication.event"), [])

    def test_new_version_and_history(self):
        publication = self.publish(self.prepare())
        with self.assertRaisesRegex(UserError, "not a draft"):
            publication.body = "<p>Zmiana</p>"
        publication.action_new_version()
        publication.body = "<p>Nowa treść</p>"
        self.assertTrue(publication.is_public)
        self.assertIn("Treść petycji", publication.version_ids.filtered("is_current").body)
        with self.assertRaisesRegex(UserError, "What Changed"):
            publication.action_submit()
        publication.change_note = "Dodano odpowiedź"
        self.publish(publication)
        self.assertEqual(publication.version_ids.sorted("number").mapped("is_current"), [False, True])
        self.assertEqual(publication.version_ids.sorted("number").mapped("change_note"), [False, "Dodano odpowiedź"])

    def test_versions_are_immutable(self):
        version = self.publish(self.prepare()).version_ids
        for env in (self.as_user("manager"), self.env(su=True)):
            with self.assertRaises(UserError):
                version.with_env(env).write({"name": "Inny"})
        with self.assertRaises(UserError):
            version.with_user(self.users["manager"]).write({"is_current": False})
        with self.assertRaises(UserError):
            version.sudo().unlink()

    def test_state_is_not_writable(self):
        publication = self.prepare()
        for values in (
            {"state": "published"},
            {"is_public": True},
            {"checked_by_id": self.users["manager"].id},
            {"entered_by_id": self.users["manager"].id},
            {"editor_ids": [(5,)]},
            {"version_count": 7},
            {"public_revision": 1},
            {"checked_digest": "x"},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                publication.write(values)
        for values in ({"state": "published"}, {"is_public": True}, {"entered_by_id": self.users["manager"].id}):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.prepare(**values)
        for model in ("version", "event", "finding"):
            with (
                self.subTest(model=model),
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_model"),
            ):
                self.as_user("manager")[f"biuro.publication.{model}"].create({"publication_id": publication.id})

    def test_second_person(self):
        publication = self.prepare()
        with self.assertRaisesRegex(UserError, "does not fit"):
            publication.with_user(self.users["manager"]).action_check()
        publication.action_submit()
        with self.assertRaisesRegex(UserError, "somebody else"):
            publication.action_check()
        # whoever corrected the text is an author too
        publication.with_user(self.users["manager"]).action_return("Popraw tytuł")
        publication.with_user(self.users["manager"]).name = "Petycja w sprawie drzew przy ulicach"
        publication.action_submit()
        with self.assertRaisesRegex(UserError, "somebody else"):
            publication.with_user(self.users["manager"]).action_check()
        publication.with_user(self.users["management"]).action_check()
        self.assertEqual(publication.checked_by_id, self.users["management"])

    def test_named_checker(self):
        publication = self.prepare(checker_id=self.users["clerk_wo"].id)
        publication.action_submit()
        self.assertEqual(publication.activity_ids.user_id, self.users["clerk_wo"])
        Publication = self.env["biuro.publication"]
        domain = [("can_check", "=", True)]
        self.assertIn(publication, Publication.with_user(self.users["clerk_wo"]).search(domain))
        self.assertNotIn(publication, Publication.with_user(self.users["clerk"]).search(domain))
        self.assertNotIn(publication, Publication.with_user(self.users["manager"]).search(domain))
        with self.assertRaisesRegex(UserError, "is to be checked by"):
            publication.with_user(self.users["manager"]).action_check()
        publication.with_user(self.users["clerk_wo"]).action_check()
        self.assertFalse(publication.activity_ids)
        own = self.prepare(checker_id=self.users["clerk"].id)
        with self.assertRaisesRegex(UserError, "another person"):
            own.action_submit()

    def test_findings_are_decided(self):
        publication = self.prepare(
            summary=f"Skarżący {PESEL}",
            body=f"<p>Nr <b>440514</b>01359, tel. 22 123 45 67, {PESEL}</p>",
        )
        publication.action_submit()
        checker = publication.with_user(self.users["manager"])
        self.assertEqual(
            sorted(checker.finding_ids.mapped(lambda finding: (finding.source, finding.kind))),
            [("body", "pesel"), ("body", "phone"), ("summary", "pesel")],
        )
        with self.assertRaisesRegex(UserError, "3 are left"):
            checker.action_check()
        phone = checker.finding_ids.filtered(lambda finding: finding.kind == "phone")
        with self.assertRaises(UserError):
            phone.action_leave("  ")
        with self.assertRaises(UserError):
            phone.write({"decision": "left"})
        with self.assertRaisesRegex(UserError, "somebody else"):
            publication.finding_ids.action_hide()
        phone.action_leave("telefon urzędu")
        (checker.finding_ids - phone).action_hide()
        self.assertEqual(publication.summary, "Skarżący (dane usunięte)")
        self.assertNotIn("01359", publication.body)
        self.assertIn("22 123 45 67", publication.body)
        self.assertNotIn(self.users["manager"], publication.editor_ids)
        checker.action_check()
        # what was hidden is kept nowhere
        hidden = checker.finding_ids.filtered(lambda finding: finding.decision == "hidden")
        self.assertEqual(len(hidden), 2)
        self.assertFalse(any(hidden.mapped("value")) or any(hidden.mapped("excerpt")))
        checker.action_publish()
        self.assertNotIn(PESEL, publication.version_ids.search_text)

    def test_decisions_survive_a_scan_and_change_with_the_text(self):
        publication = self.prepare(summary="tel. 22 123 45 67")
        publication.action_submit()
        publication.with_user(self.users["manager"]).finding_ids.action_leave("telefon urzędu")
        self.assertEqual(publication.action_scan(), 0)
        publication.with_user(self.users["manager"]).action_return("Dodaj drugi numer")
        publication.summary = "tel. 22 123 45 67, tel. 22 123 45 68"
        publication.action_submit()
        self.assertEqual(publication.finding_open_count, 1)

    def test_data_in_files(self):
        publication = self.prepare(
            file_ids=[
                (
                    0,
                    0,
                    {
                        "name": "skarga.txt",
                        "data": base64.b64encode(f"PESEL {PESEL}".encode()),
                    },
                )
            ]
        )
        publication.action_submit()
        checker = publication.with_user(self.users["manager"])
        with self.assertRaisesRegex(UserError, "cannot be hidden safely"):
            checker.finding_ids.action_hide()
        checker.action_return("Plik z danymi")
        publication.file_ids.action_remove()
        self.assertFalse(publication.with_context(active_test=False).file_ids)
        publication.write({"file_ids": [(0, 0, {"name": "skarga.txt", "data": base64.b64encode(b"bez danych")})]})
        self.publish(publication)
        file = publication.version_ids.file_ids
        self.assertEqual(file.mimetype, "text/plain")
        with self.assertRaises(UserError):
            file.write({"data": base64.b64encode(b"inne")})
        publication.action_new_version()
        with self.assertRaisesRegex(UserError, "never replaced"):
            publication.file_ids.write({"data": base64.b64encode(b"inne")})
        publication.file_ids.action_remove()
        self.assertFalse(publication.file_ids)
        self.assertEqual(publication.version_ids._files().mapped("name"), ["skarga.txt"])
        with self.assertRaises(ValidationError):
            publication.write({"file_ids": [(0, 0, {"name": "pusty.txt", "data": b""})]})

    def test_change_past_the_check_is_found(self):
        publication = self.prepare()
        publication.action_submit()
        publication.with_user(self.users["manager"]).action_check()
        publication.sudo().body = "<p>Podmieniona treść</p>"
        with self.assertRaisesRegex(UserError, "changed after it was checked"):
            publication.with_user(self.users["manager"]).action_publish()

    def test_who_publishes_and_withdraws(self):
        publication = self.prepare()
        publication.action_submit()
        publication.with_user(self.users["manager"]).action_check()
        with self.assertRaises(AccessError):
            publication.action_publish()
        publication.with_user(self.users["manager"]).action_publish()
        with self.assertRaises(AccessError):
            publication.action_withdraw("pomyłka")
        manager = publication.with_user(self.users["manager"])
        with self.assertRaises(UserError):
            manager.action_withdraw("")
        manager.action_withdraw("pomyłka")
        self.assertRecordValues(publication, [{"state": "withdrawn", "is_public": False, "withdraw_reason": "pomyłka"}])
        with self.assertRaisesRegex(UserError, "nothing to withdraw"):
            manager.action_withdraw("jeszcze raz")
        with self.assertRaises(UserError):
            publication.unlink()

    def test_planned_publication_and_withdrawal(self):
        progress = patch.object(self.env.registry["ir.cron"], "_commit_progress")
        progress.start()
        self.addCleanup(progress.stop)
        with freeze_time("2026-03-02 10:00:00"):
            publication = self.prepare(publish_on="2026-03-05", withdraw_on="2026-03-10")
            self.publish(publication)
            self.assertEqual((publication.state, publication.is_public), ("checked", False))
            self.assertEqual(publication.scheduled_by_id, self.users["manager"])
            publication.sudo()._cron_planned()
            self.assertFalse(publication.is_public)
        # still the fourth in Greenwich, the fifth in Warsaw
        with freeze_time("2026-03-04 23:30:00"):
            self.env["biuro.publication"].sudo()._cron_planned()
            self.assertTrue(publication.is_public)
            self.assertEqual(publication.published_by_id, self.users["manager"])
        with freeze_time("2026-03-10 10:00:00"):
            self.env["biuro.publication"].sudo()._cron_planned()
            self.assertEqual(publication.state, "withdrawn")

    def test_withheld_version(self):
        publication = self.publish(self.prepare())
        publication.action_new_version()
        publication.change_note = "Poprawka"
        self.publish(publication)
        old, current = publication.version_ids.sorted("number")
        manager = self.users["manager"]
        with self.assertRaises(UserError):
            current.with_user(manager).action_withhold("dane")
        with self.assertRaises(AccessError):
            old.with_user(self.users["clerk"]).action_withhold("dane")
        window = old.with_user(manager).action_withhold_wizard()
        reason = self.as_user("manager")["biuro.publication.reason"].with_context(**window["context"])
        reason.create({"reason": "dane osobowe"}).action_confirm()
        self.assertTrue(old.is_withheld)

    def test_who_sees_what_is_not_public(self):
        publication = self.prepare()
        for login, sees in [
            ("clerk", True),
            ("manager", True),
            ("management", True),
            ("auditor", True),
            ("clerk_wo", False),
            ("biuro_admin", False),
            ("archivist", False),
        ]:
            with self.subTest(login=login):
                env = self.as_user(login)
                if login == "biuro_admin":
                    with self.assertRaises(AccessError):
                        env["biuro.publication"].search([])
                    continue
                for model, field in (("", "id"), (".event", "publication_id")):
                    found = env[f"biuro.publication{model}"].search([(field, "=", publication.id)])
                    self.assertEqual(bool(found), sees)
        self.publish(publication)
        other = publication.with_user(self.users["clerk_wo"])
        self.assertTrue(other.has_access("read"))
        self.assertFalse(other.has_access("write"))
        with self.assertRaises(AccessError):
            other.action_new_version()

    def test_windows_and_reasons(self):
        publication = self.prepare()
        publication.action_submit()
        action = publication.with_user(self.users["manager"]).action_return_wizard()
        wizard = (
            self.as_user("manager")[action["res_model"]].with_context(**action["context"]).create({"reason": "źle"})
        )
        wizard.action_confirm()
        self.assertEqual(publication.state, "draft")
        self.assertEqual(publication.event_ids[-1].note, "źle")
        self.assertIn("/bip/preview/", publication.action_preview()["url"])
        with self.assertRaises(UserError):
            publication.action_open_record()

    def test_body_is_cleaned(self):
        publication = self.prepare(body='<p onclick="x()">a</p><script>alert(1)</script><img src="x" onerror="y()">')
        self.assertNotRegex(str(publication.body), "onclick|script|onerror")


@tagged("post_install", "-at_install")
class TestPublicationMixin(PublicationWorld, KancelariaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        jrwa = cls.env["biuro.jrwa.class"].search([("category", "!=", False)], limit=1)
        cls.cases = cls.env["biuro.case"].create(
            [
                {
                    "title": f"Sadzenie drzew {number}",
                    "department_id": cls.cell_bs.id,
                    "jrwa_class_id": jrwa.id,
                    "clerk_id": cls.employees["clerk"].id,
                    "partner_id": cls.partner.id,
                }
                for number in range(3)
            ]
        )

    def test_a_record_is_published(self):
        case = self.cases[0].with_user(self.users["clerk"])
        self.assertEqual((case.publication_state, case.publication_count), ("none", 0))
        action = case.action_publication_prepare()
        publication = case.publication_ids
        self.assertEqual(action["res_id"], publication.id)
        self.assertEqual((case.publication_state, case.publication_count), ("draft", 1))
        self.assertEqual((publication.name, publication.res_model), ("Sadzenie drzew 0", "biuro.case"))
        # nothing but the whitelist came along: the applicant is not even mentioned
        values = " ".join(str(publication[name]) for name in ("name", "summary", "body", "made_by", "legal_basis"))
        self.assertNotIn(self.partner.name, values)
        with self.assertRaisesRegex(UserError, "being prepared already"):
            case.action_publication_prepare()
        publication.write({"body": "<p>Treść</p>"})
        self.publish(publication)
        self.assertEqual(case.publication_state, "published")
        publication.action_new_version()
        self.assertEqual(case.publication_state, "published")
        self.assertEqual(publication.action_open_record()["res_id"], case.id)
        self.assertEqual(case.action_publication_open()["res_id"], publication.id)

    def test_what_is_not_public_is_refused(self):
        case = self.cases[0].with_user(self.users["clerk"])
        loose = patch.object(type(case), "_publication_values", lambda record: {"name": "x", "partner_id": 1})
        with loose, self.assertRaises(ValueError):
            case.action_publication_prepare()
        with self.assertRaises(UserError):
            self.prepare(res_model="res.partner", res_id=self.partner.id)
        with self.assertRaises(UserError):
            self.prepare("clerk_wo", res_model="biuro.case", res_id=self.cases[1].id)

    def test_states_of_many_records_in_one_query(self):
        for case in self.cases[:2].with_user(self.users["clerk"]):
            case.action_publication_prepare()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            self.assertEqual(self.cases.mapped("publication_state"), ["draft", "draft", "none"])
