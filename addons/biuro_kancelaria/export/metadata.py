"""Metadata of one document or case as XML: NOS annex, in the order of its sequence."""

from pathlib import Path

from lxml import etree

# Not legible in the text of the annex that was read: kept as a parameter, compare it with the archives' own schema.
NAMESPACE = "http://www.mswia.gov.pl/standardy/ndap"
SCHEMA = Path(__file__).with_name("paczka_archiwalna.xsd")

DATE_KINDS = (
    "dostepnyPo", "opublikowany", "stworzony", "uzyskany", "otrzymany", "wyslany", "zaakceptowany", "zatwierdzony",
    "zmodyfikowany", "daty skrajne",
)
AVAILABILITY = {"public_full": "wszystko", "public_partial": "metadane", "non_public": "niedostepne"}
CATEGORIES = (
    "Collection", "Dataset", "Event", "Image", "InteractiveResource", "MovingImage", "PhysicalObject", "Service",
    "Software", "Sound", "StillImage", "Text",
)

# Children of each element in the order of the annex; "@name" are attributes, "#" is the text itself.
_KONTAKT = ("@typ", "#")
_ID = ("@typ", "#")
_ADRES = (
    "kod", "poczta", "miejscowosc", "ulica", "budynek", "lokal", "skrytkapocztowa", "uwagi", "kraj",
)
_CZAS = ("typ", "czas", "od", "do")
ORDER = {
    "dokument": (
        "odbiorca", "data", "dostep", "format", "grupowanie", "identyfikator", "jezyk", "lokalizacja", "opis",
        "uprawnienia", "kwalifikacja", "relacja", "status", "tematyka", "tworca", "typ", "tytul",
    ),
    "odbiorca": ("podmiot", "rodzaj"),
    "data": _CZAS,
    "dostep": ("dostepnosc", "uwagi", "data"),
    "format": ("typ", "specyfikacja", "wielkosc"),
    "wielkosc": ("@jednostka", "#"),
    "grupowanie": ("typ", "kod", "opis"),
    "identyfikator": ("typ", "wartosc", "podmiot"),
    "jezyk": ("@kod", "#"),
    "lokalizacja": ("typ", "podmiot", "adres"),
    "kwalifikacja": ("kategoria", "data", "podmiot"),
    "relacja": ("identyfikator", "typ"),
    "status": ("rodzaj", "wersja", "opis"),
    "tematyka": ("przedmiot", "osoby", "miejsce", "czas", "odbiorcy", "inne"),
    "inne": ("klucz", "wartosc"),
    "tworca": ("funkcja", "podmiot"),
    "typ": ("kategoria", "rodzaj"),
    "podmiot": ("osoba", "instytucja"),
    "osoba": ("id", "nazwisko", "imie", "adres", "kontakt"),
    "instytucja": ("id", "nazwa", "adres", "kontakt", "jednostka"),
    "jednostka": ("nazwa", "adres", "kontakt", "poziom", "jednostka", "pracownik"),
    "pracownik": ("id", "nazwisko", "imie", "kontakt", "funkcja"),
    "adres": _ADRES,
    "kontakt": _KONTAKT,
    "id": _ID,
}
ALWAYS = {
    "identyfikator": "identyfikator", "tworca": "twórca", "tytul": "tytuł", "data": "data", "format": "format",
    "dostep": "dostęp", "typ": "typ",
}


class MetadataError(ValueError):
    """Metadata that the annex does not allow; the sentence is Polish and names the document."""


def build(values, namespace=NAMESPACE):
    """Return the XML of one document or case.

    :param dict values: element name -> text, dict or list of them; keys of nested dicts are child elements,
        ``@name`` attributes and ``#`` the text
    :param str namespace: target namespace
    :return: bytes, UTF-8 with an XML declaration
    :raise MetadataError: an element that is always required is missing, or an unknown one is given
    """
    missing = [label for name, label in ALWAYS.items() if not values.get(name)]
    if missing:
        raise MetadataError(f"Brak wymaganych metadanych: {', '.join(missing)}.")
    root = etree.Element(f"{{{namespace}}}dokument", nsmap={None: namespace})
    _fill(root, "dokument", values, namespace)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _fill(node, name, values, namespace):
    if not isinstance(values, dict):
        node.text = _text(values)
        return
    known = ORDER.get(name, ())
    unknown = [key for key in values if key not in known]
    if unknown:
        raise MetadataError(f"Element „{name}” nie ma części „{unknown[0]}”.")
    for key in known:
        value = values.get(key)
        if value in (None, "", False, [], {}):
            continue
        if key == "#":
            node.text = _text(value)
        elif key.startswith("@"):
            node.set(key[1:], _text(value))
        else:
            for item in value if isinstance(value, list | tuple) else [value]:
                child = etree.SubElement(node, f"{{{namespace}}}{key}")
                _fill(child, key, item, namespace)


def _text(value):
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    # what XML cannot hold never comes from a keyboard, only from damaged files
    return "".join(char for char in text if char in "\t\n\r" or char >= " " and char not in "\ufffe\uffff")


def load_schema(namespace=NAMESPACE):
    """Return the schema written from the annex (``lxml.etree.XMLSchema``) for a target namespace."""
    text = SCHEMA.read_text(encoding="utf-8").replace(NAMESPACE, namespace)
    return etree.XMLSchema(etree.fromstring(text.encode()))


def problems(xml, schema):
    """Return what is wrong with the XML of one document (list of str, empty when valid)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(xml, parser)
    if schema.validate(tree):
        return []
    return [f"wiersz {error.line}: {error.message}" for error in schema.error_log]
