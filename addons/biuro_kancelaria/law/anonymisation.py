"""Marks of personal data in what is to be published: numbers, addresses, contact data.

Ustawa o dostępie do informacji publicznej, art. 5 ust. 2 (privacy of a natural person); RODO, art. 5 ust. 1 lit. c
(data minimisation). The scanner only proposes: people decide on each finding.
"""

import html as html_lib
import re

HIDDEN = "(dane usunięte)"
# characters that split a number for the reader's eye or for nobody, but not for the law
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SEPARATOR = r"[ \t\u00a0\u202f\u2009.\-\u2010-\u2013]?"
_GAP = r"[\s\u00a0\u202f\u2009\-\u2010-\u2013]?"

_CAPITAL = "A-ZĄĆĘŁŃÓŚŹŻ"
_LETTER = "A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż"

# kind -> (how it is recognised, legal or factual remark for the person who decides)
KINDS = {
    "pesel": "Numer PESEL (cyfra kontrolna i data urodzenia zgodne albo słowo PESEL obok).",
    "bank_account": "Numer rachunku bankowego (cyfry kontrolne IBAN zgodne).",
    "id_card": "Seria i numer dowodu osobistego.",
    "land_register": "Numer księgi wieczystej: pozwala ustalić właściciela i jego adres.",
    "email": "Adres poczty elektronicznej.",
    "phone": "Numer telefonu.",
    "address": "Adres: ulica z numerem domu.",
    "postcode": "Kod pocztowy z miejscowością.",
    "metadata": "Właściwości pliku: autor lub inne dane wpisane przez program.",
    "annotation": "Adnotacja lub komentarz w pliku.",
    "attachment": "Plik osadzony w pliku.",
    "hidden_layer": "Ukryta warstwa lub tekst, którego nie widać.",
    "revision": "Plik zawiera wcześniejsze wersje swojej treści.",
    "script": "Plik zawiera skrypt.",
    "form": "Plik zawiera wypełniony formularz.",
    "unreadable": "Treści nie da się sprawdzić samoczynnie; trzeba obejrzeć plik.",
}


def _digits(text):
    return "".join(str(int(char)) for char in text if char.isdigit())


def is_pesel(digits):
    """Tell whether eleven digits are a PESEL number: check digit and day of birth.

    :param str digits: eleven ASCII digits
    :return: bool
    """
    if len(digits) != 11:
        return False
    numbers = [int(char) for char in digits]
    if sum(n * w for n, w in zip(numbers, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1), strict=True)) % 10:
        return False
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    return 1 <= month <= 12 and 1 <= day <= 31


def is_iban(text):
    """Tell whether the text is an IBAN with right check digits (ISO 13616); 26 digits alone are a Polish NRB.

    :param str text: letters and digits without spaces
    :return: bool
    """
    text = text.upper()
    if text.isdecimal():
        text = "PL" + text
    if len(text) < 15 or (text.startswith("PL") and len(text) != 28):
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def is_id_card(text):
    """Tell whether the text is a Polish identity card number: three letters and six digits with a check digit.

    :param str text: without spaces, e.g. ``ABA300000``
    :return: bool
    """
    text = text.upper()
    values = [int(char, 36) for char in text]
    return sum(v * w for v, w in zip(values, (7, 3, 1, 9, 7, 3, 1, 7, 3), strict=True)) % 10 == 0


