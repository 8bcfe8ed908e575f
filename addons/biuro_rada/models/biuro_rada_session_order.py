from odoo import models
from odoo.fields import Domain


class BiuroRadaSessionOrder(models.Model):
    """What the agenda of the session on the state of the city must hold, and in which order."""

    _inherit = "biuro.rada.session"

    def _year_of_council(self):
        """Return the domain of the sessions of the council in the year of this one."""
        self.ensure_one()
        return (
            Domain("term_id", "=", self.term_id.id) & Domain("body_type", "=", "council")
            & Domain("is_rehearsal", "=", False) & Domain("state", "!=", "cancelled")
            & Domain("day", ">=", self.day.replace(month=1, day=1))
            & Domain("day", "<=", self.day)
        )

    def _reports_done(self):
        """Return the items in which the report of the year was taken, debate and all (of this or an earlier day)."""
        items = self.env["biuro.rada.agenda.item"].search(
            Domain("session_id", "any", self._year_of_council()) & Domain("item_type", "=", "state_report")
            & Domain("status", "=", "done")
        )
        return items.filtered(lambda item: all(part.status == "done" for part in item.child_ids))

    def _confidence_votes(self):
        """Return the votes of confidence held in the year of the session until its day."""
        return self.env["biuro.rada.vote"].search(
            Domain("session_id", "any", self._year_of_council()) & Domain("special", "=", "confidence")
            & Domain("state", "=", "closed") & Domain("result", "in", ("adopted", "rejected"))
        )

    def _convening_problems(self):
        problems = super()._convening_problems()
        if self.body_type != "council" or self.is_rehearsal or not self.day:
            return problems
        items = list(self.agenda_item_ids.sorted(lambda item: (item.sequence, item.id)))

        def places(wanted):
            return [place for place, item in enumerate(items) if wanted(item)]

        reports = places(lambda item: item.item_type == "state_report")
        confidence = places(lambda item: item.draft_id.kind == "confidence")
        discharge = places(lambda item: item.draft_id.kind == "discharge" or item.item_type == "absolutorium")
        if (confidence or discharge) and not reports and not self._reports_done():
            problems.append(self.env._(
                "Put the report on the state of the city on the agenda: it is taken at the session of the discharge, "
                "first of all (art. 28aa ust. 4)."
            ))
        if discharge and not confidence and not self._confidence_votes():
            problems.append(self.env._(
                "Put the vote of confidence on the agenda: it follows the debate on the report (art. 28aa ust. 9)."
            ))
        order = [group for group in (reports, confidence, discharge) if group]
        if any(max(before) > min(after) for before, after in zip(order, order[1:], strict=False)):
            problems.append(self.env._(
                "Change the order of the agenda: the report on the state of the city, then the vote of confidence, "
                "then the discharge (art. 28aa ust. 4, 9)."
            ))
        for draft in self.agenda_item_ids.draft_id:
            answer = draft._recall_answer(self.day)
            if answer and not answer["allowed"]:
                problems.append(f"{draft.display_name}: {'; '.join(answer['problems'])}.")
        return problems

    def _convening_warnings(self):
        warnings = super()._convening_warnings()
        items = self.agenda_item_ids
        if self.body_type == "council" and "state_report" in items.mapped("item_type") and not items.filtered(
            lambda item: item.draft_id.kind == "discharge"
        ):
            warnings.append(self.env._(
                "The report on the state of the city is taken at the session of the discharge (art. 28aa ust. 4), and "
                "there is no draft on the discharge here."
            ))
        return warnings
