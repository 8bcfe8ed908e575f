"""What the Central Register of Contracts is told, in the names of its running read interface.

The schema of the Ministry's interface for systems is given out with the key of a unit; until the office has one, the
file is entered in the portal. Whoever connects the interface changes this class and nothing else.
"""

import json
import re

UNITS = {"days": "dni", "months": "miesiące", "years": "lata"}
STATUS = {"active": "Aktywna", "inactive": "Nieaktywna"}
ENTRY_KINDS = {"first": "publikacja", "update": "aktualizacja", "correction": "korekta", "withdrawal": "wycofanie"}
# what a file of the service calls a state -> ours
STATES = {
    "opublikowana": "published", "opublikowano": "published", "published": "published", "aktywna": "published",
    "zaktualizowana": "published", "przyjęta": "sent", "wysłana": "sent", "wysłano": "sent", "sent": "sent",
    "w trakcie": "sent", "odrzucona": "rejected", "odrzucono": "rejected", "błąd": "rejected", "rejected": "rejected",
    "wycofana": "withdrawn", "wycofano": "withdrawn", "withdrawn": "withdrawn",
}
# columns of such a file -> names of ``cru_set_status``
COLUMNS = {
    "reference": ("identyfikatorwlasny", "identyfikator własny", "identyfikator w rejestrze", "reference", "nr wpisu"),
    "external_id": ("identyfikatorcru", "identyfikator cru", "identyfikator", "id", "uuid", "external_id"),
    "status": ("status", "stan", "statuswpisu", "status wpisu"),
    "published_on": ("datapublikacji", "data publikacji", "opublikowano dnia", "published_on"),
    "error": ("komunikat", "błąd", "opis błędu", "blad", "error"),
}


