from contextlib import contextmanager

from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.tools import office_today
from odoo.addons.biuro_kancelaria.tools.serial import fetch_serialized

from ..law import majority, tally

CHOICES = ("yes", "no", "abstain")


class VoteRefused(UserError):
    """A vote that was not taken, with a code that programs understand.

    :param str code: ``not_open``, ``closed``, ``not_present``, ``excluded``, ``not_entitled`` or ``bad_choice``; when
        opening ``opened_already`` or ``other_open``; of a secret ballot ``already_taken``, ``already_cast`` or
        ``bad_token``
    """

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class BiuroRadaVoteLive(models.Model):
    """Opening, casting and closing of a vote.

    Castings lock the row of the vote together (``FOR SHARE``), closing locks it alone: it waits for the castings under
    way and refuses those that come later. Counting happens in a transaction that begins after that, because a
    transaction sees the database as it was when it began: counted in the same one, late votes would be lost.
    """

    _inherit = "biuro.rada.vote"

    # ---- opening -------------------------------------------------------------------------------------------------

    def action_open(self):
        """Open the vote: who is entitled and who is present is frozen.

        :return: dict, see :meth:`get_state`
        :raise UserError: the session is not in progress, the item is not the current one, no quorum (RB-05), another
            vote is open, the vote was opened already
        """
        self.ensure_one()
        self.check_access("write")
        session = self.session_id
        session._check_state("open")
        self._refuse_second_opening()
        if self.agenda_item_id.status != "in_progress":
            raise UserError(self.env._("Begin the item of the agenda first: one votes on the current item."))
        session._refuse_open_vote()
        voters, statutory = self._voters(), self._statutory()
        present = session.attendance_ids.filtered("is_present").councillor_id & voters
        if len(voters) > statutory:
            raise UserError(self.env._("RA-01: there are more councillors in office than seats."))
        if len(present) < majority.quorum(statutory):
            raise UserError(
                self.env._(
                    "RB-05: no quorum: %(present)s present, %(needed)s needed. A vote cannot be held.",
                    present=len(present),
                    needed=majority.quorum(statutory),
                )
            )
        if self.ballot == "secret":
            self._check_ballot_paper()
        # sudo: own models - facts of the vote are written by verbs only; access was checked above
        vote = self.sudo()
        vote.write(
            {
                "state": "open",
                "opened_at": fields.Datetime.now(),
                "statutory_members": statutory,
                "entitled_count": len(voters),
                "present_count": len(present),
                "number": self.number or self._next_vote_number(),
            }
        )
        if self.ballot != "secret":
            excluded = self._excluded_councillors() & present
            # sudo: biuro.rada.vote.ballot - the named list is made by the opening of the vote
            self.env["biuro.rada.vote.ballot"].sudo().create(
                [
                    {
                        "vote_id": self.id,
                        "councillor_id": voter.id,
                        "position": position,
                        "value": "excluded" if voter in excluded else "not_voting" if voter in present else "absent",
                    }
                    for position, voter in enumerate(voters, 1)
                ]
            )
        else:
            self._open_secret(present)
        session._broadcast("vote", vote=self.id, state="open")
        return self._state()

    def _refuse_second_opening(self):
        """Let one opening of a session pass at a time: a double click does not open twice, nor two votes at once."""
        self.flush_model(["state"])
        rows = fetch_serialized(
            self.env,
            f"vote-opening:{self.session_id.id}",
            SQL(
                """SELECT id FROM biuro_rada_vote
                    WHERE session_id = %s AND (state IN ('open', 'counting') OR id = %s AND state != 'draft')""",
                self.session_id.id,
                self.id,
            ),
        )
        taken = {id_ for (id_,) in rows}
        if taken - {self.id}:
            # what this very transaction ended is still open to others: an ended vote never opens again
            ended = self.env.execute_query(
                SQL(
                    "SELECT id FROM biuro_rada_vote WHERE id IN %s AND state IN ('closed', 'void')",
                    tuple(taken - {self.id}),
                )
            )
            taken -= {id_ for (id_,) in ended}
        if self.state != "draft" or self.id in taken:
            raise VoteRefused("opened_already", self.env._("This vote was opened already."))
        if taken:
            raise VoteRefused("other_open", self.env._("A vote is open: close it first."))

    def _next_vote_number(self):
        return (self._read_group([("session_id", "=", self.session_id.id)], aggregates=["number:max"])[0][0] or 0) + 1

    def _excluded_councillors(self):
        """Return the councillors barred from this vote by art. 25a (hook)."""
        return self.env["biuro.rada.councillor"]

    def _check_ballot_paper(self):
        """Refuse a secret ballot that is not ready (hook of the secret ballot)."""

    def _open_secret(self, present):
        """Prepare a secret ballot for those present (hook of the secret ballot)."""
        raise UserError(self.env._("Secret ballots are not set up."))

    def action_undo_open(self, reason):
        """Call off a vote opened by mistake: nothing of it counts, the record stays.

        :param str reason: why
        :return: True
        :raise UserError: not open; no reason
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("open", "counting"):
            raise UserError(self.env._("Only an open vote can be called off."))
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        # sudo: own model - as above
        self.sudo().write(
            {"state": "void", "result": "void", "closed_at": fields.Datetime.now(), "repeat_reason": reason}
        )
        self.session_id._broadcast("vote", vote=self.id, state="void")
        return True

    # ---- casting -------------------------------------------------------------------------------------------------

    def cast(self, choice):
        """Cast or change one's own vote; the last one before closing counts.

        :param str choice: ``yes``, ``no`` or ``abstain``
        :return: dict ``vote`` (id), ``choice``
        :raise UserError: (with ``code``) not a councillor, not present, excluded, not open, closed
        """
        self.ensure_one()
        if self._cast_at_once(choice):
            return {"vote": self.id, "choice": choice}
        councillor = self.env["biuro.rada.councillor"]._of_user(self.env.user)
        if not councillor:
            raise VoteRefused("not_entitled", self.env._("Only a councillor in office votes."))
        # sudo: own model - councillors are portal users without access to the model; whose vote it is was found above
        self.sudo()._cast({councillor: choice}, "device")
        return {"vote": self.id, "choice": choice}

    def _cast_at_once(self, choice):
        """Write the vote of the current user the shortest way; return whether that was possible (hook)."""
        return False

    def cast_roll_call(self, entries):
        """Enter votes called by name: of the whole roll-call, or of one who lost the device.

        :param entries: dict {councillor id: ``yes`` | ``no`` | ``abstain`` | ``not_voting``}
        :return: dict, see :meth:`get_state`
        :raise UserError: as :meth:`cast`; no right to lead the session
        """
        self.ensure_one()
        self.check_access("write")
        councillors = self.env["biuro.rada.councillor"]
        self._cast(
            {councillors.browse(int(key)): choice for key, choice in entries.items()},
            "rollcall",
            (*CHOICES, "not_voting"),
        )
        return self._state()

    def _cast(self, entries, source, choices=CHOICES):
        """Write votes on the named list, under the shared lock of the vote."""
        if self.ballot == "secret":
            raise VoteRefused("not_open", self.env._("RB-07: a secret ballot has no named list."))
        if any(choice not in choices for choice in entries.values()):
            raise VoteRefused("bad_choice", self.env._("Choose: for, against or abstain."))
        self.env.flush_all()
        # a row changed since this transaction began (opened, closed): PostgreSQL asks to begin anew, so it is done
        query = "SELECT state FROM biuro_rada_vote WHERE id = %s FOR SHARE"
        self.env.cr.execute(query, [self.id], log_exceptions=False)
        state = self.env.cr.fetchall()
        if not state or state[0][0] != "open":
            raise VoteRefused(
                "closed" if state and state[0][0] in ("counting", "closed") else "not_open",
                self.env._("RB-09: the vote is not open; your vote was not taken."),
            )
        now = fields.Datetime.now()
        # always in the same order, so that two of them do not wait for each other
        for councillor, choice in sorted(entries.items(), key=lambda entry: entry[0].id):
            if self._is_cast(councillor, choice, source):
                continue
            changed = self.env.execute_query(
                SQL(
                    """UPDATE biuro_rada_vote_ballot SET value = %s, cast_at = %s, source = %s, write_date = %s
                    WHERE vote_id = %s AND councillor_id = %s AND value NOT IN ('excluded', 'absent') AND EXISTS (
                        SELECT FROM biuro_rada_attendance a JOIN biuro_rada_councillor c ON c.id = a.councillor_id
                         WHERE a.session_id = %s AND c.id = %s AND a.is_present
                           AND (c.mandate_end IS NULL OR c.mandate_end >= %s)
                    ) RETURNING id""",
                    choice,
                    now,
                    source,
                    now,
                    self.id,
                    councillor.id,
                    self.session_id.id,
                    councillor.id,
                    office_today(),
                )
            )
            if not changed:
                self._refuse_cast(councillor)
        self.env["biuro.rada.vote.ballot"].invalidate_model()
        self._announce_cast()

    def _is_cast(self, councillor, choice, source):
        """Wait for the same councillor's other submissions under way; tell whether one of them brought this vote."""
        rows = fetch_serialized(
            self.env,
            f"ballot:{self.id}:{councillor.id}",
            SQL(
                "SELECT value, source FROM biuro_rada_vote_ballot WHERE vote_id = %s AND councillor_id = %s",
                self.id,
                councillor.id,
            ),
        )
        return bool(rows) and rows[-1] == (choice, source)

    def _refuse_cast(self, councillor):
        # sudo: biuro.rada.vote.ballot - one's own place on the list, to say why the vote was not taken
        line = (
            self.env["biuro.rada.vote.ballot"]
            .sudo()
            .search([("vote_id", "=", self.id), ("councillor_id", "=", councillor.id)])
        )
        if not line:
            raise VoteRefused("not_entitled", self.env._("RB-08: you were not in office when this vote was opened."))
        if line.value == "excluded":
            raise VoteRefused("excluded", self.env._("RB-08: you are excluded from this vote (art. 25a)."))
        if councillor.mandate_end and councillor.mandate_end < office_today():
            raise VoteRefused("not_entitled", self.env._("Only a councillor in office votes."))
        if line.value != "absent":
            raise VoteRefused("not_present", self._left_the_hall())
        raise VoteRefused("not_present", self.env._("RB-08: you were not present when this vote was opened."))

    def _left_the_hall(self):
        return self.env._("RB-08: you left the hall. Tell the council's office that you are back.")

    def _announce_cast(self):
        """Tell the screens that a vote came, without saying which."""
        self.session_id._broadcast("cast", vote=self.id)

    # ---- closing -------------------------------------------------------------------------------------------------

    def action_close_vote(self):
        """Close the vote and state its result. A repeated call gives the same result.

        :return: dict, see :meth:`get_state`
        :raise UserError: not open
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "closed":
            return self._state()
        if self.state not in ("open", "counting"):
            raise UserError(self.env._("This vote is not open."))
        with self._apart() as vote:
            vote._shut()
        with self._apart() as vote:
            return vote._count()

    @contextmanager
    def _apart(self):
        """Give the vote in a transaction of its own, which sees whatever is committed while it waits.

        When only the present transaction knows the vote, or knows that it is open, the work is done in that one.
        """
        self.env.flush_all()
        if not self.env.registry.ready:  # while modules load, the tables may belong to this very transaction
            yield self
            self.env.invalidate_all()
            return
        with self.env.registry.cursor() as cr:
            if cr.connection.get_transaction_status() == TRANSACTION_STATUS_IDLE:
                cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            cr.execute("SELECT 1 FROM biuro_rada_vote WHERE id = %s AND state != 'draft'", [self.id])
            known = bool(cr.rowcount)
            if known:
                yield self.with_env(self.env(cr=cr))
        if not known:
            yield self
        self.env.invalidate_all()

    def _shut(self):
        """Stop the castings: wait for those under way, refuse those that come."""
        self.env.execute_query(
            SQL("UPDATE biuro_rada_vote SET state = 'counting' WHERE id = %s AND state = 'open' RETURNING id", self.id)
        )
        self.invalidate_recordset()

    def _count(self):
        """Count what was cast and state the result; return :meth:`get_state`."""
        # sudo: own model - facts of the vote are written by verbs only; access was checked by the caller
        vote = self.sudo()
        self.env.execute_query(SQL("SELECT id FROM biuro_rada_vote WHERE id = %s FOR UPDATE", self.id))
        vote.invalidate_recordset()
        if vote.state == "counting":
            if vote.ballot == "secret":
                values = vote._count_secret()
            else:
                counts = tally.tally(vote.ballot_ids.mapped("value"))
                check = tally.check_sum(counts, vote.entitled_count)
                if not check["ok"]:
                    raise UserError(self.env._("RB-06: the votes do not add up: %s", check["reasons"][0]["text"]))
                values = {**counts, **vote._state_result(counts)}
                values["reasons"] = values["reasons"] + check["reasons"]
            vote.write({**values, "state": "closed", "closed_at": fields.Datetime.now()})
            vote._after_closing()
        state = self._state()
        # anybody may listen to the channel: what an act closes to the public is not said on it
        self.session_id._broadcast("vote", vote=self.id, state="closed", result=self._public_state())
        return state

    def _count_secret(self):
        """Return the values of a counted secret ballot (hook of the secret ballot)."""
        raise UserError(self.env._("Secret ballots are not set up."))

    def _after_closing(self):
        """Do what follows a closed vote (hook): seal it in the journal, adopt a resolution, elect a person."""

    # ---- reading -------------------------------------------------------------------------------------------------

    def _state(self):
        """Return what the screens show of the vote, whoever asks.

        While it is open there is no list of names, and no count where the count is hidden.

        :return: dict ``id``, ``number``, ``subject``, ``state``, ``ballot``, ``majority``, ``entitled``, ``present``,
            ``cast`` (int), ``counts`` (dict of integers, or false), ``result``, ``outcome`` (or false), ``reasons``,
            ``names`` (list of ``{"id", "name", "value"}`` of a closed named vote)
        """
        self.ensure_one()
        # sudo: biuro.rada.vote - the state of a vote of a session is public, names only once an open vote is closed
        vote = self.sudo()
        counts, cast, names = False, 0, []
        if vote.ballot != "secret":
            rows = self.env.execute_query(
                SQL("SELECT value, count(*) FROM biuro_rada_vote_ballot WHERE vote_id = %s GROUP BY value", vote.id)
            )
            found = dict(rows)
            cast = sum(found.get(choice, 0) for choice in CHOICES)
            if vote.state == "closed" or not vote.hide_running_count:
                counts = {key: found.get(key, 0) for key in tally.VALUES}
            if vote.state == "closed":
                names = [
                    {"id": line.councillor_id.id, "name": line.councillor_id.display_name, "value": line.value}
                    for line in vote.ballot_ids
                ]
        elif vote.state == "closed":
            counts = {"yes": vote.yes, "no": vote.no, "abstain": vote.abstain, "invalid": vote.invalid}
        return {
            "id": vote.id,
            "number": vote.number,
            "subject": vote.subject,
            "state": vote.state,
            "ballot": vote.ballot,
            "majority": vote.majority,
            "entitled": vote.entitled_count,
            "present": vote.present_count,
            "cast": cast,
            "counts": counts,
            "result": vote.result,
            "outcome": vote.outcome,
            "reasons": vote.reasons or [],
            "names": names,
        }
