import base64
import datetime
import io
import logging
import mimetypes
import re
from collections import OrderedDict
from urllib.parse import parse_qs, unquote, urlsplit

import pytz

from odoo import fields, models
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tools.barcode import createBarcodeDrawing
from odoo.tools.image import image_process
from odoo.tools.mimetypes import guess_mimetype
from odoo.tools.misc import file_open

from ..tools.pdf_render import render_documents, split_articles, write_pdf

_logger = logging.getLogger(__name__)

STYLESHEET = "/biuro_kancelaria/static/src/print/print.css"
STATIC_TYPES = (".css", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ttf", ".otf", ".woff", ".woff2")
IMAGE_PATH = re.compile(
    r"^/web/image/(?:(?P<id>\d+)(?:-[^/]*)?|(?P<model>[a-z0-9_.]+)/(?P<res_id>\d+)/(?P<field>\w+)|(?P<xmlid>[\w.]+))"
    r"(?:/(?P<width>\d+)x(?P<height>\d+))?(?:/[^/]*)?$"
)


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    print_engine = fields.Selection(
        [("odoo", "Standard"), ("weasyprint", "Archival (tagged PDF/A)")],
        "Print Engine",
        default="odoo",
        required=True,
        help="Standard is the engine of the platform. Archival makes a tagged PDF/A of Polish office printouts.",
    )

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {"print_engine"}

    def report_action(self, docids, data=None, config=True):
        """Return the action that prints the records.

        :param docids: records or ids to print
        :param dict data: options for the report
        :param bool config: whether an administrator is asked for a document layout first (standard engine only)
        :return: dict, an action of type ``ir.actions.report``
        """
        if self.print_engine == "weasyprint":
            return dict(super().report_action(docids, data=data, config=False), print_engine=self.print_engine)
        return super().report_action(docids, data=data, config=config)

    def _get_rendering_context(self, report, docids, data):
        values = super()._get_rendering_context(report, docids, data)
        if report.print_engine == "weasyprint":
            now = datetime.datetime.now(pytz.timezone("Europe/Warsaw"))
            values.setdefault("print_date", now.strftime("%d.%m.%Y"))
            values.setdefault("report_title", report.name)
        return values

    def _render_qweb_html(self, report_ref, docids, data=None):
        report = self._get_report(report_ref)
        if report.print_engine == "weasyprint" and self.env["res.lang"]._get_data(code="pl_PL"):
            # official documents are printed in Polish whatever the language of the one who prints
            self = self.with_context(lang="pl_PL")
        return super()._render_qweb_html(report_ref, docids, data=data)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report_sudo = self._get_report(report_ref)
        if report_sudo.print_engine != "weasyprint":
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        data = dict(data or {})
        data.setdefault("report_type", "pdf")
        data.setdefault("debug", False)
        duplicated = bool(res_ids) and len(res_ids) != len(set(res_ids))
        stored = (
            bool(report_sudo.attachment) and not duplicated and not self.env.context.get("report_pdf_no_attachment")
        )

        streams = OrderedDict()
        if stored:
            for record in self.env[report_sudo.model].browse(res_ids or []):
                attachment = report_sudo.retrieve_attachment(record)
                reused = attachment and report_sudo.attachment_use
                streams[record.id] = {
                    "stream": io.BytesIO(attachment.raw) if reused else None,
                    "attachment": attachment or None,
                }
        missing = [res_id for res_id in res_ids or [] if not (streams.get(res_id) or {}).get("stream")]
        if res_ids and not missing:
            return streams

        # one QWeb rendering for all records; ids come back from the articles of the layout
        html = self.with_context(debug=False)._render_qweb_html(report_ref, missing, data=data)[0]
        articles = split_articles(html, report_sudo.model)
        documents = render_documents(
            [element for _res_id, element in articles],
            self._print_resolve,
            report_sudo.name,
            [STYLESHEET],
        )
        if not stored or not res_ids:
            return {False: {"stream": io.BytesIO(write_pdf(documents)), "attachment": None}}
        by_record = {}
        for (res_id, _element), document in zip(articles, documents, strict=True):
            by_record.setdefault(res_id if len(missing) > 1 else missing[0], []).append(document)
        if set(by_record) != set(missing):
            raise UserError(
                self.env._(
                    "The report “%s” cannot be stored record by record: its template must use one of the print layouts"
                    " for each record.",
                    report_sudo.name,
                )
            )
        for res_id in missing:
            streams[res_id]["stream"] = io.BytesIO(write_pdf(by_record[res_id]))
        return streams

    # -------------------------------------------------------------------------
    # What a printout may load
    # -------------------------------------------------------------------------
    def _print_resolve(self, address):
        """Return (bytes, mimetype) of an address inside a printout, or None when it is not served.

        Served are images of records the user may read, static files of addons and bar codes; nothing else.
        """
        parts = urlsplit(address)
        path = unquote(parts.path)
        if path.startswith("/web/image/"):
            return self._print_resolve_image(path)
        if path.startswith("/report/barcode/"):
            return self._print_resolve_barcode(path, parse_qs(parts.query))
        return self._print_resolve_static(path)

    def _print_resolve_image(self, path):
        match = IMAGE_PATH.match(path)
        if not match:
            return None
        found = match.groupdict()
        name = found["field"] or "raw"
        width, height = int(found["width"] or 0), int(found["height"] or 0)
        try:
            # checks that the user may read the record
            record = self.env["ir.binary"]._find_record(
                xmlid=found["xmlid"],
                res_model=found["model"] or "ir.attachment",
                res_id=int(found["res_id"] or found["id"] or 0),
                field=name,
            )
            field = record._fields.get(name)
            if field is None or field.type not in ("binary", "image"):
                return None
            record._check_field_access(field, "read")
            content = record[name] or b""
            if name != "raw":
                content = base64.b64decode(content)
            if width or height:
                content = image_process(content, size=(width, height))
        except (AccessError, MissingError, UserError, ValueError):
            _logger.info("A printout asks for an image that is missing or closed to the user: %s", path)
            return None
        return (content, guess_mimetype(content)) if content else None

    def _print_resolve_barcode(self, path, query):
        parts = path.split("/")[3:]
        arguments = {key: values[0] for key, values in query.items()}
        if len(parts) >= 2:
            arguments.update(barcode_type=parts[0], value="/".join(parts[1:]))
        kind, value = arguments.get("barcode_type"), arguments.get("value")
        if kind not in ("Code128", "QR") or not value or len(value) > 500:
            return None
        options = {"humanReadable": True} if arguments.get("humanreadable") == "1" else {}
        try:
            drawing = createBarcodeDrawing(
                kind,
                value=value,
                format="svg",
                width=int(arguments.get("width", 600)),
                height=int(arguments.get("height", 100)),
                **options,
            )
            # drawn as vectors: sharp on any printer
            return drawing.asString("svg").encode(), "image/svg+xml"
        except ValueError:
            return None

    def _print_resolve_static(self, path):
        parts = path.strip("/").split("/")
        if len(parts) < 3 or parts[1] != "static" or ".." in parts or not path.lower().endswith(STATIC_TYPES):
            return None
        try:
            with file_open("/".join(parts), "rb", filter_ext=STATIC_TYPES) as file:
                return file.read(), mimetypes.guess_type(path)[0] or "application/octet-stream"
        except (FileNotFoundError, ValueError, OSError):
            return None
