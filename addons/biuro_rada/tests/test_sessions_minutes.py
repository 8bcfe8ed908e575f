import base64
import hashlib
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tools import office_today

from .common import RadaCase, RadaWorld


class HeldSession(RadaCase):
    """A session in progress with twenty councillors of twenty-three present and two items."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)
        start = fields.Datetime.now() - timedelta(minutes=5)
        cls.session = cls.make_session(
            cls.term,
            start=start,
            minute_taker_id=cls.users["rada_user"].id,
            agenda_item_ids=[
                (0, 0, {"title": "Park przy ulicy Lipowej", "number": "1", "sequence": 10}),
                (0, 0, {"title": "Wolne wnioski", "number": "2", "sequence": 20}),
            ],
        ).with_user(cls.users["rada_user"])
        cls.first, cls.second = cls.session.agenda_item_ids
        cls.session.action_convene()
        cls.session.action_start()
        cls.session.attendance_ids.filtered(lambda line: line.councillor_id in cls.councillors[:20]).action_check_in()
        cls.first.action_begin()

    def vote(self, yes, no=0, abstain=0, vote=None, **values):
        vote = vote or self.env["biuro.rada.vote"].with_user(self.users["rada_user"]).create(
            {
                "session_id": self.session.id,
                "agenda_item_id": self.session.current_item_id.id,
                "subject": "w sprawie parku",
                **values,
            }
        )
        vote.action_open()
        choices = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
        vote.cast_roll_call({who.id: choice for who, choice in zip(self.councillors, choices, strict=False)})
        vote.action_close_vote()
        return vote

    def close(self):
        self.session.agenda_item_ids.filtered(lambda item: item.status == "pending").action_postpone()
        self.session.action_close()


@tagged("post_install", "-at_install")
class TestAgendaChange(HeldSession):
    def change(self, **values):
        return (
            self.env["biuro.rada.agenda.change"]
            .with_user(self.users["rada_chair"])
            .create({"session_id": self.session.id, **values})
        )

    def put_to_vote(self, change, yes, no=0):
        return self.vote(yes, no, vote=self.env["biuro.rada.vote"].browse(change.action_prepare_vote()["id"]))

    def test_added_by_absolute_majority_of_the_statutory_number(self):
        change = self.change(title="Stanowisko w sprawie kolei", after_item_id=self.first.id, proposer="Klub A")
        vote = self.put_to_vote(change, 11, 3)
        self.assertEqual((vote.majority, vote.result, change.state), ("absolute_statutory", "rejected", "failed"))
        again = self.change(title="Stanowisko w sprawie kolei", after_item_id=self.first.id)
        vote = self.put_to_vote(again, 12, 8)
        self.assertEqual((vote.result, again.state), ("adopted", "made"))
        item = again.new_item_id
        self.assertEqual((item.origin, item.number, item.change_vote_id), ("added", "1a", vote))
        self.assertEqual(self.session.agenda_item_ids.sorted("sequence").mapped("number"), ["1", "1a", "2"])
        with self.assertRaises(UserError):
            again.write({"title": "inny"})
        with self.assertRaises(UserError):
            again.unlink()

    def test_removed_and_moved(self):
        move = self.change(kind="move", item_id=self.second.id)
        self.put_to_vote(move, 20)
        self.assertEqual(self.session.agenda_item_ids.sorted("sequence")[0], self.second)
        remove = self.change(kind="remove", item_id=self.second.id)
        self.put_to_vote(remove, 20)
        self.assertEqual((self.second.origin, self.second.status), ("removed", "withdrawn"))

    def test_consent_of_the_applicant(self):
        self.session.sudo().write({"kind": "on_request", "applicant_type": "mayor", "request_date": self.session.day})
        change = self.change(title="Dodatkowy punkt")
        self.put_to_vote(change, 20)
        self.assertEqual(change.state, "failed", "art. 20 ust. 4")
        agreed = self.change(title="Dodatkowy punkt", applicant_consent=True)
        self.put_to_vote(agreed, 20)
        self.assertEqual(agreed.state, "made")

    def test_unready_draft_is_not_added(self):
        draft = self.env["biuro.rada.draft"].create(
            {"title": "w sprawie kolei", "term_id": self.session.term_id.id, "financial_none": True})
        change = self.change(title="Podjęcie uchwały w sprawie kolei", item_type="draft", draft_id=draft.id)
        with self.assertRaisesRegex(UserError, "legal basis"):
            change.action_prepare_vote()
        draft.write({"legal_basis": "art. 18", "justification": "<p>Jest potrzebna.</p>", "body": "<p>§ 1.</p>"})
        self.env["biuro.rada.draft.opinion"].create(
            {"draft_id": draft.id, "kind": "legal", "result": "positive", "date": "2026-03-12"})
        with self.assertRaisesRegex(UserError, "complete and ready"):
            change.action_prepare_vote()
        draft.action_ready()
        vote = self.env["biuro.rada.vote"].browse(change.action_prepare_vote()["id"])
        draft.action_return("Błąd w § 1")
        self.vote(20, 0, vote=vote)
        self.assertEqual((vote.result, change.state), ("adopted", "failed"), "it was returned before the vote")
        self.assertIn("w sprawie kolei", str(change.reasons))

    def test_no_softer_majority(self):
        change = self.change(title="Dodatkowy punkt")
        vote = self.env["biuro.rada.vote"].browse(change.action_prepare_vote()["id"])
        with self.assertRaisesRegex(ValidationError, "RB-04"):
            vote.majority = "simple"

    def test_reader_moves_nothing(self):
        with self.assertRaises(AccessError):
            self.env["biuro.rada.agenda.change"].with_user(self.users["clerk"]).create(
                {"session_id": self.session.id, "title": "x"}
            )


@tagged("post_install", "-at_install")
class TestMinutes(HeldSession):
    def test_the_agenda_names_no_closed_item(self):
        # sudo: own model - the agenda was sent without the mark
        self.second.sudo().write({"title": "Sprawa Jana Nowaka", "is_confidential": True, "confidential_basis": "RODO"})
        minutes = self.build()
        agenda = minutes.part_ids.filtered(lambda part: part.key == "agenda").with_user(self.users["clerk"])
        self.assertIn("punkt z wyłączeniem jawności", agenda.body)
        self.assertNotIn("Nowaka", agenda.body + agenda.generated)
        self.assertIn("Park przy ulicy Lipowej", agenda.body)

    def build(self):
        self.session.action_minutes()
        return self.session.minutes_id.with_user(self.users["rada_user"])

    def part(self, minutes, key):
        return minutes.part_ids.filtered(lambda part: part.key == key)

    def test_the_log_is_in_the_minutes(self):
        self.vote(12, 5, 3)
        Speaker = self.env["biuro.rada.speaker"].with_user(self.users["rada_chair"])
        Speaker.add_speaker(self.session.id, councillor_id=self.councillors[2].id)
        Speaker.action_next(self.session.id)
        leaving = self.session.attendance_ids.filtered(lambda line: line.councillor_id == self.councillors[19])
        self.first.sudo().started_at = self.first.started_at - timedelta(minutes=2)
        leaving.action_check_out()
        stay = leaving.interval_ids.sudo()  # a minute ago, not in the second of the closing
        begun, ended = stay.check_in - timedelta(minutes=3), stay.check_out - timedelta(minutes=1)
        stay.write({"check_in": begun, "check_out": ended})
        self.close()
        minutes = self.build()
        item = self.part(minutes, f"item:{self.first.id}")
        self.assertIn("Za: 12, przeciw: 5, wstrzymało się: 3", item.body)
        self.assertIn(self.councillors[2].display_name, item.body)
        self.assertIn("PRZECIW (5)", item.body)
        self.assertIn("Ustawowy skład: 23. Kworum: 12", self.part(minutes, "attendance").body)
        self.assertIn(f"{self.councillors[19].display_name} opuścił(a) obrady", self.part(minutes, "attendance").body)
        self.assertIn("Obrady zamknięto", self.part(minutes, "closing").body)
        self.assertIn("Punkt odroczono", self.part(minutes, f"item:{self.second.id}").body)
        self.assertIn("imienne wykazy głosowań", self.part(minutes, "annexes").body)

    def test_building_again_keeps_edits(self):
        minutes = self.build()
        first, second = (self.part(minutes, f"item:{item.id}") for item in (self.first, self.second))
        first.body = "<p>Radni dyskutowali o drzewach.</p>"
        self.assertTrue(first.is_edited)
        self.assertFalse(second.is_edited)
        own = minutes.part_ids.create({"minutes_id": minutes.id, "title": "Oświadczenia", "body": "<p>Brak.</p>"})
        self.vote(15, 5)
        self.close()
        answer = minutes.action_build()
        self.assertEqual((answer["kept"], answer["changed"]), (1, 1))
        self.assertIn("o drzewach", first.body)
        self.assertNotIn("Za: 15", first.body)
        self.assertIn("Za: 15", first.generated)
        self.assertTrue(first.log_changed)
        self.assertIn("Punkt odroczono", second.body, "what nobody touched is renewed")
        self.assertTrue(own.exists())
        self.assertEqual(minutes.action_build()["changed"], 1, "the mark stays until a person looks")
        first.action_keep_text()
        self.assertEqual(minutes.action_build()["changed"], 0)
        first.action_take_log()
        self.assertIn("Za: 15", first.body)
        self.assertFalse(first.is_edited)

    def test_edited_part_survives_its_source(self):
        change = self.env["biuro.rada.agenda.change"].create(
            {"session_id": self.session.id, "kind": "remove", "item_id": self.second.id}
        )
        minutes = self.build()
        part = self.part(minutes, f"item:{self.second.id}")
        part.body = "<p>Radny złożył wniosek.</p>"
        self.vote(20, vote=self.env["biuro.rada.vote"].browse(change.action_prepare_vote()["id"]))
        minutes.action_build()
        self.assertTrue(part.exists())
        self.assertTrue(part.log_changed)

    def test_the_leading_is_handed_over(self):
        functions = self.env["biuro.rada.function"]
        functions.create(
            [
                {"councillor_id": self.councillors[4].id, "role": "chair", "date_from": "2024-05-07", "basis": "I/1"},
                {
                    "councillor_id": self.councillors[5].id,
                    "role": "vice_chair",
                    "date_from": "2024-05-07",
                    "basis": "I/2",
                },
            ]
        )
        with self.assertRaises(UserError):
            self.session.action_hand_over(self.councillors[6].id)
        self.session.action_hand_over(self.councillors[4].id)
        self.session.action_hand_over(self.councillors[5].id)
        self.assertEqual(self.session.lead_ids.councillor_id, self.councillors[4] | self.councillors[5])
        opening = self.part(self.build(), "opening").body
        self.assertIn(f"obrady prowadził(a): {self.councillors[5].first_name}", opening)

    def test_laying_out_corrections_adoption(self):
        adopting = self.vote(20)
        user = self.make_councillor_user(self.councillors[0])
        minutes = self.build()
        with self.assertRaises(UserError):
            minutes.action_lay_out()
        self.close()
        minutes.action_build()
        Correction = self.env["biuro.rada.minutes.correction"].with_user(user)
        with self.assertRaises(UserError):
            Correction.propose_correction(self.session.id, "jest błąd")
        with self.assertRaises(UserError):
            minutes.action_lay_out(str(office_today() - timedelta(days=1)))
        minutes.action_lay_out()
        self.assertEqual((self.session.state, minutes.state), ("minutes_ready", "laid_out"))
        Correction.propose_correction(self.session.id, "mówiłem o lipach, nie o dębach")
        with self.assertRaises(UserError):
            minutes.action_adopt(adopting.id)
        with self.assertRaises(UserError):
            minutes.correction_ids.action_refuse(" ")
        minutes.correction_ids.action_accept()
        with self.assertRaises(UserError):
            minutes.action_adopt()
        with self.assertRaises(UserError):
            minutes.write({"state": "adopted"})
        minutes.action_adopt(adopting.id)
        self.assertEqual((self.session.state, minutes.adopted_vote_id), ("done", adopting))
        self.assertEqual(len(minutes.content_hash), 64)
        with self.assertRaises(UserError):
            minutes.part_ids[0].body = "<p>inaczej</p>"
        with self.assertRaises(UserError):
            minutes.action_build()
        minutes.action_sign()
        self.assertTrue(minutes.signed_by_minute_taker)
        values = minutes._publication_values()
        self.assertIn("Za: 20", values["body"])

    def test_confidential_item_is_not_published(self):
        title = 'Kanarek & "sprawa" poufna'
        self.first.sudo().write(
            {"title": title, "is_confidential": True, "confidential_basis": "ustawa o ochronie informacji"}
        )
        adopting = self.vote(20)
        self.close()
        minutes = self.build()
        minutes.action_lay_out()
        minutes.action_adopt(adopting.id)
        body = minutes._publication_values()["body"]
        self.assertNotIn("Za: 20", body)
        self.assertIn("Wyłączono jawność", body)
        self.assertIn("Kanarek", minutes._whole(), "the minutes themselves name it")
        self.assertNotIn("Kanarek", body, "neither its own part nor the agenda")

    def test_recording(self):
        self.close()
        Recording = self.env["biuro.rada.recording"].with_user(self.users["rada_user"])
        recording = Recording.create(
            {"session_id": self.session.id, "started_at": self.first.started_at - timedelta(seconds=90)}
        )
        with self.assertRaises(UserError):
            recording.action_publish("https://film.example/1")
        with self.assertRaises(ValidationError):
            recording.checksum = "abc"
        content = b"obraz i dzwiek"
        recording.copy_upload = base64.b64encode(content)
        self.assertEqual(recording.checksum, hashlib.sha256(content).hexdigest())
        self.assertTrue(recording.action_check_copy()["ok"])
        self.assertFalse(recording.action_check_copy("0" * 64)["ok"])
        recording.action_publish("https://film.example/1")
        deadline = recording.deadline_ids
        self.assertEqual(deadline.code, "council_captions")
        self.assertGreaterEqual(deadline.date_deadline, office_today() + timedelta(days=14))
        self.assertEqual(recording.action_set_offsets()["items"], 1)
        self.assertEqual(self.first.video_offset_s, 90)
        recording.action_captions_done()
        self.assertEqual(deadline.state, "met")


@tagged("post_install", "-at_install")
class TestDebateAndInterests(HeldSession):
    def test_residents(self):
        session = self.make_session(self.term, number_int=7, start=self.session.start + timedelta(days=20)).with_user(
            self.users["rada_user"]
        )
        Application = self.env["biuro.rada.debate.application"].with_user(self.users["rada_user"])
        eve = session.start - timedelta(days=1)
        rows = Application.create(
            [
                {
                    "session_id": session.id,
                    "name": f"Mieszkaniec {place}",
                    "signature_count": signatures,
                    "received_at": received,
                }
                for place, (signatures, received) in enumerate(
                    [(50, eve), (49, eve), (80, session.start), (60, eve - timedelta(days=2))]
                )
            ]
        )
        self.assertEqual(rows.mapped("admitted"), [True, False, False, True])
        self.assertEqual(rows.mapped("place"), [2, 0, 0, 1])
        self.assertEqual(rows.mapped("reject_reason"), [False, "signatures", "late", False])
        with self.assertRaisesRegex(UserError, "RB-10"):
            rows[1].action_enlist()
        self.env.company.rada_debate_residents = 1
        rows[0].signature_count = 51
        self.assertEqual(rows[0].reject_reason, "limit")
        rows[3].action_withdraw()
        self.assertEqual(rows[0].place, 1, "the place passes to the next one")

    def test_lists_are_removed_with_the_end(self):
        application = (
            self.env["biuro.rada.debate.application"]
            .with_user(self.users["rada_user"])
            .create(
                {
                    "session_id": self.session.id,
                    "name": "Anna Mieszkanka",
                    "contact": "anna@example.com",
                    "signature_count": 55,
                    "received_at": self.session.start - timedelta(days=1),
                    "list_ids": [(0, 0, {"name": "lista.pdf", "raw": b"nazwiska"})],
                }
            )
        )
        application.action_enlist()
        self.assertEqual(application.speaker_id.kind, "resident")
        self.close()
        self.assertFalse(application.list_ids)
        self.assertFalse(application.contact)
        self.assertTrue(application.lists_removed_on)

    def test_interest_meets_item(self):
        self.env["biuro.rada.interest"].create(
            [
                {
                    "councillor_id": self.councillors[0].id,
                    "name": "działka",
                    "words": "Lipowa",
                    "date_from": "2024-05-07",
                },
                {
                    "councillor_id": self.councillors[1].id,
                    "name": "udział w spółce",
                    "words": "Lipowa",
                    "date_from": "2024-05-07",
                    "date_to": "2024-06-01",
                },
            ]
        )
        item = self.first.with_user(self.users["rada_chair"])
        self.assertIn(self.councillors[0].display_name, item.interest_warning)
        self.assertNotIn(self.councillors[1].display_name, item.interest_warning, "it lasts no more")
        self.assertEqual([row["councillor"] for row in item.get_interests()], [self.councillors[0].id])
        self.assertFalse(self.second.interest_warning)
        with self.assertRaises(AccessError):
            self.first.with_user(self.users["clerk"]).get_interests()


@tagged("post_install", "-at_install")
class TestSessionsPortal(RadaWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)
        cls.user = cls.make_councillor_user(cls.councillors[0])
        cls.sitting = cls.make_session(
            cls.term, start=fields.Datetime.now() + timedelta(days=9), agenda_item_ids=[(0, 0, {"title": "Park"})]
        )
        item = cls.sitting.agenda_item_ids
        item.attachment_ids = cls.env["ir.attachment"].create({"name": "mapa.txt", "raw": b"mapa parku"})
        cls.stray = cls.env["ir.attachment"].create({"name": "tajne.txt", "raw": b"tajne"})
        cls.sitting.convene(["portal"])

    def test_notice_page(self):
        self.authenticate(self.user.login, self.user.login)
        page = self.url_open("/my/rada/sesje")
        self.assertIn(f"/my/rada/sesje/{self.sitting.id}", page.text)
        address = f"/my/rada/sesje/{self.sitting.id}"
        page = self.url_open(address)
        self.assertIn("mapa.txt", page.text)
        line = self.sitting.notice_ids.filtered(lambda row: row.councillor_id == self.councillors[0])
        self.assertFalse(line.opened_at, "reading alone changes nothing")
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        self.url_open(f"{address}/otwarto", data={"csrf_token": token})
        self.assertTrue(line.opened_at)
        page = self.url_open(f"{address}/potwierdz", data={"csrf_token": token})
        self.assertEqual(page.status_code, 200)
        self.assertTrue(line.acknowledged_at)
        page = self.url_open(f"{address}/usprawiedliw", data={"csrf_token": token, "reason": "leczenie"})
        self.assertTrue(self.sitting.attendance_ids.filtered("excuse_date"))
        file = self.sitting.agenda_item_ids.attachment_ids
        self.assertEqual(self.url_open(f"{address}/material/{file.id}").content, b"mapa parku")
        self.assertEqual(self.url_open(f"{address}/material/{self.stray.id}").status_code, 404)

    def test_strangers(self):
        self.authenticate("clerk", "clerk")
        self.assertEqual(self.url_open(f"/my/rada/sesje/{self.sitting.id}").status_code, 403)
        self.authenticate(self.user.login, self.user.login)
        self.assertEqual(self.url_open("/my/rada/sesje/999999").status_code, 404)
        draft = self.make_session(self.term, number_int=5)
        self.assertEqual(self.url_open(f"/my/rada/sesje/{draft.id}").status_code, 404)


@tagged("post_install", "-at_install")
class TestConfidentialItem(HeldSession):
    def test_every_clerk_does_not_read_it(self):
        self.session.action_minutes()
        self.first.sudo().write({"is_confidential": True, "confidential_basis": "ustawa o ochronie informacji"})
        file = self.first.env["ir.attachment"].create({"name": "opinia.txt", "raw": b"tajne"})
        self.first.attachment_ids = file
        for login, sees in (("clerk", False), ("rada_finance", False), ("rada_user", True), ("rada_chair", True)):
            with self.subTest(login):
                user = self.users[login]
                items = self.env["biuro.rada.agenda.item"].with_user(user).search([("id", "=", self.first.id)])
                self.assertEqual(bool(items), sees)
                parts = self.env["biuro.rada.minutes.part"].with_user(user)
                self.assertEqual(bool(parts.search([("agenda_item_id", "=", self.first.id)])), sees)
                self.assertEqual(bool(self.env["ir.attachment"].with_user(user).search([("id", "=", file.id)])), sees)
