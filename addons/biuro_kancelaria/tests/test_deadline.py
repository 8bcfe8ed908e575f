from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, freeze_time, tagged

from ..law import terms
from .common import KancelariaCase, KancelariaWorld
from .one_browser import OneBrowser

TODAY = date(2026, 3, 4)  # a Wednesday


@tagged("post_install", "-at_install")
@freeze_time("2026-03-04 09:00:00")
class TestDeadline(KancelariaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.jrwa = cls.env["biuro.jrwa.class"].search([("is_final", "=", True)], limit=1)
        cls.jrwa.deadline_rule_code = False
        cls.case = cls.make_case()

    @classmethod
    def make_case(cls, login="clerk", **values):
        env = cls.as_user(login)
        employee = cls.employees[login]
        return env["biuro.case"].create({
            "title": "Wniosek o wpis", "jrwa_class_id": cls.jrwa.id, "department_id": employee.sudo().department_id.id,
            "clerk_id": employee.id, "procedure": "inne", **values,
        })

    def start(self, code="kpa_basic", day="2026-03-02", case=None, **options):
        return (case or self.case)._deadline_start(code, day, **options)

    # Starting -----------------------------------------------------------

    def test_start(self):
        deadline = self.start("petition", "2026-08-14")
        self.assertRecordValues(deadline, [{
            "date_start": date(2026, 8, 14), "date_raw": date(2026, 11, 14), "date_deadline": date(2026, 11, 16),
            "date_target": date(2026, 11, 13), "state": "running", "res_model": "biuro.case", "res_id": self.case.id,
            "department_id": self.cell_bs.id, "employee_id": self.employees["clerk"].id,
            "user_id": self.users["clerk"].id, "is_overdue": False, "status": "running",
        }])
        self.assertEqual(deadline.reasons[0]["article"], "ustawa o petycjach art. 10")
        self.assertEqual(self.case.deadline_ids, deadline)
        self.assertEqual(self.case.deadline_next, date(2026, 11, 16))
        self.assertEqual(deadline.reasons, deadline.sudo().reasons)

    def test_nearest_is_kept_and_searchable(self):
        self.start("petition")
        first = self.start("complaint_forward")
        self.assertEqual(self.case.deadline_next, first.date_deadline)
        found = self.env["biuro.case"].search([("deadline_next", "<=", first.date_deadline), ("id", "=", self.case.id)])
        self.assertEqual(found, self.case)
        first.action_done()
        self.assertGreater(self.case.deadline_next, first.date_deadline)
        self.case._deadline_cancel(reason="wycofano")
        self.assertFalse(self.case.deadline_next)

    def test_length_set_by_the_office(self):
        self.assertEqual(self.start("kpa_defects", amount=14).date_deadline, date(2026, 3, 16))
        for code, amount in [("kpa_defects", 6), ("petition_multi_wait", 3), ("petition", 2)]:
            with self.subTest(code=code), self.assertRaises(ValidationError):
                self.start(code, amount=amount)

    def test_started_anew_takes_the_place_of_the_running_one(self):
        old = self.start(day="2026-03-02")
        new = self.start(day="2026-03-03")
        self.assertEqual((old.state, new.state), ("cancelled", "running"))
        other = self.start(day="2026-03-03", parallel=True)
        self.assertEqual((new.state, other.state), ("running", "running"))

    def test_backward_and_lapse(self):
        hearing = self.start("kpa_hearing", "2026-06-11")
        self.assertEqual(hearing.date_deadline, date(2026, 6, 3))
        lapse = self.start("udip_cost_access", "2026-03-10")
        self.assertEqual((lapse.date_deadline, lapse.date_in_force), (date(2026, 3, 24), date(2026, 3, 25)))

    def test_rule_versions(self):
        rule = self.env["biuro.deadline.rule"].search([("code", "=", "interpellation")])
        rule.valid_to = "2026-03-03"
        rule.copy({"code": "interpellation", "amount": 21, "valid_from": "2026-03-04", "valid_to": False})
        self.assertEqual(self.start("interpellation", "2026-03-03").date_deadline, date(2026, 3, 17))
        self.assertEqual(self.start("interpellation", "2026-03-04").date_deadline, date(2026, 3, 25))
        with self.assertRaisesRegex(UserError, "no_such_rule"):
            self.start("no_such_rule")

    def test_rule_in_hours(self):
        self.env["biuro.deadline.rule"].create({
            "code": "hours", "name": "Autoryzacja", "trigger": "przekazanie", "amount": 6, "unit": "hour",
            "legal_basis": "x",
        })
        deadline = self.start("hours", "2026-03-04T06:00:00+01:00")
        self.assertEqual(str(deadline.deadline_at), "2026-03-04 11:00:00")
        self.assertFalse(deadline.is_overdue)
        with freeze_time("2026-03-04 11:30:00"):
            deadline.invalidate_recordset()
            self.assertTrue(deadline.is_overdue)
            self.assertIn(deadline, self.env["biuro.deadline"].search([("is_overdue", "=", True)]))
            deadline.action_done(on="2026-03-04T11:59:00")
        self.assertEqual(deadline.state, "met")

    def test_queries_do_not_grow(self):
        cases = self.env["biuro.case"].browse()
        for _number in range(80):
            cases += self.make_case()

        def cost(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            days = {case.id: TODAY + timedelta(days=number) for number, case in enumerate(records)}
            records.with_user(self.users["clerk"])._deadline_start("kpa_basic", days)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(cases[:1])
        few, many = cost(cases[1:9]), cost(cases[9:])
        self.assertLessEqual(many, few + 5, f"{few} queries for 8 deadlines, {many} for 71")
        deadlines = self.as_user("clerk")["biuro.deadline"]
        shown = {
            name: {"fields": {"display_name": {}}} if name in ("department_id", "employee_id") else {}
            for name in (
                "date_deadline", "date_target", "name", "res_name", "department_id", "employee_id", "status",
                "is_overdue", "is_notice_missing", "legal_basis", "days_left",
            )
        }
        deadlines.web_search_read([("state", "=", "running")], shown, limit=1)
        self.env.invalidate_all()
        with self.assertQueryCount(15):
            deadlines.web_search_read([("state", "=", "running")], shown, limit=80)

    # Ending -------------------------------------------------------------

    def test_done(self):
        in_time, late = self.start(day="2026-03-02"), self.start("complaint_forward", "2026-02-02")
        in_time.action_done(on="2026-03-03")
        late.action_done()
        self.assertEqual((in_time.state, in_time.date_done), ("met", date(2026, 3, 3)))
        self.assertEqual(late.state, "met_late")
        with self.assertRaises(UserError):
            late.action_done()
        late.action_reopen("pomyłka")
        self.assertEqual((late.state, late.status), ("running", "overdue"))
        for day in ("2026-03-05", "2026-02-01", "soon"):
            with self.subTest(day=day), self.assertRaises(UserError):
                late.action_done(on=day)

    def test_cancel(self):
        deadline = self.start()
        for reason in ("", "  ", None):
            with self.assertRaises(UserError):
                deadline.action_cancel(reason)
        deadline.action_cancel("wycofano 100 % wniosku")
        self.assertRecordValues(deadline, [{"state": "cancelled", "cancel_reason": "wycofano 100 % wniosku"}])
        self.assertTrue(any("100 %" in (body or "") for body in self.case.message_ids.mapped("body")))

    def test_overdue_is_not_stored(self):
        deadline = self.start("complaint_forward", "2026-03-02")
        Deadline = self.as_user("clerk")["biuro.deadline"]
        self.assertFalse(Deadline.search([("is_overdue", "=", True)]))
        self.assertIn(deadline, Deadline.search([("is_overdue", "=", False)]))
        with freeze_time("2026-03-10 09:00:00"):
            deadline.invalidate_recordset()
            self.assertEqual(Deadline.search([("is_overdue", "=", True)]), deadline)
            self.assertEqual((deadline.status, deadline.days_left), ("overdue", -1))

    # Extension, days not counted ---------------------------------------------------

    def test_extend(self):
        deadline = self.start("kpa_basic", "2026-03-02")
        self.assertEqual(deadline.date_deadline, date(2026, 4, 2))
        for arguments in [
            ("", {"new_date": "2026-05-05"}), ("powód", {}), ("powód", {"new_date": "2026-05-05", "new_amount": 1}),
            ("powód", {"new_date": "2026-04-02"}), ("powód", {"new_date": "kiedyś"}), ("powód", {"new_amount": -1}),
            ("powód", {"new_date": "2026-05-05", "notice_letter_id": 99999999}),
        ]:
            with self.subTest(arguments=arguments), self.assertRaises(UserError):
                deadline.action_extend(arguments[0], **arguments[1])
        self.assertFalse(deadline.is_notice_missing)
        deadline.action_extend("oczekiwanie na opinię biegłego", new_date="2026-05-02")
        # a day that the body names is not moved; the safe date is
        self.assertRecordValues(deadline, [{
            "date_deadline": date(2026, 5, 2), "date_target": date(2026, 4, 30), "is_extended": True,
            "is_notice_missing": True,
        }])
        self.assertIn("ponaglenia", deadline.extension_ids.notice_instruction)
        missing = self.as_user("clerk")["biuro.deadline"].search([("is_notice_missing", "=", True)])
        self.assertEqual(missing, deadline)
        letter = self.env["biuro.letter"].create({
            "title": "Zawiadomienie", "direction": "out", "case_id": self.case.id, "department_id": self.cell_bs.id,
            "clerk_id": self.employees["clerk"].id,
        })
        deadline.action_link_notice(letter.id)
        self.assertTrue(deadline.is_notice_missing, "a draft has told nobody anything")
        self.assertEqual(self.as_user("clerk")["biuro.deadline"].search([("is_notice_missing", "=", True)]), deadline)
        letter.sudo().state = "dispatched"
        self.assertFalse(deadline.is_notice_missing)
        self.assertFalse(self.as_user("clerk")["biuro.deadline"].search([("is_notice_missing", "=", True)]))
        deadline.action_extend("nadal", new_amount=1)
        self.assertEqual(deadline.date_deadline, date(2026, 6, 2))
        self.assertEqual(len(deadline.extension_ids), 2)
        for login, seen in [("clerk", 2), ("manager", 2), ("auditor", 2), ("archivist", 2), ("clerk_wo", 0)]:
            with self.subTest(login=login):
                Extension = self.as_user(login)["biuro.deadline.extension"]
                self.assertEqual(Extension.search_count([("deadline_id", "=", deadline.id)]), seen)

    def test_notice_is_written_from_the_extension(self):
        """KPA art. 36: reasons, new date, instruction; to who wrote, and no reply that would end the term."""
        Letter = self.as_user("chancellery")["biuro.letter"]
        letter = Letter.browse(Letter.register_incoming({
            "title": "Wniosek o zezwolenie", "sender_name": "Spółka Zorza", "sender_city": "Jasionów",
            "sender_zip": "99-950", "sender_reference": "ZO/1/26", "delivery_method": "registered_post",
            "date_received": "2026-03-02",
        })["id"])
        case = self.env["biuro.case"].with_user(self.users["management"]).open_case({
            "title": "Zezwolenie", "jrwa_class_id": self.jrwa.id, "department_id": self.cell_bs.id, "procedure": "kpa",
            "clerk_id": self.employees["clerk"].id, "letter_id": letter.id,
        })
        deadline = self.as_user("clerk")["biuro.case"].browse(case["id"]).deadline_ids
        with self.assertRaises(UserError):
            deadline.action_prepare_notice()
        wizard = self.as_user("clerk")["biuro.deadline.wizard"].with_context(
            active_model="biuro.deadline", active_ids=deadline.ids, default_mode="extend")
        with Form(wizard) as form:
            form.reason = "oczekiwanie na opinię <biegłego>"
            form.new_date = "2026-05-06"
        notice = self.as_user("clerk")["biuro.letter"].browse(form.save().action_apply()["res_id"])
        self.assertEqual(notice, deadline.extension_ids.notice_letter_id)
        self.assertRecordValues(notice, [{
            "direction": "out", "state": "draft", "case_id": case["id"], "clerk_id": self.employees["clerk"].id,
        }])
        self.assertFalse(notice.reply_to_id)
        self.assertEqual(notice.recipient_ids.mapped("name"), ["Spółka Zorza"])
        for words in (
            "art. 36 § 1 Kodeksu", "do dnia 2.04.2026 (czwartek)", "opinię &lt;biegłego&gt;", "6.05.2026 (środa)",
            "Wniosek o zezwolenie", "ZO/1/26",
        ):
            self.assertIn(words, notice.body)
        self.assertIn("ponaglenia", notice.remedies)
        self.assertTrue(deadline.is_notice_missing)
        self.assertFalse(deadline.is_notice_to_write)
        notice.action_cancel("pomyłka")
        self.assertTrue(deadline.is_notice_to_write)
        self.assertTrue(deadline.action_prepare_notice()["res_id"])

    def test_limits_of_extension(self):
        petition = self.start("petition", "2026-08-14")
        with self.assertRaisesRegex(UserError, "2027-02-16"):
            petition.action_extend("powód", new_date="2027-02-17")
        petition.action_extend("powód", new_date="2027-02-16")
        udip = self.start("udip", "2026-03-02")
        with self.assertRaisesRegex(UserError, "2026-05-04"):
            udip.action_extend("powód", new_date="2026-05-05")
        udip.action_extend("powód", new_date="2026-04-30")
        with self.assertRaises(UserError):
            self.start("interpellation").action_extend("powód", new_amount=1)

    def test_overdue_without_notice_shows(self):
        deadline = self.start("kpa_basic", "2026-01-05")
        self.assertTrue(deadline.is_notice_missing)

    def test_excluded(self):
        deadline = self.start("kpa_certificate", "2026-03-02")
        self.assertEqual(deadline.date_deadline, date(2026, 3, 9))
        deadline.add_excluded("2026-03-04", "2026-03-05", "zwłoka strony")
        self.assertEqual(deadline.date_deadline, date(2026, 3, 11))
        deadline.add_excluded("2026-03-10", "2026-03-10", "hybrydowe")
        self.assertEqual(deadline.date_deadline, date(2026, 3, 12))
        self.assertIn("zwłoka strony", deadline.excluded_text)
        self.assertEqual(deadline.date_raw, date(2026, 3, 9))
        for arguments in [("2026-03-05", "2026-03-04", "x"), ("2026-03-04", "2026-03-05", ""), ("", "", "x")]:
            with self.subTest(arguments=arguments), self.assertRaises(UserError):
                deadline.add_excluded(*arguments)
        with self.assertRaises(UserError):
            self.start("kpa_hearing", "2026-06-11").add_excluded("2026-03-04", "2026-03-05", "x")

    def test_wizard(self):
        deadline = self.start()
        wizard = self.as_user("clerk")["biuro.deadline.wizard"].with_context(
            active_model="biuro.deadline", active_ids=deadline.ids, default_mode="extend")
        with Form(wizard) as form:
            form.reason = "oczekiwanie"
            form.new_date = "2026-05-06"
        form.save().action_apply()
        self.assertEqual(deadline.date_deadline, date(2026, 5, 6))

    def test_preview_of_a_bulk_change(self):
        """Before many deadlines are changed the window shows the new end of each, and which refuse and why."""
        good, fixed, met = self.start(), self.start("interpellation"), self.start("kpa_certificate", "2026-03-02")
        met.action_done()
        foreign = self.start(case=self.make_case("clerk_wo", reader_ids=[self.users["clerk"].id]))
        deadlines = good | fixed | met | foreign
        wizard = self.as_user("clerk")["biuro.deadline.wizard"].with_context(
            active_model="biuro.deadline", active_ids=deadlines.ids, default_mode="extend")
        with Form(wizard) as form:
            form.reason = "oczekiwanie"
            self.assertFalse(len(form.line_ids))
            form.new_date = "2026-05-06"
            self.assertEqual(form.refused_count, 3)
        window = form.save()
        lines = {line.deadline_id: line for line in window.line_ids}
        self.assertEqual(set(lines), set(deadlines))
        self.assertEqual((lines[good].date_old, str(lines[good].date_new)), (good.date_deadline, "2026-05-06"))
        self.assertFalse(lines[good].refusal)
        for refused, words in ((fixed, "does not let"), (met, "does not run"), (foreign, "not change it")):
            self.assertRegex(lines[refused].refusal, words)
            self.assertEqual(lines[refused].date_new, refused.date_deadline)
        with self.assertRaises(UserError), self.cr.savepoint():
            window.action_apply()
        window.skip_refused = True
        window.action_apply()
        self.assertEqual(good.date_deadline, date(2026, 5, 6))
        self.assertFalse((fixed | foreign).extension_ids)

    def test_preview_is_what_happens(self):
        """The preview of each verb tells the end and the state that the verb gives."""
        for verb, arguments, act in (
            ("extend", {"new_amount": 1}, lambda line: line.action_extend("powód", new_amount=1)),
            ("exclude", {"date_from": "2026-03-04", "date_to": "2026-03-10"},
             lambda line: line.add_excluded("2026-03-04", "2026-03-10", "powód")),
            ("done", {"on": "2026-03-03"}, lambda line: line.action_done("2026-03-03")),
            ("cancel", {}, lambda line: line.action_cancel("powód")),
        ):
            with self.subTest(verb=verb):
                deadline = self.start("kpa_basic", "2026-03-02").with_user(self.users["clerk"])
                [line] = deadline.preview_change(verb, **arguments)
                self.assertEqual((line["deadline"], line["state"]), (str(deadline.date_deadline), "running"))
                act(deadline)
                self.assertEqual((line["new_deadline"], line["new_state"]),
                                 (str(deadline.date_deadline), deadline.state))
                self.assertFalse(line["refusal"])
        self.assertEqual(deadline.preview_change("reopen")[0]["new_state"], "running")
        self.assertTrue(deadline.preview_change("done")[0]["refusal"])
        self.assertTrue(deadline.preview_change("notice")[0]["refusal"])
        with self.assertRaises(UserError):
            deadline.preview_change("unlink")

    def test_started_by_hand(self):
        """A term of the catalogue begins from the form of a case; the window tells its end before it is started."""
        start = self.as_user("clerk")["biuro.deadline.start"].with_context(
            default_res_model="biuro.case", default_res_id=self.case.id)
        with Form(start) as form:
            form.rule_id = self.env["biuro.deadline.rule"]._get("kpa_defects", TODAY)
            form.date_start = "2026-03-02"
            form.amount = 6
            self.assertTrue(form.problem)
            form.amount = 14
            self.assertFalse(form.problem)
            self.assertEqual(str(form.date_deadline), "2026-03-16")
        form.save().action_apply()
        self.assertRecordValues(self.case.deadline_ids, [{
            "code": "kpa_defects", "amount": 14, "date_deadline": date(2026, 3, 16), "state": "running",
        }])
        with self.assertRaises(AccessError):
            self.case.with_user(self.users["clerk_wo"]).action_start_deadline("kpa_certificate")
        with self.assertRaises(ValidationError):
            self.case.action_start_deadline("kpa_defects", amount=3)
        self.case.action_close("Załatwiono")
        with self.assertRaises(UserError):
            self.case.action_start_deadline("kpa_certificate")
        with self.assertRaises(UserError):
            start.create({
                "res_model": "res.partner", "res_id": self.partner.id, "rule_id": form.record.rule_id.id,
            }).action_apply()

    # The case ----------------------------------------------------------------

    def test_case_starts_stops_and_ends_its_term(self):
        case = self.make_case(procedure="kpa", date_opened="2026-03-02")
        deadline = case.deadline_ids
        self.assertRecordValues(deadline, [{"code": "kpa_basic", "date_deadline": date(2026, 4, 2)}])
        case.action_suspend("zagadnienie wstępne")
        with freeze_time("2026-03-10 09:00:00"):
            case.action_resume("ustąpiło")
        # 4 to 10 March are seven days; 9 April is a Thursday
        self.assertEqual(deadline.date_deadline, date(2026, 4, 9))
        with freeze_time("2026-03-20 09:00:00"):
            case.action_close("Załatwiono pismem")
        self.assertRecordValues(deadline, [{"state": "met", "date_done": date(2026, 3, 20)}])
        self.assertFalse(case.deadline_next)

    def test_class_names_the_procedure(self):
        """A case opened in a class of petitions, complaints or requests gets its procedure and its clock by itself."""
        Case = self.as_user("clerk")["biuro.case"]
        for symbol, procedure, code, end in [
            ("152", "petycja", "petition", date(2026, 6, 2)), ("1510", "skarga", "complaint", date(2026, 4, 2)),
            ("1511", "skarga", "complaint_forward", date(2026, 3, 9)), ("1431", "udip", "udip", date(2026, 3, 16)),
        ]:
            with self.subTest(symbol=symbol):
                case = Case.browse(Case.open_case({
                    "title": "Sprawa", "jrwa_symbol": symbol, "date_opened": "2026-03-02",
                })["id"])
                self.assertEqual(case.procedure, procedure)
                self.assertRecordValues(case.deadline_ids, [{"code": code, "date_deadline": end}])
        with Form(Case) as form:
            form.title = "Postulat"
            form.jrwa_class_id = Case.jrwa_class_id._get("152", TODAY)
            self.assertEqual(form.procedure, "petycja")
            form.procedure = "inne"
        self.assertFalse(form.record.deadline_ids)

    def test_another_procedure_brings_its_term(self):
        case = self.make_case(procedure="inne", date_opened="2026-03-02")
        self.assertFalse(case.deadline_ids)
        case.procedure = "skarga"
        case.procedure = "udip"
        self.assertRecordValues(case.deadline_ids.sorted("id"), [
            {"code": "complaint", "state": "cancelled"}, {"code": "udip", "state": "running"},
        ])
        case.action_suspend("zagadnienie wstępne")
        with self.assertRaises(UserError):
            case.procedure = "kpa"

    def test_term_runs_from_the_letter(self):
        Letter = self.as_user("chancellery")["biuro.letter"]
        letter = Letter.browse(Letter.register_incoming({
            "title": "Skarga", "sender_name": "Jan Nowak", "delivery_method": "registered_post",
            "date_received": "2026-02-25",
        })["id"])
        case = self.env["biuro.case"].browse(self.env["biuro.case"].with_user(self.users["management"]).open_case({
            "title": "Skarga", "jrwa_class_id": self.jrwa.id, "department_id": self.cell_bs.id, "procedure": "skarga",
            "clerk_id": self.employees["clerk"].id, "letter_id": letter.id,
        })["id"])
        running = case.deadline_ids.filtered(lambda line: line.state == "running")
        self.assertRecordValues(running, [{
            "code": "complaint", "date_start": date(2026, 2, 25), "date_deadline": date(2026, 3, 25),
        }])

    def test_suspended_is_not_overdue(self):
        case = self.make_case(procedure="kpa", date_opened="2026-03-02")
        case.action_suspend("zagadnienie wstępne")
        with freeze_time("2026-07-01 09:00:00"):
            case.deadline_ids.invalidate_recordset()
            self.assertEqual(case.deadline_ids.status, "running")
            self.assertFalse(self.env["biuro.deadline"].search([("is_overdue", "=", True), ("res_id", "=", case.id)]))

    def test_moved_case_takes_its_term_along(self):
        case = self.make_case(procedure="kpa", date_opened="2026-03-02")
        deadline = case.deadline_ids
        [new] = case.action_transfer(department_id=self.cell_wo.id, reason="właściwość")
        new = self.env["biuro.case"].browse(new["id"])
        self.assertEqual(deadline.sudo().res_id, new.id)
        running = new.deadline_ids.filtered(lambda line: line.state == "running")
        self.assertRecordValues(running, [{"date_deadline": date(2026, 4, 2), "department_id": self.cell_wo.id}])
        self.assertFalse(case.sudo().deadline_next)

    def test_deleted_record_leaves_nothing(self):
        deadline = self.start()
        # sudo: a case is deleted by nobody in life
        self.case.sudo()._unlink_deadlines()
        self.assertFalse(deadline.exists())

    # Access -----------------------------------------------------------------

    def test_who_reads(self):
        deadline = self.start()
        for login, sees in [
            ("clerk", True), ("manager", True), ("management", True), ("auditor", True), ("archivist", True),
            ("clerk_wo", False), ("manager_wo", False), ("chancellery", False),
        ]:
            with self.subTest(login=login):
                found = self.as_user(login)["biuro.deadline"].search([("id", "=", deadline.id)])
                self.assertEqual(bool(found), sees)
        with self.assertRaises(AccessError):
            self.as_user("biuro_admin")["biuro.deadline"].search([])

    def test_restricted(self):
        deadline = self.start()
        self.case.write({"is_restricted": True, "title": "Tajne"})
        self.env.flush_all()
        for login, sees in [
            ("clerk", True), ("manager", True), ("management", True), ("archivist", False), ("clerk_wo", False),
        ]:
            with self.subTest(login=login):
                Deadline = self.as_user(login)["biuro.deadline"]
                self.assertEqual(bool(Deadline.search([("res_name", "ilike", "Tajne")])), sees)
        self.case.write({"reader_ids": [(4, self.users["clerk_wo"].id)]})
        self.env.flush_all()
        self.assertEqual(self.as_user("clerk_wo")["biuro.deadline"].search([("id", "=", deadline.id)]), deadline)

    def test_new_handler(self):
        deadline = self.start()
        self.assertEqual(deadline.activity_id.user_id, self.users["clerk"])
        self.case.write({"clerk_id": self.employees["manager"].id})
        self.assertEqual(deadline.employee_id, self.employees["manager"])
        self.assertEqual(deadline.sudo().activity_id.user_id, self.users["manager"])

    def test_nobody_writes(self):
        deadline = self.start()
        for login in ("clerk", "management", "auditor", "biuro_admin"):
            Deadline = self.as_user(login)["biuro.deadline"]
            with self.subTest(login=login):
                with self.assertRaises(AccessError):
                    Deadline.browse(deadline.id).write({"date_deadline": "2030-01-01"})
                with self.assertRaises(AccessError):
                    Deadline.create({"name": "x"})
                with self.assertRaises(AccessError):
                    Deadline.browse(deadline.id).unlink()
        for login in ("clerk_wo", "auditor", "biuro_admin"):
            with self.subTest(login=login), self.assertRaises(AccessError):
                deadline.with_user(self.users[login]).action_done()
        with self.assertRaises(AccessError):
            self.case.with_user(self.users["clerk_wo"])._deadline_start("kpa_basic", "2026-03-02")

    def test_mine_and_my_cell(self):
        deadline = self.start()
        for login, mine, cell in [("clerk", True, True), ("manager", False, True), ("management", False, False)]:
            Deadline = self.as_user(login)["biuro.deadline"]
            with self.subTest(login=login):
                self.assertEqual(bool(Deadline.search([("is_mine", "=", True), ("id", "=", deadline.id)])), mine)
                self.assertEqual(bool(Deadline.search([("is_my_cell", "=", True), ("id", "=", deadline.id)])), cell)

    # Activities, escalation, digest ------------------------------------------------

    def test_activity(self):
        deadline = self.start("kpa_basic", "2026-03-02")  # safe date 2 April, a week of warning: 26 March
        activity = deadline.sudo().activity_id
        self.assertRecordValues(activity, [{
            "user_id": self.users["clerk"].id, "date_deadline": date(2026, 3, 26), "res_model": "biuro.case",
            "res_id": self.case.id, "summary": "Załatwienie sprawy",
        }])
        deadline.action_extend("powód", new_date="2026-05-06")
        self.assertEqual(activity.date_deadline, date(2026, 4, 29))
        deadline.action_done()
        self.assertFalse(activity.active)
        self.assertEqual(activity.state, "done")
        other = self.start("motion")
        other.action_cancel("wycofano")
        self.assertFalse(other.sudo().activity_id)

    def test_escalation(self):
        deadline = self.start("complaint_forward", "2026-02-02")
        orphan = self.make_case(clerk_id=False)._deadline_start("complaint_forward", "2026-02-02")
        Deadline = self.env["biuro.deadline"]
        with patch.object(self.env.cr, "commit"):
            Deadline._cron_escalate()
            self.assertEqual(deadline.escalated_on, TODAY)
            self.assertEqual(deadline.sudo().escalation_id.user_id, self.users["manager"])
            self.assertEqual(orphan.sudo().escalation_id.user_id, self.users["manager"])
            activities = self.case.sudo().activity_ids
            Deadline._cron_escalate()
            self.assertEqual(self.case.sudo().activity_ids, activities)
        deadline.action_done()
        self.assertFalse(deadline.sudo().escalation_id.active)

    def test_escalation_climbs(self):
        """A head who lets his or her own term pass is reported to the head above."""
        top = self.env["hr.department"].create({"name": "Urząd", "manager_id": self.employees["management"].id})
        self.cell_bs.parent_id = top
        case = self.make_case(clerk_id=self.employees["manager"].id)
        deadline = case._deadline_start("complaint_forward", "2026-02-02")
        with patch.object(self.env.cr, "commit"):
            self.env["biuro.deadline"]._cron_escalate()
        self.assertEqual(deadline.sudo().escalation_id.user_id, self.users["management"])

    def test_digest(self):
        self.env["biuro.deadline"].search([])._cancel("test")
        self.start("complaint_forward", "2026-02-02")  # overdue
        secret = self.make_case(title="Poufna rzecz", is_restricted=True)
        secret._deadline_start("complaint_forward", "2026-02-27")  # Friday of this week
        self.make_case(login="clerk_wo")._deadline_start("petition", "2026-03-02")  # in three months
        self.users["clerk"].email = "clerk@example.com"
        sections = self.users["clerk"]._deadline_digest()
        self.assertEqual([len(section["rows"]) for section in sections], [1, 1])
        with patch.object(self.env.cr, "commit"):
            self.env["biuro.deadline"]._cron_digest()
            mails = self.env["mail.mail"].search([("email_to", "ilike", "clerk@example.com")])
            self.assertEqual(len(mails), 1)
            self.assertIn("clerk@example.com", mails.email_to)
            self.assertIn("Przekazanie skargi", mails.body_html)
            self.assertNotIn("Poufna", mails.body_html)
            self.env["biuro.deadline"]._cron_digest()
            self.assertEqual(self.env["mail.mail"].search([("email_to", "ilike", "clerk@example.com")]), mails)

    @freeze_time("2026-03-07 09:00:00")
    def test_no_digest_on_saturday(self):
        self.start("complaint_forward", "2026-02-02")
        with patch.object(self.env.cr, "commit"):
            self.env["biuro.deadline"]._cron_digest()
        self.assertFalse(self.users["clerk"].deadline_digest_on)

    def test_catalogue(self):
        """Every code that the calculators promise is there, counts, and names its basis."""
        codes = [
            "kpa_basic", "kpa_complex", "kpa_simplified", "kpa_appeal", "kpa_defects", "kpa_ponaglenie_forward",
            "kpa_certificate", "complaint", "complaint_forward", "complaint_split", "complaint_clarify",
            "complaint_mp", "motion", "motion_forward", "petition", "petition_forward", "petition_call",
            "petition_supply", "petition_third_party", "petition_multi_wait", "petition_annual", "udip", "udip_ext",
            "udip_cost", "mp_intervention", "cru_entry", "cru_update", "culture_extract", "interpellation",
            "resolution_wojewoda", "order_rules_wojewoda", "supervision", "court_complaint", "press_criticism",
            "press_correction", "fund_first", "fund_second", "lay_collect", "lay_destroy",
        ]
        rules = self.env["biuro.deadline.rule"].search([])
        self.assertFalse(set(codes) - set(rules.mapped("code")))
        for rule in rules:
            with self.subTest(rule=rule.code):
                # a term in hours runs from a moment
                start = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=terms.WARSAW)
                result = rule._count_term(start if rule.unit == "hour" else TODAY)
                self.assertLessEqual(result["target"], result["deadline"])
                self.assertTrue(rule.legal_basis and result["reasons"])


@tagged("post_install", "-at_install")
class TestDeadlineCockpit(KancelariaWorld, OneBrowser, HttpCase):
    """The cockpit opens for a clerk in each of its views."""

    def test_views(self):
        self.build_world()
        jrwa = self.env["biuro.jrwa.class"].search([("is_final", "=", True)], limit=1)
        case = self.env["biuro.case"].create({
            "title": "Sprawa kokpitu", "jrwa_class_id": jrwa.id, "department_id": self.cell_bs.id,
            "clerk_id": self.employees["clerk"].id,
        })
        case._deadline_start("kpa_basic", self.env["biuro.deadline"]._today())
        self.start_tour("/odoo/terminy", "biuro_deadline_cockpit", login="clerk")
        self.start_tour(f"/odoo/sprawy/{case.id}", "biuro_deadline_start", login="clerk")
        running = case.deadline_ids.filtered(lambda line: line.code == "kpa_simplified")
        self.assertEqual(running.state, "running")
        running.with_user(self.users["clerk"]).action_extend("oczekiwanie na opinię", new_amount=1)
        url = running.with_user(self.users["clerk"]).action_prepare_notice()["res_id"]
        self.start_tour(f"/odoo/projekty/{url}", "biuro_deadline_notice", login="clerk")
