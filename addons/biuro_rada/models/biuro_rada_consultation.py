from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import html2plaintext

from odoo.addons.biuro_kancelaria.law import inputs, terms
from odoo.addons.biuro_kancelaria.tools import office_today

KINDS = [
    ("residents", "Residents (u.s.g. art. 5a)"),
    ("ngo", "Non-governmental organisations"),
    ("benefit_council", "Council for public benefit activity"),
    ("social_dialogue", "Social dialogue, trade unions"),
    ("youth_senior", "Youth or seniors' council"),
    ("district", "Auxiliary units"),
    ("other", "Other, by an act"),
]
BASES = {
    "residents": "u.s.g. art. 5a",
    "ngo": "ustawa o działalności pożytku publicznego i o wolontariacie art. 5 ust. 2 pkt 3",
    "benefit_council": "ustawa o działalności pożytku publicznego i o wolontariacie art. 5 ust. 2 pkt 4, art. 41i",
    "social_dialogue": "ustawa o związkach zawodowych art. 19; ustawa o Radzie Dialogu Społecznego",
    "youth_senior": "u.s.g. art. 5b, 5c",
    "district": "statut jednostki pomocniczej",
}


class BiuroRadaConsultation(models.Model):
    """Consultation (konsultacje) of a draft: whom, in which form, when, and the report on it."""

    _name = "biuro.rada.consultation"
    _description = "Consultation of a Draft"
    _inherit = ["biuro.guard.mixin", "mail.thread"]
    _order = "date_from desc, id desc"
    _rec_name = "kind"

    draft_id = fields.Many2one("biuro.rada.draft", "Draft", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="draft_id.company_id", store=True)
    kind = fields.Selection(KINDS, "Whom", required=True, default="residents")
    legal_basis = fields.Char(compute="_compute_legal_basis", store=True, readonly=False)
    form = fields.Selection(
        [
            ("written", "Remarks in writing"),
            ("survey", "Survey"),
            ("meeting", "Open meeting"),
            ("online", "Form on the web"),
            ("opinion", "Opinion of a body"),
        ],
        required=True,
        default="written",
    )
    place = fields.Char("Where to Send Remarks, or the Place")
    date_from = fields.Date("Consultation From", required=True, tracking=True)
    date_to = fields.Date("Consultation To", required=True, tracking=True)
    ordered_by = fields.Char("Ordered by the Act", help="The order or resolution, e.g. Zarządzenie nr 12/2026.")
    remark_count = fields.Integer("Remarks", aggregator="sum")
    taken_count = fields.Integer("Remarks Taken", aggregator="sum")
    report = fields.Html("Report")
    reported_on = fields.Date("Report Made On", readonly=True, copy=False, tracking=True)
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    event_id = fields.Many2one("calendar.event", "Calendar", readonly=True, copy=False)
    state = fields.Selection(
        [("planned", "Planned"), ("open", "In Progress"), ("to_report", "Report Due"), ("reported", "Report made")],
        compute="_compute_state",
    )

    _ordered = models.Constraint("CHECK (date_to >= date_from)", "A consultation ends after it begins.")

    @api.depends("kind")
    def _compute_legal_basis(self):
        for consultation in self:
            consultation.legal_basis = BASES.get(consultation.kind, consultation.legal_basis)

    @api.depends("date_from", "date_to", "reported_on")
    def _compute_state(self):
        today = office_today()
        for row in self:
            row.state = (
                "reported"
                if row.reported_on
                else "planned"
                if not row.date_from or today < row.date_from
                else "to_report"
                if row.date_to and today > row.date_to
                else "open"
            )

    @api.depends("kind", "draft_id.display_name")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for row in self:
            row.display_name = self.env._(
                "Consultation: %(whom)s – %(draft)s",
                whom=kinds.get(row.kind, ""),
                draft=row.draft_id.display_name or "",
            )

    @api.constrains("remark_count", "taken_count")
    def _check_counts(self):
        for row in self:
            if not 0 <= row.taken_count <= row.remark_count:
                raise ValidationError(self.env._("No more remarks can be taken than were filed."))

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._sync_event()
        return rows

    def write(self, vals):
        if not self.env.su and any(row.reported_on for row in self):
            raise UserError(self.env._("The report is made: the consultation is closed."))
        result = super().write(vals)
        if {"date_from", "date_to", "place", "kind"} & vals.keys():
            self._sync_event()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_reported(self):
        if any(row.reported_on for row in self):
            raise UserError(self.env._("The report is made: the consultation is closed."))
        # sudo: calendar.event - the event was made by this record
        self.sudo().event_id.unlink()

    def _sync_event(self):
        """Keep one event of the calendar for each consultation."""
        for row in self:
            values = {
                "name": row.display_name,
                "allday": True,
                "start_date": row.date_from,
                "stop_date": row.date_to,
                "start": inputs.utc(datetime.combine(row.date_from, time(8), terms.WARSAW)),
                "stop": inputs.utc(datetime.combine(row.date_to, time(16), terms.WARSAW)),
                "location": row.place or False,
                "privacy": "public",
                "show_as": "free",
                "partner_ids": [],
            }
            # sudo: own model, calendar.event - one event per consultation, kept by the system
            own = row.sudo()
            if own.event_id:
                own.event_id.with_context(dont_notify=True).write(values)
            else:
                own.event_id = (
                    own.env["calendar.event"]
                    .with_context(no_mail_to_attendees=True)
                    .create({**values, "user_id": self.env.uid})
                )

    def action_report(self, on=None):
        """Close the consultation with its report.

        :param str on: day of the report "YYYY-MM-DD", today by default
        :return: True
        :raise UserError: it still lasts; there is no report
        """
        self.check_access("write")
        day = fields.Date.to_date(on) or office_today()
        for row in self:
            if day <= row.date_to:
                raise UserError(self.env._("The consultation lasts until %s: the report follows it.", row.date_to))
            if not html2plaintext(row.report or "").strip():
                raise UserError(self.env._("Write the report: who took part, what was said, what was taken and why."))
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"reported_on": day})
        return True
