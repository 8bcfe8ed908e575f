import hashlib
import re

from odoo import http
from odoo.http import request

from .rate_limit import rate_limited

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
}


class CalendarFeed(http.Controller):
    """Calendars for other programs. The token in the address is the only key: no login, no cookie, nothing changes."""

    @http.route(
        "/kalendarz/<string:token>.ics", type="http", auth="public", methods=["GET"], csrf=False, save_session=False,
        readonly=True,
    )
    @rate_limited("calendar_feed", 60, 60)
    def calendar_feed(self, token, **params):
        feed = request.env["biuro.calendar.feed"]
        if TOKEN.fullmatch(token):
            feed = feed._find(token)
        if not feed:
            # the same answer for a wrong, a revoked and a closed one
            return request.make_response("Not found", status=404, headers=[
                *HEADERS.items(), ("Content-Type", "text/plain; charset=utf-8"),
            ])
        body = feed._render().encode()
        etag = hashlib.sha256(body).hexdigest()[:32]
        headers = [*HEADERS.items(), ("ETag", f'"{etag}"')]
        if request.httprequest.if_none_match.contains(etag):
            return request.make_response("", status=304, headers=headers)
        return request.make_response(body, headers=[
            *headers, ("Content-Type", "text/calendar; charset=utf-8"),
            ("Content-Disposition", 'inline; filename="kalendarz.ics"'),
        ])
