from odoo import fields, models

REQUEST = "biuro.wybory.osiedle.request"


class BiuroLetterOsiedle(models.Model):
    """Letters that answer requests of units: their dispatch ends the term."""

    _inherit = "biuro.letter"

    osiedle_request_ids = fields.One2many(REQUEST, "reply_letter_id", "Requests of Units Answered")
    source_osiedle_request_ids = fields.One2many(REQUEST, "source_letter_id", "Requests of Units in the Letter")

    def _after_dispatch(self, day):
        result = super()._after_dispatch(day)
        # sudo: biuro.wybory.osiedle.request - consequences of the dispatch, which the mail point makes
        Request = self.env[REQUEST].sudo()
        for letter in self:
            for request in Request.search([("reply_letter_id", "=", letter.id)]):
                request._reply_dispatched(letter, day)
        return result

    def _find_deadlines(self):
        found = super()._find_deadlines()
        if self.ids:
            # sudo: biuro.deadline, biuro.wybory.osiedle.request - the terms that this letter is to meet
            requests = self.env[REQUEST].sudo().search([("reply_letter_id", "in", self.ids)])
            found |= requests.deadline_ids.filtered(lambda line: line.state == "running").sudo(False)
        return found.sorted(lambda deadline: (deadline.sudo().date_deadline, deadline.id))
