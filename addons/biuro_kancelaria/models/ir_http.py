from odoo import models
from odoo.http import request

# files of these types run scripts or forms when a browser opens them as a page
ACTIVE_TYPES = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/xsl")


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

    @classmethod
    def _post_dispatch(cls, response):
        """Uploaded SVG, HTML and XML never becomes a page of the office: it is saved, and if shown, in a sandbox."""
        super()._post_dispatch(response)
        headers = getattr(response, "headers", {})
        # only files carry this policy: http.Stream gives it to whatever was uploaded
        if not headers.get("Content-Security-Policy", "").startswith("default-src 'none'"):
            return
        mimetype = headers.get("Content-Type", "").split(";")[0].strip().lower()
        if mimetype in ACTIVE_TYPES or mimetype.endswith("+xml"):
            headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
            disposition = headers.get("Content-Disposition", "")
            if request.httprequest.path.startswith("/web/assets/"):
                return
            headers["Content-Disposition"] = "attachment" + disposition.removeprefix("inline")
            if disposition.startswith("attachment"):
                headers["Content-Disposition"] = disposition
