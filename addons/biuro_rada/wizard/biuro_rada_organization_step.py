from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroRadaOrganizationStep(models.TransientModel):
    """Asks for what a step of a membership needs: its assembly, or leaving it."""

    _name = "biuro.rada.organization.step"
    _description = "Step of a Membership"
    _rec_name = "step"

    organization_id = fields.Many2one(
        "biuro.rada.organization", "Union or Association", required=True, ondelete="cascade"
    )
    step = fields.Selection([("assembly", "Assembly"), ("leave", "Leaving")], required=True)
    start = fields.Datetime("Begins")
    stop = fields.Datetime("Ends", compute="_compute_stop", store=True, readonly=False)
    location = fields.Char("Place", compute="_compute_location", store=True, readonly=False)
    resolution_id = fields.Many2one("biuro.rada.resolution", "Resolution in the Register")
    resolution = fields.Char("Resolution to Leave", compute="_compute_resolution", store=True, readonly=False)
    leave_date = fields.Date("Last Day of Membership")

    @api.depends("start")
    def _compute_stop(self):
        for step in self:
            step.stop = step.start and fields.Datetime.add(step.start, hours=3)

    @api.depends("organization_id")
    def _compute_location(self):
        for step in self:
            step.location = step.organization_id.seat

    @api.depends("resolution_id")
    def _compute_resolution(self):
        for step in self.filtered("resolution_id"):
            step.resolution = f"{step.resolution_id.number} z {step.resolution_id.date_adopted:%d.%m.%Y}"

    def action_confirm(self):
        """Take the step. Return the action (dict) that closes the window."""
        self.ensure_one()
        if self.step == "assembly":
            if not self.start or not self.stop:
                raise UserError(self.env._("Give the beginning and the end of the assembly."))
            self.organization_id.add_assembly(
                fields.Datetime.to_string(self.start), fields.Datetime.to_string(self.stop), self.location
            )
        else:
            self.organization_id.leave_resolution_id = self.resolution_id
            self.organization_id.action_leave(self.resolution, fields.Date.to_string(self.leave_date))
        return {"type": "ir.actions.act_window_close"}
