import csv
import hashlib
import io
import json
import re
from urllib.parse import urlencode

from markupsafe import Markup
from werkzeug.http import http_date

from odoo import http
from odoo.http import content_disposition, request

from .rate_limit import rate_limited

MAX_AGE = 60  # seconds; a withdrawn page leaves caches as quickly
ROUTE = {"type": "http", "auth": "public", "methods": ["GET"], "csrf": False, "readonly": True, "save_session": False}
HEADERS = {
    "Content-Security-Policy": "base-uri 'none'; default-src 'none'; style-src 'self' 'unsafe-inline'; "
                               "img-src 'self' data:; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
# shown by the browser itself; everything else is only ever downloaded
INLINE_TYPES = ("application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain")
NEVER_NAMED = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/javascript",
               "application/javascript")
CSV_FIELDS = ("id", "version", "title", "summary", "category", "legal_basis", "made_by", "made_on", "entered_by",
              "published_by", "published_at", "url", "files")
REF = re.compile(r"(?:[a-z0-9-]*-)?(\d{1,10})", re.ASCII)


class Bip(http.Controller):
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
            return self._page("biuro_kancelaria.bip_list", {
                "values": values, "errors": errors, "items": [], "total": 0, "pages": 1, "categories": bip._categories(),
            }, status=400)

        def render():
            total, items = bip._list(values)
            pages = max(1, -(-total // values["limit"]))
            return "biuro_kancelaria.bip_list", {
                "values": values, "errors": [], "items": items, "total": total, "pages": pages,
                "categories": bip._categories(), "page_url": lambda page: self._query(values, page),
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
        return self._page("biuro_kancelaria.bip_item", {
            "item": bip._preview(publication), "history": [], "preview": True,
        }, headers={"Cache-Control": "no-store"})

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
    @http.route([
        "/bip/<int:publication_id>/file/<int:index>", "/bip/<int:publication_id>/version/<int:number>/file/<int:index>",
    ], **ROUTE)
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
            **HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox",
            "ETag": f'"{etag}"', "Cache-Control": f"public, max-age={MAX_AGE}", "Last-Modified": http_date(version.published_at),
        }
        if request.httprequest.if_none_match.contains(etag):
            return request.make_response("", headers=list(headers.items()), status=304)
        inline = file.mimetype in INLINE_TYPES
        mimetype = "application/octet-stream" if file.mimetype in NEVER_NAMED else file.mimetype
        headers["Content-Type"] = f"{mimetype}; charset=utf-8" if mimetype == "text/plain" else mimetype
        headers["Content-Disposition"] = content_disposition(file.name, "inline" if inline else "attachment")
        return request.make_response(file._content(), headers=list(headers.items()))

    # -------------------------------------------------------------------------
    # Open data
    # -------------------------------------------------------------------------
    @http.route("/bip.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_json(self, **params):
        bip = self._bip()
        values, errors = bip._parse(params, limit=50)
        if errors:
            return self._data(json.dumps({"errors": errors}, ensure_ascii=False), "application/json", status=400)

        def render():
            total, items = bip._list(values, all_fields=True)
            more = total > values["page"] * values["limit"]
            return self._json({
                "office": bip._office()["name"], "total": total, "page": values["page"], "limit": values["limit"],
                "next": f"/bip.json{self._query(values, values['page'] + 1, limit=True)[4:]}" if more else None,
                "items": items,
            }), "application/json"
        return self._cached(bip, render)

    @http.route("/bip/<int:publication_id>.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_item_json(self, publication_id, **params):
        bip = self._bip()

        def render():
            kind, version, history = bip._item(publication_id)
            if kind != "found":
                status = 410 if kind == "withdrawn" else 404
                return json.dumps({"errors": [kind]}), "application/json", status
            return self._json({**bip._public_values(version), "history": history}), "application/json"
        return self._cached(bip, render)

    @http.route("/bip.csv", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_csv(self, **params):
        bip = self._bip()
        values, errors = bip._parse(params, limit=100)
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)

        def render():
            _total, items = bip._list(values, all_fields=True)
            stream = io.StringIO()
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow(CSV_FIELDS)
            for item in items:
                row = {**item, "files": " ".join(file["url"] for file in item["files"])}
                writer.writerow([self._cell(row[name]) for name in CSV_FIELDS])
            return "\ufeff" + stream.getvalue(), "text/csv"
        return self._cached(bip, render)

    @http.route("/bip/rejestry.json", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_registers_json(self, **params):
        return self._data(self._json({"items": self._bip()._registers()}), "application/json")

    @http.route("/bip.atom", **ROUTE, cors="*")
    @rate_limited("bip_data", 60, 60)
    def bip_atom(self, **params):
        bip = self._bip()
        values, errors = bip._parse(params, limit=50)
        if errors:
            return self._data("\n".join(errors), "text/plain", status=400)

        def render():
            _total, items = bip._list(values)
            _stamp, changed = bip._stamp()
            text = request.env["ir.qweb"]._render("biuro_kancelaria.bip_atom", {
                "items": items, "office": bip._office(), "root": request.httprequest.url_root.rstrip("/"),
                "updated": bip._local(changed),
            })
            return '<?xml version="1.0" encoding="utf-8"?>\n' + str(text).strip(), "application/atom+xml"
        return self._cached(bip, render)

    # -------------------------------------------------------------------------
    # Helpers
    # -------------------------------------------------------------------------
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
        return self._page("biuro_kancelaria.bip_missing", {
            "kind": kind, "withdrawn_on": request.env["biuro.bip"]._local(withdrawn),
        }, status=410 if kind in ("withdrawn", "withheld") else 404)

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

        body = request.env["ir.qweb"]._render(template, {
            "office": bip._office(), "contrast": contrast, "size": size, "link": link, "look_url": look_url, **values,
        })
        return self._data(Markup("<!DOCTYPE html>\n") + body, "text/html", headers=headers or {
            "Cache-Control": "no-cache" if status != 200 else f"public, max-age={MAX_AGE}",
        }, status=status)

    def _data(self, content, mimetype, headers=None, status=200):
        return request.make_response(str(content), headers=[
            ("Content-Type", f"{mimetype}; charset=utf-8"), *HEADERS.items(),
            *(headers or {"Cache-Control": f"public, max-age={MAX_AGE}"}).items(),
        ], status=status)

    def _query(self, values, page, limit=False):
        query = {"q": values["q"], "category": values["category"], "date_from": values["date_from"] or "",
                 "date_to": values["date_to"] or "", "page": page if page > 1 else ""}
        if limit:
            query["limit"] = values["limit"]
        query = {key: value for key, value in query.items() if value}
        return "/bip" + (f"?{urlencode(query)}" if query else "")

    def _json(self, content):
        return json.dumps(content, ensure_ascii=False, default=lambda value: value.isoformat())

    def _cell(self, value):
        if hasattr(value, "isoformat"):
            return value.isoformat()
        text = str(value or "")
        # a spreadsheet must not take a title for a formula
        return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
