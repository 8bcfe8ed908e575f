from odoo import fields, models


class ResCompanyLive(models.Model):
    """How votes are shown in the hall."""

    _inherit = "res.company"

    rada_hide_running_count = fields.Boolean(
        "Hide the Count While a Vote Is Open",
        help="The hall screen shows how many have voted, not how, until the vote is closed.",
    )
