from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaInterpellationYear(models.TransientModel):
    """Statistics of interpellations and questions of a year: per councillor and cell, in time and late, overdue."""

    _name = "biuro.rada.interpellation.year"
    _description = "Statistics of Interpellations"

    year = fields.Integer(required=True, default=lambda self: office_today().year)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company, required=True)

    def _get_domain(self):
        self.ensure_one()
        return [
            ("company_id", "=", self.company_id.id),
            ("submitted_date", ">=", f"{self.year}-01-01"),
            ("submitted_date", "<=", f"{self.year}-12-31"),
            ("state", "not in", ("returned", "withdrawn", "reclassified")),
        ]

    def _get_tables(self):
        """Return the tables of the statistics: list of dicts ``title``, ``head``, ``rows``."""
        Stat = self.env["biuro.rada.interpellation.stat"]
        head = ["interpelacje", "zapytania", "w terminie", "po terminie", "w toku", "średnia dni"]
        tables = []
        for field, title, first in (
            ("councillor_id", "Radni", "Radny"),
            ("department_id", "Komórki odpowiadające", "Komórka"),
        ):
            domain = [("year", "=", self.year), ("company_id", "=", self.company_id.id)]
            if field == "department_id":
                domain.append(("is_first_author", "=", True))  # each text once, however many authors it has
            rows = []
            for record, *sums in Stat._read_group(
                domain,
                [field],
                ["interpellations:sum", "questions:sum", "in_time:sum", "late:sum", "running:sum", "days_taken:avg"],
            ):
                days = f"{sums.pop():.1f}".replace(".", ",") if sums[-1] is not None else (sums.pop() or "–")
                rows.append([record.display_name or "–", *sums, days])
            tables.append({"title": title, "head": [first, *head], "rows": sorted(rows)})
        return tables

    def _get_overdue(self):
        """Return the overdue entries (``biuro.rada.interpellation``), the latest term last."""
        return self.env["biuro.rada.interpellation"].search(
            [("is_overdue", "=", True), ("company_id", "=", self.company_id.id)], order="deadline_next, id"
        )

    def get_tables(self):
        """Return the tables of the statistics.

        :return: list of dicts ``title``, ``head`` (list of str), ``rows`` (list of lists)
        """
        self.ensure_one()
        return self._get_tables()

    def action_print(self):
        """Print the statistics.

        :return: report action (dict)
        """
        self.ensure_one()
        return self.env.ref("biuro_rada.biuro_rada_interpellation_year_report_pdf").report_action(self)

    def action_export(self):
        """Give the statistics as a spreadsheet.

        :return: report action (dict)
        """
        self.ensure_one()
        return self.env.ref("biuro_rada.biuro_rada_interpellation_year_report_xlsx").report_action(self)
