from odoo import models


class BiuroCase(models.Model):
    """What of a case may be made public: its subject and who handles it; texts and files are added by hand."""

    _name = "biuro.case"
    _inherit = ["biuro.case", "biuro.publication.mixin"]

    def _publication_values(self):
        self.ensure_one()
        # sudo: hr.employee - name and post of the handler, public by law (UDIP, art. 8 ust. 6 pkt 2)
        clerk = self.clerk_id.sudo()
        return {
            "name": self.title,
            "made_by": ", ".join(part for part in (clerk.name, clerk.job_title) if part),
        }
