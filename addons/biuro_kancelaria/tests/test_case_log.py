from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestCaseLog(CaseCase):
    def setUp(self):
        super().setUp()
        Case = self.as_user("clerk")["biuro.case"]
        self.case = Case.browse(Case.open_case({"title": "Petycja", "jrwa_symbol": "152"})["id"])

    def test_kept_by_itself(self):
        """KPA art. 66a: every act with the person who did it, as of that day."""
        self.employees["clerk"].write({"name": "Maria Anna Kowalska", "job_title": "inspektor"})
        self.case.action_suspend("zagadnienie wstępne")
        self.case.action_resume("ustąpiła przyczyna")
        self.case.title = "Petycja o ławki"
        self.case.action_close("Odpowiedź na petycję")
        lines = self.case.event_ids
        self.assertEqual(lines.mapped("sequence"), [1, 2, 3, 4, 5])
        self.assertEqual(lines[1].person, "Kowalska Maria Anna, inspektor")
        self.assertEqual(lines[1].action, "Zawieszenie sprawy: zagadnienie wstępne")
        self.employees["clerk"].name = "Maria Nowak"
        self.assertEqual(lines[1].person_surname, "Kowalska", "a snapshot")

    def test_append_only(self):
        line = self.case.event_ids
        for act in (
            lambda: line.write({"action": "X"}),
            lambda: line.sudo().write({"action": "X"}),
            lambda: line.sudo().unlink(),
        ):
            with self.assertRaises(UserError):
                act()
        with self.assertRaises(UserError):
            line.create({"case_id": self.case.id, "action": "X", "date_action": self.today()})

    def test_by_hand_and_corrected(self):
        line = self.case.add_event("Oględziny placu", date="2026-01-05", document_uid="P2026-1")
        event = self.env["biuro.case.event"].browse(line["id"]).with_user(self.users["clerk"])
        window = event.action_correct_wizard()["context"]
        act = self.as_user("clerk")["biuro.case.act"].with_context(**window).create({})
        self.assertEqual((act.reason, act.case_ids), ("Oględziny placu", self.case))
        act.reason = "Oględziny placu przy szkole"
        act.action_apply()
        self.assertIn("przy szkole", self.case.event_ids.sorted("id")[-1].action)
        new = event.action_correct("Oględziny placu zabaw")
        corrected = self.case.event_ids.browse(new["id"])
        self.assertEqual(corrected.corrects_id, event)
        self.assertEqual(corrected.action, "Sprostowanie wpisu nr 2: Oględziny placu zabaw")
        self.assertEqual(corrected.document_uid, "P2026-1")
        with self.assertRaises(UserError):
            self.case.add_event("", date="2026-01-05")
        with self.assertRaises(UserError):
            self.case.add_event("Przyszłość", date=fields.Date.add(self.today(), days=3))

    def test_batch(self):
        Case = self.as_user("clerk")["biuro.case"]
        cases = Case.create([{"title": str(n), "jrwa_class_id": self.case.jrwa_class_id.id} for n in range(20)])
        self.env.flush_all()
        with self.assertQueryCount(5 + 6 * len(cases)):  # each case has a chain of its own to seal
            cases._log_event("Zbiorcza czynność")
            self.env.flush_all()

    def test_kinds(self):
        """A package for a court leaves lines out by their kind; older lines, sealed without one, by their words."""
        letter = self.env["biuro.letter"].create({
            "direction": "in", "title": "Wniosek", "sender_name": "Spółka", "case_id": self.case.id,
        })
        letter._log_case("Zadekretowano pismo", kind="assign")
        self.case.add_event("Rozmowa o projekcie budowlanym")
        self.case._log_event("Sporządzono projekt odpowiedzi")
        by_action = {line.action: line for line in self.case.event_ids}
        self.assertEqual(by_action["Zadekretowano pismo"].kind, "assign")
        self.assertEqual(by_action["Sporządzono projekt odpowiedzi"].kind, "draft")
        court = self.case.event_ids._for_court().mapped("action")
        self.assertIn("Rozmowa o projekcie budowlanym", court)
        self.assertNotIn("Zadekretowano pismo", court)
        self.assertNotIn("Sporządzono projekt odpowiedzi", court)
        # a line of the time before kinds: its seal holds as it stands
        Event = self.env["biuro.case.event"]
        fields_now = type(Event)._journal_fields
        self.patch(type(Event), "_journal_fields", tuple(name for name in fields_now if name != "kind"))
        old = self.case.sudo()._log_event("Zwrócono projekt pisma: popraw", kind="draft")
        self.env.cr.execute("UPDATE biuro_case_event SET kind = NULL WHERE id = %s", [old.id])
        self.patch(type(Event), "_journal_fields", fields_now)
        old.invalidate_recordset()
        self.assertNotIn(old, self.case.event_ids._for_court())
        self.assertFalse([row for row in self.env["biuro.journal"].verify() if row["model"] == "biuro.case.event"])
        # a kind changed behind the application's back is found
        self.env.cr.execute("UPDATE biuro_case_event SET kind = 'draft' WHERE id = %s", [
            by_action["Rozmowa o projekcie budowlanym"].id])
        self.assertTrue([row for row in self.env["biuro.journal"].verify() if row["model"] == "biuro.case.event"])

    def test_exempt_kinds(self):
        """Dz.U. 2012 poz. 269: by the act and article chosen in the case; the print says so, the history goes on."""
        kind = self.env.ref("biuro_kancelaria.case_log_exemption_road")
        self.assertFalse(kind.is_usable)
        with self.refused("names no article"):
            self.case.metryka_exemption_id = kind
        self.as_user("biuro_admin")["biuro.case.log.exemption"].browse(kind.id).article = "art. 40 ust. 1"
        self.case.metryka_exemption_id = kind
        self.assertIn("art. 40 ust. 1, ustawa z dnia 21 marca 1985 r.", self.case.event_ids[-1].action)
        html = self.env["ir.actions.report"]._render_qweb_html(
            "biuro_kancelaria.biuro_case_report_log", self.case.ids)[0].decode()
        self.assertIn("zwolniona z obowiązku prowadzenia metryki", html)
        self.assertIn("Dz.U. 2012 poz. 269", html)
        self.assertNotIn("Wszczęcie sprawy", html)
        export = self.as_user("clerk")["biuro.case.export"].create({"case_id": self.case.id})
        self.assertFalse([document.name for document in export._get_printed()])
        self.case.action_suspend("zagadnienie wstępne")
        self.assertEqual(self.case.event_ids[-1].action, "Zawieszenie sprawy: zagadnienie wstępne")
        self.case.metryka_exemption_id = False
        self.assertIn("metrykę sprawy prowadzi się", self.case.event_ids[-1].action)
        self.assertTrue(export._get_printed())

    def test_exemption_of_a_class(self):
        kind = self.env.ref("biuro_kancelaria.case_log_exemption_building")
        kind.article = "art. 28"
        self.case.sudo().jrwa_class_id.metryka_exemption_id = kind
        Case = self.as_user("clerk")["biuro.case"]
        case = Case.browse(Case.open_case({"title": "Pozwolenie", "jrwa_symbol": "152"})["id"])
        self.assertEqual(case.metryka_exemption_id, kind)
        self.assertIn("metryki sprawy nie prowadzi się", case.event_ids[-1].action)

    def test_access_level(self):
        """As open to the public as its most restrictive document, unless somebody says otherwise and why."""
        self.assertEqual(self.case.access_level, "public_partial")
        Letter = self.env["biuro.letter"]
        letter = Letter.create({"direction": "in", "title": "A", "sender_name": "B", "case_id": self.case.id,
                                "access_level": "public_full"})
        self.assertEqual(self.case.access_level, "public_full")
        other = letter.copy({"case_id": self.case.id, "access_level": "non_public"})
        self.assertEqual(self.case.access_level, "non_public")
        other.access_level = "public_partial"
        self.assertEqual(self.case.access_level, "public_partial")
        with self.refused("Say why"):
            self.case.access_level_set = "public_full"
        self.case.write({"access_level_set": "public_full", "access_level_reason": "zgoda strony"})
        self.assertEqual(self.case.access_level, "public_full")
        self.case.action_close("załatwiono")
        self.case.write({"access_level_set": False, "access_level_reason": False})
        self.assertEqual(self.case.access_level, "public_partial")
        with self.refused("permanent|buttons"):
            self.case.access_level = "public_full"
