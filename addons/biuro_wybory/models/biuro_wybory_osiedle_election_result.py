from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law import terms
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import composition, dates
from ..law import params as ordinance
from ..law import result as law
from ..law import turnout as thresholds


class BiuroWyboryOsiedleElection(models.Model):
    """Result of an election: stated by the law from accepted protocols, draws recorded, announced, corrected."""

    _inherit = "biuro.wybory.osiedle.election"

    result_ids = fields.One2many("biuro.wybory.osiedle.result", "election_id", "Results")
    draw_ids = fields.One2many("biuro.wybory.osiedle.draw", "election_id", "Draws")
    elected_count = fields.Integer("Elected Members", readonly=True, copy=False, aggregator="sum")
    vacancies = fields.Integer("Seats Left Empty", readonly=True, copy=False, aggregator="sum")
    turnout = fields.Char("Turnout (%)", readonly=True, copy=False)
    cards = fields.Integer("Cards Counted for the Turnout", readonly=True, copy=False)
    entitled_voting = fields.Integer("Entitled Where There Was a Vote", readonly=True, copy=False)
    announcement_act = fields.Char("Announcement", readonly=True, copy=False)
    announcement_date = fields.Date("Announced On", readonly=True, copy=False, tracking=True)
    protest_until = fields.Date("Protests Until", readonly=True, copy=False)
    not_constituted_act = fields.Char("Act on No Council", readonly=True, copy=False)
    not_constituted_effect = fields.Char("What Follows", readonly=True, copy=False)
    repeat_from = fields.Date("Another Election Not Before", readonly=True, copy=False)

    def _current_results(self):
        return self.result_ids.filtered(lambda one: one.is_current and one.attempt == one.election_id.attempt)

    # ---- stating -------------------------------------------------------------------------------------------------

    def action_count(self):
        """State the results from the accepted protocols.

        :return: dict ``outcome`` (key of the state of the count), ``elected`` (number)
        :raise UserError: protocols are missing, or the election is not being counted
        """
        self.ensure_one()
        self.check_access("write")
        self._count_changed(keep=True)
        self._state_results(self.env._("Count"))
        return {"outcome": self.outcome, "elected": self.elected_count}

    def _state_results(self, cause):
        """State the result of each constituency anew; what changed becomes a new version."""
        self.ensure_one()
        # sudo: own models - the law states results; the verbs that call this check the access
        election = self.sudo()
        protocols = election.protocol_ids.filtered(lambda one: one.is_current and one.attempt == election.attempt)
        missing = protocols.filtered(lambda one: one.state != "accepted")
        if missing:
            raise UserError(self.env._(
                "Protocols that are not accepted yet: %s", ", ".join(missing.mapped("reference"))))
        params = election._law_params()
        for constituency in election.constituency_ids - election._voting_constituencies():
            election._state_without_vote(constituency, cause)
        groups = {}
        for protocol in protocols:
            groups.setdefault((protocol.round, protocol.constituency_id, protocol.ballot), protocols.browse())
            groups[protocol.round, protocol.constituency_id, protocol.ballot] |= protocol
        if election._voting_constituencies() and not groups:
            raise UserError(self.env._("Open the protocols of the vote first."))
        turnout = election._whole_turnout(params, protocols)
        for (round_, constituency, ballot), rows in sorted(
                # the chair before the board: who is elected chair takes no second seat there
                groups.items(), key=lambda item: (item[0][2] != "chair", item[0][0], item[0][1].number)):
            passed = {"passed": True, "display": False, "effect": False, "reasons": []}
            election._state_vote(params, constituency, ballot, round_, rows, passed if round_ > 1 else turnout, cause)
        election._conclude(params)

    def _whole_turnout(self, params, protocols):
        """Return the decision on the turnout of the whole unit, or None where each constituency has its own."""
        first = protocols.filtered(lambda one: one.round == 1 and one.ballot != "board") or protocols.filtered(
            lambda one: one.round == 1)
        cards = sum(thresholds.cards_of(params, one.figures) for one in first if one.figures)
        entitled = sum(first.mapped("entitled"))
        # the fields are for lists and public pages; they say it of places where there was a vote
        self.write({"cards": cards, "entitled_voting": entitled,
                    "turnout": thresholds.display(cards, entitled) or False})
        if params["turnout_scope"] != "whole_unit" or params["turnout_kind"] == "none" or not first:
            return None
        if not params["exclude_uncontested_from_turnout"]:
            others = self.constituency_ids - self._voting_constituencies()
            entitled += sum(others.mapped("entitled"))
        return self._law(thresholds.decide, params, cards, entitled, self.attempt)

    def _state_without_vote(self, constituency, cause):
        won = constituency.decision == "elected_without_voting"
        candidates = constituency.candidate_ids._standing() if won else constituency.candidate_ids.browse()
        rows = [
            {"id": one.id, "number": one.ballot_number or place, "name": f"{one.surname} {one.given_names}",
             "votes": False, "place": place, "seat": place, "outcome": "elected", "how": "without_vote",
             "text": "Wybrany bez głosowania: kandydatów nie było więcej niż mandatów."}
            for place, one in enumerate(candidates.sorted(lambda one: (one.ballot_number, one.name_order or "")), 1)
        ]
        self._keep_result(constituency, "council" if self.elected_body == "council" else "board", 1, cause, {
            "state": "without_vote" if won else "none", "seats": constituency.seats, "rows": rows,
            "elected": candidates.ids, "tied": [], "reserve": [], "free_places": 0, "turnout": False,
            "vacancies": constituency.seats - len(candidates), "counts": {},
            "reasons": constituency.decision_reasons or [],
        })

    def _counts(self, params, constituency, rows, names):
        """Return the counts of a vote for the law: sums of the precincts, names for ids."""
        def named(votes):
            return {names[int(key)]: value for key, value in votes.items()}

        total = {
            name: sum(one.figures.get(name, 0) for one in rows)
            for name in ("entitled", "issued", "from_box", "not_issued", "invalid")
        }
        if self.method == "meeting":
            total["present"] = sum(rows.mapped("present"))
        votes = dict.fromkeys(names.values())
        for one in rows:
            for name, value in named(one.votes).items():
                before = votes[name]
                if isinstance(value, list):
                    votes[name] = [a + b for a, b in zip(before or (0, 0, 0), value, strict=True)]
                else:
                    votes[name] = (before or 0) + value
        counts = {**total, "votes": votes, "attempt": self.attempt}
        if len(rows) > 1:
            counts["precincts"] = [
                {"name": f"obwód {one.precinct_id.number}", "votes": named(one.votes)}
                for one in rows.sorted(lambda one: one.precinct_id.number)]
        remarks = "; ".join(filter(None, (one.warnings and (one.remarks or "").strip() for one in rows)))
        if remarks:
            counts["explanation"] = remarks
        candidates = rows.candidate_ids
        numbers = {names[one.id]: one.ballot_number for one in candidates if one.ballot_number}
        if numbers:
            counts["ballot_numbers"] = numbers
        if params["tie_rule"] == "older":
            counts["birth_dates"] = {names[one.id]: one.birth_date for one in candidates if one.birth_date}
        return counts

    def _state_vote(self, params, constituency, ballot, round_, rows, turnout, cause):
        names = rows.candidate_ids._count_name()
        ids = {name: id_ for id_, name in names.items()}
        seats = rows[0].seats
        counts = self._counts(params, constituency, rows, names)
        if ballot == "chair":
            params = ordinance.Read({**params, "votes_mode": "one"})
        seated = [names[id_] for id_ in self._elected_chairs() if ballot == "board" and id_ in names]
        answer = self._law(law.result, params, seats, counts, turnout, seated)
        if answer["state"] == "error":
            raise UserError("\n".join(answer["errors"]))
        draw = self._draw_of(constituency, ballot, round_, rows, answer, ids)
        tied_before = answer["tied"]
        if draw.state == "recorded":
            counts["draw"] = [names[one.id] for one in draw._drawn()]
            answer = self._law(law.result, params, seats, counts, turnout, seated)
        by_id = {one.id: one for one in rows.candidate_ids}
        table = []
        for row in answer["places"]:
            candidate = by_id[ids[row["name"]]]
            how = "" if row["outcome"] != "elected" else "draw" if row["name"] in tied_before else "votes"
            table.append({**row, "id": candidate.id, "number": candidate.ballot_number, "how": how})
        self._keep_result(constituency, ballot, round_, cause, {
            "state": answer["state"], "seats": seats, "rows": table, "turnout": answer["turnout"] or False,
            "elected": [ids[name] for name in answer["elected"]], "tied": [ids[name] for name in answer["tied"]],
            "reserve": [ids[name] for name in answer["reserve"]], "free_places": answer["free_places"],
            "vacancies": answer["vacancies"], "reasons": answer["reasons"], "draw_id": draw.id,
            "counts": {name: value for name, value in counts.items() if name not in ("birth_dates", "votes")},
            "protocol_ids": [(6, 0, rows.ids)],
        })

    def _elected_chairs(self):
        """Return ids of the candidates whom the current results make chair of the board (list)."""
        return [id_ for one in self._current_results() if one.ballot == "chair" for id_ in one.elected or ()]

    def _draw_of(self, constituency, ballot, round_, rows, answer, ids):
        """Return the draw of a tie; a draw of other people than are tied now is void, a new one is asked for."""
        key = {"constituency_id": constituency.id, "ballot": ballot, "attempt": self.attempt, "round": round_}
        draws = self.draw_ids.filtered(lambda one: one.state != "void" and not one.vacancy_id and all(
            (one[name].id if name == "constituency_id" else one[name]) == value for name, value in key.items()))
        tied = [ids[name] for name in answer["tied"]] if answer["state"] == "awaiting_draw" else []
        stale = draws.filtered(lambda one: set(one.candidate_ids.ids) != set(tied) or (
            one.places != answer["free_places"]))
        stale.write({"state": "void"})
        draw = draws - stale
        if tied and not draw:
            self.env.flush_all()
            draw = self.env["biuro.wybory.osiedle.draw"].sudo().create({  # sudo: as _state_results
                **key, "election_id": self.id, "places": answer["free_places"], "candidate_ids": [(6, 0, tied)],
                "votes": next(row["votes"] if isinstance(row["votes"], int) else row["votes"][0]
                              for row in answer["places"] if ids[row["name"]] in tied),
                "line_ids": [(0, 0, {"candidate_id": one}) for one in tied]})
        return draw

    def _keep_result(self, constituency, ballot, round_, cause, values):
        Result = self.env["biuro.wybory.osiedle.result"].sudo()  # sudo: as _state_results
        current = self.result_ids.filtered(lambda one: (
            one.is_current and one.constituency_id == constituency and one.ballot == ballot
            and one.attempt == self.attempt and one.round == round_))
        same = ("state", "rows", "elected", "tied", "reserve", "turnout", "reasons", "vacancies", "counts")
        if current and all((current[name] or False) == (values[name] or False) for name in same):
            return current
        current.write({"is_current": False})
        self.env.flush_all()
        return Result.create({
            **values, "election_id": self.id, "constituency_id": constituency.id, "ballot": ballot, "cause": cause,
            "attempt": self.attempt, "round": round_})

    def _conclude(self, params):
        """Write what the current results mean for the election as a whole."""
        results = self._current_results()
        elected = sum(len(one.elected or ()) for one in results)
        open_rounds = results.filtered(lambda one: one.state == "next_round" and not any(
            other.constituency_id == one.constituency_id and other.ballot == one.ballot and other.round > one.round
            for other in results))
        states = {one.state for one in results if one.state != "next_round" or one in open_rounds}
        answer = self._law(composition.conclude, params, self.seats, elected, states, self.kind != "general")
        outcome = {"elected": "ready", "not_constituted": "too_few"}.get(answer["state"], answer["state"])
        self.write({
            "outcome": outcome, "state": "awaiting_draw" if outcome == "awaiting_draw" else "counting",
            "elected_count": elected, "vacancies": max(0, self.seats - elected)})

    # ---- announcing ----------------------------------------------------------------------------------------------

    def action_announce(self, act, date=None):
        """Announce the results: candidates become elected or not, the time for protests begins.

        :param str act: number and kind of the announcement of the commission
        :param str date: day "YYYY-MM-DD", today by default
        :return: dict ``elected`` (number), ``protest_until``
        :raise UserError: a tie waits for a draw (X11), another round or protocols are missing, no act
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        if self.state == "awaiting_draw":
            raise UserError(self.env._(
                "X11: lots have to be drawn first (%s). Record the draw of the commission.",
                ", ".join(self.draw_ids.filtered(lambda one: one.state == "open").mapped("display_name"))))
        if self.state != "counting":
            raise UserError(self.env._("%s: results are announced after the count, once.", self.display_name))
        if not (act or "").strip():
            raise UserError(self.env._("Give the number of the announcement."))
        self._state_results(self.env._("Announcement"))
        if self.outcome != "ready" or self._waiting_ballots():
            labels = dict(self._fields["outcome"]._description_selection(self.env))
            state = self.env._("Another ballot") if self.outcome == "ready" else labels[self.outcome]
            raise UserError(self.env._("The results cannot be announced: %s.", state))
        day = fields.Date.to_date(date) or office_today()
        params = self._law_params()
        # sudo: own models - facts written by this verb; access was checked above
        election = self.sudo()
        election._mark_candidates()
        until = self._law(dates.protest_until, params, election.election_date, day)["last_day"]
        election.write({
            "announcement_act": act.strip(), "announcement_date": day, "protest_until": until,
            "state": "protest" if until else "announced"})
        self._calendar_hook("results", day)
        return {"elected": self.elected_count, "protest_until": fields.Date.to_string(until) or False}

    def _calendar_hook(self, code, day):
        """Note in the election calendar, where there is one, that something was done."""
        if hasattr(self, "_calendar_done"):
            self._calendar_done(code, day)

    def _mark_candidates(self):
        """Write the states of the candidates as the current results say (X14: nobody else writes them)."""
        results = self._current_results()
        won = {id_ for one in results for id_ in one.elected or ()}
        without = {id_ for one in results if one.state == "without_vote" for id_ in one.elected or ()}
        for candidate in self.candidate_ids._standing():
            state = "elected_without_vote" if candidate.id in without else (
                "elected" if candidate.id in won else "not_elected")
            if candidate.state != state:
                candidate.state = state

    def action_correct(self, protocol_id, act, date, reason):
        """Correct a protocol after the announcement: a correction act; the earlier version and result are kept.

        The results are stated and announced anew after two people typed the new version.

        :param int protocol_id: the protocol as counted
        :param str act: number of the correction act or of the decision on a protest
        :param str date: its day "YYYY-MM-DD"
        :param str reason: why
        :return: id of the new version
        :raise UserError: no act, day or reason; validity is declared already
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        if self.state not in ("announced", "protest"):
            raise UserError(self.env._("A correction act is for announced results before their validity is declared."))
        if not ((act or "").strip() and date and (reason or "").strip()):
            raise UserError(self.env._("Give the number, the day and the reason of the correction act."))
        protocol = self.protocol_ids.browse(protocol_id)
        if protocol.election_id != self:
            raise UserError(self.env._("This protocol belongs to another election."))
        # sudo: own model - facts written by this verb; access was checked above
        self.sudo().write({"state": "counting", "outcome": "open"})
        self.message_post(body=self.env._(
            "Correction act %(act)s of %(date)s: protocol %(ref)s. %(reason)s",
            act=act, date=date, ref=protocol.reference, reason=reason))
        return protocol._new_version(reason, act.strip(), date).id

    def action_not_constituted(self, act, date=None):
        """State that no council is formed: turnout too low, or too few elected.

        :param str act: resolution of the commission
        :param str date: day "YYYY-MM-DD", today by default
        :return: dict ``effect``, ``repeat_from``
        :raise UserError: the result does not say so, a second attempt is possible, or no act
        """
        self.ensure_one()
        self.check_access("write")
        self._bump()
        if self.state != "counting" or self.outcome not in ("turnout_failed", "too_few"):
            raise UserError(self.env._("The result does not say that no council is formed."))
        params = self._law_params()
        if self.outcome == "turnout_failed" and self.attempt == 1 and params["second_attempt"] != "none":
            raise UserError(self.env._("The ordinance has a second attempt: hold it first."))
        if not (act or "").strip():
            raise UserError(self.env._("Give the resolution of the commission."))
        effect = params["turnout_fail_effect"] if self.outcome == "turnout_failed" else params["too_few_effect"]
        day = fields.Date.to_date(date) or office_today()
        repeat = False
        if effect == "repeat_after_months" and params["repeat_months"]:
            repeat = terms.add_months(self.election_date, int(params["repeat_months"]))
        # sudo: own models - facts written by this verb; access was checked above
        election = self.sudo()
        for candidate in election.candidate_ids._standing():
            candidate.state = "not_elected"
        election.write({
            "state": "not_constituted", "not_constituted_act": act.strip(), "announcement_date": day,
            "announcement_act": act.strip(), "not_constituted_effect": effect, "repeat_from": repeat})
        self._calendar_hook("results", day)
        return {"effect": effect, "repeat_from": fields.Date.to_string(repeat) or False}
