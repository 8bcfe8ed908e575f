from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroWyboryOsiedleAttendance(models.Model):
    """Attendance of one member at a meeting of a unit's body; allowances are counted from it."""

    _name = "biuro.wybory.osiedle.attendance"
    _description = "Attendance at a Unit's Meeting"
    _order = "meeting_id desc, partner_id, id"
    _rec_name = "partner_id"

    meeting_id = fields.Many2one("biuro.wybory.osiedle.meeting", required=True, index=True, ondelete="cascade")
    mandate_id = fields.Many2one("biuro.wybory.osiedle.mandate", "Member", required=True, index=True,
                                 ondelete="restrict")
    partner_id = fields.Many2one(related="mandate_id.partner_id", string="Person", store=True, index=True)
    unit_id = fields.Many2one(related="meeting_id.unit_id", store=True, index=True)
    day = fields.Date(related="meeting_id.day", store=True, index=True)
    function = fields.Char(compute="_compute_function")
    status = fields.Selection(
        [("open", "Not entered"), ("present", "Present"), ("excused", "Excused"), ("absent", "Absent")],
        required=True, default="open", index=True,
    )
    note = fields.Char("Remark")

    _one_each = models.Constraint("UNIQUE (meeting_id, mandate_id)", "This member is on the list already.")

    @api.depends("mandate_id", "meeting_id.day")
    def _compute_function(self):
        for line in self:
            line.function = line.meeting_id.day and line.mandate_id._functions_text(line.meeting_id.day)

    def write(self, vals):
        if "status" in vals and not self.env.su and any(line.meeting_id.state == "minuted" for line in self):
            raise UserError(self.env._("The minutes are adopted: the attendance does not change any more."))
        return super().write(vals)

    def action_present(self):
        """Enter the members as present.

        :return: True
        """
        self.status = "present"
        return True
