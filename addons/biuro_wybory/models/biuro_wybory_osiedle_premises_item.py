from odoo import fields, models


class BiuroWyboryOsiedlePremisesItem(models.Model):
    """Piece of equipment in the premises of a unit."""

    _name = "biuro.wybory.osiedle.premises.item"
    _description = "Equipment of a Unit"
    _order = "premises_id, name, id"

    premises_id = fields.Many2one("biuro.wybory.osiedle.premises", required=True, index=True, ondelete="cascade")
    unit_id = fields.Many2one(related="premises_id.unit_id", store=True, index=True)
    name = fields.Char(required=True)
    inventory_no = fields.Char("Inventory No.")
    quantity = fields.Integer(default=1, required=True)
    value = fields.Monetary("Value of One")
    date_in = fields.Date("Taken In On")
    state = fields.Selection([("used", "In use"), ("broken", "Broken"), ("removed", "Removed")], required=True,
                             default="used")
    note = fields.Char("Remark")
    currency_id = fields.Many2one(related="premises_id.currency_id")

    _quantity_positive = models.Constraint("CHECK (quantity > 0)", "There is at least one piece.")
    _value_positive = models.Constraint("CHECK (value >= 0)", "The value is not negative.")