class CruAdapter:
    """Turns the facts of a contract (plain values) into the payload of the register; order of names is fixed.

    ``MAPPING`` is the table: name in the payload -> function of the facts.
    """

    MAPPING = (
        ("numerUmowy", lambda facts: facts["cru_number"] or None),
        ("brakNumeruUmowy", lambda facts: bool(facts["cru_no_number"])),
        ("dataZawarciaUmowy", lambda facts: facts["date_signed"]),
        ("umowaNaCzasNieoznaczony", lambda facts: bool(facts["is_indefinite"])),
        ("okres", lambda facts: CruAdapter.period(facts)),
        ("stronyUmowy", lambda facts: [CruAdapter.party(party, facts) for party in facts["parties"]]),
        ("przedmiotUmowy", lambda facts: None if "SC03" in facts["exclusions"] else facts["subject"]),
        ("niejawnoscPrzedmiotu", lambda facts: CruAdapter.exclusion("SC03", facts)),
        ("wartoscPrzedmiotu", lambda facts: None if "SC04" in facts["exclusions"] else facts["cru_value"]),
        ("opisWartosciPrzedmiotu", lambda facts: (
            None if "SC04" in facts["exclusions"] else facts["cru_value_note"] or None)),
        ("niejawnoscWartosciPrzedmiotu", lambda facts: CruAdapter.exclusion("SC04", facts)),
        ("finansowanaZeSrodkow", lambda facts: bool(facts["foreign_funds"])),
        ("statusUmowy", lambda facts: STATUS[facts["cru_status"]]),
        ("dataZakonczeniaUmowy", lambda facts: facts["date_ended"]),
        ("zmianyUmowy", lambda facts: [
            {"rodzajZmiany": kind, "dataZmiany": day, "komentarz": comment}
            for kind, day, comment in facts["changes"]
        ]),
    )

    @classmethod
    def payload(cls, facts):
        """Return the data set of UFP art. 34a ust. 7 (dict); what is excluded from openness is not in it.

        :param dict facts: plain values, see ``_cru_facts`` of the contract
        """
        return {name: read(facts) for name, read in cls.MAPPING}

    @staticmethod
    def period(facts):
        if facts["is_indefinite"]:
            return None
        return {"liczba": facts["period_number"], "jednostka": UNITS[facts["period_unit"]]}

    @staticmethod
    def exclusion(scope, facts, party=None):
        """Return why a part is not open (dict), or None where it is."""
        found = facts["exclusions"].get(scope)
        if not found or (party and found["parties"] and party["id"] not in found["parties"]):
            return None
        return {
            "zakres": scope, "podstawa": found["basis"], "organLubOsobaWylaczajaca": found["by"],
            "komentarz": found["comment"] or None,
        }

    @classmethod
    def party(cls, party, facts):
        """Return a party: of a natural person the first name and the surname only."""
        hidden = None if party["is_own"] else cls.exclusion("SC02", facts, party)
        person, shown = party["kind"] == "SU02", hidden is None
        company = shown and not person
        address = {"ulica": party["street"] or None, "kodPocztowy": party["zip"] or None,
                   "miejscowosc": party["city"] or None} if company else None
        return {
            "rodzaj": party["kind"],
            "kraj": party["country"] if company else None,
            "nazwa": party["name"] if company else None,
            "nip": party["nip"] or None if company else None,
            "regon": party["regon"] or None if company else None,
            "imie": party["first_name"] or None if shown and person else None,
            "nazwisko": party["last_name"] or None if shown and person else None,
            "czyKonsorcjum": bool(party["is_consortium"]),
            "daneAdresowe": address,
            "niejawnoscStrony": hidden,
        }

    @classmethod
    def row(cls, entry, payload):
        """Return an entry as it stands in a file (dict): who it is, what is done with it, the payload."""
        return {
            "identyfikatorWlasny": entry["reference"], "identyfikatorCru": entry["external_id"] or None,
            "rodzajWpisu": ENTRY_KINDS[entry["kind"]], "termin": entry["date_due"], "umowa": cls.ordered(payload),
        }

    @classmethod
    def flat(cls, row):
        """Return an entry as the cells of a spreadsheet row (list), in the order of ``HEADINGS``."""
        contract = row["umowa"] or {}

        def parties():
            for party in contract.get("stronyUmowy") or []:
                person = " ".join(filter(None, [party["imie"], party["nazwisko"]]))
                name = party["nazwa"] or person or "(wyłączono)"
                yield name + (f" (NIP {party['nip']})" if party["nip"] else "") + (
                    f" (REGON {party['regon']})" if party["regon"] else "")

        period = contract.get("okres")
        excluded = [contract.get(name) for name in ("niejawnoscPrzedmiotu", "niejawnoscWartosciPrzedmiotu")]
        excluded += [party["niejawnoscStrony"] for party in contract.get("stronyUmowy") or []]
        return [
            row["identyfikatorWlasny"], row["identyfikatorCru"], row["rodzajWpisu"], row["termin"],
            contract.get("numerUmowy") or ("(nie nadano)" if contract.get("brakNumeruUmowy") else None),
            contract.get("dataZawarciaUmowy"),
            "nieoznaczony" if contract.get("umowaNaCzasNieoznaczony")
            else period and f"{period['liczba']} {period['jednostka']}",
            "; ".join(parties()), contract.get("przedmiotUmowy"), contract.get("wartoscPrzedmiotu"),
            contract.get("opisWartosciPrzedmiotu"), "tak" if contract.get("finansowanaZeSrodkow") else "nie",
            contract.get("statusUmowy"), contract.get("dataZakonczeniaUmowy"),
            "; ".join(dict.fromkeys(
                f"{one['zakres']}: {one['podstawa']} ({one['organLubOsobaWylaczajaca']})" for one in excluded if one)),
            "; ".join(f"{change['rodzajZmiany']} {change['dataZmiany']} {change['komentarz'] or ''}".strip()
                      for change in contract.get("zmianyUmowy") or []),
        ]

    HEADINGS = (
        "identyfikatorWlasny", "identyfikatorCru", "rodzajWpisu", "termin", "numerUmowy", "dataZawarciaUmowy", "okres",
        "stronyUmowy", "przedmiotUmowy", "wartoscPrzedmiotu", "opisWartosciPrzedmiotu", "finansowanaZeSrodkow",
        "statusUmowy", "dataZakonczeniaUmowy", "niejawnosc", "zmianyUmowy",
    )

    @classmethod
    def read_headings(cls, headings):
        """Return {name of ``cru_set_status``: index of the column} for the headings of a file."""
        known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
        found = {}
        for index, heading in enumerate(headings):
            name = known.get(str(heading or "").strip().lower())
            if name and name not in found:
                found[name] = index
        return found

    @classmethod
    def read_state(cls, text):
        """Return our state (str) for what the service calls it, or None."""
        return STATES.get(str(text or "").strip().lower())

    @staticmethod
    def read_day(text):
        """Return a day of a file as ``YYYY-MM-DD`` where it can be told, else the text as it stands."""
        text = str(text).strip()
        if found := re.fullmatch(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})", text):
            return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
        return text[:10] if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text) else text

    PARTY_NAMES = (
        "rodzaj", "kraj", "nazwa", "nip", "regon", "imie", "nazwisko", "czyKonsorcjum", "daneAdresowe",
        "niejawnoscStrony",
    )

    @classmethod
    def ordered(cls, payload):
        """Return a payload with its names in the order of the table: the database keeps them in one of its own."""
        payload = payload or {}

        def in_order(values, names):
            return {**{name: values[name] for name in names if name in values}, **values}

        result = in_order(payload, [name for name, _read in cls.MAPPING])
        if "stronyUmowy" in result:
            result["stronyUmowy"] = [in_order(party, cls.PARTY_NAMES) for party in result["stronyUmowy"]]
        return result

    @classmethod
    def text(cls, payload):
        """Return the payload as JSON to read (str)."""
        return json.dumps(cls.ordered(payload), ensure_ascii=False, indent=2)
