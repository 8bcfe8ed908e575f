from odoo import api, fields, models


class BiuroRadaSessionDebate(models.Model):
    """Residents in the debate on the report on the state of the city (u.s.g. art. 28aa)."""

    _inherit = "biuro.rada.session"

    debate_application_ids = fields.One2many("biuro.rada.debate.application", "session_id", "Residents in the Debate")
    has_debate = fields.Boolean(compute="_compute_has_debate")

    @api.depends("agenda_item_ids.item_type")
    def _compute_has_debate(self):
        for session in self:
            session.has_debate = "state_report" in session.agenda_item_ids.mapped("item_type")

    def action_close(self):
        """Close the session; the lists of residents' supporters are removed with it.

        :return: True
        :raise UserError: as before
        """
        result = super().action_close()
        self.env["biuro.rada.debate.application"]._remove_lists(self)
        return result
