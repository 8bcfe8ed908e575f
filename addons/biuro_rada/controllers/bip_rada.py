import csv
import io
import json
from urllib.parse import urlencode

from odoo import http
from odoo.http import request

from odoo.addons.biuro_kancelaria.controllers.bip_answers import ROUTE, BipAnswers
from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited

from .bip_rada_lists import FEEDS, LISTS, describe

ANY, FEED = ",".join(LISTS), ",".join(FEEDS)
ITEMS = {
    "sesje": "_session", "glosowania": "_vote", "uchwaly": "_resolution", "interpelacje": "_interpellation",
    "radni": "_councillor", "plany": "_plan",
}
TEMPLATES = {
    "sesje": "biuro_rada.bip_session", "glosowania": "biuro_rada.bip_vote", "uchwaly": "biuro_rada.bip_resolution",
    "interpelacje": "biuro_rada.bip_interpellation", "radni": "biuro_rada.bip_councillor",
    "plany": "biuro_rada.bip_plan",
}
ITEM = ",".join(ITEMS)


class BipRada(BipAnswers, http.Controller):
    """The council in the public bulletin: no login, no cookie, no change of state."""

    def _council(self):
        """Return the model behind the pages; the bulletin is Polish where the language is installed."""
        self._bip()
        return request.env["biuro.rada.bip"]

    # ---- pages ---------------------------------------------------------------------------------------------------

    @http.route("/bip/rada", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_rada(self, **params):
        council = self._council()

        def render():
            values, _errors = council._parse({}, limit=5)
            _total, sessions = council._sessions({**values, "body": "council"})
            _total, votes = council._votes(values)
            _total, duties = council._duties(values)
            return "biuro_rada.bip_home", {
                "rada": "home", "sessions": sessions, "votes": votes, "duties": duties,
                "composition": council._composition(values["day"]),
                "lists": [(name, describe(request.env, name)) for name in LISTS],
            }

        return self._cached(council, render)

    @http.route(f"/bip/rada/<any({ANY}):name>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_rada_list(self, name, **params):
        council = self._council()
        values, errors = council._parse(params)
        more = {
            "rada": name, "name": name, "values": values, "errors": errors, "filters": LISTS[name][1],
            "terms": council._terms(), "shown": self._shown, "address": f"/bip/rada/{name}",
            "data_query": self._query_of(values, page=1), **describe(request.env, name), "feed": name in FEEDS,
            "choices": {
                "validity": council._labels("biuro.rada.resolution", "validity"),
                "result": council._labels("biuro.rada.vote", "result"),
                "kind": council._labels("biuro.rada.interpellation", "kind"),
                "body": council._labels("biuro.rada.session", "body_type"),
            },
        }
        if errors:
            return self._page("biuro_rada.bip_list", {**more, "items": [], "total": 0, "more": False}, status=400)

        def render():
            total, items = getattr(council, LISTS[name][0])(values)
            return "biuro_rada.bip_list", {
                **more, "items": items, "total": total, "more": total > values["page"] * values["limit"],
                "page_url": lambda page: f"/bip/rada/{name}{self._query_of(values, page)}",
            }

        return self._cached(council, render)

    @http.route("/bip/rada/radni", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_rada_composition(self, **params):
        council = self._council()
        values, errors = council._parse(params)
        more = {"rada": "radni", "values": values, "errors": errors, "shown": self._shown}
        if errors:
            return self._page("biuro_rada.bip_composition", {**more, "item": False}, status=400)
        return self._cached(council, lambda: (
            "biuro_rada.bip_composition", {**more, "item": council._composition(values["day"])}))

    @http.route(f"/bip/rada/<any({ITEM}):name>/<int:item_id>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_rada_item(self, name, item_id, **params):
        return self._item_of(name, item_id, params, TEMPLATES[name])

    @http.route("/bip/rada/<any(sesje,glosowania):name>/<int:item_id>/druk", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_rada_print(self, name, item_id, **params):
        return self._item_of(name, item_id, params, f"biuro_rada.bip_print_{name}")

    def _read_item(self, council, name, item_id, values):
        if not 0 < item_id < 2**31:
            return None
        if name in ("uchwaly",):
            return council._resolution(item_id, values["day"])
        if name == "radni":
            return council._councillor(item_id, values)
        return getattr(council, ITEMS[name])(item_id)

    def _item_of(self, name, item_id, params, template):
        council = self._council()
        values, errors = council._parse(params)
        if errors:
            return self._page("biuro_rada.bip_wrong", {"rada": name, "errors": errors}, status=400)

        def render():
            item = self._read_item(council, name, item_id, values)
            if item is None:
                return self._missing()
            votes = []
            if template == "biuro_rada.bip_print_sesje":
                votes = [council._vote(vote["id"]) for vote in item["votes"]]
            return template, {
                "rada": name, "item": item, "values": values, "shown": self._shown, "printed_votes": votes,
                "page_url": lambda page: f"/bip/rada/{name}/{item_id}{self._query_of(values, page)}",
            }

        return self._cached(council, render)

    # ---- open data -----------------------------------------------------------------------------------------------

    @http.route(f"/bip/rada/<any({ANY}):name>.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_rada_json(self, name, **params):
        council = self._council()
        values, errors = council._parse(params, limit=50)
        if errors:
            return self._wrong_json(errors)

        def render():
            total, items = getattr(council, LISTS[name][0])(values)
            more = total > values["page"] * values["limit"]
            following = f"/bip/rada/{name}.json{self._query_of(values, values['page'] + 1, limit=True)}"
            return self._json({
                "office": request.env["biuro.bip"]._office()["name"], "total": min(total, 2000),
                "more_than_total": total > 2000, "page": values["page"], "limit": values["limit"],
                "next": following if more else None, "items": items,
            }), "application/json"

        return self._cached(council, render)

    @http.route(f"/bip/rada/<any({ANY}):name>.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_rada_csv(self, name, **params):
        council = self._council()
        values, errors = council._parse(params, limit=100)
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)

        def render():
            _total, items = getattr(council, LISTS[name][0])(values)
            return self._csv(LISTS[name][2], items), "text/csv"

        return self._cached(council, render)

    @http.route(f"/bip/rada/<any({FEED}):name>.atom", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_rada_atom(self, name, **params):
        council = self._council()
        values, errors = council._parse(params, limit=50)
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)

        def render():
            _total, items = getattr(council, LISTS[name][0])(values)
            _stamp, changed = council._stamp()
            bip = request.env["biuro.bip"]
            entries = [
                {
                    "title": " ".join(filter(None, (
                        str(item.get("number") or "") if name not in ("glosowania", "sesje") else "",
                        item.get("name") or item.get("subject") or item.get("title")))) or "–",
                    "url": item.get("url") or item.get("publication_url") or f"/bip/rada/{name}",
                    "day": next((item[key] for key in (
                        "day", "adopted", "submitted", "received", "date") if item.get(key)), None),
                }
                for item in items
            ]
            text = request.env["ir.qweb"]._render("biuro_rada.bip_atom", {
                "name": name, "title": describe(request.env, name)["title"], "items": entries, "office": bip._office(),
                "root": request.httprequest.url_root.rstrip("/"), "updated": bip._local(changed),
            })
            return '<?xml version="1.0" encoding="utf-8"?>\n' + str(text).strip(), "application/atom+xml"

        return self._cached(council, render)

    @http.route(["/bip/rada/radni.json", f"/bip/rada/<any({ITEM}):name>/<int:item_id>.json"], **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_rada_item_json(self, name="radni", item_id=None, **params):
        council = self._council()
        values, errors = council._parse(params)
        if errors:
            return self._wrong_json(errors)

        def render():
            if item_id is None:
                return self._json(council._composition(values["day"])), "application/json"
            item = self._read_item(council, name, item_id, values)
            if item is None:
                return self._json({"errors": ["missing"]}), "application/json", 404
            return self._json(item), "application/json"

        return self._cached(council, render)

    @http.route("/bip/rada/radni.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_rada_composition_csv(self, **params):
        council = self._council()
        values, errors = council._parse(params)
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)
        names = ("id", "name", "club", "functions", "committees", "district", "email", "phone", "url")
        return self._cached(council, lambda: (
            self._csv(names, council._composition(values["day"])["councillors"]), "text/csv"))

    @http.route("/bip/rada/glosowania/<int:item_id>.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_rada_vote_csv(self, item_id, **params):
        council = self._council()

        def render():
            item = self._read_item(council, "glosowania", item_id, {})
            if item is None:
                return "missing", "text/plain", 404
            return self._csv(("id", "name", "club", "value", "value_label"), item["names"]), "text/csv"

        return self._cached(council, render)

    # ---- shared --------------------------------------------------------------------------------------------------

    def _query_of(self, values, page=1, limit=False):
        day = values["day"]
        query = {
            **{name: values[name] for name in (
                "q", "date_from", "date_to", "year", "body", "kind", "result", "validity", "session", "councillor",
                "term")},
            "day": day if request.httprequest.args.get("day") else "", "page": page if page > 1 else "",
        }
        if limit:
            query["limit"] = values["limit"]
        query = {key: value for key, value in query.items() if value}
        return f"?{urlencode(query)}" if query else ""

    def _json(self, content):
        return json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat())

    def _wrong_json(self, errors):
        return self._data(self._json({"errors": errors}), "application/json", status=400)

    def _csv(self, names, rows):
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([self._cell(row[name]) for name in names] for row in rows)
        return "\ufeff" + stream.getvalue()

    def _cell(self, value):
        """Return a value as a cell of a table; a sheet must not take a text for a formula."""
        if value is False or value is None:
            return ""
        if value is True:
            return "1"
        if isinstance(value, list):
            value = ", ".join(one["name"] if isinstance(one, dict) else str(one) for one in value)
        if hasattr(value, "isoformat"):
            return value.isoformat()
        text = str(value)
        return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text

    def _shown(self, value):
        """Return a value as it stands in a table of a page."""
        if value is False or value is None or value == "":
            return "–"
        if isinstance(value, list):
            return ", ".join(one["name"] if isinstance(one, dict) else str(one) for one in value) or "–"
        if hasattr(value, "hour"):
            return value.strftime("%d.%m.%Y, %H:%M")
        if hasattr(value, "strftime"):
            return value.strftime("%d.%m.%Y")
        return str(value)
