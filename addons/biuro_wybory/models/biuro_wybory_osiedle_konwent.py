from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleKonwent(models.Model):
    """Konwent of the units (u.s.g. art. 37d, since 2026): advisory, set up and chaired by the President by an order."""

    _name = "biuro.wybory.osiedle.konwent"
    _description = "Konwent of the Units"
    _inherit = ["mail.thread"]
    _order = "date_from desc, id desc"

    name = fields.Char(required=True, default="Konwent jednostek pomocniczych")
    order_ref = fields.Char("Order of the President", required=True)
    order_date = fields.Date(required=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    chair_id = fields.Many2one("hr.employee", "Chair", help="The President chairs it.",
                               default=lambda self: self._default_chair())
    date_from = fields.Date("From", required=True, default=lambda self: office_today())
    date_to = fields.Date("To")
    unit_ids = fields.Many2many("biuro.wybory.osiedle", string="Units", help="Their board chairs sit in it.")
    pays_diet = fields.Boolean("Allowances", help="The order may set allowances for its members.")
    diet_amount = fields.Monetary("Allowance for a Meeting")
    pays_travel = fields.Boolean("Travel Costs")
    meeting_ids = fields.One2many("biuro.wybory.osiedle.konwent.meeting", "konwent_id", "Sittings")
    member_names = fields.Text("Members Today", compute="_compute_member_names")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.PLN"), required=True)
    active = fields.Boolean(default=True)

    _ordered = models.Constraint("CHECK (date_to >= date_from)", "The konwent ends after it begins.")

    def _default_chair(self):
        return self.env["hr.employee"].search([("office_function", "=", "president")], limit=1)

    @api.depends("unit_ids")
    def _compute_member_names(self):
        for record in self:
            rows = record._units()._holders("board_chair")
            record.member_names = "\n".join(f"{row.mandate_id.partner_id.name} – {row.unit_id.name}" for row in rows)

    def _units(self):
        self.ensure_one()
        return self.unit_ids or self.env["biuro.wybory.osiedle"].search([("company_id", "=", self.company_id.id)])
