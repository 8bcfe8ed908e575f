from odoo import models

from odoo.addons.biuro_rada.law.numbers import roman

from . import biuro_wybory_osiedle_body_term  # noqa: F401 - the model stands before what extends it


class BiuroWyboryOsiedleBodyTermMark(models.Model):
    """The mark of a term in numbers of resolutions."""

    _inherit = "biuro.wybory.osiedle.body.term"

    def _series_mark(self):
        """Return the ordinal number of the term within its unit, Roman, e.g. ``III``."""
        self.ensure_one()
        return roman(self.search_count([
            ("unit_id", "=", self.unit_id.id), ("date_from", "<=", self.date_from)]) or 1)
