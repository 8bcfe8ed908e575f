import csv
import io
import json
from urllib.parse import urlencode

from odoo import http

from odoo.addons.biuro_kancelaria.controllers.bip_answers import ROUTE, BipAnswers
from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited

CSV_FIELDS = ("ref", "title", "filed", "state", "result", "published_at", "url")


class BipPetitions(BipAnswers, http.Controller):
    """Petitions in the public bulletin (ustawa o petycjach art. 8): a list by year and state, and its open data."""

    @http.route("/bip/petycje", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_petitions(self, **params):
        bip = self._bip()
        values, errors = bip._parse_petitions(params)
        more = {"values": values, "errors": errors, "years": bip._petition_years(), "states": bip._petition_states()}
        if errors:
            return self._page(
                "biuro_sekretariat.bip_petitions", {**more, "items": [], "total": 0, "pages": 1}, status=400)

        def render():
            total, items = bip._petitions(values)
            return "biuro_sekretariat.bip_petitions", {
                **more, "items": items, "total": total, "pages": max(1, -(-total // values["limit"])),
                "page_url": lambda page: self._petitions_query(values, page),
            }

        return self._cached(bip, render)

    @http.route("/bip/petycje.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_petitions_json(self, **params):
        bip = self._bip()
        values, errors = bip._parse_petitions(params)
        if errors:
            return self._data(json.dumps({"errors": errors}, ensure_ascii=False), "application/json", status=400)

        def render():
            total, items = bip._petitions(values)
            content = {"office": bip._office()["name"], "total": total, "page": values["page"],
                       "limit": values["limit"], "items": items}
            return json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat()), "application/json"

        return self._cached(bip, render)

    @http.route("/bip/petycje.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_petitions_csv(self, **params):
        bip = self._bip()
        values, errors = bip._parse_petitions({"limit": "100", **params})
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)

        def render():
            _total, items = bip._petitions(values)
            stream = io.StringIO()
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow(CSV_FIELDS)
            writer.writerows([self._cell(item[name]) for name in CSV_FIELDS] for item in items)
            return "\ufeff" + stream.getvalue(), "text/csv"

        return self._cached(bip, render)

    def _cell(self, value):
        """Return a value as a cell of a table; a sheet must not take a text for a formula."""
        text = value.isoformat() if hasattr(value, "isoformat") else str(value)
        return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text

    def _petitions_query(self, values, page):
        query = {
            "q": values["q"], "year": values["year"] or "", "state": values["state"], "page": page if page > 1 else "",
        }
        query = {key: value for key, value in query.items() if value}
        return "/bip/petycje" + (f"?{urlencode(query)}" if query else "")
