from odoo import models


class BiuroSekretariatCultureExtractRequest(models.Model):
    """What the printed extract shows besides the register."""

    _inherit = "biuro.sekretariat.culture.extract.request"

    def _get_print_day(self):
        """Return the day whose state the extract shows (date)."""
        self.ensure_one()
        return self.issued_on or self.env["biuro.register"]._today()

    def _get_print_signature(self):
        """Return the line that stands for an electronic signature (str), empty for one by hand."""
        self.ensure_one()
        kinds = {"qualified": "kwalifikowanym podpisem elektronicznym", "trusted": "podpisem zaufanym"}
        return f"Dokument podpisany {kinds[self.signature_kind]}" if self.signature_kind in kinds else ""
