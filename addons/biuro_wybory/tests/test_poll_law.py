from datetime import date, datetime

from odoo.tests.common import BaseCase, tagged

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import params as ordinance
from ..law import poll


@tagged("post_install", "-at_install")
class TestPollLaw(BaseCase):
    """Days, names and nominations before the vote."""

    def test_polish_order(self):
        names = ["Łapa", "Lis", "Zebra", "Żak", "Źrebak", "Ćma", "Cebula", "Müller", "Nowak-Lis", "Nowak"]
        ordered = sorted(names, key=lambda name: poll.sort_key(name, ""))
        self.assertEqual(
            ordered, ["Cebula", "Ćma", "Lis", "Łapa", "Müller", "Nowak", "Nowak-Lis", "Zebra", "Źrebak", "Żak"],
        )

    def test_same_person_whatever_the_marks(self):
        self.assertEqual(poll.name_key("Łoś-Żak", "Jan  Józef"), poll.name_key("los zak", "JAN JOZEF"))
        self.assertNotEqual(poll.name_key("Łoś", "Jan"), poll.name_key("Łoś", "Janina"))

    def test_age_on_the_day(self):
        day = date(2026, 12, 6)
        self.assertEqual(poll.age_on(date(2008, 12, 6), day), 18)
        self.assertEqual(poll.age_on(date(2008, 12, 7), day), 17)
        self.assertEqual(poll.age_on(date(2008, 2, 29), date(2026, 2, 28)), 17)

    def test_national_day_blocks(self):
        national = [{"date": date(2024, 4, 7), "name": "Wybory do rad gmin"}]
        answer = poll.election_day(date(2024, 4, 7), national)
        self.assertFalse(answer["allowed"])
        self.assertIn("35a", answer["problems"][0])
        self.assertFalse(poll.election_day(date(2024, 4, 7), national, exception="not_general")["allowed"])
        answer = poll.election_day(date(2024, 4, 7), national, exception="not_general", reason="ponowne")
        self.assertTrue(answer["allowed"])
        self.assertTrue(poll.election_day(date(2024, 4, 14), national)["allowed"])

    def test_day_off_work(self):
        self.assertTrue(poll.election_day(date(2026, 11, 29), must_be_free=True)["allowed"])
        self.assertFalse(poll.election_day(date(2026, 11, 28), must_be_free=True)["allowed"])
        self.assertTrue(poll.election_day(date(2026, 11, 11), must_be_free=True)["allowed"])

    def test_end_of_nominations(self):
        self.assertEqual(poll.nomination_end(date(2026, 12, 6), 30, 15.5), datetime(2026, 11, 6, 15, 30))
        self.assertEqual(poll.nomination_end(date(2026, 12, 6), 21), datetime(2026, 11, 15, 23, 59, 59))

    def _nomination(self, **values):
        return {
            "birth_date": date(1980, 1, 1), "resides": "unit", "consent": True, "declared": True,
            "signatures_valid": 20, "received": datetime(2026, 11, 6, 15, 30), "excluded": set(), **values,
        }

    def _fields(self, params, election_date=date(2026, 12, 6), **values):
        rules = ordinance.read({"signatures_required": 20, **params})
        rows = poll.candidate_problems(
            rules, self._nomination(**values), election_date, datetime(2026, 11, 6, 15, 30),
        )
        return [row["field"] for row in rows]

    def test_nomination(self):
        self.assertEqual(self._fields({}), [])
        self.assertEqual(self._fields({}, received=datetime(2026, 11, 6, 15, 31)), ["received_at"])
        self.assertEqual(self._fields({}, birth_date=date(2008, 12, 7)), ["birth_date"])
        self.assertEqual(self._fields({}, resides="gmina"), ["resides"])
        self.assertEqual(self._fields({"passive_right": "eligible_to_gmina_council"}, resides="gmina"), [])
        self.assertEqual(self._fields({}, resides=None, consent=False, declared=False),
                         ["resides", "consent_date", "eligibility_declared"])
        self.assertEqual(self._fields({}, signatures_valid=19), ["signatures_valid"])
        self.assertEqual(self._fields({}, signatures_valid=0, at_meeting=True), [])
        self.assertEqual(self._fields({}, excluded={"city_councillor"}), [])
        self.assertEqual(self._fields({"passive_right_excludes": ["city_councillor"]}, excluded={"city_councillor"}),
                         ["excluded"])
        self.assertEqual(self._fields({}, excluded={"commission_member"}), ["excluded"])

    def test_eligible_to_the_gmina_council_since_2027(self):
        """From 30 March 2027 whoever may stand for the gmina council may stand, wherever in the city he lives."""
        self.assertEqual(self._fields({}, election_date=date(2027, 3, 29), resides="gmina"), ["resides"])
        self.assertEqual(self._fields({}, election_date=date(2027, 3, 30), resides="gmina"), [])

    def test_lots(self):
        self.assertEqual(poll.lots_order([3, 1, 2], [1, 2, 3]), [3, 1, 2])
        for drawn in ([1, 2], [1, 2, 2], [1, 2, 4]):
            with self.assertRaises(LawError):
                poll.lots_order(drawn, [1, 2, 3])
