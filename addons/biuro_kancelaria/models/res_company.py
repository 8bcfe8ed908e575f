from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    # The office (urząd): who speaks on printouts and in electronic delivery
    biuro_office_name = fields.Char("Full Name of the Office", help="As it stands on letterheads, e.g. Urząd Miasta Przykładowa.")
    biuro_teryt = fields.Char("TERYT", help="Seven-digit identifier of the gmina in the national register of territory.")
    biuro_ade_address = fields.Char("e-Delivery Address", help="Address for electronic delivery (ADE), e.g. AE:PL-12345-67890-ABCDE-12.")
    biuro_bip_url = fields.Char("BIP Address", help="Address of the office's public information bulletin (BIP).")
    biuro_coat_of_arms = fields.Image("Coat of Arms", max_width=512, max_height=512)
    biuro_records_system = fields.Selection(
        [("traditional", "Traditional (paper is the original)"), ("ezd", "EZD (the electronic file is the original)")],
        "Records System",
        default="ezd",
        required=True,
        help="Basic way of documenting cases (instrukcja kancelaryjna, § 1). Once EZD is named there is no way back.",
    )
