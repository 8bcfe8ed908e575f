from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaVoteDraft(models.Model):
    """A vote may be on an amendment to a draft, or on the whole of it: then the draft is adopted or rejected by it."""

    _inherit = "biuro.rada.vote"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft Resolution", index="btree_not_null", ondelete="restrict")
    is_final = fields.Boolean("On the Whole Draft")
    amendment_id = fields.Many2one("biuro.rada.amendment", "Amendment", index="btree_not_null", ondelete="restrict")

    def _after_closing(self):
        super()._after_closing()
        if self.session_id.is_rehearsal:
            return
        if self.session_id.body_type == "committee":
            self._give_committee_opinion()
        elif self.is_final and self.draft_id:
            self.draft_id._voted(self)
        if self.amendment_id and self.result in ("adopted", "rejected") and self.session_id.body_type == "council":
            self.amendment_id._settle("accepted" if self.result == "adopted" else "rejected", self)

    def _give_committee_opinion(self):
        """A committee that voted on the whole draft has given the opinion it was asked for."""
        if not (self.is_final and self.draft_id) or self.result not in ("adopted", "rejected"):
            return
        committees = self.committee_id or self.session_id.committee_ids
        for opinion in self.draft_id.opinion_ids.filtered(
            lambda line: line.kind == "committee" and line.state == "asked" and line.committee_id in committees
        ):
            opinion._take(
                "positive" if self.result == "adopted" else "negative",
                min(self.session_id.day, office_today()),
                vote=self,
            )
