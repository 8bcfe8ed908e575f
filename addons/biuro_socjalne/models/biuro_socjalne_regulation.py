from odoo import fields, models


class BiuroSocjalneRegulation(models.Model):
    """Version of the fund's rules (regulamin ZFŚS), in force between two dates."""

    _name = "biuro.socjalne.regulation"
    _description = "Rules of the Fund"
    _inherit = ["biuro.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "valid_from desc, id desc"

    name = fields.Char(required=True)
    order_no = fields.Char("Order No.")
    order_date = fields.Date()
    valid_from = fields.Date()
    valid_to = fields.Date()
    dialogue_mode = fields.Selection(
        [("unions", "Trade Unions"), ("representatives", "Elected Representatives")], required=True, default="unions")
    income_rounding = fields.Selection([("grosz", "Grosz"), ("zloty", "Złoty")], required=True, default="grosz")
    benefit_type_ids = fields.One2many("biuro.socjalne.benefit.type", "regulation_id", "Benefits")
    bracket_table_ids = fields.One2many("biuro.socjalne.bracket.table", "regulation_id", "Tables")
    state = fields.Selection(
        [("draft", "Draft"), ("sent", "Sent"), ("agreed", "Agreed"), ("no_common_position", "No Common Position"),
         ("in_force", "In Force"), ("superseded", "Superseded")],
        required=True, readonly=True, default="draft", copy=False, tracking=True, index=True,
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    def _in_force(self, day):
        """Return the rules in force on a day (empty without them)."""
        return self.search([
            ("state", "in", ("in_force", "superseded")), ("valid_from", "<=", day),
            "|", ("valid_to", "=", False), ("valid_to", ">=", day),
        ], limit=1)
