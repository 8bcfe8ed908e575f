from odoo import fields, models


class BiuroWyboryOsiedleAgenda(models.Model):
    """Item of the agenda of a meeting of a unit's body."""

    _name = "biuro.wybory.osiedle.agenda"
    _description = "Agenda Item of a Unit's Meeting"
    _order = "meeting_id desc, sequence, id"
    _rec_name = "title"

    meeting_id = fields.Many2one("biuro.wybory.osiedle.meeting", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    title = fields.Char("Agenda Point", required=True)
    resolution_id = fields.Many2one("biuro.wybory.osiedle.resolution", "Resolution", index="btree_not_null",
                                    ondelete="set null")
    note = fields.Char("Course")
