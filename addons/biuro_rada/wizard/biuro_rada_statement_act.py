from odoo import fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaStatementAct(models.TransientModel):
    """One window for the verbs of property statements."""

    _name = "biuro.rada.statement.act"
    _description = "Move a Property Statement On"

    mode = fields.Selection(
        [
            ("file", "Note as filed"),
            ("call", "Sending and delivery of the call"),
            ("analyse", "Note the analysis"),
            ("correct", "Ask for a correction"),
        ],
        required=True,
    )
    statement_id = fields.Many2one(
        "biuro.rada.statement",
        "Statement",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.context.get("active_id"),
    )
    to_wojewoda = fields.Boolean(related="statement_id.to_wojewoda")
    kind = fields.Selection(related="statement_id.kind", string="Kind of the Statement")
    date = fields.Date("Day", default=lambda self: office_today())
    copies = fields.Integer(default=2)
    pit_attached = fields.Boolean("Copy of the Tax Return Attached", default=True)
    sent_on = fields.Date("Sent On")
    delivered_on = fields.Date("Delivered On")
    note = fields.Text("What Was Found")
    sent_to_tax_on = fields.Date("Copy to the Tax Office")
    until = fields.Date("Until")

    def action_confirm(self):
        """Take the step with what was entered.

        :return: dict, closes the window
        :raise UserError: what the verb refuses
        """
        self.ensure_one()
        statement = self.statement_id

        def day(value):
            return fields.Date.to_string(value) if value else None

        if self.mode == "file":
            statement.action_file(
                day(self.date), "wojewoda" if self.to_wojewoda else "chair", self.copies, self.pit_attached
            )
        elif self.mode == "call":
            statement.action_call(day(self.sent_on), day(self.delivered_on))
        elif self.mode == "analyse":
            statement.action_analyse(self.note, day(self.date), day(self.sent_to_tax_on))
        else:
            statement.action_ask_correction(self.note, day(self.until))
        return {"type": "ir.actions.act_window_close"}
