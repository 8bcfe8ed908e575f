from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..law import events, press, publications, sentiment

SEED = [
    *({"pattern": word, "weight": -2, "scope": "both"} for word in ("afer*", "skandal*", "niegospodarnoś*")),
    *({"pattern": word, "weight": -1, "scope": "both"} for word in ("opóźnien*", "protest*", "problem*", "bałagan*")),
    {"pattern": "nagrod*", "weight": 2, "scope": "both"},
    {"pattern": "remont zakończon*", "weight": 1, "scope": "both"},
]
quick = settings(max_examples=80, deadline=None, database=None)


@tagged("post_install", "-at_install")
class TestPress(BaseCase):
    def test_white_space_counts_once(self):
        answer = press.correction_text_length(" Ala  ma\n\nkota ", "x" * 22)
        self.assertEqual((answer["limit"], answer["length"], answer["ok"]), (22, 22, True))
        self.assertFalse(press.correction_text_length("Ala ma kota", "x" * 23)["ok"])
        self.assertEqual(press.correction_text_length("ż" * 420, "ź" * 840)["limit"], 840)

    def case(self, transmitted, reply=None):
        return {"transmitted": transmitted and date.fromisoformat(transmitted),
                "reply": reply and date.fromisoformat(reply)}

    def test_answered_in_time(self):
        cases = [
            self.case("2026-10-14", "2026-11-16"),  # the month ends on a Saturday: Monday is in time
            self.case("2026-10-14", "2026-11-17"),
            self.case("2026-10-14"),
            self.case("2026-09-30", "2026-11-02"),  # was due in October, answered in November
            self.case(None, "2026-11-05"),  # found by monitoring: no clock
        ]
        answer = press.answered_in_time(cases, 2026, 11)
        self.assertEqual([answer[key] for key in ("due", "in_time", "late", "unanswered")], [3, 1, 1, 1])
        self.assertEqual((str(answer["share"]), str(answer["median_days"])), ("33.3", "33.0"))
        nothing = press.answered_in_time(cases, 2025, 1)
        self.assertEqual((nothing["due"], nothing["share"], nothing["median_days"]), (0, None, None))


@tagged("post_install", "-at_install")
class TestSentiment(BaseCase):
    def judge(self, title, excerpt=""):
        answer = sentiment.sentiment(title, excerpt, SEED)
        return answer["sentiment"], answer["score"]

    def test_examples(self):
        self.assertEqual(
            self.judge("Skandal wokół remontu", "Mieszkańcy mówią o opóźnieniach i bałaganie."), ("negative", -6))
        self.assertEqual(self.judge("Nie ma problemu z parkingiem"), ("positive", 2))
        self.assertEqual(self.judge("Sesja rady"), ("neutral", 0))

    def test_negation_reaches_two_words(self):
        self.assertEqual(self.judge("Bez wielkiego protestu"), ("positive", 2))
        self.assertEqual(self.judge("Nie ma tu już protestu"), ("negative", -2))

    def test_mixed_from_half_on(self):
        self.assertEqual(self.judge("", "Nagroda mimo protestu")[0], "mixed")  # 2 against 1
        self.assertEqual(self.judge("Nagroda", "Nagroda mimo protestu")[0], "positive")  # 6 against 1

    def test_several_words_and_endings(self):
        self.assertEqual(self.judge("", "Remont zakończono wczoraj"), ("positive", 1))
        self.assertEqual(self.judge("", "Remont wczoraj zakończono"), ("neutral", 0))
        self.assertEqual(sentiment.sentiment("korki", "korkiem", [{"pattern": "korki", "weight": -1, "scope": "both"}])[
            "score"], -2)

    @quick
    @given(st.text("nie brak protest skandal nagroda x ", max_size=60), st.permutations(SEED))
    def test_the_order_of_the_rules_does_not_matter(self, text, rules):
        one, other = sentiment.sentiment(text, text, SEED), sentiment.sentiment(text, text, rules)
        self.assertEqual([one[key] for key in ("sentiment", "score", "positive", "negative")],
                         [other[key] for key in ("sentiment", "score", "positive", "negative")])
        self.assertEqual(one["score"], sum(hit["weight"] for hit in one["hits"]))


@tagged("post_install", "-at_install")
class TestPublications(BaseCase):
    def test_deposit(self):
        answer = publications.deposit(5000, date(2026, 9, 7))
        self.assertEqual((answer["copies"], len(answer["libraries"])), (17, 15))
        national, *others = answer["libraries"]
        self.assertEqual((national["copies"], national["target"], national["deadline"]),
                         (2, date(2026, 9, 11), date(2026, 9, 14)))
        self.assertEqual({library["deadline"] for library in others}, {date(2026, 9, 21)})
        for run, copies in ((80, 2), (100, 2), (101, 17)):
            answer = publications.deposit(run, date(2026, 9, 7))
            self.assertEqual(answer["copies"], copies)
            self.assertEqual(sum(library["copies"] for library in answer["libraries"]), copies)

    def test_issn(self):
        for value, valid in (("0378-5955", True), ("0378-5954", False), ("2434-561X", True), ("2434-561x", True),
                             ("03785955", True), ("0378-595", False), ("abcd-efgh", False)):
            self.assertEqual(publications.issn(value)["valid"], valid, value)

    @quick
    @given(st.integers(0, 9_999_999))
    def test_one_check_digit_fits(self, number):
        stem = f"{number:07d}"
        self.assertEqual(sum(publications.issn(stem + last)["valid"] for last in "0123456789X"), 1)


@tagged("post_install", "-at_install")
class TestMassEvents(BaseCase):
    def test_examples(self):
        concert = events.mass_event("open", "open_ground", 1200, False, date(2026, 8, 29))
        self.assertEqual((concert["apply_by"], concert["decision_by"], concert["tacit_permit"]),
                         (date(2026, 7, 30), date(2026, 8, 22), None))
        self.assertFalse(events.mass_event("hall", "other", 480, False, date(2026, 8, 29))["mass_event"])
        self.assertTrue(events.mass_event("hall_sport", "sports_hall", 350, False, date(2026, 8, 29))["mass_event"])
        self.assertTrue(events.mass_event("hall", "other", 200, True, date(2026, 8, 29))["mass_event"])
        self.assertFalse(events.mass_event("hall", "cultural_centre", 900, False, date(2026, 8, 29))["mass_event"])

    def test_silence_is_a_permit_from_2027(self):
        def tacit(kind, day, applied=None):
            return events.mass_event(kind, "open_ground", 2000, False, day, applied)["tacit_permit"]

        self.assertEqual(tacit("open", date(2027, 6, 12)), date(2027, 6, 6))
        self.assertIsNone(tacit("open_sport", date(2027, 6, 12)))
        self.assertIsNone(tacit("open", date(2027, 2, 6), date(2026, 12, 31)))
        self.assertEqual(tacit("open", date(2027, 2, 6), date(2027, 1, 1)), date(2027, 1, 31))

    @quick
    @given(st.sampled_from(events.KINDS), st.integers(0, 3000), st.booleans(), st.integers(0, 3000))
    def test_more_places_never_make_it_less(self, kind, places, risk, more):
        day = date(2027, 6, 12) + timedelta(days=places % 300)
        small = events.mass_event(kind, "other", places, risk, day)["mass_event"]
        self.assertLessEqual(small, events.mass_event(kind, "other", places + more, risk, day)["mass_event"])
        self.assertLessEqual(small, events.mass_event(kind, "other", places, True, day)["mass_event"])
