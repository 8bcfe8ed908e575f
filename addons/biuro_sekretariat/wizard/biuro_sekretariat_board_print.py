from odoo import fields, models


class BiuroSekretariatBoardPrint(models.TransientModel):
    """The printed month of the head: the figures are read when it is printed, by whoever prints."""

    _name = "biuro.sekretariat.board.print"
    _description = "Printed Figures of a Month"

    month = fields.Char(required=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)

    def _get_month(self):
        """Return the figures (dict, see ``biuro.sekretariat.board.get_month``)."""
        self.ensure_one()
        return self.env["biuro.sekretariat.board"].get_month(self.month)
