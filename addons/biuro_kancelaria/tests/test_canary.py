"""Unique texts are planted in restricted records; wherever a copy of them lands, no other role gets at it."""

import logging
import re

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Domain
from odoo.tests import HttpCase, tagged
from odoo.tools import SQL, mute_logger

from .matrix import MatrixWorld

CANARY = "Kanarek7"
STRANGERS = (
    "clerk",
    "clerk_wo",
    "manager_wo",
    "chancellery",
    "archivist",
    "biuro_admin",
    "matrix_employee",
    "matrix_portal",
)
TEXTS = ("char", "text", "html", "json", "reference")


class LogKeeper(logging.Handler):
    def __init__(self):
        super().__init__(logging.DEBUG)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())


@tagged("post_install", "-at_install")
class TestCanary(MatrixWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.load_matrix()
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=False))
        cls.log = LogKeeper()
        loggers = [logging.getLogger("odoo.addons"), logging.getLogger("odoo.http"), logging.getLogger("odoo.models")]
        for logger in loggers:
            logger.addHandler(cls.log)
            cls.addClassCleanup(logger.removeHandler, cls.log)
        cls.plant()
        cls.env.flush_all()
        # the notes on changed values and the notices of the bus are written before a commit
        cls.env.cr.precommit.run()

    @classmethod
    def plant(cls):
        """A restricted letter and a restricted case of BS, worked on by their handler as in real life."""
        handler = cls.handlers["restricted"]
        env = cls.env(user=handler.user_id)
        cls.case = env["biuro.case"].create(
            {
                **cls.scope_values("restricted"),
                "title": f"{CANARY}tytul sprawy",
                "is_own": True,
                "jrwa_class_id": cls.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1).id,
                "note": f"{CANARY}uwagi sprawy",
            }
        )
        cls.letter = env["biuro.letter"].create(
            {
                **cls.scope_values("restricted"),
                "title": f"{CANARY}tytul pisma",
                "direction": "in",
                "sender_name": f"{CANARY}nadawca",
                "sender_reference": f"{CANARY}.1",
                "date_received": "2026-03-02",
            }
        )
        cls.draft = env["biuro.letter"].create(
            {
                **cls.scope_values("restricted"),
                "title": f"{CANARY}tytul projektu",
                "direction": "out",
            }
        )
        cls.open_letter = env["biuro.letter"].create(
            {
                **cls.scope_values("own"),
                "title": f"{CANARY}pismo w sprawie",
                "direction": "in",
                "is_restricted": False,
            }
        )
        # a letter that says nothing of itself but lies in a restricted case
        cls.open_letter.sudo().case_id = cls.case
        attachments = cls.env["ir.attachment"]
        for record in (cls.case, cls.letter, cls.draft):
            attachments |= env["ir.attachment"].create(
                {
                    "name": f"{CANARY}plik.txt",
                    "raw": f"{CANARY}tresc pliku".encode(),
                    "res_model": record._name,
                    "res_id": record.id,
                }
            )
            record.message_post(body=f"{CANARY}wiadomosc", subject=f"{CANARY}temat")
            record.activity_schedule(
                "mail.mail_activity_data_todo", summary=f"{CANARY}zadanie", user_id=handler.user_id.id
            )
        cls.attachments = attachments
        cls.case._log_event(f"{CANARY}czynnosc", letter=cls.letter)
        # changes of what was made in the same transaction are not tracked
        cls.env.flush_all()
        cls.env.cr.precommit.run()
        cls.case.title = f"{CANARY}nowy tytul sprawy"
        cls.letter.title = f"{CANARY}nowy tytul pisma"
        for model in (
            "biuro.letter.remark",
            "biuro.letter.recipient",
            "biuro.letter.assignment",
            "biuro.letter.version",
        ):
            for scope_record in [cls.letter if "assign" in model or "remark" in model else cls.draft]:
                values = {
                    "biuro.letter.remark": {"text": f"{CANARY}uwaga"},
                    "biuro.letter.recipient": {"name": f"{CANARY}adresat"},
                    "biuro.letter.assignment": {
                        "instruction": f"{CANARY}dyspozycja",
                        "employee_id": handler.id,
                        "decreed_by_id": handler.user_id.id,
                        "decreed_at": "2026-03-02 10:00:00",
                    },
                    "biuro.letter.version": {
                        "body": f"<p>{CANARY}projekt</p>",
                        "number": 1,
                        "author_id": handler.user_id.id,
                        "date": "2026-03-02 10:00:00",
                        "content_hash": "0" * 64,
                    },
                }[model]
                cls.env[model].create({"letter_id": scope_record.id, **values})
        for record in (cls.letter, cls.case):
            if hasattr(record, "_deadline_start"):
                record.sudo()._deadline_start("kpa_basic", "2026-03-02", note=f"{CANARY}termin")

    def copies(self):
        """Return {model: ids} of every row of every table that holds the canary anywhere in it."""
        found = {}
        for model in self.env.registry.values():
            if model._abstract or not model._auto or model._transient:
                continue
            rows = self.env.execute_query(
                SQL(
                    "SELECT id FROM %s AS row WHERE row::text LIKE %s",
                    SQL.identifier(model._table),
                    f"%{CANARY}%",
                )
            )
            if rows:
                found[model._name] = [row_id for [row_id] in rows]
        return found

    def as_stranger(self, login):
        return self.env(user=self.env["res.users"].search([("login", "=", login)]).id, su=False)

    def test_planted(self):
        copies = self.copies()
        for model in (
            "biuro.letter",
            "biuro.case",
            "biuro.case.event",
            "biuro.deadline",
            "ir.attachment",
            "mail.message",
            "mail.activity",
            "mail.tracking.value",
        ):
            self.assertIn(model, copies)
        # who works on the record reads it: otherwise this test would prove nothing
        for login in ("handler_restricted", "manager", "management", "auditor"):
            env = self.as_stranger(login)
            self.assertIn(CANARY, env["biuro.letter"].browse(self.letter.id).title)
            self.assertIn(CANARY, env["biuro.case"].browse(self.case.id).title)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model", "odoo.models")
    def test_no_copy_is_readable(self):
        """Read, search with the text as a condition (an oracle), search by name, group, export: nothing comes."""
        leaks = []
        for model, ids in self.copies().items():
            for login in STRANGERS:
                Model = self.as_stranger(login)[model]
                if not Model.has_access("read"):
                    continue
                records = Model.browse(ids)
                seen = records.with_context(active_test=False)._filtered_access("read")
                names = [
                    name
                    for name, field in Model._fields.items()
                    if field.type in TEXTS and Model._has_field_access(field, "read") and not field.manual
                ]
                if any(CANARY in str(self._try(lambda r=record, n=names: r.read(n))) for record in seen):
                    leaks.append(f"{login}: {model} is read")
                for name in names:
                    field = Model._fields[name]
                    if not field.store or field.type in ("json", "reference"):
                        continue
                    domain = Domain(name, "ilike", CANARY)
                    if count := self._try(lambda d=domain, m=Model: m.with_context(active_test=False).search_count(d)):
                        leaks.append(f"{login}: {model}.{name} is counted ({count})")
                    if field.type != "html" and CANARY in str(
                        self._try(
                            lambda n=name, m=Model: m.with_context(active_test=False).formatted_read_group(
                                [], [n], ["__count"]
                            )
                        )
                    ):
                        leaks.append(f"{login}: {model}.{name} is grouped")
                if CANARY in str(self._try(lambda m=Model: m.name_search(CANARY, limit=50))):
                    leaks.append(f"{login}: {model} is found by name")
                if CANARY in str(self._try(lambda m=Model, i=ids: m.browse(i).export_data(["display_name"]))):
                    leaks.append(f"{login}: {model} is exported")
        self.assertFalse(leaks, "\n  ".join(["", *leaks]))

    def _try(self, call):
        try:
            return call()
        except (AccessError, MissingError, UserError, ValueError, NotImplementedError):
            return None

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_names_do_not_leak_through_links(self):
        """A many2one shows the name of its target also to people without access to it."""
        leaks = []
        targets = {"biuro.letter": (self.letter | self.draft | self.open_letter).ids, "biuro.case": self.case.ids}
        for login in STRANGERS:
            env = self.as_stranger(login)
            for name, ids in targets.items():
                # the way a many2one reads the name
                if CANARY in str(env[name].browse(ids).sudo().mapped("display_name")):
                    leaks.append(f"{login}: name of {name}")
            for model in self.suite_models():
                Model = env[model]
                if Model._transient or not Model.has_access("read"):
                    continue
                names = [name for name, field in Model._fields.items() if Model._has_field_access(field, "read")]
                for row in Model.with_context(active_test=False).search([], limit=500, order="id desc").read(names):
                    if CANARY in str(row):
                        leaks.append(
                            f"{login}: {model} {row['id']}: "
                            + ", ".join(key for key, value in row.items() if CANARY in str(value))
                        )
        self.assertFalse(leaks, "\n  ".join(["", *sorted(set(leaks))]))

    def test_search_box_and_start_page(self):
        leaks = []
        for login in STRANGERS[:-1]:
            env = self.as_stranger(login)
            for text in (CANARY, f"{CANARY}.1", self.letter.document_uid or "", self.case.reference or ""):
                if CANARY in str(env["biuro.search"].find(text)):
                    leaks.append(f"{login}: search box, {text}")
            for method in ("get_page", "get_counters"):
                if CANARY in str(self._try(lambda m=method, e=env: getattr(e["biuro.start"], m)())):
                    leaks.append(f"{login}: start page")
        self.assertFalse(leaks, "\n  ".join(["", *leaks]))

    def test_nothing_is_sent_to_strangers(self):
        """Mails, notifications and the bus go to those who may read the record."""
        strangers = self.env["res.users"].search([("login", "in", STRANGERS)]).partner_id
        notified = (
            self.env["mail.notification"]
            .search(
                [
                    ("mail_message_id.model", "in", ("biuro.letter", "biuro.case")),
                    ("mail_message_id.res_id", "in", (self.letter | self.draft).ids + self.case.ids),
                ]
            )
            .res_partner_id
        )
        self.assertFalse(notified & strangers)
        self.assertFalse((self.letter | self.draft | self.open_letter).sudo().message_partner_ids & strangers)
        self.assertFalse(self.case.sudo().message_partner_ids & strangers)
        for row in self.env["bus.bus"].search([]):
            if CANARY in (row.message or ""):
                partner = re.search(r'"res\.partner", ?(\d+)', row.channel or "")
                self.assertFalse(partner and int(partner[1]) in strangers.ids, row.channel)

    def test_follower_without_access_gets_nothing(self):
        """Followers stay when a record becomes restricted, and anybody can be named: neither gets the message."""
        stranger = self.users["clerk_wo"].partner_id
        for record in (self.letter, self.case):
            record = record.sudo().with_context(mail_notify_force_send=False)
            record.message_subscribe(partner_ids=stranger.ids)
            message = record.message_post(
                body=f"{CANARY}do wszystkich",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                partner_ids=stranger.ids,
            )
            self.assertNotIn(stranger, message.notification_ids.res_partner_id)
            self.assertFalse(self.as_stranger("clerk_wo")["mail.message"].search([("id", "=", message.id)]))

    def test_files_over_http(self):
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model"):
            for login in (*STRANGERS, None):
                self.authenticate(login, login)
                for attachment in self.attachments:
                    for url in (
                        f"/web/content/{attachment.id}",
                        f"/web/image/{attachment.id}",
                        f"/web/content/ir.attachment/{attachment.id}/raw",
                    ):
                        response = self.url_open(url)
                        self.assertNotIn(CANARY, response.text, f"{login} {url}")
                for model in ("dms.file", "dms.directory"):
                    for record in self.env[model].search([("res_model", "in", ("biuro.case", "biuro.letter"))]):
                        response = self.url_open(f"/web/content/{model}/{record.id}/content")
                        self.assertNotIn(CANARY, response.text)
        self.authenticate("handler_restricted", "handler_restricted")
        self.assertIn(CANARY, self.url_open(f"/web/content/{self.attachments[0].id}").text)

    def test_public_pages(self):
        self.authenticate(None, None)
        urls = ["/bip", "/bip/rejestry", f"/bip?q={CANARY[:-1]}", "/bip/dane.json", "/bip/dane.csv", "/bip/kanal.xml"]
        for url in urls:
            self.assertNotIn(CANARY, self.url_open(url).text, url)

    def test_server_log(self):
        """Neither ordinary work nor a refusal writes the texts to the log of the server."""
        with mute_logger("odoo.addons.base.models.ir_rule"):
            self._try(lambda: self.as_stranger("clerk")["biuro.letter"].browse(self.letter.id).title)
            self._try(lambda: self.as_stranger("clerk")["biuro.letter"].browse(self.letter.id).write({"title": "x"}))
        self.assertFalse([text for text in self.log.texts if CANARY in text])

    def test_refusal_says_nothing(self):
        """The sentence of a refusal does not name the record's texts."""
        for record in (self.letter, self.case, self.draft):
            with self.assertRaises(AccessError) as refused, mute_logger("odoo.addons.base.models.ir_rule"):
                self.as_stranger("clerk")[record._name].browse(record.id).read(["title"])
            self.assertNotIn(CANARY, str(refused.exception))


