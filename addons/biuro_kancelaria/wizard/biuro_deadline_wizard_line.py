from odoo import fields, models


class BiuroDeadlineWizardLine(models.TransientModel):
    """What a change does to one deadline, shown before it is done."""

    _name = "biuro.deadline.wizard.line"
    _description = "Change of One Deadline"

    wizard_id = fields.Many2one("biuro.deadline.wizard", required=True, ondelete="cascade")
    deadline_id = fields.Many2one("biuro.deadline", "Deadline", readonly=True, ondelete="cascade")
    name = fields.Char("Deadline Rule", readonly=True)
    matter = fields.Char(readonly=True)
    date_old = fields.Date("Present End", readonly=True)
    date_new = fields.Date("End After the Change", readonly=True)
    state_new = fields.Selection(
        [("running", "Running"), ("met", "Met"), ("met_late", "Met Late"), ("cancelled", "Cancelled")],
        "State After the Change", readonly=True,
    )
    refusal = fields.Char("Refused Because", readonly=True)
