from odoo import fields, models


class BiuroRadaExecution(models.Model):
    """Execution of a resolution by a cell of the office (u.s.g. art. 30)."""

    _name = "biuro.rada.execution"
    _description = "Execution of a Resolution"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "due, id"

    resolution_id = fields.Many2one(
        "biuro.rada.resolution", "Resolution", required=True, index=True, ondelete="restrict"
    )
    department_id = fields.Many2one("hr.department", "Cell", required=True, index=True)
    responsible_id = fields.Many2one("hr.employee", "Responsible")
    due = fields.Date()
    report_date = fields.Date("Reported On", tracking=True)
    text = fields.Text("Report")
    status = fields.Selection(
        [
            ("not_started", "Not begun"),
            ("in_progress", "In progress"),
            ("done", "Done"),
            ("not_applicable", "Nothing to do"),
        ],
        required=True,
        default="not_started",
        tracking=True,
    )
