from odoo import models

MONTHS = {
    "01": "styczeń", "02": "luty", "03": "marzec", "04": "kwiecień", "05": "maj", "06": "czerwiec", "07": "lipiec",
    "08": "sierpień", "09": "wrzesień", "10": "październik", "11": "listopad", "12": "grudzień",
}
OUTCOMES = {"planned": "–", "done": "zrealizowano", "postponed": "przełożono", "dropped": "wykreślono"}


class BiuroRadaWorkplan(models.Model):
    """What a printed work plan says; official texts are Polish."""

    _inherit = "biuro.rada.workplan"

    def _get_month_names(self):
        """Return the names of months by their numbers (dict)."""
        return MONTHS

    def _get_outcome(self, line):
        """Return what became of a topic, in words (str)."""
        parts = [OUTCOMES[line.state]]
        if line.session_id.day:
            parts.append(f"{line.session_id.day:%d.%m.%Y}")
        if line.note:
            parts.append(line.note)
        return ", ".join(parts)
