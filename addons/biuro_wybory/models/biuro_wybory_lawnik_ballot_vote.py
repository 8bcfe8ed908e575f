from odoo import models
from odoo.exceptions import UserError


class BiuroWyboryLawnikBallot(models.Model):
    """The vote at the session: prepared for the hall, closed with the figures of the protocol."""

    _inherit = "biuro.wybory.lawnik.ballot"

    def _subject(self):
        """Return what is put to the vote (str, Polish), without any candidate."""
        self.ensure_one()
        cases = {"labour": " – do orzekania w sprawach z zakresu prawa pracy", "all": "", "general": ""}[self.scope]
        turn = f", tura {self.round}" if self.round > 1 else ""
        return f"Wybór ławników: {self.quota_id.court_id.name or ''}{cases}{turn}"

    def action_make_vote(self):
        """Put the votes on the list of votes of their session, to be opened in the hall on paper ballots.

        :return: list of ids of the votes
        :raise UserError: no session or item of the agenda; no counting committee; there is a vote already
        """
        for ballot in self:
            ballot.check_access("write")
            if ballot.state != "draft" or ballot.term_id.state != "voting":
                raise UserError(self.env._("A vote is prepared while the election is at the vote."))
            if ballot.vote_id:
                raise UserError(self.env._("This vote is on the list of the session already."))
            if not ballot.session_id or not ballot.agenda_item_id:
                raise UserError(self.env._("Name the session and the item of its agenda under which it is voted."))
            if not ballot.scrutiny_chair_id:
                raise UserError(self.env._("Name the session and the counting committee with its chair."))
            # sudo: biuro.rada.vote - the office of lay judges lays the vote out, the office of the council leads it
            vote = self.env["biuro.rada.vote"].sudo().create({
                "session_id": ballot.session_id.id,
                "agenda_item_id": ballot.agenda_item_id.id,
                "subject": ballot._subject(),
                "ballot": "secret",
                "on_paper": True,
                "majority": "simple",
                "secret_basis": "u.s.p. art. 160 § 1",
                "scrutiny_chair_id": ballot.scrutiny_chair_id.id,
                "scrutiny_member_ids": [(6, 0, (ballot.scrutiny_member_ids | ballot.scrutiny_chair_id).ids)],
                "lawnik_ballot_id": ballot.id,
            })
            ballot.sudo().vote_id = vote  # sudo: own model - the link is written by the verb alone
        return self.vote_id.ids

    def _close_vote(self, answer):
        """Close the vote of the session with the figures of the protocol: totals alone, no names."""
        figures = {
            "invalid": self.invalid,
            "from_box": self.from_box,
            "result": "adopted" if any(line.result == "elected" for line in self.line_ids) else "rejected",
            "reasons": [
                reason for reason in answer["reasons"] if reason["rule"] == "quorum"
            ] + [{
                "rule": "lay_ballot", "article": "u.s.p. art. 160 § 1",
                "text": f"kart wyjętych {self.from_box}, nieważnych {self.invalid}; wybrano "
                        f"{len(self._numbers('elected'))} z {self.seats}; wynik ustala protokół komisji skrutacyjnej",
            }],
        }
        # sudo: biuro.rada.vote - the vote is closed by its protocol; access to the protocol was checked
        self.vote_id.sudo().with_context(lawnik_figures=figures).action_close_vote()

    def action_open_session_vote(self):
        """Open the vote of the session. Return a window action (dict).

        :raise UserError: it is not on the list of votes yet
        """
        self.ensure_one()
        if not self.vote_id:
            raise UserError(self.env._("This vote is not on the list of the session yet."))
        return {
            "type": "ir.actions.act_window", "res_model": "biuro.rada.vote", "res_id": self.vote_id.id,
            "view_mode": "form", "views": [(False, "form")], "name": self.vote_id.subject,
        }
