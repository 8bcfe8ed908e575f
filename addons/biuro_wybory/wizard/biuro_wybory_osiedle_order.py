from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleOrder(models.TransientModel):
    """Plans the elections of many units on one day and records the act that orders them, after a preview."""

    _name = "biuro.wybory.osiedle.order"
    _description = "Plan and Order Elections"
    _rec_name = "name"

    campaign_id = fields.Many2one(
        "biuro.wybory.osiedle.campaign", "Campaign", default=lambda self: self._active("campaign"),
    )
    name = fields.Char("Name of the Campaign")
    election_date = fields.Date("Election Day")
    kind = fields.Selection(
        [("general", "General election"), ("by_election", "By-election"), ("repeat", "Repeated election")],
        required=True, default="general",
    )
    unit_ids = fields.Many2many(
        "biuro.wybory.osiedle", "biuro_wybory_osiedle_order_unit_rel", "order_id", "unit_id", "Units",
        default=lambda self: self._active("osiedle"),
    )
    election_ids = fields.Many2many(
        "biuro.wybory.osiedle.election", "biuro_wybory_osiedle_order_rel", "order_id", "election_id",
        "Elections to Order", domain=[("state", "=", "draft")], compute="_compute_elections", store=True,
        readonly=False,
    )
    act_kind = fields.Selection(
        selection=lambda self: (
            self.env["biuro.wybory.osiedle.election"]._fields["ordering_act_kind"]._description_selection(self.env)
        ),
        string="Kind of Act", compute="_compute_act_kind", store=True, readonly=False,
    )
    act_number = fields.Char("Number of the Act")
    act_date = fields.Date("Date of the Act", default=lambda self: office_today())
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution")
    line_ids = fields.One2many("biuro.wybory.osiedle.order.line", "order_id", "Preview")
    ready_count = fields.Integer("Ready to Order", compute="_compute_ready")
    problem_count = fields.Integer("With Problems", compute="_compute_ready")

    @api.model
    def _active(self, what):
        """Return the records of a kind from which the window was opened."""
        model = self.env.context.get("active_model") or ""
        ids = self.env.context.get("active_ids") or []
        names = {"campaign": "biuro.wybory.osiedle.campaign", "osiedle": "biuro.wybory.osiedle"}
        if model == "biuro.wybory.osiedle.election" and what == "campaign":
            return self.env[model].browse(ids).campaign_id[:1]
        if model != names[what]:
            return False
        return self.env[model].browse(ids[:1] if what == "campaign" else ids)

    @api.depends("campaign_id")
    def _compute_elections(self):
        for order in self:
            chosen = self.env["biuro.wybory.osiedle.election"]
            if self.env.context.get("active_model") == chosen._name:
                chosen = chosen.browse(self.env.context.get("active_ids"))
            order.election_ids = (chosen or order.campaign_id.election_ids).filtered(lambda row: row.state == "draft")
            order.election_date = order.campaign_id.election_date or chosen[:1].election_date or order.election_date

    @api.depends("election_ids", "unit_ids")
    def _compute_act_kind(self):
        kinds = {
            "mayor": "mayor_order", "city_council": "council_resolution", "council_chair": "chair_decision",
            "district_council": "district_resolution",
        }
        for order in self:
            ordinances = order.election_ids.ordinance_id or order.unit_ids.ordinance_id
            named = {row.snapshot().get("ordered_by") or "city_council" for row in ordinances}
            if len(named) == 1:
                order.act_kind = kinds[named.pop()]

    @api.depends("line_ids.problem")
    def _compute_ready(self):
        for order in self:
            order.problem_count = len(order.line_ids.filtered("problem"))
            order.ready_count = len(order.line_ids) - order.problem_count

    @api.onchange("unit_ids", "election_ids", "election_date", "kind", "act_kind", "act_date")
    def _onchange_preview(self):
        self.line_ids = [Command.clear()] + [Command.create(values) for values in self._prepare_lines()]

    def _prepare_lines(self):
        """Return the rows of the preview (list of dicts): each unit with what stands in the way."""
        Election = self.env["biuro.wybory.osiedle.election"]
        known = self.election_ids._origin or self.election_ids
        rows = []
        for election in known:
            rows.append((election, election.unit_id))
        if self.election_date:
            for unit in (self.unit_ids._origin or self.unit_ids) - known.unit_id:
                rows.append((Election.new({
                    "unit_id": unit.id, "election_date": self.election_date, "kind": self.kind, "state": "draft",
                    "ordinance_id": unit.ordinance_id.id,
                }), unit))
        return [
            {
                "unit_id": unit.id, "ordinance_id": (election.ordinance_id._origin or election.ordinance_id).id,
                "seats": election.seats, "method": election.method,
                "problem": "\n".join(election._order_problems(self.act_kind, self.act_date)) or False,
            }
            for election, unit in rows
        ]

    def _plan(self):
        """Make the elections that are not there yet; return all of them."""
        if not (self.unit_ids or self.election_ids):
            raise UserError(self.env._("Choose the units that elect."))
        units = self.unit_ids - self.election_ids.unit_id
        if units:
            if not self.election_date:
                raise UserError(self.env._("Give the day of the election."))
            if not self.campaign_id:
                if not (self.name or "").strip():
                    raise UserError(self.env._("Give the campaign a name."))
                self.campaign_id = self.env["biuro.wybory.osiedle.campaign"].create({
                    "name": self.name, "election_date": self.election_date,
                    "clerk_id": self.env.user.employee_id.id,
                })
            self.election_ids |= self.env["biuro.wybory.osiedle.election"].create([
                {
                    "unit_id": unit.id, "campaign_id": self.campaign_id.id, "election_date": self.election_date,
                    "kind": self.kind,
                }
                for unit in units
            ])
        return self.election_ids

    def _open(self):
        if self.campaign_id:
            return {
                "type": "ir.actions.act_window", "res_model": "biuro.wybory.osiedle.campaign",
                "res_id": self.campaign_id.id, "views": [(False, "form")], "view_mode": "form",
            }
        return {"type": "ir.actions.act_window_close"}

    def action_plan(self):
        """Plan the elections without ordering them: dates and calendars are there to be tried.

        :return: dict, a window action on the campaign
        :raise UserError: no units, no day
        """
        self.ensure_one()
        self._plan()
        return self._open()

    def action_order(self):
        """Plan what is not planned yet and record the ordering act for all.

        :return: dict, a window action on the campaign
        :raise UserError: what stands in the way of any of them; nothing is ordered then
        """
        self.ensure_one()
        elections = self._plan()
        elections.action_order(
            self.act_kind, self.act_number or "", fields.Date.to_string(self.act_date) if self.act_date else "",
            self.resolution_id.id or None,
        )
        return self._open()


class BiuroWyboryOsiedleOrderLine(models.TransientModel):
    _name = "biuro.wybory.osiedle.order.line"
    _description = "Row of the Preview"

    order_id = fields.Many2one("biuro.wybory.osiedle.order", required=True, ondelete="cascade")
    unit_id = fields.Many2one("biuro.wybory.osiedle", "Unit", readonly=True)
    ordinance_id = fields.Many2one("biuro.wybory.osiedle.ordinance", "Ordinance", readonly=True)
    method = fields.Selection(
        [("polling", "Polling day"), ("meeting", "Meeting of residents")], "Way of Voting", readonly=True,
    )
    seats = fields.Integer("Seats to Fill", readonly=True)
    problem = fields.Text("What Stands in the Way", readonly=True)
