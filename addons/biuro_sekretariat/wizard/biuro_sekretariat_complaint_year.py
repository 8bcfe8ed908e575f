from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# the tables of the report: what is counted by
GROUPS = ("kind", "result", "competent_body", "department_id", "forwarder_kind", "form")


class BiuroSekretariatComplaintYear(models.TransientModel):
    """Yearly report of complaints and motions: counts, results, who settled in time (RSW; practice of the office)."""

    _name = "biuro.sekretariat.complaint.year"
    _description = "Yearly Report of Complaints and Motions"
    _rec_name = "year"

    year = fields.Integer(required=True, default=lambda self: self._today().year, aggregator=None)
    department_id = fields.Many2one("hr.department", "Cell", help="Only of this cell; of the whole office when empty.")
    file_format = fields.Selection([("pdf", "PDF"), ("xlsx", "XLSX")], "File", required=True, default="pdf")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)

    @api.model
    def _today(self):
        return self.env["biuro.sekretariat.complaint"]._today()

    @api.constrains("year")
    def _check_year(self):
        if any(not 2000 <= report.year <= self._today().year for report in self):
            raise UserError(self.env._("Name a year that has begun, from 2000 on."))

    def _get_domain(self):
        self.ensure_one()
        domain = (
            Domain("date_received", ">=", f"{self.year}-01-01") & Domain("date_received", "<=", f"{self.year}-12-31")
            & Domain("state", "not in", ("draft", "annulled")) & Domain("company_id", "=", self.company_id.id)
            # the row of a split letter is counted by its matters
            & Domain("child_ids", "=", False)
        )
        return domain & Domain("department_id", "child_of", self.department_id.id) if self.department_id else domain

    def _get_tables(self):
        """Return the tables of the report: list of dict ``title``, ``head`` (list), ``rows`` (list of lists).

        Columns: name, complaints, motions, together, in time, late, still running, average days.
        """
        self.ensure_one()
        Complaint = self.env["biuro.sekretariat.complaint"]
        domain = self._get_domain()
        head = [
            "", self.env._("Complaints filed"), self.env._("Motions filed"), self.env._("Together"),
            self.env._("In time"),
            self.env._("Late"), self.env._("Still running"), self.env._("Average days"),
        ]
        tables = []
        for name in GROUPS:
            field = Complaint._fields[name]
            groups = Complaint._read_group(
                domain, [name, "kind", "timeliness"], ["__count", "days_taken:sum"])
            ended = {
                key: (count, days) for key, count, days in Complaint._read_group(
                    domain & Domain("state", "in", ("forwarded", "settled", "closed")), [name],
                    ["__count", "days_taken:sum"])
            }
            rows = {}
            for key, kind, timeliness, count, _days in groups:
                row = rows.setdefault(key, {"complaint": 0, "motion": 0, "in_time": 0, "late": 0, "running": 0})
                row[kind] += count
                if timeliness in row:
                    row[timeliness] += count
            labels = dict(field._description_selection(self.env)) if field.type == "selection" else {}

            def label(key, labels=labels):
                if not key:
                    return self.env._("(none)")
                return labels.get(key, key) if isinstance(key, str) else key.display_name

            tables.append({
                "title": field._description_string(self.env), "head": head,
                "rows": sorted((
                    [
                        label(key), row["complaint"], row["motion"], row["complaint"] + row["motion"], row["in_time"],
                        row["late"], row["running"],
                        round(ended[key][1] / ended[key][0], 1) if ended.get(key, (0, 0))[0] else "",
                    ] for key, row in rows.items()
                ), key=lambda row: (-row[3], row[0])),
            })
        return tables

    def _get_totals(self):
        """Return the sums of the year (dict): received, complaints, motions, in time, late, running, average days."""
        Complaint = self.env["biuro.sekretariat.complaint"]
        domain = self._get_domain()
        kinds = dict(Complaint._read_group(domain, ["kind"], ["__count"]))
        times = dict(Complaint._read_group(domain, ["timeliness"], ["__count"]))
        [(ended, days)] = Complaint._read_group(
            domain & Domain("state", "in", ("forwarded", "settled", "closed")), [], ["__count", "days_taken:sum"])
        return {
            "received": sum(kinds.values()), "complaints": kinds.get("complaint", 0), "motions": kinds.get("motion", 0),
            "in_time": times.get("in_time", 0), "late": times.get("late", 0), "running": times.get("running", 0),
            "average": round(days / ended, 1) if ended else "",
        }

    def action_print(self):
        """Make the report as PDF or as a spreadsheet.

        :return: action (dict) of the report
        """
        self.ensure_one()
        name = "pdf" if self.file_format == "pdf" else "xlsx"
        return self.env.ref(f"biuro_sekretariat.biuro_sekretariat_complaint_year_report_{name}").report_action(self)

    @api.model
    def get_report(self, year, department_id=None):
        """Return the yearly report as data, for other programs.

        :param int year: the year of receipt
        :param int department_id: only of this cell
        :return: dict ``totals`` (dict of counts), ``tables`` (list of dict ``title``, ``head``, ``rows``)
        """
        report = self.create({"year": year, "department_id": department_id or False})
        return {"totals": report._get_totals(), "tables": report._get_tables()}
