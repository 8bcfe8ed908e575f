from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroWyboryOsiedleResult(models.Model):
    """Result in a constituency as the law states it, with every step and the protocols it was made of.

    Nobody writes here by hand (X14): a result is made from accepted protocols and recorded draws. A later one (after a
    draw, a correction, a protest) leaves the earlier ones in the history.
    """

    _name = "biuro.wybory.osiedle.result"
    _description = "Result in a Constituency"
    _inherit = ["biuro.guard.mixin"]
    _order = "election_id, constituency_id, ballot, attempt, round, id desc"

    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(related="election_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    constituency_id = fields.Many2one(
        "biuro.wybory.osiedle.constituency", "Constituency", required=True, readonly=True, index=True,
        ondelete="restrict")
    ballot = fields.Selection(
        [("council", "Council"), ("chair", "Chair of the board"), ("board", "Board")], required=True, readonly=True)
    attempt = fields.Integer(readonly=True, default=1, aggregator=None)
    round = fields.Integer(readonly=True, default=1, aggregator=None)
    is_current = fields.Boolean("Current", readonly=True, default=True, index=True)
    made_at = fields.Datetime("Stated At", readonly=True, default=fields.Datetime.now)
    cause = fields.Char("Made After", readonly=True)
    seats = fields.Integer(readonly=True, aggregator=None)
    vacancies = fields.Integer("Seats Left Empty", readonly=True, aggregator=None)
    free_places = fields.Integer("Places for the Draw", readonly=True, aggregator=None)
    turnout = fields.Char("Turnout (%)", readonly=True)
    counts = fields.Json(readonly=True)
    rows = fields.Json(
        "Candidates", readonly=True,
        help="For each candidate: id, ballot number, name, votes, place, seat, outcome, how, explanation.")
    elected = fields.Json(readonly=True)
    tied = fields.Json(readonly=True)
    reserve = fields.Json(readonly=True)
    protocol_ids = fields.Many2many(
        "biuro.wybory.osiedle.protocol", "biuro_wybory_result_protocol_rel", "result_id", "protocol_id", "Protocols",
        readonly=True)
    draw_id = fields.Many2one(
        "biuro.wybory.osiedle.draw", "Draw", readonly=True, index="btree_not_null", ondelete="restrict")
    reasons = fields.Json("How the Seats Were Divided", readonly=True)
    rows_html = fields.Html("Seat by Seat", compute="_compute_rows_html", sanitize=False)
    state = fields.Selection(
        [("without_vote", "Elected without voting"), ("elected", "Seats divided"), ("awaiting_draw", "Draw needed"),
         ("next_round", "Another round"), ("turnout_failed", "Turnout too low"), ("none", "No election")],
        required=True, readonly=True)

    _current_uniq = models.UniqueIndex(
        "(constituency_id, ballot, attempt, round) WHERE is_current", "The result of this vote is stated already.")

    @api.depends("constituency_id", "round")
    def _compute_display_name(self):
        for result in self:
            result.display_name = result.constituency_id.display_name

    @api.depends("rows")
    def _compute_rows_html(self):
        for result in self:
            result.rows_html = self.env["ir.qweb"]._render(
                "biuro_wybory.osiedle_result_rows", {"rows": result.rows or [], "doc": result})

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A result is never deleted."))
