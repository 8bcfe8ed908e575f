from odoo import http

from odoo.addons.auth_signup.controllers.main import AuthSignupHome
from odoo.addons.web.controllers.session import Session

from .rate_limit import rate_limited


class BiuroLogin(AuthSignupHome):
    """Guessing passwords is slowed down for all workers together; the core counts per worker only."""

    @http.route()
    @rate_limited("login", 30, 60, methods=("POST",))
    def web_login(self, *args, **kw):
        """Log in, at most 30 tries a minute from one address."""
        return super().web_login(*args, **kw)

    @http.route()
    @rate_limited("signup", 10, 60, methods=("POST",))
    def web_auth_signup(self, *args, **kw):
        """Sign up, at most 10 tries a minute from one address."""
        return super().web_auth_signup(*args, **kw)

    @http.route()
    @rate_limited("signup", 10, 60, methods=("POST",))
    def web_auth_reset_password(self, *args, **kw):
        """Ask for a new password, at most 10 times a minute from one address."""
        return super().web_auth_reset_password(*args, **kw)


class BiuroSession(Session):
    @http.route()
    @rate_limited("login", 30, 60)
    def authenticate(self, db, login, password, base_location=None):
        """Open a session over JSON, at most 30 tries a minute from one address."""
        return super().authenticate(db, login, password, base_location)
