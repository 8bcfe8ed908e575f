import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

LEAST_LETTERS = 4


class BiuroRadaInterest(models.Model):
    """Interest that a councillor declared: where it meets a subject, the chair is warned before the vote (art. 25a).

    Whether one is excluded is not decided here: the warning asks the question in time.
    """

    _name = "biuro.rada.interest"
    _description = "Declared Interest"
    _inherit = ["biuro.rada.period.mixin"]
    _order = "councillor_id, date_from desc, id desc"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("property", "Property"),
            ("company", "Business or shares"),
            ("employment", "Employment"),
            ("membership", "Membership of an organisation"),
            ("family", "Close family"),
            ("other", "Other"),
        ],
        required=True,
        default="property",
    )
    name = fields.Char(
        "Words to Watch For",
        required=True,
        help="Names and places, separated by commas: a street, a company, a school. A word also meets its inflections.",
    )
    partner_id = fields.Many2one("res.partner", "Organisation or Person", index="btree_not_null")
    note = fields.Char("What the Interest Is")

    @api.constrains("name")
    def _check_words(self):
        for interest in self:
            if not interest._words():
                raise ValidationError(
                    self.env._("Give at least one word of four letters or more, so that the subject can be recognised.")
                )

    def _words(self):
        """Return the expressions to look for: of each word its beginning, as Polish words change at their ends."""
        self.ensure_one()
        expressions = []
        for phrase in [*(self.name or "").split(","), self.partner_id.name or ""]:
            stems = [
                word[: max(LEAST_LETTERS, len(word) - 3)]
                for word in re.findall(r"\w+", phrase.lower())
                if len(word) >= LEAST_LETTERS
            ]
            if stems:
                expressions.append(stems)
        return expressions

    def _meets(self, text):
        """Tell whether a text speaks of the interest: all words of one expression begin words of the text."""
        words = re.findall(r"\w+", text.lower())
        return any(
            all(any(word.startswith(stem) for word in words) for stem in expression) for expression in self._words()
        )

    @api.model
    def _warnings(self, councillors, day, text):
        """Return whose interests meet a text (list of dicts ``councillor`` (id), ``name``, ``text``)."""
        # sudo: own model - whoever leads the session is warned, without the right to read the declarations
        found = self.sudo().search(Domain("councillor_id", "in", councillors.ids) & self._domain_on(day))
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return [
            {
                "councillor": interest.councillor_id.id,
                "name": interest.councillor_id.display_name,
                "text": f"{interest.councillor_id.display_name}: {kinds[interest.kind]} – "
                f"{interest.note or interest.name}",
            }
            for interest in found
            if interest._meets(text)
        ]
