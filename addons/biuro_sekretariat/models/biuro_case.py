from odoo import api, fields, models
from odoo.fields import Domain


class BiuroCase(models.Model):
    """Cases of the citizens' registers: the term stands at the entry of the register, not twice."""

    _inherit = "biuro.case"

    complaint_ids = fields.One2many("biuro.sekretariat.complaint", "case_id", "Complaints and Motions")
    is_complaint_barred = fields.Boolean(
        "Barred from Its Complaint", compute="_compute_is_complaint_barred", search="_search_is_complaint_barred",
        help="It is about the current user, or about somebody above the current user.",
    )

    def _start_deadlines(self):
        if self.env.context.get("biuro_term_in_register"):
            return None  # the entry of a register that opens the case keeps the term
        return super()._start_deadlines()

    def _get_barring_domain(self):
        """Return the domain (Domain) of the entries of the register that the current user is barred from."""
        Complaint = self.env["biuro.sekretariat.complaint"]
        people = Complaint._get_barring_people()
        if not people:
            return Domain.FALSE
        # sudo: biuro.sekretariat.complaint - which cases they hang on; nothing of them is shown
        barred = Complaint.sudo().search_fetch(
            [("target_employee_id", "in", people.ids), ("is_cancelled", "=", False), ("case_id", "!=", False)],
            ["case_id"],
        )
        return Domain("id", "in", barred.case_id.ids) if barred else Domain.FALSE

    @api.depends_context("uid")
    def _compute_is_complaint_barred(self):
        barred = self.filtered_domain(self._get_barring_domain())
        for case in self:
            case.is_complaint_barred = case in barred

    def _search_is_complaint_barred(self, operator, value):
        return self._get_barring_domain() if operator == "in" else NotImplemented
