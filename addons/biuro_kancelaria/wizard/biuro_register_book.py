import re

from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRegisterBook(models.TransientModel):
    """What a printed or exported register book holds: register, period, columns and their order."""

    _name = "biuro.register.book"
    _description = "Register Book"
    _rec_name = "register_id"

    register_id = fields.Many2one("biuro.register", "Register", required=True)
    date_from = fields.Date("From", required=True, default=lambda self: self._default_date_from())
    date_to = fields.Date("To", required=True, default=lambda self: self.env["biuro.register"]._today())
    format = fields.Selection([("xlsx", "XLSX"), ("pdf", "PDF")], required=True, default="xlsx")
    sort_order = fields.Char()
    line_ids = fields.One2many(
        "biuro.register.book.line", "book_id", "Columns", compute="_compute_line_ids", store=True, readonly=False,
    )

    @api.model
    def _default_date_from(self):
        return self.env["biuro.register"]._today().replace(month=1, day=1)

    @api.depends("register_id")
    def _compute_line_ids(self):
        for book in self:
            columns = book.register_id._get_book_columns() if book.register_id.model else []
            book.line_ids = [fields.Command.clear()] + [
                fields.Command.create({"sequence": sequence, "field": name, "label": label, "is_printed": True})
                for sequence, (name, label) in enumerate(columns)
            ]

    def action_print(self):
        """Make the file. Return the report action (dict)."""
        self.ensure_one()
        if not self.line_ids.filtered("is_printed"):
            raise UserError(self.env._("Choose at least one column."))
        if self.format == "pdf":
            self.register_id._check_book_pdf(self.date_from, self.date_to)
        report = self.env.ref(f"biuro_kancelaria.biuro_register_book_{self.format}")
        return report.report_action(self)

    def _get_subtitle(self):
        """Return the line under the title (str): code and period."""
        self.ensure_one()
        return self.env._("%(code)s, from %(first)s to %(last)s", code=self.register_id.code,
                          first=self.date_from.strftime("%d.%m.%Y"), last=self.date_to.strftime("%d.%m.%Y"))

    def _get_filename(self):
        """Return the name of the file without its ending (str)."""
        self.ensure_one()
        code = re.sub(r"[^\w-]+", "-", self.register_id.code)
        return f"{code}-{self.date_from:%Y-%m-%d}-{self.date_to:%Y-%m-%d}"

    def _get_arguments(self):
        """Return the arguments (dict) of ``biuro.register._iterate_book``."""
        self.ensure_one()
        return {
            "date_from": self.date_from,
            "date_to": self.date_to,
            "columns": self.line_ids.filtered("is_printed").mapped("field"),
            "order": self.sort_order or ", ".join(f"{line.field} {line.sort}" for line in self.line_ids if line.sort),
        }


class BiuroRegisterBookLine(models.TransientModel):
    _name = "biuro.register.book.line"
    _description = "Column of a Register Book"
    _order = "sequence, id"

    book_id = fields.Many2one("biuro.register.book", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer()
    field = fields.Char(required=True)
    label = fields.Char("Column", required=True)
    is_printed = fields.Boolean("Printed", default=True)
    sort = fields.Selection([("asc", "Ascending"), ("desc", "Descending")], "Sorted")
