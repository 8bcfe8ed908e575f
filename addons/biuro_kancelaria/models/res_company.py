import base64
import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools.mimetypes import guess_mimetype

ADE = re.compile(r"AE:PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}")
RASTER = ("image/png", "image/jpeg", "image/webp", "image/gif")
# what the administrator of the office, who is not the administrator of the server, may change
OFFICE_FIELDS = {
    "biuro_office_name",
    "biuro_teryt",
    "biuro_ade_address",
    "biuro_bip_url",
    "biuro_coat_of_arms",
    "biuro_records_system",
    "biuro_epuap_counts_as_account",
    "biuro_reply_reset",
    "biuro_sign_days",
    "street",
    "street2",
    "zip",
    "city",
    "phone",
    "email",
    "website",
    "vat",
    "company_registry",
}


class ResCompany(models.Model):
    _inherit = "res.company"

    # The office (urząd): who speaks on printouts and in electronic delivery
    biuro_office_name = fields.Char(
        "Full Name of the Office",
        help="As it stands on letterheads, e.g. Urząd Miasta Przykładowa.",
    )
    biuro_teryt = fields.Char(
        "TERYT", help="Seven-digit identifier of the gmina in the national register of territory."
    )
    biuro_ade_address = fields.Char(
        "e-Delivery Address",
        help="Address for electronic delivery (ADE), e.g. AE:PL-12345-67890-ABCDE-12.",
    )
    biuro_ade_warning = fields.Char("Warning about the e-Delivery Address", compute="_compute_biuro_ade_warning")
    biuro_bip_url = fields.Char("BIP Address", help="Address of the office's public information bulletin (BIP).")
    biuro_coat_of_arms = fields.Image(
        "Coat of Arms",
        max_width=512,
        max_height=512,
        help="PNG, JPEG or WebP; stands on the letterhead.",
    )
    biuro_records_system = fields.Selection(
        [("traditional", "Traditional (paper is the original)"), ("ezd", "EZD (the electronic file is the original)")],
        "Records System",
        default="ezd",
        required=True,
        help="Basic way of documenting cases (instrukcja kancelaryjna, § 1). Once EZD is named there is no way back.",
    )
    biuro_epuap_counts_as_account = fields.Boolean(
        "ePUAP Is an Account of the Office",
        help="Whether the office treats its ePUAP box as an account in its own system, to which letters are delivered "
        "with the moment the system confirms. Each body decides for itself.",
    )

    @api.depends("biuro_ade_address")
    def _compute_biuro_ade_warning(self):
        for company in self:
            address = (company.biuro_ade_address or "").strip()
            company.biuro_ade_warning = (
                address
                and not ADE.fullmatch(address)
                and self.env._(
                    "An e-delivery address has the form AE:PL-12345-67890-ABCDE-12. Check it before letters go out.",
                )
            )

    @api.constrains("biuro_teryt")
    def _check_biuro_teryt(self):
        for company in self.filtered("biuro_teryt"):
            if not re.fullmatch(r"\d{7}", company.biuro_teryt):
                raise ValidationError(
                    self.env._(
                        "TERYT of a gmina has seven digits, e.g. 1465011. Correct “%(value)s”.",
                        value=company.biuro_teryt,
                    )
                )

    @api.constrains("biuro_bip_url")
    def _check_biuro_bip_url(self):
        for company in self.filtered("biuro_bip_url"):
            if not re.fullmatch(r"https?://[^\s\"'<>]+", company.biuro_bip_url):
                raise ValidationError(self.env._("The BIP address must begin with https:// or http://."))

    @api.model
    def _check_raster(self, vals):
        """Refuse a coat of arms that is not a picture of dots: SVG can carry scripts."""
        image = vals.get("biuro_coat_of_arms")
        if not image:
            return
        try:
            content = base64.b64decode(image)
        except (ValueError, TypeError):
            content = b""
        if guess_mimetype(content) not in RASTER:
            raise ValidationError(self.env._("The coat of arms must be a PNG, JPEG, WebP or GIF file."))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_raster(vals)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and not self.env.user.has_group("base.group_erp_manager") and set(vals) - OFFICE_FIELDS:
            raise AccessError(
                self.env._(
                    "You may change the data of the office only. Ask the administrator of the server for the rest.",
                )
            )
        if vals.get("biuro_records_system") == "traditional" and "ezd" in self.mapped("biuro_records_system"):
            raise UserError(
                self.env._(
                    "Once EZD has been named the basic system there is no way back to the traditional one "
                    "(instrukcja kancelaryjna, § 1(4)). Name exceptions on classes of the filing plan.",
                )
            )
        self._check_raster(vals)
        return super().write(vals)
