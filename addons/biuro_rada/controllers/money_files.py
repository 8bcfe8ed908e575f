import base64

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
ROUTE = {"type": "http", "auth": "user", "methods": ["GET"], "readonly": True}


class MoneyFiles(http.Controller):
    """Payment lists, yearly reports and registers as files: made anew at each download, with the reader's rights."""

    def give(self, make, file_format):
        if file_format not in TYPES:
            raise request.not_found()
        try:
            made = make()
        except AccessError as error:
            raise request.not_found() from error
        except UserError as error:
            return request.make_response(str(error.args[0]), status=422)
        return request.make_response(
            base64.b64decode(made["content"]),
            headers=[
                ("Content-Type", TYPES[file_format]),
                ("Content-Disposition", content_disposition(made["filename"])),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    @http.route("/biuro_rada/listy/<int:list_id>/<string:file_format>", **ROUTE)
    def payment_list(self, list_id, file_format):
        paylist = request.env["biuro.rada.diet.list"].browse(list_id).exists()
        if not paylist:
            raise request.not_found()
        return self.give(lambda: paylist.export_file(file_format), file_format)

    @http.route("/biuro_rada/zestawienia/<string:kind>/<int:year>/<string:file_format>", **ROUTE)
    def yearly_report(self, kind, year, file_format):
        Line = request.env["biuro.rada.diet.line"]
        return self.give(lambda: Line.export_year(kind, year, file_format), file_format)

    @http.route("/biuro_rada/czlonkostwa/<string:file_format>", **ROUTE)
    def memberships(self, file_format):
        bodies = request.env["biuro.rada.organization"]
        return self.give(lambda: bodies.export_register(file_format), file_format)
