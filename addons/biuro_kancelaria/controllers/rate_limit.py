import functools
import ipaddress
import logging

from werkzeug.exceptions import TooManyRequests

from odoo.http import request

_logger = logging.getLogger(__name__)


def client_address():
    """Return whom calls are counted for (str): the address the proxy tells when ``proxy_mode`` is on; an IPv6 client
    owns a whole /64 network and counts as one."""
    address = request.httprequest.remote_addr or "unknown"
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return address


def rate_limited(key, limit, seconds, methods=None):
    """Answer 429 with ``Retry-After`` to a client who calls a route more than ``limit`` times in ``seconds``.

    Stands directly above the method, below ``@http.route``::

        @http.route("/bip", type="http", auth="public")
        @rate_limited("bip", 120, 60)
        def bip(self, **params): ...

    Routes with the same key share one counter. The parameter ``biuro_kancelaria.rate_limit`` multiplies all limits
    (``0`` switches them off, for a load test). Should the counter be out of order, calls pass: a limit must not take
    the office off the net.

    :param str key: name of the counter
    :param int limit: calls allowed in a window
    :param int seconds: length of the window
    :param methods: HTTP methods that count, e.g. ``("POST",)``; all by default
    """
    def decorate(endpoint):
        @functools.wraps(endpoint)
        def limited(self, *args, **kwargs):
            wait = 0
            if request.db and (not methods or request.httprequest.method in methods):
                wait = _count(key, limit, seconds)
            if not wait:
                return endpoint(self, *args, **kwargs)
            if request.dispatcher.routing_type == "http":
                message = request.env._("Too many requests. Try again in %(seconds)s s.", seconds=wait)
                return request.make_response(message, status=429, headers=[
                    ("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", str(wait)),
                    ("Cache-Control", "no-store"),
                ])
            raise TooManyRequests(retry_after=wait)
        return limited
    return decorate


def _count(key, limit, seconds):
    try:
        # sudo: ir.config_parameter - one number of our own
        factor = request.env["ir.config_parameter"].sudo().get_param("biuro_kancelaria.rate_limit", "1")
        allowed = int(limit * float(factor))
        if allowed <= 0:
            return 0
        return request.env["biuro.rate.limit"]._hit(f"{key}:{client_address()}", allowed, seconds)
    except Exception:
        _logger.exception("The limit of calls %s could not be counted", key)
        return 0
