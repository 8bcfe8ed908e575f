from odoo import models


def _name_words(registry):
    """Definition of the index that serves searching by any part of the name, as the ORM writes such a search."""
    if not registry.has_trigram:
        return ""
    # above 1: the function is immutable, an index may use it
    column = registry.unaccent("name") if registry.has_unaccent > 1 else "name"
    return f"USING gin ({column} gin_trgm_ops)"


class ResPartner(models.Model):
    _inherit = "res.partner"

    # beside the ordinary index of the core: letters and cases are searched by a part of the correspondent's name
    _name_words_idx = models.Index(_name_words)
