from odoo import fields, models


class ResCompany(models.Model):
    """What the declaration of accessibility says (ustawa z 4.04.2019 o dostępności cyfrowej, art. 10)."""

    _inherit = "res.company"

    biuro_a11y_status = fields.Selection(
        [("full", "Compliant"), ("partial", "Partly compliant"), ("none", "Not compliant")],
        "Accessibility of the Public Pages", default="full", required=True,
    )
    biuro_a11y_exceptions = fields.Text(
        "Inaccessible Content", help="What is not accessible and why, e.g. scans of documents from before 2018.",
    )
    biuro_a11y_contact = fields.Char("Accessibility Contact", help="Person, telephone and e-mail for remarks.")
    biuro_a11y_procedure = fields.Text("Accessibility Complaints", help="How to complain when access is refused.")
    biuro_a11y_date = fields.Date("Declaration Made On")
