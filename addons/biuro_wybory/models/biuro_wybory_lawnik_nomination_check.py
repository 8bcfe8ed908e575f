from odoo import models


class BiuroWyboryLawnikNomination(models.Model):
    """Formal check (F01-F09) and eligibility (E01-E07): two outcomes that are never mixed."""

    _inherit = "biuro.wybory.lawnik.nomination"

    def _find(self):
        return []

    def _formal_result(self, findings):
        formal = [finding for finding in findings if finding["kind"] == "formal"]
        if any(finding["code"] == "F01" for finding in formal):
            return "late"
        return "defective" if formal else "complete"

    def _document_defects(self):
        return {}
