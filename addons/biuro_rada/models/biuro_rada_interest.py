import re

from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

LEAST_LETTERS = 4


class BiuroRadaInterest(models.Model):
    """Interest that a councillor declared: a company, an estate, a kinship that may bar from a vote (u.s.g. art. 25a).

    Where the words of the interest, or the firm, meet an item of the agenda, the office and the chair are warned before
    the vote; the councillor decides on the exclusion, and the council is told.
    """

    _name = "biuro.rada.interest"
    _description = "Declared Interest"
    _order = "councillor_id, id"
    _rec_name = "name"

    councillor_id = fields.Many2one(
        "biuro.rada.councillor", "Councillor", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(
        "Which Interest", required=True, help="What it is: a share in a company, a plot, a board, a kinship."
    )
    partner_id = fields.Many2one("res.partner", "Firm or Person", index="btree_not_null", ondelete="restrict")
    words = fields.Char(
        "Words to Watch For", help="Separated by commas; found in titles of items and drafts, e.g. a street, a company."
    )
    date_from = fields.Date("From", required=True, default=lambda self: office_today())
    date_to = fields.Date("To")
    source = fields.Char("Declared In", help="A property statement, a letter, a declaration at a session.")

    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "The last day cannot come before the first one."
    )

    def _watched(self):
        """Return the expressions (list of lists) looked for: of each word its beginning, as Polish words change."""
        self.ensure_one()
        # sudo: res.partner - the name of the firm that the office itself entered
        phrases = [*(self.words or "").split(","), self.sudo().partner_id.name or ""]
        expressions = []
        for phrase in phrases:
            words = [word for word in re.findall(r"\w+", phrase.lower()) if len(word) >= LEAST_LETTERS]
            if words:
                expressions.append([word[: max(LEAST_LETTERS, len(word) - 3)] for word in words])
        return expressions

    @api.model
    def _meets(self, expressions, text):
        """Tell whether a text speaks of an interest: all words of one expression begin words of the text."""
        words = re.findall(r"\w+", text.lower())
        return any(all(any(word.startswith(stem) for word in words) for stem in stems) for stems in expressions)

    @api.model
    def _meeting(self, items):
        """Return {item id: interests} where declared interests meet items of the agenda."""
        found = {}
        for session, own in items.grouped("session_id").items():
            members = session._members()
            interests = self.search(
                [
                    ("councillor_id", "in", members.ids),
                    ("date_from", "<=", session.day),
                    "|",
                    ("date_to", "=", False),
                    ("date_to", ">=", session.day),
                ]
            )
            watched = {interest: interest._watched() for interest in interests}
            for item in own:
                text = " ".join(filter(None, [item.title, item.draft_id.title]))
                ids = [interest.id for interest, expressions in watched.items() if self._meets(expressions, text)]
                if ids:
                    found[item.id] = self.browse(ids)
        return found
