from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today

FILED = ("filed", "filed_late", "analysed", "published")


class BiuroRadaStatementReport(models.TransientModel):
    """Information on property statements, given to the Council by 30 October (u.s.g. art. 24h ust. 12)."""

    _name = "biuro.rada.statement.report"
    _description = "Information on Property Statements"

    year = fields.Integer(required=True, default=lambda self: office_today().year)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company, required=True)
    conclusions = fields.Text(help="What was done about what was found.")

    def _statements(self):
        return self.env["biuro.rada.statement"].search(
            [("year", "=", self.year), ("company_id", "=", self.company_id.id)], order="kind, councillor_id"
        )

    def _get_report(self):
        """Return what the information says: dict ``sums``, ``late``, ``missing``, ``found`` (lists of rows)."""
        self.ensure_one()
        records = self._statements()
        filed = records.filtered("filed_on")
        late = filed.filtered(lambda line: line.date_deadline and line.filed_on > line.date_deadline)
        missing = records - filed
        return {
            "sums": [
                ("oświadczenia oczekiwane", len(records.filtered(lambda line: line.kind != "correction"))),
                ("złożone w terminie", len((filed - late).filtered(lambda line: line.kind != "correction"))),
                ("złożone po terminie", len(late.filtered(lambda line: line.kind != "correction"))),
                ("niezłożone", len(missing.filtered(lambda line: line.kind != "correction"))),
                ("korekty złożone", len(filed.filtered(lambda line: line.kind == "correction"))),
                ("przeanalizowane", len(records.filtered("analysed_on"))),
                ("przekazane do urzędu skarbowego", len(records.filtered("sent_to_tax_on"))),
            ],
            "late": late,
            "missing": missing.filtered(lambda line: line.kind != "correction"),
            "found": records.filtered("analysis_result"),
        }

    def get_report(self):
        """Return the sums of the information.

        :return: dict {label: number}
        """
        self.ensure_one()
        return dict(self._get_report()["sums"])

    def action_print(self):
        """Print the information.

        :return: report action (dict)
        """
        self.ensure_one()
        return self.env.ref("biuro_rada.biuro_rada_statement_report_pdf").report_action(self)
