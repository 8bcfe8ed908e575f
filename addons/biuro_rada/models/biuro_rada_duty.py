from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.law.terms import local


class BiuroRadaDuty(models.Model):
    """Duty hours (dyżur) of councillors: when and where residents meet them."""

    _name = "biuro.rada.duty"
    _description = "Duty Hours"
    _inherit = ["mail.thread"]
    _order = "start desc, id desc"

    councillor_ids = fields.Many2many("biuro.rada.councillor", string="Councillors", required=True)
    start = fields.Datetime("From", required=True, index=True, tracking=True)
    stop = fields.Datetime("To", required=True, tracking=True)
    place = fields.Char(required=True)
    phone = fields.Char()
    public_note = fields.Char()
    is_published = fields.Boolean("Public", default=True)
    event_id = fields.Many2one("calendar.event", "In the Calendar", readonly=True, copy=False, index="btree_not_null")

    _ordered = models.Constraint("CHECK (stop > start)", "The duty hours end after they begin.")

    @api.depends("councillor_ids", "start")
    def _compute_display_name(self):
        for duty in self:
            day = duty.start and local(duty.start).strftime("%d.%m.%Y %H:%M") or ""
            duty.display_name = f"{', '.join(duty.councillor_ids.mapped('display_name'))} {day}".strip()

    @api.constrains("councillor_ids", "start", "stop")
    def _check_duty(self):
        for duty in self:
            if not duty.councillor_ids:
                raise ValidationError(self.env._("Name the councillors on duty."))
            day = local(duty.start).date()
            for councillor in duty.councillor_ids:
                if not councillor._holds_mandate(day):
                    raise ValidationError(
                        self.env._("%(name)s holds no mandate on %(day)s.", name=councillor.display_name, day=day)
                    )
            clash = self.search(
                [
                    ("id", "!=", duty.id),
                    ("councillor_ids", "in", duty.councillor_ids.ids),
                    ("start", "<", duty.stop),
                    ("stop", ">", duty.start),
                ],
                limit=1,
            )
            if clash:
                raise ValidationError(
                    self.env._("One of the councillors is on duty then already: %s.", clash.display_name)
                )
