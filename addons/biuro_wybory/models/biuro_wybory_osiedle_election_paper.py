from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law.base import day_text, plural

from ..law import params as ordinance

# what of an election is published, with its name and template; official texts are Polish
PAPERS = {
    "order": ("Zarządzenie wyborów", "paper_osiedle_order"),
    "calendar": ("Kalendarz wyborczy", "paper_osiedle_calendar"),
    "districts": ("Okręgi, obwody i lokale wyborcze", "paper_osiedle_districts"),
    "commissions": ("Składy komisji wyborczych", "paper_osiedle_commissions"),
    "candidates": ("Obwieszczenie o kandydatach", "paper_osiedle_candidates"),
    "meeting": ("Zawiadomienie o zebraniu wyborczym", "paper_osiedle_meeting"),
}
ACTS = {
    "mayor_order": "zarządzenie", "council_resolution": "uchwała Rady Miasta",
    "chair_decision": "postanowienie Przewodniczącego Rady Miasta", "district_resolution": "uchwała rady dzielnicy",
}
BODIES = {
    "council": ("rada", "rady", "członków rady"),
    "board_and_chair": ("zarząd", "zarządu", "zarządu i jego przewodniczącego"),
    "chair_then_board": ("zarząd", "zarządu", "przewodniczącego zarządu, a następnie zarządu"),
}
MAJORITIES = {
    "plurality": "wybrani są ci, którzy dostali kolejno najwięcej głosów",
    "absolute_of_valid": "do wyboru potrzeba więcej niż połowy głosów ważnych",
    "for_against_simple": "wybrany jest, na kogo oddano więcej głosów „za” niż „przeciw”",
    "for_against_absolute": "wybrany jest, na kogo oddano więcej głosów „za” niż „przeciw” i wstrzymujących się razem",
}
UNCONTESTED = {
    "elect_all": "gdy kandydatów jest nie więcej niż mandatów, wybrani są wszyscy bez głosowania",
    "elect_if_equal": "gdy kandydatów jest tylu, ile mandatów, wybrani są wszyscy bez głosowania",
    "require_more": "gdy kandydatów nie jest więcej niż mandatów, głosowania się nie przeprowadza",
    "vote_anyway": "głosowanie przeprowadza się także wtedy, gdy kandydatów nie jest więcej niż mandatów",
}


