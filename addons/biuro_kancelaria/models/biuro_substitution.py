from odoo import fields, models


class BiuroSubstitution(models.Model):
    """Substitution (zastępstwo): for some days one employee sees and does what another does."""

    _name = "biuro.substitution"
    _description = "Substitution"
    _order = "date_from desc, id desc"

    employee_id = fields.Many2one("hr.employee", "Absent", required=True, index=True)
    substitute_id = fields.Many2one("hr.employee", "Substitute", required=True, index=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)
    reason = fields.Char()
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    _dates_ordered = models.Constraint("CHECK (date_to >= date_from)", "A substitution ends after it begins.")
    _two_people = models.Constraint("CHECK (employee_id <> substitute_id)", "Nobody substitutes oneself.")
