from odoo import fields, models


class BiuroLetter(models.Model):
    """A letter that invites the President becomes an invitation in one click."""

    _inherit = "biuro.letter"

    invitation_ids = fields.One2many("biuro.sekretariat.invitation", "letter_id", "Invitations")

    def action_make_invitation(self):
        """Make an invitation of an incoming letter, or open the one that was made of it.

        :return: window action (dict) of the invitation
        :raise UserError: for a letter that is not in the register
        Legal source: instrukcja kancelaryjna § 6(2)(1).
        """
        self.ensure_one()
        return self._make_record("biuro.sekretariat.invitation", self._make_invitation)

    def _make_invitation(self):
        invitation = self.env["biuro.sekretariat.invitation"].create({
            "name": self.title, "letter_id": self.id, "organizer_id": self.partner_id.id,
            "organizer_name": self.partner_id.display_name or self.correspondent,
            "date_received": self.date_received or self._today(),
        })
        if self.case_id:
            # sudo: own model - the guard refuses the case from anyone else; it is the letter's
            invitation.sudo().case_id = self.case_id
        return invitation
