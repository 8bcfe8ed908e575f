import csv
import io
import json

from odoo import http
from odoo.http import request

from odoo.addons.biuro_kancelaria.controllers.bip_answers import ROUTE, BipAnswers
from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited

CSV_FIELDS = (
    "number", "party", "subject", "value_net", "value_basis", "currency", "date_signed", "date_start", "date_end",
)
PAGE, DATA_PAGE = 50, 1000


class BipContracts(BipAnswers, http.Controller):
    """Own register of contracts on public pages: no login, only what the keeper published."""

    def _contracts(self):
        self._bip()
        return request.env["biuro.sekretariat.contract.bip"]

    def _asked(self, params):
        """Return (words, year, page) of the address; what is no number is left out."""
        def number(name, most):
            text = str(params.get(name) or "")
            return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 8 else 0

        return str(params.get("q") or "").strip()[:100], number("year", 2200), max(number("page", 100000), 1)

    @http.route("/bip/umowy", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_contracts(self, **params):
        register = self._contracts()
        if not register._registers():
            return self._missing()
        query, year, page = self._asked(params)

        def render():
            total, items = register._list(query, year, page)
            return "biuro_sekretariat.bip_contract_list", {
                "items": items, "total": total, "q": query, "year": year, "page": page,
                "pages": max(1, -(-total // PAGE)), "amount": self._amount,
            }

        return self._cached(register, render)

    @http.route("/bip/umowy.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_contracts_json(self, **params):
        register = self._contracts()
        if not register._registers():
            return self._data(json.dumps({"errors": ["missing"]}), "application/json", status=404)
        query, year, page = self._asked(params)

        def render():
            total, items = register._list(query, year, page, DATA_PAGE)
            content = {"office": request.env["biuro.bip"]._office()["name"], "total": total, "page": page,
                       "limit": DATA_PAGE, "items": items}
            return json.dumps(content, ensure_ascii=False, default=lambda day: day.isoformat()), "application/json"

        return self._cached(register, render)

    @http.route("/bip/umowy.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_contracts_csv(self, **params):
        register = self._contracts()
        if not register._registers():
            return self._missing()
        query, year, page = self._asked(params)

        def render():
            stream = io.StringIO()
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow(CSV_FIELDS)
            for item in register._list(query, year, page, DATA_PAGE)[1]:
                writer.writerow([self._cell(item[name]) for name in CSV_FIELDS])
            return "\ufeff" + stream.getvalue(), "text/csv"

        return self._cached(register, render)

    def _amount(self, item):
        """Return a value as it is printed in Poland (str)."""
        text = item["value_net"]
        if not text.replace(".", "").isdecimal():
            return text
        shown = f"{float(text):,.2f}".replace(",", "\u00a0").replace(".", ",")
        currency = "zł" if item["currency"] == "PLN" else item["currency"]
        return f"{shown} {currency}" + (" miesięcznie" if item["value_basis"] == "monthly" else "")

    def _cell(self, value):
        """Return a value as a cell of a table; a sheet must not take a text for a formula."""
        if hasattr(value, "isoformat"):
            return value.isoformat()
        text = str(value or "")
        return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
