"""The package itself: folders, names, checks, and one uncompressed tar that can be signed (NOS annex pt 6)."""

import hashlib
import io
import re
import tarfile
from dataclasses import dataclass, field

from . import metadata

FORBIDDEN = r"\ / * ? : = , ;"
_FORBIDDEN = re.compile(r"[\\/*?:=,;\x00-\x1f]")
_RESERVED = {"", ".", ".."}
MAX_NAME = 200


class PackageError(ValueError):
    """Package that the annex does not allow; ``problems`` lists Polish sentences."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass
class Document:
    """One document: its name in the package, its files and the values of its metadata."""

    name: str
    files: list  # of (file name, bytes)
    values: dict
    cases: list = field(default_factory=list)  # identifiers of the cases it belongs to


@dataclass
class Case:
    """A case or a group of documents: its identifier and the values of its metadata."""

    identifier: str
    values: dict


def name_problem(name):
    """Return what is wrong with a file name (Polish sentence), empty when nothing is."""
    if name in _RESERVED or name != name.strip(" ."):
        return f"Nazwa pliku „{name}” jest pusta albo zaczyna się lub kończy spacją lub kropką."
    if _FORBIDDEN.search(name):
        return f"Nazwa pliku zawiera niedozwolony znak: {FORBIDDEN} (plik „{name}”)"
    if len(name.encode()) > MAX_NAME:
        return f"Nazwa pliku „{name}” jest za długa."
    return ""


def clean_name(name):
    """Return a name without what the annex forbids, its ending kept (str)."""
    cleaned = _FORBIDDEN.sub("_", name or "").strip(" .") or "plik"
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or not stem or len(ending) > 10:
        stem, dot, ending = cleaned, "", ""
    while len(f"{stem}{dot}{ending}".encode()) > MAX_NAME:
        stem = stem[:-1]
    return f"{stem}{dot}{ending}"


def unique_names(names):
    """Return the names with those that repeat (letter case ignored) told apart by a number."""
    taken, result = set(), []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        if not stem:
            stem, dot, ending = name, "", ""
        number, candidate = 1, name
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem}_{number}{dot}{ending}"
        taken.add(candidate.casefold())
        result.append(candidate)
    return result


def check(documents, cases):
    """Return what is wrong with a package before it is built (list of Polish sentences)."""
    found = []
    if not documents:
        found.append("Paczka musi zawierać co najmniej jeden dokument.")
    identifiers = {case.identifier for case in cases}
    seen = set()
    for document in documents:
        if problem := name_problem(document.name):
            found.append(problem)
        if document.name.casefold() in seen:
            found.append(f"Nazwa „{document.name}” powtarza się w paczce.")
        seen.add(document.name.casefold())
        if not document.files:
            found.append(f"Dokument „{document.name}” nie ma pliku.")
        if len(document.files) == 1 and document.files[0][0] != document.name:
            found.append(f"Dokument jednoplikowy „{document.name}” nosi nazwę swojego pliku.")
        inner = [name.casefold() for name, _content in document.files]
        if len(inner) != len(set(inner)):
            found.append(f"Nazwy plików dokumentu „{document.name}” powtarzają się.")
        found += [problem for name, _content in document.files if (problem := name_problem(name))]
        if not identifiers.intersection(document.cases):
            found.append(f"Dokument „{document.name}” nie należy do żadnej sprawy ani grupy.")
    for case in cases:
        if problem := name_problem(case.identifier):
            found.append(problem)
    return found


def build(documents, cases, root, namespace=metadata.NAMESPACE, mtime=0):
    """Build the package.

    :param list documents: of ``Document``
    :param list cases: of ``Case``
    :param str root: name of the root folder
    :param str namespace: target namespace of the metadata
    :param int mtime: time stamped on the files (seconds), so that one input gives one package
    :return: dict ``content`` (bytes of an uncompressed tar), ``sha256`` of it, ``files``: list of dict(path, size,
        sha256)
    :raise PackageError: the annex does not allow the package; nothing is built
    """
    found = check(documents, cases)
    if problem := name_problem(root):
        found.append(problem)
    schema, entries = metadata.load_schema(namespace), []
    for document in documents:
        if len(document.files) == 1:
            entries.append((f"dokumenty/{document.name}", document.files[0][1]))
        else:
            entries += [(f"dokumenty/{document.name}/{name}", content) for name, content in document.files]
    for folder, name, values in [
        *(("metadane", document.name, document.values) for document in documents),
        *(("sprawy", case.identifier, case.values) for case in cases),
    ]:
        try:
            xml = metadata.build(values, namespace)
        except metadata.MetadataError as error:
            found.append(f"„{name}”: {error}")
            continue
        found += [f"Metadane „{name}”, {problem}" for problem in metadata.problems(xml, schema)]
        entries.append((f"{folder}/{name}.xml", xml))
    if found:
        raise PackageError(found)
    content = _pack(root, entries, mtime)
    return {
        "content": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "files": [
            {"path": f"{root}/{path}", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in entries
        ],
    }


def _pack(root, entries, mtime):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as tar:
        folders = [root, *(f"{root}/{name}" for name in ("dokumenty", "metadane", "sprawy"))]
        folders += sorted({f"{root}/{path.rpartition('/')[0]}" for path, _data in entries} - set(folders))
        for folder in folders:
            info = tarfile.TarInfo(folder)
            info.type, info.mode, info.mtime = tarfile.DIRTYPE, 0o755, mtime
            tar.addfile(info)
        for path, data in entries:
            info = tarfile.TarInfo(f"{root}/{path}")
            info.size, info.mode, info.mtime = len(data), 0o644, mtime
            tar.addfile(info, io.BytesIO(data))
    return buffer.getvalue()
