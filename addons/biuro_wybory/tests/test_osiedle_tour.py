from odoo.tests import HttpCase, tagged

from odoo.addons.biuro_kancelaria.tests.one_browser import OneBrowser

from .count_case import CountWorld


@tagged("post_install", "-at_install")
class TestOsiedleTour(CountWorld, OneBrowser, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_world()
        cls.build_count()
        # the tours read the labels of the source
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env["res.users"].concat(*cls.users.values()).lang = "en_US"

    def test_from_the_protocol_to_constituted_bodies(self):
        """Two people type the protocol, the commission draws, the result is announced and the board elected."""
        election = self.make_election("ABC", 2, unit=self.unit, params={
            "votes_mode": "one", "protest_days": 0, "board_size_min": 1})
        election.action_start_counting()
        protocol = election.protocol_ids
        path = f"/odoo/protokoly-wyborow-osiedli/{protocol.id}"
        self.start_tour(path, "biuro_wybory_type", login="osiedle_user", timeout=180)
        self.assertEqual(protocol.state, "typed")
        self.start_tour(path, "biuro_wybory_type_again", login="commission", timeout=180)
        self.assertEqual(protocol.state, "agreed")
        self.attach_scan(protocol)
        self.start_tour(path, "biuro_wybory_accept", login="osiedle_user", timeout=120)
        path = f"/odoo/wybory-osiedli/{election.id}"
        self.start_tour(path, "biuro_wybory_count", login="osiedle_user", timeout=120)
        draw = election.draw_ids
        self.assertEqual((election.state, draw.candidate_ids.mapped("surname")), ("awaiting_draw", ["B", "C"]))
        draw.drawn_at = "2026-11-20 19:15:00"
        self.start_tour(
            f"/odoo/losowania-mandatow/{draw.id}", "biuro_wybory_draw", login="osiedle_user", timeout=120)
        self.start_tour(path, "biuro_wybory_announce", login="osiedle_user", timeout=120)
        self.assertEqual((election.state, self.won(election)), ("announced", "AC"))
        self.start_tour(path, "biuro_wybory_constitute", login="osiedle_user", timeout=120)
        self.assertEqual((election.state, election.body_term_id.in_office), ("valid", 2))
        self.start_tour("/odoo/wybory-zarzadow-osiedli", "biuro_wybory_board", login="osiedle_user", timeout=120)
        self.start_tour(path, "biuro_wybory_constituted", login="osiedle_user", timeout=120)
        self.assertEqual(election.state, "constituted")
        text = self.url_open(f"/bip/wybory/{election.id}").text
        for part in ("Obwieszczenie 1/2026", "C Kandydat", "Protokół losowania", 'id="sklad"', "Kandydat A"):
            self.assertIn(part, text)
