"""Reading an e-mail message saved as a file (.eml), with the encodings that Polish mail really uses."""

import re
from email import message_from_bytes, policy
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import PurePosixPath, PureWindowsPath

from ..law.terms import UTC

FALLBACKS = ("utf-8", "iso-8859-2", "cp1250")
# an envelope of one mail program: it stays inside the original message
IGNORED_NAMES = {"winmail.dat"}
IGNORED_TYPES = {"application/ms-tnef"}
BARE_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
# C1 controls do not occur in text: bytes read so were meant in another encoding
C1 = re.compile(r"[\x80-\x9f]")


def decode_text(content, charset=None):
    """Return the text of bytes: the declared encoding first, then those of Polish mail."""
    names = [charset] if charset and charset.lower() not in ("us-ascii", "ascii", "unknown-8bit") else []
    for name in (*names, *FALLBACKS):
        try:
            text = content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        if not C1.search(text):
            return text
    return content.decode("cp1250", errors="replace")


def decode_mime_header(value):
    """Return the text of a raw header: RFC 2047 words, or bare 8-bit bytes of a careless program."""
    if not value:
        return ""
    value = str(value)
    raw = value.encode("ascii", errors="surrogateescape") if _is_escaped(value) else value
    if isinstance(raw, bytes):
        value = decode_text(raw)
    parts = []
    try:
        for content, charset in decode_header(value):
            parts.append(decode_text(content, charset) if isinstance(content, bytes) else content)
    except ValueError:  # broken base64 in a header: better as it came than not at all
        parts = [value]
    return BARE_CONTROLS.sub(" ", " ".join("".join(parts).split())).strip()


def _is_escaped(value):
    return any("\udc80" <= char <= "\udcff" for char in value) and all(
        ord(char) < 128 or "\udc80" <= char <= "\udcff" for char in value
    )


def _raw_header(message, name):
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return value
    return ""


def _moment(value):
    try:
        moment = parsedate_to_datetime(str(value).strip())
    except (TypeError, ValueError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # -0000: UTC of an unknown zone


def _clean_name(name):
    name = PurePosixPath(PureWindowsPath(name).name).name
    return BARE_CONTROLS.sub("", name).strip() or "plik"


def _part_name(part):
    name = part.get_filename()
    return _clean_name(decode_mime_header(name)) if name else ""


def _payload(part):
    return part.get_payload(decode=True) or b""


def _walk(message, found):
    content_type = message.get_content_type()
    if content_type == "message/rfc822":
        inner = message.get_payload()
        inner = inner[0] if isinstance(inner, list) and inner else None
        if inner is not None:
            subject = decode_mime_header(_raw_header(inner, "Subject"))
            name = _part_name(message) or f"{subject or 'wiadomość'}.eml"
            found["attachments"].append((_clean_name(name.replace("/", "-")), inner.as_bytes()))
            nested = {"text": [], "html": [], "attachments": []}
            _walk(inner, nested)
            found["attachments"] += nested["attachments"]
        return
    if message.is_multipart():
        for part in message.iter_parts() if hasattr(message, "iter_parts") else message.get_payload():
            _walk(part, found)
        return
    name = _part_name(message)
    attached = message.get_content_disposition() == "attachment" or name
    if not attached and content_type in ("text/plain", "text/html"):
        kind = "html" if content_type == "text/html" else "text"
        found[kind].append(decode_text(_payload(message), message.get_content_charset()))
        return
    if name.lower() in IGNORED_NAMES or content_type in IGNORED_TYPES:
        return
    extension = {"text/plain": "txt", "text/html": "html", "text/calendar": "ics"}.get(content_type, "bin")
    found["attachments"].append((name or f"zalacznik-{len(found['attachments']) + 1}.{extension}", _payload(message)))


def parse_eml(content):
    """Read a message.

    :param bytes content: the file as it was saved
    :return: dict ``sender_name``, ``sender_email``, ``subject``, ``message_id`` (str), ``sent``, ``received``
        (datetime with its zone, or None), ``text``, ``html`` (str), ``attachments`` (list of (name, bytes)); bytes of
        attachments are unchanged
    :raise ValueError: when the file is not a message
    """
    # raw headers: the parser of the default policy loses bare 8-bit bytes
    message = message_from_bytes(content, policy=policy.compat32)
    if not message.keys() or not (message.get("From") or message.get("Subject") or message.get("Date")):
        raise ValueError("not a message")
    sender = decode_mime_header(_raw_header(message, "From"))
    addresses = [pair for pair in getaddresses([sender]) if pair[1]] or [(sender, "")]
    name, address = addresses[0]
    received = _raw_header(message, "Received")
    found = {"text": [], "html": [], "attachments": []}
    _walk(message, found)
    return {
        "sender_name": name.strip().strip('"'), "sender_email": address.strip(),
        "subject": decode_mime_header(_raw_header(message, "Subject")),
        "message_id": str(_raw_header(message, "Message-ID")).strip(),
        "sent": _moment(_raw_header(message, "Date")),
        "received": _moment(str(received).rpartition(";")[2]) if received else None,
        "text": "\n".join(part.strip() for part in found["text"]).strip(),
        "html": "\n".join(found["html"]).strip(),
        "attachments": found["attachments"],
    }
