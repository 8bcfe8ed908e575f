from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Tell the client whether the user works in the office's registers: it shows their search box then."""
        info = super().session_info()
        info["biuro_registers"] = self.env.user.has_groups(
            "biuro_kancelaria.biuro_kancelaria_group_clerk,"
            "biuro_kancelaria.biuro_kancelaria_group_auditor,"
            "biuro_kancelaria.biuro_kancelaria_group_admin"
        )
        return info
