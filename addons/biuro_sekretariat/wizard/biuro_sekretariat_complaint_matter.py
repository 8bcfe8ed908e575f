from odoo import fields, models

from ..models.biuro_sekretariat_complaint_competence import ABOUT, MATTERS


class BiuroSekretariatComplaintMatter(models.TransientModel):
    """One of the matters into which a letter is split."""

    _name = "biuro.sekretariat.complaint.matter"
    _description = "Matter of a Complaint"

    act_id = fields.Many2one("biuro.sekretariat.complaint.act", required=True, ondelete="cascade", index=True)
    declared_kind = fields.Selection(
        [("complaint", "Complaint"), ("motion", "Motion")], "Kind", required=True, default="complaint",
    )
    subject = fields.Char(required=True)
    about = fields.Selection(
        ABOUT, "It Is About",
    )
    matter = fields.Selection(
        MATTERS, "In a Matter Of",
        default="own",
    )
    department_id = fields.Many2one("hr.department", "Cell")
    clerk_id = fields.Many2one("hr.employee", "Handler")
