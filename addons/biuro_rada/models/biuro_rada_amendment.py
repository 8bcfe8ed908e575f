from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

REACH = [("1", "Whole draft or its principle"), ("2", "Provision: its substance"), ("3", "Detail, wording")]


class BiuroRadaAmendment(models.Model):
    """Amendment (poprawka) to a draft, or the proposer's own one (autopoprawka).

    The farthest-reaching is voted first; the proposer's own one enters the text without a vote.
    """

    _name = "biuro.rada.amendment"
    _description = "Amendment to a Draft"
    _inherit = ["biuro.guard.mixin"]
    _order = "draft_id, reach, sequence, id"
    _rec_name = "title"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10, aggregator=None)
    reach = fields.Selection(REACH, "How Far It Reaches", required=True, default="2")
    title = fields.Char(required=True, help="What it changes, e.g. § 3 ust. 2.")
    text = fields.Html(required=True)
    kind = fields.Selection(
        [("amendment", "Moved amendment"), ("own", "Proposer's own")], required=True, default="amendment"
    )
    author_id = fields.Many2one("biuro.rada.councillor", "Councillor")
    author_name = fields.Char("Other Author")
    filed_on = fields.Date("Filed On")
    old_text = fields.Char(
        "Words Replaced", help="As they stand in the draft, exactly once: then the text changes by itself."
    )
    new_text = fields.Char("New Words")
    vote_id = fields.Many2one("biuro.rada.vote", "Vote", readonly=True, copy=False)
    result = fields.Selection(
        [
            ("accepted", "Adopted"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
            ("moot", "Without object"),
        ],
        readonly=True,
        copy=False,
    )
    excludes_ids = fields.Many2many(
        "biuro.rada.amendment",
        "biuro_rada_amendment_excludes_rel",
        "amendment_id",
        "other_id",
        "Makes Moot",
        domain="[('draft_id', '=', draft_id), ('id', '!=', id)]",
        help="Amendments that need no vote once this one is accepted.",
    )
    is_incorporated = fields.Boolean("In the Text", readonly=True, copy=False)

    @api.constrains("kind", "author_id", "author_name")
    def _check_author(self):
        for amendment in self:
            if amendment.kind == "amendment" and not amendment.author_id and not (amendment.author_name or "").strip():
                raise ValidationError(self.env._("Name who moves the amendment."))

    def write(self, vals):
        closed = {"text", "title", "kind", "draft_id", "reach", "old_text", "new_text"} & vals.keys()
        if closed and not self.env.su and any(amendment.result for amendment in self):
            raise UserError(self.env._("This amendment is settled: it stays as it was voted."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        if any(amendment.result for amendment in self):
            raise UserError(self.env._("This amendment is settled: it stays as it was voted."))

    def _settle(self, result, vote=None):
        """Write the result; an accepted amendment makes others moot."""
        for amendment in self:
            # sudo: own model - results are written by verbs only; the access was checked by the caller
            amendment.sudo().write({"result": result, "vote_id": vote.id if vote else False})
            if result == "accepted":
                moot = amendment.excludes_ids.filtered(lambda other: not other.result)
                moot.sudo().write({"result": "moot"})

    def _check_open(self):
        self.check_access("write")
        for amendment in self:
            if amendment.result:
                raise UserError(self.env._("This amendment is settled already."))
            amendment.draft_id._check_state("received", "opinions", "committee", "ready", "on_agenda", "postponed")

    def action_take_over(self):
        """Take the amendments into the text without a vote: the proposer's own, or taken over by the proposer.

        :return: True
        :raise UserError: settled already; the draft was voted
        """
        self._check_open()
        # sudo: own model - who took it over is what the kind says from now on
        self.sudo().kind = "own"
        self._settle("accepted")
        self.filtered("old_text").action_incorporate()
        return True

    def action_withdraw(self):
        """Withdraw the amendments.

        :return: True
        :raise UserError: settled already
        """
        self._check_open()
        self._settle("withdrawn")
        return True

    def action_incorporate(self):
        """Enter the accepted amendments in the text: the words replaced where they are given, else by hand.

        With the words given they must stand in the text exactly once. Without them the text was changed by hand and
        this notes it. A version is kept either way; a resolution not signed yet takes the text over.

        :return: True
        :raise UserError: not accepted; entered already; the words are not in the text exactly once; signed already
        """
        for amendment in self:
            draft, resolution = amendment.draft_id, amendment.draft_id.resolution_id
            (resolution or draft).check_access("write")
            if amendment.result != "accepted":
                raise UserError(self.env._("Only an accepted amendment enters the text."))
            if amendment.is_incorporated:
                raise UserError(self.env._("This amendment is in the text already."))
            if resolution and resolution.signed_on:
                raise UserError(self.env._("%s is signed: its text is closed.", resolution.display_name))
            holder = resolution or draft
            if amendment.old_text:
                body = holder.body or Markup("")
                old, new = Markup.escape(amendment.old_text), Markup.escape(amendment.new_text or "")
                if body.count(old) != 1:
                    raise UserError(
                        self.env._(
                            "“%(words)s” stands in the text %(count)s times: enter the amendment by hand.",
                            words=amendment.old_text,
                            count=body.count(old),
                        )
                    )
                # sudo: own models - the text follows the vote; access to the record was checked above
                holder.sudo().body = body.replace(old, new)
            # sudo: own models - as above
            amendment.sudo().is_incorporated = True
            if resolution:
                draft.sudo().body = resolution.body
            draft.sudo()._add_version(self.env._("Amendment: %s", amendment.title))
        return True
