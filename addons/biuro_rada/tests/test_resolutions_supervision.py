from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .resolution_case import ResolutionCase


@tagged("post_install", "-at_install")
class TestSupervision(ResolutionCase):
    def test_terms_of_submission(self):
        """Adopted on Wednesday 25.03.2026: to the wojewoda until 1.04; delivered then, supervised until 4.05."""
        [resolution] = self.adopt(self.draft("w sprawie parku"), sign=False)
        row = resolution.supervision_ids.with_user(self.users["rada_user"])
        self.assertEqual((row.authority, row.submit_deadline), ("wojewoda", date(2026, 4, 1)))
        self.assertEqual(row.deadline_ids.res_name.split(": ")[1].split(" ")[0], resolution.number)
        with self.assertRaisesRegex(UserError, "RC-04"):
            row.action_sent("2026-03-27")
        with self.assertRaisesRegex(UserError, "RC-04"):
            resolution.action_make_letters()
        resolution.action_sign("2026-03-26", self.councillors[0].id)
        self.assertEqual(resolution.state, "signed")
        with self.assertRaisesRegex(UserError, "before it was signed"):
            row.action_sent("2026-03-25")
        row.action_sent("2026-03-31")
        self.assertEqual((resolution.state, row.is_late), ("in_force", False))
        with self.assertRaisesRegex(UserError, "before it was sent"):
            row.action_delivered("2026-03-30")
        self.assertEqual(row.action_delivered("2026-04-01"), "2026-05-04")
        self.assertEqual(resolution.supervision_state, "running")
        with self.assertRaisesRegex(UserError, "after that day"):
            row.action_close("2026-05-04")
        row.action_close("2026-05-05")
        self.assertEqual((row.result, resolution.supervision_state), ("none", "done"))

    def test_end_on_corpus_christi(self):
        days = self.env["biuro.deadline.rule"]
        rule = days._get("resolution_wojewoda", date(2026, 5, 28))
        term = rule._count_term(date(2026, 5, 28))
        self.assertEqual((term["deadline"], term["target"]), (date(2026, 6, 5), date(2026, 6, 3)))

    def test_letters(self):
        """One letter to each authority with the list of the acts; its dispatch is a fact of the supervision."""
        wojewoda = self.env["res.partner"].create({"name": "Wojewoda", "zip": "00-001", "city": "Warszawa"})
        rio = self.env["res.partner"].create({"name": "RIO", "zip": "00-002", "city": "Warszawa"})
        both = self.draft("w sprawie kredytu", has_financial_obligation=True, cover_source="dochody")
        resolutions = self.adopt(self.draft("w sprawie parku"), both)
        with self.assertRaisesRegex(UserError, "Set the addressee"):
            resolutions.action_make_letters()
        self.env.company.write({"rada_wojewoda_id": wojewoda.id, "rada_rio_id": rio.id})
        action = resolutions.action_make_letters()
        letters = self.env["biuro.letter"].search(action["domain"])
        self.assertEqual(set(letters.recipient_ids.mapped("name")), {"Wojewoda", "RIO"})
        to_wojewoda = letters.filtered(lambda letter: letter.recipient_ids.name == "Wojewoda")
        self.assertEqual(len(to_wojewoda.supervision_ids), 2)
        self.assertIn("art. 90 ust. 1", to_wojewoda.body)
        self.assertIn(resolutions[0].number, to_wojewoda.enclosures)
        self.assertEqual(to_wojewoda.jrwa_class_id.symbol, "0711")
        self.assertEqual(str(to_wojewoda.date_internal_due), "2026-04-01")
        with self.assertRaisesRegex(UserError, "nothing to send"):
            resolutions.action_make_letters()
        self.env["biuro.rada.supervision"]._letters_dispatched(to_wojewoda, date(2026, 3, 30))
        self.assertEqual(set(to_wojewoda.supervision_ids.mapped("state")), {"sent"})
        self.assertEqual(resolutions[1].supervision_state, "to_send")
        self.assertEqual(resolutions[0].supervision_state, "sent")

    def sent(self, delivered="2026-04-01", **values):
        [resolution] = self.adopt(self.draft("w sprawie parku", **values))
        row = resolution.supervision_ids
        row.action_sent("2026-03-27")
        row.action_delivered(delivered)
        return resolution, row

    def test_annulment_and_complaint(self):
        resolution, row = self.sent()
        row.action_proceeding("2026-04-10", "Zawiadomienie o wszczęciu")
        with self.assertRaisesRegex(UserError, "only complain"):
            row.action_decide("annulment", "PN.1", "2026-05-05", "2026-05-06")
        with self.assertRaisesRegex(UserError, "sign of the decision"):
            row.action_decide("annulment", "", "2026-04-20")
        self.assertEqual(
            row.action_decide("annulment", "PN-II.4131.1.2026", "2026-04-20", "2026-04-22"),
            {"complaint_deadline": "2026-05-22"},
        )
        self.assertEqual((resolution.state, resolution.validity), ("annulled", "annulled"))
        self.assertTrue(resolution.is_suspended)
        self.assertEqual(resolution._validity_on(date(2026, 4, 21)), "in_force")
        with self.assertRaisesRegex(UserError, "art. 98 ust. 3"):
            row.action_complain("2026-05-20")
        with self.assertRaisesRegex(UserError, "ended on"):
            row.action_complain("2026-05-25", resolution.id)
        row.action_complain("2026-05-20", resolution.id)
        self.assertEqual(row.state, "court")
        with self.assertRaisesRegex(UserError, "does not fit"):
            row.action_court("annulled", "II SA/Wa 1/26", "2026-10-01")
        row.action_court("repealed", "II SA/Wa 1/26", "2026-10-01")
        self.assertEqual((resolution.state, resolution.validity, row.suspended), ("in_force", "in_force", False))

    def test_annulled_in_part(self):
        resolution, row = self.sent()
        with self.assertRaisesRegex(UserError, "Name the part"):
            row.action_decide("partial_annulment", "PN.2", "2026-04-20")
        row.action_decide("partial_annulment", "PN.2", "2026-04-20", "2026-04-20", "§ 3 ust. 2")
        self.assertEqual((resolution.validity, resolution.annulled_part), ("in_force", "§ 3 ust. 2"))
        self.assertIn("§ 3 ust. 2", resolution._publication_values()["body"])

    def test_minor_breach_and_court(self):
        resolution, row = self.sent()
        with self.assertRaisesRegex(UserError, "decides by itself"):
            row.action_decide("court_complaint", "", "2026-04-30")
        row.action_decide("indication", "PN.3", "2026-04-30", None, "Błąd w podstawie prawnej")
        self.assertEqual((row.state, resolution.validity), ("done", "in_force"))

    def test_rio_in_its_own_course(self):
        resolution, row = self.sent(kind="budget", initiator_type="mayor")
        self.assertEqual(row.authority, "rio")
        row.action_call_to_remedy("2026-04-24", "2026-04-10", "Deficyt bez źródła pokrycia")
        self.assertEqual((row.state, row.remedy_until), ("proceeding", date(2026, 4, 24)))
        self.assertEqual(
            row.deadline_ids.filtered(lambda line: line.code == "rio_remedy").date_deadline, date(2026, 4, 24)
        )
        self.assertTrue(resolution.to_publish)
        other = self.adopt_next()
        with self.assertRaisesRegex(UserError, "Only the RIO"):
            other.supervision_ids.action_call_to_remedy("2026-05-24", "2026-05-10")

    def adopt_next(self):
        [resolution] = self.adopt(self.draft("w sprawie szkoły"))
        resolution.supervision_ids.action_sent("2026-03-27")
        resolution.supervision_ids.action_delivered("2026-04-01")
        return resolution

    def test_facts_are_written_by_verbs(self):
        resolution, row = self.sent()
        for record, values in (
            (row, {"result": "none"}),
            (row, {"supervision_end": "2026-04-02"}),
            (resolution, {"signed_on": "2026-03-25"}),
            (resolution, {"published_on": "2026-03-28"}),
            (resolution, {"state": "executed"}),
        ):
            with self.assertRaises(UserError):
                record.write(values)
        with self.assertRaises(AccessError):
            row.with_user(self.users["clerk"]).action_close("2026-05-05")


