from odoo import models


class BiuroLetterDeadline(models.Model):
    _name = "biuro.letter"
    _inherit = "biuro.letter"

    def _attach_case(self, case, action):
        first = not case.letter_ids
        result = super()._attach_case(case, action)
        if first:
            # the term of a matter runs from the day the letter came, not from the day its case was opened
            case._deadline_follow_letter()
        return result
