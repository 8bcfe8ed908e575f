import re

from odoo import api, models

PETITION = re.compile(r"\bPET/\d+/\d{4}\b")
ABOUT_RESULT = re.compile(r"spos[oó]b\w*\s+za[lł]atwieni", re.IGNORECASE)


class BiuroSekretariatComplaint(models.Model):
    """The way of settling a petition is not subject to complaint (ustawa o petycjach art. 13(2))."""

    _inherit = "biuro.sekretariat.complaint"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            text = f"{vals.get('subject') or ''} {vals.get('description') or ''}"
            if ABOUT_RESULT.search(text) and (references := PETITION.findall(text)):
                # sudo: biuro.sekretariat.petition - only whether the petition named in the complaint is settled
                settled = self.env["biuro.sekretariat.petition"].sudo().search(
                    [("register_ref", "in", references), ("state", "=", "settled")], limit=1)
                settled._refuse_complaint()
        return super().create(vals_list)
