"""The worked examples of the domain's description, as numbers that the tests share."""

from datetime import date, timedelta

from stdnum.pl import pesel

B1 = {
    "entitled": 1200, "issued": 97, "from_box": 96, "not_issued": 1, "invalid": 5,
    "votes": {"A": 61, "B": 40, "C": 33, "D": 33, "E": 8},
}
B1_PARAMS = {"votes_mode": "fixed", "votes_fixed_15": 2}
B2_PRECINCTS = [
    {"name": "1", "votes": {"A": 21, "B": 20, "C": 20, "D": 16, "E": 3}},
    {"name": "2", "votes": {"A": 20, "B": 10, "C": 10, "D": 12, "E": 3}},
    {"name": "3", "votes": {"A": 20, "B": 10, "C": 3, "D": 5, "E": 2}},
]
MEETING = {"method": "meeting", "majority": "absolute_of_valid", "votes_mode": "one", "tie_rule": "runoff"}
B7 = {"present": 44, "from_box": 44, "invalid": 1, "votes": {"A": 20, "B": 15, "C": 8}}
A1 = {"issued": 20, "from_box": 20, "invalid": 1, "votes": {"K1": 15, "K2": 9, "K3": 9}}
A1_SECOND = {"issued": 18, "from_box": 18, "invalid": 0, "votes": {"K2": 7, "K3": 11}}
A2 = {
    "issued": 20, "from_box": 20, "invalid": 1, "votes": {"K1": [17, 1, 1], "K2": [8, 8, 3], "K3": [9, 6, 4]},
}


def pesel_of(number, born=date(1970, 1, 1)):
    """Return a valid PESEL number of an invented person (str)."""
    month = born.month + (20 if born.year >= 2000 else 0)
    digits = f"{born:%y}{month:02d}{born:%d}{number:04d}"
    return digits + pesel.calc_check_digit(digits)


def nomination(supporters=50, received="2027-06-15T10:00:00"):
    """Return a complete nomination by citizens, as the calculator takes it (dict)."""
    day = date.fromisoformat(received[:10])
    return {
        "received_at": received, "nominator_type": "citizens", "surname": "Kandydat", "given_names": "Jeden",
        "consent_signed": True, "pesel": "44051401359", "birth_date": "1944-05-14",
        "document_ids": [
            *({"kind": kind, "issue_date": str(day - timedelta(days=3))} for kind in (
                "krk", "no_proceedings", "parental", "health")),
            {"kind": "photo", "copies": 2},
        ],
        "supporter_ids": [
            {
                "sequence": number, "surname": f"Osoba {number}", "given_names": "Jan", "pesel": pesel_of(number),
                "residence": "ul. Polna 1", "signature_present": True, "has_voting_right": "yes",
            } for number in range(1, supporters + 1)
        ],
    }
