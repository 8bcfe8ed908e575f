from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.law.terms import local

from ..law import tally
from .biuro_rada_session import PUBLIC_STATES

HELD = ("closed", "minutes_ready", "done")
PRESENT = ("present", "late", "left")
COUNTS = ("yes", "no", "abstain", "not_voting", "excluded", "absent", "invalid")


class BiuroRadaBipSessions(models.AbstractModel):
    """Sessions and named votes."""

    _inherit = "biuro.rada.bip"

    # ---- sessions ------------------------------------------------------------------------------------------------

    def _session_domain(self):
        return (
            self._own() & Domain("state", "in", PUBLIC_STATES) & Domain("is_rehearsal", "=", False)
            & Domain("is_withheld", "=", False)
        )

    @api.model
    def _sessions(self, values):
        """Return (number of matches, list of public values) of sessions, the newest first."""
        # sudo: biuro.rada.session - sessions are public (u.s.g. art. 11b); whitelisted fields leave only
        Session = self.env["biuro.rada.session"].sudo()
        domain = self._session_domain() & self._dates("day", values)
        if values["body"]:
            domain &= Domain("body_type", "=", values["body"])
        if values["term"]:
            domain &= Domain("term_id", "=", values["term"])
        if values["q"]:
            # of one and the same item: what an act closes to the public is not found by its words
            domain &= Domain(
                "agenda_item_ids", "any", self._words("title", values) & Domain("is_confidential", "=", False))
        total, sessions = self._page(Session, domain, values, "day desc, id desc")
        return total, self._session_rows(sessions)

    def _session_rows(self, sessions):
        # sudo: biuro.rada.vote - numbers of votes of public sessions
        counts = dict(self.env["biuro.rada.vote"].sudo()._read_group(
            [("session_id", "in", sessions.ids), ("state", "=", "closed")], ["session_id"], ["__count"]))
        states, kinds = (self._labels("biuro.rada.session", name) for name in ("state", "kind"))
        return [
            {
                "id": session.id, "url": f"/bip/rada/sesje/{session.id}", "name": session.display_name,
                "number": session.number_int or False, "number_roman": session.number_roman or "",
                "source_number": session.source_number or "", "term": session.term_id.number,
                "body": session.body_type, "committees": ", ".join(session.committee_ids.mapped("name")),
                "kind": kinds[session.kind], "day": session.day,
                "begins": "" if session.is_historical else local(session.start).strftime("%H:%M"),
                "place": session.location or "", "state": session.state, "state_label": states[session.state],
                "is_historical": session.is_historical, "source": session.source_reference or "",
                "votes": counts.get(session, 0), "stream_url": self._web(session.stream_url),
                "recording_url": self._web(session.recording_url),
            }
            for session in sessions
        ]

    def _web(self, address):
        """Return the address of a broadcast or a recording (u.s.g. art. 20 ust. 1b) where it is one of the web."""
        address = (address or "").strip()
        return address if address.lower().startswith(("https://", "http://")) else ""

    @api.model
    def _session(self, session_id):
        """Return one session with agenda, presence and votes (dict), None where there is none."""
        # sudo: biuro.rada.session - as above
        session = self.env["biuro.rada.session"].sudo().search(
            self._session_domain() & Domain("id", "=", session_id), limit=1)
        if not session:
            return None
        [row] = self._session_rows(session)
        votes = self._vote_rows(self._votes_of(session))
        by_item = {}
        for vote in votes:
            by_item.setdefault(vote["item_id"], []).append(vote)
        return {
            **row, "agenda": self._agenda(session, by_item), "attendance": self._attendance(session), "votes": votes,
            "statutory": session.statutory_members or session._statutory_now(), "quorum": session.quorum_needed,
            "resolutions": self._resolution_rows(session=session),
        }

    def _votes_of(self, session):
        # sudo: biuro.rada.vote - closed votes of public sessions are published by law (art. 14 ust. 4)
        return self.env["biuro.rada.vote"].sudo().search(
            [("session_id", "=", session.id), ("state", "=", "closed"), ("is_withheld", "=", False),
             ("agenda_item_id.is_confidential", "=", False)], order="number, id")

    def _agenda(self, session, votes):
        statuses = self._labels("biuro.rada.agenda.item", "status")
        items = session.agenda_item_ids.sorted(lambda item: (item.sequence, item.id))
        drafts = items.draft_id if "draft_id" in items._fields else self.env["biuro.rada.draft"]
        published = self._published("biuro.rada.draft", drafts.ids)
        rows = []
        for item in items:
            hidden = item.is_confidential
            draft = item.draft_id if "draft_id" in item._fields and not hidden else drafts[:0]
            rows.append({
                "id": item.id, "number": item.number or "", "depth": 1 if item.parent_id else 0,
                # an item that an act closes to the public is named by that act alone
                "title": self.env._("Closed to the public") if hidden else item.title,
                "basis": item.confidential_basis if hidden else "", "status": item.status,
                "status_label": statuses[item.status], "print_number": draft.number or "",
                "draft": self._text_of(published.get(draft.id)), "votes": [] if hidden else votes.get(item.id, []),
            })
        return rows

    def _attendance(self, session):
        """Return who was present (list of dicts), without why anybody was not: the reason may speak of health."""
        if session.state not in HELD:
            return []
        lines = session.attendance_ids
        clubs = self._clubs_on(lines.councillor_id, session.day)
        return [
            {
                "id": line.councillor_id.id, "name": line.councillor_id.display_name,
                "url": f"/bip/rada/radni/{line.councillor_id.id}", "club": clubs.get(line.councillor_id.id, ""),
                "present": line.status in PRESENT,
            }
            for line in lines.sorted(lambda line: line.councillor_id._sort_key())
        ]

    def _clubs_on(self, councillors, day):
        """Return {id of a councillor: name of the club} on a day."""
        # sudo: biuro.rada.club.member - membership in clubs is public
        Member = self.env["biuro.rada.club.member"].sudo()
        members = Member.search(Domain("councillor_id", "in", councillors.ids) & Member._domain_on(day))
        return {member.councillor_id.id: member.club_id.name for member in members}

    # ---- votes ---------------------------------------------------------------------------------------------------

    def _vote_domain(self):
        return Domain("state", "=", "closed") & Domain("is_withheld", "=", False) & Domain(
            "session_id", "any", self._session_domain())

    @api.model
    def _votes(self, values):
        """Return (number of matches, list of public values) of closed votes, the newest first."""
        # sudo: biuro.rada.vote - named lists are published without delay (u.s.g. art. 14 ust. 4)
        Vote = self.env["biuro.rada.vote"].sudo()
        domain = Domain("state", "=", "closed") & Domain("is_withheld", "=", False)
        domain &= self._dates("day", values) & self._words("subject", values)
        if values["session"]:
            domain &= Domain("session_id", "=", values["session"])
        if values["result"]:
            domain &= Domain("result", "=", values["result"])
        if values["term"]:
            domain &= Domain("session_id.term_id", "=", values["term"])
        if values["councillor"]:
            domain &= Domain("ballot_ids", "any", [("councillor_id", "=", values["councillor"])])
        # what is not public are a few keys: a list of votes does not read the sessions of all of them
        domain &= Domain("session_id", "not in", self._hidden_sessions())
        domain &= Domain("agenda_item_id", "not in", self._hidden_items())
        total, votes = self._page(Vote, domain, values, "day desc, id desc")
        return total, self._vote_rows(votes)

    def _hidden_items(self):
        # sudo: biuro.rada.agenda.item - ids of the few items that an act closes to the public
        return self.env["biuro.rada.agenda.item"].sudo().search([("is_confidential", "=", True)], order="id").ids

    def _hidden_sessions(self):
        """Return the ids of the sessions that ``_session_domain`` leaves out: those being prepared, rehearsals,
        those withheld, those of another office."""
        # sudo: biuro.rada.session - ids alone, of what stays out of the lists
        self.env["biuro.rada.session"].sudo().flush_model(["state", "is_rehearsal", "is_withheld", "term_id"])
        rows = self.env.execute_query(SQL(
            """
            SELECT id FROM biuro_rada_session WHERE state NOT IN %s OR is_rehearsal OR is_withheld
            UNION
            SELECT session.id FROM biuro_rada_session session
            JOIN biuro_rada_term term ON term.id = session.term_id WHERE term.company_id != %s
            """, PUBLIC_STATES, self.env.company.id))
        return [id_ for [id_] in rows]

    def _vote_rows(self, votes):
        results = self._labels("biuro.rada.vote", "result")
        ballots = self._labels("biuro.rada.vote", "ballot")
        votes.session_id.mapped("display_name")
        return [
            {
                "id": vote.id, "url": f"/bip/rada/glosowania/{vote.id}", "number": vote.number, "subject": vote.subject,
                "day": vote.day, "session": vote.session_id.id, "session_name": vote.session_id.display_name,
                "session_url": f"/bip/rada/sesje/{vote.session_id.id}", "item_id": vote.agenda_item_id.id,
                "ballot": vote.ballot, "ballot_label": ballots[vote.ballot], "entitled": vote.entitled_count,
                "present": vote.present_count, **{name: vote[name] for name in COUNTS}, "result": vote.result or "",
                "result_label": results.get(vote.result, ""), "is_historical": vote.is_historical,
            }
            for vote in votes
        ]

    @api.model
    def _vote(self, vote_id):
        """Return one closed vote with its names by club, control sum and reasons (dict), None where there is none."""
        # sudo: biuro.rada.vote - as above
        vote = self.env["biuro.rada.vote"].sudo().search(self._vote_domain() & Domain("id", "=", vote_id), limit=1)
        if not vote or vote.agenda_item_id.is_confidential:
            return None
        [row] = self._vote_rows(vote)
        majorities, outcomes = (self._labels("biuro.rada.vote", name) for name in ("majority", "outcome"))
        names = self._names(vote)
        counts = {name: vote[name] for name in tally.VALUES}
        check = tally.check_sum(counts, vote.entitled_count)
        return {
            **row, "item": vote.agenda_item_id.title, "majority": vote.majority,
            "majority_label": majorities[vote.majority], "majority_basis": vote.majority_basis or "",
            "statutory": vote.statutory_members, "outcome": vote.outcome or "",
            "outcome_label": outcomes.get(vote.outcome, ""),
            "opened_at": self.env["biuro.bip"]._local(vote.opened_at),
            "closed_at": self.env["biuro.bip"]._local(vote.closed_at),
            "reasons": [
                {"text": reason.get("text", ""), "article": reason.get("article", "")} for reason in vote.reasons or []
            ],
            "control_sum": {"ok": check["ok"], "sum": check["sum"], "entitled": vote.entitled_count,
                            "text": check["reasons"][0]["text"]} if vote.ballot != "secret" else False,
            "names": names, "clubs": self._by_club(names), "names_complete": vote.names_complete,
            "options": [{"name": option.name, "votes": option.votes} for option in vote.option_ids]
            if vote.ballot == "secret" else [],
            "repeats_url": f"/bip/rada/glosowania/{vote.repeats_vote_id.id}" if vote.repeats_vote_id else "",
        }

    def _names(self, vote):
        """Return the named list (list of dicts); a secret vote has none."""
        if vote.ballot == "secret":
            return []
        values = self._labels("biuro.rada.vote.ballot", "value")
        lines = vote.ballot_ids
        clubs = self._clubs_on(lines.councillor_id, vote.day)
        return [
            {
                "id": line.councillor_id.id, "name": line.councillor_id.display_name,
                "url": f"/bip/rada/radni/{line.councillor_id.id}", "club": clubs.get(line.councillor_id.id, ""),
                "value": line.value, "value_label": values[line.value],
            }
            for line in lines
        ]

    def _by_club(self, names):
        """Return the named list by club: list of dicts ``name``, ``counts``, ``names``; the largest first."""
        clubs = {}
        for row in names:
            clubs.setdefault(row["club"], []).append(row)
        return [
            {"name": club, "counts": tally.tally(row["value"] for row in rows), "names": rows}
            for club, rows in sorted(clubs.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
        ]

    @api.model
    def _votes_of_councillor(self, councillor, values):
        """Return (number of matches, list of public values with ``value``) of the named votes of a councillor."""
        # the sums know how many there are; the page itself is found by day, within the mandate
        rows = self.env.execute_query(SQL(
            """
            SELECT vote.id, ballot.value FROM biuro_rada_vote vote
            JOIN biuro_rada_vote_ballot ballot ON ballot.vote_id = vote.id AND ballot.councillor_id = %s
            JOIN biuro_rada_session session ON session.id = vote.session_id AND session.is_rehearsal IS NOT TRUE
                AND session.state = ANY(%s)
            JOIN biuro_rada_agenda_item item ON item.id = vote.agenda_item_id AND item.is_confidential IS NOT TRUE
            WHERE vote.state = 'closed' AND vote.is_withheld IS NOT TRUE AND vote.day BETWEEN %s AND %s
            ORDER BY vote.day DESC, vote.id DESC LIMIT %s OFFSET %s
            """, councillor.id, list(PUBLIC_STATES), councillor.mandate_start, councillor._last_day(),
            values["limit"] + 1, (values["page"] - 1) * values["limit"]))
        cast = dict(rows[: values["limit"]])
        # sudo: biuro.rada.vote - as above
        votes = self.env["biuro.rada.vote"].sudo().browse(cast)
        labels = self._labels("biuro.rada.vote.ballot", "value")
        shown = [
            {**row, "value": cast[row["id"]], "value_label": labels[cast[row["id"]]]} for row in self._vote_rows(votes)]
        return len(rows) > values["limit"], shown
