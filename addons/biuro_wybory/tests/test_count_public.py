import csv
import io
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.test_bip import TestBipAccessibility as AxeCase

from .count_case import B1, CountWorld

CANARY = "Kanarkowska"


class PublicWorld(CountWorld):
    """An election counted in one of two precincts, one announced after a draw, one not public."""

    @classmethod
    def build_public(cls):
        cls.env["ir.config_parameter"].set_param("biuro_kancelaria.rate_limit", "0")
        cls.campaign = cls.env["biuro.wybory.osiedle.campaign"].create({
            "name": "Wybory próbne", "election_date": cls.today})
        cls.live = cls.make_election(precincts=2, campaign_id=cls.campaign.id)
        candidates = cls.live.sudo().candidate_ids
        candidates.write({"address": f"ul. {CANARY}a 1", "nominator": f"Anna {CANARY}", "contact": CANARY})
        candidates[0].pesel_value = "44051401359"
        cls.turnout = cls.env["biuro.wybory.osiedle.turnout"].with_user(cls.users["osiedle_user"])
        for precinct, issued in zip(cls.live.precinct_ids, (30, 10), strict=True):
            cls.turnout.report(precinct.id, 12, issued)
        cls.turnout.report(cls.live.precinct_ids[0].id, 17.5, 40)
        cls.live.action_start_counting()
        first = cls.live.protocol_ids.sorted("reference")[0]
        cls.type_twice(first, cls.figures(first, B1, entitled=600), remarks=f"Pani {CANARY} złożyła uwagę.")
        cls.done = cls.count(cls.make_election(
            unit=cls.make_unit("OS-02"), campaign_id=cls.campaign.id, entitled=1200))
        cls.draw(cls.done, "DC")
        cls.done.draw_ids.sudo().present = f"Anna {CANARY}"
        cls.announce(cls.done)
        cls.env["biuro.wybory.osiedle.protest"].with_user(cls.users["osiedle_user"]).create({
            "election_id": cls.done.id, "author": CANARY, "ground": CANARY})
        cls.draft = cls.make_election(names="XY", seats=1, unit=cls.make_unit("OS-99", size=1), state="draft")
        cls.early = cls.make_election(names=[CANARY], seats=1, unit=cls.make_unit("OS-03", size=1), state="nomination")


