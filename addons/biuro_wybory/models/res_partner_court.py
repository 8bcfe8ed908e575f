from odoo import fields, models


class ResPartner(models.Model):
    """Courts to which the Council elects lay judges (u.s.p. art. 160); those of the Supreme Court are the Senate's."""

    _inherit = "res.partner"

    court_kind = fields.Selection(
        [("so", "Regional court"), ("sr", "District court")],
        "Kind of Court",
        index="btree_not_null",
        help="Lay judges of regional and district courts are elected by councils of gminas in the court's area.",
    )
