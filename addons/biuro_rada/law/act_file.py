"""File of an act (XML or ZIPX of the legislator's tools): read safely, checked, compared with the register.

The binding document is made and signed outside; here its metadata are read only. Nothing in it is trusted: entities
and documents from elsewhere are not resolved, archives that grow out of measure are refused.
"""

import hashlib
import re
import zipfile
from datetime import date
from io import BytesIO

from lxml import etree

from odoo.addons.biuro_kancelaria.law.base import LawError

MAX_FILE = 50_000_000  # bytes of the file as it comes
MAX_ENTRIES = 500
MAX_UNPACKED = 200_000_000  # bytes of all entries together
MAX_XML = 20_000_000  # bytes of one XML that is read
MAX_RATIO = 200  # how many times an entry may grow
MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
    "listopada", "grudnia",
)  # fmt: skip


def day_words(day):
    """Return a day as acts write it: „25 marca 2026 r.” (str)."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} r."


def basis_words(text, end):
    """Return the legal basis as acts begin: „Na podstawie … uchwala się, co następuje:” (str)."""
    text = (text or "").strip()
    if not text:
        return ""
    if not text.lower().startswith("na podstawie"):
        text = f"Na podstawie {text}"
    return text if "co następuje" in text else f"{text.rstrip(',;:')} {end}"


def checksum(data):
    """Return the SHA-256 of a file (str)."""
    return hashlib.sha256(data).hexdigest()


def _parse(data, name):
    if len(data) > MAX_XML:
        raise LawError("file", f"plik {name} jest za duży ({len(data)} bajtów).")
    # a document type can hold entities that grow or read files: an act needs none
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data.replace(b"\x00", b""), re.IGNORECASE):
        raise LawError("file", f"plik {name} zawiera deklarację DOCTYPE lub ENTITY i nie będzie czytany.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LawError("file", f"plik {name} nie jest poprawnym XML: {error}.") from error
    if root.getroottree().docinfo.doctype:
        raise LawError("file", f"plik {name} zawiera deklarację DOCTYPE i nie będzie czytany.")
    return root


def _entries(data):
    """Return the entries of an archive (dict name: bytes of XML, or None for others) after the checks of its sizes."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as error:
        raise LawError("file", "plik nie jest poprawnym archiwum ZIPX.") from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > MAX_ENTRIES:
            raise LawError("file", f"archiwum ma {len(infos)} plików, dozwolone jest {MAX_ENTRIES}.")
        if sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise LawError("file", "archiwum po rozpakowaniu byłoby za duże.")
        found = {}
        for info in infos:
            name = info.filename
            if name.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", name) or ":" in name:
                raise LawError("file", f"archiwum zawiera niedozwoloną ścieżkę „{name}”.")
            if info.flag_bits & 0x1:
                raise LawError("file", "archiwum jest zaszyfrowane.")
            if info.file_size > 1_000_000 and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise LawError("file", f"plik {name} rośnie ponad {MAX_RATIO} razy po rozpakowaniu.")
            if not name.lower().endswith(".xml"):
                found[name] = None
                continue
            try:
                with archive.open(info) as stream:
                    content = stream.read(MAX_XML + 1)
            except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, RuntimeError) as error:
                raise LawError("file", f"pliku {name} nie da się rozpakować.") from error
            found[name] = content
        return found


def _local(node):
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def _first(root, *names):
    """Return the text of the first element with one of the local names, "" when there is none."""
    for name in names:
        for node in root.iter():
            if _local(node) == name:
                text = " ".join("".join(node.itertext()).split())
                if text:
                    return text
    return ""


def _under(root, parent, *names):
    for node in root.iter():
        if _local(node) == parent:
            return _first(node, *names)
    return ""


def parse_day(text):
    """Return the day written as 2026-03-25, 25.03.2026 or „25 marca 2026 r.”; None when it is none of them."""
    text = (text or "").strip()
    try:
        if found := re.search(r"(\d{4})-(\d{2})-(\d{2})", text):
            return date(*map(int, found.groups()))
        if found := re.search(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := re.search(r"(\d{1,2})\s+(\w+)\s+(\d{4})", text)) and found[2].lower() in MONTHS:
            return date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:
        return None
    return None


