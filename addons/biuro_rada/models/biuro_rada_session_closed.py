import html

from markupsafe import Markup, escape

from odoo import models


class BiuroRadaSessionClosed(models.Model):
    """Items that an act closes to the public are left out of the words that others read (u.s.g. art. 11b)."""

    _inherit = "biuro.rada.session"

    def _without_closed(self, text):
        """Return HTML (Markup) without what names the items that an act closes to the public.

        Other parts of the minutes name them too: the agenda, motions to change it, the list of resolutions.
        """
        # sudo: biuro.rada.agenda.item and what is taken under it - only to leave its words out
        items = self.sudo().agenda_item_ids.filtered("is_confidential")
        names = {*items.mapped("title"), *items.draft_id.mapped("title"), *items.vote_ids.mapped("subject")}
        names.update(self.sudo().agenda_change_ids.filtered(
            lambda change: change.item_id in items or change.new_item_id in items).mapped("title"))
        text = str(text)
        for name in sorted(filter(None, names), key=len, reverse=True):
            for written in {str(escape(name)), html.escape(name, quote=False)}:
                text = text.replace(written, "punkt z wyłączeniem jawności")
        return Markup(text)
