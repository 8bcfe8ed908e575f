from odoo.tests import HttpCase, tagged

from .common import KancelariaCase, KancelariaWorld


def _make_case(env, world, title, login="clerk"):
    jrwa = env["biuro.jrwa.class"].search([("symbol", "=", "0002")], limit=1)
    return env["biuro.case"].create({
        "title": title, "department_id": world.cell_bs.id, "jrwa_class_id": jrwa.id,
        "clerk_id": world.employees[login].id,
    })


@tagged("post_install", "-at_install")
class TestStart(KancelariaCase):
    """Start page: by role, at most seven counters, each under the user's own rules."""

    def counters(self, login):
        return {counter["key"]: counter for counter in self.as_user(login)["biuro.start"].get_counters()}

    def test_at_most_seven_for_each_role(self):
        for login in self.users:
            with self.subTest(login=login):
                counters = self.counters(login)
                self.assertLessEqual(len(counters), 7)
                self.assertTrue(counters)
                for counter in counters.values():
                    self.assertEqual(set(counter), {"key", "label", "count", "tone", "action"})
                    self.assertEqual(counter["action"]["type"], "ir.actions.act_window")

    def test_every_counter_and_list_is_alive(self):
        """A counter of a field that does not exist would be left out in silence."""
        start = self.env["biuro.start"]
        for definition in start._counter_definitions() + start._list_definitions():
            with self.subTest(key=definition["key"]):
                self.assertIsNotNone(start._usable_domain(definition))
        for definition in start._button_definitions():
            with self.subTest(key=definition["key"]):
                self.assertTrue(self.env.ref(definition["action"], raise_if_not_found=False))

    def test_counter_equals_its_list(self):
        _make_case(self.env, self, "Moja")
        _make_case(self.env, self, "Cudza", "clerk_wo")
        for login in self.users:
            env = self.as_user(login)
            for counter in env["biuro.start"].get_counters():
                with self.subTest(login=login, counter=counter["key"]):
                    action = counter["action"]
                    self.assertEqual(env[action["res_model"]].search_count(action["domain"]), counter["count"])

    def test_my_cases(self):
        before = self.counters("clerk")["my_cases"]["count"]
        _make_case(self.env, self, "Moja")
        self.assertEqual(self.counters("clerk")["my_cases"]["count"], before + 1)
        self.assertEqual(self.counters("clerk_wo")["my_cases"]["count"], 0)

    def test_administrator_sees_no_letters(self):
        models = {counter["action"]["res_model"] for counter in self.counters("biuro_admin").values()}
        self.assertFalse(models & {"biuro.letter", "biuro.case"})

    def test_page(self):
        case = _make_case(self.env, self, "Moja")
        page = self.as_user("clerk")["biuro.start"].get_page()
        cases = next(entry for entry in page["lists"] if entry["key"] == "cases")
        self.assertEqual(cases["rows"][0]["id"], case.id)
        self.assertLessEqual(len(cases["rows"]), 10)
        for entry in page["lists"]:
            self.assertLessEqual(len(entry["rows"]), 10)

    def test_queries_do_not_grow_with_records(self):
        start, counts = self.as_user("clerk")["biuro.start"], []
        start.get_page()
        for _round in range(2):
            for index in range(6):
                _make_case(self.env, self, f"Sprawa {index}")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            start.get_page()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertLess(counts[0], 90)  # areas bring counters of their own

    def test_first_entry_of_the_app(self):
        menu = self.env.ref("biuro_kancelaria.biuro_kancelaria_menu_root")
        menus = self.as_user("clerk")["ir.ui.menu"].load_web_menus(False)
        self.assertEqual(menus[menu.id]["actionPath"], "start")


@tagged("post_install", "-at_install")
class TestStartTour(KancelariaWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()

    def test_start_page(self):
        _make_case(self.env, self, "Sprawa ze strony startowej")
        self.start_tour("/odoo/start", "biuro_start", login="clerk")
