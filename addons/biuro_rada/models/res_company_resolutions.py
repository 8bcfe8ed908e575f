from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    rada_department_id = fields.Many2one(
        "hr.department", "Cell of the Council's Office", help="It answers for the terms of drafts and resolutions."
    )
    rada_wojewoda_id = fields.Many2one("res.partner", "Wojewoda")
    rada_rio_id = fields.Many2one("res.partner", "Regional Audit Chamber")
    rada_journal_name = fields.Char("Name of the Official Journal", default="Dziennik Urzędowy Województwa")
    rada_city_genitive = fields.Char(
        "Name of the Council on Acts", help="As printed on acts, e.g. Rady Miasta Jasionów (in the genitive)."
    )
    rada_opinion_days = fields.Integer("Days for the Legal Opinion", default=3)
    rada_treasurer_days = fields.Integer("Days for the Treasurer's Opinion", default=3)
    rada_committee_days = fields.Integer("Days for the Opinion of a Committee", default=7)
    rada_min_proposers = fields.Integer(
        "Councillors in a Group of Proposers", default=3, help="By the statute of the city."
    )

    def _rada_department(self):
        """Return the cell (hr.department, one or empty) of the council's office: as set, else the user's own."""
        self.ensure_one()
        # sudo: hr.employee - the cell of the user
        return self.rada_department_id or self.env.user._biuro_employee().sudo().department_id.sudo(False)
