from odoo import api, fields, models


class BiuroPostingBook(models.TransientModel):
    """Posting book (książka nadawcza) of a day: what was handed to an operator."""

    _name = "biuro.posting.book"
    _description = "Posting Book"
    _rec_name = "date"

    date = fields.Date(required=True, default=lambda self: self.env["biuro.letter"]._today())
    operator = fields.Selection("_selection_operator", help="All carriers when empty.")
    only_recorded = fields.Boolean("Recorded Only", default=True)
    include_waiting = fields.Boolean(
        "With Letters To Dispatch", default=True,
        help="Also those that wait for dispatch: the book is printed before it.",
    )
    letter_count = fields.Integer("Letters", compute="_compute_letter_count")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    def _selection_operator(self):
        methods = self.env["biuro.delivery.method"].search([("operator", "!=", False)])
        return [(name, name) for name in sorted(set(methods.mapped("operator")))]

    @api.depends("date", "operator", "only_recorded", "include_waiting")
    def _compute_letter_count(self):
        for book in self:
            book.letter_count = len(book._get_letters())

    def _get_letters(self):
        """Return the letters of the book in the order of their numbers."""
        self.ensure_one()
        methods = [("channel", "in", ("post", "puh"))]
        if self.operator:
            methods.append(("operator", "=", self.operator))
        if self.only_recorded:
            methods.append(("is_recorded", "=", True))
        when = [("date_dispatched", "=", self.date)]
        if self.include_waiting:
            when = ["|", ("state", "=", "to_dispatch"), *when]
        return self.env["biuro.letter"].search([
            ("direction", "=", "out"), ("company_id", "=", self.company_id.id), ("state", "!=", "annulled"),
            ("delivery_method_id", "any", methods), *when,
        ], order="register_year, register_number, id")

    def _get_subtitle(self):
        return ", ".join(filter(None, [f"{self.date:%d.%m.%Y}", self.operator]))

    def action_print(self):
        """Print the book. Return the action (dict) of the report."""
        return self.env.ref("biuro_kancelaria.action_report_posting_book").report_action(self)
