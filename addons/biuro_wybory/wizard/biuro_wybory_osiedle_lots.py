from odoo import Command, api, fields, models


class BiuroWyboryOsiedleLots(models.TransientModel):
    """Takes the order of the ballot that lots gave: the program never draws, it records what was drawn."""

    _name = "biuro.wybory.osiedle.lots"
    _description = "Lots for the Order of the Ballot"
    _rec_name = "constituency_id"

    constituency_id = fields.Many2one(
        "biuro.wybory.osiedle.constituency", "Constituency", required=True,
        default=lambda self: self.env.context.get("active_id"),
    )
    note = fields.Text(
        "Record of the Lots", required=True, help="When, how and before whom the numbers were drawn.",
    )
    line_ids = fields.One2many(
        "biuro.wybory.osiedle.lots.line", "lots_id", "Order Drawn", default=lambda self: self._default_lines(),
    )

    @api.model
    def _default_lines(self):
        row = self.env["biuro.wybory.osiedle.constituency"].browse(self.env.context.get("active_id"))
        candidates = row.candidate_ids.filtered(lambda one: one.state == "registered").sorted("name_order")
        return [Command.create({"sequence": n, "candidate_id": one.id}) for n, one in enumerate(candidates, 1)]

    def action_confirm(self):
        """Give the numbers in the order of the rows.

        :return: dict, closes the window
        """
        self.ensure_one()
        drawn = self.line_ids.sorted("sequence").candidate_id.ids
        self.constituency_id.action_number_ballots(drawn, self.note)
        return {"type": "ir.actions.act_window_close"}


class BiuroWyboryOsiedleLotsLine(models.TransientModel):
    _name = "biuro.wybory.osiedle.lots.line"
    _description = "Place Drawn"
    _order = "sequence, id"

    lots_id = fields.Many2one("biuro.wybory.osiedle.lots", required=True, ondelete="cascade")
    sequence = fields.Integer()
    candidate_id = fields.Many2one("biuro.wybory.osiedle.candidate", "Candidate", required=True)
