from odoo import models
from odoo.exceptions import UserError


class BiuroRadaSession(models.Model):
    """All materials of a session at once."""

    _inherit = "biuro.rada.session"

    def action_publish_materials(self):
        """Prepare the publications of the materials of all open items that have files and none under way yet.

        :return: dict, a window action on the drafts of the publications
        :raise UserError: there is nothing to publish
        """
        self.ensure_one()
        self.check_access("write")
        items = self.agenda_item_ids.filtered(
            lambda item: item.attachment_ids and not item.is_confidential and item.publication_state == "none")
        if not items:
            raise UserError(self.env._("There is nothing to publish: open items have no new materials."))
        return items.action_publication_prepare()
