from babel.dates import format_date

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..tools.free_time import day_bounds

REPORTS = {
    ("day", "a4"): "biuro_sekretariat.agenda_report_day",
    ("day", "a6"): "biuro_sekretariat.agenda_report_pocket",
    ("week", "a4"): "biuro_sekretariat.agenda_report_week",
    ("week", "a6"): "biuro_sekretariat.agenda_report_pocket",
}
TITLES = {
    "president": "TERMINARZ PREZYDENTA MIASTA", "deputy": "TERMINARZ ZASTĘPCY PREZYDENTA MIASTA",
    "city_secretary": "TERMINARZ SEKRETARZA MIASTA", "treasurer": "TERMINARZ SKARBNIKA MIASTA",
}


class BiuroSekretariatAgendaPrint(models.TransientModel):
    """Print of agendas: the day on a sheet or for the pocket, or the week. One's own and those one serves."""

    _name = "biuro.sekretariat.agenda.print"
    _description = "Print Agendas"

    host_ids = fields.Many2many(
        "hr.employee.public", string="Whose Agendas", required=True, default=lambda self: self._default_host_ids(),
    )
    allowed_ids = fields.Many2many("hr.employee.public", compute="_compute_allowed_ids")
    date = fields.Date("Day", required=True, default=lambda self: office_today())
    period = fields.Selection([("day", "Day"), ("week", "Week")], required=True, default="day")
    page_format = fields.Selection([("a4", "Sheet (A4)"), ("a6", "Pocket (A6)")], "Format", required=True, default="a4")

    @api.model
    def _default_host_ids(self):
        heads = self.env.user.agenda_full_ids.filtered("office_function")
        return heads or self.env.user.agenda_full_ids[:1]

    @api.depends_context("uid")
    def _compute_allowed_ids(self):
        self.allowed_ids = self.env.user.agenda_full_ids

    def action_print(self):
        """Print the agendas.

        :return: action (dict) of the report
        :raise UserError: when nobody is chosen
        :raise AccessError: for an agenda that the user neither owns nor serves
        """
        self.ensure_one()
        self._check_hosts()
        return self.env.ref(REPORTS[self.period, self.page_format]).report_action(self)

    def _check_hosts(self):
        if not self.host_ids:
            raise UserError(self.env._("Choose whose agenda is printed."))
        foreign = self.host_ids - self.env.user.agenda_full_ids
        if foreign and not self.env.su:
            raise AccessError(self.env._(
                "You print your own agenda and those you serve, not that of %s.", ", ".join(foreign.mapped("name"))))

    # ---- what the templates show -------------------------------------------------------------------------------------

    def _get_print_days(self):
        """Return the days (list of date) of the print."""
        self.ensure_one()
        if self.period == "day":
            return [self.date]
        monday = fields.Date.start_of(self.date, "week")
        return [fields.Date.add(monday, days=number) for number in range(7)]

    def _get_print_plan(self):
        """Return the plan per host: list of dicts ``title``, ``host``, ``days`` (list of dict ``day``, ``label``,
        ``entries``, ``delegated``, ``absent``)."""
        self.ensure_one()
        self._check_hosts()
        days = self._get_print_days()
        plan = self.env["biuro.sekretariat.agenda"].get_days({
            "employee_ids": self.host_ids.ids, "date_from": fields.Date.to_string(days[0]),
            "date_to": fields.Date.to_string(days[-1]),
        })
        absent = {(row["host_id"], row["day"]): row["substitute"] for row in plan["absences"]}
        delegated = self._get_delegated(days)
        return [
            {
                "host": host.name,
                "title": TITLES.get(host.office_function, f"TERMINARZ – {host.name}"),
                "days": [
                    {
                        "label": self._day_label(day), "absent": absent.get((host.id, fields.Date.to_string(day))),
                        "entries": [
                            row for row in plan["entries"]
                            if row["day"] == fields.Date.to_string(day) and host.id in row["host_ids"]
                        ],
                        "delegated": delegated.get((host.id, day), []),
                    }
                    for day in days
                ],
            }
            for host in self.host_ids
        ]

    def _get_delegated(self, days):
        """Return {(host id, day): [sentence]} of what was delegated to others."""
        Agenda = self.env["biuro.sekretariat.agenda"]
        start, stop = day_bounds(days[0], days[-1])
        events = self.env["calendar.event"].search([
            ("represented_id", "in", self.host_ids.ids), ("start", "<", stop), ("stop", ">", start),
        ], order="start")
        result = {}
        for event in events:
            begin, end = event._agenda_interval()
            row = Agenda._free_row(begin, end)
            day = fields.Date.to_date(row["day"])
            result.setdefault((event.represented_id.id, day), []).append(
                f"{row['label']} {event.display_name} – {event.representative_id.name}")
        return result

    def _day_label(self, day):
        return f"{format_date(day, 'd MMMM yyyy', locale='pl_PL')} r. ({format_date(day, 'EEEE', locale='pl_PL')})"
