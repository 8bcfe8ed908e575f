from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .lawnik_common import LawnikCase


@tagged("post_install", "-at_install")
class TestLawnikCourse(LawnikCase):
    def general(self, year=2031, **values):
        return self.lawnik_env()["biuro.wybory.lawnik.term"].create({
            "election_year": year,
            "quota_ids": [fields.Command.create({"court_id": self.court_so.id, "seats": 4, "seats_labour": 2})],
            **values,
        })  # fmt: skip

    def test_general_election_dates(self):
        term = self.general(2027)
        self.assertEqual(term.name, "Ławnicy 2028–2031")
        self.assertEqual((term.date_from, term.date_to), (date(2028, 1, 1), date(2031, 12, 31)))
        self.assertEqual(term.nomination_deadline, date(2027, 6, 30))
        with self.assertRaises(ValidationError):
            term.nomination_deadline = "2027-07-15"
        with self.assertRaises(ValidationError):
            term.election_date = "2027-11-03"
        with self.assertRaises(ValidationError):
            term.election_date = "2027-06-30"
        self.assertEqual(term._get_check_date(), date(2027, 10, 31))
        term.election_date = "2027-09-23"
        self.assertEqual(term._get_check_date(), date(2027, 9, 23))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.general(2027)
        extra = self.make_lawnik_term(opened=False, election_year=2029, general_term_id=term.id,
                                      deadline=date(2029, 3, 1))  # fmt: skip
        self.assertEqual(extra.date_to, date(2031, 12, 31))

    def test_calendar_of_the_year(self):
        """A.6: the year of the election in the cockpit; 31 October 2027 is a Sunday, so the safe day is the 29th."""
        term = self.general(2027)
        rows = {row.code: row for row in term.deadline_ids}
        self.assertEqual(
            {code: row.date_deadline for code, row in rows.items()},
            {
                "lay_court_letter": date(2027, 5, 31), "lay_nominations": date(2027, 6, 30),
                "lay_check": date(2027, 8, 2), "lay_team": date(2027, 8, 31), "lay_opinion": date(2027, 9, 30),
                "lay_election": date(2027, 10, 31), "lay_handover": date(2027, 10, 31),
            },
        )  # fmt: skip
        self.assertEqual(rows["lay_election"].date_target, date(2027, 10, 29))
        self.assertNotIn("Kandydat", " ".join(term.activity_ids.mapped("summary")))
        past = self.general(2023)
        past.write({"court_letter_date": "2023-06-02", "court_letter_no": "A-012-3/23"})
        self.assertIn("31.05.2023", past.court_warning)
        letter = past.deadline_ids.filtered(lambda row: row.code == "lay_court_letter")
        self.assertEqual((letter.date_deadline, letter.state), (date(2023, 5, 31), "met_late"))
        term.election_year = 2031
        self.assertEqual(min(term.deadline_ids.filtered(lambda row: row.state == "running").mapped("date_deadline")),
                         date(2031, 5, 31))  # fmt: skip

    def test_guards_of_opening(self):
        term = self.lawnik_env()["biuro.wybory.lawnik.term"].create(
            {"kind": "by_election", "election_year": self.today.year})
        for values in (
            {"quota_ids": [fields.Command.create({"court_id": self.court_so.id, "seats": 1})]},
            {"nomination_deadline": self.today + timedelta(days=20)},
            {"announced_on": self.today},
        ):
            with self.assertRaises(UserError):
                term.action_open()
            term.write(values)
        term.action_open()
        self.assertEqual(term.state, "open")
        running = term.deadline_ids.filtered(lambda row: row.state == "running")
        self.assertEqual(running.mapped("code"), ["lay_nominations_set"])
        self.assertEqual(running.date_deadline, self.today + timedelta(days=20))

    def test_quota(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.term.quota_ids[0].seats_labour = 9
            self.env.flush_all()
        supreme = self.env["res.partner"].create({"name": "Sąd Najwyższy", "is_company": True})
        with self.assertRaises(ValidationError):
            self.term.quota_ids = [fields.Command.create({"court_id": supreme.id, "seats": 1})]
        self.make_nomination(1)
        quota = self.term.quota_ids.filtered(lambda one: one.court_id == self.court_so)
        quota.invalidate_recordset()
        self.assertEqual((quota.nominated, quota.admitted, quota.vacant), (1, 0, 2))
        with self.assertRaises(UserError):
            quota.unlink()

    def test_up_to_the_opinion(self):
        """Nominations end after their deadline alone; the team begins when all is settled and the police answered."""
        with self.assertRaises(UserError):
            self.term.action_close_nominations()
        term = self.make_lawnik_term(deadline=self.today - timedelta(days=1))
        before = fields.Datetime.now() - timedelta(days=3)
        first = self.make_nomination(1, term=term, received_at=before)
        second = self.make_nomination(2, term=term, received_at=before, documents=False)
        self.env["biuro.wybory.lawnik.term"]._cron_close_nominations()
        self.assertEqual((term.state, self.term.state), ("verification", "open"))
        with self.assertRaisesRegex(UserError, "Settle"):
            term.action_start_opinion()
        (first | second).action_check()
        term.action_settle_checked()
        self.assertEqual((first.state, second.state), ("admitted", "defective"))
        with self.assertRaisesRegex(UserError, "team"):
            term.action_start_opinion()
        term.team_user_ids = self.users["lawnik_team"]
        with self.assertRaisesRegex(UserError, "police"):
            term.action_start_opinion()
        request = self.env["biuro.wybory.lawnik.police.request"].browse(
            term.action_prepare_police_request()["res_id"]).with_user(self.users["lawnik_user"])
        self.assertEqual(request.nomination_ids, first)
        with self.assertRaises(UserError):
            term.action_prepare_police_request()
        letter = self.env["biuro.letter"].browse(request.action_draft_letter()["res_id"])
        self.assertEqual(letter.recipient_ids.partner_id, self.police)
        request.action_mark_sent(str(self.today - timedelta(days=2)), "WP.533.1")
        self.assertEqual(request.due_date, self.today + timedelta(days=12))
        request.action_mark_delivered(str(self.today - timedelta(days=1)))
        self.assertEqual(request.due_date, self.today + timedelta(days=13))
        self.assertEqual(request.deadline_ids.filtered(lambda row: row.state == "running").date_deadline,
                         request.due_date)  # fmt: skip
        request.action_receive_answer(reference="KWP-1/26")
        self.assertEqual(first.document_ids.filtered(lambda document: document.kind == "police").issue_date, self.today)
        first.police_remark = "no"
        term.action_start_opinion()
        self.assertEqual(term.state, "opinion")
        # what comes now is registered and late
        third = self.make_nomination(3, term=term)
        self.assertEqual(third._formal_result(third.findings), "late")

    def test_silence_of_the_police_is_noted(self):
        term = self.make_lawnik_term(deadline=self.today - timedelta(days=1))
        one = self.make_nomination(1, term=term, received_at=fields.Datetime.now() - timedelta(days=3))
        term.action_close_nominations()
        one.action_check()
        one.action_settle()
        term.write({"team_user_ids": self.users["lawnik_team"].ids, "overdue_note": "Policja nie odpowiedziała."})
        term.action_start_opinion()
        term.action_back_to_verification()
        self.assertEqual(term.state, "verification")

    def test_withdrawal(self):
        nomination = self.make_nomination(1)
        with self.assertRaises(UserError):
            nomination.action_withdraw(" ")
        with self.assertRaises(UserError):
            nomination.action_withdraw("oświadczenie", str(self.today + timedelta(days=1)))
        nomination.action_withdraw("podpisane oświadczenie kandydata", str(self.today))
        self.assertEqual((nomination.state, nomination.withdrawn_on), ("withdrawn", self.today))
        with self.assertRaises(UserError):
            nomination.action_check()

    def test_annulled_entry(self):
        nomination = self.make_nomination(1)
        nomination.action_cancel("wpisane dwa razy")
        self.assertEqual(nomination.state, "annulled")
        self.assertTrue(nomination.name)

    def test_called_off_by_the_head(self):
        with self.assertRaises(UserError):
            self.term.action_cancel_election("sąd cofnął wniosek")
        term = self.term.with_user(self.users["lawnik_manager"])
        with self.assertRaises(UserError):
            term.action_cancel_election("")
        term.action_cancel_election("sąd cofnął wniosek")
        self.assertEqual(term.state, "cancelled")
        self.assertFalse(term.deadline_ids.filtered(lambda row: row.state == "running"))

    def test_postmark_where_the_office_says_so(self):
        term = self.make_lawnik_term(deadline=self.today - timedelta(days=2))
        sent = {"channel": "post", "posted_on": self.today - timedelta(days=3)}
        one = self.make_nomination(1, term=term, **sent)
        self.assertTrue(one._is_late())
        term.receipt_rule = "postmark"
        self.assertFalse(one._is_late())

    def test_from_a_letter_in_one_click(self):
        """Number and moment of receipt come from the letter, which becomes restricted; its files move to the file."""
        env = self.lawnik_env()
        letter = env["biuro.letter"].create({
            "direction": "in", "title": "Zgłoszenie kandydata na ławnika", "partner_id": self.association.id,
            "datetime_received": fields.Datetime.now() - timedelta(hours=3),
            "clerk_id": self.employees["lawnik_user"].id, "department_id": self.cell_bs.id,
            "delivery_method_id": env["biuro.delivery.method"].search([("channel", "=", "hand")], limit=1).id,
        })  # fmt: skip
        with self.assertRaises(UserError):
            letter.action_make_nomination()
        letter.sudo().action_register()
        env["ir.attachment"].create(
            {"name": "zgloszenie.txt", "raw": b"tajne", "res_model": letter._name, "res_id": letter.id})
        action = letter.action_make_nomination()
        nomination = env["biuro.wybory.lawnik.nomination"].browse(action["res_id"])
        self.assertEqual(nomination.received_at, letter.datetime_received)
        self.assertEqual((nomination.nominator_type, nomination.nominator_partner_id),
                         ("association", self.association))  # fmt: skip
        self.assertTrue(nomination.name)
        self.assertTrue(letter.is_restricted)
        self.assertFalse(env["ir.attachment"].search([("res_model", "=", "biuro.letter"), ("res_id", "=", letter.id)]))
        form = nomination.document_ids.filtered(lambda document: document.kind == "form")
        self.assertEqual(form.attachment_ids.raw, b"tajne")
        self.assertEqual(letter.action_make_nomination()["res_id"], nomination.id)
        another = letter.action_make_another_nomination()["res_id"]
        self.assertNotEqual(another, nomination.id)
        with self.assertRaises(UserError):
            nomination.received_at = fields.Datetime.now()
        letter.sudo().datetime_received = fields.Datetime.now() - timedelta(hours=5)
        nomination.action_receive_again()
        self.assertEqual(nomination.received_at, letter.datetime_received)

    def test_printouts(self):
        """Each printout is made and says what it must; the confirmation holds no assessment."""
        nomination = self.make_nomination(1)
        nomination.action_check()
        self.term.action_prepare_police_request()
        Report = self.lawnik_env()["ir.actions.report"]

        def html(name, record):
            return Report._render_qweb_html(f"biuro_wybory.{name}", record.ids)[0].decode()

        text = html("lawnik_confirmation", nomination)
        self.assertIn(nomination.name, text)
        self.assertIn("Razem", text)
        self.assertNotIn("niespełniony", text)
        text = html("lawnik_check_sheet", nomination)
        for code in ("F01", "F09", "nie dotyczy"):
            self.assertIn(code, text)
        text = html("lawnik_police_list", nomination.police_request_id)
        self.assertIn(nomination.pesel, text)
        self.assertIn("Dawna", text)
        self.assertIn("art. 162 § 7", html("lawnik_krk", nomination))
        self.assertIn(nomination.motives, html("lawnik_form_filled", nomination))
        self.assertNotIn(nomination.surname, html("lawnik_form_blank", self.term))
        text = html("lawnik_announcement", self.term)
        for words in ("Sąd Okręgowy w Jasionowie", "wyborach uzupełniających", "RODO", "lekarza podstawowej opieki"):
            self.assertIn(words, text)

    def test_announcement_is_published(self):
        """The announcement goes to the public pages by the publication of the office, with the blank form."""
        term = self.make_lawnik_term(opened=False, announced_on=False)
        action = term.action_publication_prepare()
        publication = self.env["biuro.publication"].browse(action["res_id"])
        self.assertIn("Sąd Rejonowy", publication.body)
        self.assertEqual(publication.file_ids.mapped("name"), ["karta-zgloszenia.pdf"])
        self.assertNotIn("Kandydat 1", publication.body)
        term.sudo()._council_published(publication)
        self.assertTrue(term.announced_on)

    def test_start_page(self):
        """What waits is counted for those who keep the files, and for nobody else."""
        self.make_nomination(1)

        def counted(login):
            page = self.env["biuro.start"].with_user(self.users[login]).get_counters()
            return {counter["key"]: counter["count"] for counter in page}

        self.assertEqual(counted("lawnik_user").get("lawnik_to_check"), 1)
        for login in ("clerk", "management", "auditor", "osiedle_user"):
            self.assertNotIn("lawnik_to_check", counted(login))
