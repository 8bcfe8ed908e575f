"""Marks of personal data in files: text layers of PDF and what a PDF hides, office documents, plain text."""

import io
import re
import zipfile

import pypdf
from lxml import etree

from ..law.anonymisation import excerpt, scan_html, scan_text

MAX_PAGES = 2000
MAX_MEMBER = 20 * 1024 * 1024
TEXT_TYPES = ("text/plain", "text/csv", "application/json", "application/xml", "text/xml")


def _technical(kind, place, text, value=None):
    text = " ".join(str(text).split())
    return {
        "kind": kind,
        "value": str(value if value is not None else text)[:200],
        "start": -1,
        "end": -1,
        "excerpt": excerpt(text, 0, 0, 160),
        "place": place,
    }


def scan_file(content, mimetype, name=""):
    """Find what looks like personal data in a file.

    :param bytes content: the file
    :param str mimetype: its type, told from the content
    :param str name: its name, scanned as well
    :return: list of findings as of ``law.anonymisation.scan_text``; what cannot be read is a finding ``unreadable``
    """
    found = scan_text(name, "nazwa pliku")
    if mimetype == "application/pdf" or content[:1024].lstrip().startswith(b"%PDF"):
        return found + scan_pdf(content)
    if mimetype in ("text/html", "application/xhtml+xml", "image/svg+xml"):
        return found + scan_html(_decode(content), "treść pliku")
    if mimetype in TEXT_TYPES:
        return found + scan_text(_decode(content), "treść pliku")
    if content[:4] == b"PK\x03\x04":
        return found + _scan_zip(content)
    return [*found, _technical("unreadable", "plik", f"Plik typu {mimetype} trzeba obejrzeć.", mimetype)]


