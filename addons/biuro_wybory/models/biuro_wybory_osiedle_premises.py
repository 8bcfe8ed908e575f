from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedlePremises(models.Model):
    """Premises (lokal) of a unit: legal title, equipment, what they cost."""

    _name = "biuro.wybory.osiedle.premises"
    _description = "Premises of a Unit"
    _inherit = ["biuro.wybory.osiedle.matter", "biuro.rada.files.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "unit_id, name, id"

    name = fields.Char(required=True, tracking=True, help="e.g. Seat of the board.")
    address = fields.Char(required=True, tracking=True)
    title_kind = fields.Selection(
        [("city", "Property of the City"), ("lease", "Lease"), ("free", "Free use"), ("shared", "Shared room"),
         ("other", "Other title")],
        "Legal Title", required=True, default="city", tracking=True,
    )
    contract_ref = fields.Char("Contract", help="Number in the register of contracts.")
    owner_id = fields.Many2one("res.partner", "Owner or Manager", index="btree_not_null")
    date_from = fields.Date("From")
    date_to = fields.Date("To", index="btree_not_null", tracking=True)
    area = fields.Float("Area (m²)", digits=(8, 2))
    monthly_cost = fields.Monetary(tracking=True)
    budget_line_id = fields.Many2one("biuro.wybory.osiedle.budget.line", "Paid From", index="btree_not_null",
                                     ondelete="restrict", domain="[('unit_id', '=', unit_id)]")
    is_accessible = fields.Boolean("Accessible", help="For people with disabilities; residents see it.")
    access_note = fields.Char("How to Get In")
    is_public = fields.Boolean("Shown to Residents", default=True)
    item_ids = fields.One2many("biuro.wybory.osiedle.premises.item", "premises_id", "Equipment")
    equipment_value = fields.Monetary("Value of the Equipment", compute="_compute_equipment_value", store=True)
    duty_ids = fields.One2many("biuro.wybory.osiedle.duty", "premises_id", "Duty Hours")
    attachment_ids = fields.Many2many(
        "ir.attachment", "biuro_wybory_osiedle_premises_file_rel", string="Files", copy=False)
    is_ending = fields.Boolean("Title Ends Soon", compute="_compute_is_ending", search="_search_is_ending")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)
    active = fields.Boolean(default=True)

    _ordered = models.Constraint("CHECK (date_to >= date_from)", "The title ends after it begins.")
    _cost_positive = models.Constraint("CHECK (monthly_cost >= 0)", "The cost is not negative.")

    @api.depends("item_ids.value", "item_ids.quantity", "item_ids.state")
    def _compute_equipment_value(self):
        for premises in self:
            kept = premises.item_ids.filtered(lambda item: item.state == "used")
            premises.equipment_value = sum(item.value * item.quantity for item in kept)

    @api.depends("date_to")
    def _compute_is_ending(self):
        limit = fields.Date.add(office_today(), days=60)
        for premises in self:
            premises.is_ending = bool(premises.date_to) and premises.date_to <= limit

    def _search_is_ending(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("date_to", "<=", fields.Date.add(office_today(), days=60))]
