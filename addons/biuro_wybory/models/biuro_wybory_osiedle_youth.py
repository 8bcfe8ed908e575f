from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroWyboryOsiedleYouth(models.Model):
    """Youth council of a unit (u.s.g. art. 5b, since 2026): only where the statute of the unit authorises it."""

    _name = "biuro.wybory.osiedle.youth"
    _description = "Youth Council of a Unit"
    _inherit = ["biuro.wybory.osiedle.matter", "mail.thread"]
    _order = "date_from desc, id desc"

    name = fields.Char(compute="_compute_name", store=True, readonly=False, precompute=True, required=True)
    statute_ref = fields.Char("Statute of the Youth Council", required=True,
                              help="The statute is given by the City Council.")
    statute_resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution", index="btree_not_null",
                                            ondelete="restrict")
    date_from = fields.Date("Term From", required=True, default=lambda self: office_today())
    date_to = fields.Date("Term To")
    member_count = fields.Integer("Members", help="Their names are not kept: they are mostly minors.")
    guardian_id = fields.Many2one("res.partner", "Guardian", index="btree_not_null")
    contact = fields.Char()
    motion_ids = fields.One2many("biuro.wybory.osiedle.youth.motion", "youth_id", "Questions and Motions")
    active = fields.Boolean(default=True)

    _ordered = models.Constraint("CHECK (date_to >= date_from)", "The term ends after it begins.")

    @api.depends("unit_id")
    def _compute_name(self):
        for record in self:
            record.name = record.name or (record.unit_id and f"Młodzieżowa Rada – {record.unit_id.name}")

    @api.constrains("unit_id", "date_from")
    def _check_statute(self):
        for record in self:
            if not record.unit_id.youth_council:
                raise ValidationError(self.env._(
                    "The statute of the unit does not authorise a youth council (u.s.g. art. 5b): tick it on the "
                    "unit first."))
