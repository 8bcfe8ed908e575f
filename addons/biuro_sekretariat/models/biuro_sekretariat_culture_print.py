from odoo import models

from ..law import culture


class BiuroSekretariatCultureInstitution(models.Model):
    """What the printouts of the register and of the book show."""

    _inherit = "biuro.sekretariat.culture.institution"

    def _get_print_book(self):
        """Return the divisions of the register book: list of dicts ``name``, ``rows`` (records in their order)."""
        self.ensure_one()
        rows = self.env["biuro.sekretariat.culture.book.entry"].search(
            [("institution_id", "=", self.id)], order="division, position",
        ).grouped("division")
        return [
            {"name": name, "rows": rows.get(str(number)) or []} for number, name in culture.DIVISIONS.items()
        ]

    def _get_print_rubrics(self, day):
        """Return the nine rubrics with the content current on a day (list of dicts ``rubric``, ``label``, ``text``)."""
        self.ensure_one()
        return [
            {
                "rubric": rubric["rubric"], "label": rubric["label"],
                "lines": [value["content"] for value in rubric["values"] if value["is_current"]],
            }
            for rubric in self._get_as_of(day)[self.id]["rubrics"]
        ]

    def _get_print_struck(self):
        """Return the day and the basis of the deletion as a Polish sentence (str), empty for an open entry."""
        self.ensure_one()
        strike = self.register_entry_ids.filtered(lambda entry: entry.kind == "strike")[:1]
        return f"Wpis wykreślono w dniu {strike.date:%d.%m.%Y} r. Podstawa: {strike.basis_text}." if strike else ""

    def action_print_book(self):
        """Print the register book of the institution. Return the report action (dict)."""
        return self.env.ref("biuro_sekretariat.biuro_sekretariat_culture_book_report").report_action(self)
