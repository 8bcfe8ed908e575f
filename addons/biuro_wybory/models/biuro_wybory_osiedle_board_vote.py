from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import params as ordinance
from ..law import result as law

OFFICES = [
    ("council_chair", "Chair of the Council"), ("council_deputy", "Deputy Chair of the Council"),
    ("council_secretary", "Secretary of the Council"),
    ("board_chair", "Chair of the Board"), ("board_deputy", "Deputy Chair of the Board"),
    ("board_treasurer", "Treasurer of the Board"), ("board_secretary", "Secretary of the Board"),
    ("board_member", "Member of the Board"),
]


class BiuroWyboryOsiedleBoardVote(models.Model):
    """Secret vote in which a council elects its chair or the board: one round, totals only, no voter anywhere."""

    _name = "biuro.wybory.osiedle.board.vote"
    _description = "Election Within a Unit's Body"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "body_term_id, date, id"

    body_term_id = fields.Many2one(
        "biuro.wybory.osiedle.body.term", "Term", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(related="body_term_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="unit_id.company_id", store=True)
    office = fields.Selection(OFFICES, "Function", required=True)
    date = fields.Date("Day", required=True, default=lambda self: office_today())
    round = fields.Integer(readonly=True, default=1, aggregator=None)
    earlier_id = fields.Many2one(
        "biuro.wybory.osiedle.board.vote", "Earlier Round", readonly=True, index="btree_not_null", ondelete="restrict")
    seats = fields.Integer("Places", default=1, required=True, aggregator=None)
    majority = fields.Selection(
        [("plurality", "Most votes"), ("absolute_of_valid", "More than half of valid votes"),
         ("for_against_simple", "More for than against"),
         ("for_against_absolute", "More for than against and abstaining")],
        compute="_compute_majority", store=True, readonly=False, precompute=True, required=True)
    secret = fields.Boolean(readonly=True, default=True)
    present = fields.Integer(aggregator=None)
    issued = fields.Integer("Cards Given Out", aggregator=None)
    from_box = fields.Integer("Cards From the Box", aggregator=None)
    invalid = fields.Integer("Invalid Votes", aggregator=None)
    line_ids = fields.One2many("biuro.wybory.osiedle.board.vote.line", "vote_id", "Candidates")
    scrutiny = fields.Char("Scrutiny Committee", help="Who counted.")
    reasons = fields.Json("Result", readonly=True)
    state = fields.Selection(
        [("draft", "Being prepared"), ("elected", "Elected"), ("next_round", "Another round"),
         ("failed", "Nobody elected")],
        required=True, readonly=True, default="draft", copy=False, index=True, tracking=True)

    _seats_positive = models.Constraint("CHECK (seats BETWEEN 1 AND 21)", "From 1 to 21 places are filled.")
    _not_negative = models.Constraint(
        "CHECK (present >= 0 AND issued >= 0 AND from_box >= 0 AND invalid >= 0)", "A count is not negative.")

    @api.depends("body_term_id")
    def _compute_majority(self):
        for vote in self:
            vote.majority = (vote.body_term_id.rules or {}).get("board_majority") or "absolute_of_valid"

    @api.depends("office", "unit_id", "round")
    def _compute_display_name(self):
        labels = dict(self._fields["office"]._description_selection(self.env))
        for vote in self:
            vote.display_name = self.env._(
                "%(unit)s: %(office)s, round %(round)s", unit=vote.unit_id.name or "",
                office=labels.get(vote.office, ""), round=vote.round)

    def write(self, vals):
        if not self.env.su and any(vote.state != "draft" for vote in self):
            raise UserError(self.env._("A closed vote does not change."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(vote.state != "draft" for vote in self):
            raise UserError(self.env._("A closed vote does not change."))

    def _check_rules(self):
        rules = self.body_term_id.rules or {}
        if self.office.startswith("council") and self.line_ids.filtered(lambda one: not one.mandate_id):
            raise UserError(self.env._("Only members of the council are elected to its functions."))
        if rules.get("board_from_council_only") and self.line_ids.filtered(lambda one: not one.mandate_id):
            raise UserError(self.env._("By the ordinance only members of the council are elected to the board."))
        later = rules.get("chair_first") and self.office.startswith("board") and self.office != "board_chair"
        if later and not self.env["biuro.wybory.osiedle.mandate"]._holders(
                "board_chair", self.unit_id.ids, self.date):
            raise UserError(self.env._("By the ordinance the chair of the board is elected first, separately."))
        if self.body_term_id.council_size and self.present > self.body_term_id.council_size:
            raise UserError(self.env._(
                "%(present)s present are more than %(size)s members.", present=self.present,
                size=self.body_term_id.council_size))

    def action_close(self):
        """Close the vote: the law says who is elected; functions are given, or another round is prepared.

        :return: dict ``state``, ``elected`` (names), ``next_id`` (id of the next round or False)
        :raise ValidationError: the figures do not agree
        :raise UserError: closed already, nobody stands, a rule of the ordinance
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise UserError(self.env._("This vote is closed already."))
        if not self.line_ids:
            raise UserError(self.env._("Enter the candidates."))
        self._check_rules()
        names = {}
        for line in self.line_ids:
            name = line._name_of()
            if name in names:
                raise ValidationError(self.env._("%s stands twice.", name))
            names[name] = line
        triple = self.majority in ordinance.FOR_AGAINST
        counts = {
            "present": self.present, "issued": self.issued, "from_box": self.from_box, "invalid": self.invalid,
            "entitled": self.present,
            "votes": {name: [one.votes, one.against, one.abstain] if triple else one.votes
                      for name, one in names.items()}}
        try:
            answer = law.result({
                "majority": self.majority, "tie_rule": "runoff", "votes_mode": "seats", "method": "meeting",
                "legal_basis": "statut jednostki; u.s.g. art. 37"}, self.seats, counts)
        except LawError as error:
            raise ValidationError(error.sentence) from error
        if answer["state"] == "error":
            raise ValidationError("\n".join(answer["errors"]))
        # sudo: own models - the result is written and functions are given by this verb; access was checked above
        vote = self.sudo()
        state = answer["state"]
        if state == "elected" and not answer["elected"]:
            state = "failed"
        vote.write({"state": state, "reasons": answer["reasons"]})
        for name in answer["elected"]:
            names[name].sudo().won = True
            vote._give_function(names[name])
        following = vote._next_round([names[name] for name in answer["tied"]], answer["free_places"]) \
            if state == "next_round" else False
        return {"state": state, "elected": answer["elected"], "next_id": following and following.id}

    def _next_round(self, lines, places):
        return self.create({
            "body_term_id": self.body_term_id.id, "office": self.office, "date": self.date, "seats": places,
            "round": self.round + 1, "earlier_id": self.id, "majority": self.majority, "scrutiny": self.scrutiny,
            "line_ids": [(0, 0, {"mandate_id": one.mandate_id.id, "partner_id": one.partner_id.id}) for one in lines]})

    def _give_function(self, line):
        day, act = fields.Date.to_string(self.date), self.display_name
        Mandate = self.env["biuro.wybory.osiedle.mandate"].sudo()  # sudo: as action_close
        if self.office.startswith("council"):
            line.mandate_id.sudo().action_give_function(self.office, day, act)
            return
        partner = line.mandate_id.partner_id or line.partner_id
        seat = Mandate.search([
            ("unit_id", "=", self.unit_id.id), ("partner_id", "=", partner.id), ("body", "=", "board"),
            ("state", "!=", "ended")], limit=1)
        if not seat:
            seat = Mandate.create({
                "partner_id": partner.id, "unit_id": self.unit_id.id, "body_term_id": self.body_term_id.id,
                "body": "board", "basis": "body_election", "date_from": self.date, "votes": line.votes,
                "state": "active"})
        seat.action_give_function(self.office, day, act)
