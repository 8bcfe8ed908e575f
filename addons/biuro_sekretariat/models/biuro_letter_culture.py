from odoo import models


class BiuroLetter(models.Model):
    """The dispatch of a letter ends the term of the extract it carries."""

    _inherit = "biuro.letter"

    def _after_dispatch(self, day):
        super()._after_dispatch(day)
        # sudo: biuro.sekretariat.culture.extract.request - a fact of the letter, whoever dispatches it
        requests = self.env["biuro.sekretariat.culture.extract.request"].sudo().search([
            ("letter_out_id", "in", self.ids), ("state", "=", "issued"),
        ])
        for letter, carried in requests.grouped("letter_out_id").items():
            carried._mark_sent(day, letter.tracking_number)
