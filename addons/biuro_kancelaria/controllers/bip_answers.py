import hashlib
from urllib.parse import urlencode

from markupsafe import Markup
from werkzeug.http import http_date

from odoo.http import request

MAX_AGE = 60  # seconds; a withdrawn page leaves caches as quickly
ROUTE = {"type": "http", "auth": "public", "methods": ["GET"], "csrf": False, "readonly": True, "save_session": False}
HEADERS = {
    "Content-Security-Policy": "base-uri 'none'; default-src 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


class BipAnswers:
    """How public pages and data are answered: looks, headers, caches."""

    def _bip(self):
        """Return the model behind the pages; the bulletin is Polish where the language is installed."""
        if request.env["res.lang"]._get_data(code="pl_PL"):
            request.update_context(lang="pl_PL")
        return request.env["biuro.bip"]

    def _item(self, publication_id, number=None, template="biuro_kancelaria.bip_item"):
        bip = self._bip()

        def render():
            kind, version, history = bip._item(publication_id, number)
            if kind != "found":
                return self._missing(kind, version)
            return template, {"item": bip._public_values(version), "history": history, "preview": False}

        return self._cached(bip, render)

    def _missing(self, kind="missing", version=None):
        withdrawn = version.publication_id.withdrawn_at if kind == "withdrawn" else False
        return self._page(
            "biuro_kancelaria.bip_missing",
            {
                "kind": kind,
                "withdrawn_on": request.env["biuro.bip"]._local(withdrawn),
            },
            status=410 if kind in ("withdrawn", "withheld") else 404,
        )

    def _cached(self, bip, render):
        """Answer 304 without rendering when nothing public changed since the client asked."""
        stamp, changed = bip._stamp()
        asked = request.httprequest
        etag = hashlib.sha256(f"{stamp}|{asked.full_path}|{request.env.lang}".encode()).hexdigest()[:32]
        headers = {"ETag": f'W/"{etag}"', "Cache-Control": f"public, max-age={MAX_AGE}"}
        if changed:
            headers["Last-Modified"] = http_date(changed)
        if asked.if_none_match.contains_weak(etag):
            return request.make_response("", headers=[*HEADERS.items(), *headers.items()], status=304)
        result = render()
        if not isinstance(result, tuple):
            return result
        first, second, *status = result
        if isinstance(second, dict):
            return self._page(first, second, headers=headers)
        return self._data(first, second, headers=headers, status=status[0] if status else 200)

    def _page(self, template, values, status=200, headers=None):
        bip = request.env["biuro.bip"]
        args = request.httprequest.args
        contrast = "high" if args.get("contrast") == "high" else ""
        size = args.get("size") if args.get("size") in ("large", "larger") else ""
        look = {key: value for key, value in (("contrast", contrast), ("size", size)) if value}

        def link(path, **extra):
            merged = {**look, **extra}
            merged = {key: value for key, value in merged.items() if value}
            return path + (("&" if "?" in path else "?") + urlencode(merged) if merged else "")

        kept = {key: value for key, value in args.items() if key not in ("contrast", "size")}

        def look_url(new_contrast, new_size):
            query = {**kept, "contrast": new_contrast, "size": new_size}
            query = {key: value for key, value in query.items() if value}
            return request.httprequest.path + (f"?{urlencode(query)}" if query else "")

        body = request.env["ir.qweb"]._render(
            template,
            {
                "office": bip._office(),
                "contrast": contrast,
                "size": size,
                "link": link,
                "look_url": look_url,
                **values,
            },
        )
        return self._data(
            Markup("<!DOCTYPE html>\n") + body,
            "text/html",
            headers=headers
            or {
                "Cache-Control": "no-cache" if status != 200 else f"public, max-age={MAX_AGE}",
            },
            status=status,
        )

    def _data(self, content, mimetype, headers=None, status=200):
        return request.make_response(
            str(content),
            headers=[
                ("Content-Type", f"{mimetype}; charset=utf-8"),
                *HEADERS.items(),
                *(headers or {"Cache-Control": f"public, max-age={MAX_AGE}"}).items(),
            ],
            status=status,
        )

    def _query(self, values, page, limit=False):
        query = {
            "q": values["q"],
            "category": values["category"],
            "date_from": values["date_from"] or "",
            "date_to": values["date_to"] or "",
            "page": page if page > 1 else "",
        }
        if limit:
            query["limit"] = values["limit"]
        query = {key: value for key, value in query.items() if value}
        return "/bip" + (f"?{urlencode(query)}" if query else "")
