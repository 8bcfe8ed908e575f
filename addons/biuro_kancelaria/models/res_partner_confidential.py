from odoo import api, fields, models
from odoo.fields import Domain

from .biuro_access_mixin import Tokens


class ResPartner(models.Model):
    """Contact made from a letter: while all that it is used for is restricted, so is the contact.

    The address book is the whole office's. A person who wrote one confidential letter would stand in it for everybody;
    so a contact that was made while a letter was entered carries the access of its letters and cases, as long as none
    of them is open to a whole cell. A contact made in the address book is open to all.
    """

    _inherit = "res.partner"

    is_letter_contact = fields.Boolean(
        "Made from a Letter", readonly=True, copy=False,
        help="Entered together with a letter, not in the address book.",
    )
    is_confidential = fields.Boolean(
        "Confidential", readonly=True, copy=False,
        help="Used in restricted letters and cases only: seen by who sees one of them, the mail point and management.",
    )
    confidential_tokens = Tokens(groups=fields.NO_ACCESS, copy=False, prefetch=False)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals.pop("is_confidential", None)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and "is_confidential" in vals:
            # it follows from the letters and cases
            vals = {name: value for name, value in vals.items() if name != "is_confidential"}
        return super().write(vals)

    def _follow_access(self):
        """Let contacts made from letters follow the access of what they are used in; called when that changes."""
        # sudo: res.partner, biuro.letter, biuro.case - who may see them, nothing is shown
        for partner in self.sudo().filtered("is_letter_contact"):
            held = partner._confidential_tokens()
            if (partner.is_confidential, set(partner.confidential_tokens or ())) != (bool(held), held):
                partner.write({"is_confidential": bool(held), "confidential_tokens": sorted(held)})

    def _confidential_tokens(self):
        """Return the tokens (set of int) of who sees one of the uses, none when one is open or there is no use."""
        own = Domain("partner_id", "in", self.ids)
        uses = [("biuro.letter", own), ("biuro.case", own), ("biuro.letter", Domain("recipient_ids", "any", own))]
        opened = Domain("access_restricted", "=", False)
        if any(self.env[model].search_count(domain & opened, limit=1) for model, domain in uses):
            return set()
        held = set()
        for model, domain in uses:
            for use in self.env[model].search(domain):
                held.update(use.access_tokens or ())
        return held
