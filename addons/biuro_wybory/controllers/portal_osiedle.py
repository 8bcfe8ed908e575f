import base64
import functools

from markupsafe import Markup

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

from odoo.addons.biuro_rada.controllers.portal import HEADERS, POST, ROUTE
from odoo.addons.portal.controllers.web import Home

REQUEST_KEEP = ("subject", "text", "resolution_id")
RESOLUTION_KEEP = (
    "body", "title", "text", "adopted_date", "vote_kind", "present", "votes_for", "votes_against", "votes_abstain",
    "votes_invalid",
)


def polish(day):
    """Return "YYYY-MM-DD" as people write it."""
    return ".".join(reversed(day.split("-"))) if day else ""


def money(text):
    """Return "1234.50" as people write it."""
    return f"{float(text or 0):,.2f} zł".replace(",", "\u00a0").replace(".", ",")


def for_unit(endpoint):
    """Let the chair of a board or council in; tell anybody else that the page is not theirs (403)."""

    @functools.wraps(endpoint)
    def guarded(self, *args, **kwargs):
        if request.env["res.lang"]._get_data(code="pl_PL"):
            request.update_context(lang="pl_PL")
        if not request.env["biuro.wybory.osiedle"]._of_user():
            return self.page("biuro_wybory.portal_osiedle_nobody", {"unit": False}, status=403)
        try:
            return endpoint(self, *args, **kwargs)
        except AccessError:
            return self.page("biuro_wybory.portal_osiedle_nothing", {}, status=404)

    return guarded


