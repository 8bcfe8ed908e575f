from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import composition as law
from ..law.mandate import waiver_until


class BiuroWyboryOsiedleVacancy(models.Model):
    """Seat of a council that became vacant in the term, and how it is filled: by the ordinance, not by choice.

    open -> asked (the next candidate has days to give way) -> filled | by_election | left | dissolved.
    """

    _name = "biuro.wybory.osiedle.vacancy"
    _description = "Vacant Seat"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"

    mandate_id = fields.Many2one(
        "biuro.wybory.osiedle.mandate", "Mandate That Ended", required=True, readonly=True, index=True,
        ondelete="restrict")
    unit_id = fields.Many2one(related="mandate_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="unit_id.company_id", store=True)
    body_term_id = fields.Many2one(related="mandate_id.body_term_id", store=True, index="btree_not_null")
    election_id = fields.Many2one(related="mandate_id.election_id", string="Election of the Seat")
    constituency_id = fields.Many2one(related="mandate_id.constituency_id", store=True)
    date = fields.Date("Vacant Since", readonly=True)
    step = fields.Selection(
        [("next_candidate", "Next candidate"), ("by_election", "By-election"), ("leave", "Stays empty"),
         ("dissolve", "The council is dissolved"), ("awaiting_draw", "Draw among equals")],
        "What the Ordinance Says", readonly=True, tracking=True)
    reasons = fields.Json("Why", readonly=True)
    draw_ids = fields.One2many("biuro.wybory.osiedle.draw", "vacancy_id", "Draws")
    next_id = fields.Many2one(
        "biuro.wybory.osiedle.candidate", "Follows", readonly=True, index="btree_not_null", ondelete="restrict",
        groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    asked_id = fields.Many2one(
        "biuro.wybory.osiedle.candidate", "Candidate Asked", readonly=True, index="btree_not_null",
        ondelete="restrict", groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    asked_on = fields.Date(readonly=True)
    waiver_until = fields.Date("May Give Way Until", readonly=True, tracking=True)
    passed_ids = fields.Many2many(
        "biuro.wybory.osiedle.candidate", "biuro_wybory_vacancy_passed_rel", "vacancy_id", "candidate_id",
        "Passed Over", readonly=True, groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    lost_ids = fields.Many2many(
        "biuro.wybory.osiedle.candidate", "biuro_wybory_vacancy_lost_rel", "vacancy_id", "candidate_id",
        "Lost Eligibility", readonly=True, groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    passed_note = fields.Text("Why Passed Over", readonly=True, groups="biuro_wybory.biuro_wybory_group_osiedle_user")
    new_mandate_id = fields.Many2one(
        "biuro.wybory.osiedle.mandate", "Mandate That Followed", readonly=True, index="btree_not_null",
        ondelete="restrict")
    by_election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "By-Election", readonly=True, index="btree_not_null", ondelete="restrict")
    state = fields.Selection(
        [("open", "To be filled"), ("asked", "Next candidate asked"), ("filled", "Filled"),
         ("by_election", "By-election"), ("left", "Stays empty"), ("dissolved", "Council dissolved")],
        required=True, readonly=True, default="open", index=True, tracking=True)

    _mandate_uniq = models.Constraint("UNIQUE (mandate_id)", "This vacant seat is noted already.")

    @api.depends("mandate_id", "date")
    def _compute_display_name(self):
        for vacancy in self:
            vacancy.display_name = f"{vacancy.unit_id.name or ''}: {vacancy.date or ''}"

    @api.model
    def _open_after(self, mandates):
        """Note the seats that mandates leave, with what the ordinance says of them."""
        vacancies = self.create([{"mandate_id": one.id, "date": one.date_to} for one in mandates])
        for vacancy in vacancies:
            vacancy._decide()
        return vacancies

    def _reserve(self):
        """Return the candidates who follow in the order of votes and their rows for the law: (candidates, rows)."""
        self.ensure_one()
        result = self.env["biuro.wybory.osiedle.result"].search([
            ("election_id", "=", self.election_id.id), ("constituency_id", "=", self.constituency_id.id),
            ("is_current", "=", True), ("ballot", "=", "council")], order="round desc", limit=1)
        candidates = self.env["biuro.wybory.osiedle.candidate"].browse(result.reserve or []).exists()
        others = self.search([("constituency_id", "=", self.constituency_id.id), ("id", "!=", self.id)])
        candidates -= others.asked_id | others.lost_ids
        votes = {row["id"]: row["votes"] for row in result.rows or ()}
        drawn = {}
        for draw in (result.draw_id | self.draw_ids).filtered(lambda one: one.state == "recorded"):
            drawn.update({line.candidate_id.id: line.position for line in draw.line_ids})
        names = candidates._count_name()
        rows = [
            {"name": names[one.id], "votes": votes[one.id][0] if isinstance(votes[one.id], list) else votes[one.id],
             "eligible": one not in self.lost_ids, "waived": one in self.passed_ids, "drawn": drawn.get(one.id, 0)}
            for one in candidates
        ]
        return {names[one.id]: one for one in candidates}, rows

    def _decide(self):
        """Ask the law what follows; a seat that stays empty or a dissolved council needs no further step."""
        for vacancy in self:
            term = vacancy.body_term_id
            rules = term.rules or {}
            candidates, rows = vacancy._reserve()
            try:
                low = law.dissolution(rules, term.council_size, term.in_office)
                answer = law.fill_vacancy(rules, rows, vacancy.date, term.date_to)
            except LawError as error:
                raise ValidationError(str(error)) from error
            step = "dissolve" if low["dissolved"] else answer["step"]
            done = {"leave": "left", "dissolve": "dissolved"}
            # sudo: own models - facts written by the verbs that call this; they check the access
            mine = vacancy.sudo()
            mine.write({
                "step": step, "reasons": low["reasons"] + answer["reasons"], "state": done.get(step, "open"),
                "next_id": candidates[answer["candidate"]].id if step == "next_candidate" else False})
            if step == "awaiting_draw" and not mine.draw_ids.filtered(lambda one: one.state == "open"):
                tied = [candidates[name].id for name in answer["tied"]]
                self.env["biuro.wybory.osiedle.draw"].sudo().create({  # sudo: as above
                    "vacancy_id": vacancy.id, "election_id": vacancy.election_id.id, "ballot": "council",
                    "constituency_id": vacancy.constituency_id.id, "places": 1, "candidate_ids": [(6, 0, tied)],
                    "votes": next(row["votes"] for row in rows if row["name"] in answer["tied"]),
                    "line_ids": [(0, 0, {"candidate_id": one}) for one in tied]})

    def action_ask_next(self, date=None):
        """Ask the next candidate in the order of votes.

        :param str date: day of asking "YYYY-MM-DD", today by default
        :return: dict ``candidate_id``, ``name``, ``waiver_until``
        :raise UserError: the ordinance fills the seat in another way, or somebody is asked already
        """
        self.check_access("write")
        self.ensure_one()
        if self.state != "open" or self.step != "next_candidate":
            raise UserError(self.env._("The next candidate is not asked: %s", self._step_text()))
        # sudo: own model - who follows by the law; access was checked above
        candidate = self.sudo().next_id
        day = fields.Date.to_date(date) or office_today()
        days = int((self.body_term_id.rules or {}).get("waiver_days") or 0)
        # sudo: own model - facts written by this verb; access was checked above
        self.sudo().write({
            "state": "asked", "asked_id": candidate.id, "asked_on": day,
            "waiver_until": waiver_until(day, days)})
        return {"candidate_id": candidate.id, "name": candidate.display_name,
                "waiver_until": fields.Date.to_string(self.waiver_until)}

    def action_pass_over(self, reason, lost=False):
        """Note that the candidate who was asked gave way, or lost the right to be elected; the next one follows.

        :param str reason: gave way, moved out of the unit, ...
        :param bool lost: the right to be elected is lost: nobody asks this person about later seats either
        :return: dict ``step`` (what the ordinance says now)
        :raise UserError: nobody is asked, or no reason
        """
        self.check_access("write")
        self.ensure_one()
        if self.state != "asked":
            raise UserError(self.env._("Nobody is asked about this seat."))
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the candidate is passed over."))
        # sudo: own model - facts written by this verb; access was checked above
        vacancy = self.sudo()
        note = f"{vacancy.asked_id.display_name}: {reason.strip()}"
        vacancy.write({
            "passed_ids": [(4, vacancy.asked_id.id)], "lost_ids": [(4, vacancy.asked_id.id)] if lost else [],
            "passed_note": "\n".join(filter(None, (vacancy.passed_note, note))),
            "asked_id": False, "asked_on": False, "waiver_until": False, "state": "open"})
        vacancy._decide()
        return {"step": self.step}

    def action_fill(self, date):
        """Give the mandate to the candidate who was asked and did not give way.

        :param str date: first day of the mandate "YYYY-MM-DD", after the days of giving way
        :return: id of the mandate
        :raise UserError: nobody is asked, or the days of giving way still run
        """
        self.check_access("write")
        self.ensure_one()
        day = fields.Date.to_date(date)
        if self.state != "asked":
            raise UserError(self.env._("Nobody is asked about this seat."))
        if day <= self.waiver_until and self.waiver_until != self.asked_on:
            raise UserError(self.env._(
                "The candidate may give way until %(day)s: the mandate begins later.", day=self.waiver_until))
        candidate = self.asked_id
        candidates, rows = self._reserve()
        votes = {candidates[row["name"]].id: row["votes"] for row in rows}
        mandate = candidate._make_mandates("next_in_order", day, self.body_term_id, votes=votes)
        # sudo: own models - facts written by this verb; access was checked above
        mandate.sudo().state = "active"
        self.sudo().write({"state": "filled", "new_mandate_id": mandate.id})
        return mandate.id

    def action_by_election(self, date):
        """Plan a by-election for the seat; seats of one unit that wait together are filled in one.

        :param str date: election day "YYYY-MM-DD"
        :return: id of the election
        :raise UserError: the ordinance fills the seat in another way
        """
        self.check_access("write")
        if any(one.state != "open" or one.step != "by_election" for one in self):
            raise UserError(self.env._("No by-election here: %s", self[:1]._step_text()))
        if len(self.unit_id) != 1:
            raise UserError(self.env._("One by-election is held in one unit."))
        election = self.env["biuro.wybory.osiedle.election"].create({
            "unit_id": self.unit_id.id, "kind": "by_election", "election_date": date, "seats": len(self)})
        # sudo: own model - facts written by this verb; access was checked above
        self.sudo().write({"state": "by_election", "by_election_id": election.id})
        return election.id

    def _step_text(self):
        return dict(self._fields["step"]._description_selection(self.env)).get(self.step, "")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A vacant seat stays in the history of the unit."))
