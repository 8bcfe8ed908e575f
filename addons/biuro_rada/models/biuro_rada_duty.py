from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import holidays, inputs
from odoo.addons.biuro_kancelaria.law.terms import local

STEPS = {"week": 7, "two_weeks": 14}
MOST = 60  # duty hours made in one call


class BiuroRadaDuty(models.Model):
    """Duty hours (dyżur) of councillors: when and where residents meet them."""

    _name = "biuro.rada.duty"
    _description = "Duty Hours"
    _inherit = ["mail.thread"]
    _order = "start desc, id desc"

    councillor_ids = fields.Many2many("biuro.rada.councillor", string="Councillors", required=True)
    start = fields.Datetime("From", required=True, index=True, tracking=True)
    stop = fields.Datetime("To", required=True, tracking=True)
    place = fields.Char(required=True)
    phone = fields.Char()
    public_note = fields.Char()
    is_published = fields.Boolean("Public", default=True)
    event_id = fields.Many2one("calendar.event", "In the Calendar", readonly=True, copy=False, index="btree_not_null")

    is_past = fields.Boolean("Past", compute="_compute_is_past", search="_search_is_past")

    _ordered = models.Constraint("CHECK (stop > start)", "The duty hours end after they begin.")

    @api.depends("councillor_ids", "start")
    def _compute_display_name(self):
        for duty in self:
            day = duty.start and local(duty.start).strftime("%d.%m.%Y %H:%M") or ""
            duty.display_name = f"{', '.join(duty.councillor_ids.mapped('display_name'))} {day}".strip()

    @api.constrains("councillor_ids", "start", "stop")
    def _check_duty(self):
        for duty in self:
            if not duty.councillor_ids:
                raise ValidationError(self.env._("Name the councillors on duty."))
            day = local(duty.start).date()
            for councillor in duty.councillor_ids:
                if not councillor._holds_mandate(day):
                    raise ValidationError(
                        self.env._("%(name)s holds no mandate on %(day)s.", name=councillor.display_name, day=day)
                    )
            clash = self.search(
                [
                    ("id", "!=", duty.id),
                    ("councillor_ids", "in", duty.councillor_ids.ids),
                    ("start", "<", duty.stop),
                    ("stop", ">", duty.start),
                ],
                limit=1,
            )
            if clash:
                raise ValidationError(
                    self.env._("One of the councillors is on duty then already: %s.", clash.display_name)
                )

    def _compute_is_past(self):
        now = fields.Datetime.now()
        for duty in self:
            duty.is_past = bool(duty.stop) and duty.stop < now

    def _search_is_past(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("stop", "<", fields.Datetime.now())]

    # ---- the calendar --------------------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        duties = super().create(vals_list)
        duties._sync_events()
        return duties

    def write(self, vals):
        result = super().write(vals)
        if {"councillor_ids", "start", "stop", "place", "public_note"} & vals.keys():
            self._sync_events()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_events(self):
        # sudo: calendar.event - the event of the duty goes with it
        self.sudo().event_id.unlink()

    def _sync_events(self):
        """Keep one event of the calendar for each duty, with its councillors as attendees."""
        for duty in self:
            # sudo: calendar.event, res.partner - the event follows the duty; nobody is invited by mail
            partners = duty.sudo().councillor_ids.partner_id
            values = {
                "name": self.env._("Duty hours: %s", ", ".join(duty.councillor_ids.mapped("display_name"))),
                "start": duty.start,
                "stop": duty.stop,
                "location": duty.place,
                "description": duty.public_note or False,
                "partner_ids": [(6, 0, partners.ids)],
            }
            # sudo: calendar.event - as above
            Event = self.env["calendar.event"].sudo().with_context(no_mail_to_attendees=True, dont_notify=True)
            if duty.event_id:
                Event.browse(duty.event_id.id).write(values)
            else:
                # sudo: own model - the event is linked by the system alone
                duty.sudo().event_id = Event.create({**values, "user_id": self.env.uid})

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def action_repeat(self, until, step="week"):
        """Make the same duty hours again until a day, at the same hour of the clock; days off are left out.

        :param str until: last day "YYYY-MM-DD"
        :param str step: ``week``, ``two_weeks`` or ``month`` (the same weekday of the month: first, second, ...)
        :return: list of ids of the new duty hours
        :raise UserError: an unknown step, a day before the duty, too many of them
        """
        self.ensure_one()
        self.check_access("write")
        last = fields.Date.to_date(until)
        if step not in (*STEPS, "month"):
            raise UserError(self.env._("Choose: each week, each two weeks or each month."))
        first, stop = local(self.start), local(self.stop)
        days = self._repeated_days(first.date(), last, step)
        if not days:
            raise UserError(self.env._("Give a later last day: there is nothing to repeat until then."))
        if len(days) > MOST:
            raise UserError(self.env._("At most %s duty hours are made at once: give an earlier last day.", MOST))
        return self.create(
            [
                {
                    "councillor_ids": [(6, 0, self.councillor_ids.ids)],
                    "start": inputs.utc(first.replace(year=day.year, month=day.month, day=day.day)),
                    "stop": inputs.utc(stop.replace(year=day.year, month=day.month, day=day.day)),
                    "place": self.place,
                    "phone": self.phone,
                    "public_note": self.public_note,
                    "is_published": self.is_published,
                }
                for day in days
            ]
        ).ids

    @api.model
    def _repeated_days(self, first, last, step):
        days, day = [], first
        while True:
            if step == "month":
                # the same weekday of the next month: the first Monday stays the first Monday
                nth = (day.day - 1) // 7
                start = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
                candidate = start + timedelta(days=(first.weekday() - start.weekday()) % 7 + 7 * nth)
                day = candidate if candidate.month == start.month else candidate - timedelta(days=7)
            else:
                day += timedelta(days=STEPS[step])
            if day > last or len(days) > MOST:
                return days
            if holidays.is_working(day):
                days.append(day)
