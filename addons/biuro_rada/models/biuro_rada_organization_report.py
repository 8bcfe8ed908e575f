from odoo import fields, models


class BiuroRadaOrganizationReport(models.Model):
    """Yearly report of the representatives to the council."""

    _name = "biuro.rada.organization.report"
    _description = "Report on a Membership"
    _order = "year desc, id desc"
    _rec_name = "year"

    organization_id = fields.Many2one("biuro.rada.organization", required=True, index=True, ondelete="cascade")
    year = fields.Integer(required=True, aggregator=None)
    submitted_to_council_on = fields.Date("Submitted to the Council On")
    file = fields.Binary("Report File", attachment=True)
    file_name = fields.Char()
    summary = fields.Text()
    author_id = fields.Many2one("biuro.rada.organization.delegate", "Reported By", ondelete="set null")
    company_id = fields.Many2one(related="organization_id.company_id", store=True)

    _year_uniq = models.Constraint("UNIQUE (organization_id, year)", "The report of this year is entered already.")
