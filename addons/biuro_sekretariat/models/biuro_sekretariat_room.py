from odoo import fields, models


class BiuroSekretariatRoom(models.Model):
    """Room in which people are received: it cannot be taken twice at the same time."""

    _name = "biuro.sekretariat.room"
    _description = "Reception Room"
    _order = "name"

    name = fields.Char(required=True, help="As visitors read it, e.g. “pokój 101, I piętro”.")
    access_note = fields.Char(
        "Accessibility", help="For visitors with special needs: lift, ramp, induction loop. Stands on the public page.",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint("UNIQUE (company_id, name)", "This room is on the list already.")
