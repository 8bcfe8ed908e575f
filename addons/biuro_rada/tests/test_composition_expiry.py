from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .composition_case import CompositionCase


@tagged("post_install", "-at_install")
class TestCompositionExpiry(CompositionCase):
    def matter(self, **values):
        return self.as_clerk(self.env["biuro.rada.expiry"]).create({
            "councillor_id": self.people[0].id, "ground": "incompatibility", "cause_date": "2026-03-04", **values,
        })

    def test_resolution_of_the_council(self):
        with freeze_time("2026-03-05 10:00:00"):
            matter = self.matter()
            self.assertEqual(matter.authority, "council")
            term = matter._deadline_search("rada_expiry", running=True)
            self.assertEqual(str(term.date_deadline), "2026-04-07")  # 4 April is a Saturday, then Easter
            with self.assertRaisesRegex(UserError, "explain"):
                matter.action_declare("uchwała nr XX/9/2026", "2026-03-26")
        with freeze_time("2026-03-27 10:00:00"):
            matter.hearing_date = "2026-03-20"
            matter.action_declare("uchwała nr XX/9/2026", "2026-03-26")
            self.assertEqual(term.state, "met")
            with self.assertRaisesRegex(UserError, "day of delivery"):
                matter.action_finish()
            self.assertEqual(matter.action_deliver("2026-03-27"), "2026-04-03")
            with self.assertRaisesRegex(UserError, "may still be filed"):
                matter.action_finish()
        with freeze_time("2026-04-07 10:00:00"):
            self.assertEqual(matter.action_finish(), "2026-03-04")
        self.assertEqual(self.people[0].state, "expired")
        self.assertEqual(self.people[0].end_authority, "council")
        self.assertEqual(str(self.people[0].mandate_end), "2026-03-04")

    def test_complaint_prolongs_the_mandate(self):
        with freeze_time("2026-05-20 10:00:00"):
            matter = self.matter(hearing_date="2026-03-20")
            matter.action_declare("uchwała nr XX/9/2026", "2026-03-26")
            matter.action_deliver("2026-03-27")
            matter.complaint_on = "2026-04-02"
            with self.assertRaises(ValidationError):
                matter.action_finish()
            matter.write({"judgment": "dismissed", "judgment_date": "2026-05-15"})
            self.assertEqual(matter.action_finish(), "2026-05-15")
        self.assertEqual(str(self.people[0].mandate_end), "2026-05-15")

    def test_upheld_complaint_drops_the_matter(self):
        with freeze_time("2026-05-20 10:00:00"):
            matter = self.matter(hearing_date="2026-03-20")
            matter.action_declare("uchwała nr XX/9/2026", "2026-03-26")
            matter.write({"delivered_on": "2026-03-27", "complaint_on": "2026-04-02", "judgment": "upheld",
                          "judgment_date": "2026-05-15"})
            with self.assertRaisesRegex(UserError, "upheld"):
                matter.action_finish()
            matter.action_drop("Sąd uwzględnił skargę")
        self.assertEqual(self.people[0].state, "active")
        self.env.flush_all()
        self.matter()  # another matter may be opened

    def test_commissioner_declares_a_resignation(self):
        with freeze_time("2026-03-12 10:00:00"):
            matter = self.matter(ground="resignation")
            self.assertEqual(matter.authority, "commissioner")
            self.assertFalse(matter._deadline_search("rada_expiry"))
            with self.assertRaisesRegex(UserError, "before a resolution"):
                matter.action_letter_hearing()
            action = matter.action_letter_commissioner()
            letter = self.env["biuro.letter"].browse(action["res_id"])
            self.assertIn("383 § 2a", letter.body)
            self.assertEqual(letter.direction, "out")
            self.assertIn(letter, matter.letter_ids)
            matter.action_declare("postanowienie nr 12", "2026-03-10")
            matter.action_deliver("2026-03-11")
        with freeze_time("2026-03-20 10:00:00"):
            matter.action_finish()
        self.assertEqual(self.people[0].end_authority, "commissioner")

    def test_judgment_of_a_court(self):
        with freeze_time("2026-03-20 10:00:00"):
            with self.assertRaises(ValidationError):
                self.matter(by_court=True)
            matter = self.matter(ground="eligibility", by_court=True)
            self.assertEqual(matter.authority, "commissioner")
            self.assertFalse(matter._deadline_search("rada_expiry"))
            matter.action_declare("obwieszczenie komisarza nr 3", "2026-03-12")
            matter.action_deliver("2026-03-12")
        with freeze_time("2026-03-25 10:00:00"):
            matter.action_finish()
        self.assertEqual((self.people[0].end_reason, self.people[0].end_authority), ("eligibility", "commissioner"))

    def test_call_of_the_wojewoda(self):
        with freeze_time("2026-06-01 10:00:00"):
            matter = self.matter(hearing_date="2026-03-20")
            matter.called_on = "2026-05-04"
            term = matter._deadline_search("rada_expiry_called", running=True)
            self.assertEqual(str(term.date_deadline), "2026-06-03")
            matter.by_wojewoda = True
            with self.assertRaisesRegex(UserError, "2026-06-03"):
                matter.action_declare("zarządzenie zastępcze nr 1", "2026-06-01")
        with freeze_time("2026-06-10 10:00:00"):
            matter.action_declare("zarządzenie zastępcze nr 1", "2026-06-08")
            self.assertEqual(term.state, "met_late")

    def test_wojewoda_without_a_call(self):
        with freeze_time("2026-06-10 10:00:00"):
            matter = self.matter(by_wojewoda=True)
            with self.assertRaisesRegex(UserError, "calling upon it"):
                matter.action_declare("zarządzenie zastępcze nr 1", "2026-06-08")
            with self.assertRaisesRegex(UserError, "after a call"):
                matter.councillor_id.action_expire(
                    "incompatibility", "2026-03-04", "wojewoda", "zarządzenie zastępcze nr 1", "2026-06-08")

    def test_application_for_unpaid_leave(self):
        """Seven days from the announcement of the results (u.s.g. art. 24b ust. 1)."""
        checks = self.as_clerk(self.env["biuro.rada.incompatibility"])
        checks.make(self.people[:1].ids)
        line = checks.search([("councillor_id", "=", self.people[0].id), ("provision", "=", "u.s.g. art. 24a, 24b")])
        with self.assertRaisesRegex(UserError, "results were announced"):
            line.action_obstacle("Inspektor w Wydziale Oświaty")
        self.people.term_id.results_announced_on = "2024-04-09"
        line.action_obstacle("Inspektor w Wydziale Oświaty")
        term = line._deadline_search("rada_unpaid_leave")
        self.assertEqual(str(term.date_deadline), "2024-04-16")
        line.action_ceased("2024-04-15", "wniosek o urlop bezpłatny")
        self.assertEqual(term.state, "met")

    def test_letters_of_delivery(self):
        with freeze_time("2026-03-27 10:00:00"):
            matter = self.matter(hearing_date="2026-03-20")
            with self.assertRaisesRegex(UserError, "no resolution"):
                matter.action_letters_delivery()
            matter.action_declare("uchwała nr XX/9/2026", "2026-03-26")
            action = matter.action_letters_delivery()
        letters = self.env["biuro.letter"].search(action["domain"])
        self.assertEqual(len(letters), 3)
        self.assertTrue(all("XX/9/2026" in letter.body for letter in letters))

    def test_changed_cause_moves_the_term(self):
        with freeze_time("2026-03-12 10:00:00"):
            matter = self.matter()
            matter.cause_date = "2026-03-10"
            term = matter._deadline_search("rada_expiry", running=True)
            self.assertEqual(str(term.date_deadline), "2026-04-10")
            matter.ground = "death"
            self.assertFalse(matter._deadline_search("rada_expiry", running=True))

    def test_dates_follow_one_another(self):
        matter = self.matter()
        with self.assertRaisesRegex(ValidationError, "follow one another"):
            matter.act_date = "2026-02-01"
        with self.assertRaises(UserError):
            matter.write({"state": "finished"})

    def test_check_list_of_what_is_not_combined(self):
        checks = self.as_clerk(self.env["biuro.rada.incompatibility"])
        made = checks.make(self.people[:2].ids)
        self.assertEqual(len(made), 18)
        self.assertFalse(checks.make(self.people[:2].ids))
        line = checks.search([("councillor_id", "=", self.people[0].id), ("provision", "ilike", "24f ust. 1")])
        with self.assertRaisesRegex(UserError, "what was found"):
            line.action_obstacle(" ")
        line.action_obstacle("Lokal komunalny")
        term = line._deadline_search("rada_activity")
        self.assertEqual(str(term.date_deadline), "2024-08-07")  # three months from the oath of 7 May 2024
        with self.assertRaises(UserError):
            line.action_clear()
        line.action_ceased("2024-07-01", "wypowiedzenie umowy")
        self.assertEqual((line.answer, term.state), ("ceased", "met"))
        with self.assertRaises(AccessError):
            line.with_user(self.users["clerk"]).read(["note"])

    def test_clerks_do_not_read_matters(self):
        matter = self.matter()
        with self.assertRaises(AccessError):
            matter.with_user(self.users["clerk"]).read(["facts"])
