from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError


class BiuroRadaAgendaItemPublic(models.Model):
    """Materials of an item in the public bulletin: files checked by a second person, beside the item of the agenda."""

    _name = "biuro.rada.agenda.item"
    _inherit = ["biuro.rada.agenda.item", "biuro.publication.mixin"]

    def _publication_values(self):
        """Return what becomes public: the title of the item and its files.

        :raise UserError: closed to the public by an act; no files; a session that is not convened, unless the item is
            the report on the state of the city, which is public once it is given to the council
        """
        self.ensure_one()
        if self.is_confidential:
            raise UserError(self.env._("An act closes this item to the public: its materials stay inside."))
        if not self.attachment_ids:
            raise UserError(self.env._("There are no materials to publish: add the files first."))
        if self.session_id.state in ("draft", "cancelled") and self.item_type != "state_report":
            raise UserError(self.env._("Materials are published with the notice: convene the session first."))
        state_report = self.item_type == "state_report"
        author = "Prezydent Miasta" if state_report else self.session_id.company_id.rada_council_name or "Rada Miasta"
        number = f"punkt {self.number}: " if self.number else ""
        return {
            "name": f"{self.session_id._title_text()}, {number}{self.title}",
            "body": Markup("<p>Materiały do punktu porządku obrad: %s</p>") % self.title,
            "category_code": "sesje",
            "legal_basis": "u.s.g. art. 28aa ust. 1" if state_report else "u.d.i.p. art. 6",
            "made_by": self.reporter_id.name or author,
            "made_on": self.session_id.notice_date or self.session_id.day,
            "files": self.attachment_ids._public_files(),
        }
