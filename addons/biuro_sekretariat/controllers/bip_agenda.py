import json

from odoo import http
from odoo.http import request

from odoo.addons.biuro_kancelaria.controllers.bip_answers import ROUTE, BipAnswers
from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited


class BipAgenda(BipAnswers, http.Controller):
    """Public agenda of the President: page, open data, calendar. No login, no cookie, nothing changes."""

    def _agenda(self):
        """Return the model behind the pages; they are Polish where the language is installed."""
        self._bip()
        return request.env["biuro.sekretariat.agenda.public"]

    @http.route("/terminarz", **ROUTE)
    @rate_limited("bip", 240, 60)
    def public_agenda(self, **params):
        agenda = self._agenda()
        return self._cached(agenda, lambda: ("biuro_sekretariat.bip_agenda", {"items": agenda._list()}))

    @http.route("/terminarz.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def public_agenda_json(self, **params):
        agenda = self._agenda()

        def render():
            content = {"office": request.env["biuro.bip"]._office()["name"], "items": agenda._list()}
            return json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat()), "application/json"

        return self._cached(agenda, render)

    @http.route("/terminarz.ics", **ROUTE)
    @rate_limited("bip_data", 60, 60)
    def public_agenda_ics(self, **params):
        agenda = self._agenda()
        return self._cached(agenda, lambda: (agenda._calendar(), "text/calendar"))
