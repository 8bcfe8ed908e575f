from odoo import http
from odoo.http import request

from odoo.addons.biuro_rada.controllers.money_files import ROUTE, MoneyFiles


class ServiceFiles(MoneyFiles):
    """Lists of allowances and registers of units as files, made with the reader's rights."""

    @http.route("/biuro_wybory/diety/<int:list_id>/<string:file_format>", **ROUTE)
    def unit_allowances(self, list_id, file_format):
        found = request.env["biuro.wybory.osiedle.diet.list"].browse(list_id).exists()
        if not found:
            raise request.not_found()
        return self.give(lambda: found.export_file(file_format), file_format)

    @http.route("/biuro_wybory/zestawienia/<int:book_id>/<string:file_format>", **ROUTE)
    def unit_lists(self, book_id, file_format):
        found = request.env["biuro.wybory.osiedle.book"].browse(book_id).exists()
        if not found:
            raise request.not_found()
        return self.give(lambda: found.export_file(file_format), file_format)
