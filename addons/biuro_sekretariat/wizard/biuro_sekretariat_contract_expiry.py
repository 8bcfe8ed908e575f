from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class BiuroSekretariatContractExpiry(models.TransientModel):
    """What the report of ending contracts holds: the period, the cell, the kind."""

    _name = "biuro.sekretariat.contract.expiry"
    _description = "Report of Ending Contracts"
    _rec_name = "date_to"

    date_from = fields.Date("From", required=True, default=lambda self: self._today())
    date_to = fields.Date("To", required=True, default=lambda self: self._today() + timedelta(days=90))
    department_id = fields.Many2one("hr.department", "Cell")
    kind = fields.Selection(
        selection=lambda self: self.env["biuro.sekretariat.contract"]._fields["kind"]._description_selection(self.env))
    format = fields.Selection([("pdf", "PDF"), ("xlsx", "XLSX")], required=True, default="pdf")

    @api.model
    def _today(self):
        return self.env["biuro.sekretariat.contract"]._today()

    def action_print(self):
        """Make the file. Return the report action (dict)."""
        self.ensure_one()
        if self.date_to < self.date_from:
            raise UserError(self.env._("The period ends before it begins."))
        report = self.env.ref(f"biuro_sekretariat.biuro_sekretariat_contract_report_expiry_{self.format}")
        return report.report_action(self)

    def action_show(self):
        """Show the contracts on the screen. Return the window action (dict)."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_contract_action"),
            "domain": list(self.env["biuro.sekretariat.contract"]._get_expiry_domain(
                self.date_from, self.date_to, self.department_id, self.kind)), "context": {},
        }

    def _get_rows(self):
        """Return the rows of the report: dict of two lists of dicts, contracts and securities."""
        self.ensure_one()
        return self.env["biuro.sekretariat.contract"]._expiry_rows(
            self.date_from, self.date_to, self.department_id, self.kind)

    def _get_subtitle(self):
        self.ensure_one()
        parts = [f"{self.date_from:%d.%m.%Y} – {self.date_to:%d.%m.%Y}"]
        if self.department_id:
            parts.append(self.department_id.name)
        return ", ".join(parts)

    def _get_filename(self):
        self.ensure_one()
        return f"umowy-konczace-sie-{self.date_from:%Y-%m-%d}-{self.date_to:%Y-%m-%d}"
