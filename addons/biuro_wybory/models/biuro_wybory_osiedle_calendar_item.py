from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import poll


class BiuroWyboryOsiedleCalendarItem(models.Model):
    """Row of the election calendar (kalendarz wyborczy): a day, who does it, and when it was done.

    The name says what is done and in which unit, never who stands: deadlines, activities and mails repeat it.
    """

    _name = "biuro.wybory.osiedle.calendar.item"
    _description = "Row of the Election Calendar"
    _inherit = ["biuro.guard.mixin", "biuro.deadline.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date, sequence, id"

    election_id = fields.Many2one(
        "biuro.wybory.osiedle.election", "Election", required=True, index=True, ondelete="cascade",
    )
    unit_id = fields.Many2one(related="election_id.unit_id", store=True, index=True)
    campaign_id = fields.Many2one(related="election_id.campaign_id", store=True, index="btree_not_null")
    company_id = fields.Many2one(related="election_id.company_id", store=True)
    key = fields.Char(index=True, copy=False)
    sequence = fields.Integer(default=10)
    name = fields.Char("What Is Done", required=True)
    legal_basis = fields.Char()
    offset_days = fields.Integer("Days from the Vote", aggregator=None, help="Negative: before it.")
    date = fields.Date("Until", compute="_compute_date", store=True, index=True)
    time = fields.Float("Hour", aggregator=None)
    responsible_id = fields.Many2one("hr.employee", "Responsible", index="btree_not_null")
    done_date = fields.Date("Done on Day", readonly=True, copy=False)
    done_by = fields.Many2one("res.users", "Done By", readonly=True, copy=False)
    document_id = fields.Many2one("ir.attachment", "Document", copy=False, ondelete="set null")
    is_overdue = fields.Boolean("Overdue", compute="_compute_is_overdue", search="_search_is_overdue")

    @api.depends("election_id.election_date", "offset_days")
    def _compute_date(self):
        for item in self:
            day = item.election_id.election_date
            item.date = day and poll.calendar_day(day, item.offset_days)

    @api.depends("date", "done_date", "election_id.state")
    def _compute_is_overdue(self):
        today = office_today()
        for item in self:
            item.is_overdue = (
                not item.done_date and bool(item.date) and item.date < today
                and item.election_id.state not in ("cancelled", "not_constituted", "closed")
            )

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [
            ("done_date", "=", False), ("date", "<", office_today()),
            ("election_id.state", "not in", ("cancelled", "not_constituted", "closed")),
        ]

    @api.depends("name", "unit_id.name")
    def _compute_display_name(self):
        for item in self:
            item.display_name = f"{item.unit_id.name or ''}: {item.name or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._plan_deadlines()
        return items

    def write(self, vals):
        if "offset_days" in vals and any(
            item.key == "nomination_close" and item.election_id.state != "draft" for item in self
        ):
            raise UserError(self.env._("The end of nominations was ordered: it does not move any more (X13)."))
        result = super().write(vals)
        if {"offset_days", "responsible_id"} & vals.keys():
            self._plan_deadlines()
        return result

    def _get_deadline_employee(self):
        self.ensure_one()
        return self.responsible_id or self.election_id.clerk_id

    def _get_deadline_department(self):
        self.ensure_one()
        # sudo: hr.employee - the cell of the employee who leads the election
        return self._get_deadline_employee().sudo().department_id

    def _plan_deadlines(self):
        """Start the terms of the rows anew from the day of the vote: one call for all rows of the same distance."""
        rows = self.filtered(lambda item: not item.done_date and item.date and item.election_id.state != "cancelled")
        for (before, days), items in rows.grouped(lambda item: (item.offset_days <= 0, abs(item.offset_days))).items():
            starts = {item.id: item.election_id.election_date for item in items}
            code = "osiedle_before" if before else "osiedle_after"
            items._deadline_start(code, starts, amount=days)
            # a row that moved to the other side of the vote keeps no term there
            items._deadline_cancel("osiedle_after" if before else "osiedle_before")

    def action_done(self, date=None):
        """Note that what the rows demand was done; their terms end.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: True
        :raise UserError: the day is in the future
        """
        self.check_access("write")
        day = fields.Date.to_date(date) or office_today()
        if day > office_today():
            raise UserError(self.env._("What is done has a day not later than today."))
        self._done(day)
        return True

    def _done(self, day):
        rows = self.filtered(lambda item: not item.done_date)
        # sudo: own model - facts are written by verbs only; the callers check the access
        rows.sudo().write({"done_date": day, "done_by": self.env.uid})
        rows._deadline_done(on=day)

    def action_undo(self):
        """Take back that the rows are done; their terms run again.

        :return: True
        """
        self.check_access("write")
        # sudo: own model - facts are written by verbs only; access was checked above
        self.sudo().write({"done_date": False, "done_by": False})
        self._plan_deadlines()
        return True
