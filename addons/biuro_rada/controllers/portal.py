import functools

from markupsafe import Markup

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.web import Home

ROUTE = {"type": "http", "auth": "user", "methods": ["GET"]}
POST = {"type": "http", "auth": "user", "methods": ["POST"]}
HEADERS = {
    "Content-Security-Policy": "base-uri 'none'; default-src 'none'; script-src 'self'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self' ws: wss:; worker-src 'self'; manifest-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def for_councillor(endpoint):
    """Let a councillor in office in; tell anybody else that the page is not theirs (403).

    Stands directly above the method, below ``@http.route``; the method finds ``self.councillor()``.
    """

    @functools.wraps(endpoint)
    def guarded(self, *args, **kwargs):
        self.speak_polish()
        if not self.councillor():
            return self.page("biuro_rada.portal_not_councillor", {}, status=403)
        return endpoint(self, *args, **kwargs)

    return guarded


class RadaPortal:
    """What the pages of councillors share: who asks, in which language, in which frame they are answered.

    A controller of a part inherits it beside ``http.Controller``::

        class PortalMotions(RadaPortal, http.Controller):
            @http.route("/my/rada/wnioski", **ROUTE)
            @for_councillor
            def motions(self, **params):
                return self.page("biuro_rada.portal_motions", {"active": "motions", ...})
    """

    def speak_polish(self):
        """Answer in Polish where the language is installed."""
        if request.env["res.lang"]._get_data(code="pl_PL"):
            request.update_context(lang="pl_PL")

    def councillor(self):
        """Return the councillor (one or empty) that the user is today."""
        return request.env["biuro.rada.councillor"]._of_user()

    def page(self, template, values, status=200, headers=None):
        """Return the page of a template that calls ``biuro_rada.portal_layout``.

        :param dict values: of the template; ``active`` names the entry of the menu that is marked
        """
        portal = request.env["biuro.rada.portal"]
        body = request.env["ir.qweb"]._render(
            template,
            {**portal._frame(self.councillor()), "active": "", "csrf": request.csrf_token(), **values},
        )
        return request.make_response(
            str(Markup("<!DOCTYPE html>\n") + body),
            headers=[("Content-Type", "text/html; charset=utf-8"), *{**HEADERS, **(headers or {})}.items()],
            status=status,
        )


class PortalHome(RadaPortal, http.Controller):
    @http.route("/my/rada", **ROUTE)
    @for_councillor
    def rada_home(self, **params):
        """Home of a councillor: the vote that is open, the next session, own votes, ways to everything else."""
        councillor = self.councillor()
        return self.page(
            "biuro_rada.portal_home", {"active": "home", **request.env["biuro.rada.portal"]._home(councillor)}
        )


class RadaLogin(Home):
    def _login_redirect(self, uid, redirect=None):
        """Take a councillor of the portal straight to the council's home."""
        answer = super()._login_redirect(uid, redirect=redirect)
        if answer == "/my" and request.env(user=uid)["biuro.rada.councillor"]._of_user():
            return "/my/rada"
        return answer
