from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroRadaVoteAgenda(models.Model):
    """A vote may be on a change of the agenda: its result makes the change."""

    _inherit = "biuro.rada.vote"

    agenda_change_ids = fields.One2many("biuro.rada.agenda.change", "vote_id", "Changes of the Agenda")

    @api.constrains("majority")
    def _check_agenda_majority(self):
        for vote in self:
            if (
                vote.agenda_change_ids
                and vote.session_id.body_type == "council"
                and vote.majority != "absolute_statutory"
            ):
                raise ValidationError(
                    self.env._("RB-04: the agenda changes by the absolute majority of the statutory number.")
                )

    def _after_closing(self):
        super()._after_closing()
        if not self.session_id.is_rehearsal and self.result in ("adopted", "rejected", "no_quorum"):
            # sudo: biuro.rada.agenda.change, biuro.rada.agenda.item - the vote makes the change, whoever closed it
            self.sudo().agenda_change_ids._voted(self.sudo())
