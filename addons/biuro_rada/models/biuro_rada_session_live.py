import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class BiuroRadaSessionLive(models.Model):
    """The session as the screens see it: hall, console, councillors. They are told on the bus that something changed
    and read the whole state again, so that a screen that slept, or a server that started anew, loses nothing.
    """

    _inherit = "biuro.rada.session"

    hall_view = fields.Selection(
        [("auto", "By the course of the session"), ("item", "Item and speakers"), ("names", "Last result with names")],
        "Hall Screen",
        required=True,
        default="auto",
        copy=False,
    )

    # ---- what everybody sees ---------------------------------------------------------------------------------------

    @api.readonly
    def get_live_state(self):
        """Return the session as the hall sees it.

        :return: dict ``id``, ``name``, ``state``, ``rehearsal`` (bool), ``version`` (str, differs whenever anything
            else does), ``now`` (UTC), ``statutory``, ``quorum_needed``, ``present``, ``has_quorum``, ``item``
            (``{"id", "number", "title"}`` or false), ``speaking``, ``waiting`` (see ``biuro.rada.speaker.get_queue``),
            ``vote`` (``biuro.rada.vote.get_state`` of the open vote or the last one of the current item, or false),
            ``seats`` (list of ``{"id", "name", "club"}``), ``view``
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: biuro.rada.agenda.item - what is taken now, to ask whether the user may read it
        shown = self.sudo().current_item_id | self.sudo()._screen_vote().agenda_item_id
        return self._versioned(self._live_state(whole=shown.sudo(False).has_access("read")))

    def _versioned(self, state):
        """Add what tells two states apart, and the clock of the server."""
        content = json.dumps(state, sort_keys=True, default=str)
        # the clock of a speech runs on the screens: it makes no new state
        version = hashlib.sha256(content.encode()).hexdigest()[:20]
        return {**state, "version": version, "now": fields.Datetime.to_string(fields.Datetime.now())}

    def _live_state(self, whole=False):
        """Return the session as the hall shows it; ``whole``: with what an act closes to the public."""
        # sudo: biuro.rada.session - what a session does is public (u.s.g. art. 11b); what an act closes is left out
        session = self.sudo()
        item = session.current_item_id
        vote = session._screen_vote()
        queue = self.env["biuro.rada.speaker"]._queue(session)
        if queue["speaking"]:
            queue["speaking"].pop("elapsed_s", None)
        return {
            "id": session.id,
            "name": session.display_name,
            "state": session.state,
            "rehearsal": session.is_rehearsal,
            "start": fields.Datetime.to_string(session.start),
            "statutory": session.statutory_members or session._statutory_now(),
            "quorum_needed": session.quorum_needed,
            "present": session.present_count,
            "has_quorum": session.has_quorum,
            "item": session._item_state(item, whole) if item else False,
            "speaking": queue["speaking"],
            "waiting": queue["waiting"],
            "vote": (vote._state() if whole else vote._public_state()) if vote else False,
            "seats": session._seats(),
            "view": session.hall_view,
        }

    def _item_state(self, item, whole):
        closed = item.is_confidential and not whole
        return {
            "id": item.id,
            "number": item.number or "",
            "title": self.env._("Item closed to the public") if closed else item.title,
        }

    def _screen_vote(self):
        """Return the vote that is open, or the one closed last under the current item (one or empty)."""
        Vote = self.env["biuro.rada.vote"]
        here = Domain("session_id", "=", self.id)
        vote = Vote.search(here & Domain("state", "in", ("open", "counting")), limit=1)
        if not vote and self.current_item_id:
            vote = Vote.search(
                here & Domain("state", "=", "closed") & Domain("agenda_item_id", "=", self.current_item_id.id),
                order="closed_at desc, id desc",
                limit=1,
            )
        return vote

    def _seats(self):
        members = self._members()
        Member = self.env["biuro.rada.club.member"]
        clubs = {
            member.councillor_id.id: member.club_id.short_name
            for member in Member.search(Domain("councillor_id", "in", members.ids) & Member._domain_on(self.day))
        }
        return [{"id": one.id, "name": one.display_name, "club": clubs.get(one.id, "")} for one in members]

    def _agenda_state(self):
        return [
            {
                "id": item.id,
                "number": item.number or "",
                "title": item.title,
                "type": item.item_type,
                "status": item.status,
                "part": bool(item.parent_id),
            }
            for item in self.agenda_item_ids
        ]

    # ---- what a councillor sees and does -----------------------------------------------------------------------------

    def _as_member(self, councillor):
        """Return the session as superuser, once the councillor is known to sit in the body."""
        # sudo: biuro.rada.session - councillors are portal users; membership of the body is checked here
        session = self.sudo()
        if not councillor or councillor.sudo() not in session._members():
            raise AccessError(self.env._("You are not a member of the body that is in session."))
        return session

    def _member_state(self, councillor):
        """Return the session as one councillor sees it: what the hall sees, the agenda and one's own part."""
        session = self._as_member(councillor)
        line = session.attendance_ids.filtered(lambda one: one.councillor_id.id == councillor.id)
        vote = session._screen_vote()
        mine = {"value": False, "source": False, "may_vote": False, "taken": False, "why": False}
        if vote.state == "open":
            if vote.ballot == "secret":
                taker = vote.taker_ids.filtered(lambda one: one.councillor_id.id == councillor.id)
                mine.update(
                    taken=taker.taken,
                    may_vote=bool(taker) and not taker.excluded,
                    why="excluded" if taker.excluded else False if taker else "not_present",
                )
            else:
                ballot = vote.ballot_ids.filtered(lambda one: one.councillor_id.id == councillor.id)
                barred = ballot.value if ballot.value in ("excluded", "absent") else False
                mine.update(
                    value=ballot.value if ballot.value in ("yes", "no", "abstain") else False,
                    source=ballot.source or False,
                    may_vote=bool(ballot) and not barred,
                    why="not_present" if barred == "absent" or not ballot else barred,
                )
        return {
            **session._live_state(whole=True),
            "agenda": session._agenda_state(),
            "me": {
                "id": councillor.id,
                "present": bool(line.is_present),
                "may_check": session.state in ("convened", "open", "suspended") and not session.is_rehearsal,
                **mine,
            },
        }

    def _member_presence(self, councillor, present):
        """Note that a councillor came or left, by one's own device."""
        session = self._as_member(councillor)
        if session.is_rehearsal:
            raise UserError(self.env._("Everybody counts as present at a rehearsal."))
        session._make_attendance()
        line = self.env["biuro.rada.attendance"].sudo()._of(session, councillor)  # sudo: one's own presence
        if present:
            line._check_in()
        else:
            line._check_out()
        return True
