from freezegun import freeze_time

from odoo import fields
from odoo.tests import Form, tagged

from .case_common import CaseCase


@tagged("post_install", "-at_install")
class TestCaseLife(CaseCase):
    def test_suspend_and_resume(self):
        case = self.open()
        with self.refused("Give the reason"):
            case.action_suspend(" ")
        case.action_suspend("zagadnienie wstępne")
        self.assertEqual(case.state, "suspended")
        with self.refused("cannot become"):
            case.action_suspend("jeszcze raz")
        case.action_resume("ustąpiła przyczyna")
        self.assertEqual(case.state, "open")

    def test_close_locks(self):
        """DEL § 6(2): documents of a closed case are read only; who may see it stays open to change."""
        case = self.open()
        file = self.env(user=self.users["clerk"])["ir.attachment"].create(
            {
                "name": "pismo.txt",
                "raw": b"tekst",
                "res_model": "biuro.case",
                "res_id": case.id,
            }
        )
        case.action_close("Odpowiedziano pismem")
        self.assertRecordValues(
            case, [{"state": "closed", "date_closed": self.today(), "resolution_note": "Odpowiedziano pismem"}]
        )
        for act in (
            lambda: case.write({"title": "Inny"}),
            lambda: case.write({"clerk_id": self.employees["manager"].id}),
            lambda: file.write({"raw": b"inny"}),
            lambda: file.write({"name": "inne.txt"}),
            lambda: file.unlink(),
            lambda: file.create({"name": "x", "raw": b"x", "res_model": "biuro.case", "res_id": case.id}),
        ):
            with self.refused("is closed"):
                act()
        self.assertTrue(case.write({"is_restricted": True}))
        self.assertTrue(case.message_post(body="Uwaga"))

    def test_close_needs(self):
        """IK § 29, § 56: a case settled orally needs an official note."""
        case = self.open(date_opened="2026-03-02")
        with self.refused("Write how"):
            case.action_close(" ")
        with self.refused("official note"):
            case.action_close("Rozmowa", settled_orally=True)
        with self.refused("before it was opened"):
            case.action_close("Rozmowa", closed_on="2026-03-01")
        with self.refused("day to come"):
            case.action_close("Rozmowa", closed_on=fields.Date.add(self.today(), days=1))
        case.action_close(
            "Rozmowa", closed_on="2026-03-05", settled_orally=True, official_note="Rozmowa z wnioskodawcą"
        )
        self.assertEqual(case.official_note, "Rozmowa z wnioskodawcą")
        self.assertIn("notatka służbowa", case.event_ids[-1].action)

    def test_group_closes_last(self):
        base = self.open(is_group_base=True)
        member = self.open(group_base=base.reference)
        with self.refused("cases of the group"):
            base.action_close("Koniec")
        member.action_close("Koniec")
        base.action_close("Koniec")
        with self.refused("is closed"):
            self.open(group_base=base.reference)

    def test_reopen_is_a_new_case(self):
        case = self.open()
        with self.refused("is not closed"):
            case.action_reopen("nowe dowody")
        case.action_close("Odpowiedziano")
        result = case.action_reopen("nowe dowody")
        new = case.browse(result["id"])
        self.assertEqual((new.predecessor_id, case.successor_id, case.state), (case, new, "closed"))
        self.assertNotEqual(new.reference, case.reference)
        self.assertIn(new.reference, case.event_ids[-1].action)
        self.assertIn(case.reference, new.event_ids[-1].action)
        with self.refused("already"):
            case.action_reopen("jeszcze raz")

    def test_hand_over(self):
        """IK § 28: the other cell opens a new case, the old sign stays and points to it."""
        case = self.open()
        reference = case.reference
        [result] = case.action_transfer(self.cell_wo.id, "reorganizacja")
        new = self.env["biuro.case"].browse(result["id"])
        self.assertRegex(new.reference, r"^WO\.0530\.1\.")
        self.assertEqual((case.reference, case.state, new.state), (reference, "moved", "open"))
        self.assertFalse(new.clerk_id, "the head of the other cell names the handler")
        with self.refused("cannot become"):
            case.action_transfer(self.cell_bs.id, "z powrotem")
        with self.refused("another cell or another class"):
            self.open().action_transfer(self.cell_bs.id, "nic")
        [moved] = self.open().action_transfer(reason="błędna klasa", jrwa_symbol="0531")
        self.assertIn(".0531.", moved["reference"])

    def test_handler(self):
        case = self.open()
        case.action_reassign(self.employees["manager"].id, reason="urlop")
        self.assertEqual(case.clerk_id, self.employees["manager"])
        self.assertEqual(case.event_ids[-1].action, "Zmiana prowadzącego sprawę na: Osoba manager, manager")
        with self.refused("does not work in the cell"):
            case.action_reassign(self.employees["clerk_wo"].id)

    @freeze_time("2026-10-09 10:00:00")
    def test_retention(self):
        """KLAS annex 1: B5 closed on 9.10.2026 is kept to 31.12.2031; hand-over after two full years."""
        case = self.open(jrwa_symbol="2410")
        case.action_close("Załatwiono")
        self.assertRecordValues(
            case,
            [
                {
                    "archival_category": "B5",
                    "date_disposable": fields.Date.to_date("2032-01-01"),
                    "date_to_archive": fields.Date.to_date("2029-01-01"),
                    "is_disposable": False,
                }
            ],
        )
        self.assertTrue(case.retention_reasons)
        with freeze_time("2032-01-01 10:00:00"):
            self.assertIn(case, case.search([("is_disposable", "=", True)]))
            case.write({"legal_hold": True, "legal_hold_reason": "sąd"})
            self.assertNotIn(case, case.search([("is_disposable", "=", True)]))

    def test_category_exceptions(self):
        case = self.open(jrwa_symbol="5344")
        exception = case.jrwa_class_id.exception_ids[0]
        case.action_set_category("dowód z 1975 r.", exception_id=exception.id)
        self.assertRecordValues(case, [{"archival_category": "A", "category_exception_id": exception.id}])
        free = self.open(jrwa_symbol="2124")
        free.action_set_category("art. 94 k.p.", category="B10")
        self.assertEqual(free.archival_category, "B10")
        with self.refused("category BE5|category B5|the category"):
            self.open(jrwa_symbol="2410").action_set_category("chcę krócej", category="B3")
        with self.refused("another class"):
            self.open().action_set_category("x", exception_id=exception.id)

    def test_window_of_verbs(self):
        cases = self.open() | self.open()
        Act = self.as_user("clerk")["biuro.case.act"].with_context(
            active_model="biuro.case", active_ids=cases.ids, default_mode="close"
        )
        with Form(Act) as form:
            form.resolution_note = "Odpowiedziano zbiorczo"
        form.record.action_apply()
        self.assertEqual(cases.mapped("state"), ["closed", "closed"])
        act = Act.with_context(active_ids=cases[0].ids, default_mode="reopen").create({"reason": "nowe fakty"})
        self.assertEqual(act.action_apply()["res_model"], "biuro.case")

    def test_filters(self):
        mine = self.open()
        other = self.open("clerk_wo")
        Case = self.as_user("clerk")["biuro.case"].sudo().with_user(self.users["clerk"])
        self.assertIn(mine, Case.search([("is_mine", "=", True)]))
        self.assertNotIn(other, Case.search([("is_mine", "=", True)]))
        self.assertIn(mine, Case.search([("is_my_cell", "=", True)]))
