import re
import unicodedata

from odoo import api, fields, models
from odoo.fields import Domain

STEM = 5  # letters of a word that carry its sense in an inflected language
ALIKE = 0.4
MOST = 200
WORD = re.compile(r"[^\W_]{4,}")


def stems(text):
    """Return the set of stems of the words of a text, without diacritics."""
    plain = unicodedata.normalize("NFKD", (text or "").lower().replace("ł", "l"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return {word[:STEM] for word in WORD.findall(plain)}


class BiuroSekretariatComplaintSimilar(models.Model):
    """The same person in the same matter: filed twice, or repeated after an answer (KPA art. 239)."""

    _inherit = "biuro.sekretariat.complaint"

    similar_ids = fields.Many2many(
        "biuro.sekretariat.complaint", string="Similar Entries", compute="_compute_similar_ids",
        help="Of the same person in a similar matter: filed twice, or repeated.",
    )

    @api.depends("partner_id", "complainant_name", "subject")
    def _compute_similar_ids(self):
        found = self._find_similar()
        for complaint in self:
            complaint.similar_ids = found.get(complaint._origin.id or complaint.id, self.browse())

    def _find_similar(self):
        """Return {id: records}: entries of the same person whose subject has most words in common."""
        names = [name for name in self.mapped("complainant_name") if (name or "").strip()]
        same = Domain("partner_id", "in", self.partner_id.ids) | Domain("complainant_name", "in", names)
        others = self.search_fetch(
            same & Domain("state", "!=", "annulled") & Domain("is_cancelled", "=", False),
            ["partner_id", "complainant_name", "subject", "register_ref", "parent_id"], limit=MOST, order="id desc",
        )
        if not others:
            return {}
        words = {other: stems(other.subject) for other in others}
        result = {}
        for complaint in self:
            key = complaint._origin.id or complaint.id
            mine, name = stems(complaint.subject), (complaint.complainant_name or "").strip().lower()

            def alike(other, complaint=complaint, mine=mine, name=name, key=key):
                family = other.parent_id.id == key or complaint.parent_id._origin.id in (other.id, other.parent_id.id)
                person = (
                    complaint.partner_id and other.partner_id == complaint.partner_id
                    or name and (other.complainant_name or "").strip().lower() == name
                )
                if other.id == key or not person or (family and complaint.parent_id) or other.parent_id.id == key:
                    return False
                smaller = min(len(mine), len(words[other]))
                return bool(smaller) and len(mine & words[other]) / smaller >= ALIKE

            result[key] = others.filtered(alike)
        return result

    def action_mark_repeated(self, previous_id, has_new_facts=False):
        """Say that a complaint repeats an earlier one.

        :param int previous_id: the earlier entry
        :param bool has_new_facts: it names new circumstances
        :return: True
        """
        self.ensure_one()
        self.write({"previous_id": previous_id, "has_new_facts": has_new_facts})
        return True
