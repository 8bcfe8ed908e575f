from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

# words of printed registers, in Polish
ROLES = {
    "representative": "przedstawiciel",
    "deputy": "zastępca przedstawiciela",
    "board": "członek zarządu",
    "audit": "komisja rewizyjna",
}


class BiuroRadaOrganizationDelegate(models.Model):
    """Person who represents the city in a union or association."""

    _name = "biuro.rada.organization.delegate"
    _description = "Delegate"
    _inherit = ["biuro.rada.period.mixin"]
    _order = "organization_id, date_from desc, id"
    _rec_name = "partner_id"

    organization_id = fields.Many2one("biuro.rada.organization", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Person", required=True, index=True, ondelete="restrict")
    councillor_id = fields.Many2one("biuro.rada.councillor", "Councillor", compute="_compute_councillor", store=True)
    role = fields.Selection(
        [
            ("representative", "Representative"),
            ("deputy", "Deputy representative"),
            ("board", "Member of the board"),
            ("audit", "Audit committee"),
        ],
        required=True,
        default="representative",
    )
    basis = fields.Char(required=True, help="By law (the mayor), an order or a resolution: number and date.")
    company_id = fields.Many2one(related="organization_id.company_id", store=True)
    is_current = fields.Boolean("Represents Now", compute="_compute_is_current", search="_search_is_current")
    mandate_over = fields.Boolean("Mandate Over", compute="_compute_mandate_over", search="_search_mandate_over")

    @api.depends("partner_id", "date_from")
    def _compute_councillor(self):
        mandates = self.env["biuro.rada.councillor"].search([("partner_id", "in", self.partner_id.ids)])
        for line in self:
            line.councillor_id = mandates.filtered(
                lambda mandate, me=line: (
                    mandate.partner_id == me.partner_id and me.date_from and mandate._holds_mandate(me.date_from)
                )
            )[:1]

    @api.depends("date_from", "date_to")
    def _compute_is_current(self):
        today = office_today()
        for line in self:
            line.is_current = bool(line.date_from) and line._is_on(today)

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_on(office_today())

    @api.depends("councillor_id.mandate_end", "date_to")
    def _compute_mandate_over(self):
        for line in self:
            end = line.councillor_id.mandate_end
            line.mandate_over = bool(end) and (not line.date_to or line.date_to > end)

    def _search_mandate_over(self, operator, value):
        if operator != "in":
            return NotImplemented
        ended = self.search([("councillor_id.mandate_end", "!=", False)])
        return [("id", "in", ended.filtered("mandate_over").ids)]

    @api.constrains("organization_id", "date_from", "date_to")
    def _check_dates(self):
        for line in self:
            body = line.organization_id
            if body.leave_date and (not line.date_to or line.date_to > body.leave_date):
                raise ValidationError(self.env._("A delegate represents the city as long as it is a member."))

    def _get_print_roles(self):
        """Return the Polish words of the roles (dict) for printed lists."""
        return ROLES