class PortalOsiedle(http.Controller):
    """Pages of the board of a unit; each asks the desk, which checks who asks and for which unit."""

    def desk(self):
        return request.env["biuro.wybory.osiedle.desk"]

    def page(self, template, values, status=200):
        units = request.env["biuro.wybory.osiedle"]._of_user()
        body = request.env["ir.qweb"]._render(template, {
            "office": request.env["biuro.bip"]._office(), "unit": units[:1].name or False, "active": "",
            "user_name": request.env.user.name, "csrf": request.csrf_token(), "markup": Markup, "polish": polish,
            "money": money, **values,
        })
        return request.make_response(
            str(Markup("<!DOCTYPE html>\n") + body),
            headers=[("Content-Type", "text/html; charset=utf-8"), *HEADERS.items()], status=status,
        )

    def see_other(self, path):
        return request.make_response("", status=303, headers=[("Location", path), *HEADERS.items()])

    def uploads(self):
        return [
            {"name": file.filename, "content": base64.b64encode(file.read()).decode()}
            for file in request.httprequest.files.getlist("files") if file.filename
        ]

    def refused(self, error):
        return str(error.args[0]) if error.args else str(error)

    @http.route("/my/osiedle", **ROUTE)
    @for_unit
    def osiedle_home(self, **params):
        return self.page("biuro_wybory.portal_osiedle_home", {
            "active": "home", "me": self.desk().my_unit(), "sessions": self.desk().my_sessions()})

    # ---- requests ------------------------------------------------------------------------------------------------

    @http.route("/my/osiedle/wnioski", **ROUTE)
    @for_unit
    def osiedle_requests(self, **params):
        return self.page("biuro_wybory.portal_osiedle_requests", {
            "active": "requests", "requests": self.desk().my_requests()})

    @http.route("/my/osiedle/wnioski/nowy", **ROUTE)
    @for_unit
    def osiedle_request_new(self, **params):
        return self.request_form({})

    def request_form(self, values, error="", status=200):
        resolutions = [row for row in self.desk().my_resolutions() if row["state"] not in ("draft", "annulled")]
        return self.page("biuro_wybory.portal_osiedle_request_form", {
            "active": "requests", "values": values, "error": error, "resolutions": resolutions[:40]}, status=status)

    @http.route("/my/osiedle/wnioski/zloz", **POST)
    @for_unit
    def osiedle_request_submit(self, **params):
        """Submit a request; what was typed is never lost to an error."""
        values = {name: params.get(name, "") for name in REQUEST_KEEP}
        chosen = values["resolution_id"]
        try:
            with request.env.cr.savepoint():
                sent = self.desk().submit_request(
                    {**values, "resolution_id": int(chosen) if chosen.isdecimal() else False}, self.uploads())
        except AccessError:
            raise
        except UserError as error:
            return self.request_form(values, self.refused(error), status=422)
        return self.see_other(f"/my/osiedle/wnioski/{sent['id']}?sent=1")

    @http.route("/my/osiedle/wnioski/<int:request_id>", **ROUTE)
    @for_unit
    def osiedle_request(self, request_id, **params):
        return self.request_page(request_id, sent=params.get("sent"))

    def request_page(self, request_id, status=200, **values):
        return self.page("biuro_wybory.portal_osiedle_request", {
            "active": "requests", "item": self.desk().get_request(request_id), "sent": False, "error": "",
            "kept": {}, "resolutions": self.desk().my_resolutions()[:40], **values}, status=status)

    @http.route("/my/osiedle/wnioski/<int:request_id>/opinia", **POST)
    @for_unit
    def osiedle_opinion(self, request_id, kind="", text="", resolution_id="", **params):
        try:
            with request.env.cr.savepoint():
                self.desk().give_opinion(
                    request_id, kind, text, int(resolution_id) if resolution_id.isdecimal() else None)
        except AccessError:
            raise
        except UserError as error:
            return self.request_page(request_id, status=422, error=self.refused(error),
                                     kept={"kind": kind, "text": text})
        return self.see_other(f"/my/osiedle/wnioski/{request_id}?sent=1")

    # ---- resolutions ---------------------------------------------------------------------------------------------

    @http.route("/my/osiedle/uchwaly", **ROUTE)
    @for_unit
    def osiedle_resolutions(self, **params):
        return self.page("biuro_wybory.portal_osiedle_resolutions", {
            "active": "resolutions", "resolutions": self.desk().my_resolutions()})

    @http.route("/my/osiedle/uchwaly/nowa", **ROUTE)
    @for_unit
    def osiedle_resolution_new(self, **params):
        return self.resolution_form({"body": "council", "vote_kind": "open"})

    def resolution_form(self, values, error="", status=200):
        return self.page("biuro_wybory.portal_osiedle_resolution_form", {
            "active": "resolutions", "values": values, "error": error}, status=status)

    @http.route("/my/osiedle/uchwaly/zloz", **POST)
    @for_unit
    def osiedle_resolution_submit(self, **params):
        values = {name: params.get(name, "") for name in RESOLUTION_KEEP}
        try:
            with request.env.cr.savepoint():
                sent = self.desk().submit_resolution(values, self.uploads())
        except AccessError:
            raise
        except UserError as error:
            return self.resolution_form(values, self.refused(error), status=422)
        return self.see_other(f"/my/osiedle/uchwaly/{sent['id']}?sent=1")

    @http.route("/my/osiedle/uchwaly/<int:resolution_id>", **ROUTE)
    @for_unit
    def osiedle_resolution(self, resolution_id, **params):
        return self.page("biuro_wybory.portal_osiedle_resolution", {
            "active": "resolutions", "item": self.desk().get_resolution(resolution_id), "sent": params.get("sent")})

    # ---- meetings, money, duty hours, sessions -------------------------------------------------------------------

    @http.route("/my/osiedle/posiedzenia", **ROUTE)
    @for_unit
    def osiedle_meetings(self, **params):
        return self.page("biuro_wybory.portal_osiedle_meetings", {
            "active": "meetings", "meetings": self.desk().my_meetings(), "duties": self.desk().my_duties()})

    @http.route("/my/osiedle/srodki", **ROUTE)
    @for_unit
    def osiedle_money(self, **params):
        return self.page("biuro_wybory.portal_osiedle_money", {"active": "money", "budgets": self.desk().my_money()})

    @http.route("/my/osiedle/sesje", **ROUTE)
    @for_unit
    def osiedle_sessions(self, **params):
        return self.page("biuro_wybory.portal_osiedle_sessions", {
            "active": "home", "sessions": self.desk().my_sessions()})

    @http.route("/my/osiedle/sesje/przeczytane", **POST)
    @for_unit
    def osiedle_sessions_read(self, **params):
        self.desk().note_sessions()
        return self.see_other("/my/osiedle/sesje")

    @http.route("/my/osiedle/plik/<int:attachment_id>", **ROUTE)
    @for_unit
    def osiedle_file(self, attachment_id, **params):
        file = self.desk()._get_file(attachment_id)
        if not file:
            return self.page("biuro_wybory.portal_osiedle_nothing", {}, status=404)
        return request.make_response(file.raw, headers=[
            ("Content-Type", "application/octet-stream"), ("Content-Disposition", content_disposition(file.name)),
            ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"),
        ])


class OsiedleLogin(Home):
    def _login_redirect(self, uid, redirect=None):
        """Take the chair of a unit, who is a user of the portal, straight to the pages of the unit."""
        answer = super()._login_redirect(uid, redirect=redirect)
        if answer == "/my" and request.env(user=uid)["biuro.wybory.osiedle"]._of_user():
            return "/my/osiedle"
        return answer
