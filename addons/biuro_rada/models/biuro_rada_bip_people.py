from odoo import api, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

from .biuro_rada_statistic_mixin import MEASURES


class BiuroRadaBipPeople(models.AbstractModel):
    """Composition as of a day, councillors with their work, duty hours."""

    _inherit = "biuro.rada.bip"

    @api.model
    def _term_on(self, day):
        # sudo: biuro.rada.term - terms are public
        return self.env["biuro.rada.term"].sudo().search(
            self._own() & Domain("state", "!=", "draft") & Domain("date_start", "<=", day)
            & Domain("date_end", ">=", day), limit=1)

    @api.model
    def _composition(self, day):
        """Return who made up the council on a day (dict): councillors, clubs, committees, vacant seats."""
        term = self._term_on(day)
        # sudo: biuro.rada.* - the composition of the council is public (u.d.i.p. art. 6 ust. 1 pkt 2)
        councillors = term._councillors_on(day).sorted(lambda councillor: councillor._sort_key())
        described = {row["id"]: row for row in councillors._describe_on(day)}
        functions = self._labels("biuro.rada.function", "role")
        roles = self._labels("biuro.rada.committee.member", "role")
        people = [
            {
                "id": councillor.id, "name": councillor.display_name, "url": f"/bip/rada/radni/{councillor.id}",
                "club": described[councillor.id]["club"] or "",
                "functions": [functions[role] for role in described[councillor.id]["functions"]],
                "committees": [
                    {"name": one["name"], "role": roles[one["role"]]} for one in described[councillor.id]["committees"]
                ],
                "district": councillor.district or "", **self._contact(councillor),
            }
            for councillor in councillors
        ]
        return {
            "day": day, "term": term.number or "", "statutory": term.statutory_members,
            "vacancies": max(term.statutory_members - len(councillors), 0), "councillors": people,
            "is_derived": any(councillors.mapped("mandate_derived")), "clubs": self._clubs(term, people, day),
            "committees": self._committees(term, day),
        }

    def _contact(self, councillor):
        """Return the contact that the councillor agreed to have published (dict)."""
        return {"email": councillor.public_email or "", "phone": councillor.public_phone or ""}

    def _clubs(self, term, people, day):
        # sudo: biuro.rada.club - clubs are public
        clubs = self.env["biuro.rada.club"].sudo().search([("term_id", "=", term.id)])
        members = {}
        for one in people:
            members.setdefault(one["club"], []).append({"name": one["name"], "url": one["url"]})
        return [
            {"name": club.name, "short_name": club.short_name, "chair": club.chair_id.display_name or "",
             "members": members[club.name]}
            for club in clubs if club.name in members
        ]

    def _committees(self, term, day):
        # sudo: biuro.rada.committee, biuro.rada.committee.member - committees are public
        committees = self.env["biuro.rada.committee"].sudo().search(
            [("term_id", "=", term.id), ("date_from", "<=", day), "|", ("date_to", "=", False),
             ("date_to", ">=", day)])
        Member = self.env["biuro.rada.committee.member"].sudo()
        roles = self._labels("biuro.rada.committee.member", "role")
        order = {"chair": 0, "vice": 1, "member": 2}
        kinds = self._labels("biuro.rada.committee", "kind")
        members = {}
        found = Member.search(Domain("committee_id", "in", committees.ids) & Member._domain_on(day))
        for member in found.sorted(lambda one: (order[one.role], one.councillor_id._sort_key())):
            members.setdefault(member.committee_id.id, []).append({
                "name": member.councillor_id.display_name, "url": f"/bip/rada/radni/{member.councillor_id.id}",
                "role": roles[member.role],
            })
        return [
            {"name": committee.name, "symbol": committee.symbol or "", "kind": kinds[committee.kind],
             "scope": committee.scope or "", "members": members.get(committee.id, [])}
            for committee in committees if committee.state != "draft"
        ]

    @api.model
    def _councillor(self, councillor_id, values):
        """Return a councillor (dict): mandate, memberships, sums by year, a page of votes; None if there is none."""
        # sudo: biuro.rada.councillor - whoever holds a public function; whitelisted fields leave only
        councillor = self.env["biuro.rada.councillor"].sudo().search(
            self._own() & Domain("id", "=", councillor_id) & Domain("term_id.state", "!=", "draft"), limit=1)
        if not councillor:
            return None
        more, votes = self._votes_of_councillor(councillor, values)
        functions = self._labels("biuro.rada.function", "role")
        roles = self._labels("biuro.rada.committee.member", "role")
        others = councillor.partner_id and self.env["biuro.rada.councillor"].sudo().search(  # sudo: as above
            self._own() & Domain("partner_id", "=", councillor.partner_id.id) & Domain("id", "!=", councillor.id)
            & Domain("term_id.state", "!=", "draft"))
        return {
            "id": councillor.id, "url": f"/bip/rada/radni/{councillor.id}", "name": councillor.display_name,
            "term": councillor.term_id.number, "district": councillor.district or "",
            "election_committee": councillor.election_committee or "", "mandate_start": councillor.mandate_start,
            "mandate_end": councillor.mandate_end or False, "mandate_derived": councillor.mandate_derived,
            **self._contact(councillor),
            "functions": [
                {"name": functions[one.role], "from": one.date_from, "to": one.date_to or False}
                for one in councillor.function_ids.sorted("date_from")
            ],
            "clubs": [
                {"name": one.club_id.name, "from": one.date_from, "to": one.date_to or False}
                for one in councillor.club_member_ids.sorted("date_from")
            ],
            "committees": [
                {"name": one.committee_id.name, "role": roles[one.role], "from": one.date_from,
                 "to": one.date_to or False}
                for one in councillor.committee_member_ids.sorted("date_from")
            ],
            "years": self._years(councillor), "votes": votes, "more_votes": more,
            "other_terms": [
                {"term": one.term_id.number, "url": f"/bip/rada/radni/{one.id}"} for one in others
            ],
        }

    def _years(self, councillor):
        """Return the sums of a councillor by year (list of dicts, the newest first)."""
        # sudo: biuro.rada.statistic.year - attendance and named votes are public information
        rows = self.env["biuro.rada.statistic.year"].sudo().search_fetch(
            [("councillor_id", "=", councillor.id)], ["year", *MEASURES], order="year desc")
        return [{"year": row.year, **{name: row[name] for name in MEASURES}} for row in rows]

    @api.model
    def _duties(self, values):
        """Return (number of matches, list of public values) of the duty hours to come, the nearest first."""
        # sudo: biuro.rada.duty - published hours only
        Duty = self.env["biuro.rada.duty"].sudo()
        domain = Domain("is_published", "=", True) & Domain("councillor_ids.company_id", "=", self.env.company.id)
        domain &= Domain("stop", ">=", f"{values['date_from'] or office_today()} 00:00:00")
        if values["date_to"]:
            domain &= Domain("start", "<=", f"{values['date_to']} 23:59:59")
        total, duties = self._page(Duty, domain, values, "start, id")
        return total, [
            {
                "id": duty.id, "day": local(duty.start).date(), "from": local(duty.start).strftime("%H:%M"),
                "to": local(duty.stop).strftime("%H:%M"), "place": duty.place, "phone": duty.phone or "",
                "note": duty.public_note or "",
                "councillors": [
                    {"name": one.display_name, "url": f"/bip/rada/radni/{one.id}"} for one in duty.councillor_ids
                ],
            }
            for duty in duties
        ]