_PATTERNS = [
    ("bank_account", re.compile(rf"(?<![\w])(?:PL{_GAP})?(?:\d{_GAP}){{25}}\d(?!\d)", re.IGNORECASE)),
    ("bank_account", re.compile(rf"(?<![\w])[A-Z]{{2}}\d\d(?:{_GAP}[A-Z0-9]){{11,30}}(?![A-Z0-9])")),
    ("pesel", re.compile(rf"(?<!\d)(?:\d{_GAP}){{10}}\d(?!\d)")),
    ("land_register", re.compile(r"(?<!\w)[A-Z]{2}\s?\d[A-Z]\s?/\s?\d{8}\s?/\s?\d(?!\d)")),
    ("id_card", re.compile(r"(?<!\w)[A-Z]{3}\s?\d{6}(?!\w)")),
    ("email", re.compile(r"[\w.+%\-]+\s?(?:@|\(at\)|\[at\])\s?[\w\-]+(?:\.[\w\-]+)+")),
    (
        "address",
        re.compile(
            rf"(?<!\w)(?:ul\.|ulica|ulicy|al\.|aleja|alei|aleje|os\.|osiedle|osiedlu|pl\.|plac|placu)\s*"
            rf"[{_CAPITAL}0-9][{_LETTER}0-9.\- ]{{1,60}}?\s\d{{1,4}}[a-zA-Z]?"
            rf"(?:\s?(?:/|m\.|lok\.|m)\s?\d{{1,4}}[a-zA-Z]?)?(?![\w/])",
            re.IGNORECASE,
        ),
    ),
    ("postcode", re.compile(rf"(?<![\d\-])\d\d-\d{{3}}\s+[{_CAPITAL}][{_LETTER}\-]+(?: [{_CAPITAL}][{_LETTER}\-]+)?")),
    (
        "phone",
        re.compile(
            rf"(?<![\w/])(?:(?:\+|00)\s?48{_SEPARATOR}|\(\+48\)\s?)?(?:"
            rf"\(?\d\d\)?{_SEPARATOR}\d{{3}}{_SEPARATOR}\d\d{_SEPARATOR}\d\d"
            rf"|\d{{3}}{_SEPARATOR}\d{{3}}{_SEPARATOR}\d{{3}})(?![\d/])",
        ),
    ),
]
_MOBILE = re.compile(r"(45|5[01378]|6[069]|7[23789]|88)")
_PHONE_WORD = re.compile(r"(?:tel|telefon\w*|kom|komórk\w*|fax|faks)[.:]?\s*(?:nr|numer)?[.:]?\s*$", re.IGNORECASE)
_PESEL_WORD = re.compile(r"PESEL\w*\W{0,3}(?:nr|numer)?\W{0,3}$", re.IGNORECASE)
_CARD_WORD = re.compile(r"(?:dow[oó]d|dowodu|dowodem|seri[aię])\D{0,40}$", re.IGNORECASE)


def _accept(kind, value, before):
    digits = _digits(value)
    if kind == "pesel":
        return is_pesel(digits) or bool(_PESEL_WORD.search(before))
    if kind == "bank_account":
        compact = re.sub(r"[^0-9A-Za-z]", "", value)
        return len(compact) <= 34 and is_iban(compact)
    if kind == "id_card":
        return is_id_card(re.sub(r"\s", "", value)) or bool(_CARD_WORD.search(before))
    if kind == "phone":
        if value.lstrip("( ").startswith(("+", "00")) or _PHONE_WORD.search(before):
            return True
        number = digits[-9:]
        written = re.sub(r"\D", " ", value).split()
        # nine bare digits may be any number; a mobile prefix, or groups as in a telephone number, make it one
        if len(written) == 1:
            return bool(_MOBILE.match(number)) and "(" not in value or "(" in value
        return True
    return True


def scan_text(text, place=""):
    """Find what looks like personal data in plain text.

    :param str text: the text
    :param str place: where the text comes from, repeated in each finding
    :return: list of dicts in the order of the text: ``kind``, ``value`` (as written), ``start``, ``end`` (offsets in
        ``text``), ``excerpt`` (with some words around), ``place``
    """
    if not text:
        return []
    # look through invisible characters, but answer with offsets of the text as given
    if _INVISIBLE.search(text):
        offsets = [i for i, char in enumerate(text) if char not in INVISIBLE]
        plain = "".join(text[i] for i in offsets)
    else:
        offsets, plain = None, text
    taken, found = [], []
    for kind, pattern in _PATTERNS:
        position = 0
        while match := pattern.search(plain, position):
            start, end = match.span()
            position = end
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if not _accept(kind, match.group(), plain[max(0, start - 60) : start]):
                # a longer run of digits may hide a number that starts one digit group later
                position = start + 1
                continue
            taken.append((start, end))
            first, last = (offsets[start], offsets[end - 1] + 1) if offsets else (start, end)
            found.append(
                {
                    "kind": kind,
                    "value": text[first:last],
                    "start": first,
                    "end": last,
                    "excerpt": excerpt(text, first, last),
                    "place": place,
                }
            )
    return sorted(found, key=lambda finding: finding["start"])


def excerpt(text, start, end, around=40):
    """Return the words around a finding on one line (str).

    :param str text: whole text
    :param int start: offset of the finding
    :param int end: offset after the finding
    :param int around: characters to show on each side
    """
    left, right = max(0, start - around), min(len(text), end + around)
    piece = " ".join(text[left:right].split())
    return ("… " if left else "") + piece + (" …" if right < len(text) else "")


