from datetime import timedelta

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.biuro_kancelaria.tools import office_today

from .service_case import ServiceCase


@tagged("post_install", "-at_install")
class TestUnitMoney(ServiceCase):
    def make_expense(self, line, amount, **values):
        return self.env["biuro.wybory.osiedle.expense"].with_user(self.users["osiedle_user"]).create({
            "line_id": line.id, "name": "Ławki", "amount": amount, **values})

    def test_formula_by_turnout(self):
        formula = self.env["biuro.wybory.osiedle.money.rule"].create({
            "name": "Progi", "legal_basis": "uchwała", "year_from": 2026, "tier_ids": [
                (0, 0, {"up_to": 14, "rate": 12}), (0, 0, {"up_to": 16, "inclusive": True, "rate": 15}),
                (0, 0, {"is_last": True, "rate": 18})]})
        budget = self.env["biuro.wybory.osiedle.budget"].with_user(self.users["osiedle_user"]).create({
            "unit_id": self.unit.id, "year": 2026, "money_rule_id": formula.id, "residents": 10000,
            "voted": 1400, "entitled": 10000})
        self.assertEqual(budget.action_count(), {str(budget.id): "150000.00"})
        self.assertEqual(budget.amount, 150000)
        self.assertTrue(budget.amount_reasons)
        budget.voted = 20000
        with self.assertRaises(ValidationError):
            budget.action_count()
        with self.assertRaises(ValidationError):
            formula.tier_ids[-1].unlink()
            formula._check_tiers()

    def test_reservation_order_invoice_left(self):
        budget = self.make_budget()
        line = budget.line_ids[0]
        expense = self.make_expense(line, 2500)
        expense.action_reserve()
        self.assertEqual((line.committed, line.left, line.spent), (2500, 3500, 0))
        with self.assertRaises(UserError):
            expense.action_order()
        expense.write({"order_ref": "ZP/3/2026", "final_amount": 2400})
        expense.action_order()
        self.assertEqual((line.committed, line.left), (2400, 3600))
        expense.write({"invoice_ref": "FV 12/2026", "final_amount": 2350.5})
        expense.action_invoice()
        self.assertEqual((line.committed, line.left, line.spent), (2350.5, 3649.5, 2350.5))
        self.assertEqual((budget.spent, budget.left), (2350.5, 7649.5))
        with self.assertRaises(UserError):
            expense.action_release()
        other = self.make_expense(line, 3649.5)
        other.action_reserve()
        self.assertTrue(line.is_used_up)
        with self.assertRaises(UserError):
            other.write({"amount": 1})
        other.action_release()
        self.assertEqual(line.left, 3649.5)

    def test_nothing_is_spent_over_the_line(self):
        budget = self.make_budget()
        line, second = budget.line_ids
        self.assertFalse(line.can_spend(6000.01)["allowed"])
        with self.assertRaisesRegex(UserError, "6000[.,]00"):
            self.make_expense(line, 6000.01).action_reserve()
        expense = self.make_expense(line, 6000)
        expense.action_reserve()
        expense.write({"invoice_ref": "FV 1", "final_amount": 6500})
        with self.assertRaises(UserError):
            expense.action_invoice()
        move = self.env["biuro.wybory.osiedle.budget.move"].with_user(self.users["osiedle_user"]).create({
            "budget_id": budget.id, "source_id": second.id, "target_id": line.id, "amount": 500,
            "reason": "Wyższa cena"})
        move.action_move()
        self.assertEqual((line.moved, second.moved, second.left), (500, -500, 3500))
        expense.action_invoice()
        self.assertEqual(line.left, 0)
        with self.assertRaises(UserError):
            move.copy({"amount": 3500.01}).action_move()
        # nor by lowering the plan, not even with the rights of the system
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            second.sudo().write({"planned": 400})
            self.env.flush_all()
        with self.assertRaises(ValidationError):
            second.write({"planned": 9000})
        with self.assertRaises(UserError):
            line.write({"committed": 0})

    def test_year_is_closed_with_a_report(self):
        budget = self.make_budget()
        expense = self.make_expense(budget.line_ids[0], 100)
        expense.action_reserve()
        with self.assertRaises(UserError):
            budget.action_close()
        expense.action_release()
        with self.assertRaises(UserError):
            budget.action_close()
        budget.report = "Wykonano."
        budget.action_close()
        with self.assertRaises(UserError):
            self.make_expense(budget.line_ids[0], 100).action_reserve()

    def test_fund_of_a_unit(self):
        Fund = self.env["biuro.wybory.osiedle.fund"].with_user(self.users["osiedle_user"])
        fund = Fund.create({"unit_id": self.unit.id, "year": 2027, "amount": 30000,
                            "solecki_ref": "XX/1/2026", "resolution_ref": "XX/2/2026"})
        with self.assertRaises(UserError):
            fund.action_grant()
        application = self.make_resolution(body="residents", present=50, votes_for=40, votes_against=10)
        application.action_receive()
        fund.application_id = application
        budget = self.env["biuro.wybory.osiedle.budget"].browse(fund.action_grant())
        self.assertEqual((budget.source, budget.amount, budget.line_ids.planned), ("fund", 30000, 30000))
        self.assertEqual(fund.state, "granted")

    def test_who_may(self):
        budget = self.make_budget()
        with self.assertRaises(AccessError), mute_logger("odoo.models"):
            self.make_expense(budget.line_ids[0], 10).with_user(self.users["clerk"]).action_reserve()
        with self.assertRaises(AccessError):
            budget.with_user(self.chair).read(["amount"])


