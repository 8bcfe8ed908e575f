from odoo import api, fields, models
from odoo.exceptions import UserError

from .biuro_sekretariat_petition import OPEN


class BiuroSekretariatPetitionPetitioner(models.Model):
    """Who files a petition, each member of a group by name and place (ustawa o petycjach art. 4(2)(1)-(2))."""

    _name = "biuro.sekretariat.petition.petitioner"
    _description = "Petitioner"
    _order = "petition_id, sequence, id"

    petition_id = fields.Many2one(
        "biuro.sekretariat.petition", "Petition", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    name = fields.Char("Name or Surname", help="As written in the petition; empty when it names nobody.")
    residence = fields.Char("Residence or Seat")
    publish_name_consent = fields.Boolean(
        "Consents to Publication", help="The name is published with this consent only (art. 4(3), art. 8(1)).",
    )

    @api.depends("name")
    def _compute_display_name(self):
        for record in self:
            record.display_name = record.name or ""

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.name = self.name or self.partner_id.name
            self.residence = self.residence or self.partner_id.city

    def _check_open(self):
        """Refuse a change of who filed a petition that is not open any more."""
        if not self.env.su and (closed := self.petition_id.filtered(lambda petition: petition.state not in OPEN)):
            raise UserError(self.env._("%s is no longer open: its data cannot be changed.", closed[0].display_name))

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_open()
        records.petition_id._touch_public()
        return records

    def write(self, vals):
        if vals.keys() - {"publish_name_consent"}:
            self._check_open()
        result = super().write(vals)
        if not {"name", "publish_name_consent"}.isdisjoint(vals):
            self.petition_id._touch_public()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self._check_open()
