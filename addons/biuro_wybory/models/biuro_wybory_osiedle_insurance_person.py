from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroWyboryOsiedleInsurancePerson(models.Model):
    """Person insured by a policy, from when to when."""

    _name = "biuro.wybory.osiedle.insurance.person"
    _description = "Insured Person"
    _order = "unit_id, partner_id, date_from, id"
    _rec_name = "partner_id"

    insurance_id = fields.Many2one("biuro.wybory.osiedle.insurance", "Policy", required=True, index=True,
                                   ondelete="cascade")
    mandate_id = fields.Many2one("biuro.wybory.osiedle.mandate", "Member", required=True, index=True,
                                 ondelete="restrict")
    partner_id = fields.Many2one(related="mandate_id.partner_id", string="Person", store=True, index=True)
    unit_id = fields.Many2one(related="mandate_id.unit_id", store=True, index=True)
    kind = fields.Selection(related="insurance_id.kind", store=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)
    note = fields.Char("Remark", help="e.g. collects taxes, contracts of art. 48 ust. 1b.")

    _ordered = models.Constraint("CHECK (date_to >= date_from)", "The insurance ends after it begins.")

    @api.constrains("date_from", "date_to", "insurance_id")
    def _check_within(self):
        for line in self:
            policy = line.insurance_id
            if line.date_from < policy.date_from or line.date_to > policy.date_to:
                raise ValidationError(self.env._("A person is insured within the time of the policy."))
