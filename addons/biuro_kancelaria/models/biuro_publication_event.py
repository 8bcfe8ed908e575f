from odoo import fields, models


class BiuroPublicationEvent(models.Model):
    """Journal of a publication: who did what and when (UDIP, art. 8 ust. 6; BIP regulation, § 15)."""

    _name = "biuro.publication.event"
    _description = "Publication Journal"
    _inherit = ["biuro.journal.mixin"]
    _order = "id"
    _journal_fields = ("publication_id", "action", "at", "user_id", "version", "note", "digest")

    publication_id = fields.Many2one(
        "biuro.publication",
        "Publication",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    action = fields.Selection(
        [
            ("create", "Prepared"),
            ("submit", "Given to check"),
            ("decide", "Decision on a finding"),
            ("return", "Returned"),
            ("check", "Anonymisation checked"),
            ("schedule", "Publication planned"),
            ("publish", "Published"),
            ("revise", "New version begun"),
            ("withhold", "Version withheld"),
            ("withdraw", "Withdrawn"),
        ],
        required=True,
        readonly=True,
    )
    at = fields.Datetime("When", required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "Who", required=True, readonly=True, index=True)
    version = fields.Integer(readonly=True, aggregator=None)
    note = fields.Char("Remarks", readonly=True)
    digest = fields.Char("SHA-256 of the Version", readonly=True)

    def _journal_chain(self):
        return f"publication:{self.publication_id.id}"