@tagged("post_install", "-at_install")
class TestUnitAllowances(ServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env["biuro.wybory.osiedle.diet.scheme"].create({
            "name": "Diety", "resolution_ref": "LX/500/2024", "valid_from": "2024-01-01", "rate_ids": [
                (0, 0, {"function": "board_chair", "amount": 900, "reduction": 10}),
                (0, 0, {"function": "council_chair", "amount": 400, "reduction": 20}),
                (0, 0, {"function": "council_member", "amount": 53, "basis": "meeting"})]})
        meetings = cls.env["biuro.wybory.osiedle.meeting"].create([
            {"unit_id": cls.unit.id, "start": f"2026-09-{day:02d} 16:00:00", "place": "Szkoła",
             "agenda_ids": [(0, 0, {"title": "Sprawy"})]} for day in (7, 21)])
        for meeting in meetings:
            meeting.action_notify("2026-09-01")
            meeting.attendance_ids.status = "present"
        meetings[1].attendance_ids.filtered(
            lambda line: line.partner_id == cls.council_chair.partner_id).status = "absent"
        meetings.action_held()

    def make_list(self, **values):
        return self.env["biuro.wybory.osiedle.diet.list"].with_user(self.users["osiedle_user"]).create({
            "month": "2026-09-15", **values})

    def test_month_is_counted_approved_and_paid(self):
        made = self.make_list()
        self.assertEqual(made.scheme_id, self.scheme)
        made.action_calculate()
        rows = {(line.partner_id, line.unit_id): line for line in made.line_ids}
        chair = rows[self.chair.partner_id, self.unit]
        # board chair and member of the council: the highest one
        self.assertEqual((chair.base, chair.amount, chair.absences), (900, 900, 0))
        absent = rows[self.council_chair.partner_id, self.unit]
        self.assertEqual((absent.absences, absent.reduction, absent.amount), (1, 80, 320))
        self.assertIn("21.09.2026", absent.attendance_ref)
        self.assertTrue(absent.reasons)
        members = [line.amount for line in made.line_ids if line.functions == "członek rady"]
        self.assertEqual(members, [106, 106, 106])
        with self.assertRaises(UserError):
            made.action_approve()
        approved = made.with_user(self.users["osiedle_manager"])
        self.assertTrue(approved.action_approve().startswith("LDO/"))
        with self.assertRaises(UserError):
            made.action_calculate()
        made.action_pay("2026-10-09")
        self.assertEqual(made.line_ids[0].paid_on, made.paid_on)
        self.assertTrue(made.export_file("xlsx")["content"])
        printed = self.env["ir.actions.report"].sudo()._render_qweb_html(
            "biuro_wybory.report_osiedle_diets", made.ids)[0].decode()
        self.assertIn(self.chair.name, printed)
        self.assertIn("Razem", __import__("base64").b64decode(made.export_file("csv")["content"]).decode("utf-8-sig"))

    def test_sum_and_part_of_a_month(self):
        self.scheme.write({"combine": "sum"})
        row = self.unit._holders("council_chair")
        row.sudo().write({"date_to": "2026-09-15"})
        made = self.make_list()
        made.action_calculate()
        line = made.line_ids.filtered(lambda one: one.partner_id == self.council_chair.partner_id)
        # 400 × 15/30 - 20 % + 53 for the one meeting attended
        self.assertEqual(line.amount, 213)

    def test_what_is_refused(self):
        with self.assertRaises(UserError):
            self.make_list(month=office_today()).action_calculate()
        self.make_list()
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.make_list(month="2026-09-01")
        with self.assertRaises(ValidationError):
            self.scheme.copy({"valid_from": "2026-01-01"})
        with self.assertRaises(AccessError):
            self.make_list(month="2026-08-01").with_user(self.users["clerk"]).read(["total"])


@tagged("post_install", "-at_install")
class TestUnitAffairs(ServiceCase):
    """Premises, duty hours, authorisations, insurance, youth council, konwent, controls, contacts."""

    def as_clerk(self, model):
        return self.env[f"biuro.wybory.osiedle.{model}"].with_user(self.users["osiedle_user"])

    def test_premises_and_duty_hours(self):
        premises = self.as_clerk("premises").create({
            "unit_id": self.unit.id, "name": "Siedziba", "address": "ul. Polna 1", "title_kind": "lease",
            "date_to": office_today() + timedelta(days=20), "monthly_cost": 800,
            "item_ids": [(0, 0, {"name": "Krzesło", "quantity": 10, "value": 120}),
                         (0, 0, {"name": "Rzutnik", "value": 2000, "state": "removed"})]})
        self.assertTrue(premises.is_ending)
        self.assertEqual(premises.equipment_value, 1200)
        duty = self.as_clerk("duty").create({
            "unit_id": self.unit.id, "partner_ids": [(6, 0, self.chair.partner_id.ids)], "premises_id": premises.id,
            "start": "2027-03-08 16:00:00", "stop": "2027-03-08 18:00:00"})
        self.assertEqual(duty.place, "ul. Polna 1")
        self.assertNotIn(self.chair.name, duty.event_id.name)
        more = duty.browse(duty.action_repeat("2027-04-12"))
        # Easter Monday is left out; at five o'clock also after the change of the clock
        self.assertEqual([str(line.start) for line in more.sorted("start")], [
            "2027-03-15 16:00:00", "2027-03-22 16:00:00", "2027-04-05 15:00:00", "2027-04-12 15:00:00"])
        with self.assertRaises(ValidationError):
            duty.copy({"partner_ids": [(6, 0, self.stranger.partner_id.ids)]})

    def test_authorization(self):
        mandate = self.unit._members("board").filtered(lambda one: one.partner_id == self.chair.partner_id)
        record = self.as_clerk("authorization").create({
            "unit_id": self.unit.id, "number": "BS.0052.1.2026", "mandate_id": mandate.id, "scope": "najem sali",
            "limit_amount": 5000, "date_from": "2026-02-01"})
        record.action_grant()
        self.assertTrue(record.is_valid)
        self.assertIn(record, record.search([("is_valid", "=", True)]))
        record.action_revoke("Nowy zakres")
        self.assertFalse(record.is_valid)
        other = (self.unit._members("board") - mandate)[:1]
        with self.assertRaises(ValidationError):
            record.copy({"number": "2", "mandate_id": other.id})

    def test_insurance_gaps(self):
        Insurance = self.as_clerk("insurance")
        today = office_today()
        # two boards of two people, two kinds of insurance each
        self.assertEqual(len([row for row in Insurance.gaps() if row["unit"] in ("Śródmieście", "Zatorze")]), 8)
        policy = Insurance.create({"number": "OC/1", "kind": "oc", "date_from": today - timedelta(days=10),
                                   "date_to": today + timedelta(days=30)})
        policy.action_insure_boards()
        self.assertTrue(policy.is_ending)
        self.assertFalse(policy.missing_count)
        left = Insurance.gaps(str(today), str(today + timedelta(days=40)))
        self.assertEqual({row["from"] for row in left if row["kind"] == "oc"}, {str(today + timedelta(days=31))})
        Insurance.sudo()._cron_gaps()
        self.assertTrue(self.unit.activity_ids)
        with self.assertRaises(ValidationError):
            policy.person_ids[0].date_to = today + timedelta(days=60)

    def test_youth_council(self):
        values = {"unit_id": self.unit.id, "statute_ref": "XX/5/2026"}
        with self.assertRaises(ValidationError):
            self.as_clerk("youth").create(values)
        self.unit.youth_council = True
        youth = self.as_clerk("youth").create(values)
        motion = self.as_clerk("youth.motion").create({"youth_id": youth.id, "subject": "Skatepark",
                                                       "received_on": "2026-03-02"})
        self.assertEqual(list(motion.action_pass_on().values()), ["2026-04-01"])
        self.assertTrue(motion.is_overdue)
        motion.action_answer("Zarząd popiera.")
        self.assertEqual(motion.state, "answered")

    def test_konwent(self):
        konwent = self.as_clerk("konwent").create({"order_ref": "12/2026", "order_date": "2026-01-15"})
        self.assertIn("Zatorze", konwent.member_names)
        meeting = self.as_clerk("konwent.meeting").create({
            "konwent_id": konwent.id, "start": "2027-01-20 10:00:00", "place": "Ratusz"})
        self.assertGreaterEqual(meeting.action_invite()["invited"], 2)
        with self.assertRaises(UserError):
            meeting.action_held()
        meeting.present_ids = self.chair.partner_id
        meeting.action_held()

    def test_control_by_the_audit_committee(self):
        term = self.make_term()
        audit, other = self.env["biuro.rada.committee"].sudo().create([
            {"name": "Komisja Rewizyjna", "kind": "audit", "term_id": term.id, "scope": "kontrola"},
            {"name": "Komisja Kultury", "kind": "standing", "term_id": term.id, "scope": "kultura"}])
        Control = self.as_clerk("control")
        values = {"unit_id": self.unit.id, "subject": "Wydatki", "planned_from": "2026-02-01"}
        with self.assertRaises(ValidationError):
            Control.create({**values, "committee_id": other.id})
        control = Control.create({**values, "committee_id": audit.id, "recommendations": "Prowadzić ewidencję.",
                                  "reply_due": "2026-05-01"})
        control.action_start()
        control.action_findings("Brak ewidencji.")
        self.assertTrue(control.is_overdue)
        with self.assertRaises(UserError):
            control.action_close()
        control.action_reply("Zaprowadzono.")
        control.action_close()
        self.assertEqual(control.state, "closed")

    def test_contacts_follow_the_composition_on_the_same_day(self):
        tags = {tag.name: tag for tag in self.env["res.partner.category"].search([])}
        board = tags["Zarząd – Śródmieście"]
        chairs = tags["Przewodniczący zarządów jednostek pomocniczych"]
        self.assertIn(self.chair.partner_id, board.partner_ids)
        self.assertIn(self.stranger.partner_id, chairs.partner_ids)
        mandate = self.unit._members("board").filtered(lambda one: one.partner_id == self.chair.partner_id)
        mandate.action_end_other("recall", office_today() - timedelta(days=1), "uchwała 3/I/2026")
        self.assertNotIn(self.chair.partner_id, board.partner_ids)
        self.assertNotIn(self.chair.partner_id, chairs.partner_ids)
        self.assertFalse(self.env["biuro.wybory.osiedle"]._of_user(self.chair))
        rows = self.unit.with_user(self.users["osiedle_user"]).mailing_list("board")
        self.assertEqual([row["name"] for row in rows], ["Śródmieście 01"])
