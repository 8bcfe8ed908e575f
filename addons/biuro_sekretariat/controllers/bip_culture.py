import csv
import io
import json
import re
from datetime import date

from odoo import http
from odoo.http import request

from odoo.addons.biuro_kancelaria.controllers.bip_answers import ROUTE, BipAnswers
from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited
from odoo.addons.biuro_kancelaria.tools import office_today

CSV_FIELDS = (
    "number", "date_entry", "change_dates", "name", "short_name", "seat_address", "organizer", "co_organizer",
    "founding_act", "statute_act", "state", "date_struck",
)


class BipCulture(BipAnswers, http.Controller):
    """Register of cultural institutions, free and without a login (regulation of 26.01.2012, § 10)."""

    def _public_register(self):
        """Return the model behind the pages; the bulletin is Polish where the language is installed."""
        self._bip()
        return request.env["biuro.sekretariat.culture.bip"]

    def _day(self, params):
        """Return (day, sentence on what is wrong with it)."""
        value = (params.get("day") or "").strip()
        if not value:
            return office_today(), ""
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
                raise ValueError
            day = date.fromisoformat(value)
            if not 1990 <= day.year <= 2200:
                raise ValueError
        except ValueError:
            return office_today(), request.env._("A date is written as year-month-day, e.g. 2026-05-31.")
        return day, ""

    @http.route("/bip/instytucje-kultury", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_culture(self, **params):
        register = self._public_register()
        day, error = self._day(params)
        values = {"day": day, "error": error, "today": office_today(), "access": register._access_text()}
        if error:
            return self._page("biuro_sekretariat.bip_culture_list", {**values, "items": []}, status=400)

        def render():
            return "biuro_sekretariat.bip_culture_list", {**values, "items": register._list(day)}

        return self._cached(register, render)

    @http.route("/bip/instytucje-kultury/<int:number>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_culture_item(self, number, **params):
        register = self._public_register()
        day, error = self._day(params)

        def render():
            item = register._item(number, day)
            if not item:
                return self._missing()
            return "biuro_sekretariat.bip_culture_item", {
                "item": item, "day": day, "error": error, "today": office_today(),
            }

        return self._cached(register, render)

    @http.route(["/bip/instytucje-kultury.json", "/bip/instytucje-kultury/<int:number>.json"], **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_culture_json(self, number=None, **params):
        register = self._public_register()
        day, error = self._day(params)
        if error:
            return self._json_data({"errors": [error]}, 400)

        def render():
            if number is None:
                content = {"office": request.env["biuro.bip"]._office()["name"], "day": day,
                           "items": register._list(day)}
            else:
                content = register._item(number, day)
            if content is None:
                return self._json_text({"errors": ["missing"]}), "application/json", 404
            return self._json_text(content), "application/json"

        return self._cached(register, render)

    @http.route("/bip/instytucje-kultury.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_culture_csv(self, **params):
        register = self._public_register()
        day, error = self._day(params)
        if error:
            return self._data(error, "text/plain", status=400)

        def render():
            stream = io.StringIO()
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow(CSV_FIELDS)
            writer.writerows([self._cell(item[name]) for name in CSV_FIELDS] for item in register._list(day))
            return "\ufeff" + stream.getvalue(), "text/csv"

        return self._cached(register, render)

    def _json_text(self, content):
        return json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat())

    def _json_data(self, content, status):
        return self._data(self._json_text(content), "application/json", status=status)

    def _cell(self, value):
        """Return a value as a cell of a table; a sheet must not take a text for a formula."""
        if isinstance(value, list):
            return " ".join(day.isoformat() for day in value)
        if hasattr(value, "isoformat"):
            return value.isoformat()
        text = str(value or "")
        return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
