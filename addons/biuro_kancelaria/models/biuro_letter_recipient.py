from odoo import api, fields, models
from odoo.exceptions import UserError

ADDRESS_FIELDS = ("name", "street", "zip", "city", "country_id", "email", "ade_address")


class BiuroLetterRecipient(models.Model):
    """Addressee of an outgoing letter, as written on it: printouts never read the live contact."""

    _name = "biuro.letter.recipient"
    _description = "Addressee"
    _order = "letter_id, role desc, id"

    letter_id = fields.Many2one("biuro.letter", "Letter", required=True, index=True, ondelete="cascade")
    role = fields.Selection(
        [("main", "Addressee"), ("copy", "For information")], required=True, default="main",
    )
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    name = fields.Char(required=True, help="A collective name is allowed for mass mailing, e.g. all primary schools.")
    street = fields.Char("Street and Number")
    zip = fields.Char("Postcode")
    city = fields.Char("Town")
    country_id = fields.Many2one(
        "res.country", "Country", default=lambda self: self.env["ir.model.data"]._xmlid_to_res_id("base.pl"),
    )
    email = fields.Char("E-mail")
    ade_address = fields.Char("e-Delivery Address")
    reference = fields.Char("Their Reference")

    @api.model
    def _get_partner_values(self, partner):
        return {
            "name": partner.name or partner.display_name,
            "street": ", ".join(filter(None, [partner.street, partner.street2])) or False,
            "zip": partner.zip, "city": partner.city, "email": partner.email, "ade_address": partner.ade_address,
            "country_id": partner.country_id.id or self.env["ir.model.data"]._xmlid_to_res_id("base.pl"),
        }

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.update(self._get_partner_values(self.partner_id))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("partner_id"):
                partner = self.env["res.partner"].browse(vals["partner_id"])
                for name, value in self._get_partner_values(partner).items():
                    if not vals.get(name):
                        vals[name] = value
        recipients = super().create(vals_list)
        recipients.letter_id._check_text_open()
        recipients.partner_id._follow_access()
        return recipients

    def write(self, vals):
        self.letter_id._check_text_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self.letter_id._check_text_open()

    def _get_missing_address(self, channel):
        """Return what the addressee lacks for a channel (str, empty when nothing)."""
        self.ensure_one()
        if channel == "edoreczenia":
            return "" if self.ade_address else self.env._("e-Delivery address")
        if channel == "email":
            return "" if self.email else self.env._("e-mail address")
        if channel in ("post", "puh", "carrier"):
            return "" if self.city and self.zip else self.env._("postcode and town")
        return ""

    def _check_dispatchable(self, method):
        for recipient in self:
            missing = recipient._get_missing_address(method.channel)
            if missing:
                raise UserError(self.env._(
                    "%(name)s has no %(missing)s, needed to send by “%(method)s”.",
                    name=recipient.name, missing=missing, method=method.name,
                ))

    def _check_dispatchable_each(self):
        for letter in self.letter_id:
            letter.recipient_ids._check_dispatchable(letter.delivery_method_id)
