from odoo import api, fields, models

from odoo.addons.biuro_kancelaria.tools import office_today


class BiuroRadaDietMonthReminder(models.Model):
    """A month opens by itself once it is over; a change after the approval is told to whoever counted."""

    _inherit = "biuro.rada.diet.month"

    def _plan_activity(self, users, summary, deadline=None):
        for record in self:
            for user in users:
                record.activity_schedule(
                    "mail.mail_activity_data_todo", deadline or office_today(), summary, user_id=user.id
                )

    @api.model
    def _cron_open(self):
        """Open the month that is over, once its rules are known, and tell the people who count; run daily."""
        today = office_today()
        opened = 0
        for company in self.env["biuro.rada.term"].search([("state", "=", "active")]).company_id:
            Month = self.with_company(company)
            first, last = self._bounds(fields.Date.subtract(today, months=1))
            scheme = self.env["biuro.rada.diet.scheme"].with_company(company)._on(last)
            if not scheme or Month.search_count([("month", "=", first), ("company_id", "=", company.id)], limit=1):
                continue
            month = Month.create({"month": first, "company_id": company.id})
            group = self.env.ref("biuro_rada.biuro_rada_group_finance")
            month._plan_activity(
                self.env["res.users"].search([("all_group_ids", "in", group.id), ("company_ids", "in", company.id)]),
                self.env._("Count the allowances of %s", month.display_name),
                scheme._payment_date(first),
            )
            opened += 1
        return opened + self._remind_of_changes(today)

    @api.model
    def _remind_of_changes(self, today):
        """Tell where the attendance or the rules changed after the approval: the month is to be counted over."""
        told = 0
        recent = self.search(
            [("state", "in", ("approved", "closed")), ("month", ">=", fields.Date.subtract(today, months=12))]
        )
        for month in recent.filtered(lambda month: "calculated" not in month.line_ids.mapped("state")):
            changed = month.with_company(month.company_id)._differences()
            summary = self.env._("Count %s over: the attendance or the rules changed", month.display_name)
            if changed and summary not in month.activity_ids.mapped("summary"):
                month._plan_activity(month.calculated_by_id, summary)
                told += 1
        return told
