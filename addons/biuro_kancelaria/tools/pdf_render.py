"""HTML to tagged, archival PDF by WeasyPrint. Nothing is ever fetched from the network or the file system."""

import io
import logging

import lxml.html
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .typography import polish_text

# each step of each page is no news for the log of a server
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
logging.getLogger("fontTools").setLevel(logging.WARNING)

# relative addresses of a printout are resolved against a host that cannot exist
BASE_URL = "http://print.invalid/"
# archival, every letter readable as text, tagged for screen readers (ISO 19005-2 level A)
PDF_VARIANT = "pdf/a-2a"
VERBATIM_TAGS = {"style", "script", "pre", "code", "title", "svg"}


class InternalFetcher(URLFetcher):
    """Resolve the addresses inside a printout: ``data:`` in memory, the rest only through ``resolve``.

    :param resolve: function (path with query) -> (bytes, mimetype), or None when the path is not served
    """

    def __init__(self, resolve):
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._resolve = resolve

    def fetch(self, url, headers=None):
        if url[:5].lower() == "data:":
            return super().fetch(url, headers)
        if url.startswith(BASE_URL):
            found = self._resolve(url[len(BASE_URL) - 1 :])
            if found:
                content, mimetype = found
                return URLFetcherResponse(url, content, {"Content-Type": mimetype})
        raise ValueError(f"A printout may not load {url[:200]}")


def _apply_typography(root):
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag not in VERBATIM_TAGS and "verbatim" not in (node.get("class") or "").split():
            if node.text:
                node.text = polish_text(node.text)
        elif len(node) and node.tag in ("pre", "code"):
            continue
        parent = node.getparent()
        if node.tail and parent is not None and parent.tag not in VERBATIM_TAGS:
            node.tail = polish_text(node.tail)


def split_articles(html, model=None):
    """Cut the HTML of a report into one body per record.

    :param html: the rendered report (str or bytes)
    :param str model: model of the records; articles of another model carry no id
    :return: list of (id or None, HTML element); the whole body when the report has no ``article``
    """
    root = lxml.html.fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
    path = "//*[contains(concat(' ', normalize-space(@class), ' '), ' article ')]"
    # an article within an article is part of its parent
    nodes = [node for node in root.xpath(path) if not node.xpath(f"ancestor::{path[2:]}")]
    if not nodes:
        body = root.find(".//main")
        if body is None:
            body = root.find("body") if root.tag == "html" else root
        return [(None, body)]
    result = []
    for node in nodes:
        record = node.get("data-oe-id")
        own = record and record.isdecimal() and node.get("data-oe-model") == model
        result.append((int(record) if own else None, node))
    return result


def render_documents(elements, resolve, title, stylesheets):
    """Lay out each element as a document of its own, so that every record counts its own pages.

    :param elements: HTML elements, one per document
    :param resolve: see :class:`InternalFetcher`
    :param str title: title of the document, unless the element has ``data-title``
    :param stylesheets: addresses of style sheets, resolved by ``resolve``
    :return: list of WeasyPrint documents, to be given to :func:`write_pdf`
    """
    links = "".join(f'<link rel="stylesheet" href="{address}"/>' for address in stylesheets)
    fetcher = InternalFetcher(resolve)
    documents = []
    for element in elements:
        _apply_typography(element)
        for link in element.xpath(".//link|.//script|.//meta|.//base"):
            link.drop_tree()
        element.tail = None
        head = lxml.html.fromstring(f'<head><meta charset="utf-8"/><title></title>{links}</head>')
        head.find(".//title").text = element.get("data-title") or title
        page = lxml.html.Element("html", lang="pl")
        page.append(head if head.tag == "head" else head.find("head"))
        if element.tag == "body":
            page.append(element)
        else:
            body = lxml.html.Element("body")
            body.append(element)
            page.append(body)
        text = "<!DOCTYPE html>" + lxml.html.tostring(page, encoding="unicode")
        documents.append(
            HTML(string=text, base_url=BASE_URL, url_fetcher=fetcher).render(
                pdf_variant=PDF_VARIANT,
                pdf_tags=True,
            )
        )
    return documents


def write_pdf(documents):
    """Write the documents, one after another, into one PDF.

    :param documents: result of :func:`render_documents`
    :return: the PDF (bytes)
    """
    first = documents[0]
    if len(documents) > 1:
        first = first.copy([page for document in documents for page in document.pages])
    stream = io.BytesIO()
    first.write_pdf(stream, pdf_variant=PDF_VARIANT, pdf_tags=True)
    return stream.getvalue()
