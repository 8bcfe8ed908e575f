from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaFunctionAct(models.TransientModel):
    """Window of the steps of a function: election from a vote, resignation, its acceptance, dismissal."""

    _name = "biuro.rada.function.act"
    _description = "Step of a Function"
    _rec_name = "kind"

    kind = fields.Selection(
        [("elect", "Elected in a vote"), ("resign", "Resignation filed"), ("accept", "Resignation accepted"),
         ("dismiss", "Dismissed")],
        required=True, default="resign",
    )
    function_id = fields.Many2one(
        "biuro.rada.function", "Function", default=lambda self: self._default_function())
    date = fields.Date("Day", default=lambda self: office_today())
    basis = fields.Char("Resolution", help="Number and date.")
    vote_id = fields.Many2one("biuro.rada.vote", "Vote", domain="[('state', '=', 'closed'), ('ballot', '=', 'secret')]")
    signatories = fields.Integer("Signatories of the Motion", help="At least a quarter of the statutory composition.")
    role = fields.Selection([("chair", "Chair"), ("vice_chair", "Vice-chair")], "Function Gained", default="vice_chair")

    def _default_function(self):
        context = self.env.context
        return context.get("active_id") if context.get("active_model") == "biuro.rada.function" else False

    def action_apply(self):
        """Take the step. Return a window action (dict); UserError as of the verbs of the function."""
        self.ensure_one()
        if self.kind == "elect":
            if not self.vote_id:
                raise UserError(self.env._("Choose the vote."))
            function_id = self.env["biuro.rada.function"].elect(self.vote_id.id, self.role, self.basis)
            return {
                "type": "ir.actions.act_window", "res_model": "biuro.rada.function", "res_id": function_id,
                "views": [(False, "form")],
            }
        day = fields.Date.to_string(self.date)
        if self.kind == "resign":
            self.function_id.action_resign(day)
        elif self.kind == "accept":
            self.function_id.action_accept_resignation(day, self.basis, self.vote_id.id)
        else:
            self.function_id.action_dismiss(day, self.basis, self.vote_id.id, self.signatories)
        return {"type": "ir.actions.act_window_close"}
