from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.biuro_kancelaria.law import holidays, inputs
from odoo.addons.biuro_kancelaria.law.terms import local

MOST = 60  # duty hours made in one call
STEPS = {"week": 7, "two_weeks": 14}


class BiuroWyboryOsiedleDuty(models.Model):
    """Duty hours (dyżur) of members of a unit's bodies: residents meet them; shown to the public."""

    _name = "biuro.wybory.osiedle.duty"
    _description = "Duty Hours of a Unit"
    _inherit = ["biuro.wybory.osiedle.matter", "mail.thread"]
    _order = "start desc, id desc"
    _reason_verbs = {"action_repeat": {"date": "until"}}

    partner_ids = fields.Many2many("res.partner", "biuro_wybory_osiedle_duty_person_rel", string="On Duty",
                                   required=True)
    premises_id = fields.Many2one("biuro.wybory.osiedle.premises", "Premises", index="btree_not_null",
                                  ondelete="restrict", domain="[('unit_id', '=', unit_id)]")
    place = fields.Char(compute="_compute_place", store=True, readonly=False, precompute=True, required=True)
    start = fields.Datetime("From", required=True, index=True, tracking=True)
    stop = fields.Datetime("To", required=True, tracking=True)
    public_note = fields.Char()
    is_published = fields.Boolean("Public", default=True)
    event_id = fields.Many2one("calendar.event", "In the Calendar", readonly=True, copy=False, index="btree_not_null")

    _ordered = models.Constraint("CHECK (stop > start)", "The duty hours end after they begin.")

    @api.depends("unit_id", "start")
    def _compute_display_name(self):
        for duty in self:
            day = duty.start and local(duty.start).strftime("%d.%m.%Y %H:%M") or ""
            duty.display_name = f"{duty.unit_id.name or ''} {day}".strip()

    @api.depends("premises_id")
    def _compute_place(self):
        for duty in self:
            if duty.premises_id:
                duty.place = duty.premises_id.address

    @api.constrains("partner_ids", "start", "unit_id")
    def _check_people(self):
        for duty in self:
            if not duty.partner_ids:
                raise ValidationError(self.env._("Name who is on duty."))
            day = local(duty.start).date()
            strangers = duty.partner_ids - duty.unit_id._members(day=day).partner_id
            if strangers:
                raise ValidationError(self.env._(
                    "%(names)s: no mandate in the bodies of the unit on %(day)s.",
                    names=", ".join(strangers.mapped("name")), day=day))

    @api.model_create_multi
    def create(self, vals_list):
        duties = super().create(vals_list)
        duties._sync_events()
        return duties

    def write(self, vals):
        result = super().write(vals)
        if {"start", "stop", "place", "premises_id", "unit_id"} & vals.keys():
            self._sync_events()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_events(self):
        # sudo: calendar.event - the event of the duty goes with it
        self.sudo().event_id.unlink()

    def _sync_events(self):
        """Keep one event of the office's calendar for each duty; its title names the unit, no person."""
        # sudo: calendar.event - the event follows the duty; nobody is invited by mail
        Event = self.env["calendar.event"].sudo().with_context(no_mail_to_attendees=True, dont_notify=True)
        for duty in self.sudo():
            values = {
                "name": self.env._("Duty hours: %s", duty.unit_id.name), "start": duty.start, "stop": duty.stop,
                "location": duty.place,
                "partner_ids": [(6, 0, duty.unit_id.officer_id.user_id.partner_id.ids)],
            }
            if duty.event_id:
                Event.browse(duty.event_id.id).write(values)
            else:
                duty.event_id = Event.create({**values, "user_id": (duty.unit_id.officer_id.user_id or
                                                                    self.env.user).id})

    def action_repeat(self, until, step="week"):
        """Make the same duty hours again until a day, at the same hour of the clock; days off are left out.

        :param str until: last day "YYYY-MM-DD"
        :param str step: ``week`` or ``two_weeks``
        :return: list of ids of the new duty hours
        :raise UserError: an unknown step, a day before the duty, too many of them
        """
        self.ensure_one()
        self.check_access("write")
        last = fields.Date.to_date(until)
        if step not in STEPS or not last:
            raise UserError(self.env._("Choose the last day, and each week or each two weeks."))
        first, stop = local(self.start), local(self.stop)
        days, day = [], first.date() + timedelta(days=STEPS[step])
        while day <= last and len(days) <= MOST:
            if holidays.is_working(day):
                days.append(day)
            day += timedelta(days=STEPS[step])
        if not days or len(days) > MOST:
            raise UserError(self.env._("Give another last day: between 1 and %s duty hours are made at once.", MOST))
        return self.create([
            {
                "unit_id": self.unit_id.id, "partner_ids": [(6, 0, self.partner_ids.ids)],
                "start": inputs.utc(first.replace(year=day.year, month=day.month, day=day.day)),
                "stop": inputs.utc(stop.replace(year=day.year, month=day.month, day=day.day)),
                "premises_id": self.premises_id.id, "place": self.place, "public_note": self.public_note,
                "is_published": self.is_published,
            }
            for day in days
        ]).ids

    def _public_row(self):
        """Return what residents see of the duty (dict of plain values)."""
        self.ensure_one()
        begin, end = local(self.start), local(self.stop)
        # sudo: res.partner - names of members of the bodies, which are public
        return {
            "id": self.id, "unit": self.unit_id.name, "day": str(begin.date()), "from": f"{begin:%H:%M}",
            "to": f"{end:%H:%M}", "place": self.place, "people": ", ".join(self.sudo().partner_ids.mapped("name")),
            "note": self.public_note or "",
        }
