from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaFeePlan(models.TransientModel):
    """Plans the fees of a year for some memberships at once, by their settings and one number of inhabitants."""

    _name = "biuro.rada.fee.plan"
    _description = "Plan Fees of a Year"
    _rec_name = "year"

    organization_ids = fields.Many2many(
        "biuro.rada.organization",
        "biuro_rada_fee_plan_rel",
        "plan_id",
        "organization_id",
        "Memberships",
        default=lambda self: self.env["biuro.rada.organization"].search(
            [("state", "in", ("active", "leaving")), "|", ("fee_rate", "!=", False), ("fee_fixed", ">", 0)]
        ),
    )
    year = fields.Integer(required=True, default=lambda self: office_today().year + 1, aggregator=None)
    population = fields.Integer(
        "Inhabitants", required=True, default=lambda self: self.env["biuro.rada.term"]._current().population
    )
    population_date = fields.Date(
        "Inhabitants On", help="Usually 30 June of the year before, or 31 December, by the statute of the body."
    )

    def action_plan(self):
        """Plan the fees. Return the window action (dict) that shows them."""
        self.ensure_one()
        ids = []
        for body in self.organization_ids:
            ids += body.plan_year(self.year, self.population, fields.Date.to_string(self.population_date) or None)[
                "ids"
            ]
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_organization_fee_action"),
            "domain": [("id", "in", ids)],
            "context": {},
        }
