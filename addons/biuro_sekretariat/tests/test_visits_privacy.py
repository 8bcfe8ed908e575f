import json
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase

from .test_visits_flow import VisitsCase
from .visits_common import VisitsWorld

CANARY = "KANAREK9Q"
SECRET = ("subject", "phone", "email", "findings", "note")


class Canary:
    """One visit of the President full of marked words, and who may not see them."""

    def make_canary(self):
        self.slots = self.add_slots()
        self.visit = self.book(
            self.slots[0], subject=f"{CANARY} temat", phone="600700800", email="kanarek9q@example.com",
        )
        self.visit.write({"findings": f"{CANARY} ustalenia", "note": f"{CANARY} notatka"})
        self.visit.flush_recordset()


@tagged("post_install", "-at_install")
class TestVisitsPrivacy(Canary, VisitsCase):
    """The matter of a visit is for the host and the secretariat alone, whatever way one asks (4.2, 4.8, 8.1)."""

    OTHERS = ("manager_wo", "auditor")  # a deputy and the auditor read the row

    def setUp(self):
        super().setUp()
        self.make_canary()

    def as_(self, login):
        return self.visit.with_user(self.users[login])

    def test_who_sees_the_row_and_who_the_matter(self):
        for login, row, matter in (
            ("secretary", True, True), ("management", True, True), ("manager_wo", True, False),
            ("auditor", True, False), ("clerk", False, False), ("manager", False, False),
            ("chancellery", False, False), ("citizens", False, False), ("biuro_admin", False, False),
        ):
            with self.subTest(login=login):
                visit = self.as_(login)
                self.assertEqual(visit.has_access("read"), row)
                if row:
                    [values] = visit.read([*SECRET, "secrets_ok"])
                    self.assertEqual([bool(values[name]) for name in SECRET], [matter] * 5)
                else:
                    with self.assertRaises(AccessError):
                        visit.read(["visitor_name"])

    def test_columns_behind_are_nobodys(self):
        for login in ("secretary", "management", "auditor"):
            visit = self.as_(login)
            for name in ("secret_subject", "secret_email"):
                with self.subTest(login=login, name=name):
                    with self.assertRaises(AccessError):
                        visit.read([name])
                    with self.assertRaises(AccessError):
                        visit.search([(name, "ilike", CANARY)])
                    with self.assertRaises(AccessError):
                        visit.write({name: "x"})
            self.assertNotIn("secret_subject", visit.fields_get())

    def test_search_group_export_and_names_do_not_tell(self):
        Visit = self.env["biuro.sekretariat.visit"]
        for login in self.OTHERS:
            self.users[login].group_ids += self.env.ref("base.group_allow_export")
            mine = Visit.with_user(self.users[login])
            self.assertFalse(mine.search([("subject", "ilike", CANARY)]))
            self.assertFalse(mine.search([("findings", "ilike", CANARY)]))
            self.assertEqual(mine.search([("subject", "not ilike", CANARY)]), mine.search([("subject", "!=", "zz")]))
            self.assertEqual(mine.search([("subject", "=", False)]), mine.search([("findings", "=", False)]))
            self.assertFalse(mine.name_search(CANARY))
            self.assertNotIn(CANARY, str(self.as_(login).export_data(["visitor_name", *SECRET])["datas"]))
            for spec in ("subject", "secret_subject", "phone"):
                try:
                    groups = mine.formatted_read_group([], [spec], ["__count"])
                except (ValueError, AccessError, UserError):
                    continue
                self.assertNotIn(CANARY, str(groups))
            with self.assertRaises(ValueError):
                mine.search([("email", "ilike", "kanarek")])
            self.assertNotIn(CANARY, json.dumps(self.env["biuro.search"].with_user(self.users[login]).find(CANARY)))
        self.assertTrue(Visit.with_user(self.users["secretary"]).search([("subject", "ilike", CANARY)]))
        self.assertTrue(Visit.with_user(self.users["management"]).search([("subject", "ilike", CANARY)]))

    def test_calendar_does_not_tell(self):
        event = self.visit.event_id
        self.assertNotIn(CANARY, f"{event.name} {event.description} {event.location}")
        self.assertNotIn(self.visit.visitor_name, event.name)
        Event = self.env["calendar.event"]
        for login in ("clerk", "manager_wo", "auditor"):
            mine = Event.with_user(self.users[login])
            self.assertFalse(mine.search([("name", "ilike", CANARY)]))
            self.assertFalse(mine.search([("visit_id.subject", "ilike", CANARY)]))
            self.assertFalse(mine.search([("id", "=", event.id), ("visit_id.visitor_name", "ilike", "Zielona")])
                             if login == "clerk" else [])
            shown = mine.browse(event.id)
            shown.invalidate_recordset()
            self.assertNotIn("Zielona", shown.display_name)
            if login != "manager_wo":  # deputies read the register, not what a visit is about
                self.assertFalse(shown.visit_id, login)
        own = Event.with_user(self.users["management"]).browse(event.id)
        own.invalidate_recordset()
        self.assertIn(CANARY, own.display_name)

    def test_chatter_is_for_those_who_change_the_visit(self):
        self.as_("secretary").message_post(body=f"{CANARY} telefon")
        Message = self.env["mail.message"]
        domain = [("model", "=", self.visit._name), ("res_id", "=", self.visit.id)]
        for login in self.OTHERS:
            self.assertFalse(Message.with_user(self.users[login]).search(domain))
        self.assertTrue(Message.with_user(self.users["secretary"]).search(domain))
        self.assertNotIn(CANARY, str(self.visit.message_ids.tracking_value_ids.mapped("new_value_char")))

    def test_bus_carries_days_only(self):
        sent = []
        with patch.object(type(self.env["bus.bus"]), "_sendone", lambda bus, target, kind, message: sent.append(
            (target, kind, message))), freeze_time(fields.Datetime.to_string(self.visit.planned_at)):
            self.as_("secretary").action_arrive()
        mine = [row for row in sent if row[1] == "biuro_sekretariat.visits"]
        self.assertTrue(mine)
        for target, _kind, message in mine:
            self.assertEqual(set(message), {"days"})
            self.assertIn(target._name, ("res.groups", "res.partner"))

    def test_register_book_masks(self):
        register = self.env["biuro.register"]._get("PI")
        today = str(self.visit.register_date)
        for login, seen in (("secretary", True), ("auditor", False)):
            rows = register.with_user(self.users[login])._iterate_book(
                self.visit.register_date, self.visit.register_date, None)
            self.assertEqual(CANARY in str(list(rows)), seen, login)
        book = register.with_user(self.users["secretary"]).export_book(today, today)
        self.assertTrue(book["content"])

    def test_task_shows_no_visit(self):
        task = self.env["biuro.sekretariat.visit.task"].browse(self.as_("secretary").action_add_task(
            "Sprawdzić hałas", self.employees["clerk_wo"].id, str(self.visit.day)))
        clerk = task.with_user(self.users["clerk_wo"])
        self.assertEqual(clerk.name, "Sprawdzić hałas")
        self.assertFalse(clerk.visit_id.has_access("read"))
        clerk.action_done("Zmierzono.")
        self.assertEqual(task.state, "done")
        with self.assertRaises(AccessError):
            task.with_user(self.users["clerk"]).read(["name"])
        for values in ({"name": "", "employee_id": 1, "date_due": "2026-12-01"}, {"name": "x", "employee_id": False,
                       "date_due": "2026-12-01"}, {"name": "x", "employee_id": 1, "date_due": False}):
            with self.assertRaises(UserError):
                self.as_("secretary").action_add_task(**values)


