from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law.base import LawError


class BiuroDeadlineStart(models.TransientModel):
    """Asks which statutory term begins for a record and from which day, and shows when it ends and why."""

    _name = "biuro.deadline.start"
    _description = "Start of a Deadline"

    res_model = fields.Char("Model", required=True)
    res_id = fields.Many2oneReference("Record", required=True, model_field="res_model")
    date_start = fields.Date("Event", required=True, default=lambda self: self.env["biuro.deadline"]._today())
    rule_id = fields.Many2one(
        "biuro.deadline.rule", "Rule", required=True, domain="[('unit', '!=', 'hour')]",
    )
    trigger = fields.Char(related="rule_id.trigger")
    legal_basis = fields.Char(related="rule_id.legal_basis")
    amount_kind = fields.Selection(related="rule_id.amount_kind")
    unit = fields.Selection(related="rule_id.unit")
    amount = fields.Integer(
        "Length", compute="_compute_amount", store=True, readonly=False, help="Within the bound that the law sets.",
    )
    note = fields.Char()
    date_deadline = fields.Date("Legal End", compute="_compute_end")
    date_target = fields.Date("Safe Date", compute="_compute_end")
    reasons = fields.Json("How It Was Counted", compute="_compute_end")
    problem = fields.Char(compute="_compute_end")

    @api.depends("rule_id")
    def _compute_amount(self):
        for start in self:
            start.amount = start.rule_id.amount

    @api.depends("rule_id", "date_start", "amount")
    def _compute_end(self):
        Deadline = self.env["biuro.deadline"]
        for start in self:
            start.update({"date_deadline": False, "date_target": False, "reasons": False, "problem": False})
            if start.rule_id and start.date_start:
                try:
                    counted = Deadline._prepare_counted(start.rule_id._count_term(
                        start.date_start, amount=start.amount or None,
                    ))
                except LawError as error:
                    start.problem = str(error)
                else:
                    start.update({name: counted[name] for name in ("date_deadline", "date_target", "reasons")})

    def action_apply(self):
        """Start the term.

        :return: dict, the action that closes the window
        """
        self.ensure_one()
        if "deadline_ids" not in self.env[self.res_model]._fields:
            raise UserError(self.env._("Records of this kind have no statutory terms."))
        self.env[self.res_model].browse(self.res_id).action_start_deadline(
            self.rule_id.code, fields.Date.to_string(self.date_start), self.amount or None, self.note or None,
        )
        return {"type": "ir.actions.act_window_close"}
