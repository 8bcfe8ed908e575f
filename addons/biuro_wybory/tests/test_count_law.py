from datetime import date

from odoo.tests import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import mandate, protocol

ROWS = protocol.form("polling", [("1", "1. A"), ("2", "2. B")])
GOOD = {
    "entitled": 1200, "received": 200, "issued": 97, "unused": 103, "from_box": 96, "not_issued": 1, "valid_cards": 95,
    "invalid": 5, "invalid_too_many": 3, "invalid_no_mark": 2, "invalid_other": 0, "valid_votes": 90,
    "votes:1": 61, "votes:2": 29,
}


@tagged("post_install", "-at_install")
class TestProtocolLaw(BaseCase):
    def bad(self, line, part, marks=1, **changes):
        """Check that a change of the good figures is refused with a message that names the line."""
        answer = protocol.check(ROWS, {**GOOD, **changes}, marks)
        texts = [row["text"] for row in answer["errors"] if row["line"] == line]
        self.assertTrue(any(part in text and f"iersz {line} " in text for text in texts), answer["errors"])

    def test_good(self):
        answer = protocol.check(ROWS, GOOD)
        self.assertEqual(answer["errors"], [])
        self.assertEqual([row["line"] for row in answer["warnings"]], ["5"])
        self.assertEqual(answer["votes"], {"1": 61, "2": 29})
        self.assertEqual(answer["figures"]["valid_votes"], 90)

    def test_bad_protocols_name_the_line(self):
        for line, part, changes in (
            ("1", "pusty", {"entitled": ""}),
            ("1", "pusty", {"entitled": False}),
            ("3", "ujemna", {"issued": "-3"}),
            ("3", "całkowita", {"issued": "97,5"}),
            ("9a", "nie jest liczba", {"invalid_too_many": "trzy"}),
            ("3", "więcej niż 90", {"entitled": 90}),
            ("2", "daje 200", {"received": 201}),
            ("5", "więcej, niż wydano", {"from_box": 98, "valid_cards": 97, "valid_votes": 92, "votes:1": 63}),
            ("6", "więcej niż 96", {"not_issued": 99}),
            ("7", "daje 95", {"valid_cards": 94}),
            ("8", "suma przyczyn", {"invalid": 6}),
            ("9", "daje 90", {"valid_votes": 91}),
            ("10.1", "więcej niż 90", {"votes:1": 91, "votes:2": 0}),
        ):
            # the parts of the invalid votes carry the number of their row
            line = {"9a": "8a"}.get(line, line)
            with self.subTest(line=line, part=part):
                self.bad(line, part, **changes)
        self.bad("9", "muszą być równe", **{"votes:2": 28})
        self.bad("9", "po najwyżej 2", marks=2, **{"votes:1": 90, "votes:2": 90, "invalid": 5, "valid_votes": 89})
        self.bad("9", "po co najmniej", marks=2, **{"votes:1": 20, "votes:2": 20})

    def test_more_cards_than_given_out_are_explained(self):
        changed = {**GOOD, "from_box": 98, "valid_cards": 97, "valid_votes": 92, "votes:1": 63}
        self.assertTrue(protocol.check(ROWS, changed)["errors"])
        answer = protocol.check(ROWS, changed, explained=True)
        self.assertEqual((answer["errors"], len(answer["warnings"])), ([], 1))

    def test_meeting_for_and_against(self):
        rows = protocol.form("meeting", [("7", "A")], "for_against")
        figures = {**dict.fromkeys(GOOD, 0), "entitled": 900, "present": 44, "issued": 44, "from_box": 44,
                   "valid_cards": 44, "invalid": 1, "invalid_other": 1, "valid_votes": 43}
        good = {**figures, "votes:7:for": 30, "votes:7:against": 10, "votes:7:abstain": 3}
        self.assertEqual(protocol.check(rows, good)["votes"], {"7": [30, 10, 3]})
        [error] = protocol.check(rows, {**good, "votes:7:abstain": 4})["errors"]
        self.assertIn("za + przeciw + wstrzymuję się = 44", error["text"])
        [error] = protocol.check(rows, {**good, "present": 43})["errors"]
        self.assertIn("Na zebraniu karty dostają tylko obecni", error["text"])

    def test_comparison_and_control_sum(self):
        other = {**GOOD, "invalid_no_mark": 3, "votes:2": "29 "}
        [difference] = protocol.compare(ROWS, GOOD, other)
        self.assertEqual(difference["line"], "8b")
        self.assertNotIn("3", difference["text"].replace("8b", ""))
        first = protocol.control_sum("OS-1/1/1", ROWS, GOOD)
        self.assertRegex(first, r"^[0-9A-F]{4}-[0-9A-F]{4}$")
        self.assertEqual(first, protocol.control_sum("OS-1/1/1", ROWS, {**GOOD, "issued": " 97"}))
        self.assertNotEqual(first, protocol.control_sum("OS-1/1/2", ROWS, GOOD))
        self.assertNotEqual(first, protocol.control_sum("OS-1/1/1", ROWS, other))

    def test_unknown_form(self):
        for args in (("mail", []), ("polling", [], "stars")):
            with self.assertRaises(LawError):
                protocol.form(*args)

    def test_end_of_a_mandate(self):
        delivered = date(2027, 4, 1)
        self.assertEqual(mandate.resignation(delivered)["date_to"], delivered)
        answer = mandate.resignation(delivered, date(2027, 5, 1))
        self.assertEqual((answer["date_to"], answer["reasons"][0]["article"]), (date(2027, 5, 1), "u.s.g. art. 37e"))
        self.assertIn("statut", mandate.resignation(date(2027, 3, 29))["reasons"][0]["article"])
        with self.assertRaises(LawError):
            mandate.resignation(delivered, date(2027, 3, 31))
        self.assertEqual(mandate.loss(date(2027, 11, 30))["deadline"], date(2028, 2, 29))
        self.assertEqual(len(mandate.check_loss(delivered, None, date(2027, 3, 1))), 2)
        self.assertEqual(mandate.check_loss(delivered, date(2027, 4, 5), date(2027, 4, 29)), [])
