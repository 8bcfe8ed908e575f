from odoo import api, models

from ..law import turnout as thresholds
from .biuro_wybory_bip import FINAL


class BiuroWyboryBip(models.AbstractModel):
    """Live results of one election: the sums of accepted protocols, then the result as stated and announced."""

    _inherit = "biuro.wybory.bip"

    @api.model
    def _results(self, election):
        """Return the results of an election (dict of plain values; dates as dates)."""
        labels = self._labels(election._name, "state")
        decisions = self._labels("biuro.wybory.osiedle.constituency", "decision")
        protocols = election.protocol_ids.filtered(lambda one: one.is_current and one.attempt == election.attempt)
        candidates = {row["id"]: row for row in self._candidates(election)}
        final = election.state in FINAL
        results = election.result_ids.filtered(lambda one: one.is_current and one.attempt == election.attempt)
        constituencies = []
        for constituency in election.constituency_ids.sorted("number"):
            own = protocols.filtered(lambda one, now=constituency: one.constituency_id == now)
            ballots = sorted({(one.ballot, one.round) for one in own}, key=lambda key: (
                ("council", "chair", "board").index(key[0]), key[1]))
            ballots = ballots or [("council" if election.elected_body == "council" else "board", 1)]
            constituencies.append({
                "number": constituency.number, "seats": constituency.seats, "entitled": constituency.entitled,
                "boundaries": constituency.boundaries or "", "decision": constituency.decision or "",
                "decision_label": decisions.get(constituency.decision, ""),
                "votes": [
                    self._vote(
                        election, own.filtered(lambda one, b=ballot, r=round_: one.ballot == b and one.round == r),
                        results.filtered(lambda one, c=constituency, b=ballot, r=round_: (
                            one.constituency_id == c and one.ballot == b and one.round == r))[:1],
                        [row for row in candidates.values() if row["constituency"] == constituency.number],
                        ballot, round_, final)
                    for ballot, round_ in ballots
                ],
                "precincts": self._precincts(
                    election, constituency, own.filtered(lambda one: one.round == 1 and one.ballot != "board")),
            })
        accepted = protocols.filtered(lambda one: one.state == "accepted")
        # sudo: biuro.wybory.osiedle.protest - their number and what came of them
        protests = election.sudo().protest_ids
        return {
            "id": election.id, "url": f"/bip/wybory/{election.id}", "unit": election.unit_id.name,
            "unit_id": election.unit_id.id, "campaign": election.campaign_id.name or "",
            "campaign_id": election.campaign_id.id or False, "date": election.election_date,
            "method": election.method or "polling", "place": election.meeting_place or "",
            "kind": election.kind, "kind_label": self._labels(election._name, "kind")[election.kind],
            "body": self._labels(election._name, "elected_body").get(election.elected_body, ""),
            "state": election.state, "state_label": labels[election.state], "final": final, "seats": election.seats,
            "attempt": election.attempt or 1, "protocols": len(accepted), "protocols_all": len(protocols),
            "waiting_for_draw": election.outcome == "awaiting_draw",
            "turnout_failed": election.outcome == "turnout_failed" or (
                election.state == "not_constituted" and bool(protocols)),
            "turnout": self._turnout(election, protocols), "constituencies": constituencies,
            "elected": election.elected_count if final else 0, "vacancies": election.vacancies if final else 0,
            "announcement": election.announcement_act or "", "announced_on": election.announcement_date or False,
            "protest_until": election.protest_until or False, "protests": len(protests),
            "protests_open": len(protests.filtered(lambda one: one.state == "open")),
            "validity": election.valid_act or "", "valid_on": election.valid_date or False,
            "composition": self._composition_of(election),
        }

    def _turnout(self, election, protocols):
        """Return the reports of the day by hour, and the turnout of accepted protocols on two bases."""
        reports = {}
        precincts = election.precinct_ids
        for report in election.turnout_ids.filtered(lambda one: one.attempt == (election.attempt or 1)):
            reports.setdefault(report.hour, {})[report.precinct_id.id] = report
        hours, last = [], {}
        for hour in sorted(reports):
            # a precinct that did not report for this hour keeps its last number
            last |= {id_: report.issued for id_, report in reports[hour].items()}
            cards, entitled = sum(last.values()), sum(precincts.mapped("entitled"))
            hours.append({
                "hour": f"{int(hour):02d}:{round(hour % 1 * 60):02d}", "cards": cards, "entitled": entitled,
                "reported": len(reports[hour]), "precincts": len(precincts),
                "share": thresholds.display(cards, entitled) or ""})
        accepted = protocols.filtered(
            lambda one: one.state == "accepted" and one.round == 1 and one.ballot != "board")
        base = election._params().get("turnout_base") or "issued"
        cards = sum(accepted.mapped(base))
        counted = sum(accepted.mapped("entitled"))
        silent = election.constituency_ids.filtered(lambda one: one.decision not in (False, "vote"))
        everybody = counted + sum(silent.mapped("entitled"))
        return {
            "base": base, "hours": hours, "cards": cards, "entitled_voting": counted, "entitled_all": everybody,
            "voting": (thresholds.display(cards, counted) or "") if accepted else "",
            "all": (thresholds.display(cards, everybody) or "") if accepted else "",
        }

    def _vote(self, election, protocols, result, candidates, ballot, round_, final):
        """Return one vote of a constituency: sums so far, or the result with what came of each candidate."""
        accepted = protocols.filtered(lambda one: one.state == "accepted")
        ids = set(protocols.candidate_ids.ids)
        rows = {
            row["id"]: {**row, "votes": False, "share": "", "width": 0, "outcome": "", "how": "", "text": ""}
            for row in candidates if not ids or row["id"] in ids or row["struck"]}
        for protocol in accepted:
            for key, votes in (protocol.votes or {}).items():
                row = rows.get(int(key))
                if row is None:
                    continue
                if isinstance(votes, list):
                    row["votes"] = [a + b for a, b in zip(row["votes"] or (0, 0, 0), votes, strict=True)]
                else:
                    row["votes"] = (row["votes"] or 0) + votes
        stated = result and (final or result.state in ("awaiting_draw", "next_round"))
        explained = election._params().get("tie_rule") != "older"
        if stated:
            for told in result.rows or ():
                if told["id"] in rows:
                    rows[told["id"]] |= {"outcome": told["outcome"], "how": told.get("how", ""), "text": told["text"]}
        valid = sum(accepted.mapped("valid_votes"))
        most = max((self._number(row) for row in rows.values()), default=0)
        for row in rows.values():
            number = self._number(row)
            if row["votes"] is not False:
                row["share"] = thresholds.display(number, valid) or ""
                row["width"] = round(100 * number / most, 1) if most else 0
        shown = sorted(rows.values(), key=lambda row: (row["struck"], -self._number(row), row["number"]))
        return {
            "ballot": ballot, "ballot_label": self._labels("biuro.wybory.osiedle.protocol", "ballot")[ballot],
            "round": round_, "state": result.state if stated else "counting" if protocols else "",
            "protocols": len(accepted), "protocols_all": len(protocols), "valid_votes": valid,
            "issued": sum(accepted.mapped("issued")), "invalid": sum(accepted.mapped("invalid")),
            "seats": result.seats if stated else protocols[:1].seats or 0,
            "free_places": result.free_places if stated else 0, "vacancies": result.vacancies if stated else 0,
            "draw": bool(stated and result.draw_id.state == "recorded"), "candidates": shown,
            # days of birth that decided between equals are not published
            "reasons": [dict(step) for step in result.reasons or ()] if stated and explained else [],
        }

    def _number(self, row):
        votes = row["votes"]
        return votes[0] if isinstance(votes, list) else votes or 0

    def _precincts(self, election, constituency, protocols):
        by_precinct = {one.precinct_id.id: one for one in protocols}
        rows = []
        for precinct in constituency.precinct_ids.sorted("number"):
            protocol = by_precinct.get(precinct.id)
            done = bool(protocol and protocol.state == "accepted")
            rows.append({
                "id": precinct.id, "url": f"/bip/wybory/{election.id}/obwod/{precinct.id}", "number": precinct.number,
                "place": precinct.polling_place or "", "accessible": precinct.accessible, "entitled": precinct.entitled,
                "counted": done, "protocol": protocol.reference if protocol else "",
                "control_sum": protocol.control_sum if done else "",
                "issued": protocol.issued if done else False, "from_box": protocol.from_box if done else False,
                "invalid": protocol.invalid if done else False,
                "valid_votes": protocol.valid_votes if done else False,
                "turnout": (thresholds.display(protocol.issued, protocol.entitled) or "") if done else "",
                "votes": dict(protocol.votes or {}) if done else {},
            })
        return rows

    def _composition_of(self, election):
        """Return who sits in the bodies that the election made (dict), once the first session was held."""
        term = election.body_term_id
        if not term:
            return {}
        answer = term._composition(election.unit_id)
        plain = {name: [{"name": row["name"], "functions": row["functions"]} for row in answer[name]]
                 for name in ("council", "board")}
        return {"term": term.name, **plain}

    @api.model
    def _rows(self, election):
        """Return one row for each precinct and candidate of an election (list of dicts), for CSV."""
        results = self._results(election)
        names = {row["id"]: row for row in self._candidates(election)}
        rows = []
        for constituency in results["constituencies"]:
            for precinct in constituency["precincts"]:
                for key, votes in precinct["votes"].items():
                    candidate = names[int(key)]
                    rows.append({
                        "unit": results["unit"], "date": results["date"], "constituency": constituency["number"],
                        "precinct": precinct["number"], "entitled": precinct["entitled"], "issued": precinct["issued"],
                        "from_box": precinct["from_box"], "invalid": precinct["invalid"],
                        "valid_votes": precinct["valid_votes"], "number": candidate["number"],
                        "candidate": candidate["name"], "votes": votes[0] if isinstance(votes, list) else votes,
                        "elected": "tak" if candidate["elected"] else "", "control_sum": precinct["control_sum"]})
            if not constituency["precincts"] or constituency["decision"] == "elected_without_voting":
                rows += [
                    {"unit": results["unit"], "date": results["date"], "constituency": constituency["number"],
                     "precinct": "", "number": row["number"], "candidate": row["name"],
                     "valid_votes": vote["valid_votes"], "issued": vote["issued"], "invalid": vote["invalid"],
                     "votes": "" if row["votes"] is False else self._number(row),
                     "elected": "tak" if row["outcome"] == "elected" and results["final"] else ""}
                    for vote in constituency["votes"] for row in vote["candidates"]]
        return rows
