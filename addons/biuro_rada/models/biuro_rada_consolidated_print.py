from odoo import models

from ..law.act_file import day_words


class BiuroRadaConsolidated(models.Model):
    """What the printed announcement says."""

    _inherit = "biuro.rada.consolidated"

    def _get_print_values(self):
        """Return the words of the printed announcement (dict)."""
        self.ensure_one()
        own = self.resolution_id
        changes = self.relation_ids or self.pending_ids
        return {
            "body": own._council_name(),
            "day": day_words(self.date),
            "as_of": day_words(self.as_of),
            "resolution": f"uchwały nr {own.number} {own._council_name()} z dnia {day_words(own.date_adopted)}",
            "journal": own.journal_text or "",
            "changes": [
                f"uchwałą nr {row.resolution_id.number} z dnia {day_words(row.resolution_id.date_adopted)}"
                + (f" ({row.resolution_id.journal_text})" if row.resolution_id.journal_text else "")
                for row in changes.sorted(lambda row: row.resolution_id.date_adopted)
            ],
            "signer": f"{self.signed_by_id.first_name} {self.signed_by_id.last_name}" if self.signed_by_id else "",
        }