def hour_text(value):
    """Return an hour as text: 15.5 is ``15:30``."""
    minutes = round((value or 0) * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


class BiuroWyboryOsiedleElection(models.Model):
    """What the papers of an election say before the vote (B.8); only what is public goes to the bulletin."""

    _inherit = "biuro.wybory.osiedle.election"

    def _paper(self):
        """Return the words of the papers of the election (dict)."""
        self.ensure_one()
        params = self._params()
        company = self.company_id
        place, genitive, elected = BODIES[self.elected_body or "council"]
        marks = self._marks()
        return {
            "unit": self.unit_id.name, "city": company.city or "", "company": company,
            "body": place, "body_genitive": genitive, "elected": elected, "day": day_text(self.election_date),
            "hours": f"{hour_text(self.hours_from)}–{hour_text(self.hours_to)}",
            "start": hour_text(self.meeting_start), "place": self.meeting_place or "",
            "act": self._act_text(), "act_kind": ACTS.get(self.ordering_act_kind, "zarządzenie"),
            "act_number": self.ordering_act_number or "", "act_day": (
                day_text(self.ordering_act_date) if self.ordering_act_date else ""
            ),
            "basis": params["legal_basis"] or "statut jednostki", "seats": self.seats,
            "seats_text": f"{self.seats} {plural(self.seats, 'mandat', 'mandaty', 'mandatów')}",
            "until": self._nomination_text(), "signatures": params["signatures_required"],
            "marks": marks, "min_marks": params["min_marks"],
            "majority": MAJORITIES[params["majority"]], "uncontested": UNCONTESTED[params["uncontested_rule"]],
            "for_against": params["majority"] in ("for_against_simple", "for_against_absolute"),
            "excludes": params["passive_right_excludes"], "age": params["active_age"],
            "gmina": params["passive_right"] == "eligible_to_gmina_council",
            "extension_days": params["extension_days"], "cure_days": params["cure_days"],
        }

    def _marks(self):
        """Return how many candidates a voter may mark, by the seats of a constituency ({seats: marks})."""
        self.ensure_one()
        rules = self._params()
        return {
            seats: self._law(ordinance.max_marks, rules, seats)
            for seats in set(self.constituency_ids.mapped("seats")) | {self.seats} if seats
        }

    def _act_text(self):
        self.ensure_one()
        if not self.ordering_act_number:
            return ""
        return f"{ACTS[self.ordering_act_kind]} nr {self.ordering_act_number} z dnia {day_text(self.ordering_act_date)}"

    def _nomination_text(self):
        end = self._nomination_end_local()
        return f"{day_text(end.date())}, do godziny {end:%H:%M}" if end else ""

    def _paper_calendar(self):
        """Return the rows of the calendar that the notice shows (list of dicts); internal rows stay inside."""
        self.ensure_one()
        return [
            {
                "date": item.date.strftime("%d.%m.%Y"), "time": hour_text(item.time) if item.time else "",
                "name": item.name, "basis": item.legal_basis or "",
            }
            for item in self.calendar_ids.sorted(lambda row: (row.date, row.sequence))
            if not (item.key or "").startswith("cure_")
        ]

    def _paper_candidates(self):
        """Return what of the candidates is public: name, age, profession, constituency (list of dicts)."""
        self.ensure_one()
        # sudo: biuro.wybory.osiedle.candidate - name, age and profession of those registered are public by law
        rows = []
        for constituency in self.sudo().constituency_ids.sorted("number"):
            standing = constituency.candidate_ids._standing().sorted(lambda row: (row.ballot_number, row.name_order))
            struck = constituency.candidate_ids.filtered(lambda row: row.state == "struck" and row.ballot_number)
            rows.append({
                "number": constituency.number, "seats": constituency.seats, "boundaries": constituency.boundaries or "",
                "decision": constituency.decision, "candidates": [
                    {
                        "number": row.ballot_number, "surname": row.surname, "given_names": row.given_names,
                        "age": row.age, "profession": row.profession or "",
                    }
                    for row in standing
                ],
                "skipped": sorted(struck.mapped("ballot_number")),
            })
        return rows

    def _render_paper(self, paper):
        """Return the words of a paper (HTML, Markup) as they stand on paper and in the bulletin."""
        self.ensure_one()
        template = f"biuro_wybory.{PAPERS[paper][1]}"
        return Markup(self.env["ir.qweb"].with_context(lang="pl_PL")._render(
            template, {"doc": self.with_context(lang="pl_PL"), "data": self._paper()},
        ))

    def _publication_values(self):
        self.ensure_one()
        paper = self.env.context.get("osiedle_paper") or "order"
        title = PAPERS[paper][0]
        return {
            "name": f"{title}: {self.unit_id.name}, {day_text(self.election_date)}",
            "summary": f"Wybory {BODIES[self.elected_body or 'council'][2]}: {self.unit_id.name}.",
            "body": self._render_paper(paper), "category_code": "osiedla",
            "legal_basis": self._params()["legal_basis"] or "ustawa o samorządzie gminnym, art. 35",
            "made_by": self.clerk_id.name or self.env.user.name,
            "made_on": self.ordering_act_date or self._get_today(),
        }

    def _get_today(self):
        return self.env["biuro.deadline"]._today()

    def action_publish(self, paper):
        """Prepare the publication of a paper of the elections in the bulletin; a second person checks it as always.

        :param str paper: ``order``, ``calendar``, ``districts``, ``commissions``, ``candidates`` or ``meeting``
        :return: dict, a window action on the drafts
        :raise UserError: unknown paper, the election is not ordered, or a publication of it is being prepared
        """
        self.check_access("write")
        if paper not in PAPERS:
            raise UserError(self.env._("There is no such paper of an election."))
        if any(election.state == "draft" for election in self):
            raise UserError(self.env._("Only what was ordered is published."))
        return self.with_context(osiedle_paper=paper).action_publication_prepare()

    def action_publish_order(self):
        """Prepare the publication of the ordering act; see ``action_publish``.

        :return: dict, a window action
        """
        return self.action_publish("order")

    def action_publish_calendar(self):
        """Prepare the publication of the calendar; see ``action_publish``.

        :return: dict, a window action
        """
        return self.action_publish("calendar")

    def action_publish_districts(self):
        """Prepare the publication of constituencies and polling places; see ``action_publish``.

        :return: dict, a window action
        """
        return self.action_publish("districts")

    def action_publish_commissions(self):
        """Prepare the publication of the composition of the commissions: names and roles alone; see ``action_publish``.

        :return: dict, a window action
        :raise UserError: a commission is not appointed yet or has no members
        """
        for election in self:
            # sudo: biuro.wybory.osiedle.commission - whether there are members; the verb below checks the access
            commissions = election.sudo().commission_ids | election.sudo().campaign_id.commission_ids
            if not commissions.filtered("member_count") or commissions.filtered(
                    lambda one: one.member_count and not one.appointing_act):
                raise UserError(self.env._(
                    "%s: appoint the commissions first: enter their members and the act that appoints them.",
                    election.unit_id.name))
        return self.action_publish("commissions")

    def action_publish_meeting(self):
        """Prepare the publication of the notice of an election meeting; see ``action_publish``.

        :return: dict, a window action
        :raise UserError: the election is no meeting, or its place is not set
        """
        for election in self:
            if election.method != "meeting":
                raise UserError(self.env._("%s does not elect at a meeting.", election.unit_id.name))
            if not (election.meeting_place or "").strip():
                raise UserError(self.env._("%s: enter the place of the meeting first.", election.unit_id.name))
        return self.action_publish("meeting")

    def action_publish_candidates(self):
        """Prepare the publication of the candidates: name, age and constituency alone; see ``action_publish``.

        :return: dict, a window action
        :raise UserError: nominations wait for a decision
        """
        if any(row.state in ("received", "defective") for row in self.candidate_ids):
            raise UserError(self.env._("Register or refuse all nominations first: the notice lists those registered."))
        return self.action_publish("candidates")
