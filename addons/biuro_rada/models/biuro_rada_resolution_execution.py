from odoo import api, fields, models


class BiuroRadaResolution(models.Model):
    """Execution of a resolution: handed over when it is signed."""

    _inherit = "biuro.rada.resolution"

    execution_state = fields.Selection(
        [("open", "Not executed"), ("done", "Executed")],
        compute="_compute_execution_state",
        store=True,
        index=True,
        string="Execution State",
    )

    @api.depends("execution_ids.status")
    def _compute_execution_state(self):
        for row in self:
            statuses = row.execution_ids.mapped("status")
            left = {"not_started", "in_progress"}.intersection(statuses)
            row.execution_state = ("open" if left else "done") if statuses else False

    def _hand_to_execution(self):
        """Make the entry of execution for the cell named, unless there is one."""
        for row in self:
            if row.executor_id and not row.execution_ids and row.kind not in ("declaration", "appeal", "position"):
                # sudo: biuro.rada.execution - what is to be executed follows from the signed resolution
                self.env["biuro.rada.execution"].sudo().create(
                    {
                        "resolution_id": row.id,
                        "department_id": row.executor_id.id,
                        "due": row.executor_due,
                        # sudo: hr.department - who leads the cell
                        "responsible_id": row.executor_id.sudo().manager_id.id,
                    }
                )

    @api.model
    def execution_report(self, date_from, date_to, department_id=False):
        """Return what the report on the execution of resolutions of a period says.

        :param str date_from: first day of adoption; ``date_to`` last one
        :param int department_id: of one cell only
        :return: dict ``total``, ``done``, ``in_progress``, ``not_started``, ``not_applicable``, ``overdue`` (int);
            ``rows``: list of dicts ``number``, ``date``, ``title``, ``department``, ``responsible``, ``due``,
            ``status``, ``status_label``, ``is_overdue``, ``text``, ``report_date``
        """
        domain = [("date_adopted", ">=", date_from), ("date_adopted", "<=", date_to)]
        if department_id:
            domain.append(("department_id", "=", department_id))
        Execution = self.env["biuro.rada.execution"]
        found = Execution.search(domain, order="date_adopted, resolution_id, id")
        labels = dict(Execution._fields["status"]._description_selection(self.env))
        statuses = found.mapped("status")
        return {
            "total": len(found),
            **{key: statuses.count(key) for key in labels},
            "overdue": len(found.filtered("is_overdue")),
            "rows": [
                {
                    "number": row.resolution_id.number or "",
                    "date": fields.Date.to_string(row.date_adopted),
                    "title": row.resolution_id.title,
                    "department": row.department_id.name or "",
                    # sudo: hr.employee - the name of who answers for it
                    "responsible": row.sudo().responsible_id.name or "",
                    "due": fields.Date.to_string(row.due) or False,
                    "status": row.status,
                    "status_label": labels[row.status],
                    "is_overdue": row.is_overdue,
                    "text": row.text or "",
                    "report_date": fields.Date.to_string(row.report_date) or False,
                }
                for row in found
            ],
        }
