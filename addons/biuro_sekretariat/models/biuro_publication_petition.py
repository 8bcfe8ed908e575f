import re

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

TEXTS = ("name", "summary", "body", "change_note", "made_by")


class BiuroPublication(models.Model):
    """Publications of petitions: a name without consent does not leave, and the petition knows what the public saw."""

    _inherit = "biuro.publication"

    def _petition(self):
        """Return the petition a publication comes from (one or empty), with the rights of the system."""
        self.ensure_one()
        # sudo: biuro.sekretariat.petition - who checks the publication need not handle the petition
        petitions = self.env["biuro.sekretariat.petition"].sudo()
        return petitions.browse(self.res_id).exists() if self.res_model == petitions._name else petitions

    def _check_petition_names(self):
        """Refuse a text that names somebody who did not consent (ustawa o petycjach art. 4(3), art. 8(1))."""
        for publication in self:
            names = publication._petition()._private_names() if publication._petition() else []
            text = " ".join(html2plaintext(str(publication[name] or "")) for name in TEXTS)
            text += " " + " ".join(
                f"{file.name} {file.description or ''}" for file in publication.file_ids
            )
            if any(self._names(name, text) for name in names):
                raise UserError(self.env._("There is no consent to disclose the data: publish the anonymised version."))

    @api.model
    def _names(self, name, text):
        """Tell whether a text holds a name: as a whole, turned round, or by a surname alone."""
        words = [re.escape(word) for word in name.split()]
        forms = [r"\s+".join(words), r"\s+".join(reversed(words))]
        if len(words) in (2, 3) and len(words[-1]) > 3:
            forms.append(words[-1])
        return any(re.search(rf"(?<!\w){form}(?!\w)", text, re.IGNORECASE) for form in forms)

    def action_submit(self):
        """Give drafts to the check of their anonymisation; a petition names nobody without consent.

        :return: True
        :raise UserError: see the ground floor; a name without consent
        """
        self._check_petition_names()
        return super().action_submit()

    def action_check(self):
        """State, as a second person, that no personal data are left; a petition names nobody without consent.

        :return: True
        :raise UserError: see the ground floor; a name without consent
        """
        self._check_petition_names()
        return super().action_check()

    def _publish(self, user):
        self._check_petition_names()
        result = super()._publish(user)
        for publication in self:
            model = publication.res_model
            if model and hasattr(self.env[model], "_after_publish"):
                # sudo: the record that was published - only notes what the public saw
                self.env[model].sudo().browse(publication.res_id)._after_publish(publication)
        return result