def _decode(content):
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def scan_pdf(content):
    """Find what looks like personal data in a PDF: page by page in its text layer, and in all that it hides.

    Looked at: text layers (also under drawn boxes), annotations, form fields, properties and XMP, embedded files,
    layers switched off, scripts, bookmarks, earlier revisions kept in the file. Pages that hold only a picture are
    reported as unreadable.

    :param bytes content: the PDF
    :return: list of findings as of ``law.anonymisation.scan_text``
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return [_technical("unreadable", "plik", "Plik jest zabezpieczony hasłem.")]
        pages = list(reader.pages[:MAX_PAGES])
    except Exception:  # noqa: BLE001 - a broken file raises anything; it is never published unseen
        return [_technical("unreadable", "plik", "Plik PDF jest uszkodzony albo nie jest plikiem PDF.")]
    found = []
    if len(reader.pages) > MAX_PAGES:
        found.append(_technical("unreadable", f"strony po {MAX_PAGES}", "Dalszych stron nie sprawdzono."))
    empty = []
    for number, page in enumerate(pages, 1):
        place = f"strona {number}"
        try:
            text = page.extract_text() or ""
        except Exception:  # noqa: BLE001 - see above
            found.append(_technical("unreadable", place, "Warstwy tekstowej tej strony nie da się odczytać."))
            continue
        if not text.strip():
            empty.append(number)
        found += scan_text(text, place)
        found += _safe(_scan_annotations, page, place)
    if empty:
        listed = ", ".join(map(str, empty[:20])) + (" i dalsze" if len(empty) > 20 else "")
        found.append(
            _technical("unreadable", f"strony {listed}", "Strona bez warstwy tekstowej (skan): obejrzyj ją.", listed)
        )
    for scan in (_scan_properties, _scan_catalog):
        found += _safe(scan, reader)
    revisions = len(re.findall(rb"startxref\s+\d+\s+%%EOF", content))
    # a linearised file has two by design
    if revisions > (2 if b"/Linearized" in content[:2048] else 1):
        found.append(
            _technical("revision", "plik", "Plik był zmieniany przyrostowo: wcześniejsza treść jest do odczytania.")
        )
    return found


def _safe(scan, *arguments):
    try:
        return list(scan(*arguments))
    except Exception:  # noqa: BLE001 - a broken structure is reported, never passed over
        return [_technical("unreadable", "struktura pliku", "Części struktury pliku nie da się odczytać.")]


def _scan_annotations(page, place):
    for reference in page.get("/Annots") or []:
        note = reference.get_object()
        subtype = str(note.get("/Subtype", ""))
        if subtype == "/Link":
            target = note.get("/A") and note["/A"].get_object().get("/URI")
            if target:
                yield from scan_text(str(target), f"odnośnik, {place}")
            continue
        if subtype == "/Popup":
            continue
        if subtype == "/Widget":
            value = note.get("/V")
            if value and not str(value).startswith("/"):
                yield _technical("form", f"pole formularza, {place}", value)
            continue
        if subtype == "/FileAttachment":
            yield _technical("attachment", f"załącznik, {place}", note.get("/Contents") or "plik")
            continue
        texts = [str(note[key]) for key in ("/Contents", "/T", "/Subj") if note.get(key)]
        yield _technical("annotation", f"adnotacja, {place}", " – ".join(texts) or subtype.strip("/"))


PROPERTIES = ("/Author", "/Subject", "/Keywords", "/Title")


def _scan_properties(reader):
    for key, value in (reader.metadata or {}).items():
        text = str(value or "").strip()
        if not text or key in ("/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped", "/PTEX.Fullbanner"):
            continue
        place = f"właściwości pliku: {key.strip('/')}"
        yield from scan_text(text, place)
        if key == "/Author" or key not in PROPERTIES:
            yield _technical("metadata", place, text)
    root = reader.trailer["/Root"]
    if "/Metadata" in root:
        xmp = root["/Metadata"].get_object().get_data()
        tree = etree.fromstring(xmp, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
        if tree is not None:
            text = "\n".join(part.strip() for part in tree.itertext() if part.strip())
            yield from scan_text(text, "właściwości pliku: XMP")
            for node in tree.iter("{http://purl.org/dc/elements/1.1/}creator"):
                creator = " ".join("".join(node.itertext()).split())
                if creator and creator != str((reader.metadata or {}).get("/Author", "")).strip():
                    yield _technical("metadata", "właściwości pliku: XMP", creator)


def _scan_catalog(reader):
    root = reader.trailer["/Root"]
    for name, contents in (reader.attachments or {}).items():
        yield _technical("attachment", "załącznik w pliku", name)
        for content in contents:
            yield from scan_text(name + "\n" + _decode(content[:MAX_MEMBER]), f"załącznik „{name}”")
    layers = root.get("/OCProperties")
    if layers:
        off = layers.get_object().get("/D", {}).get_object().get("/OFF") or []
        for layer in off:
            yield _technical("hidden_layer", "warstwa wyłączona", layer.get_object().get("/Name", "bez nazwy"))
    names = root.get("/Names")
    if (names and "/JavaScript" in names.get_object()) or "/OpenAction" in root and _is_script(root["/OpenAction"]):
        yield _technical("script", "plik", "Plik uruchamia skrypt.")
    for text in _outline_titles(reader.outline):
        yield from scan_text(text, "zakładka")
    for name, value in (reader.get_form_text_fields() or {}).items():
        if value:
            yield from scan_text(str(value), f"pole formularza „{name}”")


def _is_script(action):
    action = action.get_object()
    return hasattr(action, "get") and str(action.get("/S", "")) == "/JavaScript"


def _outline_titles(items):
    for item in items:
        if isinstance(item, list):
            yield from _outline_titles(item)
        else:
            yield str(item.title or "")


# -----------------------------------------------------------------------------
# Office documents: zipped XML
# -----------------------------------------------------------------------------
def _scan_zip(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return list(_scan_members(archive))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return [_technical("unreadable", "plik", "Archiwum jest uszkodzone albo zabezpieczone hasłem.")]


def _scan_members(archive):
    names = archive.namelist()
    office = "[Content_Types].xml" in names or "mimetype" in names
    if not office:
        yield _technical("unreadable", "plik", "Archiwum ZIP: obejrzyj każdy plik w środku.")
        return
    budget = MAX_MEMBER
    for info in archive.infolist():
        if not info.filename.lower().endswith((".xml", ".rels")):
            if info.filename.startswith(("word/media/", "xl/media/", "ppt/media/", "Pictures/")):
                yield _technical(
                    "unreadable", f"obraz {info.filename.rsplit('/', 1)[-1]}", "Obraz w dokumencie: obejrzyj go."
                )
            continue
        budget -= info.file_size
        if budget < 0:
            yield _technical("unreadable", info.filename, "Dokument jest zbyt duży, by sprawdzić go w całości.")
            return
        data = archive.read(info)
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
        if tree is None:
            continue
        yield from scan_text(_office_text(tree), f"część dokumentu: {info.filename}")
        if info.filename in ("docProps/core.xml", "meta.xml"):
            for node in tree.iter():
                tag = etree.QName(node).localname if isinstance(node.tag, str) else ""
                if tag in ("creator", "lastModifiedBy", "initial-creator") and (node.text or "").strip():
                    yield _technical("metadata", f"właściwości pliku: {tag}", node.text.strip())
        if "comments" in info.filename and tree.xpath("string(.)").strip():
            yield _technical("annotation", "komentarze", tree.xpath("string(.)"))
        if any(
            isinstance(node.tag, str) and etree.QName(node).localname in ("del", "tracked-changes")
            for node in tree.iter()
        ):
            yield _technical(
                "revision", info.filename, "Dokument zawiera śledzone zmiany: usunięty tekst jest do odczytania."
            )


def _office_text(tree):
    parts = []
    for node in tree.iter():
        if not isinstance(node.tag, str):
            continue
        if etree.QName(node).localname in ("p", "h", "row", "table-cell", "si", "c"):
            parts.append("\n")
        if node.text:
            parts.append(node.text)
        if node.tail:
            parts.append(node.tail)
    return "".join(parts)
