from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroPublicationEvent(models.Model):
    """Journal of a publication: who did what and when (UDIP, art. 8 ust. 6; BIP regulation, § 15)."""

    _name = "biuro.publication.event"
    _description = "Publication Journal"
    _order = "id"

    publication_id = fields.Many2one(
        "biuro.publication", "Publication", required=True, readonly=True, index=True, ondelete="restrict",
    )
    action = fields.Selection(
        [
            ("create", "Prepared"), ("submit", "Given to check"), ("decide", "Decision on a finding"),
            ("return", "Returned"), ("check", "Anonymisation checked"), ("schedule", "Publication planned"),
            ("publish", "Published"), ("revise", "New version begun"), ("withhold", "Version withheld"),
            ("withdraw", "Withdrawn"),
        ],
        required=True, readonly=True,
    )
    at = fields.Datetime("When", required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "Who", required=True, readonly=True, index=True)
    version = fields.Integer(readonly=True, aggregator=None)
    note = fields.Char("Remarks", readonly=True)

    def write(self, vals):
        raise UserError(self.env._("A row of a journal cannot be changed. Add a row that corrects it."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_journal(self):
        raise UserError(self.env._("A row of a journal cannot be deleted."))
