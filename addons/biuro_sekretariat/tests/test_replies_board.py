from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.law.terms import add_months

from .common import SekretariatWorld
from .test_replies_meeting import MeetingCase


@tagged("post_install", "-at_install")
class TestBoard(MeetingCase):
    def morning(self, login):
        board = self.as_user(login)["biuro.sekretariat.board"].get_morning()
        return {section["key"]: section for section in board["sections"]}

    def month(self, login, month=None):
        board = self.as_user(login)["biuro.sekretariat.board"].get_month(month)
        return board, {row["key"]: row for group in board["groups"] for row in group["rows"]}

    def test_every_section_and_figure_is_alive(self):
        """A section of a field that does not exist would be left out in silence."""
        board = self.env["biuro.sekretariat.board"]
        for definition in [*board._morning_definitions(), *board._month_definitions()]:
            with self.subTest(definition["key"]):
                self.assertIsNotNone(self.env["biuro.start"]._usable_domain(definition))
                if definition.get("action"):
                    self.assertTrue(self.env.ref(definition["action"], raise_if_not_found=False))
                if definition.get("split"):
                    self.assertIn(definition["split"], self.env[definition["model"]]._fields)

    def test_counts_equal_their_lists_for_each_role(self):
        self.task(days=-1)
        self.held()
        for login in ("clerk", "manager", "management", "secretary", "auditor", "chancellery", "clerk_wo"):
            env = self.as_user(login)
            for key, section in self.morning(login).items():
                with self.subTest(login=login, section=key):
                    action = section["action"]
                    self.assertEqual(env[action["res_model"]].search_count(action["domain"]), section["count"])
                    self.assertLessEqual(len(section["rows"]), 8)
            _board, rows = self.month(login)
            for key, row in rows.items():
                with self.subTest(login=login, figure=key):
                    action = row["action"]
                    self.assertEqual(env[action["res_model"]].search_count(action["domain"]), row["value"])

    def test_morning_of_the_secretary_and_of_a_clerk(self):
        self.task("clerk_wo", days=-1)
        late = self.morning("secretary")["tasks"]
        self.assertEqual((late["count"], late["late"], late["tone"]), (1, 1, "danger"))
        self.assertIn("Kupić piasek", late["rows"][0]["title"])
        self.assertEqual(self.morning("clerk_wo")["tasks"]["count"], 1, "one's own task")
        self.assertEqual(self.morning("archivist")["tasks"]["count"], 0)
        self.assertEqual(self.morning("secretary")["meetings"]["count"], 1)

    def test_month_beside_the_month_before(self):
        case = self.env["biuro.case"]
        first = self.today.replace(day=1)
        jrwa = self.env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1)
        for day in (first, first, add_months(first, -1), add_months(first, -2)):
            case.create({
                "title": "Sprawa", "is_own": True, "department_id": self.cell_bs.id, "jrwa_class_id": jrwa.id,
                "date_opened": day,
            })
        board, rows = self.month("management")
        _earlier, before = self.month("management", board["previous"])
        self.assertEqual(rows["cases_opened"]["before"], before["cases_opened"]["value"])
        self.assertGreaterEqual(rows["cases_opened"]["value"], 2)
        self.assertEqual(rows["cases_opened"]["change"], rows["cases_opened"]["value"] - rows["cases_opened"]["before"])
        self.assertFalse(board["next"], "there is no month to come")
        self.assertEqual(board["month"], f"{self.today:%Y-%m}")
        for wrong in ("2026", "2026-13", "listopad"):
            with self.subTest(wrong), self.assertRaises(UserError):
                self.month("management", wrong)

    def test_tone_tells_where_a_change_is_good(self):
        last = add_months(self.today.replace(day=1), -1)
        task = self.task(days=0)
        task.sudo().write({"date_due": last})
        _board, rows = self.month("secretary", f"{last:%Y-%m}")
        self.assertEqual((rows["tasks_overdue"]["value"], rows["tasks_overdue"]["tone"]), (1, "bad"))

    def test_meetings_of_the_edge_of_a_month(self):
        """Midnight is that of Warsaw: half past midnight on the first belongs to the new month."""
        self.meeting.action_hold()
        first = self.today.replace(day=1)
        moment = fields.Datetime.to_datetime(first) - timedelta(minutes=30)  # UTC, 0.30 or 1.30 in Warsaw
        self.meeting.sudo().write({"date_start": moment, "date_end": moment + timedelta(hours=1)})
        _board, rows = self.month("secretary")
        self.assertEqual(rows["meetings_held"]["value"], 1)

    def test_number_of_queries_does_not_grow(self):
        env = self.as_user("secretary")

        def queries():
            env["biuro.sekretariat.board"].get_month()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            env["biuro.sekretariat.board"].get_month()
            return self.env.cr.sql_log_count - before

        few = queries()
        for _index in range(20):
            self.task(days=-1)
        self.env.flush_all()
        self.assertLessEqual(queries(), few + 2)


@tagged("post_install", "-at_install")
class TestBoardBrowser(SekretariatWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_print_and_screens(self):
        env = self.as_user("management")
        action = env["biuro.sekretariat.board"].action_print_month()
        page = env["biuro.sekretariat.board.print"].browse(action["context"]["active_ids"])
        html = env["ir.actions.report"]._render_qweb_html("biuro_sekretariat.report_board_month", page.ids)[0].decode()
        # printed in the language of the office, whatever this environment speaks
        labels = {page.with_context(lang=lang)._get_month()["groups"][0]["label"] for lang in ("en_US", "pl_PL")}
        self.assertTrue(any(label in html for label in labels), labels)
        self.start_tour("/odoo/moj-poranek", "biuro_board_morning", login="secretary")
        self.start_tour("/odoo/miesiac-urzedu", "biuro_board_month", login="management")