class PublicCase(PublicWorld, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_count()
        cls.build_public()

    def get(self, path, method="GET", **headers):
        self.opener.cookies.clear()
        return self.opener.request(method, self.base_url() + path, timeout=30, headers=headers, allow_redirects=False)

    @property
    def pages(self):
        live = f"/bip/wybory/{self.live.id}"
        return (
            "/bip/wybory", f"/bip/wybory/kampania/{self.campaign.id}", live, f"{live}/kandydaci",
            f"{live}/obwod/{self.live.precinct_ids[0].id}", f"{live}/obwod/{self.live.precinct_ids[1].id}",
            f"/bip/wybory/{self.done.id}", f"/bip/wybory/{self.early.id}", f"/bip/wybory/{self.early.id}/kandydaci",
        )

    @property
    def data(self):
        live = f"/bip/wybory/{self.live.id}"
        return ("/bip/wybory.json", "/bip/wybory.csv", f"/bip/wybory/kampania/{self.campaign.id}.json", f"{live}.json",
                f"{live}.csv", f"/bip/wybory/{self.done.id}.json", f"/bip/wybory/{self.done.id}.csv")


@tagged("post_install", "-at_install")
class TestPublicElections(PublicCase):
    def test_pages_and_data_without_login(self):
        for path in (*self.pages, *self.data):
            with self.subTest(path=path):
                response = self.get(path)
                self.assertEqual(response.status_code, 200, response.text[:300])
                self.assertNotIn("Set-Cookie", response.headers)
                self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(self.get(path, **{"If-None-Match": response.headers["ETag"]}).status_code, 304)
                self.assertNotIn(self.get(path, "POST").status_code, (200, 500))
                for private in (CANARY, "44051401359", str(self.live.sudo().candidate_ids[0].birth_date)):
                    self.assertNotIn(private, response.text)
                self.assertNotIn("Osiedle OS-99", response.text)
        for path in (f"/bip/wybory/{self.draft.id}", "/bip/wybory/999999999", "/bip/wybory/99999999999",
                     f"/bip/wybory/{self.live.id}/obwod/999999", "/bip/wybory/kampania/999999",
                     f"/bip/wybory/{self.draft.id}.json", f"/bip/wybory/{self.draft.id}.csv"):
            self.assertEqual(self.get(path).status_code, 404, path)
        self.assertEqual(self.get("/bip/wybory?year=abc").status_code, 400)
        self.assertIn("/bip/wybory", self.get("/bip").text)

    def test_live_results_change_with_the_protocols(self):
        path = f"/bip/wybory/{self.live.id}"
        first = self.get(path)
        self.assertIn("1 / 2", first.text)
        results = json.loads(self.get(f"{path}.json").text)
        self.assertEqual((results["protocols"], results["protocols_all"], results["final"]), (1, 2, False))
        self.assertEqual([(hour["hour"], hour["cards"]) for hour in results["turnout"]["hours"]],
                         [("12:00", 40), ("17:30", 50)])
        [vote] = results["constituencies"][0]["votes"]
        self.assertEqual([(row["name"], row["votes"]) for row in vote["candidates"]][0], ("A Kandydat", 61))
        self.assertEqual({row["outcome"] for row in vote["candidates"]}, {""})
        self.assertEqual((results["turnout"]["voting"], vote["candidates"][0]["share"]), ("16.17", "67.78"))
        second = self.live.protocol_ids.sorted("reference")[1]
        votes = {"A": 10, "B": 10, "C": 5, "D": 0, "E": 5}
        self.type_twice(second, self.figures(
            second, votes, entitled=600, issued=31, from_box=31, not_issued=0, invalid=1))
        later = self.get(path, **{"If-None-Match": first.headers["ETag"]})
        self.assertEqual(later.status_code, 200)
        self.assertIn("2 / 2", later.text)
        self.assertNotEqual(first.headers["ETag"], later.headers["ETag"])
        rows = list(csv.DictReader(io.StringIO(self.get(f"{path}.csv").text.lstrip("\ufeff")), delimiter=";"))
        self.assertEqual(sum(int(row["votes"]) for row in rows), 175 + 30)
        self.assertEqual(len(rows), 10)

    def test_announced_result_is_explained(self):
        text = self.get(f"/bip/wybory/{self.done.id}").text
        self.assertIn("D Kandydat", text)
        self.assertIn("Protokół losowania", text)
        results = json.loads(self.get(f"/bip/wybory/{self.done.id}.json").text)
        [vote] = results["constituencies"][0]["votes"]
        self.assertEqual([row["name"][0] for row in vote["candidates"] if row["outcome"] == "elected"], ["A", "B", "D"])
        self.assertEqual((results["elected"], results["protests"], vote["draw"]), (3, 1, True))
        campaign = json.loads(self.get(f"/bip/wybory/kampania/{self.campaign.id}.json").text)["campaigns"][0]
        self.assertEqual((campaign["protocols"], campaign["protocols_all"], campaign["cards"]), (2, 3, 194))
        self.assertEqual(campaign["entitled_voting"], 1800)

    def test_rpc(self):
        Election = self.env["biuro.wybory.osiedle.election"]
        answer = Election.with_user(self.users["clerk"]).get_public_results(self.done.id)
        self.assertEqual((answer["unit"], answer["elected"], answer["date"]), ("Osiedle OS-02", 3, str(self.today)))
        with self.assertRaises(UserError):
            Election.with_user(self.users["clerk"]).get_public_results(self.draft.id)
        with self.assertRaises(AccessError):
            self.done.with_user(self.users["lawnik_team"]).read(["state"])

    def test_queries_do_not_grow(self):
        """A page costs the same number of queries with more precincts and candidates."""
        model = self.env["biuro.wybory.bip"].with_user(self.env.ref("base.public_user"))
        counts = []
        for names, precincts in (("ABCDE", 2), ("ABCDEFGHIJKLMNOP", 12)):
            election = self.make_election(names, unit=self.make_unit(f"Q-{precincts}"), precincts=precincts)
            election.action_start_counting()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            model._results(model._find(election.id))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            self.get(f"/bip/wybory/{self.done.id}")


@tagged("post_install", "-at_install")
class TestPublicElectionsAccessibility(PublicWorld, AxeCase):
    """WCAG 2.1 AA of the public pages of elections by axe in a real browser."""

    test_axe_finds_a_fault = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_count()
        cls.build_public()

    def test_axe(self):
        for page in (*PublicCase.pages.fget(self), f"/bip/wybory/{self.done.id}?contrast=high&size=larger"):
            with self.subTest(page=page):
                self.browser_js(page, self.axe.replace("PREPARE", ""),
                                error_checker=lambda text: "status of 4" not in text)
