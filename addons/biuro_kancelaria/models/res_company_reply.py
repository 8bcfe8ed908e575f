from odoo import fields, models


class ResCompany(models.Model):
    """How the office accepts drafts of letters."""

    _inherit = "res.company"

    biuro_reply_reset = fields.Selection(
        [
            ("all", "All acceptances start anew"), ("from_role", "Steps before the one that returned it stay"),
            ("editorial", "A change of form alone keeps the acceptances"),
        ],
        "New Version of a Draft", default="all", required=True,
        help="What a new version does to the acceptances already given; the signature is always given to the last one.",
    )
    biuro_sign_days = fields.Integer(
        "Time for the Signature (Working Days)", default=1, required=True,
        help="Added to the times of the steps when the path is compared with the legal end.",
    )

    _biuro_sign_days_not_negative = models.Constraint(
        "CHECK (biuro_sign_days >= 0)", "The time for the signature cannot be negative.",
    )

