from odoo import api, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today


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
