import csv
import io
import json

from odoo import http
from odoo.http import request

from .bip_answers import ROUTE, BipAnswers
from .rate_limit import rate_limited

CSV_FIELDS = (
    "id",
    "version",
    "title",
    "summary",
    "category",
    "legal_basis",
    "made_by",
    "made_on",
    "entered_by",
    "published_by",
    "published_at",
    "url",
    "files",
)


class BipData(BipAnswers, http.Controller):
    """Open data of the public bulletin: JSON, CSV and a feed, of the same published versions as the pages."""

    @http.route("/bip.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_json(self, **params):
        bip = self._bip()
        values, errors = bip._parse(params, limit=50)
        if errors:
            return self._data(json.dumps({"errors": errors}, ensure_ascii=False), "application/json", status=400)

        def render():
            total, items = bip._list(values, all_fields=True)
            more = total > values["page"] * values["limit"]
            return self._json(
                {
                    "office": bip._office()["name"],
                    "total": total,
                    "page": values["page"],
                    "limit": values["limit"],
                    "next": f"/bip.json{self._query(values, values['page'] + 1, limit=True)[4:]}" if more else None,
                    "items": items,
                }
            ), "application/json"

        return self._cached(bip, render)

    @http.route("/bip/<int:publication_id>.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_item_json(self, publication_id, **params):
        bip = self._bip()

        def render():
            kind, version, history = bip._item(publication_id)
            if kind != "found":
                status = 410 if kind == "withdrawn" else 404
                return json.dumps({"errors": [kind]}), "application/json", status
            return self._json({**bip._public_values(version), "history": history}), "application/json"

        return self._cached(bip, render)

    @http.route("/bip.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_csv(self, **params):
        bip = self._bip()
        values, errors = bip._parse(params, limit=100)
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)

        def render():
            _total, items = bip._list(values, all_fields=True)
            stream = io.StringIO()
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow(CSV_FIELDS)
            for item in items:
                row = {**item, "files": " ".join(file["url"] for file in item["files"])}
                writer.writerow([self._cell(row[name]) for name in CSV_FIELDS])
            return "\ufeff" + stream.getvalue(), "text/csv"

        return self._cached(bip, render)

    @http.route("/bip/rejestry.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_registers_json(self, **params):
        return self._data(self._json({"items": self._bip()._registers()}), "application/json")

    @http.route("/bip.atom", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_atom(self, **params):
        bip = self._bip()
        values, errors = bip._parse(params, limit=50)
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)

        def render():
            _total, items = bip._list(values)
            _stamp, changed = bip._stamp()
            text = request.env["ir.qweb"]._render(
                "biuro_kancelaria.bip_atom",
                {
                    "items": items,
                    "office": bip._office(),
                    "root": request.httprequest.url_root.rstrip("/"),
                    "updated": bip._local(changed),
                },
            )
            return '<?xml version="1.0" encoding="utf-8"?>\n' + str(text).strip(), "application/atom+xml"

        return self._cached(bip, render)

    def _json(self, content):
        return json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat())

    def _cell(self, value):
        if hasattr(value, "isoformat"):
            return value.isoformat()
        text = str(value or "")
        # a spreadsheet must not take a title for a formula
        return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
