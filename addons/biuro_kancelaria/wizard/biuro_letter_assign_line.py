from odoo import fields, models


class BiuroLetterAssignLine(models.TransientModel):
    """To whom the letters of the window go."""

    _name = "biuro.letter.assign.line"
    _description = "Line of Assigning Letters"

    assign_id = fields.Many2one("biuro.letter.assign", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("handle", "To be dealt with"), ("info", "For information"), ("opinion", "For an opinion"),
            ("acceptance", "For acceptance"), ("talk", "Please see me"),
        ],
        required=True, default="handle",
    )
    is_lead = fields.Boolean("Lead")
    department_id = fields.Many2one("hr.department", "Cell")
    employee_id = fields.Many2one("hr.employee", "Person")
    matter = fields.Char()
    instruction = fields.Char()
    date_deadline = fields.Date("Until")

    def _get_values(self):
        return {
            "kind": self.kind, "is_lead": self.is_lead, "department_id": self.department_id.id,
            "employee_id": self.employee_id.id, "matter": self.matter, "instruction": self.instruction,
            "date_deadline": fields.Date.to_string(self.date_deadline) if self.date_deadline else False,
        }
