from datetime import date, timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..law import lay_mandate
from .seats_common import SeatsCase


@tagged("post_install", "-at_install")
class TestSeatsMandate(SeatsCase):
    """Life of a mandate: oath, resignation, expiry, dismissal with its notice and opinions, by-elections."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term.quota_ids[0].write({"seats": 3, "seats_labour": 0})
        cls.term.team_id = cls.lawnik_env()["biuro.wybory.lawnik.team"].create({"name": "Zespół"})
        resolution = cls.env["biuro.rada.resolution"].create({
            "number": "XL/99/2026", "date_adopted": cls.today - timedelta(days=40), "title": "w sprawie ławników",
            "term_id": cls.rada_term.id,
        })
        cls.resolution = resolution
        cls.mandates = cls.env["biuro.wybory.lawnik.mandate"].create([
            {
                "term_id": cls.term.id, "surname": f"Ławnik {serial}", "given_names": "Próbny",
                "quota_id": cls.term.quota_ids[0].id, "court_id": cls.court_so.id,
                "election_resolution_id": resolution.id, "elected_on": resolution.date_adopted,
                "date_to": cls.today + timedelta(days=900),
            }
            for serial in (1, 2, 3)
        ]).with_env(cls.lawnik_env())

    def test_law(self):
        answer = lay_mandate.hearing(date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 7))
        self.assertEqual((answer["earliest"], answer["ok"], len(answer["problems"])), (date(2027, 3, 8), False, 1))
        self.assertTrue(lay_mandate.hearing(date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 9))["ok"])
        states = [lay_mandate.opinion_of_body(date(2027, 3, 1), got, day)["state"] for got, day in (
            (date(2027, 3, 20), date(2027, 3, 30)), (None, date(2027, 3, 22)), (None, date(2027, 3, 23)),
        )]
        self.assertEqual(states, ["received", "waiting", "not_issued"])
        # 31 October 2027 is a Sunday: plan Friday the 29th
        answer = lay_mandate.handing_over(2027)
        self.assertEqual((answer["deadline"], answer["target"]), (date(2027, 10, 31), date(2027, 10, 29)))
        self.assertEqual(lay_mandate.wording("Był skazany; choroba. PESEL 75031212345"),
                         ["skazany", "choroba", "75031212345"])
        self.assertEqual(lay_mandate.wording("Kandydat spełnia wymogi, ma zdolność ze względu na stan zdrowia."), [])

    def test_oath_and_resignation(self):
        mandate = self.mandates[0]
        with self.assertRaisesRegex(UserError, "written by the system"):
            mandate.state = "resigned"
        with self.assertRaisesRegex(UserError, "after the election"):
            mandate.action_take_oath(str(self.today - timedelta(days=50)))
        mandate.action_take_oath(str(self.today - timedelta(days=30)))
        self.assertEqual(mandate.date_from, self.today - timedelta(days=30), "a mandate of a by-election")
        with self.assertRaisesRegex(UserError, "not resigned"):
            mandate.action_court_notice(str(self.today), "Adm.1")
        mandate.action_resign(str(self.today - timedelta(days=10)))
        self.assertEqual(mandate.state, "active", "until the notice is delivered")
        with self.assertRaisesRegex(UserError, "before what ended it"):
            mandate.action_court_notice(str(self.today - timedelta(days=11)), "Adm.1")
        mandate.action_court_notice(str(self.today - timedelta(days=2)), "Adm.1")
        self.assertEqual((mandate.state, mandate.end_date), ("resigned", self.today - timedelta(days=2)))
        with self.assertRaisesRegex(UserError, "while the mandate lasts"):
            mandate.action_resign()
        with self.assertRaises(UserError):
            mandate.unlink()

    def test_end_of_term_and_contact(self):
        with self.assertRaises(ValidationError):
            self.mandates[0].partner_id = self.association
        self.mandates[1].sudo().date_to = self.today - timedelta(days=1)
        self.env["biuro.wybory.lawnik.mandate"]._cron_end_of_term()
        self.assertEqual(self.mandates.mapped("state"), ["active", "ended", "active"])
        names = [row["name"] for row in self.mandates.get_public_register(self.term.id)]
        self.assertEqual(names, ["Ławnik 1 Próbny", "Ławnik 3 Próbny"])

    def test_expiry(self):
        action = self.mandates[1].action_open_expiry()
        matter = self.lawnik_env()["biuro.wybory.lawnik.expiry"].create({
            **{key.removeprefix("default_"): value for key, value in action["context"].items()},
            "judgment_court": "Sąd Rejonowy", "judgment_ref": "II K 1/26",
            "judgment_date": self.today - timedelta(days=30), "final_on": self.today - timedelta(days=20),
        })
        with self.assertRaisesRegex(UserError, "resolution"):
            matter.action_state()
        draft = self.draft_of(matter.action_make_draft())
        self.assertNotIn("II K", draft.body)
        resolution = self.adopt(draft)
        self.assertEqual((matter.state, matter.resolution_id), ("stated", resolution))
        self.assertEqual((self.mandates[1].state, self.mandates[1].end_date), ("expired", matter.final_on))
        matter.action_make_letter()
        self.assertEqual(matter.state, "told")
        self.assertIn(resolution.number, matter.letter_id.body)
        self.assertTrue(matter.letter_id.is_restricted)
        with self.assertRaisesRegex(UserError, "closed"):
            matter.judgment_ref = "inny"

    def test_dismissal(self):
        mandate, today = self.mandates[2], self.today
        matter = self.lawnik_env()["biuro.wybory.lawnik.dismissal"].create({
            "mandate_id": mandate.id, "motion_date": today - timedelta(days=60), "motion_ref": "Adm.7",
            "ground": "duties", "council_delivered_on": today - timedelta(days=60),
            "council_received_on": today - timedelta(days=45), "board_delivered_on": today - timedelta(days=10),
            "committee_date": today - timedelta(days=1), "session_date": today,
        })
        with self.assertRaisesRegex(UserError, "21 days"):
            matter.action_served()
        matter.board_delivered_on = today - timedelta(days=60)
        self.assertEqual((matter.council_opinion, matter.board_opinion), ("received", "not_issued"))
        with self.assertRaisesRegex(UserError, "proof"):
            matter.action_make_notice()
        matter.board_proof = "zwrotne potwierdzenie odbioru"
        matter.action_make_notice()
        self.assertIn("art. 166", matter.notice_letter_id.body)
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "biuro_wybory.report_lawnik_dismissal", matter.ids)
        self.assertIn("co najmniej 7 dni", html.decode())
        with self.assertRaisesRegex(ValidationError, "7 dni"):
            matter.date_served = today - timedelta(days=7)
        matter.write({"date_served": today - timedelta(days=9), "served_proof": "zpo"})
        answer = matter.action_served()
        self.assertEqual(answer["earliest"], str(today - timedelta(days=2)))
        self.assertEqual(mandate.state, "suspended_calling")
        with self.assertRaisesRegex(ValidationError, "7 dni"):
            matter.committee_date = today - timedelta(days=4)
        with self.assertRaisesRegex(UserError, "resolution"):
            matter.action_dismiss()
        resolution = self.adopt(self.draft_of(matter.action_make_draft()))
        self.assertEqual(matter.resolution_id, resolution)
        self.assertIn("Ławnik 3", resolution.body)
        with self.assertRaisesRegex(UserError, "heard"):
            matter.action_dismiss()
        matter.heard = "person"
        matter.action_dismiss()
        self.assertEqual((matter.state, mandate.state), ("decided", "suspended_calling"))
        matter.action_make_letter()
        with self.assertRaisesRegex(UserError, "Court|court"):
            matter.action_court_notice(None, "")
        matter.action_court_notice(str(today), "Adm.9")
        self.assertEqual((mandate.state, mandate.end_reason, mandate.end_date), ("dismissed", "dismissal", today))

    def test_dismissal_refused(self):
        today = self.today
        matter = self.lawnik_env()["biuro.wybory.lawnik.dismissal"].create({
            "mandate_id": self.mandates[0].id, "motion_date": today - timedelta(days=40), "motion_ref": "Adm.8",
            "ground": "dignity", "council_received_on": today - timedelta(days=30),
            "board_received_on": today - timedelta(days=30), "date_served": today - timedelta(days=20),
            "served_proof": "zpo", "committee_date": today - timedelta(days=2), "session_date": today,
        })
        matter.action_served()
        matter.action_refuse()
        self.assertEqual((matter.state, self.mandates[0].state), ("finished", "active"))

    def test_by_election_takes_vacant_seats(self):
        general = self.make_lawnik_term(
            opened=False, kind="general", election_year=self.today.year + 1,
            deadline=self.today.replace(year=self.today.year + 1, month=6, day=30),
        )
        # sudo: own models - an election that elected two of its four
        general.sudo().state = "closed"
        self.mandates.sudo().write({"term_id": general.id, "quota_id": general.quota_ids[0].id})
        self.mandates[0].sudo().state = "resigned"
        general.quota_ids[0].sudo().write({"seats": 4, "seats_labour": 1})
        context = general.action_open_by_election()["context"]
        new = self.lawnik_env()["biuro.wybory.lawnik.term"].with_context(**context).create({})
        self.assertEqual((new.kind, new.general_term_id, new.date_to), ("by_election", general, general.date_to))
        self.assertEqual(
            [(quota.court_id, quota.seats, quota.seats_labour) for quota in new.quota_ids],
            [(self.court_so, 2, 1), (self.court_sr, 1, 0)],
        )
