from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroLetterAssign(models.TransientModel):
    """Assigns many letters at once, with a preview of what will happen to each."""

    _name = "biuro.letter.assign"
    _description = "Assign Letters"

    letter_ids = fields.Many2many("biuro.letter", string="Letters", readonly=True)
    correct_id = fields.Many2one("biuro.letter.assignment", "Corrected Assignment", readonly=True)
    line_ids = fields.One2many("biuro.letter.assign.line", "assign_id", "To Whom")
    preview = fields.Html(compute="_compute_preview")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        ids = self.env.context.get("active_ids") or [self.env.context.get("active_id")]
        letters = self.env["biuro.letter"].browse([letter_id for letter_id in ids if letter_id])
        if not letters:
            raise UserError(self.env._("Choose the letters first."))
        values["letter_ids"] = [(6, 0, letters.ids)]
        if corrected := self.env["biuro.letter.assignment"].browse(values.get("correct_id")):
            names = ("kind", "is_lead", "department_id", "employee_id", "matter", "instruction", "date_deadline")
            values["line_ids"] = [(0, 0, {
                name: corrected[name].id if corrected._fields[name].relational else corrected[name] for name in names
            })]
            return values
        parent = letters._get_assignment_of_user() if len(letters) == 1 else None
        values["line_ids"] = [(0, 0, {
            "is_lead": True, "kind": "handle",
            "instruction": parent.instruction if parent else False,
            "date_deadline": parent._root().date_deadline if parent else False,
        })]
        return values

    @api.depends("letter_ids", "line_ids.department_id", "line_ids.employee_id", "line_ids.is_lead", "line_ids.kind")
    def _compute_preview(self):
        for assign in self:
            allowed = assign.letter_ids._may_assign()
            assign.preview = self.env["ir.qweb"]._render("biuro_kancelaria.letter_assign_preview", {
                "rows": [(letter, letter in allowed) for letter in assign.letter_ids],
            })

    def action_confirm(self):
        """Assign the letters of the window, or correct one assignment. Return the action (dict) that closes it."""
        self.ensure_one()
        if self.correct_id:
            if len(self.line_ids) != 1:
                raise UserError(self.env._("One line takes the place of the one corrected."))
            self.correct_id.action_correct(self.line_ids._get_values())
            return {"type": "ir.actions.act_window_close"}
        self.letter_ids.action_assign([line._get_values() for line in self.line_ids])
        return {"type": "ir.actions.act_window_close"}
