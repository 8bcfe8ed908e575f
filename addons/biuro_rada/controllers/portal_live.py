from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from odoo.tools import file_open

from odoo.addons.biuro_kancelaria.controllers.rate_limit import rate_limited
from odoo.addons.bus.websocket import WebsocketConnectionHandler

from .portal import ROUTE, RadaPortal, for_councillor

JSON = {"type": "jsonrpc", "auth": "user", "methods": ["POST"]}
PAGE = 30


def refusing(endpoint):
    """Answer a refused verb with its kind and its sentence, no error: ``{"refused": code, "message": ...}``."""

    def answer(self, *args, **kwargs):
        self.speak_polish()
        try:
            return endpoint(self, *args, **kwargs)
        except (UserError, AccessError) as error:
            request.env.cr.rollback()
            return {"refused": getattr(error, "code", "refused"), "message": str(error)}

    answer.__name__ = endpoint.__name__
    answer.__doc__ = endpoint.__doc__
    return answer


class PortalLive(RadaPortal, http.Controller):
    """The councillor in the session: presence, raised hand, votes, agenda, one's own history."""

    def _session(self, session_id=None):
        """Return the session (as superuser) that the page is of: the one asked for, or the one in progress."""
        portal, councillor = request.env["biuro.rada.portal"], self.councillor()
        if session_id:
            # sudo: biuro.rada.session - membership of the body is checked
            session = request.env["biuro.rada.session"].sudo().browse(int(session_id)).exists()
            return session._as_member(councillor) if session else session
        return portal._running(councillor) or portal._today(councillor)

    @http.route("/my/rada/sesja", **ROUTE)
    @for_councillor
    def rada_session(self, **params):
        """The session in progress: one page that follows it."""
        portal = request.env["biuro.rada.portal"]
        session = self._session()
        return self.page(
            "biuro_rada.portal_session",
            {
                "active": "session",
                "config": portal._screen_config(session, WebsocketConnectionHandler._VERSION)
                | {"texts": portal._texts()},
                "session": session,
                "scripts": [
                    "/biuro_rada/static/src/live/live.js",
                    "/biuro_rada/static/src/portal/session.js",
                ],
            },
        )

    @http.route("/my/rada/sesja/stan", **JSON)
    @refusing
    def rada_state(self, session=None, device=None, kind=None, version=None, **params):
        """Return the state of the session for the councillor; ``{"same": version}`` when nothing changed."""
        councillor = self.councillor()
        if not councillor:
            return {"refused": "not_entitled", "message": request.env._("Only a councillor in office votes.")}
        found = self._session(session) if session else self._session()
        if not found:
            return {"none": True}
        if device:
            request.env["biuro.rada.device"].sudo()._seen(found, councillor, device, kind)  # sudo: one's own device
        state = found._versioned(found._member_state(councillor))
        return {"same": version} if version and version == state["version"] else state

    @http.route("/my/rada/sesja/glos", **JSON)
    @refusing
    def rada_cast(self, vote, choice, **params):
        """Cast or change one's own vote."""
        return request.env["biuro.rada.vote"].browse(int(vote)).cast(str(choice))

    @http.route("/my/rada/sesja/obecnosc", **JSON)
    @refusing
    def rada_presence(self, session, present, **params):
        """Note that one came or left."""
        found = self._session(session)
        found._member_presence(self.councillor(), bool(present))
        return {"present": bool(present)}

    @http.route("/my/rada/sesja/mowca", **JSON)
    @refusing
    def rada_hand(self, session, up, kind="normal", **params):
        """Raise or lower one's hand."""
        Speaker = request.env["biuro.rada.speaker"]
        self._session(session)
        if up:
            Speaker.raise_hand(int(session), kind)
        else:
            Speaker.lower_hand(int(session))
        return {"up": bool(up)}

    @http.route("/my/rada/sesja/karta", **JSON)
    @refusing
    def rada_take_ballot(self, vote, **params):
        """Take one's ballot paper of a secret vote; it is cast at ``/rada/urna``, where nobody asks who casts it."""
        return request.env["biuro.rada.vote"].browse(int(vote)).take_ballot()

    @http.route("/my/rada/glosy", **ROUTE)
    @for_councillor
    def rada_own_votes(self, page=1, **params):
        """One's own votes, the newest first."""
        page = max(int(page) if str(page).isdigit() else 1, 1)
        portal = request.env["biuro.rada.portal"]
        votes = portal._own_votes(self.councillor(), limit=PAGE + 1, offset=(page - 1) * PAGE)
        return self.page(
            "biuro_rada.portal_own_votes",
            {"active": "votes", "votes": votes[:PAGE], "page": page, "more": len(votes) > PAGE},
        )

    @http.route("/my/rada/porzadek/<int:session_id>", **ROUTE)
    @for_councillor
    def rada_agenda(self, session_id, **params):
        """Agenda and materials of a session; the browser keeps them for a hall without a network."""
        try:
            session = self._session(session_id)
        except AccessError:
            session = None
        if not session or session.state == "draft":
            return self.page("biuro_rada.portal_missing", {}, status=404)
        return self.page(
            "biuro_rada.portal_agenda",
            {
                "active": "session",
                "agenda": request.env["biuro.rada.portal"]._agenda(session),
                "scripts": ["/biuro_rada/static/src/portal/offline.js"],
            },
        )

    @http.route("/my/rada/material/<int:item_id>/<int:attachment_id>", **ROUTE)
    @for_councillor
    def rada_material(self, item_id, attachment_id, **params):
        """One file of the materials, for the members of the body."""
        # sudo: biuro.rada.agenda.item - membership of the body is checked, the file must be of the item
        item = request.env["biuro.rada.agenda.item"].sudo().browse(item_id).exists()
        try:
            file = item and item.session_id._as_member(self.councillor()) and item.attachment_ids.filtered(
                lambda one: one.id == attachment_id
            )
        except AccessError:
            file = None
        if not file or item.session_id.state == "draft":
            return self.page("biuro_rada.portal_missing", {}, status=404)
        stream = request.env["ir.binary"]._get_stream_from(file)
        return stream.get_response(as_attachment=file.mimetype != "application/pdf")

    @http.route("/my/rada/sw.js", type="http", auth="public", methods=["GET"], save_session=False, readonly=True)
    @rate_limited("rada_sw", 240, 60)
    def rada_service_worker(self, **params):
        """The program that keeps pages and materials in the browser; it works for the pages of councillors alone."""
        with file_open("biuro_rada/static/src/portal/sw.js") as file:
            code = file.read()
        return request.make_response(
            code,
            headers=[
                ("Content-Type", "text/javascript; charset=utf-8"),
                ("Service-Worker-Allowed", "/my/rada"),
                ("Cache-Control", "no-cache"),
            ],
        )


