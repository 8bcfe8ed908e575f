from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .composition_case import CompositionCase


@tagged("post_install", "-at_install")
class TestCompositionWork(CompositionCase):
    # ---- councillors ---------------------------------------------------------------------------------------------

    def test_what_a_councillor_is_now(self):
        club = self.env["biuro.rada.club"].create({
            "name": "Klub Nasze Miasto", "short_name": "NM", "term_id": self.term.id, "date_from": "2024-05-07",
            "member_ids": [
                (0, 0, {"councillor_id": person.id, "date_from": "2024-05-07"}) for person in self.people[:3]
            ],
        })
        self.assertEqual(self.people[0].club_id, club)
        club.member_ids[0].date_to = "2024-12-31"
        self.assertFalse(self.people[0].club_id)
        self.env["biuro.rada.function"].create(
            {"councillor_id": self.people[5].id, "role": "chair", "date_from": "2024-05-07"})
        self.assertEqual(self.people[5].role, "chair")
        self.assertEqual(self.people[6].role, "councillor")
        self.assertIn("Nazwisko05", self.term.presidium)
        self.assertIn("Nazwisko07", self.term.non_attached)
        category = self.env.ref("biuro_rada.res_partner_category_councillor")
        self.assertIn(category, self.people[0].partner_id.category_id)

    def test_memberships_follow_the_days(self):
        club = self.env["biuro.rada.club"].create({
            "name": "Klub A", "short_name": "A", "term_id": self.term.id, "date_from": "2026-03-01",
            "member_ids": [(0, 0, {"councillor_id": self.people[0].id, "date_from": "2026-12-01"})],
        })
        with freeze_time("2026-11-30 10:00:00"):
            self.env["biuro.rada.councillor"]._cron_refresh()
            self.assertFalse(self.people[0].club_id)
        with freeze_time("2026-12-01 10:00:00"):
            self.env["biuro.rada.councillor"]._cron_refresh()
            self.assertEqual(self.people[0].club_id, club)

    def test_successor_takes_the_seat_once_and_in_time(self):
        former = self.people[0]
        former.action_expire("resignation", "2028-09-01", "commissioner", "postanowienie nr 7")
        values = {
            "partner_id": self.env["res.partner"].create({"name": "Ewa Nowa"}).id, "first_name": "Ewa",
            "last_name": "Nowa", "term_id": self.term.id, "replaces_id": former.id,
        }
        with self.assertRaises(ValidationError):  # the last six months
            self.env["biuro.rada.councillor"].create({**values, "mandate_start": "2028-11-07"})
        with self.assertRaises(ValidationError):  # before the former mandate is over
            self.env["biuro.rada.councillor"].create({**values, "mandate_start": "2028-08-01"})
        self.env["biuro.rada.councillor"].create({**values, "mandate_start": "2028-10-01"})
        with self.assertRaisesRegex(ValidationError, "taken already"):
            self.env["biuro.rada.councillor"].create({
                **values, "mandate_start": "2028-10-20",
                "partner_id": self.env["res.partner"].create({"name": "Jan Trzeci"}).id,
            })

    def test_memberships_do_not_outlast_the_mandate(self):
        committee = self.committee()
        with self.assertRaisesRegex(ValidationError, "outlast"):
            committee.member_ids = [
                (0, 0, {"councillor_id": self.people[0].id, "date_from": "2024-06-01", "date_to": "2031-01-01"})]

    # ---- functions -----------------------------------------------------------------------------------------------

    def chair(self):
        return self.as_clerk(self.env["biuro.rada.function"]).create(
            {"councillor_id": self.people[0].id, "role": "chair", "date_from": "2024-05-07"})

    def test_resignation_accepted_by_the_council(self):
        chair = self.chair()
        with freeze_time("2026-03-12 10:00:00"):
            answer = chair.action_resign("2026-03-10")
            self.assertEqual(answer["deadline"], "2026-04-10")
            self.assertEqual(answer["by_law"], "2026-04-30")
            deadline = chair._deadline_search("rada_resignation", running=True)
            self.assertEqual(str(deadline.date_deadline), "2026-04-10")
            with self.assertRaisesRegex(UserError, "on file already"):
                chair.action_resign("2026-03-11")
        with freeze_time("2026-03-27 10:00:00"):
            with self.assertRaisesRegex(UserError, "Give the resolution"):
                chair.action_accept_resignation("2026-03-26")
            chair.action_accept_resignation("2026-03-26", "uchwała nr XX/1/2026")
            self.assertEqual((chair.end_reason, str(chair.date_to)), ("resigned", "2026-03-26"))
            self.assertEqual(deadline.state, "met")
            # nobody is left: thirty days for a new presidium
            vacancy = self.term._deadline_search("rada_presidium", running=True)
            self.assertEqual(str(vacancy.date_deadline), "2026-04-27")  # 25 April is a Saturday
        with freeze_time("2026-04-02 10:00:00"):
            self.as_clerk(self.env["biuro.rada.function"]).create(
                {"councillor_id": self.people[1].id, "role": "chair", "date_from": "2026-04-02"})
            self.assertEqual(vacancy.state, "met")

    def test_resignation_accepted_by_law(self):
        chair = self.chair()
        with freeze_time("2026-04-30 10:00:00"):
            chair.action_resign("2026-03-10")
            with self.assertRaisesRegex(UserError, "may still accept"):
                chair.action_end_by_law()
        with freeze_time("2026-05-01 10:00:00"):
            with self.assertRaisesRegex(UserError, "accepted by law"):
                chair.action_accept_resignation("2026-05-01", "uchwała nr 2")
            chair.action_end_by_law()
        self.assertEqual((chair.end_reason, str(chair.date_to)), ("resigned_by_law", "2026-04-30"))

    def test_dismissal(self):
        chair = self.chair()
        session = self.make_session(self.term)
        right = {"ballot": "secret", "majority": "absolute"}
        held = {"state": "closed", "result": "adopted", "closed_at": "2026-03-25 10:00:00"}
        vote = self.env["biuro.rada.vote"].create({
            "session_id": session.id, "agenda_item_id": session.agenda_item_ids[:1].id, "subject": "Odwołanie",
            "majority_basis": "u.s.g. art. 19 ust. 4", **right,
        })
        day, basis = "2026-03-25", "uchwała nr 3"
        for vote_id in (None, vote.id):
            with self.assertRaisesRegex(UserError, "Choose the vote"), self.env.cr.savepoint():
                chair.action_dismiss(day, basis, vote_id, 6)
        for wrong in (
            {"result": "rejected"}, {"majority": "simple"}, {"ballot": "open_device"}, {"state": "void"},
        ):
            vote.sudo().write({**right, **held, **wrong})
            with self.assertRaisesRegex(UserError, "Choose the vote"), self.env.cr.savepoint():
                chair.action_dismiss(day, basis, vote.id, 6)
        vote.sudo().write({**right, **held})
        with self.assertRaisesRegex(UserError, "at least 6 "), self.env.cr.savepoint():
            chair.action_dismiss(day, basis, vote.id, 5)
        with self.assertRaisesRegex(UserError, "on that day"), self.env.cr.savepoint():
            chair.action_dismiss("2026-03-26", basis, vote.id, 6)
        with self.assertRaisesRegex(UserError, "Choose the vote"), self.env.cr.savepoint():
            chair.write({"date_to": day, "end_reason": "dismissed"})
        chair.action_dismiss(day, basis, vote.id, 6)
        self.assertRecordValues(chair, [
            {"end_reason": "dismissed", "end_vote_id": vote.id, "end_signatories": 6, "end_basis": basis}])
        with self.assertRaisesRegex(UserError, "ended already"):
            chair.action_resign("2026-03-27")

    def test_the_next_one_is_elected_at_the_same_session(self):
        chair = self.chair()
        functions = self.as_clerk(self.env["biuro.rada.function"])
        vices = functions.create([
            {"councillor_id": person.id, "role": "vice_chair", "date_from": "2024-05-07"} for person in self.people[1:4]
        ])
        chair.write({"date_to": "2026-03-25", "end_reason": "resigned"})
        with self.assertRaisesRegex(ValidationError, "one chair"), self.env.cr.savepoint():
            functions.create({"councillor_id": self.people[5].id, "role": "chair", "date_from": "2026-03-24"})
        vices[0].write({"date_to": "2026-03-25", "end_reason": "resigned"})
        functions.create({"councillor_id": self.people[1].id, "role": "chair", "date_from": "2026-03-25"})
        functions.create({"councillor_id": self.people[4].id, "role": "vice_chair", "date_from": "2026-03-25"})
        self.assertEqual(functions._holder(self.term, "chair", date(2026, 3, 25)), self.people[1])
        with self.assertRaisesRegex(ValidationError, "three vice-chairs"), self.env.cr.savepoint():
            functions.create({"councillor_id": self.people[6].id, "role": "vice_chair", "date_from": "2026-03-26"})

    def test_function_needs_a_mandate(self):
        with self.assertRaisesRegex(ValidationError, "no mandate"):
            self.env["biuro.rada.function"].create(
                {"councillor_id": self.people[0].id, "role": "chair", "date_from": "2031-01-01"})

    def test_election_entered_from_its_vote(self):
        session = self.make_session(self.term)
        vote = self.env["biuro.rada.vote"].create({
            "session_id": session.id, "agenda_item_id": session.agenda_item_ids[:1].id, "subject": "Wybór",
            "ballot": "secret", "majority": "absolute", "is_election": True, "majority_basis": "u.s.g. art. 19",
        })
        functions = self.as_clerk(self.env["biuro.rada.function"])
        with self.assertRaisesRegex(UserError, "elected nobody"):
            functions.elect(vote.id, "chair")
        option = self.env["biuro.rada.vote.option"].create({
            "vote_id": vote.id, "kind": "candidate", "name": "Imię2 Nazwisko02",
            "partner_id": self.people[2].partner_id.id,
        })
        vote.sudo().elected_option_id = option
        function = functions.browse(functions.elect(vote.id, "vice_chair", "uchwała nr I/2/2026"))
        self.assertEqual(function.councillor_id, self.people[2])
        self.assertEqual(function.date_from, session.day)
        with self.assertRaisesRegex(UserError, "entered already"):
            functions.elect(vote.id, "vice_chair")

    # ---- clubs and committees ------------------------------------------------------------------------------------

    def test_statute_may_ask_for_more_members(self):
        club = self.env["biuro.rada.club"].create({
            "name": "Klub A", "short_name": "A", "term_id": self.term.id, "date_from": "2024-05-07",
            "member_ids": [
                (0, 0, {"councillor_id": person.id, "date_from": "2024-05-07"}) for person in self.people[:3]
            ],
        })
        self.company.rada_club_min_members = 4
        with self.assertRaisesRegex(UserError, "RA-02.*4"):
            club.action_activate()
        with self.assertRaises(ValidationError):
            self.company.rada_club_min_members = 2

    def test_committee_warns(self):
        committee = self.committee(min_members=3, max_members=5)
        committee.member_ids = [
            (0, 0, {"councillor_id": person.id, "role": "member", "date_from": "2024-06-01"})
            for person in self.people[:3]
        ]
        committee.action_activate()
        self.assertTrue(committee.size_warning)  # nobody leads it
        committee.member_ids[0].role = "chair"
        self.assertFalse(committee.size_warning)
        committee.min_members = 4
        self.assertIn("4", committee.size_warning)
        with self.assertRaises(ValidationError):
            committee.min_members = 6
        self.assertIn(self.people[0].display_name, committee.member_names)

    # ---- as of a day ---------------------------------------------------------------------------------------------

    def test_composition_window_and_prints(self):
        committee = self.committee()
        committee.member_ids = [
            (0, 0, {"councillor_id": self.people[0].id, "role": "chair", "date_from": "2024-06-01",
                    "date_to": "2024-12-31"}),
            (0, 0, {"councillor_id": self.people[1].id, "role": "chair", "date_from": "2025-01-01"}),
        ]
        committee.action_activate()
        window = self.as_clerk(self.env["biuro.rada.composition.as.of"]).create(
            {"date": "2024-10-01", "scope": "committees"})
        self.assertIn("Nazwisko00", window.content)
        self.assertNotIn("Nazwisko01", window.content)
        window.date = "2025-10-01"
        self.assertIn("Nazwisko01", window.content)
        window.scope = "all"
        report = self.env["ir.actions.report"]
        html = report._render_qweb_html("biuro_rada.report_composition", window.ids)[0].decode()
        self.assertIn("stan na dzień 01.10.2025", html)
        content, kind = self.env["ir.actions.report"]._render_xlsx(
            "biuro_rada.composition_xlsx", window.ids, data={})
        self.assertEqual((kind, content[:2]), ("xlsx", b"PK"))
        for name in ("report_oath", "report_certificate"):
            html = report._render_qweb_html(f"biuro_rada.{name}", self.people[0].ids)[0].decode()
            self.assertIn("Nazwisko00", html)
        self.assertNotIn("dopomóż", report._render_qweb_html("biuro_rada.report_oath", self.people[0].ids)[0].decode())
