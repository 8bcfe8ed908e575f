from odoo import http
from odoo.http import request

from odoo.addons.biuro_kancelaria.controllers.bip_answers import ROUTE
from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited
from odoo.addons.biuro_rada.controllers.bip_rada import BipRada

# name in the address: (reading, columns of the CSV)
LISTS = {
    "jednostki": ("_units", ("id", "name", "code", "kind", "seat", "email", "phone", "population", "seats",
                             "board_chair", "council_chair", "next_duty", "url")),
    "sklad": ("_composition", ("unit", "body", "name", "functions", "since")),
    "dyzury": ("_duties", ("id", "unit", "day", "from", "to", "place", "people", "note")),
    "uchwaly": ("_resolutions", ("id", "unit", "number", "body", "day", "title", "state", "published", "url")),
    "protokoly": ("_minutes", ("id", "unit", "body", "day", "title", "published", "url")),
    "wnioski": ("_requests", ("id", "unit", "number", "day", "title", "answered", "answer", "published", "url")),
}
ANY = ",".join(LISTS)


class BipOsiedla(BipRada):
    """The units in the public bulletin: no login, no cookie, no change of state."""

    def _units_bip(self):
        self._bip()
        return request.env["biuro.wybory.osiedle.bip"]

    @http.route("/bip/osiedla", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_osiedla(self, **params):
        bip = self._units_bip()
        return self._cached(bip, lambda: ("biuro_wybory.bip_osiedla_list", {
            "units": bip._units(), "duties": bip._duties()[:10], "shown": self._shown}))

    @http.route("/bip/osiedla/<int:unit_id>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_osiedle(self, unit_id, **params):
        bip = self._units_bip()

        def render():
            item = bip._unit(unit_id)
            if item is None:
                return self._missing()
            return "biuro_wybory.bip_osiedle", {"item": item, "shown": self._shown}

        return self._cached(bip, render)

    @http.route(f"/bip/osiedla/<any({ANY}):name>.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_osiedla_json(self, name, **params):
        bip = self._units_bip()
        return self._cached(bip, lambda: (self._json({
            "office": request.env["biuro.bip"]._office()["name"], "items": getattr(bip, LISTS[name][0])(),
        }), "application/json"))

    @http.route(f"/bip/osiedla/<any({ANY}):name>.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_osiedla_csv(self, name, **params):
        bip = self._units_bip()
        reading, columns = LISTS[name]
        return self._cached(bip, lambda: (self._csv(columns, getattr(bip, reading)()), "text/csv"))
