from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import council


class BiuroWyboryOsiedle(models.Model):
    """Auxiliary unit of the city (jednostka pomocnicza): osiedle or dzielnica (u.s.g. art. 5, 35, 37)."""

    _name = "biuro.wybory.osiedle"
    _description = "Auxiliary Unit"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, index="trigram", tracking=True)
    unit_type = fields.Selection(
        [("osiedle", "Osiedle"), ("dzielnica", "City district"), ("other", "Other unit")],
        "Kind of Unit", required=True, default="osiedle",
    )
    code = fields.Char(required=True, copy=False, help="Short sign of the unit in lists and numbers, e.g. OS-03.")
    area_description = fields.Text("Area", help="The streets of the unit, as its statute names them.")
    map_attachment_id = fields.Many2one("ir.attachment", "Map", ondelete="set null", copy=False)
    population = fields.Integer("Inhabitants", aggregator="sum", tracking=True)
    population_date = fields.Date("Inhabitants On")
    council_size_override = fields.Integer(
        "Size by the Statute", aggregator=None,
        help="Only where the statute sets the number itself; never above 21 (u.s.g. art. 37 ust. 1).",
    )
    council_size = fields.Integer(
        "Seats of the Council", compute="_compute_council_size", store=True, aggregator="sum", tracking=True,
    )
    council_size_reasons = fields.Json(compute="_compute_council_size_reasons")
    statute_resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution of the Statute", index="btree_not_null", ondelete="restrict",
    )
    statute_ref = fields.Char(
        "Statute of the Unit", help="Number and date of the resolution, where it is not in the register.",
    )
    statute_history_ids = fields.One2many("biuro.wybory.osiedle.statute", "osiedle_id", "History of the Statute")
    ordinance_id = fields.Many2one(
        "biuro.wybory.osiedle.ordinance", "Ordinance", index="btree_not_null", ondelete="restrict", tracking=True,
    )
    legislative_body = fields.Selection(
        [("council", "Council"), ("general_meeting", "General meeting of residents")],
        "Legislative Body", required=True, default="council", tracking=True,
    )
    youth_council = fields.Boolean(help="The statute authorises a youth council of the unit (u.s.g. art. 5b).")
    seat_address = fields.Char("Seat")
    email = fields.Char("E-mail")
    phone = fields.Char("Telephone")
    officer_id = fields.Many2one("hr.employee", "Officer in Charge", index="btree_not_null", tracking=True)
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    active = fields.Boolean(default=True)
    election_ids = fields.One2many("biuro.wybory.osiedle.election", "unit_id", "Elections")
    election_count = fields.Integer("Number of Elections", compute="_compute_elections")
    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Latest Election", compute="_compute_elections",
    )

    _code_uniq = models.Constraint("UNIQUE (company_id, code)", "Another unit has this code already.")
    _override_most = models.Constraint(
        "CHECK (council_size_override IS NULL OR council_size_override BETWEEN 0 AND 21)",
        "A council of a unit has at most 21 members (u.s.g. art. 37 ust. 1).",
    )
    _population_positive = models.Constraint("CHECK (population >= 0)", "The number of inhabitants is not negative.")

    @api.depends("population", "council_size_override")
    def _compute_council_size(self):
        for unit in self:
            unit.council_size = unit._size()["size"]

    @api.depends("population", "council_size_override")
    def _compute_council_size_reasons(self):
        for unit in self:
            unit.council_size_reasons = unit._size()["reasons"]

    def _size(self):
        """Return the size of the council with its reasons; 0 while the inhabitants are not known."""
        self.ensure_one()
        rule = self.council_size_override or "by_population"
        if self.population < 1 and rule == "by_population":
            return {"size": 0, "reasons": []}
        # a number above 21 is refused by the constraint of the table, in words
        return council.council_size(max(self.population, 1), min(rule, 21) if rule != "by_population" else rule)

    @api.depends("election_ids.election_date", "election_ids.state")
    def _compute_elections(self):
        for unit in self:
            held = unit.election_ids.filtered(lambda election: election.state != "cancelled")
            unit.election_count = len(unit.election_ids)
            unit.election_id = held.sorted("election_date")[-1:]

    @api.constrains("population_date")
    def _check_population_date(self):
        today = office_today()
        for unit in self:
            if unit.population_date and unit.population_date > today:
                raise ValidationError(self.env._("The day of the number of inhabitants cannot be in the future."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.election_ids:
            raise UserError(self.env._("A unit that had elections is not deleted: archive it."))

    def action_open_elections(self):
        """Open the elections of the unit.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_wybory.biuro_wybory_osiedle_election_action")
        return {**action, "domain": [("unit_id", "in", self.ids)], "context": {"default_unit_id": self[:1].id}}
