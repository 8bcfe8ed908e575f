from odoo import models

from odoo.addons.biuro_kancelaria.tools import office_today

ROLES = {
    ("council", "chair"): "Przewodniczący Rady", ("council", "vice_chair"): "Wiceprzewodniczący Rady",
    ("committee", "chair"): "Przewodniczący: ", ("committee", "vice"): "Zastępca przewodniczącego: ",
    ("committee", "member"): "Członek: ",
}


class BiuroRadaCouncillor(models.Model):
    """What certificates of a councillor say; official texts are Polish."""

    _inherit = "biuro.rada.councillor"

    def _get_certificate_values(self):
        """Return what the certificate prints (dict)."""
        self.ensure_one()
        today = office_today()

        def period(line):
            last = f" do {line.date_to:%d.%m.%Y}" if line.date_to else ""
            return f"od {line.date_from:%d.%m.%Y}{last}"

        functions = [
            {"name": ROLES["council", line.role], "period": period(line)}
            for line in self.function_ids.sorted("date_from")
        ]
        functions += [
            {"name": ROLES["committee", line.role] + line.committee_id.name, "period": period(line)}
            for line in self.committee_member_ids.sorted("date_from")
        ]
        company = self.company_id
        council = company.rada_council_name or "Rada Miasta"
        return {
            "today": f"{today:%d.%m.%Y}", "lasting": self._holds_mandate(today), "functions": functions,
            "council": "Rady" + council[4:] if council.startswith("Rada") else council,
        }
