from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.biuro_kancelaria.law.terms import local
from odoo.addons.biuro_kancelaria.tools import office_today

LIMIT = 500  # rows of a list; open data of one city's units is small


class BiuroWyboryOsiedleBip(models.AbstractModel):
    """What the public pages show of the units: whitelisted plain values, never records.

    Composition and duty hours are public by law as they are. Words of resolutions, minutes, requests and answers leave
    only as they were published, that is after a second person checked that they hold no personal data.
    """

    _name = "biuro.wybory.osiedle.bip"
    _description = "Units on Public Pages"

    @api.model
    def _stamp(self):
        """Return what changes with each public change: (text for an ETag, moment of the last change or False)."""
        self.env.flush_all()
        [(*written, rows)] = self.env.execute_query(SQL(
            """
            SELECT (SELECT max(write_date) FROM biuro_wybory_osiedle),
                (SELECT max(write_date) FROM biuro_wybory_osiedle_mandate),
                (SELECT max(write_date) FROM biuro_wybory_osiedle_mandate_function),
                (SELECT max(write_date) FROM biuro_wybory_osiedle_duty),
                (SELECT max(write_date) FROM biuro_wybory_osiedle_premises),
                (SELECT max(write_date) FROM biuro_wybory_osiedle_request),
                (SELECT concat_ws('-', (SELECT count(*) FROM biuro_wybory_osiedle_mandate_function),
                    (SELECT count(*) FROM biuro_wybory_osiedle_mandate),
                    (SELECT count(*) FROM biuro_wybory_osiedle_duty),
                    (SELECT count(*) FROM biuro_wybory_osiedle_duty_person_rel)))
            """))
        published, changed = self.env["biuro.bip"]._stamp()
        # duty hours pass with the hours of the day
        hour = fields.Datetime.now().strftime("%Y-%m-%d %H")
        last = max(filter(None, (*written, changed)), default=False)
        return f"osiedla-{rows}-{written}-{published}-{hour}", last

    def _all_units(self):
        # sudo: biuro.wybory.osiedle - names, seats and bodies of units are public
        return self.env["biuro.wybory.osiedle"].sudo().search([("company_id", "=", self.env.company.id)])

    @api.model
    def _units(self):
        """Return the units: list of dicts ``id``, ``name``, ``code``, ``kind``, ``seat``, ``email``, ``phone``,
        ``population``, ``seats``, ``board_chair``, ``council_chair``, ``next_duty``, ``url``.
        """
        units = self._all_units()
        chairs = {
            function: {row.unit_id.id: row.mandate_id.partner_id.name for row in units._holders(function)}
            for function in ("board_chair", "council_chair")
        }
        following = {}
        for duty in self._duty_records(units):
            following.setdefault(duty.unit_id.id, duty)
        rows = []
        for unit in units:
            duty = following.get(unit.id)
            rows.append({
                "id": unit.id, "name": unit.name, "code": unit.code,
                "kind": dict(unit._fields["unit_type"]._description_selection(self.env))[unit.unit_type],
                "seat": unit.seat_address or "", "email": unit.email or "", "phone": unit.phone or "",
                "population": unit.population, "seats": unit.council_size,
                "board_chair": chairs["board_chair"].get(unit.id, ""),
                "council_chair": chairs["council_chair"].get(unit.id, ""),
                "next_duty": f"{local(duty.start):%d.%m.%Y, %H:%M}" if duty else "",
                "url": f"/bip/osiedla/{unit.id}",
            })
        return rows

    @api.model
    def _composition(self, units=None):
        """Return who sits in the bodies today: list of dicts ``unit``, ``body``, ``name``, ``functions``, ``since``.

        Names and functions only: addresses and telephones of members are private.
        """
        units = self._all_units() if units is None else units
        today = office_today()
        bodies = {"council": self.env._("Council"), "board": self.env._("Board")}
        return [
            {"unit": one.unit_id.name, "body": bodies[one.body], "body_key": one.body, "name": one.partner_id.name,
             "functions": one._functions_text(today), "since": one.date_from}
            for one in units._members()
        ]

    def _duty_records(self, units):
        # sudo: biuro.wybory.osiedle.duty - published duty hours are public
        return self.env["biuro.wybory.osiedle.duty"].sudo().search([
            ("unit_id", "in", units.ids), ("is_published", "=", True), ("stop", ">=", fields.Datetime.now())],
            order="start", limit=LIMIT)

    @api.model
    def _duties(self, units=None):
        """Return the coming duty hours: list of dicts, see ``biuro.wybory.osiedle.duty``."""
        units = self._all_units() if units is None else units
        return [{**one._public_row(), "day": local(one.start).date()} for one in self._duty_records(units)]

    def _published_rows(self, model, units, describe):
        """Return (record, version) of what is public of a model, of some units, the newest first."""
        versions = self.env["biuro.rada.bip"]._published(model)
        # sudo: the records - numbers and days of registers are public; words leave as published
        records = self.env[model].sudo().search(
            Domain("id", "in", list(versions)) & Domain("unit_id", "in", units.ids), limit=LIMIT)
        return [describe(record, versions[record.id]) for record in records]

    def _shown(self, record, version, day):
        return {
            "id": record.id, "unit": record.unit_id.name, "unit_id": record.unit_id.id, "day": day,
            "title": version.name, "url": f"/bip/{version._slug()}",
            "published": self.env["biuro.bip"]._local(version.published_at),
        }

    @api.model
    def _resolutions(self, units=None):
        """Return the published resolutions: list of dicts ``id``, ``unit``, ``number``, ``body``, ``day``, ``title``,
        ``state``, ``url``, ``published``.
        """
        units = self._all_units() if units is None else units
        return self._published_rows("biuro.wybory.osiedle.resolution", units, lambda record, version: {
            **self._shown(record, version, record.adopted_date), "number": record.number or "",
            "body": record._label("body"), "state": record._label("state"),
        })

    @api.model
    def _minutes(self, units=None):
        """Return the published minutes: list of dicts ``id``, ``unit``, ``body``, ``day``, ``title``, ``url``,
        ``published``.
        """
        units = self._all_units() if units is None else units
        return self._published_rows("biuro.wybory.osiedle.meeting", units, lambda record, version: {
            **self._shown(record, version, record.day), "body": record._label("body"),
        })

    @api.model
    def _requests(self, units=None):
        """Return the published requests and opinions: list of dicts ``id``, ``unit``, ``number``, ``day``, ``title``,
        ``answered``, ``answer``, ``url``, ``published``.
        """
        units = self._all_units() if units is None else units
        return self._published_rows("biuro.wybory.osiedle.request", units, lambda record, version: {
            **self._shown(record, version, record.received_on), "number": record.register_ref or "",
            "answered": record.answered_on or False,
            "answer": record._label("answer_kind") if record.state == "answered" and record.answer_kind else "",
        })

    @api.model
    def _unit(self, unit_id):
        """Return all that the page of one unit shows (dict), None when there is no such unit."""
        unit = self._all_units().filtered(lambda one: one.id == unit_id)
        if not unit:
            return None
        # sudo: biuro.wybory.osiedle.premises - premises shown to residents
        premises = self.env["biuro.wybory.osiedle.premises"].sudo().search(
            [("unit_id", "=", unit.id), ("is_public", "=", True)])
        [row] = [row for row in self._units() if row["id"] == unit.id]
        term = unit._body_term()
        return {
            **row, "area": unit.area_description or "", "statute": unit.statute_resolution_id.number or
            unit.statute_ref or "", "term": term.name or "", "term_from": term.date_from, "term_to": term.date_to,
            "composition": self._composition(unit), "duties": self._duties(unit),
            "premises": [
                {"name": one.name, "address": one.address, "accessible": one.is_accessible,
                 "access": one.access_note or ""} for one in premises
            ],
            "resolutions": self._resolutions(unit), "minutes": self._minutes(unit), "requests": self._requests(unit),
        }
