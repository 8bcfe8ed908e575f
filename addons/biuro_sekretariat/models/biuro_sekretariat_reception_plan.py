from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import reception

CATEGORY = "skargi-i-wnioski"


class BiuroSekretariatReceptionPlan(models.Model):
    """Plan of receiving citizens (plan przyjęć): days and hours that the office sets for itself (KPA art. 253 § 1)."""

    _name = "biuro.sekretariat.reception.plan"
    _description = "Reception Plan"
    _inherit = ["biuro.publication.mixin", "mail.thread"]
    _order = "date_from desc, id desc"

    name = fields.Char(required=True, default=lambda self: self.env._("Reception of citizens"), tracking=True)
    date_from = fields.Date("In Force From", required=True, default=lambda self: office_today(), tracking=True)
    date_to = fields.Date("In Force To", tracking=True, help="Empty: until further notice.")
    office_from = fields.Float("Office Opens", required=True, default=7.5)
    office_to = fields.Float("Office Closes", required=True, default=15.5, help="KPA art. 253 § 3 asks for this hour.")
    line_ids = fields.One2many("biuro.sekretariat.reception.line", "plan_id", "Receptions", copy=True)
    # units and named workers who deal with complaints and motions: posted as well (RSW § 3(2))
    handling_department_ids = fields.Many2many(
        "hr.department", "biuro_reception_plan_department_rel", "plan_id", "department_id",
        "Cells Dealing With Complaints",
    )
    handling_employee_ids = fields.Many2many(
        "hr.employee", "biuro_reception_plan_employee_rel", "plan_id", "employee_id", "Workers Dealing With Complaints",
    )
    note = fields.Text("Remarks on the Notice", help="Printed under the hours, e.g. how to ask for a sign interpreter.")
    posted_on = fields.Date("Notice Posted On", tracking=True, help="In the seat and in subordinate units.")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [("planned", "To come"), ("running", "In force"), ("over", "Over")],
        compute="_compute_state", search="_search_state",
    )
    reasons = fields.Json("Why", compute="_compute_reasons")
    warnings = fields.Text(compute="_compute_reasons")
    slot_count = fields.Integer("Free Slots", compute="_compute_slot_count")

    _dates_ordered = models.Constraint("CHECK (date_to >= date_from)", "A plan ends after it begins.")
    _hours_ordered = models.Constraint(
        "CHECK (office_from >= 0 AND office_to <= 24 AND office_from < office_to)",
        "The office closes after it opens. Hours lie between 0:00 and 24:00.",
    )

    @api.depends("date_from", "date_to")
    def _compute_state(self):
        today = office_today()
        for plan in self:
            if plan.date_to and plan.date_to < today:
                plan.state = "over"
            else:
                plan.state = "planned" if plan.date_from and plan.date_from > today else "running"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = office_today()
        not_over = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        domains = {
            "over": Domain("date_to", "<", today),
            "planned": Domain("date_from", ">", today) & not_over,
            "running": Domain("date_from", "<=", today) & not_over,
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.depends(
        "office_from", "office_to", "line_ids.weekday", "line_ids.hour_from", "line_ids.hour_to", "line_ids.person",
        "line_ids.every", "line_ids.kind",
    )
    def _compute_reasons(self):
        for plan in self:
            lines = plan.line_ids.filtered(lambda line: line._is_for_citizens() and line._hours_are_right())
            hours = {"from": plan._clock(plan.office_from), "to": plan._clock(plan.office_to)}
            if hours["from"] >= hours["to"]:
                plan.reasons, plan.warnings = [], False
                continue
            answer = reception.reception_plan([line._as_duty() for line in lines], hours)
            plan.reasons = answer["reasons"]
            plan.warnings = "\n".join(answer["warnings"]) or False

    def _compute_slot_count(self):
        counts = dict(self.env["biuro.sekretariat.visit.slot"]._read_group(
            [("line_id.plan_id", "in", self.ids), ("start", ">", fields.Datetime.now()), ("state", "=", "free")],
            ["plan_id"], ["__count"],
        ))
        for plan in self:
            plan.slot_count = counts.get(plan, 0)

    @api.constrains("date_from", "date_to", "active", "company_id")
    def _check_one_at_a_time(self):
        for plan in self.filtered("active"):
            domain = Domain("id", "!=", plan.id) & Domain("company_id", "=", plan.company_id.id)
            domain &= Domain("date_to", "=", False) | Domain("date_to", ">=", plan.date_from)
            if plan.date_to:
                domain &= Domain("date_from", "<=", plan.date_to)
            if other := self.search(domain, limit=1):
                raise ValidationError(self.env._(
                    "“%(plan)s” is in force in these days as well. End it the day before the new plan begins.",
                    plan=other.name,
                ))

    @staticmethod
    def _clock(hour):
        return reception.clock_text(round((hour or 0) * 60))

    # Verbs

    def action_make_slots(self, days=None):
        """Make the slots of the plans for the coming days; those that exist stay as they are.

        No slot falls on a day free from work by statute, nor on a day on which the host is absent.

        :param int days: how far ahead, by default the horizon set for the office
        :return: dict, a window action on the free slots
        :raise UserError: when a plan has no receptions
        """
        self.check_access("write")
        if any(not plan.line_ids for plan in self):
            raise UserError(self.env._("The plan has no receptions yet. Add days and hours first."))
        self._make_slots(days)
        return self.action_open_slots()

    def action_open_slots(self):
        """Open the slots of the plans.

        :return: dict, a window action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("biuro_sekretariat.biuro_sekretariat_visit_slot_action")
        return action | {"domain": [("plan_id", "in", self.ids)], "context": {"search_default_coming": 1}}

    def action_post_notice(self):
        """Note that the notice hangs in the seat and in subordinate units from today (KPA art. 253 § 4).

        :return: True
        """
        self.write({"posted_on": office_today()})
        return True

    @api.model
    def _cron_make_slots(self):
        """Keep slots made as far ahead as the office has set."""
        self.search([("state", "=", "running")])._make_slots()

    @api.model
    def _horizon(self):
        # sudo: ir.config_parameter - one number of our own
        value = self.env["ir.config_parameter"].sudo().get_param("biuro_sekretariat.visit_horizon_days", "28")
        return min(max(int(value or 0), 1), 366)

    def _make_slots(self, days=None):
        """Make missing slots from tomorrow on; return the new ones."""
        today = office_today()
        last = today + timedelta(days=int(days or self._horizon()))
        values = []
        for plan in self:
            first, end = max(plan.date_from, today), min(plan.date_to or last, last)
            for line in plan.line_ids:
                values += line._slot_values(first, end)
        return self.env["biuro.sekretariat.visit.slot"]._make(values)

    # Publication

    def _publication_values(self):
        self.ensure_one()
        return {
            "name": self.env._("Reception of citizens in complaints and motions"),
            "summary": self.env._("Days and hours in which citizens are received."),
            "body": self.env["ir.qweb"]._render("biuro_sekretariat.reception_plan_public", {"plan": self}),
            "category_code": CATEGORY,
            "legal_basis": "art. 253 § 4 KPA; § 3 ust. 2 rozporządzenia RM z 8.01.2002 r. (Dz.U. nr 5 poz. 46)",
            "made_by": self.env.user.name,
            "made_on": office_today(),
            "withdraw_on": self.date_to,
        }

    def _notice_lines(self):
        """Return what the notice says (list of dicts): weekday, hours, who receives, where."""
        self.ensure_one()
        return [
            {
                "day": line._day_text(), "hours": f"{self._clock(line.hour_from)}–{self._clock(line.hour_to)}",
                # sudo: hr.employee - name and post, posted for everybody by law
                "who": line.sudo().employee_id.name, "post": line.sudo().employee_id.job_title or "",
                "where": line.room_id.name or "",
            }
            for line in self.line_ids.sorted(lambda line: (line.weekday, line.hour_from))
            if line._is_for_citizens()
        ]

    def _notice_handlers(self):
        """Return the cells and the workers who deal with complaints (list of str), as posted under RSW § 3(2)."""
        self.ensure_one()
        # sudo: hr.employee - name and post, posted for everybody by law
        people = self.sudo().handling_employee_ids
        return [*self.handling_department_ids.mapped("name"), *[
            ", ".join(filter(None, [person.name, person.job_title])) for person in people
        ]]
