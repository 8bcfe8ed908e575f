from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BiuroRadaDraftOpinion(models.Model):
    """Opinion on a draft: of the legal adviser, the Treasurer, a committee or somebody outside."""

    _name = "biuro.rada.draft.opinion"
    _description = "Opinion on a Draft"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "draft_id, kind, id"
    _rec_name = "kind"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [("legal", "Legal adviser"), ("treasurer", "Treasurer"), ("committee", "Committee"), ("external", "Outside")],
        required=True,
        default="legal",
    )
    author_id = fields.Many2one("res.users", "Asked")
    committee_id = fields.Many2one("biuro.rada.committee", "Committee")
    partner_id = fields.Many2one("res.partner", "Outside Body")
    due = fields.Date()
    date = fields.Date("Given On", tracking=True)
    result = fields.Selection(
        [("positive", "Positive"), ("negative", "Negative"), ("remarks", "With remarks"), ("none", "No opinion given")],
        tracking=True,
    )
    text = fields.Text("Opinion")
    vote_id = fields.Many2one("biuro.rada.vote", "Vote of the Committee")

    @api.constrains("kind", "committee_id", "partner_id", "result", "date")
    def _check_opinion(self):
        for opinion in self:
            if opinion.kind == "committee" and not opinion.committee_id:
                raise ValidationError(self.env._("Name the committee that gives the opinion."))
            if opinion.kind == "external" and not opinion.partner_id:
                raise ValidationError(self.env._("Name the body that gives the opinion."))
            if opinion.result and not opinion.date:
                raise ValidationError(self.env._("Give the day of the opinion."))
