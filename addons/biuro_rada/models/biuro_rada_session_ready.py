from odoo import api, fields, models


class BiuroRadaSession(models.Model):
    """How ready a coming session is: items that lack materials or opinions."""

    _inherit = "biuro.rada.session"

    not_ready_count = fields.Integer("Items Not Ready", compute="_compute_not_ready_count")

    @api.depends("agenda_item_ids.missing", "state")
    def _compute_not_ready_count(self):
        for session in self:
            coming = session.state in ("draft", "convened")
            session.not_ready_count = len(session.agenda_item_ids.filtered("missing")) if coming else 0

    def action_open_not_ready(self):
        """Open the items that lack materials, a draft or opinions. Return a window action (dict)."""
        self.ensure_one()
        Item = self.env["biuro.rada.agenda.item"]
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_agenda_item_action_ready"),
            "domain": [("session_id", "=", self.id), *Item._domain_not_ready()],
        }
