from datetime import timedelta

from odoo import fields

from odoo.addons.biuro_kancelaria.tools import office_today

from .common import WyboryCase, WyboryWorld


class PollWorld(WyboryWorld):
    """A unit with an ordinance and an election of it; everything is done by the clerk ``osiedle_user``."""

    @classmethod
    def make_ordinance(cls, **params):
        """Return an ordinance with these parameters; the others have their defaults."""
        params = {
            "method": "polling", "ordered_by": "mayor", "signatures_required": 2, "nomination_deadline_offset": 30,
            "deadline_time": 15.5, "cure_days": 2, "hours_from": 8, "hours_to": 20, "name": "Ordynacja próbna",
            "valid_from": "2020-01-01", "legal_basis": "uchwała nr X/1/2020", **params,
        }
        for key in params.pop("passive_right_excludes", ()):
            params[f"excludes_{key}"] = True
        ordinance = cls.env["biuro.wybory.osiedle.ordinance"].create(params)
        ordinance.action_ready()
        return ordinance

    @classmethod
    def make_unit(cls, code="OS-1", ordinance=None, **values):
        """Return a unit of 12 000 inhabitants (15 seats)."""
        return cls.env["biuro.wybory.osiedle"].create({
            "name": f"Osiedle {code}", "code": code, "population": 12000,
            "officer_id": cls.employees["osiedle_user"].id, "ordinance_id": (ordinance or cls.ordinance).id, **values,
        })

    @classmethod
    def make_election(cls, unit, days=45, seats=None, **values):
        """Return an election in so many days; with ``seats`` a by-election of that many."""
        if seats:
            values |= {"kind": "by_election", "seats": seats}
        return cls.clerk_env["biuro.wybory.osiedle.election"].create({
            "unit_id": unit.id, "election_date": office_today() + timedelta(days=days), **values,
        })

    @classmethod
    def order(cls, election, days_ago=1):
        """Order the election so many days ago and open the nominations."""
        day = fields.Date.to_string(min(office_today(), election.election_date) - timedelta(days=days_ago))
        election.action_order("mayor_order", "12/2026", day)
        election.action_open_nominations()
        return election

    @classmethod
    def make_candidate(cls, constituency, number=1, **values):
        """Return a nomination with everything in order, received a day before the end of nominations."""
        election = constituency.election_id
        end = election.nomination_end or fields.Datetime.now()
        return cls.clerk_env["biuro.wybory.osiedle.candidate"].create({
            "constituency_id": constituency.id, "surname": f"Kandydat{number}", "given_names": "Imię",
            "birth_date": "1980-05-05", "resides": "unit", "consent_date": office_today(),
            "eligibility_declared": True, "signatures_submitted": 2, "signatures_valid": 2,
            "received_at": min(end, fields.Datetime.now()) - timedelta(days=1), **values,
        })

    @classmethod
    def build_poll(cls):
        cls.clerk_env = cls.as_user("osiedle_user")
        cls.ordinance = cls.make_ordinance()
        cls.unit = cls.make_unit()


class PollCase(PollWorld, WyboryCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.build_poll()
