from markupsafe import Markup

from odoo import api, models


class BiuroRadaResolution(models.Model):
    """The register as a whole, where the buttons of a resolution lead, what of it becomes public."""

    _inherit = "biuro.rada.resolution"

    # ---- the register --------------------------------------------------------------------------------------------

    @api.model
    @api.readonly
    def register_gaps(self, term_id, year=0):
        """Return the places of the register of a term that no resolution holds (RC-01).

        :param int term_id: the term; ``year`` where numbers begin anew each year
        :return: list of int, empty when the register is whole
        """
        taken = set(self.search([("term_id", "=", term_id), ("seq_year", "=", year), ("seq", ">", 0)]).mapped("seq"))
        return [seq for seq in range(1, max(taken, default=0)) if seq not in taken]

    def action_view_draft(self):
        """Open the draft (an action)."""
        self.ensure_one()
        return self.draft_id._open_one(self.draft_id)

    def action_view_session(self):
        """Open the session (an action)."""
        self.ensure_one()
        return self.draft_id._open_one(self.session_id)

    def action_view_vote(self):
        """Open the vote (an action)."""
        self.ensure_one()
        return self.draft_id._open_one(self.vote_id)

    # ---- publication ---------------------------------------------------------------------------------------------

    def _publication_values(self):
        self.ensure_one()
        note = Markup("")
        if self.annulled_on:
            note = Markup("<p><strong>%s</strong></p>") % "Stwierdzono nieważność uchwały."
        elif self.annulled_part:
            note = Markup("<p><strong>%s</strong> %s</p>") % ("Stwierdzono nieważność w części:", self.annulled_part)
        return {
            "name": f"Uchwała nr {self.number} {self.title}",
            "body": note + (self.body or Markup("")) + (self.justification or Markup("")),
            "category_code": "uchwaly",
            "legal_basis": "u.d.i.p. art. 6 ust. 1 pkt 4; u.s.g. art. 11b",
            "made_by": self.signed_by_id.partner_id.name or "Rada Miasta",
            "made_on": self.date_adopted,
        }
