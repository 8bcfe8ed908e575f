"""Tables that people have: XLSX, and CSV in any of the encodings met in Polish offices."""

import csv
import io
import zipfile

MAX_UNPACKED = 300 * 1024 * 1024  # an .xlsx is a zip: refuse one that swells
ENCODINGS = ("utf-8-sig", "windows-1250", "iso-8859-2")
DELIMITERS = ";,\t|"
POLISH = set("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")


class TableError(ValueError):
    """The file is no table. ``code``: ``empty``, ``xlsx``, ``size``, ``encoding``, ``xls``."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def guess_encoding(content):
    """Return the encoding (str) of a text: UTF-8 if it is valid, else the Polish one that gives more Polish letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if content.decode("utf-8", errors="replace").count("\ufffd") == content.count("\ufffd".encode()):
        return "utf-8-sig"

    def score(encoding):
        text = content.decode(encoding, errors="replace")
        wrong = sum("\x80" <= char <= "\x9f" or char == "\ufffd" for char in text)
        return sum(char in POLISH for char in text) - 5 * wrong

    return max(ENCODINGS[1:], key=score)


def guess_delimiter(text):
    """Return the separator (str) that cuts the first lines into the same number of columns, the more the better."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]

    def score(delimiter):
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        common = max(set(widths), key=widths.count) if widths else 1
        return (common > 1, widths.count(common) / max(len(widths), 1), common)

    return max(DELIMITERS, key=score)


def read_table(content, filename="", encoding=None, delimiter=None):
    """Return the rows of a file and what was found out about it.

    :param bytes content: the file
    :param str filename: its name; the kind is told by the content, not by the name
    :param str encoding: of a text file; guessed if empty
    :param str delimiter: of a text file; guessed if empty
    :return: (rows, info): list of (line number, list of values: str, int, float, date, datetime or None) without
        empty lines, the heading first; dict with ``kind``, ``encoding``, ``delimiter``
    :raise TableError: not a table
    """
    if not content:
        raise TableError("empty")
    if content.startswith(b"PK\x03\x04"):
        return _read_xlsx(content), {"kind": "xlsx", "encoding": "", "delimiter": ""}
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError("xls")
    encoding = encoding or guess_encoding(content)
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise TableError("encoding") from None
    if "\x00" in text:
        raise TableError("encoding")
    delimiter = delimiter or guess_delimiter(text)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    rows, start = [], 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((start, [cell.strip() or None for cell in row]))
            start = reader.line_num + 1
    except csv.Error:
        raise TableError("encoding") from None
    if not rows:
        raise TableError("empty")
    return rows, {"kind": "csv", "encoding": encoding, "delimiter": delimiter}


def _read_xlsx(content):
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise TableError("size")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong size of the sheet
        rows = []
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [cell.strip() or None if isinstance(cell, str) else cell for cell in row]
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                rows.append((number, cells))
        book.close()
    except TableError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever it stumbles on
        raise TableError("xlsx") from None
    if not rows:
        raise TableError("empty")
    return rows
