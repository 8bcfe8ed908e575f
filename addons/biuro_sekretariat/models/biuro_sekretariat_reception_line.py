from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.biuro_kancelaria.law import holidays
from odoo.addons.biuro_kancelaria.law.base import WEEKDAYS

from ..law import reception

DAYS = [
    ("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday"), ("4", "Thursday"), ("5", "Friday"), ("6", "Saturday"),
    ("7", "Sunday"),
]
KINDS = [
    ("citizens", "Complaints and motions"),
    ("appointments", "Appointments"),
    ("both", "Complaints, motions and appointments"),
]
ORDINAL = {"1": "pierwszy", "2": "drugi", "3": "trzeci", "4": "czwarty", "-1": "ostatni"}


class BiuroSekretariatReceptionLine(models.Model):
    """Reception of the plan: who receives on which day, from when to when, where and in slots of what length."""

    _name = "biuro.sekretariat.reception.line"
    _description = "Reception"
    _order = "weekday, hour_from, id"

    plan_id = fields.Many2one("biuro.sekretariat.reception.plan", "Plan", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="plan_id.company_id", store=True)
    weekday = fields.Selection(DAYS, "Day", required=True, default="1")
    every = fields.Selection([("week", "Every week"), ("month", "Once a month")], required=True, default="week")
    week_of_month = fields.Selection(
        [("1", "The first"), ("2", "The second"), ("3", "The third"), ("4", "The fourth"), ("-1", "The last")],
        "Which in the Month", default="1",
    )
    hour_from = fields.Float("From", required=True, default=10.0)
    hour_to = fields.Float("To", required=True, default=12.0)
    employee_id = fields.Many2one("hr.employee", "Receives", required=True, index=True)
    person = fields.Selection(
        [("president", "President"), ("deputy", "Named deputy"), ("head", "Head of a cell or another worker")],
        "In What Capacity", compute="_compute_person", store=True, readonly=False, required=True, precompute=True,
        help="KPA art. 253 § 2 asks for the head of the authority or a deputy he names.",
    )
    room_id = fields.Many2one("biuro.sekretariat.room", "Place", index="btree_not_null", ondelete="restrict")
    kind = fields.Selection(KINDS, required=True, default="both")
    slot_minutes = fields.Integer("Slot (min)", required=True, default=20)
    is_public = fields.Boolean(
        "On the Public Page", default=True, help="The slots may be booked by anybody on the public page.",
    )

    _hours_ordered = models.Constraint(
        "CHECK (hour_from >= 0 AND hour_to <= 24 AND hour_from < hour_to)",
        "A reception ends after it begins. Hours lie between 0:00 and 24:00.",
    )
    _slot_length = models.Constraint(
        "CHECK (slot_minutes BETWEEN 5 AND 240)", "A slot lasts from 5 minutes to 4 hours.",
    )

    @api.depends("employee_id")
    def _compute_person(self):
        # sudo: hr.employee - the function in the office, which everybody may know
        for line in self:
            function = line.employee_id.sudo().office_function
            line.person = function if function in ("president", "deputy") else "head"

    @api.depends("weekday", "hour_from", "hour_to", "employee_id")
    def _compute_display_name(self):
        days = dict(self._fields["weekday"]._description_selection(self.env))
        clock = self.env["biuro.sekretariat.reception.plan"]._clock
        for line in self:
            line.display_name = (
                f"{line.employee_id.name or ''}, {days.get(line.weekday, '')} "
                f"{clock(line.hour_from)}–{clock(line.hour_to)}"
            )

    @api.constrains("hour_from", "hour_to", "slot_minutes")
    def _check_slot_fits(self):
        for line in self:
            if line.slot_minutes > round((line.hour_to - line.hour_from) * 60):
                raise ValidationError(self.env._("The slot is longer than the reception. Shorten it."))

    @api.constrains("weekday", "hour_from", "hour_to", "employee_id", "room_id", "plan_id")
    def _check_no_clash(self):
        for plan in self.plan_id:
            lines = plan.line_ids.sorted(lambda line: (line.weekday, line.hour_from))
            for number, line in enumerate(lines):
                for other in lines[number + 1:]:
                    if other.weekday != line.weekday or other.hour_from >= line.hour_to:
                        continue
                    if other.employee_id == line.employee_id:
                        raise ValidationError(self.env._(
                            "%(person)s receives twice at the same time. Change the hours.",
                            person=line.employee_id.name,
                        ))
                    if line.room_id and other.room_id == line.room_id:
                        raise ValidationError(self.env._(
                            "Two people receive in “%(room)s” at the same time. Change the hours or the place.",
                            room=line.room_id.name,
                        ))

    def _is_for_citizens(self):
        return self.kind in ("citizens", "both")

    def _hours_are_right(self):
        """Return whether the hours make sense (bool); a form may hold ones that do not yet."""
        return 0 <= self.hour_from < self.hour_to <= 24 and bool(self.weekday and self.person)

    def _as_duty(self):
        """Return the reception (dict) as the calculator of the law takes it."""
        clock = self.env["biuro.sekretariat.reception.plan"]._clock
        return {
            "person": self.person, "weekday": int(self.weekday), "from": clock(self.hour_from),
            "to": clock(self.hour_to), "every": self.every,
        }

    def _day_text(self):
        """Return the day as the posted notice says it (Polish)."""
        name = WEEKDAYS[int(self.weekday) - 1]
        if self.every == "week":
            return f"{name}, co tydzień"
        return f"{ORDINAL[self.week_of_month or '1']} dzień miesiąca: {name}"

    def _slot_values(self, first, last):
        """Return values (list of dicts) of all slots of the reception between two days."""
        self.ensure_one()
        values, begin, end = [], round(self.hour_from * 60), round(self.hour_to * 60)
        for day in reception.days_between(first, last) if last >= first else ():
            if not reception.occurs(day, int(self.weekday), self.every, int(self.week_of_month or 1)):
                continue
            if holidays.is_free(day):
                continue
            values += [
                {
                    "line_id": self.id, "plan_id": self.plan_id.id, "company_id": self.company_id.id,
                    "host_employee_id": self.employee_id.id, "room_id": self.room_id.id, "start": start, "stop": stop,
                    "is_public": self.is_public,
                }
                for start, stop in reception.day_slots(day, begin, end, self.slot_minutes)
            ]
        return values

    def _free_coming_slots(self):
        """Return the slots of the receptions that nobody has taken yet (biuro.sekretariat.visit.slot)."""
        soon = fields.Datetime.now() + timedelta(minutes=1)
        return self.env["biuro.sekretariat.visit.slot"].search([
            ("line_id", "in", self.ids), ("start", ">", soon), ("state", "=", "free"),
        ])

    def write(self, vals):
        if not {"weekday", "every", "week_of_month", "hour_from", "hour_to", "employee_id", "room_id", "slot_minutes",
                "is_public"}.isdisjoint(vals):
            # free slots made by the old hours go; visits that are booked stay and are seen to by people
            self._free_coming_slots()._drop()
        return super().write(vals)

    def unlink(self):
        self._free_coming_slots()._drop()
        return super().unlink()
