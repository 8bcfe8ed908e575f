import hashlib
import time
from collections import OrderedDict

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from odoo.addons.biuro_kancelaria.controllers.bip_answers import HEADERS, ROUTE, BipAnswers
from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited

POST = {**ROUTE, "methods": ["POST"], "readonly": False}
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
FRESH = 5  # seconds: a taken slot leaves the list as quickly
ACTS = {"potwierdz": "confirm", "odwolaj": "cancel"}
KEPT_PAGES = 32
LOOK_AGAIN = 1.0  # seconds
_looks = {}  # the last look at the slots, by database and company
_pages = OrderedDict()  # what was rendered last, by what it shows; each process keeps its own


class Booking(BipAnswers, http.Controller):
    """Booking of visits by anybody: no login, no cookie, no script; state changes by POST alone."""

    def _booking(self):
        self._bip()  # Polish
        return request.env["biuro.sekretariat.visit.booking"]

    @http.route("/umow-wizyte", **ROUTE)
    @rate_limited("visit_page", 240, 60)
    def booking_list(self, **params):
        booking = self._booking()
        if not booking._is_open():
            return self._page("biuro_sekretariat.booking_message", {"kind": "closed"}, status=404, headers=PRIVATE)
        stamp, rows = self._rows(booking)
        looks = [request.httprequest.args.get(name, "")[:8] for name in ("contrast", "size")]
        key = (request.db, request.env.lang, stamp, *looks)
        etag = hashlib.sha256(repr(key).encode()).hexdigest()[:32]
        headers = {"ETag": f'W/"{etag}"', "Cache-Control": f"public, max-age={FRESH}"}
        if request.httprequest.if_none_match.contains_weak(etag):
            return request.make_response("", headers=[*HEADERS.items(), *headers.items()], status=304)
        content = _pages.get(key)
        if content is None:
            response = self._page("biuro_sekretariat.booking_list", {"hosts": booking._groups(rows)}, headers=headers)
            _pages[key] = response.get_data()
            while len(_pages) > KEPT_PAGES:
                _pages.popitem(last=False)
            return response
        return request.make_response(content, headers=[
            ("Content-Type", "text/html; charset=utf-8"), *HEADERS.items(), *headers.items(),
        ])

    @http.route("/umow-wizyte/<int:slot_id>", **ROUTE)
    @rate_limited("visit_page", 240, 60)
    def booking_form(self, slot_id, **params):
        return self._form(slot_id, {}, {})

    @http.route("/umow-wizyte/<int:slot_id>", **POST)
    @rate_limited("visit_book", 12, 600)
    def booking_submit(self, slot_id, **params):
        booking = self._booking()
        if not booking._is_open():
            return self._page("biuro_sekretariat.booking_message", {"kind": "closed"}, status=404, headers=PRIVATE)
        values, errors = booking._parse(params)
        if not booking._check_stamp(params.get("stamp"), slot_id):
            errors["stamp"] = request.env._("The form was open too long. Check the data and send it again.")
        if errors:
            return self._form(slot_id, values, errors, status=400)
        # a field that people do not see: who fills it in is a program, and is told nothing of it
        if not params.get("website"):
            try:
                with request.env.cr.savepoint():
                    booking._hold(slot_id, values)
            except AccessError:
                raise
            except UserError:
                return self._taken(slot_id)
        return self._see_other("/umow-wizyte/wyslano")

    @http.route("/umow-wizyte/wyslano", **ROUTE)
    @rate_limited("visit_page", 240, 60)
    def booking_sent(self, **params):
        booking = self._booking()
        return self._page(
            "biuro_sekretariat.booking_message", {"kind": "sent", "minutes": booking._hold_minutes()}, headers=PRIVATE,
        )

    @http.route("/umow-wizyte/<any(potwierdz,odwolaj):act>/<string:token>", **ROUTE)
    @rate_limited("visit_link", 60, 60)
    def booking_link(self, act, token, **params):
        state = self._booking()._link_state(token, ACTS[act])
        return self._link_page(act, state)

    @http.route("/umow-wizyte/<any(potwierdz,odwolaj):act>/<string:token>", **POST)
    @rate_limited("visit_link_post", 20, 60)
    def booking_link_follow(self, act, token, **params):
        booking = self._booking()
        error = ""
        try:
            with request.env.cr.savepoint():
                state = booking._follow_link(token, ACTS[act])
        except AccessError:
            raise
        except UserError as refused:
            state, error = booking._link_state(token, ACTS[act]), str(refused)
        return self._link_page(act, state, error, followed=not error)

    def _rows(self, booking):
        """Return what the list shows; a crowd that comes within a second is answered from one look."""
        key, now = (request.db, request.env.company.id), time.monotonic()
        known = _looks.get(key)
        if not known or now - known[0] > LOOK_AGAIN:
            _looks[key] = known = (now, *booking._rows())
        return known[1:]

    # answers

    def _form(self, slot_id, values, errors, status=200):
        booking = self._booking()
        slot = booking._slot(slot_id) if booking._is_open() else None
        if not slot:
            return self._taken(slot_id)
        return self._page("biuro_sekretariat.booking_form", {
            "slot": slot, "values": values, "errors": errors, "kinds": booking._kinds(),
            "stamp": booking._form_stamp(slot_id), "minutes": booking._hold_minutes(),
        }, status=status, headers=PRIVATE)

    def _taken(self, slot_id):
        return self._page("biuro_sekretariat.booking_message", {
            "kind": "taken", "nearest": self._booking()._nearest(slot_id),
        }, status=409, headers=PRIVATE)

    def _link_page(self, act, state, error="", followed=False):
        status = 200 if state["kind"] != "gone" else 410
        return self._page("biuro_sekretariat.booking_link", {
            "act": act, "state": state, "error": error, "followed": followed,
        }, status=409 if error else status, headers=PRIVATE)

    def _see_other(self, path):
        look = {key: request.httprequest.args[key] for key in ("contrast", "size") if key in request.httprequest.args}
        query = "&".join(f"{key}={value}" for key, value in look.items() if value in ("high", "large", "larger"))
        return request.make_response("", status=303, headers=[
            ("Location", path + (f"?{query}" if query else "")), *HEADERS.items(), *PRIVATE.items(),
        ])
