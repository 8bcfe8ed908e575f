import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRadaDraftVersion(models.Model):
    """Version of the text of a draft, kept as it was: what was given to opinions, what was voted, what came of it."""

    _name = "biuro.rada.draft.version"
    _description = "Version of a Draft"
    _order = "draft_id, number desc"
    _rec_name = "number"

    draft_id = fields.Many2one(
        "biuro.rada.draft", "Draft", required=True, readonly=True, index=True, ondelete="cascade"
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    title = fields.Char(readonly=True)
    body = fields.Html("Text", readonly=True)
    justification = fields.Html(readonly=True)
    reason = fields.Char(readonly=True)
    made_by_id = fields.Many2one("res.users", "Made By", readonly=True)
    made_at = fields.Datetime("Made At", readonly=True)
    checksum = fields.Char("Checksum (SHA-256)", readonly=True)

    _number_uniq = models.Constraint("UNIQUE (draft_id, number)", "This number of a version is taken already.")

    @api.depends("number", "reason")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._("version %s", version.number)

    @api.model
    def _checksum_of(self, title, body, justification):
        return hashlib.sha256("\n".join((title or "", body or "", justification or "")).encode()).hexdigest()

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("A version of a draft is kept as it was."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A version of a draft is kept as it was."))
