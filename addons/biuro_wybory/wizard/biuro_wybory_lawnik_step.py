from odoo import fields, models
from odoo.exceptions import UserError


class BiuroWyboryLawnikStep(models.TransientModel):
    """Asks for what a step of a lay-judge election needs: a draw after a tie, a resolution adopted elsewhere."""

    _name = "biuro.wybory.lawnik.step"
    _description = "Step of a Lay-Judge Election"
    _rec_name = "step"

    step = fields.Selection([("draw", "Draw"), ("link", "Resolution")], required=True)
    ballot_id = fields.Many2one("biuro.wybory.lawnik.ballot", "Vote", ondelete="cascade")
    line_ids = fields.Many2many(
        "biuro.wybory.lawnik.ballot.line", "biuro_wybory_lawnik_step_line_rel", "step_id", "line_id", "Drawn",
        domain="[('ballot_id', '=', ballot_id), ('result', '=', 'tied')]",
    )
    note = fields.Char("Course of the Draw")
    term_id = fields.Many2one("biuro.wybory.lawnik.term", "Election", ondelete="cascade")
    kind = fields.Selection(
        [
            ("team", "Opinion team"),
            ("left", "Nominations left without further action"),
            ("election", "Election"),
        ],
        "Resolution On",
    )
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution")

    def action_confirm(self):
        """Take the step. Return the action (dict) that closes the window.

        :raise UserError: what the step needs is not given
        """
        self.ensure_one()
        if self.step == "draw":
            if not self.ballot_id:
                raise UserError(self.env._("Open the vote whose tie was drawn."))
            self.ballot_id.action_draw(self.line_ids.mapped("number"), self.note)
        else:
            self.term_id.action_link_resolution(self.kind, self.resolution_id.id)
        return {"type": "ir.actions.act_window_close"}
