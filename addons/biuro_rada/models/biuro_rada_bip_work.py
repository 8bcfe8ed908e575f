from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

OUTCOMES = {"confidence": "confidence", "discharge_grant": "discharge", "discharge_refuse": "discharge"}


class BiuroRadaBipWork(models.AbstractModel):
    """Work plans, reports of committees, the report on the state of the city (u.s.g. art. 21 ust. 3, art. 28aa)."""

    _inherit = "biuro.rada.bip"

    # ---- work plans ----------------------------------------------------------------------------------------------

    @api.model
    def _plans(self, values):
        """Return (number of matches, list of public values) of adopted work plans, the newest first."""
        # sudo: biuro.rada.workplan - adopted plans of public bodies; remarks stay inside
        Plan = self.env["biuro.rada.workplan"].sudo()
        domain = self._own() & Domain("state", "!=", "draft")
        if values["year"]:
            domain &= Domain("year", "=", values["year"])
        if values["q"]:
            domain &= self._words("body", values) | Domain("line_ids", "any", self._words("topic", values))
        total, plans = self._page(Plan, domain, values, "year desc, body, id")
        return total, self._plan_rows(plans)

    def _plan_rows(self, plans):
        states = self._labels("biuro.rada.workplan", "state")
        return [
            {
                "id": plan.id, "url": f"/bip/rada/plany/{plan.id}", "year": plan.year, "body": plan.body,
                "adopted": plan.adopted_on or False, "basis": plan.basis or "", "topics": plan.line_count,
                "done": plan.done_count, "reported": plan.reported_on or False, "state": plan.state,
                "state_label": states[plan.state],
            }
            for plan in plans
        ]

    @api.model
    def _plan(self, plan_id):
        """Return one work plan with its topics (dict), None where there is none."""
        # sudo: biuro.rada.workplan - as above
        plan = self.env["biuro.rada.workplan"].sudo().search(
            self._own() & Domain("state", "!=", "draft") & Domain("id", "=", plan_id), limit=1)
        if not plan:
            return None
        [row] = self._plan_rows(plan)
        months, states = (self._labels("biuro.rada.workplan.line", name) for name in ("period", "state"))
        return {
            **row,
            "lines": [
                {"month": months[line.period], "topic": line.topic, "responsible": line.responsible or "",
                 "state": line.state, "state_label": states[line.state], **self._session_of(line.session_id)}
                for line in plan.line_ids
            ],
        }

    # ---- reports -------------------------------------------------------------------------------------------------

    @api.model
    def _body_reports(self, values):
        """Return (number of matches, list of public values) of the reports of committees given to the council."""
        # sudo: biuro.rada.body.report - the register is public; titles and texts leave as they were published
        Report = self.env["biuro.rada.body.report"].sudo()
        domain = self._own() & Domain("state", "!=", "draft") & self._dates("date_to", values)
        if values["q"]:
            domain &= self._words("committee_id.name", values) | Domain(
                "id", "in", self._published_ids("biuro.rada.body.report", values))
        total, reports = self._page(Report, domain, values, "date_to desc, id desc")
        versions = self._published("biuro.rada.body.report", reports.ids)
        states = self._labels("biuro.rada.body.report", "state")
        return total, [
            {
                "id": report.id, "committee": report.committee_id.name, "from": report.date_from,
                "to": report.date_to, "submitted": report.submitted_on or False, "state": report.state,
                "state_label": states[report.state], **self._text_of(versions.get(report.id)),
                **self._session_of(report.session_id),
            }
            for report in reports
        ]

    @api.model
    def _state_reports(self, values):
        """Return (number of matches, list of public values) of the reports on the state of the city, the newest first.

        With each its session, the outcome of the vote of confidence and of the discharge in the same year.
        """
        published = self._published_ids("biuro.rada.agenda.item")
        # sudo: biuro.rada.agenda.item - items of public sessions; files leave as they were published
        Item = self.env["biuro.rada.agenda.item"].sudo()
        domain = (
            Domain("item_type", "=", "state_report") & Domain("is_confidential", "=", False)
            & Domain("session_id", "any", self._own() & Domain("body_type", "=", "council")
                     & Domain("is_rehearsal", "=", False) & Domain("state", "!=", "cancelled"))
            & (Domain("session_id", "any", self._session_domain()) | Domain("id", "in", published))
        )
        if values["year"]:
            domain &= Domain("session_id", "any", self._dates("day", values))
        total, items = self._page(Item, domain, values, "session_id desc, id desc")
        versions = self._published("biuro.rada.agenda.item", items.ids)
        outcomes = self._outcomes(items.session_id)
        rows = []
        for item in items:
            version, year = versions.get(item.id), item.session_id.day.year
            rows.append({
                # the report of a year describes the year before
                "id": item.id, "year": year - 1, **self._text_of(version), **self._session_of(item.session_id),
                "files": self._files_of(version), "confidence": outcomes.get((year, "confidence"), ""),
                "discharge": outcomes.get((year, "discharge"), ""),
            })
        return total, rows

    def _outcomes(self, sessions):
        """Return {(year, subject): outcome in words} of the years of sessions; the last vote of a subject counts."""
        years = {session.day.year for session in sessions}
        # sudo: biuro.rada.vote - closed votes of public sessions
        votes = self.env["biuro.rada.vote"].sudo().search(
            self._vote_domain() & Domain("special", "in", list(OUTCOMES)) & Domain("outcome", "!=", False)
            & Domain("session_id.day", ">=", f"{min(years)}-01-01")
            & Domain("session_id.day", "<=", f"{max(years)}-12-31"), order="id",
        ) if years else self.env["biuro.rada.vote"]
        labels = self._labels("biuro.rada.vote", "outcome")
        return {(vote.session_id.day.year, OUTCOMES[vote.special]): labels[vote.outcome] for vote in votes}

    def _files_of(self, version):
        return self.env["biuro.bip"]._public_values(version)["files"] if version else []

    # ---- materials -----------------------------------------------------------------------------------------------

    def _agenda(self, session, votes):
        """Add to the items their materials as they were published, with the item or with its draft."""
        rows = super()._agenda(session, votes)
        items = {item.id: item for item in session.agenda_item_ids}
        versions = self._published("biuro.rada.agenda.item", list(items))
        drafts = self._published("biuro.rada.draft", session.agenda_item_ids.draft_id.ids)
        for row in rows:
            item = items[row["id"]]
            row["materials"] = [] if item.is_confidential else [
                {"name": file["description"] or file["name"], "size": file["size"], "url": file["url"]}
                for version in (versions.get(item.id), drafts.get(item.draft_id.id))
                for file in self._files_of(version)
            ]
        return rows

    @api.model
    def _stamp(self):
        stamp, last = super()._stamp()
        self.env.flush_all()
        [(*written, rows)] = self.env.execute_query(SQL(
            """
            SELECT (SELECT max(write_date) FROM biuro_rada_workplan),
                (SELECT max(write_date) FROM biuro_rada_workplan_line),
                (SELECT max(write_date) FROM biuro_rada_body_report),
                (SELECT concat_ws('-', (SELECT count(*) FROM biuro_rada_workplan),
                    (SELECT count(*) FROM biuro_rada_workplan_line), (SELECT count(*) FROM biuro_rada_body_report)))
            """))
        return f"{stamp}-{rows}-{written}", max(filter(None, (*written, last)), default=False)
