import time
from collections import OrderedDict

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

KEPT_STATES = 16
_states = OrderedDict()  # what the hall was shown last, by the last message of the bus; each process keeps its own


class BiuroRadaPortal(models.AbstractModel):
    """What the pages of councillors show. Everything is asked for one councillor, found by the user who asks."""

    _name = "biuro.rada.portal"
    _description = "Pages of Councillors"

    @api.model
    def _frame(self, councillor):
        """Return what the frame of each page shows (dict): the office, who is logged in."""
        return {
            "office": self.env["biuro.bip"]._office(),
            "councillor": councillor.id and {"id": councillor.id, "name": self._own(councillor).partner_id.name},
            "user_name": self.env.user.name,
        }

    def _own(self, councillor):
        # sudo: biuro.rada.councillor - one's own mandate, found by the user who asks
        return councillor.sudo()

    @api.model
    def _sessions(self, councillor, states, limit=None, order="start"):
        """Return the sessions and meetings of one's own bodies in some states, rehearsals apart (records, sudo)."""
        # sudo: biuro.rada.session - only those of the bodies the councillor sits in
        found = (
            self.env["biuro.rada.session"]
            .sudo()
            .search(
                Domain("state", "in", states)
                & Domain("term_id", "=", self._own(councillor).term_id.id)
                & Domain("is_rehearsal", "=", False),
                order=order,
            )
        )
        mine = found.filtered(lambda session: self._own(councillor) in session._members())
        return mine[:limit] if limit else mine

    @api.model
    def _home(self, councillor):
        """Return what the home page shows (dict)."""
        running = self._running(councillor)
        vote = running.vote_ids.filtered(lambda vote: vote.state == "open")[:1]
        today = office_today()
        coming = self._sessions(councillor, ["convened"]).filtered(lambda session: session.day >= today)
        return {
            "running": running and {"id": running.id, "name": running.display_name} or False,
            "open_vote": vote and {"id": vote.id, "subject": vote.subject, "number": vote.number} or False,
            "coming": [self._describe_session(session, today) for session in coming[:3]],
            "own_votes": self._own_votes(councillor, limit=5),
        }

    @api.model
    def _running(self, councillor):
        """Return the session or the rehearsal that is in progress now and concerns the councillor (sudo)."""
        # sudo: biuro.rada.session - only of the bodies the councillor sits in
        found = (
            self.env["biuro.rada.session"]
            .sudo()
            .search(
                [("state", "in", ["open", "suspended"]), ("term_id", "=", self._own(councillor).term_id.id)],
                order="start desc, id desc",
            )
        )
        return found.filtered(lambda session: self._own(councillor) in session._members())[:1]

    def _describe_session(self, session, today):
        start = local(session.start)
        return {
            "id": session.id,
            "name": session.display_name,
            "day": start.strftime("%d.%m.%Y"),
            "hour": start.strftime("%H:%M"),
            "place": session.location or "",
            "days": (session.day - today).days,
            "days_text": self.env._("in %s days", (session.day - today).days),
            "items": [
                {"number": item.number or "", "title": item.title} for item in session.agenda_item_ids
            ],
        }

    @api.model
    def _own_votes(self, councillor, limit=None, offset=0):
        """Return one's own entries of the named lists of closed votes, the newest first (list of dicts)."""
        # sudo: biuro.rada.vote.ballot - one's own entries, found by the user who asks
        lines = (
            self.env["biuro.rada.vote.ballot"]
            .sudo()
            .search(
                [
                    ("councillor_id", "=", councillor.id),
                    ("vote_id.state", "=", "closed"),
                    ("session_id.is_rehearsal", "=", False),
                ],
                order="vote_id desc",
                limit=limit,
                offset=offset,
            )
        )
        return [
            {
                "id": line.vote_id.id,
                "number": line.vote_id.number,
                "subject": line.vote_id.subject,
                "session": line.session_id.display_name,
                "value": line.value,
                "result": line.vote_id.result,
                "day": local(line.vote_id.closed_at).strftime("%d.%m.%Y %H:%M") if line.vote_id.closed_at else "",
            }
            for line in lines
        ]

    # ---- screens -----------------------------------------------------------------------------------------------------

    @api.model
    def _today(self, councillor):
        """Return the session of today that is convened and waits (one or empty, sudo)."""
        today = office_today()
        return self._sessions(councillor, ["convened"]).filtered(lambda session: session.day == today)[:1]

    @api.model
    def _hall_session(self, session_id=None):
        """Return the session that the hall shows (one or empty, sudo): asked for, in progress, or the next one."""
        # sudo: biuro.rada.session - a session that was convened is public (u.s.g. art. 11b)
        Session = self.env["biuro.rada.session"].sudo()
        shown = Domain("state", "not in", ("draft", "cancelled"))
        if session_id:
            return Session.search(shown & Domain("id", "=", int(session_id)))
        here = Domain("company_id", "=", self.env.company.id)
        running = Session.search(here & Domain("state", "in", ("open", "suspended")), order="start desc", limit=1)
        return running or Session.search(
            here & Domain("state", "=", "convened") & Domain("day", ">=", office_today()), order="start", limit=1
        )

    @api.model
    def _hall_state(self, session):
        """Return the state of a session; a crowd that asks after the same message of the bus is answered once."""
        # sudo: bus.bus - the number of its last message
        last = self.env["bus.bus"].sudo()._bus_last_id()
        key = (self.env.cr.dbname, session.id, self.env.lang, last)
        known, now = _states.get(key), time.monotonic()
        if known and now - known[0] < 3:
            return known[1]
        state = session._versioned(session._live_state())
        _states[key] = (now, state)
        while len(_states) > KEPT_STATES:
            _states.popitem(last=False)
        return state

    @api.model
    def _screen_config(self, session, version):
        """Return what the program of a screen needs to begin with (dict)."""
        # sudo: ir.config_parameter - two numbers of our own
        parameters = self.env["ir.config_parameter"].sudo()
        return {
            "session": session.id or False,
            "channel": session._channel() if session else False,
            "websocket": version,
            "poll": int(parameters.get_param("biuro_rada.live_poll_ms", "2000")),
            "slow_poll": int(parameters.get_param("biuro_rada.live_slow_poll_ms", "10000")),
        }

    @api.model
    def _agenda(self, session):
        """Return the agenda of a session with its materials (dict)."""
        return {
            **self._describe_session(session, office_today()),
            "state": session.state,
            "items": [
                {
                    "number": item.number or "",
                    "title": item.title,
                    "status": item.status,
                    "reporter": item.reporter_id.name or "",
                    "files": [
                        {"name": file.name, "url": f"/my/rada/material/{item.id}/{file.id}"}
                        for file in item.attachment_ids
                    ],
                    "draft": item.draft_id and {
                        "number": item.draft_id.number or "",
                        "title": item.draft_id.title,
                        "body": item.draft_id.body or "",
                        "justification": item.draft_id.justification or "",
                    } or False,
                }
                for item in session.agenda_item_ids
            ],
        }

    @api.model
    def _texts(self):
        """Return the words of the screens (dict), in the language of the page."""
        return {
            "yes": self.env._("For"),
            "no": self.env._("Against"),
            "abstain": self.env._("Abstain"),
            "abstained": self.env._("Abstained"),
            "not_voting": self.env._("No vote"),
            "excluded": self.env._("Excluded"),
            "absent": self.env._("Absent"),
            "invalid": self.env._("Invalid votes"),
            "adopted": self.env._("ADOPTED"),
            "rejected": self.env._("NOT ADOPTED"),
            "no_quorum": self.env._("NO QUORUM"),
            "void": self.env._("CALLED OFF"),
            "granted": self.env._("GRANTED"),
            "refused": self.env._("REFUSED"),
            "unresolved": self.env._("NOT RESOLVED"),
            "elected": self.env._("Elected: %s"),
            "nobody_elected": self.env._("Nobody was elected"),
            "quorum": self.env._("Quorum"),
            "no_quorum_now": self.env._("No quorum"),
            "present_of": self.env._("%(here)s of %(all)s present", here="%s", all="%s"),
            "needed": self.env._("needed: %s"),
            "vote": self.env._("Vote no. %s"),
            "vote_open": self.env._("A vote is open"),
            "voting": self.env._("Voting"),
            "roll_call": self.env._("Roll-call: answer aloud when your name is called"),
            "roll_call_title": self.env._("Roll-call"),
            "by_hand": self.env._("Vote by raising the hand"),
            "secret": self.env._("Secret ballot"),
            "voted_of": self.env._("%(cast)s of %(all)s have voted", cast="%s", all="%s"),
            "cast_of": self.env._("papers taken: %(taken)s, cast: %(cast)s", taken="%s", cast="%s"),
            "count_hidden": self.env._("The count is shown when the vote is closed"),
            "counting": self.env._("The votes are being counted"),
            "result": self.env._("Result"),
            "your_vote": self.env._("Your vote: %s"),
            "accepted": self.env._("Taken down. You may change it until the vote is closed."),
            "by_office": self.env._("Entered by the office at the roll-call."),
            "not_yet": self.env._("You have not voted yet"),
            "sending": self.env._("Sending …"),
            "vote_kept": self.env._("No connection. Your vote is kept here and goes off by itself with the network."),
            "vote_lost": self.env._(
                "Your vote (%s) did not reach the office: the vote was closed before the network came back."
            ),
            "closed_now": self.env._("The vote is closed"),
            "why_excluded": self.env._("You do not take part in this vote (art. 25a)."),
            "why_not_present": self.env._("You were not present when this vote was opened, so you cannot vote in it."),
            "take": self.env._("Take the ballot paper"),
            "secret_hint": self.env._(
                "Nobody will know how you voted. The paper is cast once and cannot be changed. Do not close this page "
                "between taking and casting."
            ),
            "mark_one": self.env._("Mark one and cast"),
            "cast": self.env._("Cast the ballot paper"),
            "confirm_cast": self.env._("Cast “%s”? It cannot be changed."),
            "confirm": self.env._("Yes, cast it"),
            "back": self.env._("Back"),
            "cast_done": self.env._("Your ballot paper is in the box."),
            "paper_lost": self.env._("You took your ballot paper on another device or cast it already."),
            "on_paper": self.env._("Ballot papers are handed out by the scrutiny committee."),
            "present": self.env._("You are present"),
            "absent_now": self.env._("You are not present"),
            "come": self.env._("I am present"),
            "leave": self.env._("I am leaving"),
            "leave_sure": self.env._(
                "Leave the hall? You will not be counted as present, nor vote, until you come back.",
            ),
            "why": self.env._("Why this result"),
            "hand": self.env._("Ask for the floor"),
            "ad_vocem": self.env._("Ad vocem"),
            "formal_motion": self.env._("Formal motion"),
            "resident": self.env._("Resident"),
            "lower": self.env._("Take back"),
            "hand_up": self.env._("You are on the list of speakers: place %s"),
            "you_speak": self.env._("You have the floor"),
            "speaking": self.env._("Has the floor"),
            "queue": self.env._("List of speakers"),
            "nobody": self.env._("Nobody waits"),
            "item": self.env._("Item %s"),
            "no_item": self.env._("No item is being taken"),
            "agenda": self.env._("Agenda"),
            "connected": self.env._("Connected"),
            "polling": self.env._("Connected (slower)"),
            "offline": self.env._("No connection. Shown as of %s; your device tries again by itself."),
            "login_again": self.env._("You were logged out. Log in again."),
            "convened": self.env._("The session has not begun yet"),
            "suspended": self.env._("Break in the session"),
            "closed": self.env._("The session is closed"),
            "rehearsal": self.env._("REHEARSAL: nothing of this counts"),
            "rehearsal_hint": self.env._(
                "Press any of the three buttons. Your device works when your vote is taken down.",
            ),
            "none": self.env._("No session is in progress now"),
            "over_limit": self.env._("time is up"),
            "no_club": self.env._("No club"),
            "current": self.env._("in progress"),
            "done": self.env._("done"),
        }
