from odoo import api, fields, models
from odoo.tools import SQL


class BiuroWyboryOsiedleProtocolLine(models.Model):
    """One row of a typing: its number on the print, what it is, the figure as it was typed."""

    _name = "biuro.wybory.osiedle.protocol.line"
    _description = "Row of a Typing"
    _inherit = ["biuro.guard.mixin"]
    _order = "entry_id, sequence, id"
    _rec_name = "label"

    entry_id = fields.Many2one(
        "biuro.wybory.osiedle.protocol.entry", "Typing", required=True, readonly=True, index=True, ondelete="cascade")
    sequence = fields.Integer(readonly=True)
    number = fields.Char("Row", readonly=True)
    code = fields.Char(readonly=True)
    label = fields.Char("Figure", readonly=True)
    typed = fields.Char("Number", help="As it stands on the paper, also zero.")

    _code_uniq = models.Constraint("UNIQUE (entry_id, code)", "This row is in the typing already.")

    def write(self, vals):
        if "typed" in vals and not self.env.su:
            self.entry_id._check_own()
            # takes the row of the typing: handed in at the same moment in another window, one of the two begins anew
            self.env.cr.execute(SQL(
                "UPDATE biuro_wybory_osiedle_protocol_entry SET number = number WHERE id IN %s",
                tuple(self.entry_id.ids)))
        return super().write(vals)

    @api.depends("number", "label")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.number} {line.label}"
