import csv
import hashlib
import io
import json
import threading
from collections import OrderedDict

from werkzeug.http import http_date

from odoo import http
from odoo.http import request

from odoo.addons.biuro_kancelaria.controllers.bip_answers import HEADERS, MAX_AGE, ROUTE, BipAnswers
from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited
from odoo.addons.biuro_kancelaria.law.inputs import plain

PLACES = 400
COLUMNS = ("unit", "date", "constituency", "precinct", "entitled", "issued", "from_box", "invalid", "valid_votes",
           "number", "candidate", "votes", "elected", "control_sum")
LIST_COLUMNS = ("id", "unit", "campaign", "date", "method", "state", "state_label", "seats", "protocols",
                "protocols_all", "cards", "entitled_counted", "entitled_all", "turnout", "elected")


class Prepared:
    """Answers made once for each public change and kept by this process: on the evening of an election everybody asks
    for the same page. The key holds the stamp of the data, so an answer is never older than what it was made of."""

    def __init__(self):
        self._kept, self._making, self._lock = OrderedDict(), {}, threading.Lock()

    def get(self, key, make):
        """Return the answer of a key; of many who ask at the same moment one makes it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                answer = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._kept[key] = answer
                while len(self._kept) > PLACES:
                    self._kept.popitem(last=False)
        return answer


PREPARED = Prepared()


class BipWybory(BipAnswers, http.Controller):
    """Neighbourhood elections in the public bulletin: no login, no cookie, no change of state."""

    def _bulletin(self):
        """Return the model behind the pages; the bulletin is Polish where the language is installed."""
        self._bip()
        return request.env["biuro.wybory.bip"]

    def _prepared(self, model, make, election_id=None, status=200):
        """Answer from what was prepared for the present stamp; 304 where the client has it already.

        ``make`` returns (template, values) of a page or (text, mimetype) of data.
        """
        stamp, changed = model._stamp(election_id)
        asked = request.httprequest
        text = f"{stamp}|{asked.full_path}|{asked.url_root}|{request.env.lang}"
        etag = hashlib.sha256(text.encode()).hexdigest()[:32]
        headers = {"ETag": f'W/"{etag}"', "Cache-Control": f"public, max-age={MAX_AGE}"}
        if changed:
            headers["Last-Modified"] = http_date(changed)
        if asked.if_none_match.contains_weak(etag):
            return request.make_response("", headers=[*HEADERS.items(), *headers.items()], status=304)

        def render():
            first, second, *more = make()
            code = more[0] if more else status
            if isinstance(second, dict):
                answer = self._page(first, {"wybory": True, "shown": self._shown, **second}, status=code)
                return answer.get_data(), answer.mimetype, code
            return first.encode(), second, code

        body, mimetype, code = PREPARED.get((request.db, etag), render)
        if code != 200:
            headers = {"Cache-Control": "no-cache"}
        answer = self._data("", mimetype, headers=headers, status=code)
        answer.set_data(body)
        return answer

    def _gone(self):
        return "biuro_wybory.bip_wybory_missing", {}, 404

    # ---- pages ---------------------------------------------------------------------------------------------------

    @http.route("/bip/wybory", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_wybory(self, **params):
        model = self._bulletin()
        values, errors = model._parse(params)
        if errors:
            return self._page("biuro_wybory.bip_wybory_list", {
                "wybory": True, "shown": self._shown, "values": values, "errors": errors, "rows": [], "campaigns": [],
                "campaign": None}, status=400)

        def make():
            rows = model._elections(values)
            return "biuro_wybory.bip_wybory_list", {
                "values": values, "errors": [], "rows": rows, "campaigns": model._campaigns(rows), "campaign": None}

        return self._prepared(model, make)

    @http.route("/bip/wybory/kampania/<int:campaign_id>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_wybory_campaign(self, campaign_id, **params):
        model = self._bulletin()

        def make():
            rows = model._elections(campaign_id=campaign_id) if campaign_id < 2**31 else []
            if not rows:
                return self._gone()
            [campaign] = model._campaigns(rows)
            return "biuro_wybory.bip_wybory_list", {
                "values": {"q": "", "year": 0}, "errors": [], "rows": rows, "campaigns": [campaign],
                "campaign": campaign}

        return self._prepared(model, make)

    @http.route("/bip/wybory/<int:election_id>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_wybory_item(self, election_id, **params):
        return self._election(election_id, "biuro_wybory.bip_wybory_election")

    @http.route("/bip/wybory/<int:election_id>/kandydaci", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_wybory_candidates(self, election_id, **params):
        return self._election(election_id, "biuro_wybory.bip_wybory_candidates")

    @http.route("/bip/wybory/<int:election_id>/obwod/<int:precinct_id>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_wybory_precinct(self, election_id, precinct_id, **params):
        return self._election(election_id, "biuro_wybory.bip_wybory_precinct", precinct_id)

    def _election(self, election_id, template, precinct_id=None):
        model = self._bulletin()
        number = election_id if election_id < 2**31 else 0

        def make():
            election = model._find(number)
            if not election:
                return self._gone()
            item = model._results(election)
            values = {"item": item, "candidates": model._candidates(election)}
            if precinct_id:
                found = [
                    {"precinct": precinct, "constituency": constituency}
                    for constituency in item["constituencies"] for precinct in constituency["precincts"]
                    if precinct["id"] == precinct_id]
                if not found:
                    return self._gone()
                values |= found[0]
            return template, values

        return self._prepared(model, make, number or -1)

    # ---- open data -----------------------------------------------------------------------------------------------

    @http.route(["/bip/wybory.json", "/bip/wybory/kampania/<int:campaign_id>.json"], **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_wybory_json(self, campaign_id=None, **params):
        model = self._bulletin()
        values, errors = model._parse(params)
        if errors or (campaign_id or 0) >= 2**31:
            return self._data(self._json({"errors": errors}), "application/json", status=400)

        def make():
            rows = model._elections(values, campaign_id)
            return self._json({
                "office": request.env["biuro.bip"]._office()["name"], "campaigns": model._campaigns(rows),
                "items": rows}), "application/json"

        return self._prepared(model, make)

    @http.route("/bip/wybory.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_wybory_csv(self, **params):
        model = self._bulletin()
        values, errors = model._parse(params)
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)
        return self._prepared(model, lambda: (self._csv(LIST_COLUMNS, model._elections(values)), "text/csv"))

    @http.route("/bip/wybory/<int:election_id>.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_wybory_item_json(self, election_id, **params):
        model = self._bulletin()
        number = election_id if election_id < 2**31 else 0

        def make():
            election = model._find(number)
            if not election:
                return self._json({"errors": ["missing"]}), "application/json", 404
            return self._json(model._results(election)), "application/json"

        return self._prepared(model, make, number or -1)

    @http.route("/bip/wybory/<int:election_id>.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_wybory_item_csv(self, election_id, **params):
        model = self._bulletin()
        number = election_id if election_id < 2**31 else 0

        def make():
            election = model._find(number)
            if not election:
                return "missing", "text/plain", 404
            return self._csv(COLUMNS, model._rows(election)), "text/csv"

        return self._prepared(model, make, number or -1)

    # ---- shared --------------------------------------------------------------------------------------------------

    def _json(self, content):
        return json.dumps(plain(content), ensure_ascii=False)

    def _csv(self, names, rows):
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([self._cell(row.get(name)) for name in names] for row in rows)
        return "\ufeff" + stream.getvalue()

    def _cell(self, value):
        """Return a value as a cell of a table; a sheet must not take a text for a formula."""
        if value is False or value is None:
            return ""
        text = str(plain(value))
        return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text

    def _shown(self, value):
        """Return a value as it stands in a table of a page: days in the Polish way, nothing as a dash."""
        if value is False or value is None or value == "":
            return "–"
        if isinstance(value, list):
            return " / ".join(str(one) for one in value)
        if hasattr(value, "strftime"):
            return value.strftime("%d.%m.%Y")
        return str(value)
