from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.biuro_kancelaria.law import inputs
from odoo.addons.biuro_kancelaria.law.base import LawError
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import culture


class BiuroSekretariatCultureInstitution(models.Model):
    """The register as of a day: what each rubric held then."""

    _inherit = "biuro.sekretariat.culture.institution"

    @api.readonly
    def as_of(self, date=None):
        """Tell what stood in the register under this position at the end of a day.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: dict ``entry_number`` (int, false when not entered yet), ``state`` (``none``, ``entered`` or
            ``struck``), ``date`` (the day), ``date_entry``, ``change_dates`` (list), ``date_struck``, ``entries``
            (list of dicts ``number``, ``kind``, ``date``, ``basis``, ``mode``) and ``rubrics``: list of dicts
            ``rubric`` (int), ``label``, ``values`` (list of dicts ``content``, ``date_from``, ``date_to``,
            ``is_current``); dates as "YYYY-MM-DD" or false
        :raise UserError: not a date
        """
        self.ensure_one()
        self.check_access("read")
        return inputs.plain(self._get_as_of(self._parse_history_day(date))[self.id])

    @api.model
    def _parse_history_day(self, date):
        try:
            return inputs.any_day("date", date, required=False) or office_today()
        except LawError as error:
            raise UserError(str(error)) from error

    def _get_as_of(self, day):
        """Return what ``as_of`` tells for each institution (dict by id), in two queries whatever their number.

        Runs as superuser where the public asks: nothing but the rubrics leaves.
        """
        entries = self.env["biuro.sekretariat.culture.register.entry"].search_fetch(
            [("institution_id", "in", self.ids), ("date", "<=", day)],
            ["institution_id", "position", "kind", "date", "basis_text", "mode"], order="institution_id, position",
        ).grouped("institution_id")
        values = self.env["biuro.sekretariat.culture.register.value"].search_fetch(
            [("institution_id", "in", self.ids), ("date_from", "<=", day), ("content", "!=", False)],
            ["institution_id", "rubric", "content", "date_from", "date_to"], order="institution_id, position",
        ).grouped("institution_id")
        return {
            institution.id: institution._compose_as_of(
                day, entries.get(institution) or [], values.get(institution) or [],
            )
            for institution in self
        }

    def _compose_as_of(self, day, entries, values):
        rows = [
            {
                "number": entry.position, "kind": entry.kind, "date": entry.date, "basis": entry.basis_text or "",
                "mode": entry.mode,
            }
            for entry in entries
        ]
        struck = next((row["date"] for row in rows if row["kind"] == "strike"), None)
        changes = list(dict.fromkeys(row["date"] for row in rows if row["kind"] != "entry"))
        number = self.register_number if rows else None
        contents = {rubric: [] for rubric in culture.CONTENT_RUBRICS}
        for value in values:
            ended = value.date_to if value.date_to and value.date_to <= day else None
            contents[int(value.rubric)].append({
                "content": value.content, "date_from": value.date_from, "date_to": ended, "is_current": not ended,
            })
        first = rows[0]["date"] if rows else None
        dates = [
            {"content": f"{day_:%d.%m.%Y}", "date_from": day_, "date_to": None, "is_current": True}
            for day_ in ([first, *changes] if rows else [])
        ]
        numbers = [{"content": str(number), "date_from": first, "date_to": None, "is_current": True}] if rows else []
        rubrics = {1: numbers, 2: dates, **contents}
        return {
            "entry_number": number, "state": "struck" if struck else "entered" if rows else "none", "date": day,
            "date_entry": first, "change_dates": changes, "date_struck": struck, "entries": rows,
            "rubrics": [
                {"rubric": rubric, "label": culture.RUBRICS[rubric], "values": rubrics[rubric]}
                for rubric in culture.RUBRICS
            ],
        }

    @api.model
    def register_as_of(self, date=None):
        """Tell what the whole register held at the end of a day: one dict as ``as_of`` gives for each position.

        :param str date: day "YYYY-MM-DD"; today by default
        :return: list of dicts in the order of the entry numbers; struck positions stay, with ``state`` ``struck``
        :raise UserError: not a date
        """
        self.check_access("read")
        day = self._parse_history_day(date)
        positions = self.search([("state", "!=", "draft"), ("register_date", "<=", fields.Date.to_string(day))])
        rows = positions._get_as_of(day)
        return inputs.plain([{"id": position.id, **rows[position.id]} for position in positions])
