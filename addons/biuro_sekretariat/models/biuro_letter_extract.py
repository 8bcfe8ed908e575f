from odoo import models


class BiuroLetter(models.Model):
    """An application for an extract of the register becomes a request in one click."""

    _inherit = "biuro.letter"

    def action_make_extract_request(self):
        """Make the request for an extract of the register of cultural institutions that the letter asks for.

        The institution is chosen in the request; the first open entry is proposed.

        :return: window action (dict) of the request, a draft
        :raise UserError: not an incoming letter in the register, no institution entered
        """
        return self._make_record("biuro.sekretariat.culture.extract.request", self._make_extract_request)

    def _make_extract_request(self):
        Request = self.env["biuro.sekretariat.culture.extract.request"]
        institution = self.env["biuro.sekretariat.culture.institution"].search(
            [("state", "!=", "draft")], order="state, register_number", limit=1,
        )
        address = ", ".join(filter(None, [
            " ".join(filter(None, [self.sender_street, self.sender_building])),
            " ".join(filter(None, [self.sender_zip, self.sender_city])),
        ]))
        return Request.create({
            "letter_id": self.id, "institution_id": institution.id, "partner_id": self.partner_id.id,
            "applicant": self.correspondent, "applicant_address": address or False,
            "date_received": self.date_received, "form": "electronic" if self.is_electronic else "paper",
            "clerk_id": self.clerk_id.id or self.env.user._biuro_employee().id,
        })
