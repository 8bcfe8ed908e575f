import hashlib
import hmac
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.law.base import LawError

from ..law import majority
from .biuro_rada_vote_live import VoteRefused

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 20110118))"


class BiuroRadaVoteSecret(models.Model):
    """Secret ballots: who took a ballot paper is known, what was cast is not (RB-07).

    Taking gives a token: a random number signed by the key of the vote; nothing of it is stored. Casting is another,
    anonymous call with the token: it stores the hash of the number and the choice in a table without id, time and
    author. Both tables are written anew each time, in the order of names and of hashes, so that even the place of a
    row on the disk tells nothing. Counting keeps the totals and removes the single ballots and the key.
    """

    _inherit = "biuro.rada.vote"

    is_election = fields.Boolean(
        "Election of a Person", help="A person is elected from among the candidates (art. 19 ust. 1)."
    )
    on_paper = fields.Boolean("On Paper", help="The scrutiny committee counts the paper ballots and enters the totals.")
    option_ids = fields.One2many("biuro.rada.vote.option", "vote_id", "Ballot Paper", copy=True)
    taker_ids = fields.One2many("biuro.rada.vote.taker", "vote_id", "Ballot Papers Taken")
    elected_option_id = fields.Many2one("biuro.rada.vote.option", "Person Elected", readonly=True, copy=False)
    scrutiny_chair_id = fields.Many2one("biuro.rada.councillor", "Chair of the Scrutiny Committee")
    scrutiny_member_ids = fields.Many2many("biuro.rada.councillor", string="Scrutiny Committee")

    def init(self):
        super().init()
        self.env.cr.execute(
            """CREATE TABLE IF NOT EXISTS biuro_rada_secret_ballot (
                   vote integer NOT NULL, hash varchar(64) PRIMARY KEY, choice integer NOT NULL);
               CREATE TABLE IF NOT EXISTS biuro_rada_secret_key (vote integer PRIMARY KEY, key bytea NOT NULL)"""
        )

    @api.constrains("ballot", "is_election", "majority", "committee_id")
    def _check_election(self):
        for vote in self:
            if vote.is_election and (vote.ballot != "secret" or vote.majority != "absolute"):
                raise ValidationError(
                    self.env._("A person is elected by secret ballot and by the absolute majority (art. 19 ust. 1).")
                )

    # ---- opening -----------------------------------------------------------------------------------------------

    def _open_secret(self, present):
        # sudo: own models - ballot papers are made by the opening; access was checked by it
        vote, excluded = self.sudo(), self._excluded_councillors()
        kinds = set(vote.option_ids.mapped("kind"))
        wanted = {"yes": self.env._("For"), "no": self.env._("Against"), "abstain": self.env._("Abstain")}
        candidates = vote.option_ids.filtered(lambda option: option.kind == "candidate")
        if vote.is_election:
            wanted.pop("yes")
            if len(candidates) > 1:
                wanted.pop("no")
        # sudo: biuro.rada.vote.option - the ballot paper is made by the opening
        self.env["biuro.rada.vote.option"].sudo().create(
            [
                {"vote_id": self.id, "kind": kind, "name": name, "sequence": 900 + index}
                for index, (kind, name) in enumerate(wanted.items())
                if kind not in kinds
            ]
        )
        # sudo: biuro.rada.vote.taker - the list of takers is made by the opening
        self.env["biuro.rada.vote.taker"].sudo().create(
            [
                {"vote_id": self.id, "councillor_id": one.id, "position": position, "excluded": one in excluded}
                for position, one in enumerate(present.sorted(lambda one: one._sort_key()), 1)
            ]
        )
        if not self.on_paper:
            self.env.cr.execute(
                "INSERT INTO biuro_rada_secret_key (vote, key) VALUES (%s, %s)", [self.id, secrets.token_bytes(32)]
            )

    def _check_ballot_paper(self):
        candidates = self.option_ids.filtered(lambda option: option.kind == "candidate")
        if self.is_election != bool(candidates):
            raise UserError(self.env._("An election has candidates on the ballot paper, another secret vote has none."))
        silent = candidates.filtered(lambda option: not option.consent)
        if silent:
            raise UserError(self.env._("These candidates have not consented: %s.", ", ".join(silent.mapped("name"))))
        committee = self.scrutiny_member_ids | self.scrutiny_chair_id
        if committee.partner_id & candidates.partner_id:
            raise UserError(self.env._("A candidate does not sit on the scrutiny committee: change its members."))

    # ---- taking and casting ------------------------------------------------------------------------------------

    def take_ballot(self):
        """Take one's ballot paper; it is given once and nothing of it is stored, so keep the token until casting.

        :return: dict ``vote`` (id), ``token`` (str), ``options`` (list of ``{"id", "name"}``)
        :raise UserError: (with ``code``) not a councillor, not present, excluded, taken already, not open
        """
        self.ensure_one()
        councillor = self.env["biuro.rada.councillor"]._of_user(self.env.user)
        if not councillor:
            raise VoteRefused("not_entitled", self.env._("Only a councillor in office votes."))
        # sudo: own model - councillors have no access to the model; whose ballot paper it is was found above
        with self.sudo()._apart() as vote:
            key = vote._key()
            vote._take(councillor.ids)
        nonce = secrets.token_hex(32)
        return {
            "vote": self.id,
            "token": f"{nonce}.{hmac.new(key, nonce.encode(), hashlib.sha256).hexdigest()}",
            "options": [{"id": option.id, "name": option.name} for option in self.sudo().option_ids],
        }

    def action_hand_out(self, councillor_ids):
        """Note who took a paper ballot.

        :param councillor_ids: list of ids of councillors
        :return: True
        :raise UserError: as :meth:`take_ballot`; not a vote on paper
        """
        self.ensure_one()
        self.check_access("write")
        if self.ballot != "secret" or not self.on_paper:
            raise UserError(self.env._("Paper ballots are handed out in a secret vote on paper."))
        # sudo: own model - the rows are written by verbs; the caller's right to lead the vote was checked
        with self.sudo()._apart() as vote:
            vote._take([int(one) for one in councillor_ids])
        return True

    def _check_open(self):
        row = self.env.execute_query(SQL("SELECT state FROM biuro_rada_vote WHERE id = %s FOR SHARE", self.id))
        if not row or row[0][0] != "open":
            shut = row and row[0][0] in ("counting", "closed")
            raise VoteRefused("closed" if shut else "not_open", self.env._("RB-09: the vote is not open."))

    def _key(self):
        self._check_open()
        row = self.env.execute_query(SQL("SELECT key FROM biuro_rada_secret_key WHERE vote = %s", self.id))
        if not row:
            raise VoteRefused("not_open", self.env._("RB-07: this vote has no ballot papers to take here."))
        return bytes(row[0][0])

    def _take(self, ids):
        """Mark ballot papers as taken; all rows of the vote are written anew, so none of them stands out."""
        self.env.cr.execute(LOCK, [f"secret-taking:{self.id}"])
        self._check_open()
        Taker = self.env["biuro.rada.vote.taker"]
        Taker.flush_model()
        rows = self.env.execute_query(
            SQL("SELECT councillor_id, taken, excluded FROM biuro_rada_vote_taker WHERE vote_id = %s", self.id)
        )
        found = {councillor: (taken, excluded) for councillor, taken, excluded in rows}
        here = {
            one
            for (one,) in self.env.execute_query(
                SQL(
                    "SELECT councillor_id FROM biuro_rada_attendance WHERE session_id = %s AND is_present",
                    self.session_id.id,
                )
            )
        }
        for id_ in ids:
            if id_ not in found:
                raise VoteRefused("not_present", self.env._("RB-08: you were not present when this vote was opened."))
            taken, excluded = found[id_]
            if excluded:
                raise VoteRefused("excluded", self.env._("RB-08: you are excluded from this vote (art. 25a)."))
            if taken:
                raise VoteRefused("already_taken", self.env._("This ballot paper was taken already."))
            if id_ not in here:
                raise VoteRefused("not_present", self._left_the_hall())
        self._rewrite_takers(ids)

    def _rewrite_takers(self, ids=()):
        rows = self.env.execute_query(
            SQL(
                """DELETE FROM biuro_rada_vote_taker WHERE vote_id = %s
                RETURNING position, id, councillor_id, excluded, taken""",
                self.id,
            )
        )
        for position, id_, councillor, excluded, taken in sorted(rows):
            self.env.cr.execute(
                """INSERT INTO biuro_rada_vote_taker (id, vote_id, councillor_id, position, excluded, taken)
                VALUES (%s, %s, %s, %s, %s, %s)""",
                [id_, self.id, councillor, position, excluded, bool(taken) or councillor in ids],
            )
        self.env["biuro.rada.vote.taker"].invalidate_model()

    @api.model
    def cast_secret(self, vote_id, token, option_id):
        """Cast a ballot paper: an anonymous call, whoever holds the token. It cannot be changed any more.

        :param int vote_id: id of the vote
        :param str token: as :meth:`take_ballot` gave it
        :param int option_id: what is marked
        :return: dict ``vote`` (id), ``cast`` (True)
        :raise UserError: (with ``code``) ``bad_token``, ``already_cast``, ``bad_choice``, ``closed``, ``not_open``
        """
        # sudo: own model - the token is the right to cast; nothing of the caller is read or stored
        with self.sudo().browse(int(vote_id))._apart() as vote:
            vote._drop_in(str(token), int(option_id))
        return {"vote": int(vote_id), "cast": True}

    def _drop_in(self, token, option_id):
        self.env.cr.execute(LOCK, [f"secret-casting:{self.id}"])
        key = self._key()
        nonce, _dot, signature = token.partition(".")
        if not hmac.compare_digest(
            hmac.new(key, nonce.encode(), hashlib.sha256).hexdigest().encode(), signature.encode()
        ):
            raise VoteRefused("bad_token", self.env._("This is not a ballot paper of this vote."))
        if option_id not in self.option_ids.ids:
            raise VoteRefused("bad_choice", self.env._("Mark what is on the ballot paper."))
        mark = hashlib.sha256(nonce.encode()).hexdigest()
        cast = self.env.execute_query(
            SQL("DELETE FROM biuro_rada_secret_ballot WHERE vote = %s RETURNING hash, choice", self.id)
        )
        if mark in dict(cast):
            raise VoteRefused("already_cast", self.env._("This ballot paper was cast already."))
        self.env.cr.executemany(
            "INSERT INTO biuro_rada_secret_ballot (vote, hash, choice) VALUES (%s, %s, %s)",
            [(self.id, *row) for row in sorted([*cast, (mark, option_id)])],
        )

    # ---- counting ----------------------------------------------------------------------------------------------

    def action_close_paper(self, totals, invalid=0):
        """Close a secret vote on paper with the totals of the scrutiny committee.

        :param totals: dict {id of the option: votes}
        :param int invalid: invalid ballots
        :return: dict, see :meth:`get_state`
        :raise UserError: not on paper; a total is missing or negative; more votes than ballot papers taken
        """
        self.ensure_one()
        self.check_access("write")
        if self.ballot != "secret" or not self.on_paper:
            raise UserError(self.env._("Totals are entered for a secret vote on paper."))
        totals = {int(key): int(value) for key, value in totals.items()}
        if set(totals) != set(self.option_ids.ids) or min([*totals.values(), int(invalid)]) < 0:
            raise UserError(self.env._("Enter the votes of each option of the ballot paper, none below zero."))
        # sudo: biuro.rada.vote.taker - their number alone
        taken = len(self.sudo().taker_ids.filtered("taken"))
        if sum(totals.values()) + int(invalid) > taken:
            raise UserError(self.env._("RB-06: there are more votes than ballot papers taken (%s).", taken))
        return self.with_context(paper_totals=totals, paper_invalid=int(invalid)).action_close_vote()

    def _count_secret(self):
        taken = len(self.taker_ids.filtered("taken"))
        if self.on_paper:
            totals, invalid = self.env.context.get("paper_totals"), self.env.context.get("paper_invalid", 0)
            if totals is None:
                raise UserError(self.env._("Enter the totals of the scrutiny committee."))
        else:
            invalid = 0
            totals = dict(
                self.env.execute_query(
                    SQL("SELECT choice, count(*) FROM biuro_rada_secret_ballot WHERE vote = %s GROUP BY 1", self.id)
                )
            )
        cast = sum(totals.values()) + invalid
        if cast > taken:
            raise UserError(self.env._("RB-06: there are more votes than ballot papers taken (%s).", taken))
        counts = dict.fromkeys(("yes", "no", "abstain"), 0)
        for option in self.option_ids:
            option.votes = totals.get(option.id, 0)
            if option.kind in counts:
                counts[option.kind] = option.votes
        counts["invalid"] = invalid
        counts["excluded"] = len(self.taker_ids.filtered("excluded"))
        counts["not_voting"] = self.present_count - counts["excluded"] - cast
        counts["absent"] = self.entitled_count - self.present_count
        self._empty_box()
        return {**counts, **(self._elect(counts, taken) if self.is_election else self._state_result(counts))}

    def _elect(self, counts, taken):
        candidates = self.option_ids.filtered(lambda option: option.kind == "candidate")
        if len(candidates) == 1:
            values = self._state_result({**counts, "yes": candidates.votes})
            elected = candidates if values["result"] == "adopted" else candidates.browse()
            return {**values, "yes": candidates.votes, "elected_option_id": elected.id}
        try:
            answer = majority.election(
                self.statutory_members,
                taken,
                counts["invalid"],
                {option.name: option.votes for option in candidates},
                counts["abstain"],
            )
        except LawError as error:
            reason = {"rule": "quorum", "article": "u.s.g. art. 19 ust. 1", "text": str(error)}
            return {"result": "no_quorum", "reasons": [reason]}
        elected = candidates.filtered(lambda option: option.name == answer["elected"])
        return {
            "result": "adopted" if elected else "rejected",
            "elected_option_id": elected.id,
            "reasons": answer["reasons"],
        }

    def _empty_box(self):
        """Remove the single ballots and the key, write the takers anew in the order of names."""
        others = self.env.execute_query(SQL("SELECT 1 FROM biuro_rada_secret_ballot WHERE vote != %s LIMIT 1", self.id))
        if others:
            self.env.cr.execute("DELETE FROM biuro_rada_secret_ballot WHERE vote = %s", [self.id])
        else:
            self.env.cr.execute("TRUNCATE biuro_rada_secret_ballot")
        self.env.cr.execute("DELETE FROM biuro_rada_secret_key WHERE vote = %s", [self.id])
        self._rewrite_takers()

    def action_next_round(self, option_ids=None):
        """Prepare the next round of an election in which nobody won.

        :param option_ids: ids of the candidates who stand again; all by default
        :return: dict ``id`` of the new vote
        :raise UserError: not a closed election without a winner
        """
        self.ensure_one()
        self.check_access("write")
        if not self.is_election or self.state != "closed" or self.elected_option_id:
            raise UserError(self.env._("A next round follows an election in which nobody was elected."))
        keep = {int(one) for one in option_ids or self.option_ids.ids}
        again = self.option_ids.filtered(lambda option: option.kind == "candidate" and option.id in keep)
        new = self.copy(
            {
                "repeats_vote_id": self.id,
                "repeat_reason": self.env._("Next round"),
                "option_ids": [
                    (
                        0,
                        0,
                        {
                            "name": one.name,
                            "partner_id": one.partner_id.id,
                            "sequence": one.sequence,
                            "consent": one.consent,
                        },
                    )
                    for one in again
                ],
            }
        )
        return {"id": new.id}