def read(data, name=""):
    """Read the metadata of the file of an act.

    :param bytes data: the file; ``name`` as it was called
    :return: dict ``kind`` (``zipx`` or ``xml``), ``checksum`` (SHA-256), ``size`` (bytes), ``number``, ``title``,
        ``body``, ``type``, ``legal_basis`` (str, "" when absent), ``date`` (date or None), ``attachments`` (list of
        names), ``files`` (list of the names in the archive)
    :raise LawError: not an act, broken, encrypted, too large, or with a declaration that could read other files
    """
    if not data:
        raise LawError("file", "plik jest pusty.")
    if len(data) > MAX_FILE:
        raise LawError("file", f"plik jest za duży ({len(data)} bajtów).")
    answer = {"checksum": checksum(data), "size": len(data), "files": [], "attachments": []}
    if data[:2] == b"PK":
        entries = _entries(data)
        answer.update(kind="zipx", files=sorted(entries))
        roots = {key: _parse(content, key) for key, content in entries.items() if content is not None}
    else:
        answer["kind"] = "xml"
        roots = {name or "plik": _parse(data, name or "plik")}
    acts = [
        root for root in roots.values() if _local(root) in ("uchwala", "zarzadzenie", "obwieszczenie", "akt", "act")
    ]
    marks = [root for key, root in roots.items() if key.rsplit("/", 1)[-1].lower() == "mark.xml"]
    if not acts and not marks:
        raise LawError("file", "w pliku nie ma aktu (elementu „uchwala” ani Mark.xml).")
    act, mark = (acts or [None])[0], (marks or [None])[0]
    values = {"number": "", "title": "", "type": "", "body": "", "legal_basis": "", "date": None}
    if act is not None:
        values.update(
            number=_under(act, "metryka", "numer") or _first(act, "numer"),
            title=_under(act, "metryka", "tytul") or _first(act, "tytul"),
            type=_under(act, "metryka", "nazwa", "opis-typu"),
            body=_under(act, "metryka", "organ-wydajacy"),
            legal_basis=_first(act, "podstawa-prawna"),
            date=parse_day(_under(act, "metryka", "data") or _first(act, "data")),
        )
        for node in act.iter():
            if _local(node) == "zalacznik":
                own = node.get("nazwa") or node.get("name") or _first(node, "tytul", "nazwa") or "załącznik"
                answer["attachments"].append(own[:200])
    if mark is not None:
        values["number"] = values["number"] or _under(mark, "numbers", "number")
        values["title"] = values["title"] or _under(mark, "fulltitle", "title")
        values["body"] = values["body"] or _under(mark, "legislativebodies", "nominative", "genetive")
        values["date"] = values["date"] or parse_day(_first(mark, "date", "passagedate"))
    answer.update(values)
    return answer


def _plain(text):
    return re.sub(r"[^0-9a-ząćęłńóśźż/]+", " ", (text or "").lower()).strip()


def compare(metadata, number, title, adopted):
    """Compare what a file says with the register.

    :param dict metadata: answer of ``read``; ``number``, ``title`` (str) and ``adopted`` (date) of the register
    :return: list of Polish sentences, empty when they agree
    """
    differences = []
    if metadata["number"] and _plain(metadata["number"]).removeprefix("nr ") != _plain(number):
        differences.append(f"Numer w pliku: {metadata['number']}, w rejestrze: {number}.")
    if metadata["date"] and metadata["date"] != adopted:
        differences.append(f"Data w pliku: {metadata['date']}, w rejestrze: {adopted}.")
    said, own = _plain(metadata["title"]), _plain(title)
    if said and own not in said and said not in own:
        differences.append(f"Tytuł w pliku: „{metadata['title']}”, w rejestrze: „{title}”.")
    missing = [
        label for key, label in (("number", "numeru"), ("date", "daty"), ("title", "tytułu")) if not metadata[key]
    ]
    if missing:
        differences.append(f"W pliku brak: {', '.join(missing)}.")
    return differences
