from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

MODELS = ("biuro.rada.interpellation", "biuro.rada.motion", "biuro.letter", "biuro.rada.duty")


class BiuroRadaMatterAct(models.TransientModel):
    """One window for the verbs of councillors' matters that need more than a word."""

    _name = "biuro.rada.matter.act"
    _description = "Move a Councillor's Matter On"

    mode = fields.Selection(
        [
            ("assign", "Give to a cell"),
            ("replied", "Note a reply"),
            ("hand", "Hand over to a councillor"),
            ("repeat", "Repeat the duty hours"),
        ],
        required=True,
    )
    res_model = fields.Char(required=True, default=lambda self: self.env.context.get("active_model"))
    res_ids = fields.Json(
        default=lambda self: self.env.context.get("active_ids") or [self.env.context.get("active_id")]
    )
    department_id = fields.Many2one("hr.department", "Cell")
    responsible_id = fields.Many2one("hr.employee", "Responsible")
    date = fields.Date("Day", default=lambda self: office_today())
    reference = fields.Char()
    signed_by_id = fields.Many2one("hr.employee", "Signed By")
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    councillor_id = fields.Many2one("biuro.rada.councillor", "Councillor", domain=[("state", "=", "active")])
    note = fields.Char()
    until = fields.Date("Until")
    step = fields.Selection(
        [("week", "Each week"), ("two_weeks", "Each two weeks"), ("month", "Each month, the same weekday")],
        "How Often",
        default="week",
    )

    @api.onchange("responsible_id")
    def _onchange_responsible(self):
        if self.responsible_id and not self.department_id:
            # sudo: hr.employee - the cell of the chosen employee
            self.department_id = self.responsible_id.sudo().department_id

    def action_confirm(self):
        """Take the step with what was entered.

        :return: dict, closes the window
        :raise UserError: the step does not exist for the records; what the verb refuses
        """
        self.ensure_one()
        if self.res_model not in MODELS:
            raise UserError(self.env._("This step does not exist for the records chosen."))
        records = self.env[self.res_model].browse(self.res_ids)
        if self.mode == "assign":
            records.action_assign(self.department_id.id, self.responsible_id.id)
        elif self.mode == "replied":
            records.action_replied(
                fields.Date.to_string(self.date), self.reference, self.signed_by_id.id, self.attachment_ids.ids
            )
        elif self.mode == "hand":
            records.action_hand_to_councillor(self.councillor_id.id, self.note)
        else:
            records.action_repeat(fields.Date.to_string(self.until), self.step)
        return {"type": "ir.actions.act_window_close"}