@tagged("post_install", "-at_install")
class TestAccessLog(MatrixWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.load_matrix()
        cls.users["management"].group_ids += cls.env.ref("base.group_allow_export")
        for model, scope in [("biuro.letter", "restricted"), ("biuro.letter", "own"), ("biuro.case", "restricted")]:
            cls.record(model, scope)

    def _rows(self, record):
        return self.env["biuro.access.log"].search([("res_model", "=", record._name), ("res_id", "=", record.id)])

    def test_reading_leaves_a_trace(self):
        letter = self.record("biuro.letter", "restricted")
        spec = {"title": {}}
        letter.with_user(self.handlers["restricted"].user_id).web_read(spec)
        self.assertFalse(self._rows(letter), "the handler reads without a trace")
        for _again in range(2):
            letter.with_user(self.users["manager"]).web_read(spec)
        self.assertEqual(self._rows(letter).mapped(lambda row: (row.user_id.login, row.kind)), [("manager", "form")])
        self.env["biuro.letter"].with_user(self.users["management"]).search_read([], ["title"])
        self.assertIn(("management", "list"), self._rows(letter).mapped(lambda row: (row.user_id.login, row.kind)))
        letter.with_user(self.users["management"]).export_data(["title"])
        self.assertIn("export", self._rows(letter).mapped("kind"))
        open_letter = self.record("biuro.letter", "own")
        open_letter.with_user(self.users["manager"]).web_read(spec)
        self.assertFalse(self._rows(open_letter))

    def test_download_leaves_a_trace(self):
        case = self.record("biuro.case", "restricted")
        attachment = self.env["ir.attachment"].create(
            {
                "name": "a.txt",
                "raw": b"a",
                "res_model": case._name,
                "res_id": case.id,
            }
        )
        self.authenticate("manager", "manager")
        # with a read replica the request is repeated on the main database, and says so
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(f"/web/content/{attachment.id}").status_code, 200)
        self.assertEqual(self._rows(case).mapped("kind"), ["file"])

    def test_journal_cannot_be_changed(self):
        case = self.record("biuro.case", "restricted")
        case.with_user(self.users["manager"]).read(["title"])
        row = self._rows(case)
        with self.assertRaises(UserError):
            row.write({"kind": "list"})
        with self.assertRaises(UserError):
            row.unlink()
        with self.assertRaises(AccessError):
            row.with_user(self.users["manager"]).read(["kind"])
        self.assertTrue(row.with_user(self.users["auditor"]).read(["kind"]))

    def test_changes_of_settings_are_logged(self):
        rate = self.env["ir.model"]._get("biuro.rate")
        self.assertEqual(self.env["auditlog.rule"].search([("model_id", "=", rate.id)]).state, "confirmed")
        before = self.env["auditlog.log"].search_count([])
        self.users["clerk"].write(
            {"group_ids": [(4, self.env.ref("base.group_partner_manager").id)], "password": "Tajne7"}
        )
        self.assertGreater(self.env["auditlog.log"].search_count([]), before)
        self.assertFalse(self.env["auditlog.log.line"].search_count([("new_value_text", "ilike", "Tajne7")]))
        self.assertTrue(self.env["auditlog.log"].with_user(self.users["auditor"]).search_count([]))
