from odoo import models

from ..law.act_file import basis_words, day_words


class BiuroRadaAct(models.Model):
    """What the printed order says; Polish by its nature."""

    _inherit = "biuro.rada.act"

    def _get_print_values(self):
        """Return the words of the printed act (dict of str)."""
        self.ensure_one()
        names = {"circular": "Pismo okólne", "authorisation": "Upoważnienie"}
        # sudo: hr.employee - the name and position of who issues a public act
        issuer = self.issuer_id.sudo()
        city = self.company_id.city or ""
        return {
            "head": f"{names.get(self.kind, 'Zarządzenie')} nr {self.register_ref or '…'}",
            "body": issuer.job_title or f"Prezydent Miasta {city}".strip(),
            "day": day_words(self.date),
            "basis": basis_words(self.legal_basis, "zarządza się, co następuje:"),
            "signer": issuer.name,
        }
