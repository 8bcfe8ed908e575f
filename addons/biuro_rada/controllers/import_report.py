from odoo import http
from odoo.http import content_disposition, request

from ..tools.history import general

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportReport(http.Controller):
    """Files of the import of history: the report of one import, the example of the format."""

    @http.route("/biuro_rada/import/<int:import_id>/report", type="http", auth="user", methods=["GET"], readonly=True)
    def import_report(self, import_id, **params):
        record = request.env["biuro.rada.import"].browse(import_id).exists()
        if not record or not record.has_access("read"):
            return request.not_found()
        return self._file(record._report_xlsx(), f"import-{record.id}.xlsx")

    @http.route("/biuro_rada/import/example", type="http", auth="user", methods=["GET"], readonly=True)
    def import_example(self, **params):
        if not request.env["biuro.rada.import"].has_access("read"):
            return request.not_found()
        return self._file(general.example(), "historia-rady-wzor.xlsx")

    def _file(self, content, name):
        return request.make_response(content, headers=[
            ("Content-Type", XLSX), ("Content-Disposition", content_disposition(name)),
            ("X-Content-Type-Options", "nosniff"),
        ])
