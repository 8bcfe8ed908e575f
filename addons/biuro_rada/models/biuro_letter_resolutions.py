from odoo import fields, models


class BiuroLetter(models.Model):
    """Letters by which acts are submitted to supervision: their dispatch and delivery are facts of the supervision."""

    _inherit = "biuro.letter"

    supervision_ids = fields.One2many("biuro.rada.supervision", "letter_id", "Acts Submitted")

    def _after_dispatch(self, day):
        result = super()._after_dispatch(day)
        # sudo: biuro.rada.supervision - consequences of the dispatch, which the mail point makes
        self.env["biuro.rada.supervision"].sudo()._letters_dispatched(self, day)
        return result

    def _move_to(self, state, values=None):
        result = super()._move_to(state, values)
        if state == "delivered":
            # sudo: biuro.rada.supervision - consequences of the delivery, which the mail point records
            self.env["biuro.rada.supervision"].sudo()._letters_delivered(self)
        return result
