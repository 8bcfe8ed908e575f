from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import RadaCase


class VoteCase(RadaCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.make_term()
        cls.term.action_activate()
        cls.councillors = cls.make_councillors(cls.term, 23)
        cls.session = cls.make_session(cls.term)
        cls.session.action_convene()
        cls.session.action_start()
        cls.present = cls.councillors[:20]
        cls.session.attendance_ids.filtered(lambda line: line.councillor_id in cls.present).action_check_in()
        cls.item = cls.session.agenda_item_ids[0]
        cls.item.action_begin()

    def make_vote(self, **values):
        return (
            self.env["biuro.rada.vote"]
            .with_user(self.users["rada_user"])
            .create(
                {"session_id": self.session.id, "agenda_item_id": self.item.id, "subject": "w sprawie parku",
                 "majority_basis": "u.s.g. art. 19 ust. 4", "secret_basis": "u.s.g. art. 19 ust. 4", **values}
            )
        )

    def make_election(self, *names, **values):
        return self.make_vote(
            ballot="secret",
            majority="absolute",
            is_election=True,
            option_ids=[(0, 0, {"name": name, "consent": True}) for name in names],
            **values,
        )

    def as_councillor(self, vote, councillor):
        return vote.with_user(councillor.partner_id.user_ids or self.make_councillor_user(councillor))

    def assertRefused(self, code, method, *args):
        with self.assertRaises(UserError) as caught:
            method(*args)
        self.assertEqual(caught.exception.code, code)

    def render(self, report, record):
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(f"biuro_rada.{report}", record.ids)
        return html.decode()

    def option(self, vote, kind):
        return vote.sudo().option_ids.filtered(lambda option: option.kind == kind)


@tagged("post_install", "-at_install")
class TestVoteSecret(VoteCase):
    def test_electronic(self):
        vote = self.make_vote(ballot="secret", majority="absolute")
        vote.action_open()
        public = self.env["biuro.rada.vote"].with_user(self.env.ref("base.public_user"))
        yes, no = self.option(vote, "yes").id, self.option(vote, "no").id
        papers = [self.as_councillor(vote, one).take_ballot() for one in self.present[:6]]
        self.assertEqual(len({paper["token"] for paper in papers}), 6)
        self.assertRefused("already_taken", self.as_councillor(vote, self.present[0]).take_ballot)
        self.assertRefused("not_present", self.as_councillor(vote, self.councillors[22]).take_ballot)
        for index, paper in enumerate(papers[:5]):
            public.cast_secret(vote.id, paper["token"], yes if index < 4 else no)
        self.assertRefused("already_cast", public.cast_secret, vote.id, papers[0]["token"], no)
        self.assertRefused("bad_token", public.cast_secret, vote.id, papers[0]["token"][:-1] + "x", no)
        self.assertRefused("bad_choice", public.cast_secret, vote.id, papers[5]["token"], 0)
        self.assertNotJoined(vote, papers)
        self.assertRefused("not_open", self.as_councillor(vote, self.present[9]).cast, "yes")
        state = vote.action_close_vote()
        self.assertEqual((state["result"], state["names"]), ("adopted", []))
        self.assertEqual((vote.yes, vote.no, vote.not_voting, vote.absent), (4, 1, 15, 3))
        self.assertEqual(len(vote.taker_ids.filtered("taken")), 6)
        self.assertRefused("closed", public.cast_secret, vote.id, papers[5]["token"], yes)
        self.assertNotJoined(vote, papers)
        self.env.cr.execute(
            "SELECT (SELECT count(*) FROM biuro_rada_secret_ballot), (SELECT count(*) FROM biuro_rada_secret_key)"
        )
        self.assertEqual(self.env.cr.fetchone(), (0, 0))

    def assertNotJoined(self, vote, papers):
        """Ask the database itself: nothing of a ballot stands beside a person, nor does any order."""
        cr = self.env.cr
        self.env.flush_all()
        columns = {}
        cr.execute(
            """SELECT table_name, column_name FROM information_schema.columns
                WHERE table_schema = current_schema AND table_name ~ '^biuro_rada_(secret|vote_taker)'"""
        )
        for table, column in cr.fetchall():
            columns.setdefault(table, set()).add(column)
        self.assertEqual(
            columns,
            {
                "biuro_rada_secret_ballot": {"vote", "hash", "choice"},
                "biuro_rada_secret_key": {"vote", "key"},
                "biuro_rada_vote_taker": {"id", "vote_id", "councillor_id", "position", "excluded", "taken"},
            },
        )
        # the place on the disk follows the hashes and the names, and every row was written by the same transaction
        for table, column, order in (("secret_ballot", "vote", "hash"), ("vote_taker", "vote_id", "position")):
            cr.execute(
                # names of the test itself
                f"""SELECT array_agg({order} ORDER BY ctid) = array_agg({order} ORDER BY {order}),
                           count(DISTINCT xmin::text) <= 1
                      FROM biuro_rada_{table} WHERE {column} = %s""",  # noqa: S608 # pylint: disable=sql-injection
                [vote.id],
            )
            self.assertNotIn(False, cr.fetchone(), table)
        cr.execute("SELECT id FROM biuro_rada_vote_taker WHERE vote_id = %s ORDER BY position", [vote.id])
        ids = [id_ for (id_,) in cr.fetchall()]
        self.assertEqual(ids, sorted(ids), "the ids follow the names")
        self.assertFalse(vote.sudo().ballot_ids)
        # neither tokens nor their hashes stand in any other table of the addon
        cr.execute(
            """SELECT table_name FROM information_schema.tables
                WHERE table_schema = current_schema AND table_name LIKE 'biuro_rada%%' AND table_type = 'BASE TABLE'"""
        )
        nonces = [paper["token"].partition(".")[0] for paper in papers]
        for (table,) in cr.fetchall():
            cr.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ~ %s', ["|".join(nonces)])  # noqa: S608
            self.assertEqual(cr.fetchone()[0], 0, table)
        # no message of the bus tells the moment of a ballot
        self.assertFalse(
            [values for values in self.env.cr.precommit.data.get("bus.bus.values", []) if '"cast"' in str(values)]
        )

    def test_election_in_rounds(self):
        vote = self.make_election("Anna Nowak", "Jan Kowalski", on_paper=True)
        vote.action_open()
        anna, jan = self.option(vote, "candidate")
        abstain = self.option(vote, "abstain")
        vote.action_hand_out(self.present.ids)
        with self.assertRaisesRegex(UserError, "RB-06"):
            vote.action_close_paper({anna.id: 12, jan.id: 8, abstain.id: 0}, 1)
        state = vote.action_close_paper({anna.id: 9, jan.id: 8, abstain.id: 1}, 2)
        self.assertEqual((state["result"], vote.elected_option_id.id, vote.invalid), ("rejected", False, 2))
        again = vote.browse(vote.action_next_round()["id"])
        self.assertEqual((again.repeats_vote_id, again.option_ids.mapped("name")), (vote, [anna.name, jan.name]))
        again.action_open()
        anna, jan = self.option(again, "candidate")
        again.action_hand_out(self.present.ids)
        state = again.action_close_paper({anna.id: 11, jan.id: 8, self.option(again, "abstain").id: 1})
        self.assertEqual((state["result"], again.elected_option_id), ("adopted", anna))
        text = self.render("report_vote_scrutiny", again)
        for words in ("Karty pobrane</th><td>20<", "wybrano: Anna Nowak", "Protokół komisji skrutacyjnej"):
            self.assertIn(words, text)
        with self.assertRaises(UserError):
            again.action_next_round()

    def test_one_candidate(self):
        vote = self.make_election("Anna Nowak", on_paper=True)
        vote.action_open()
        vote.action_hand_out(self.present.ids)
        totals = {self.option(vote, kind).id: votes for kind, votes in (("candidate", 10), ("no", 6), ("abstain", 4))}
        self.assertEqual(vote.action_close_paper(totals)["result"], "rejected", "10 is not more than 6 and 4")

    def test_ballot_paper(self):
        with self.assertRaises(ValidationError):
            self.make_vote(is_election=True)
        vote = self.make_election("Anna Nowak")
        vote.option_ids.consent = False
        with self.assertRaisesRegex(UserError, "consented"):
            vote.action_open()
        vote.option_ids.write({"consent": True, "partner_id": self.councillors[3].partner_id.id})
        vote.scrutiny_member_ids = self.councillors[2:5]
        with self.assertRaisesRegex(UserError, "scrutiny"):
            vote.action_open()
        vote.scrutiny_member_ids = self.councillors[5:8]
        vote.action_open()
        with self.assertRaisesRegex(UserError, "RB-09"):
            vote.option_ids[0].with_user(self.users["rada_user"]).name = "Kto inny"


@tagged("post_install", "-at_install")
class TestVoteRecord(VoteCase):
    def test_exclusion(self):
        vote = self.make_vote()
        values = {"vote_id": vote.id, "councillor_id": self.present[0].id}
        with self.assertRaises(ValidationError):
            vote.exclusion_ids.create({**values, "reason": " "})
        vote.exclusion_ids.create({**values, "reason": "sprzedaż działki sąsiedniej"})
        vote.action_open()
        self.assertRefused("excluded", self.as_councillor(vote, self.present[0]).cast, "yes")
        with self.assertRaisesRegex(UserError, "RB-09"):
            vote.exclusion_ids.unlink()
        state = vote.action_close_vote()
        self.assertEqual((state["present"], state["counts"]["excluded"], vote.excluded), (20, 1, 1))

    def test_who_left_takes_no_ballot(self):
        """RB-08: no ballot paper for one who left the hall, until back."""
        vote = self.make_vote(ballot="secret")
        vote.action_open()
        line = vote.session_id.attendance_ids.filtered(lambda row: row.councillor_id == self.present[3])
        line.action_check_out()
        self.assertRefused("not_present", self.as_councillor(vote, self.present[3]).take_ballot)
        line.action_check_in()
        self.assertTrue(self.as_councillor(vote, self.present[3]).take_ballot()["token"])

    def test_excluded_from_a_secret_vote(self):
        vote = self.make_vote(ballot="secret")
        vote.exclusion_ids.create(
            {"vote_id": vote.id, "councillor_id": self.present[0].id, "reason": "dotyczy kandydata"}
        )
        vote.action_open()
        self.assertRefused("excluded", self.as_councillor(vote, self.present[0]).take_ballot)
        vote.action_close_vote()
        self.assertEqual((vote.excluded, vote.not_voting), (1, 19))

    def test_repeated(self):
        vote = self.make_vote()
        with self.assertRaises(UserError):
            vote.action_repeat("pomyłka")
        vote.action_open()
        vote.action_close_vote()
        with self.assertRaises(UserError):
            vote.action_repeat("")
        again = vote.browse(vote.action_repeat("błąd urządzenia")["id"])
        self.assertEqual((again.repeats_vote_id, again.state, again.repeat_reason), (vote, "draft", "błąd urządzenia"))
        again.action_open()
        self.assertEqual((vote.number, again.number), (1, 2))

    def verify(self):
        self.env.flush_all()
        self.env.registry.clear_cache()
        return self.env["biuro.journal"].verify("biuro.rada.vote.journal")

    def test_journal(self):
        vote = self.make_vote()
        vote.action_open()
        self.as_councillor(vote, self.present[0]).cast("yes")
        vote.action_close_vote()
        for text in (
            self.render("report_vote_named_list", vote),
            self.render("report_session_named_lists", self.session),
        ):
            self.assertIn("razem 23, radnych w składzie 23: zgadza się", text)
            self.assertIn(f"{self.present[0].display_name}</td><td>ZA<", text)
            self.assertIn("NIEOBECNY", text)
        other = self.make_vote()
        other.action_open()
        other.action_undo_open("pomyłka")
        rows = self.env["biuro.rada.vote.journal"].search([("session_id", "=", self.session.id)])
        self.assertEqual(rows.mapped("event"), ["opened", "closed", "opened", "called_off"])
        self.assertIn([self.present[0].id, "yes"], rows[1].content["names"])
        self.assertEqual(self.verify(), [])
        self.env.cr.execute(
            "UPDATE biuro_rada_vote_ballot SET value = 'no' WHERE vote_id = %s AND value = 'yes'", [vote.id]
        )
        self.env.invalidate_all()
        [breach] = self.verify()
        self.assertEqual((breach["id"], breach["kind"]), (rows[1].id, "changed"))
