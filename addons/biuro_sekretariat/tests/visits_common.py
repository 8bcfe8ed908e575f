from datetime import date, datetime, timedelta

from odoo import fields
from odoo.tests import freeze_time  # noqa: F401 - used by the tests of visits

from odoo.addons.biuro_kancelaria.tools import office_today

from .common import SekretariatWorld


class VisitsWorld(SekretariatWorld):
    """The office with a President (host), a deputy, a room and a plan: Mondays 10-12, every week, slots of 20 min."""

    @classmethod
    def build_world(cls):
        super().build_world()
        cls.host = cls.employees["management"]
        cls.host.write({"office_function": "president", "job_title": "Prezydent Miasta"})
        cls.deputy = cls.employees["manager_wo"]
        cls.deputy.office_function = "deputy"
        cls.env.company.write({"street": "Rynek 1", "city": "Przykładowa", "email": "urzad@przykladowa.example"})
        cls.room = cls.env["biuro.sekretariat.room"].create({"name": "pokój 101", "access_note": "winda"})
        cls.Visit = cls.env["biuro.sekretariat.visit"]
        cls.Slot = cls.env["biuro.sekretariat.visit.slot"]
        cls.plan = cls.env["biuro.sekretariat.reception.plan"].create({
            "date_from": fields.Date.subtract(office_today(), days=30),
            "line_ids": [(0, 0, {
                "weekday": "1", "hour_from": 10, "hour_to": 12, "employee_id": cls.host.id, "room_id": cls.room.id,
                "slot_minutes": 20,
            })],
        })

    @classmethod
    def secretary(cls, record):
        return record.with_user(cls.users["secretary"])

    @classmethod
    def monday(cls, weeks=1):
        """Return a Monday to come (date) that is no day off."""
        from odoo.addons.biuro_kancelaria.law import holidays

        today = office_today()
        day = today + timedelta(days=7 - today.weekday())
        while weeks > 1 or holidays.is_free(day):
            day, weeks = day + timedelta(days=7), max(1, weeks - 1)
        return day

    @classmethod
    def make_slots(cls, days=28):
        return cls.plan._make_slots(days)

    @classmethod
    def add_slots(cls, day=None, host=None, begin="10:00", end="12:00", room=None):
        ids = cls.secretary(cls.Slot).add_slots((host or cls.host).id, str(day or cls.monday()), begin, end,
                                                room_id=room.id if room else None)
        return cls.Slot.browse(ids)

    @classmethod
    def book(cls, slot=None, **values):
        made = cls.secretary(cls.Visit).book({
            "visitor_name": "Anna Zielona", "subject": "Hałas przy ul. Polnej",
            **({"slot_id": slot.id} if slot else {}), **values,
        })
        return cls.Visit.browse(made["id"])

    @staticmethod
    def at(day, hour, minute=0):
        """Return a moment of the Polish clock as naive UTC."""
        from ..law.reception import moment_of

        return moment_of(day if isinstance(day, date) else date.fromisoformat(day), hour * 60 + minute)

    @staticmethod
    def utc(moment: datetime):
        return fields.Datetime.to_string(moment)
