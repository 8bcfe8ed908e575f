from odoo import fields, models

from ..models.biuro_sekretariat_intervention import RESULTS


class BiuroSekretariatInterventionAct(models.TransientModel):
    """One window for the verbs of interventions: asks only for what the verb needs."""

    _name = "biuro.sekretariat.intervention.act"
    _description = "Move an Intervention On"

    mode = fields.Selection(
        [("ask", "Ask a Cell"), ("opinion", "Give the Position"), ("answer", "Answered")], required=True,
    )
    intervention_id = fields.Many2one(
        "biuro.sekretariat.intervention", "Entry", required=True, ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    department_id = fields.Many2one("hr.department", "Cell")
    due = fields.Date("Position Due")
    note = fields.Text()
    result = fields.Selection(
        RESULTS, "Result",
    )
    date = fields.Date("Day")

    def action_apply(self):
        """Do what the window is for.

        :return: the action (dict) that closes the window
        """
        self.ensure_one()
        entry = self.intervention_id
        if self.mode == "ask":
            entry.action_ask(self.department_id.id, self.note, self.due and fields.Date.to_string(self.due))
        elif self.mode == "opinion":
            entry.action_give_opinion(self.note)
        else:
            entry.action_answer(self.result, self.note, self.date and fields.Date.to_string(self.date))
        return {"type": "ir.actions.act_window_close"}
