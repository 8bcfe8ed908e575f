import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import turnout as thresholds
from .biuro_wybory_osiedle_candidate import STANDING

HIDDEN = ("draft",)
# candidates are public once the commission has registered them
NAMES_HIDDEN = ("draft", "ordered", "nomination", "extension")
FINAL = ("announced", "protest", "valid", "invalid", "partly_invalid", "constituted", "not_constituted", "closed")
MAX_ID = 2**31 - 1


class BiuroWyboryBip(models.AbstractModel):
    """What public pages and open data show of neighbourhood elections: plain values, aggregates, no private data.

    Public are registered candidates (name, age, profession where the ordinance puts it on the ballot, constituency),
    figures of accepted protocols, turnout, results with their reasons, acts. One election takes a fixed number of
    queries, whatever its size; pages keep what was made until something public changes (``_stamp``).
    """

    _name = "biuro.wybory.bip"
    _description = "Neighbourhood Elections on Public Pages"

    # ---- what changed --------------------------------------------------------------------------------------------

    @api.model
    def _stamp(self, election_id=None):
        """Return what changes with each public change: (text for an ETag, moment of the last change or False)."""
        self.env.flush_all()
        one = SQL("= %s", election_id) if election_id else SQL("IS NOT NULL")
        [row] = self.env.execute_query(SQL(
            """
            SELECT (SELECT concat_ws('-', max(write_date), sum(count_seq), count(*)) FROM biuro_wybory_osiedle_election
                    WHERE id %(one)s),
                (SELECT concat_ws('-', max(write_date), count(*)) FROM biuro_wybory_osiedle_protocol
                    WHERE election_id %(one)s),
                (SELECT concat_ws('-', max(write_date), count(*)) FROM biuro_wybory_osiedle_turnout
                    WHERE election_id %(one)s),
                (SELECT concat_ws('-', max(write_date), count(*)) FROM biuro_wybory_osiedle_candidate
                    WHERE election_id %(one)s),
                (SELECT concat_ws('-', max(write_date), max(id)) FROM biuro_wybory_osiedle_result
                    WHERE election_id %(one)s),
                (SELECT concat_ws('-', max(write_date), count(*)) FROM biuro_wybory_osiedle_protest
                    WHERE election_id %(one)s),
                (SELECT concat_ws('-', max(write_date), count(*)) FROM biuro_wybory_osiedle_mandate_function),
                (SELECT concat_ws('-', max(write_date), count(*)) FROM biuro_wybory_osiedle_mandate),
                (SELECT max(write_date) FROM biuro_wybory_osiedle_election WHERE id %(one)s)
            """, one=one))
        *parts, changed = row
        company = self.env.company
        # sudo: ir.module.module - the version of the pages themselves
        module = self.env["ir.module.module"].sudo()._get("biuro_wybory").latest_version
        return f"wybory-{parts}-{company.id}-{company.write_date}-{module}-{office_today()}", changed

    # ---- parameters ----------------------------------------------------------------------------------------------

    @api.model
    def _parse(self, params):
        """Return (dict ``q``, ``year``; list of sentences on what is wrong) of the parameters of the list."""
        values, errors = {"q": (params.get("q") or "").strip()[:200], "year": 0}, []
        if year := (params.get("year") or "").strip():
            if re.fullmatch(r"(19|20|21)\d\d", year, re.ASCII):
                values["year"] = int(year)
            else:
                errors.append(self.env._("A year is written with four digits, e.g. 2026."))
        return values, errors

    # ---- list ----------------------------------------------------------------------------------------------------

    def _labels(self, model, field):
        return dict(self.env[model]._fields[field]._description_selection(self.env))

    def _visible(self):
        return Domain("company_id", "=", self.env.company.id) & Domain("state", "not in", HIDDEN)

    @api.model
    def _elections(self, values=None, campaign_id=None):
        """Return the public elections, the latest first, with their turnout (list of dicts)."""
        domain = self._visible()
        values = values or {}
        for word in (values.get("q") or "").split()[:10]:
            domain &= Domain("unit_id.name", "ilike", word)
        if values.get("year"):
            domain &= Domain("election_date", ">=", f"{values['year']}-01-01") & Domain(
                "election_date", "<=", f"{values['year']}-12-31")
        if campaign_id:
            domain &= Domain("campaign_id", "=", campaign_id)
        # sudo: biuro.wybory.osiedle.election - acts, days, turnout and results of elections are public by the ordinance
        Election = self.env["biuro.wybory.osiedle.election"].sudo()
        elections = Election.search(domain, order="election_date desc, unit_id, id desc", limit=500)
        entitled = dict(self.env["biuro.wybory.osiedle.constituency"].sudo()._read_group(  # sudo: numbers, as above
            [("election_id", "in", elections.ids)], ["election_id"], ["entitled:sum"]))
        voting = dict(self.env["biuro.wybory.osiedle.constituency"].sudo()._read_group(  # sudo: numbers, as above
            [("election_id", "in", elections.ids), ("decision", "in", (False, "vote"))], ["election_id"],
            ["entitled:sum"]))
        # sudo: biuro.wybory.osiedle.protocol - how many are counted, and their sums
        counted = {
            (election, state): (count, issued, box, cards, present, base)
            for election, state, count, issued, box, cards, present, base in self.env[
                "biuro.wybory.osiedle.protocol"].sudo()._read_group(
                [("election_id", "in", elections.ids), ("is_current", "=", True), ("round", "=", 1),
                 ("ballot", "!=", "board")], ["election_id", "state"],
                ["__count", "issued:sum", "from_box:sum", "valid_cards:sum", "present:sum", "entitled:sum"])
        }
        labels, bodies = self._labels(Election._name, "state"), self._labels(Election._name, "elected_body")
        rows = []
        for election in elections:
            accepted = counted.get((election, "accepted"), (0,) * 6)
            everything = sum(row[0] for (one, _state), row in counted.items() if one == election)
            base = election._params().get("turnout_base") or "issued"
            cards = accepted[{"issued": 1, "from_box": 2, "valid_cards": 3, "present": 4}[base]]
            done = election.state in FINAL and everything
            rows.append({
                "id": election.id, "url": f"/bip/wybory/{election.id}", "unit": election.unit_id.name,
                "campaign": election.campaign_id.name or "", "campaign_id": election.campaign_id.id or False,
                "date": election.election_date, "method": election.method or "polling",
                "body": bodies.get(election.elected_body, ""), "state": election.state,
                "state_label": labels[election.state], "seats": election.seats,
                "protocols": accepted[0], "protocols_all": everything, "cards": cards,
                "entitled_counted": accepted[5],
                "entitled_voting": voting.get(election, 0) if everything or election.state in ("voting",) else 0,
                "entitled_all": entitled.get(election, 0), "voted": bool(everything),
                "turnout": (thresholds.display(cards, accepted[5]) or "") if everything else "",
                "elected": election.elected_count if done or election.state in FINAL else 0,
            })
        return rows

    @api.model
    def _campaigns(self, rows):
        """Return sums of the campaigns in a list of elections (list of dicts), with turnout on two bases."""
        campaigns = {}
        for row in rows:
            if row["campaign_id"]:
                campaigns.setdefault(row["campaign_id"], []).append(row)
        result = []
        for id_, own in campaigns.items():
            # units whose protocols are not all in give what is counted so far
            answer = thresholds.city([
                {"cards": row["cards"], "voted": row["voted"],
                 "entitled": row["entitled_counted"] if row["voted"] else row["entitled_all"]} for row in own])
            result.append({
                "id": id_, "url": f"/bip/wybory/kampania/{id_}", "name": own[0]["campaign"], "date": own[0]["date"],
                "units": len(own), "protocols": sum(row["protocols"] for row in own),
                "protocols_all": sum(row["protocols_all"] for row in own), "cards": answer["cards"],
                "entitled_voting": answer["entitled_voting"], "entitled_all": answer["entitled_all"],
                "turnout_voting": answer["voting"] or "", "turnout_all": answer["all"] or "",
                "elected": sum(row["elected"] for row in own), "seats": sum(row["seats"] for row in own),
            })
        return result

    # ---- one election --------------------------------------------------------------------------------------------

    def _find(self, election_id):
        """Return the public election of an id (as superuser), or an empty record."""
        # sudo: biuro.wybory.osiedle.election - as _elections
        Election = self.env["biuro.wybory.osiedle.election"].sudo()
        if not 0 < election_id <= MAX_ID:
            return Election
        return Election.search(self._visible() & Domain("id", "=", election_id))

    @api.model
    def _candidates(self, election):
        """Return the registered candidates (list of dicts): what the notice of the commission says, no more."""
        if election.state in NAMES_HIDDEN:
            return []
        rows = election.candidate_ids.filtered(
            lambda one: one.state in STANDING or (one.state == "struck" and one.ballot_number))
        return [
            {"id": one.id, "constituency": one.constituency_id.number, "number": one.ballot_number or 0,
             "name": f"{one.surname} {one.given_names}", "age": one.age, "profession": one.profession or "",
             "struck": one.state == "struck",
             "elected": one.state in ("elected", "elected_without_vote") and election.state in FINAL}
            for one in rows.sorted(lambda one: (one.constituency_id.number, one.ballot_number, one.name_order or ""))
        ]