@tagged("post_install", "-at_install")
class TestJournalAndForce(ResolutionCase):
    def test_local_law(self):
        """Published on 13.04.2026 with the usual 14 days: in force from 28.04.2026 (rule 7 of counting)."""
        [resolution] = self.adopt(self.draft("w sprawie regulaminu", is_local_law=True))
        self.assertEqual((resolution.in_force_rule, resolution.in_force_from), ("days", False))
        with self.assertRaisesRegex(UserError, "RC-04"):
            resolution.action_publish("2026-03-24", 2026, 1234)
        with self.assertRaisesRegex(UserError, "position"):
            resolution.action_publish("2026-04-13", 2026, 0)
        resolution.action_submit_to_journal("2026-03-27", "E-1")
        said = resolution.entry_into_force(resolution.id, "2026-04-13")
        self.assertEqual(said["in_force_from"], "2026-04-28")
        self.assertTrue(said["reasons"])
        self.assertEqual(resolution.action_publish("2026-04-13", 2026, 1234), "2026-04-28")
        self.assertIn("poz. 1234", resolution.journal_text)
        self.assertEqual(resolution._validity_on(date(2026, 4, 27)), "not_yet")
        self.assertEqual(resolution._validity_on(date(2026, 4, 28)), "in_force")

    def test_shorter_term_needs_its_reason(self):
        with self.assertRaisesRegex(ValidationError, "RC-05"):
            self.draft("w sprawie opłat", is_local_law=True, in_force_rule="days", in_force_days=7)
        with self.assertRaisesRegex(ValidationError, "RC-05"):
            self.draft("w sprawie opłat", is_local_law=True, in_force_rule="adoption")
        draft = self.draft(
            "w sprawie opłat",
            is_local_law=True,
            in_force_rule="days",
            in_force_days=7,
            shorter_basis="ważny interes państwa",
        )
        [resolution] = self.adopt(draft)
        self.assertEqual(resolution.action_publish("2026-04-01", 2026, 5), "2026-04-09")

    def test_what_is_not_published(self):
        [resolution] = self.adopt(self.draft("w sprawie stanowiska", kind="position"))
        self.assertEqual(resolution.in_force_from, date(2026, 3, 25))
        with self.assertRaisesRegex(UserError, "not published in the official journal"):
            resolution.action_publish("2026-04-13", 2026, 1)

    def test_relations_on_any_day(self):
        [old] = self.adopt(self.draft("w sprawie targowiska", is_local_law=True))
        old.action_publish("2026-04-01", 2026, 10)
        new = self.env["biuro.rada.resolution"].create(
            {
                "title": "zmieniająca",
                "term_id": self.term.id,
                "date_adopted": "2026-05-27",
                "number": "II/2/2026",
                "seq": 2,
                "is_local_law": True,
                "to_publish": True,
                "in_force_rule": "days",
                "signed_on": "2026-05-28",
            }
        )
        Relation = self.env["biuro.rada.resolution.relation"].with_user(self.users["rada_user"])
        with self.assertRaises(ValidationError):
            Relation.create({"resolution_id": old.id, "kind": "amends", "target_id": old.id})
        with self.assertRaisesRegex(ValidationError, "before it"):
            Relation.create({"resolution_id": old.id, "kind": "amends", "target_id": new.id})
        Relation.create({"resolution_id": new.id, "kind": "amends", "target_id": old.id, "note": "§ 2"})
        self.assertFalse(old.consolidation_due)
        new.action_publish("2026-06-10", 2026, 20)
        # 12 months from the change: Thursday 10.06.2027
        self.assertEqual(old.consolidation_due, date(2027, 6, 10))
        text = self.env["biuro.rada.consolidated"].browse(
            old.with_user(self.users["rada_user"]).action_consolidate()["res_id"]
        )
        self.assertEqual(text.pending_ids.resolution_id, new)
        number = text.with_user(self.users["rada_user"]).action_announce()
        self.assertEqual(number, text.register_ref)
        self.assertFalse(old.consolidation_due)
        self.assertEqual(new.relation_ids.consolidated_id, text)
        with self.assertRaisesRegex(UserError, "in a consolidated text"):
            new.relation_ids.unlink()
        with self.assertRaisesRegex(UserError, "stays as it was"):
            text.with_user(self.users["rada_user"]).body = "<p>x</p>"
        repealing = self.env["biuro.rada.resolution"].create(
            {
                "title": "uchylająca",
                "term_id": self.term.id,
                "date_adopted": "2026-09-23",
                "number": "III/3/2026",
                "seq": 3,
                "relation_ids": [(0, 0, {"kind": "repeals", "target_id": old.id})],
            }
        )
        self.assertEqual((old.repealed_on, old.repealed_by_id), (date(2026, 9, 23), repealing))
        for day, expected in (
            ("2026-04-15", "not_yet"),
            ("2026-04-16", "in_force"),
            ("2026-09-22", "in_force"),
            ("2026-09-23", "repealed"),
        ):
            self.assertEqual(old._validity_on(date.fromisoformat(day)), expected)
            found = old.search(old._validity_domain(expected, date.fromisoformat(day)))
            self.assertIn(old, found)
            self.assertEqual(old.id in [row["id"] for row in old.valid_on(day)], expected == "in_force")
        later = Relation.create({"resolution_id": repealing.id, "kind": "amends", "target_id": old.id})
        self.assertFalse(later.warning)
        last = self.env["biuro.rada.resolution"].create(
            {"title": "późna", "term_id": self.term.id, "date_adopted": "2026-10-01", "number": "IV/4/2026", "seq": 4}
        )
        relation = Relation.create({"resolution_id": last.id, "kind": "repeals", "target_id": old.id})
        self.assertTrue(relation.warning)
        # an annulled act repeals nothing
        repealing.annulled_on = last.annulled_on = date(2026, 10, 20)
        self.assertFalse(old.repealed_on)

    def test_register_without_gaps(self):
        resolutions = self.adopt(*[self.draft(f"w sprawie {name}") for name in ("a", "b", "c")])
        self.assertEqual(resolutions.register_gaps(self.term.id), [])
        self.env["biuro.rada.resolution"].create(
            {"title": "z historii", "term_id": self.term.id, "date_adopted": "2026-04-29", "number": "II/6", "seq": 6}
        )
        self.assertEqual(resolutions.register_gaps(self.term.id), [4, 5])

    def test_execution(self):
        draft = self.draft("w sprawie ławek", executor_id=self.cell_wo.id, executor_due="2026-06-30")
        [resolution] = self.adopt(draft)
        row = resolution.execution_ids
        self.assertEqual((row.department_id, row.status, str(row.due)), (self.cell_wo, "not_started", "2026-06-30"))
        self.assertEqual(row.deadline_ids.filtered(lambda line: line.state == "running").date_raw, date(2026, 6, 30))
        self.assertTrue(row.is_overdue)
        self.assertIn(row, row.search([("is_overdue", "=", True)]))
        clerk = row.with_user(self.users["clerk_wo"])
        with self.assertRaises(AccessError):
            row.with_user(self.users["clerk"]).action_report("Zrobione")
        with self.assertRaises(AccessError):
            clerk.write({"due": "2026-12-31"})
        clerk.action_begin()
        clerk.action_report("Ustawiono 10 z 20 ławek.", done=False, on="2026-06-20")
        self.assertEqual(row.status, "in_progress")
        clerk.action_report("Ustawiono 20 ławek.", on="2026-07-10")
        self.assertEqual(
            (row.status, row.deadline_ids.filtered(lambda d: d.state != "cancelled").state), ("done", "met_late")
        )
        report = resolution.execution_report("2026-01-01", "2026-12-31")
        self.assertEqual((report["total"], report["done"], report["overdue"]), (1, 1, 0))
        self.assertEqual(report["rows"][0]["number"], resolution.number)
        resolution.supervision_ids.action_sent("2026-03-27")
        self.assertEqual(resolution.state, "executed")


