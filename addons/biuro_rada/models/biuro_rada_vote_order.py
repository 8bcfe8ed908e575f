from odoo import models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.inputs import plain

from ..law import recall

RECALL = ("recall", "recall_refusal")


class BiuroRadaVoteOrder(models.Model):
    """Order of the session on the state of the city (u.s.g. art. 28aa): report and debate, confidence, discharge."""

    _inherit = "biuro.rada.vote"

    def _check_bases(self):
        super()._check_bases()
        draft = self.draft_id if self.is_final else self.draft_id.browse()
        session = self.session_id
        if self.special == "confidence" or draft.kind == "confidence":
            self._check_report_done()
        if (self.special or "").startswith("discharge") or draft.kind == "discharge":
            self._check_report_done()
            if not session._confidence_votes():
                raise UserError(self.env._(
                    "Vote on the confidence first: the report on the state of the city, the debate and the confidence "
                    "come before the discharge (art. 28aa ust. 4, 9)."
                ))
        if draft.kind in RECALL and self.ballot == "secret":
            raise UserError(self.env._("The council decides on this referendum by named vote (art. 28a ust. 5, 28b)."))
        if draft:
            draft._check_vote_allowed(session.day)

    def _check_report_done(self):
        if not self.session_id._reports_done():
            raise UserError(self.env._(
                "The report on the state of the city comes first, with its debate: end that item before this vote "
                "(art. 28aa ust. 4, 9)."
            ))

    def _state_result(self, counts):
        values = super()._state_result(counts)
        if self.special == "discharge_refuse" and values["outcome"] == "refused":
            term = self.session_id.term_id
            answer = recall.refusal(term.mayor_elected_on or term.election_date, term.date_end, self.session_id.day)
            values["reasons"] = values["reasons"] + plain(answer["reasons"])
        return values
