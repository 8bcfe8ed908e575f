from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroSekretariatService(models.Model):
    """Which secretary serves whom: whose agenda he or she reads in full, or also writes."""

    _name = "biuro.sekretariat.service"
    _description = "Service of an Agenda"
    _order = "host_id, employee_id"

    host_id = fields.Many2one("hr.employee", "Whose Agenda", required=True, index=True)
    employee_id = fields.Many2one("hr.employee", "Served By", required=True, index=True)
    level = fields.Selection(
        [("read", "Reads"), ("write", "Keeps it")], "What", required=True, default="write",
        help="Both see private entries; who keeps the agenda also writes in it.",
    )
    date_from = fields.Date("From")
    date_to = fields.Date("To")
    is_running = fields.Boolean("In Force", compute="_compute_is_running")

    _pair_uniq = models.Constraint("UNIQUE (host_id, employee_id)", "This person serves this agenda already.")
    _two_people = models.Constraint("CHECK (host_id <> employee_id)", "Everybody keeps his or her own agenda anyway.")
    _dates_ordered = models.Constraint(
        "CHECK (date_to IS NULL OR date_from IS NULL OR date_to >= date_from)", "The service ends after it begins.")

    @api.depends("host_id", "employee_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.employee_id.display_name or '…'} → {line.host_id.display_name or '…'}"

    @api.depends("date_from", "date_to")
    def _compute_is_running(self):
        today = office_today()
        for line in self:
            line.is_running = (not line.date_from or line.date_from <= today) and (
                not line.date_to or line.date_to >= today)

    @api.model
    def _running_domain(self):
        today = office_today()
        return (Domain("date_from", "=", False) | Domain("date_from", "<=", today)) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", today))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._agendas_changed()
        return lines

    def write(self, vals):
        result = super().write(vals)
        self._agendas_changed()
        return result

    def unlink(self):
        result = super().unlink()
        self._agendas_changed()
        return result

    def _agendas_changed(self):
        """Record rules keep whose agendas a user reads: forget it, and show the host in the secretary's calendar."""
        self.env["res.users"].invalidate_model(["agenda_full_ids", "agenda_fellow_ids", "agenda_write_ids"])
        self.env.registry.clear_cache()
        # sudo: calendar.filters, hr.employee - whose calendars the panel of the secretary's own calendar offers
        plain = self.sudo().exists()
        pairs = {
            (line.employee_id.user_id.id, partner.id)
            for line in plain for partner in line.host_id._get_agenda_partner() if line.employee_id.user_id
        }
        Filter = self.env["calendar.filters"].sudo().with_context(active_test=False)
        known = Filter.search([("user_id", "in", [user for user, _partner in pairs])])
        known = {(row.user_id.id, row.partner_id.id) for row in known}
        Filter.create([
            {"user_id": user, "partner_id": partner, "partner_checked": True} for user, partner in pairs - known
        ])
