from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law.terms import local


class BiuroWyboryOsiedleDraw(models.Model):
    """Drawing of lots among the tied (losowanie). The commission draws; here it is only recorded (X11).

    The program never draws and proposes no order: the order drawn is typed from the protocol of the draw.
    """

    _name = "biuro.wybory.osiedle.draw"
    _description = "Drawing of Lots"
    _inherit = ["biuro.guard.mixin", "biuro.rada.files.mixin", "mail.thread"]
    _order = "election_id, constituency_id, id"

    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", required=True, readonly=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(related="election_id.unit_id", store=True, index=True)
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    constituency_id = fields.Many2one(
        "biuro.wybory.osiedle.constituency", "Constituency", required=True, readonly=True, index=True,
        ondelete="restrict")
    vacancy_id = fields.Many2one(
        "biuro.wybory.osiedle.vacancy", "Vacant Seat", readonly=True, index="btree_not_null", ondelete="restrict")
    ballot = fields.Selection(
        [("council", "Council"), ("chair", "Chair of the board"), ("board", "Board")], required=True, readonly=True)
    attempt = fields.Integer(readonly=True, default=1, aggregator=None)
    round = fields.Integer(readonly=True, default=1, aggregator=None)
    places = fields.Integer("Places to Draw", readonly=True, aggregator=None)
    votes = fields.Integer("Votes of Each", readonly=True, aggregator=None)
    candidate_ids = fields.Many2many(
        "biuro.wybory.osiedle.candidate", "biuro_wybory_draw_candidate_rel", "draw_id", "candidate_id", "Tied",
        readonly=True)
    line_ids = fields.One2many("biuro.wybory.osiedle.draw.line", "draw_id", "Order Drawn")
    drawn_at = fields.Datetime("Drawn At")
    place = fields.Char("Where")
    method = fields.Text(help="How the lots were made and drawn, by whom.")
    present = fields.Text(help="The commission, persons of trust, the tied candidates who came.")
    scan_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_draw_scan_rel", "draw_id", "attachment_id", "Signed Protocol of the Draw")
    recorded_by_id = fields.Many2one("res.users", "Recorded By", readonly=True)
    recorded_at = fields.Datetime("Recorded At", readonly=True)
    state = fields.Selection(
        [("open", "To be drawn"), ("recorded", "Recorded"), ("void", "Void after a correction")],
        required=True, readonly=True, default="open", index=True, tracking=True)

    _open_uniq = models.UniqueIndex(
        "(constituency_id, ballot, attempt, round, COALESCE(vacancy_id, 0)) WHERE state IN ('open', 'recorded')",
        "The draw of this tie is noted already.")

    @api.depends("constituency_id")
    def _compute_display_name(self):
        for draw in self:
            draw.display_name = self.env._("Draw: %s", draw.constituency_id.display_name or "")

    def action_record(self, order=None, drawn_at=None, method=None, present=None):
        """Record the draw: the tied in the order in which their lots came out.

        :param list order: ids of the candidates in that order; by default the places typed in the list
        :param str drawn_at: moment "YYYY-MM-DD HH:MM:SS" (UTC)
        :param str method: how it was drawn
        :param str present: who was present
        :return: dict ``state`` (of the election), ``elected`` (ids of those who won a place)
        :raise ValidationError: somebody missing or twice in the order, no method, nobody present, no moment
        :raise UserError: recorded already
        """
        self.ensure_one()
        self.check_access("write")
        if self.vacancy_id:
            self.election_id._bump()
        else:
            self.election_id._count_changed(keep=True)
        self.invalidate_recordset()
        if self.state != "open":
            raise UserError(self.env._("This draw is recorded already."))
        given = {"drawn_at": drawn_at, "method": method, "present": present}
        self.write({name: value for name, value in given.items() if value})
        if not (self.drawn_at and (self.method or "").strip() and (self.present or "").strip()):
            raise ValidationError(self.env._("Write when and how the lots were drawn, and who was present."))
        if order is None:
            if self.line_ids.filtered(lambda line: line.position < 1):
                raise ValidationError(self.env._("Write the place in which each lot came out."))
            order = self.line_ids.sorted("position").candidate_id.ids
            places = sorted(self.line_ids.mapped("position"))
            if places != list(range(1, len(places) + 1)):
                raise ValidationError(self.env._("Each lot has its own place: 1, 2, 3, …"))
        if sorted(order) != sorted(self.candidate_ids.ids):
            raise ValidationError(self.env._("The order names each of the tied candidates once."))
        # sudo: own models - facts written by this verb; access was checked above
        draw = self.sudo()
        by_candidate = {line.candidate_id.id: line for line in draw.line_ids}
        for position, candidate in enumerate(order, 1):
            by_candidate[candidate].position = position
        draw.write({"state": "recorded", "recorded_by_id": self.env.uid, "recorded_at": fields.Datetime.now()})
        if draw.vacancy_id:
            draw.vacancy_id._decide()
        else:
            draw.election_id._state_results(self.env._("Draw"))
        return {"state": self.election_id.state, "elected": order[:self.places]}

    def _drawn(self):
        """Return the candidates in the order drawn."""
        self.ensure_one()
        return self.line_ids.sorted("position").candidate_id

    def _drawn_local(self):
        """Return the moment of the draw in the office's time, as text."""
        return local(self.drawn_at).strftime("%d.%m.%Y %H:%M")

    def write(self, vals):
        if not self.env.su and any(draw.state != "open" for draw in self) and vals.keys() - {"scan_ids"}:
            raise UserError(self.env._("This draw is recorded already."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A draw is never deleted."))
