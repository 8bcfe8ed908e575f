import re

from werkzeug.http import http_date

from odoo import http
from odoo.http import content_disposition, request

from .bip_answers import HEADERS, MAX_AGE, ROUTE, BipAnswers
from .rate_limit import rate_limited

# shown by the browser itself; everything else is only ever downloaded
INLINE_TYPES = ("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain")
NEVER_NAMED = (
    "text/html",
    "application/xhtml+xml",
    "image/svg+xml",
    "text/xml",
    "application/xml",
    "text/javascript",
    "application/javascript",
)
REF = re.compile(r"(?:[a-z0-9][a-z0-9-]*-)?(\d{1,10})", re.ASCII)


class Bip(BipAnswers, http.Controller):
    """Public bulletin: no login, no cookie, no change of state."""

    # -------------------------------------------------------------------------
    # Pages
    # -------------------------------------------------------------------------
    @http.route("/bip", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_list(self, **params):
        bip = self._bip()
        values, errors = bip._parse(params)
        if errors:
            return self._page(
                "biuro_kancelaria.bip_list",
                {
                    "values": values,
                    "errors": errors,
                    "items": [],
                    "total": 0,
                    "pages": 1,
                    "categories": bip._categories(),
                },
                status=400,
            )

        def render():
            total, items = bip._list(values)
            pages = max(1, -(-total // values["limit"]))
            return "biuro_kancelaria.bip_list", {
                "values": values,
                "errors": [],
                "items": items,
                "total": total,
                "pages": pages,
                "categories": bip._categories(),
                "page_url": lambda page: self._query(values, page),
            }

        return self._cached(bip, render)

    @http.route("/bip/<string:ref>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_item(self, ref, **params):
        match = REF.fullmatch(ref)
        return self._item(int(match.group(1)) if match else 0)

    @http.route("/bip/<int:publication_id>/version/<int:number>", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_version(self, publication_id, number, **params):
        return self._item(publication_id, number)

    @http.route("/bip/<int:publication_id>/print", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_print(self, publication_id, **params):
        return self._item(publication_id, template="biuro_kancelaria.bip_print")

    @http.route("/bip/preview/<int:publication_id>", **{**ROUTE, "auth": "user", "save_session": True})
    @rate_limited("bip", 240, 60)
    def bip_preview(self, publication_id, **params):
        bip = self._bip()
        publication = request.env["biuro.publication"].browse(publication_id).exists()
        if not publication or not publication.has_access("read"):
            return self._missing()
        return self._page(
            "biuro_kancelaria.bip_item",
            {
                "item": bip._preview(publication),
                "history": [],
                "preview": True,
            },
            headers={"Cache-Control": "no-store"},
        )

    @http.route("/bip/rejestry", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_registers(self, **params):
        return self._page("biuro_kancelaria.bip_registers", {"registers": self._bip()._registers()})

    @http.route("/bip/dostepnosc", **ROUTE)
    @rate_limited("bip", 240, 60)
    def bip_accessibility(self, **params):
        return self._page("biuro_kancelaria.bip_accessibility", {})

    # -------------------------------------------------------------------------
    # Files
    # -------------------------------------------------------------------------
    @http.route(
        [
            "/bip/<int:publication_id>/file/<int:index>",
            "/bip/<int:publication_id>/version/<int:number>/file/<int:index>",
        ],
        **ROUTE,
    )
    @rate_limited("bip_file", 120, 60)
    def bip_file(self, publication_id, index, number=None, **params):
        kind, version, _history = self._bip()._item(publication_id, number)
        if kind != "found":
            return self._missing(kind, version)
        files = version._files()
        if not 1 <= index <= len(files):
            return self._missing()
        file = files[index - 1]
        etag = file.checksum
        headers = {
            **HEADERS,
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "ETag": f'"{etag}"',
            "Cache-Control": f"public, max-age={MAX_AGE}",
            "Last-Modified": http_date(version.published_at),
        }
        if request.httprequest.if_none_match.contains(etag):
            return request.make_response("", headers=list(headers.items()), status=304)
        inline = file.mimetype in INLINE_TYPES
        mimetype = "application/octet-stream" if file.mimetype in NEVER_NAMED else file.mimetype
        headers["Content-Type"] = f"{mimetype}; charset=utf-8" if mimetype == "text/plain" else mimetype
        headers["Content-Disposition"] = content_disposition(file.name, "inline" if inline else "attachment")
        return request.make_response(file._content(), headers=list(headers.items()))