class BallotBox(http.Controller):
    """The ballot box of secret votes: it takes a paper from whoever holds it and does not ask who that is."""

    @http.route("/rada/urna", type="jsonrpc", auth="public", methods=["POST"], save_session=False)
    @rate_limited("rada_urna", 600, 60)
    def rada_ballot_box(self, vote, token, option, **params):
        """Cast a ballot paper. A browser that tells who it is, by a cookie, is refused: it must not be known."""
        if request.session.uid:
            return {
                "refused": "not_anonymous",
                "message": request.env._("A secret ballot is cast without telling who casts it: send no cookie."),
            }
        if request.env["res.lang"]._get_data(code="pl_PL"):
            request.update_context(lang="pl_PL")
        try:
            return request.env["biuro.rada.vote"].cast_secret(int(vote), str(token), int(option))
        except UserError as error:
            request.env.cr.rollback()
            return {"refused": getattr(error, "code", "refused"), "message": str(error)}


class Hall(RadaPortal, http.Controller):
    """Screen of the hall: public, no login; told over the bus, asks again by itself when the bus is silent."""

    @http.route(
        ["/rada/ekran", "/rada/ekran/<int:session_id>"],
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
        readonly=True,
    )
    @rate_limited("rada_hall", 240, 60)
    def rada_hall(self, session_id=None, **params):
        """The screen."""
        self.speak_polish()
        portal = request.env["biuro.rada.portal"]
        session = portal._hall_session(session_id)
        return self.page(
            "biuro_rada.hall",
            {
                "config": portal._screen_config(session, WebsocketConnectionHandler._VERSION)
                | {"texts": portal._texts()},
                "session": session,
            },
            status=200 if session or not session_id else 404,
        )

    @http.route(
        ["/rada/ekran/stan", "/rada/ekran/<int:session_id>/stan"],
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
        readonly=True,
    )
    @rate_limited("rada_hall_state", 1200, 60)
    def rada_hall_state(self, session_id=None, v=None, **params):
        """Return the state of the session; ``{"same": version}`` when nothing changed."""
        self.speak_polish()
        portal = request.env["biuro.rada.portal"]
        session = portal._hall_session(session_id)
        state = portal._hall_state(session) if session else {"none": True}
        if v and v == state.get("version"):
            state = {"same": v}
        return request.make_json_response(state, headers=[("Cache-Control", "no-store")])
