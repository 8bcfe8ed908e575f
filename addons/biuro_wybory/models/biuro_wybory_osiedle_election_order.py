from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import poll
from .biuro_wybory_osiedle_election import BEFORE_VOTE

ACT_OF = {
    "mayor": "mayor_order", "city_council": "council_resolution", "council_chair": "chair_decision",
    "district_council": "district_resolution",
}


class BiuroWyboryOsiedleElection(models.Model):
    """The ordering of an election: its day, the act, and the rules as they stand on that day."""

    _inherit = "biuro.wybory.osiedle.election"

    day_problems = fields.Text("What Stands in the Way of the Day", compute="_compute_day_problems")
    day_reasons = fields.Json("Why", compute="_compute_day_problems")

    @api.depends("election_date", "national_exception", "national_reason", "ordinance_id", "ordinance_snapshot")
    def _compute_day_problems(self):
        days = {row.election_date for row in self if row.election_date}
        national = self.env["biuro.wybory.national.election"]._on(days)
        for election in self:
            if not election.election_date:
                election.day_problems, election.day_reasons = False, []
                continue
            params = election._params()
            # districts of Warsaw are free of the ban where their ordinance says so (art. 35a)
            answer = poll.election_day(
                election.election_date, national if params["block_same_day_national"] else (),
                params["must_be_non_working_day"],
                election.national_exception, election.national_reason or "",
            )
            election.day_problems = "\n".join(answer["problems"]) or False
            election.day_reasons = answer["reasons"]

    def write(self, vals):
        # X13 holds for every caller, the verbs included: what was ordered is never written again
        if "ordinance_snapshot" in vals and any(
            row.ordinance_snapshot and row.ordinance_snapshot != vals["ordinance_snapshot"] for row in self
        ):
            raise UserError(self.env._("The rules of an ordered election do not change (X13)."))
        return super().write(vals)

    def _order_problems(self, act_kind=None, act_date=None):
        """Return what keeps the election from being ordered (list of str)."""
        self.ensure_one()
        problems, params = [], self._params()
        name = self.unit_id.name
        if self.state != "draft":
            return [self.env._("%s: this election is ordered already.", name)]
        if not self.ordinance_id:
            return [self.env._("%s: choose the ordinance by which the unit elects.", name)]
        if self.ordinance_id.state != "ready":
            problems.append(self.env._(
                "%(unit)s: the ordinance “%(name)s” is not ready for elections. Make it ready or choose another one.",
                unit=name, name=self.ordinance_id.name,
            ))
        elif not self.ordinance_id._in_force(self.election_date):
            problems.append(self.env._(
                "%(unit)s: the ordinance “%(name)s” is not in force on the day of the vote.",
                unit=name, name=self.ordinance_id.name,
            ))
        if self.day_problems:
            problems.append(f"{name}: {self.day_problems}")
        ordered_by = ACT_OF[params["ordered_by"]]
        if act_kind and ordered_by and act_kind != ordered_by:
            labels = dict(self._fields["ordering_act_kind"]._description_selection(self.env))
            problems.append(self.env._(
                "%(unit)s: by the ordinance the election is ordered by: %(act)s.", unit=name, act=labels[ordered_by],
            ))
        if act_date and act_date >= self.election_date:
            problems.append(self.env._("%s: the act must come before the day of the vote.", name))
        if self.election_date >= poll.GMINA_ELIGIBLE_FROM and (
            params["passive_right"] != "eligible_to_gmina_council"
        ):
            problems.append(self.env._(
                "%s: from 30 March 2027 members are elected from those eligible to the gmina council "
                "(u.s.g. art. 37, Dz.U. 2026 poz. 1273). Choose an ordinance that says so.", name,
            ))
        if self.kind == "general" and self.elected_body == "council":
            size = params["size_fixed"] if params["size_rule"] == "fixed" else self.unit_id.council_size
            if self.seats != size or (params["size_rule"] == "by_population" and size not in (15, 21)):
                problems.append(self.env._(
                    "X04: %(unit)s: the council has %(size)s members by the ordinance and the number of inhabitants, "
                    "the election fills %(seats)s seats.", unit=name, size=size, seats=self.seats,
                ))
        if not self.seats:
            problems.append(self.env._("%s: give the number of seats to fill.", name))
        total = sum(self.constituency_ids.mapped("seats"))
        if self.constituency_ids and total != self.seats:
            problems.append(self.env._(
                "X05: %(unit)s: the constituencies have %(total)s seats, but %(seats)s are to be filled.",
                unit=name, total=total, seats=self.seats,
            ))
        if params["use_constituencies"] == "single_member" and any(row.seats != 1 for row in self.constituency_ids):
            problems.append(self.env._("%s: by the ordinance each constituency has one seat.", name))
        return problems

    def _take_rules(self):
        """Return the rules as they stand on the day of ordering (dict), with the size of the unit's council."""
        self.ensure_one()
        rules = self.ordinance_id.snapshot()
        if self.elected_body == "council" and not rules.get("council_size"):
            rules["council_size"] = self.unit_id.council_size or self.seats
        return rules

    def action_order(self, act_kind, act_number, act_date, resolution_id=None):
        """Record the ordering act (zarządzenie wyborów): the rules are copied and never change for this election.

        :param str act_kind: ``mayor_order``, ``council_resolution``, ``chair_decision`` or ``district_resolution``
        :param str act_number: its number
        :param str act_date: its day "YYYY-MM-DD"
        :param int resolution_id: the resolution in the council's register, where it is one
        :return: True
        :raise UserError: the day is one of national elections without an exception (X03), seats do not agree (X05),
            the ordinance names another body, no ordinance, ordered already
        """
        self.check_access("write")
        day = fields.Date.to_date(act_date)
        if act_kind not in dict(self._fields["ordering_act_kind"].selection):
            raise UserError(self.env._("Choose the kind of the ordering act."))
        if not (act_number or "").strip() or not day or day > office_today():
            raise UserError(self.env._("Give the number and the day of the ordering act, not later than today."))
        if problems := [text for election in self for text in election._order_problems(act_kind, day)]:
            raise UserError("\n".join(problems))
        for election in self:
            values = {
                "state": "ordered", "ordering_act_kind": act_kind, "ordering_act_number": act_number.strip(),
                "ordering_act_date": day, "ordering_resolution_id": resolution_id or False,
                "ordinance_snapshot": election._take_rules(),
            }
            # sudo: own model - facts are written by verbs only; access was checked above
            election.sudo().write(values)
            if not election.constituency_ids and election._params()["use_constituencies"] == "none":
                self.env["biuro.wybory.osiedle.constituency"].create({
                    "election_id": election.id, "number": 1, "seats": election.seats,
                })
        self._calendar_done("order", day)
        return True

    def action_cancel(self, reason):
        """Call the election off; possible only before the vote.

        :param str reason: why, with the act that says so
        :return: True
        :raise UserError: no reason, or voting has begun
        """
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Give the reason."))
        if any(election.state not in BEFORE_VOTE for election in self):
            raise UserError(self.env._("An election is called off before the vote only."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"state": "cancelled", "cancel_reason": reason.strip()})
        self.calendar_ids._deadline_cancel(reason=self.env._("The election was called off."))
        return True
