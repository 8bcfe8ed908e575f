from odoo import fields, models


def _name_words(registry):
    """Definition of the index that serves searching by any part of the name, as the ORM writes such a search."""
    if not registry.has_trigram:
        return ""
    # above 1: the function is immutable, an index may use it
    column = registry.unaccent("name") if registry.has_unaccent > 1 else "name"
    return f"USING gin ({column} gin_trgm_ops)"


class ResPartner(models.Model):
    """Correspondents of the office: their address for electronic delivery (ustawa o doręczeniach elektronicznych)."""

    _inherit = "res.partner"

    ade_address = fields.Char(
        "e-Delivery Address",
        index="btree_not_null",
        help="Address from the base (BAE), e.g. AE:PL-12345-67890-ABCDE-12.",
    )
    ade_type = fields.Selection(
        [("public", "Public service"), ("qualified", "Qualified service")], "e-Delivery Service"
    )
    ade_status = fields.Selection(
        [("none", "No address"), ("active", "Active"), ("removed", "Removed")],
        "e-Delivery Status",
        default="none",
    )
    ade_checked_at = fields.Datetime(
        "e-Delivery Address Checked At",
        help="An entry of the base may expire: check it before each dispatch.",
    )
    is_public_body = fields.Boolean("Public Body", help="Letters reach a public body when they arrive at its address.")

    # beside the ordinary index of the core: letters and cases are searched by a part of the correspondent's name
    _name_words_idx = models.Index(_name_words)
