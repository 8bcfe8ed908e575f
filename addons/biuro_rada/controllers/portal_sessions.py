from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from .portal import POST, ROUTE, RadaPortal, for_councillor

FILE_HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
    ("Cache-Control", "private, max-age=300"),
]


class PortalSessions(RadaPortal, http.Controller):
    """Notices of sessions and meetings: agenda, materials, acknowledgement, excuse, corrections of minutes."""

    @http.route("/my/rada/sesje", **ROUTE)
    @for_councillor
    def rada_sessions(self, **params):
        """Sessions and meetings to which the councillor was convened, the coming ones first."""
        return self.page(
            "biuro_rada.portal_sessions",
            {"active": "sessions", **request.env["biuro.rada.session"]._portal_sessions(self.councillor())},
        )

    @http.route("/my/rada/sesje/<int:session_id>", **ROUTE)
    @for_councillor
    def rada_session_notice(self, session_id, **params):
        """One notice with its agenda and materials."""
        values = request.env["biuro.rada.session"]._portal_session(self.councillor(), session_id)
        if not values:
            return self.page("biuro_rada.portal_session_missing", {"active": "sessions"}, status=404)
        return self.page(
            "biuro_rada.portal_session_notice",
            {
                "active": "sessions",
                "done": params.get("ok"),
                "problem": params.get("blad"),
                "scripts": ["/biuro_rada/static/src/portal/notice.js"],
                **values,
            },
        )

    def _back(self, session_id, call, done):
        """Do what the form asks and go back to the notice with a word on it."""
        try:
            call()
        except (AccessError, UserError) as error:
            request.env.cr.rollback()
            return self.rada_session_notice(session_id, blad=str(error))
        return request.redirect(f"/my/rada/sesje/{session_id}?ok={done}")

    @http.route("/my/rada/sesje/<int:session_id>/otwarto", **POST)
    @for_councillor
    def rada_session_opened(self, session_id, **params):
        """Note that the notice was opened: the page says so by itself."""
        try:
            request.env["biuro.rada.notice"].note_opened(session_id)
        except AccessError:
            return request.make_json_response({"ok": False}, status=403)
        return request.make_json_response({"ok": True})

    @http.route("/my/rada/sesje/<int:session_id>/potwierdz", **POST)
    @for_councillor
    def rada_session_acknowledge(self, session_id, **params):
        """Acknowledge the notice."""
        Notice = request.env["biuro.rada.notice"]
        return self._back(session_id, lambda: Notice.acknowledge(session_id), "potwierdzono")

    @http.route("/my/rada/sesje/<int:session_id>/usprawiedliw", **POST)
    @for_councillor
    def rada_session_excuse(self, session_id, reason="", **params):
        """Give an excuse in advance."""
        Attendance = request.env["biuro.rada.attendance"]
        return self._back(session_id, lambda: Attendance.excuse_myself(session_id, reason), "zgloszono")

    @http.route("/my/rada/sesje/<int:session_id>/poprawka", **POST)
    @for_councillor
    def rada_session_correction(self, session_id, text="", **params):
        """Propose a correction to the minutes that are laid out."""
        Correction = request.env["biuro.rada.minutes.correction"]
        return self._back(session_id, lambda: Correction.propose_correction(session_id, text), "poprawka")

    @http.route("/my/rada/sesje/<int:session_id>/material/<int:file_id>", **ROUTE)
    @for_councillor
    def rada_session_material(self, session_id, file_id, **params):
        """Hand out a material of the agenda to a councillor who was convened."""
        file = request.env["biuro.rada.session"]._portal_material(self.councillor(), session_id, file_id)
        if not file:
            return self.page("biuro_rada.portal_session_missing", {"active": "sessions"}, status=404)
        stream = request.env["ir.binary"]._get_stream_from(file)
        response = stream.get_response(as_attachment=True)
        for name, value in FILE_HEADERS:
            response.headers[name] = value
        return response
