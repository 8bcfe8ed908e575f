from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import council, poll


class BiuroWyboryOsiedleConstituency(models.Model):
    """What is decided in a constituency before the vote: extension, seats without voting, numbers on the ballot."""

    _inherit = "biuro.wybory.osiedle.constituency"

    lots_note = fields.Text(
        "Record of the Lots", readonly=True, copy=False,
        help="When, how and before whom the numbers on the ballot were drawn.",
    )

    def _uncontested(self, pending=False):
        """Return what follows from the number of candidates (dict ``step``, ``vacancies``, ``reasons``)."""
        self.ensure_one()
        candidates = len(self.candidate_ids._standing(pending=pending))
        election = self.election_id
        return election._law(
            council.uncontested, election._params(), self.seats, candidates, extended=self.extended,
        )

    def _extend(self, act, date, pending=False):
        """Extend nominations where the ordinance says so; return those rows."""
        rows = self.browse()
        day = fields.Date.to_date(date) or office_today()
        for row in self.filtered(lambda row: not row.extended):
            answer = row._uncontested(pending)
            if answer["step"] == "extension":
                row._need_act(act)
                row.write({
                    "extended": True, "extension_until": row.election_id._extension_end(day), "decision": "extension",
                    "decision_reasons": answer["reasons"], "decision_act": act, "decision_date": day,
                })
                rows |= row
        return rows

    def _need_act(self, act):
        if not (act or "").strip():
            raise UserError(self.env._(
                "%s: too few candidates. Give the number of the resolution of the commission that decides it.",
                self.display_name,
            ))

    def _decide(self, act, date):
        """Decide whether there is a vote in each of the rows."""
        day = fields.Date.to_date(date) or office_today()
        for row in self:
            answer = row._uncontested()
            if answer["step"] != "vote":
                row._need_act(act)
            row.write({
                "decision": answer["step"], "vacancies": answer["vacancies"], "decision_reasons": answer["reasons"],
                "decision_act": act if answer["step"] != "vote" else False, "decision_date": day,
            })
            if answer["step"] in ("elected_without_voting", "vacancies_stay"):
                row.candidate_ids._standing().write({"state": "elected_without_vote"})

    def _decide_again(self):
        """Take back the decisions of rows whose candidates changed; they are decided again by the commission."""
        rows = self.filtered(lambda row: row.decision and row.election_id.state == "registration")
        rows.write({"decision": False, "vacancies": 0, "decision_reasons": False, "decision_act": False})
        rows.candidate_ids.filtered(lambda row: row.state == "elected_without_vote").write({"state": "registered"})

    def action_number_ballots(self, drawn=None, note=None):
        """Give the registered candidates their numbers on the ballot: by the alphabet, or by lots that were drawn.

        :param list drawn: ids of the candidates in the order drawn, where the ordinance says lots
        :param str note: record of the lots: when, how, before whom
        :return: dict ``numbers``: {id of the candidate as text: number}
        :raise UserError: numbers were given already, or the lots are not recorded
        """
        self.check_access("write")
        result = {}
        for row in self:
            election = row.election_id
            if election.state != "registration":
                raise UserError(self.env._("Numbers are given when the registration of candidates is closed."))
            candidates = row.candidate_ids.filtered(lambda one: one.state == "registered")
            if any(candidates.mapped("ballot_number")):
                raise UserError(self.env._(
                    "%s: the numbers were given. Of a candidate struck off later the number is skipped.",
                    row.display_name,
                ))
            if election._params()["ballot_order"] == "lots":
                if not drawn or not (note or "").strip():
                    raise UserError(self.env._(
                        "By the ordinance lots decide on the order. Draw them, enter the order and the record."
                    ))
                order = election._law(poll.lots_order, drawn, candidates.ids)
            else:
                order = candidates.sorted(lambda one: (poll.sort_key(one.surname, one.given_names), one.number)).ids
            # sudo: own models - facts are written by verbs only; access was checked above
            for number, candidate_id in enumerate(order, 1):
                self.env["biuro.wybory.osiedle.candidate"].sudo().browse(candidate_id).ballot_number = number
                result[str(candidate_id)] = number
            row.sudo().lots_note = note or False
        return {"numbers": result}
