import re
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.tools import office_today

DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})\.?$")


class BiuroRadaOrganization(models.Model):
    """What a membership asks for from year to year: fees, reports to the council, assemblies, delegates."""

    _inherit = "biuro.rada.organization"

    @api.constrains("kind", "tasks")
    def _check_tasks(self):
        for body in self:
            if body.kind == "union" and not (body.tasks or "").strip():
                raise ValidationError(self.env._("A union performs tasks: name those the city hands over (art. 64)."))

    def plan_fee(self, year, population, rate, due_date, population_date=None, basis_ref=None):
        """Plan the fee of a year; in the first year it is counted by months from the month after acceptance.

        :param int year: the year
        :param int population: inhabitants by which the fee is set
        :param str rate: zł per inhabitant and year, e.g. "0.4007"
        :param str due_date: day until which it is paid "YYYY-MM-DD"
        :param str population_date: day of the number of inhabitants
        :param str basis_ref: resolution of the body on the rate
        :return: dict ``id``, ``amount`` (zł as string), ``months``, ``reasons``
        :raise UserError: not a member in the year; bad numbers
        """
        self.ensure_one()
        return self.env["biuro.rada.organization.fee"]._plan(
            self, year, population, rate, due_date, population_date, basis_ref
        )

    @api.constrains("fee_due")
    def _check_fee_due(self):
        for body in self:
            body._due_days(2026)

    def _due_days(self, year):
        """Return the days (list of date) of the instalments in a year."""
        self.ensure_one()
        days = []
        for text in filter(None, (part.strip() for part in (self.fee_due or "").split(","))):
            match = DAY.match(text)
            try:
                month = int(match[2])
                # the last day of February moves with the year
                days.append(date(year, month, 28 if month == 2 and int(match[1]) > 28 else int(match[1])))
            except (TypeError, ValueError) as error:
                raise ValidationError(
                    self.env._(
                        "“%s” is no day of the year. Write the day and month of each instalment, e.g. 31.03, 30.09.",
                        text,
                    )
                ) from error
        return sorted(days)

    def plan_year(self, year, population, population_date=None):
        """Plan the fee of a year by the settings of the membership: one row for each due day.

        :param int year: the year
        :param int population: inhabitants by which the fee is set
        :param str population_date: day of the number of inhabitants
        :return: dict ``ids``, ``amount`` (zł as string, of the year), ``months``
        :raise UserError: no rate and no fixed fee, no due days, planned already; not a member in the year
        """
        self.ensure_one()
        if not self.fee_rate and not self.fee_fixed:
            raise UserError(self.env._("Enter the rate per inhabitant or the fixed fee of “%s” first.", self.name))
        days = self._due_days(year)
        if not days:
            raise UserError(self.env._("Enter the due days of “%s” first.", self.name))
        return self.env["biuro.rada.organization.fee"]._plan_year(self, year, population, population_date, days)

    def action_plan_year(self):
        """Open the window that plans the fees of a year. Return its window action (dict)."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("biuro_rada.biuro_rada_fee_plan_action"),
            "context": {"default_organization_ids": [(6, 0, self.ids)]},
        }

    def action_make_draft(self):
        """Make the draft of the resolution to join, in the register of drafts.

        :return: window action (dict) of the draft
        :raise UserError: applied already; there is a draft
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "preparation" or self.draft_id:
            raise UserError(self.env._("The draft of the resolution to join exists already, or the city has joined."))
        union = self.kind == "union"
        verb = "przyjęcia statutu" if union else "przystąpienia do"
        basis = (
            "art. 18 ust. 2 pkt 12, art. 64 ust. 1 i art. 67 ust. 1 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym"
            if union
            else "art. 18 ust. 2 pkt 12 i art. 84 ust. 1 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym"
        )
        draft = self.env["biuro.rada.draft"].create(
            {
                "title": f"w sprawie {verb} {self.name}",
                "kind": "union" if union else "resolution",
                "initiator_type": "mayor",
                "legal_basis": basis,
            }
        )
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().draft_id = draft
        return {
            "type": "ir.actions.act_window",
            "res_model": "biuro.rada.draft",
            "res_id": draft.id,
            "views": [[False, "form"]],
        }

    def add_assembly(self, start, stop, location=None):
        """Enter an assembly of the body in the calendar of its delegates.

        :param str start: beginning, UTC "YYYY-MM-DD HH:MM:SS"; ``stop`` its end
        :param str stop: end
        :param str location: place
        :return: dict ``id`` of the calendar event
        :raise UserError: not a member
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("active", "leaving"):
            raise UserError(self.env._("“%s” is no membership of the city now.", self.name))
        start, stop = fields.Datetime.to_datetime(start), fields.Datetime.to_datetime(stop)
        delegates = self.delegate_ids.filtered(lambda line: line._is_on(start.date()))
        event = self.env["calendar.event"].create(
            {
                "name": self.env._("Assembly: %s", self.short_name),
                "start": start,
                "stop": stop,
                "location": location or False,
                "partner_ids": [(6, 0, (delegates.partner_id | self.env.user.partner_id).ids)],
            }
        )
        self.event_ids = [(4, event.id)]
        return {"id": event.id}

    def action_open_fees(self):
        """Return the window action (dict) of the fees."""
        return self._open("fee")

    def action_open_delegates(self):
        """Return the window action (dict) of the delegates."""
        return self._open("delegate")

    def action_open_assemblies(self):
        """Return the window action (dict) of the assemblies in the calendar."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Assemblies"),
            "res_model": "calendar.event",
            "views": [[False, "list"], [False, "form"], [False, "calendar"]],
            "domain": [("id", "in", self.event_ids.ids)],
        }

    def _open(self, kind):
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(f"biuro_rada.biuro_rada_organization_{kind}_action"),
            "domain": [("organization_id", "in", self.ids)],
            "context": {"default_organization_id": self.id if len(self) == 1 else False},
        }

    @api.model
    def _cron_year(self):
        """End memberships whose last day has passed; ask for reports and for new delegates; run daily."""
        today = office_today()
        over = self.search([("state", "=", "leaving"), ("leave_date", "<", today)])
        if over:
            over.action_end()
        if (today.month, today.day) == (1, 2):
            for body in self.search(self._missing_report_domain()):
                body._plan_activity(
                    self.env._("Report to the council for %s", today.year - 1), today.replace(month=3, day=31)
                )
        self._remind_of_delegates(today)
        return len(over)

    @api.model
    def _remind_of_delegates(self, today):
        """Ask for a new delegate where a term ends within 30 days or the mandate of the councillor is over."""
        soon = fields.Date.add(today, days=30)
        delegates = self.env["biuro.rada.organization.delegate"].search(
            [
                ("organization_id.state", "in", ("active", "leaving")),
                ("date_from", "<=", today),
                "|",
                "&",
                ("date_to", ">=", today),
                ("date_to", "<=", soon),
                "&",
                ("mandate_over", "=", True),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", today),
            ]
        )
        for line in delegates:
            body = line.organization_id
            if body.leave_date and line.date_to == body.leave_date:
                continue
            summary = self.env._("Name a delegate in place of %s", line.partner_id.name)
            if summary not in body.activity_ids.mapped("summary"):
                body._plan_activity(summary, min(line.date_to or today, soon))
        return True

    def _plan_activity(self, summary, deadline):
        self.ensure_one()
        # sudo: hr.employee - the user of the person responsible
        user = self.responsible_id.sudo().user_id or self.env.user
        self.activity_schedule("mail.mail_activity_data_todo", deadline, summary, user_id=user.id)