_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|td|th|table|h[1-6]|hr|section|article|blockquote|pre)\b", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""(?:href|src|alt|title|content|value)\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)


def html_text(html):
    """Return the text of HTML as a reader sees it; blocks end lines, inline tags join (str)."""
    text = _TAG.sub(lambda match: "\n" if _BLOCK.match(match.group()) else "", html or "")
    return html_lib.unescape(text)


def scan_html(html, place=""):
    """Find what looks like personal data in HTML: in its text, in links and other attributes and in comments.

    :param str html: the HTML
    :param str place: where it comes from
    :return: list of findings as of :func:`scan_text`; ``start`` and ``end`` count in the text, -1 outside the text
    """
    found = scan_text(html_text(html), place)
    seen = {(finding["kind"], compact_value(finding["value"])) for finding in found}
    for match in _TAG.finditer(html or ""):
        tag = match.group()
        if tag.startswith("<!--"):
            pieces = [tag[4:-3]]
        else:
            pieces = [html_lib.unescape(value[1:-1]) for value in _ATTRIBUTE.findall(tag)]
        for piece in pieces:
            for finding in scan_text(piece, f"{place} (poza widocznym tekstem)".strip()):
                key = finding["kind"], compact_value(finding["value"])
                if key not in seen:
                    seen.add(key)
                    found.append(dict(finding, start=-1, end=-1))
    return found


def compact_value(value):
    """Return a value without spaces, hyphens and invisible characters, for comparison (str)."""
    return re.sub(rf"[\s\u00a0\u202f\u2009.\-\u2010-\u2013{INVISIBLE}]", "", value).casefold()


def hide_text(text, value, mark=HIDDEN):
    """Replace each occurrence of a value in plain text, however it is spaced, by a mark.

    :param str text: the text
    :param str value: the value found by :func:`scan_text`
    :param str mark: what stands in its place
    :return: the text without the value (str)
    """
    wanted = compact_value(value)
    for finding in reversed(scan_text(text)):
        if compact_value(finding["value"]) == wanted:
            text = text[: finding["start"]] + mark + text[finding["end"] :]
    return text.replace(value, mark)


def hide_html(html, value, mark=HIDDEN):
    """Replace each occurrence of a value in HTML by a mark: in text, also across inline tags, and in attributes.

    :param str html: the HTML
    :param str value: the value found by :func:`scan_html`
    :param str mark: what stands in its place
    :return: the HTML without the value (str)
    """
    wanted = compact_value(value)
    html = _TAG.sub(lambda match: _hide_tag(match.group(), wanted, value, mark), html or "")
    # text with the offset of each character in the HTML
    plain, spans = [], []
    position = 0
    for match in [*_TAG.finditer(html), None]:
        end = match.start() if match else len(html)
        for piece in re.finditer(r"&(?:#\w+|\w+);|.", html[position:end], re.DOTALL):
            char = html_lib.unescape(piece.group())
            span = position + piece.start(), position + piece.end()
            for single in char:
                plain.append(single)
                spans.append(span)
        if match:
            if _BLOCK.match(match.group()):
                plain.append("\n")
                spans.append((match.start(), match.start()))
            position = match.end()
    text = "".join(plain)
    for finding in reversed(scan_text(text)):
        if compact_value(finding["value"]) != wanted:
            continue
        pieces = sorted({spans[i] for i in range(finding["start"], finding["end"]) if spans[i][0] != spans[i][1]})
        for index, (start, end) in reversed(list(enumerate(pieces))):
            html = html[:start] + ("" if index else mark) + html[end:]
    return html


def _hide_tag(tag, wanted, value, mark):
    if tag.startswith("<!--"):
        return "" if any(compact_value(f["value"]) == wanted for f in scan_text(tag[4:-3])) else tag

    def clean(match):
        content = html_lib.unescape(match.group(1)[1:-1])
        if not any(compact_value(f["value"]) == wanted for f in scan_text(content)):
            return match.group()
        name = match.group().split("=", 1)[0].strip().lower()
        new = "#" if name in ("href", "src") else hide_text(content, value, mark)
        return f'{match.group().split("=", 1)[0]}="{html_lib.escape(new)}"'

    return _ATTRIBUTE.sub(clean, tag)
