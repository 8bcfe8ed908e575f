from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatCultureInspection(models.Model):
    """Inspection of register files and books in office hours, open to anyone (regulation of 26.01.2012, § 10(4)).

    The name of the person is not required: the right needs no interest and no identity.
    """

    _name = "biuro.sekretariat.culture.inspection"
    _description = "Inspection of Register Files"
    _inherit = ["biuro.guard.mixin"]
    _order = "date desc, id desc"

    date = fields.Date("Day", required=True, default=lambda self: office_today(), index=True)
    time_from = fields.Float("From Hour")
    time_to = fields.Float("To Hour")
    institution_ids = fields.Many2many(
        "biuro.sekretariat.culture.institution", "biuro_sekretariat_culture_inspection_rel", "inspection_id",
        "institution_id", "Institutions", required=True,
    )
    subject = fields.Selection(
        [("files", "Register Files"), ("book", "Culture Register Book"), ("both", "Files and Book")],
        "What Was Inspected", required=True, default="files",
    )
    person = fields.Char("Who Inspected", help="Only if the person gives it; nobody may be asked why.")
    supervisor_id = fields.Many2one(
        "hr.employee", "Present on Behalf of the Office", required=True,
        default=lambda self: self.env.user._biuro_employee(),
    )
    note = fields.Char("Remark")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)

    _hours_ordered = models.Constraint(
        "CHECK (time_from IS NULL OR time_to IS NULL OR time_to >= time_from)", "An inspection ends after it begins.",
    )

    @api.depends("date", "institution_ids")
    def _compute_display_name(self):
        for inspection in self:
            names = ", ".join(inspection.institution_ids.mapped("full_name"))
            inspection.display_name = f"{inspection.date} {names}"

    @api.constrains("date")
    def _check_date(self):
        if any(inspection.date > office_today() for inspection in self):
            raise UserError(self.env._("An inspection is noted on the day it takes place or later."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A row of the log of inspections is not deleted."))
