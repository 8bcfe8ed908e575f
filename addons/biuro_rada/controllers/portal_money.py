from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from .portal import HEADERS, POST, ROUTE, RadaPortal, for_councillor

FORM = (
    "purpose", "target", "town_from", "depart_day", "depart_time", "return_day", "return_time", "transport",
    "car_class", "km",
)  # fmt: skip


class PortalMoney(RadaPortal, http.Controller):
    """Pages of a councillor: own allowances and business trips; each page asks the purse, which checks who asks."""

    def purse(self):
        return request.env["biuro.rada.purse"]

    def see_other(self, path):
        return request.make_response("", status=303, headers=[("Location", path), *HEADERS.items()])

    @http.route("/my/rada/diety", **ROUTE)
    @for_councillor
    def allowances(self, year="", **params):
        year = int(year) if year.isdecimal() and len(year) == 4 else None
        return self.page("biuro_rada.portal_allowances", {"active": "money", **self.purse().my_months(year)})

    @http.route("/my/rada/wyjazdy", **ROUTE)
    @for_councillor
    def trips(self, **params):
        return self.page(
            "biuro_rada.portal_trips",
            {"active": "money", "trips": self.purse().my_trips(), "sent": params.get("sent")},
        )

    @http.route("/my/rada/wyjazdy/nowy", **ROUTE)
    @for_councillor
    def trip_new(self, **params):
        return self.trip_form(dict.fromkeys(FORM, ""))

    def trip_form(self, values, error="", status=200):
        return self.page(
            "biuro_rada.portal_trip_form", {"active": "money", "values": values, "error": error}, status=status
        )

    @http.route("/my/rada/wyjazdy/zapisz", **POST)
    @for_councillor
    def trip_request(self, **params):
        values = {name: params.get(name, "") for name in FORM}
        try:
            with request.env.cr.savepoint():
                self.purse().request_trip(values)
        except UserError as error:
            return self.trip_form(values, error=str(error.args[0]), status=422)
        return self.see_other("/my/rada/wyjazdy?sent=1")

    @http.route("/my/rada/wyjazdy/<int:trip_id>", **ROUTE)
    @for_councillor
    def trip(self, trip_id, **params):
        return self.trip_page(trip_id, saved=bool(params.get("saved")))

    def trip_page(self, trip_id, error="", saved=False, status=200):
        try:
            trip = self.purse().get_trip(trip_id)
        except AccessError:
            return self.page("biuro_rada.portal_money_nothing", {"active": "money"}, status=404)
        return self.page(
            "biuro_rada.portal_trip",
            {"active": "money", "trip": trip, "error": error, "saved": saved},
            status=status,
        )

    @http.route("/my/rada/wyjazdy/<int:trip_id>/sprawozdanie", **POST)
    @for_councillor
    def trip_report(self, trip_id, report="", **params):
        return self.step(trip_id, lambda: self.purse().report_trip(trip_id, report), "?saved=1")

    @http.route("/my/rada/wyjazdy/<int:trip_id>/wycofaj", **POST)
    @for_councillor
    def trip_withdraw(self, trip_id, **params):
        return self.step(trip_id, lambda: self.purse().withdraw_trip(trip_id), None)

    def step(self, trip_id, verb, after):
        try:
            with request.env.cr.savepoint():
                verb()
        except AccessError:
            return self.page("biuro_rada.portal_money_nothing", {"active": "money"}, status=404)
        except UserError as error:
            return self.trip_page(trip_id, error=str(error.args[0]), status=422)
        return self.see_other(f"/my/rada/wyjazdy/{trip_id}{after}" if after else "/my/rada/wyjazdy")