@tagged("post_install", "-at_install")
class TestVisitsPrivacyRpc(Canary, VisitsWorld, HttpCase):
    """The same asked over the wire."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_wire(self):
        self.make_canary()
        # the event and the row over the web client's own calls
        for login, seen in (("secretary", True), ("manager_wo", False), ("auditor", False), ("clerk", False)):
            self.authenticate(login, login)
            answers = []
            for model, method, args, kwargs in (
                ("biuro.sekretariat.visit", "web_search_read", [], {
                    "domain": [], "specification": {name: {} for name in ("visitor_name", *SECRET)}}),
                ("biuro.sekretariat.visit", "search_count", [[("subject", "ilike", CANARY)]], {}),
                ("biuro.sekretariat.visit", "name_search", [], {"name": CANARY}),
                ("biuro.sekretariat.visit.desk", "get_day", [], {"day": str(self.visit.day)}),
                ("calendar.event", "search_read", [[("start", ">=", "2020-01-01")], ["display_name", "name"]], {}),
                ("biuro.sekretariat.visit.slot", "read", [self.slots.ids], {}),
            ):
                with mute_logger("odoo.http"):
                    try:
                        answers.append(self.make_jsonrpc_request("/web/dataset/call_kw", {
                            "model": model, "method": method, "args": args, "kwargs": kwargs,
                        }))
                    except Exception:  # noqa: BLE001 - refused is as good
                        answers.append(None)
            text = json.dumps(answers)
            with self.subTest(login=login):
                self.assertEqual(CANARY in text, seen)
                self.assertEqual("600700800" in text, seen)
                self.assertEqual(answers[1], 1 if seen else 0 if login != "clerk" else answers[1])


@tagged("post_install", "-at_install")
class TestVisitsMail(Canary, MailCase, VisitsCase):
    """What visitors are told, and what is removed afterwards."""

    def test_mails_tell_when_and_where_not_what(self):
        with self.mock_mail_gateway(mail_unlink_sent=False):
            self.make_canary()
            self.secretary(self.visit).action_move(slot_id=self.slots[2].id)
            self.env["mail.mail"].search([("state", "=", "outgoing")]).send()
        mails = [mail for mail in self._mails if "kanarek9q@example.com" in str(mail["email_to"])]
        self.assertEqual(len(mails), 2)
        for mail in mails:
            self.assertIn(self.visit.register_ref, mail["subject"])
            self.assertIn("/umow-wizyte/odwolaj/", mail["body"])
            self.assertNotIn(CANARY, str(mail))
            self.assertNotIn("600700800", str(mail))

    def test_reminder_by_mail_and_sms(self):
        self.make_canary()
        self.env["ir.config_parameter"].set_param("biuro_sekretariat.visit_sms", "True")
        before = fields.Datetime.subtract(self.visit.planned_at, hours=10)
        with self.mock_mail_gateway(), freeze_time(fields.Datetime.to_string(before)), self.enter_registry_test_mode():
            self.env.ref("biuro_sekretariat.ir_cron_visit_reminders").method_direct_trigger()
        self.env.invalidate_all()
        self.assertTrue(self.visit.reminded_at)
        sms = self.env["sms.sms"].search([("number", "=", "+48600700800")])
        self.assertEqual(len(sms), 1)
        self.assertNotIn("Zielona", sms.body)
        self.assertNotIn(CANARY, sms.body)
        self.visit.reminded_at = False
        self.env["ir.config_parameter"].set_param("biuro_sekretariat.visit_sms", False)
        self.visit._sms()
        self.assertEqual(self.env["sms.sms"].search_count([("number", "=", "+48600700800")]), 1, "switched off")

    def test_contact_is_erased_with_a_proof(self):
        self.make_canary()
        self.env["sms.sms"].create({"number": "+48600700800", "body": "x", "state": "error"})
        day = self.visit.day
        for days, left in ((30, True), (31, False)):
            with freeze_time(fields.Date.to_string(fields.Date.add(day, days=days))), self.enter_registry_test_mode():
                self.env.ref("biuro_sekretariat.ir_cron_visit_erase").method_direct_trigger()
            self.env.invalidate_all()
            self.assertEqual(bool(self.visit.phone and self.visit.email), left, days)
        self.assertTrue(self.visit.contact_erased_at)
        self.assertTrue(self.visit.subject, "the entry of the register stays")
        self.assertFalse(self.env["sms.sms"].search([("number", "=", "+48600700800")]))
        self.assertFalse(self.env["mail.mail"].search([("email_to", "ilike", "kanarek9q")]))
        removal = self.env["biuro.sekretariat.visit.removal"].search([], limit=1)
        self.assertEqual((removal.kind, removal.quantity, removal.cutoff), ("contact", 1, fields.Date.add(day, days=1)))
        with self.assertRaises(UserError):
            removal.write({"quantity": 5})
