from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import dates
from ..law import params as ordinance


class BiuroWyboryOsiedleElection(models.Model):
    """After the announcement: protests, validity, certificates, first session, constituted bodies (B.7)."""

    _inherit = "biuro.wybory.osiedle.election"

    protest_ids = fields.One2many(
        "biuro.wybory.osiedle.protest", "election_id", "Protests",
        groups="biuro_wybory.biuro_wybory_group_osiedle_user,biuro_kancelaria.biuro_kancelaria_group_auditor")
    protest_count = fields.Integer("Number of Protests", compute="_compute_protest_count", compute_sudo=True)
    protest_open_count = fields.Integer("Protests to Decide", compute="_compute_protest_count", compute_sudo=True)
    valid_act = fields.Char("Act on Validity", readonly=True, copy=False)
    valid_date = fields.Date("Validity Declared On", readonly=True, copy=False, tracking=True)
    valid_body = fields.Char("Declared By", readonly=True, copy=False)
    invalid_constituency_ids = fields.Many2many(
        "biuro.wybory.osiedle.constituency", "biuro_wybory_election_invalid_rel", "election_id", "constituency_id",
        "Invalid In", readonly=True, copy=False)
    repeat_of_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Repeats", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict")
    mandate_ids = fields.One2many("biuro.wybory.osiedle.mandate", "election_id", "Mandates")
    mandate_count = fields.Integer("Number of Mandates", compute="_compute_mandate_count", compute_sudo=True)
    first_session_due = fields.Date("First Session By", compute="_compute_first_session_due")
    body_term_id = fields.Many2one(
        "biuro.wybory.osiedle.body.term", "Term", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict")

    @api.depends("protest_ids.state")
    def _compute_protest_count(self):
        for election in self:
            election.protest_count = len(election.protest_ids)
            election.protest_open_count = len(election.protest_ids.filtered(lambda one: one.state == "open"))

    @api.depends("mandate_ids")
    def _compute_mandate_count(self):
        for election in self:
            election.mandate_count = len(election.mandate_ids)

    @api.depends("announcement_date", "ordinance_snapshot")
    def _compute_first_session_due(self):
        for election in self:
            days = election._law_params()["first_session_days"] if election.announcement_date else 0
            election.first_session_due = days and election.announcement_date + timedelta(days=days)

    # ---- validity ------------------------------------------------------------------------------------------------

    def action_declare(self, outcome, act, date=None, constituency_ids=None):
        """Note the declaration of validity by the body that the ordinance names; valid seats become mandates.

        :param str outcome: ``valid``, ``invalid`` or ``partly_invalid``
        :param str act: number of the act of that body
        :param str date: its day "YYYY-MM-DD", today by default
        :param list constituency_ids: of a partly invalid election: where it is invalid
        :return: dict ``state``, ``mandates`` (number made)
        :raise UserError: the time for protests runs, protests wait, a decision on a protest says otherwise, no act
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        if self.state not in ("announced", "protest"):
            raise UserError(self.env._("Validity is declared after the announcement, once."))
        if outcome not in ("valid", "invalid", "partly_invalid"):
            raise UserError(self.env._("Say whether the election is valid, invalid or invalid in part."))
        if not (act or "").strip():
            raise UserError(self.env._("Give the act by which validity was declared."))
        day = fields.Date.to_date(date) or office_today()
        if self.protest_until and day <= self.protest_until:
            raise UserError(self.env._("Protests may be filed until %s: validity is declared after that day.",
                                       self.protest_until))
        # sudo: biuro.wybory.osiedle.protest - decisions alone; authors are not told
        protests = self.sudo().protest_ids
        if protests.filtered(lambda one: one.state == "open"):
            raise UserError(self.env._("Protests wait for a decision: %s", len(protests.filtered(
                lambda one: one.state == "open"))))
        repeat = protests.filtered(lambda one: one.effect == "repeat")
        if outcome == "valid" and repeat:
            raise UserError(self.env._("By a decision on a protest the vote is repeated: the election is not valid."))
        bad = self.constituency_ids.browse(constituency_ids or [])
        if outcome == "partly_invalid":
            if not bad or bad.election_id != self or bad == self.constituency_ids:
                raise UserError(self.env._(
                    "Name the constituencies in which the election is invalid, not all of them."))
            if repeat.constituency_id - bad:
                raise UserError(self.env._("By a decision on a protest the vote is repeated in another constituency."))
        else:
            bad = self.constituency_ids if outcome == "invalid" else bad.browse()
        # sudo: own models - facts written by this verb; access was checked above
        election = self.sudo()
        election.write({
            "state": outcome, "valid_act": act.strip(), "valid_date": day,
            "valid_body": election._law_params()["validity_declared_by"] or False,
            "invalid_constituency_ids": [(6, 0, bad.ids)]})
        made = election._make_mandates(bad, day)
        return {"state": outcome, "mandates": len(made)}

    def _make_mandates(self, bad, day):
        """Make the mandates of those elected outside the invalid constituencies."""
        made = self.env["biuro.wybory.osiedle.mandate"]
        Candidate = self.env["biuro.wybory.osiedle.candidate"]
        by_vote = {"general": "voting", "repeat": "voting", "by_election": "by_election"}[self.kind]
        chairs = Candidate
        results = self._current_results().filtered(lambda one: one.constituency_id not in bad)
        for result in results.sorted(lambda one: one.ballot != "chair"):
            # the chair sits in the board already
            candidates = Candidate.browse(result.elected or []) - chairs
            chairs |= candidates if result.ballot == "chair" else Candidate
            votes = {row["id"]: row["votes"][0] if isinstance(row["votes"], list) else row["votes"] or 0
                     for row in result.rows or ()}
            basis = "without_vote" if result.state == "without_vote" else by_vote
            if self.method == "meeting" and basis == "voting":
                basis = "meeting"
            mandates = candidates._make_mandates(
                basis, day, body="council" if result.ballot == "council" else "board", votes=votes)
            if result.ballot != "council":
                for mandate in mandates:
                    mandate.action_give_function(
                        "board_chair" if result.ballot == "chair" else "board_member", fields.Date.to_string(day),
                        self.announcement_act)
            made |= mandates
        return made

    def action_repeat(self, date):
        """Plan the repeated election where this one is invalid or no council was formed.

        :param str date: election day "YYYY-MM-DD"
        :return: id of the planned election
        :raise UserError: this election is valid, or the ordinance lets it be repeated later only
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("invalid", "partly_invalid", "not_constituted"):
            raise UserError(self.env._("A valid election is not repeated."))
        day = fields.Date.to_date(date)
        if self.repeat_from and day < self.repeat_from:
            raise UserError(self.env._("By the ordinance the election is repeated not before %s.", self.repeat_from))
        bad = self.invalid_constituency_ids if self.state == "partly_invalid" else self.constituency_ids
        seats = sum(bad.mapped("seats")) or self.seats
        election = self.env["biuro.wybory.osiedle.election"].create({
            "unit_id": self.unit_id.id, "kind": "repeat", "election_date": date, "seats": seats,
            "ordinance_id": self.ordinance_id.id})
        for constituency in bad:
            constituency.copy({"election_id": election.id})
        # sudo: own model - a fact written by this verb; access was checked above
        election.sudo().repeat_of_id = self.id
        return election.id

    # ---- first session -------------------------------------------------------------------------------------------

    def action_first_session(self, date, note=None, refused_ids=None):
        """Note the first session: the term begins, those elected take the oath and the mandates run.

        :param str date: day "YYYY-MM-DD"
        :param str note: course of the session
        :param list refused_ids: ids of mandates whose holders refused the oath
        :return: id of the term
        :raise UserError: validity is not declared, or the session was held already
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        if self.state not in ("valid", "partly_invalid"):
            raise UserError(self.env._("The first session comes after the validity is declared."))
        if self.body_term_id:
            raise UserError(self.env._("The first session was held already."))
        day = fields.Date.to_date(date)
        if day < self.valid_date:
            raise UserError(self.env._("The first session cannot precede the declaration of validity."))
        params = self._law_params()
        # sudo: own models - facts written by this verb; access was checked above
        election = self.sudo()
        term = election._running_term(day) if self.kind != "general" else election.env["biuro.wybory.osiedle.body.term"]
        if not term:
            end = election._term_end(params, day)
            term = term.create({
                "unit_id": election.unit_id.id, "name": f"{day.year}–{end.year}", "date_from": day, "date_to": end,
                "council_size": election.unit_id.council_size if election.elected_body == "council" else 0})
            term.write({
                "first_session_date": day, "first_session_note": (note or "").strip() or False,
                "rules": ordinance.plain(params)})
        election.body_term_id = term
        mandates = election.mandate_ids.filtered(lambda one: one.state == "elected")
        mandates.write({"body_term_id": term.id})
        refused = mandates.filtered(lambda one: one.id in (refused_ids or ()))
        sworn = mandates - refused
        sworn.write({"state": "active", "oath_date": day if params["oath"] else False})
        if refused:
            refused._end(day, "oath_refused")
        return term.id

    def _running_term(self, day):
        return self.env["biuro.wybory.osiedle.body.term"].search([
            ("unit_id", "=", self.unit_id.id), ("date_from", "<=", day), ("date_to", ">=", day),
            ("dissolved_on", "=", False)], limit=1)

    def _term_end(self, params, day):
        """Return the last day of a term that begins on a day: its own years, or together with the City Council."""
        council_end = None
        if params["term_rule"] == "with_city_council":
            council = self.env["biuro.rada.term"].search(
                Domain("company_id", "=", self.company_id.id) & Domain("date_start", "<=", day)
                & (Domain("date_end", ">=", day)), limit=1)
            council_end = council.date_end or None
        # a City Council whose end is not known yet: the unit's own years, until it is
        return self._law(
            dates.term_end, day, int(params["term_years"]), own=not council_end, council_end=council_end)["date_to"]

    def action_constitute(self, date=None):
        """State that the bodies are constituted: first session held, chair and board elected.

        :param str date: day "YYYY-MM-DD", today by default
        :return: dict ``state``, ``board`` (number of members)
        :raise UserError: the first session, the chair or members of the board are missing
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        if self.state not in ("valid", "partly_invalid") or not self.body_term_id:
            raise UserError(self.env._("Note the first session first."))
        rules, board = self.body_term_id.rules or {}, self.body_term_id.board_ids.filtered(
            lambda one: one.state != "ended")
        day = fields.Date.to_date(date) or office_today()
        if not board.filtered(lambda one: "board_chair" in one._functions_on(day).mapped("function")):
            raise UserError(self.env._("The chair of the board is not elected yet."))
        least, most = int(rules.get("board_size_min") or 1), int(rules.get("board_size_max") or 21)
        if not least <= len(board) <= most:
            raise UserError(self.env._(
                "The board has %(count)s members; by the ordinance from %(least)s to %(most)s.",
                count=len(board), least=least, most=most))
        # sudo: own model - a fact written by this verb; access was checked above
        self.sudo().state = "constituted"
        self._calendar_hook("first_session", self.body_term_id.first_session_date)
        return {"state": "constituted", "board": len(board)}

    def action_close(self):
        """Close the election: papers are archived.

        :return: True
        :raise UserError: the election has not come to its end; the user is not the head of neighbourhood elections
        """
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group("biuro_wybory.biuro_wybory_group_osiedle_manager"):
            raise UserError(self.env._("The head of neighbourhood elections closes an election."))
        for election in self:
            if election.state not in ("constituted", "not_constituted", "invalid"):
                raise UserError(self.env._("%s has not come to its end yet.", election.display_name))
        # sudo: own model - a fact written by this verb; access was checked above
        self.sudo().write({"state": "closed"})
        return True

    def action_open_mandates(self):
        """Open the mandates of the elections.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_osiedle_mandate_action")
        return {**action, "domain": [("election_id", "in", self.ids)], "context": {}}
