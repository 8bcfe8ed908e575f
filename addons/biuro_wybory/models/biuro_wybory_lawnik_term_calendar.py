from datetime import date

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

# what a general election has to be done by, from the first day of its year (wybory: A.6)
YEAR = ("lay_nominations", "lay_check", "lay_team", "lay_opinion", "lay_election", "lay_handover")
# what the move to a state means for the calendar
DONE_BY = {
    "verification": ("lay_nominations", "lay_nominations_set"),
    "opinion": ("lay_check", "lay_team"),
    "voting": ("lay_opinion",),
    "elected": ("lay_election",),
    "handed_over": ("lay_handover",),
}


class BiuroWyboryLawnikTerm(models.Model):
    """Statutory calendar of the election year, in the cockpit of terms of the whole office."""

    _inherit = "biuro.wybory.lawnik.term"

    @api.model_create_multi
    def create(self, vals_list):
        terms = super().create(vals_list)
        terms._plan_calendar()
        return terms

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"election_year", "kind", "nomination_deadline"}:
            self.filtered(lambda term: term.state in ("draft", "open"))._plan_calendar()
        if vals.keys() & {"court_letter_id", "court_letter_date"}:
            for term in self.filtered(lambda one: one.court_letter_date and one.court_letter_date <= office_today()):
                term._deadline_done("lay_court_letter", on=term.court_letter_date)
        return result

    def _plan_calendar(self):
        """Start the terms of the year; those that run already begin anew from the new year or deadline."""
        for term in self:
            if not term.election_year or term.state not in ("draft", "open"):
                continue
            if term.kind == "general":
                first = date(term.election_year, 1, 1)
                for code in YEAR:
                    term._deadline_start(code, first)
                if not term.court_letter_date:
                    term._deadline_start("lay_court_letter", term.nomination_deadline)
            else:
                term._deadline_cancel_all_but("lay_nominations_set")
                if term.nomination_deadline:
                    start = min(term.announced_on or term.nomination_deadline, term.nomination_deadline)
                    term._deadline_start(
                        "lay_nominations_set", start, amount=(term.nomination_deadline - start).days
                    )

    def _deadline_cancel_all_but(self, code):
        for deadline in self._deadline_search(running=True).filtered(lambda line: line.code != code):
            self._deadline_cancel(deadline.code, self.env._("A by-election has no days set by the act."))

    def _calendar_step(self, state):
        for code in DONE_BY.get(state, ()):
            self._deadline_done(code)

    def _check_deadline_start(self):
        if any(term.state in ("closed", "cancelled") for term in self):
            raise UserError(self.env._("The election has ended: no term begins any more."))