@tagged("post_install", "-at_install")
class TestOrders(ResolutionCase):
    def act(self, **values):
        return (
            self.env["biuro.rada.act"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "title": "w sprawie komisji",
                    "date": "2026-03-25",
                    "issuer_id": self.employees["management"].id,
                    "legal_basis": "art. 30 u.s.g.",
                    "in_force_from": "2026-03-25",
                    **values,
                }
            )
        )

    def test_order_rules(self):
        act = self.act(kind="order_rules", title="w sprawie zakazu wstępu do lasu")
        [number] = act.action_issue()
        self.assertEqual(act._deadline_search("council_publish").date_deadline, date(2026, 3, 30), "niezwłocznie")
        self.assertEqual((act.state, number), ("issued", act.register_ref))
        row = act.supervision_ids
        # two days: Friday 27.03.2026; the neighbours the next day
        self.assertEqual((row.authority, row.submit_deadline), ("wojewoda", date(2026, 3, 27)))
        self.assertEqual(
            act.deadline_ids.filtered(lambda line: line.code == "order_rules_neighbours").date_deadline,
            date(2026, 3, 26),
        )
        act.action_neighbours_told("2026-03-26")
        self.assertTrue(act.needs_approval)
        row.action_sent("2026-03-26")
        with self.assertRaisesRegex(UserError, "changed by another act"):
            act.title = "inny"
        self.assertEqual(act._validity_on(date(2026, 4, 29)), "not_yet", "not announced, not in force")
        with self.assertRaisesRegex(UserError, "after three days"):
            act.action_announce("2026-03-25", "tablice ogłoszeń")
        act.sooner_reason = "Zagrożenie pożarowe."
        act.action_announce("2026-03-25", "tablice ogłoszeń")
        act.action_lost_force("2026-04-29", "Rada odmówiła zatwierdzenia")
        self.assertEqual([act._validity_on(date(2026, 4, day)) for day in (29, 30)], ["in_force", "expired"])
        with self.assertRaisesRegex(UserError, "wait for the approval"):
            act.action_lost_force("2026-05-01", "x")

    def test_approval_by_the_council(self):
        act = self.act(kind="order_rules", date="2026-03-24")
        act.action_issue()
        [resolution] = self.adopt(self.draft("w sprawie zatwierdzenia"))
        self.assertEqual(act.approval_result, "not_presented", "nobody told the session what the draft approves")
        act = self.act(kind="order_rules")
        act.action_issue()
        act.action_approved(resolution.id)
        self.assertFalse(act.needs_approval)

    def rules(self, **values):
        """Return issued order rules, announced and in force at once."""
        act = self.act(kind="order_rules", date="2026-03-20", in_force_from="2026-03-20", sooner_reason="Powódź.",
                       **values)
        act.action_issue()
        act.action_announce("2026-03-20")
        return act

    def approval(self, act):
        return self.draft("w sprawie zatwierdzenia przepisów porządkowych", approves_act_id=act.id)

    def test_the_nearest_session_approves(self):
        act = self.rules()
        self.assertTrue(act.to_publish, "they are local law")
        draft = self.approval(act)
        session = self.session(draft)
        act.invalidate_recordset()
        self.assertEqual(act.approval_session_id, session)
        term = act._deadline_search("order_rules_approval", running=True)
        self.assertEqual(term.date_deadline, date(2026, 3, 25), "the term ends with the session")
        self.vote(draft, *["yes"] * 23)
        session.action_close()
        self.assertEqual((act.approval_result, act.approved_resolution_id), ("approved", draft.resolution_id))
        self.assertEqual(act._validity_on(date(2026, 5, 1)), "in_force")
        self.assertEqual(term.state, "met")

    def test_refused(self):
        act = self.rules()
        draft = self.approval(act)
        session = self.session(draft)
        self.vote(draft, *["no"] * 23)
        session.action_close()
        self.assertEqual((act.approval_result, act.lost_force_on), ("refused", date(2026, 3, 25)))
        self.assertEqual(act._validity_on(date(2026, 3, 26)), "expired")
        act.action_lost_force("2026-04-10", "Rada określiła dzień utraty mocy: 10 kwietnia")
        self.assertEqual(act._validity_on(date(2026, 4, 10)), "in_force", "the day that the council named")
        with self.assertRaisesRegex(UserError, "wait for the approval"):
            act.action_lost_force("2026-05-01", "x")

    def test_not_presented(self):
        act = self.rules()
        other = self.draft("w sprawie parku")
        session = self.env["biuro.rada.session"].with_user(self.users["rada_user"]).create(
            {"term_id": self.term.id, "start": "2026-03-25 08:00:00", "location": "Ratusz"})
        other.action_ready()
        other.action_put_on_agenda(session.id)
        self.assertIn("Order rules", " ".join(session._convening_warnings()))
        session.action_convene()
        session.action_start()
        session.attendance_ids.action_check_in()
        self.vote(other, *["yes"] * 23)
        session.action_close()
        self.assertEqual(act.approval_result, "not_presented")
        self.assertEqual(act.validity, "expired")
        self.assertEqual(act.search_count([("id", "=", act.id), ("validity", "=", "expired")]), 1)

    def test_validity_of_orders(self):
        first, second = self.act(), self.act(title="uchylające", date="2026-04-10", in_force_from="2026-04-15")
        self.assertEqual(first.validity, "not_yet")
        first.action_issue()
        second.repeals_ids = first
        self.assertFalse(first.repealed_on)
        second.action_issue()
        self.assertEqual(first.repealed_on, date(2026, 4, 15))
        self.assertEqual([row["id"] for row in first.valid_on("2026-04-14")], first.ids)
        self.assertEqual([row["id"] for row in first.valid_on("2026-04-15")], second.ids)
        with self.assertRaisesRegex(UserError, "issued already"):
            first.action_issue()
        with self.assertRaises(UserError):
            first.sudo().unlink()
