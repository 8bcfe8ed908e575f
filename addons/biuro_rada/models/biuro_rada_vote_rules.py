from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

SPECIAL = {"confidence": ("confidence",), "discharge": ("discharge_grant", "discharge_refuse")}
# the absolute majority of the statutory number is one of votes too; 3/5 of it is both
STRONGER = {
    "absolute": ("absolute", "absolute_statutory", "three_fifths_statutory"),
    "absolute_statutory": ("absolute_statutory", "three_fifths_statutory"),
    "three_fifths_statutory": ("three_fifths_statutory",),
}
USUAL_BASIS = "u.s.g. art. 14 ust. 1"


class BiuroRadaVote(models.Model):
    """What the acts demand of a vote of the council: majority, kind, openness. Asked when it is written and opened."""

    _inherit = "biuro.rada.vote"

    secret_basis = fields.Char(
        "Basis of the Secret Vote", help="The council votes openly unless an act says otherwise (art. 14 ust. 1).",
    )

    @api.constrains("draft_id", "agenda_item_id", "is_final", "majority", "special")
    def _check_draft(self):
        for vote in self:
            draft = vote.draft_id
            # a committee gives its opinion under an item of its own
            if not draft or not vote.is_final or vote.session_id.body_type != "council":
                continue
            if draft != vote.agenda_item_id.draft_id:
                raise ValidationError(self.env._(
                    "%(draft)s is not the matter of this item. Vote on the draft under its own item of the agenda.",
                    draft=draft.display_name,
                ))
            vote._check_majority_of_draft()

    def _check_majority_of_draft(self):
        draft = self.draft_id
        if self.majority not in STRONGER.get(draft.majority, (self.majority,)):
            if draft.kind == "union":
                raise ValidationError(self.env._(
                    "RG-02: a union is joined by the absolute majority of the statutory number (art. 67 ust. 1)."
                ))
            if draft.majority == "absolute":
                raise ValidationError(self.env._(
                    "RC-02: a financial obligation needs the absolute majority of votes (art. 58 ust. 2)."
                ))
            raise ValidationError(self.env._(
                "This draft needs another majority (%(basis)s). Choose the one that the draft shows.",
                basis=draft.majority_basis,
            ))
        wanted = SPECIAL.get(draft.kind)
        if wanted and self.special not in wanted:
            raise ValidationError(self.env._(
                "Say that this is the vote of confidence or on the discharge: the outcome is stated by its own rules "
                "(art. 28a, 28aa)."
            ))

    def action_open(self):
        """Open the vote; what the acts demand of it is asked again, as the draft may have changed since.

        :return: dict, see ``get_state``
        :raise UserError: as before; a weaker majority than the draft needs; in the council a stricter one, a secret
            vote or a roll-call without its basis
        """
        self.ensure_one()
        if self.state == "draft" and not self.session_id.is_rehearsal:
            self._check_draft()
            if self.session_id.body_type == "council":
                self._check_bases()
        return super().action_open()

    def _check_bases(self):
        if self.majority != "simple" and (self.majority_basis or "").strip() == USUAL_BASIS:
            raise UserError(self.env._(
                "Give the act that demands this majority: without one the simple majority decides.",
            ))
        if self.ballot == "secret" and not self.is_election and not (self.secret_basis or "").strip():
            raise UserError(self.env._(
                "Give the act that makes this vote secret: the council votes openly (art. 14 ust. 1).",
            ))
        if self.ballot == "open_rollcall" and not (self.device_failure_note or "").strip():
            raise UserError(self.env._("Say what failed: a roll-call replaces the devices (art. 14 ust. 3)."))
