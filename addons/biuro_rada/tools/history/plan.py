"""What is to be done with a document: who is meant by each name, what is there already, what cannot be taken and why.

Pure: given a document and what the database knows (:class:`Known`), :func:`make` resolves names and decides. It writes
into the records of the document: ``verdict``, ``people``, ``values``; and lists the differences from our arithmetic.
"""

from collections import Counter

from odoo.addons.biuro_kancelaria.law.base import LawError

from ...law import majority, tally
from .document import refuse, remark
from .names import BODY_WORDS, Roster, alike, candidates, fold, key_of, looks_like_person, split_name, tidy

TAKEN, REMARKS, REFUSED, KNOWN = "taken", "remarks", "refused", "known"
ALIKE_NEW, ALONE = 0.84, 20


class Known:
    """What the database has already.

    :param dict terms: {number: {"start", "end", "election", "statutory"}}; dates
    :param list councillors: of dicts ``id``, ``term``, ``name``, ``start``, ``end``, ``derived``, ``listed`` (first and
        last day of a session whose list names them, or None)
    :param set keys: keys of what was imported before
    :param dict numbers: {(term, number): key or False} of the sessions there are
    :param dict last_lists: {term: day of the last imported session}
    """

    def __init__(self, terms=None, councillors=(), keys=(), numbers=None, last_lists=None):
        self.last_lists = dict(last_lists or {})
        self.terms, self.councillors = terms or {}, list(councillors)
        self.keys, self.numbers = set(keys), dict(numbers or {})


class Person:
    """A councillor of a term: one of the database (``id``) or one to be made."""

    __slots__ = (
        "cut", "derived", "district", "end", "first", "first_name", "given", "id", "last", "last_name", "listed",
        "start", "term",
    )

    def __init__(self, term, first_name, last_name, record_id=False, start=None, end=None, derived=True, district=""):
        self.term, self.first_name, self.last_name, self.id = term, first_name, last_name, record_id
        self.start, self.end, self.derived, self.district = start, end, derived, district
        self.first = self.last = None  # days on which records of the document speak of them
        self.given = not derived
        self.listed = None  # first and last day of a session whose list names them
        self.cut = None  # days to which the records were cut back, because there are no more seats

    @property
    def name(self):
        return f"{self.first_name} {self.last_name}"

    def seen(self, day, listed=False):
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)
        if listed:
            first, last = self.listed or (day, day)
            self.listed = (min(first, day), max(last, day))

    def span(self, last_list):
        """Return (first day, last day or None) of the mandate; whoever is on the last known list has no last day."""
        if not self.derived:
            return self.start, self.end
        if self.cut:
            start, end = self.cut
        else:
            start = min(filter(None, (self.first, self.start)), default=None)
            end = max(filter(None, (self.last, self.end)), default=None)
            if self.id and self.start and not self.end:
                return start, None
        return start, None if last_list and end and end >= last_list else end

    def covers(self, day, term):
        """Tell whether the mandate lasts on a day; one known from records alone stretches to each of them."""
        if self.derived:
            return not self.cut or self.cut[0] <= day <= self.cut[1]
        return (self.start or term["start"]) <= day <= (self.end or term["end"])


class Plan:
    """Document, people by term, differences, and the last day of a list of names by term."""

    def __init__(self, document, known, today):
        self.document, self.known, self.today = document, known, today
        self.people, self.rosters, self.differences = {}, {}, []
        self.last_list = dict(known.last_lists)

    def terms(self):
        """Return {number: values} of the terms that the document needs and the database lacks."""
        return {
            number: values for number, values in self.document["terms"].items() if number not in self.known.terms
        }

    def term(self, number):
        """Return what is known of a term (dict) or None."""
        if number in self.known.terms:
            return self.known.terms[number]
        values = self.document["terms"].get(number)
        if not values or not values.get("date_start") or not values.get("date_end"):
            return None
        return {
            "start": values["date_start"], "end": values["date_end"],
            "election": values.get("election_date") or values["date_start"],
            "statutory": values.get("statutory_members") or 0,
        }

    def differ(self, kind, row, given, computed, **more):
        self.differences.append({"kind": kind, "row": row, "given": given, "computed": computed, **more})


def make(document, known, today):
    """Decide about every record of a document. Return the plan (:class:`Plan`)."""
    plan = Plan(document, known, today)
    _people(plan)
    seen = set()
    for row in document["councillors"]:
        _councillor(plan, row)
    for row in document["sessions"]:
        _session(plan, row, seen)
    for row in document["interpellations"]:
        _authors(plan, row)
    for term in plan.people:
        _fit(plan, term)
    for row in document["interpellations"]:
        _interpellation(plan, row, seen)
    for _kind, row in document.get("orphans", ()):
        row["verdict"] = REFUSED
    for person in (person for people in plan.people.values() for person in people):
        person.given = not person.derived
    return plan


# ---- people ----------------------------------------------------------------------------------------------------------


def _people(plan):
    """Make the rosters: people of the database, of the list of councillors, of the sessions, then of the authors."""
    document = plan.document
    for given in plan.known.councillors:
        first, last = given.get("first_name"), given.get("last_name")
        _enlist(plan, Person(
            given["term"], first or split_name(given["name"])[0], last or split_name(given["name"])[1], given["id"],
            given["start"], given["end"], given["derived"],
        ), given.get("listed"))
    for row in document["councillors"]:
        if not row["refused"] and plan.term(row["term"]):
            person, _loose = _roster(plan, row["term"]).find(f"{row['first_name']} {row['last_name']}")
            if person is None:
                person = Person(
                    row["term"], tidy(row["first_name"]), tidy(row["last_name"]), False, row["mandate_start"],
                    row["mandate_end"], not row["mandate_start"], row["district"],
                )
                _enlist(plan, person)
                row["is_new"] = True
            row["person"] = person
    # where the councillors are given, nobody else is one
    given = {row["term"] for row in document["councillors"]}
    given |= {one["term"] for one in plan.known.councillors if not one["derived"]}
    listed = Counter()
    for session in document["sessions"]:
        if session["refused"] or session["term"] in given:
            continue
        names = set(session["members"]) or {name for vote in session["votes"] for name, _value in vote["names"]}
        listed.update((session["term"], tidy(name)) for name in names if looks_like_person(name))
    _found(plan, listed)
    asked = Counter()
    for row in document["interpellations"]:
        if not row["refused"] and row["term"] not in given:
            names = candidates(row["authors"])
            # who signs alone writes the first name first
            weight = ALONE if len(names) == 1 and tidy(row["authors"]) == names[0] else 1
            asked.update({(row["term"], name): weight for name in names})
    _found(plan, asked)


def _found(plan, counted):
    """Take the names that were counted for people, the frequent first; a rare one like a frequent one is the same."""
    for (term, name), _count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        if not plan.term(term):
            continue
        roster = _roster(plan, term)
        if roster.find(name)[0] is None and not _double_name(roster, name):
            _enlist(plan, Person(term, *_order_of(plan, counted, term, name)))


def _double_name(roster, name):
    """Tell whether a text is two known people with nothing between, or one whose surname is like a known one."""
    people, _loose, left = roster.find_all(name)
    if people and not left:
        return True
    words = fold(name).split()
    return any(alike(" ".join(sorted(words)), known) >= ALIKE_NEW for known in roster.people)


def _order_of(plan, counted, term, name):
    """Return (first name, surname): a word that others have as their first name comes first."""
    words = tidy(name).split()
    if len(words) == 2:
        firsts = Counter(tidy(other).split()[0] for (_term, other) in counted for _once in (1,))
        firsts.update(person.first_name for people in plan.people.values() for person in people)
        if firsts[words[1]] > firsts[words[0]]:
            words.reverse()
    return " ".join(words[:-1]), words[-1]


def _roster(plan, term):
    return plan.rosters.setdefault(term, Roster())


def _enlist(plan, person, listed=None):
    person.listed = listed
    plan.people.setdefault(person.term, []).append(person)
    _roster(plan, person.term).add(person, person.name)


def _councillor(plan, row):
    person = row.get("person")
    if row["refused"]:
        row["verdict"] = REFUSED
    elif not plan.term(row["term"]):
        refuse(row, "no_term", term=row["term"])
        row["verdict"] = REFUSED
    elif person.id:
        row["verdict"] = KNOWN
    else:
        if not row["mandate_start"]:
            remark(row, "mandate_derived")
        row["verdict"] = _verdict(row)


def _verdict(row):
    return REFUSED if row["refused"] else REMARKS if row["remarks"] else TAKEN


# ---- sessions --------------------------------------------------------------------------------------------------------


def _session(plan, row, seen):
    term = plan.term(row["term"]) if not row["refused"] else None
    if not row["refused"] and not term:
        refuse(row, "no_term", term=row["term"] or "")
    if not row["refused"] and not term["election"] <= row["date"] <= term["end"]:
        refuse(row, "outside_term", term=row["term"], day=row["date"])
    if not row["refused"] and row["date"] > plan.today:
        refuse(row, "future", day=row["date"])
    if row["refused"]:
        for part in (*row["attendance"], *row["votes"]):
            refuse(part, "session_refused")
            part["verdict"] = REFUSED
        row["verdict"] = REFUSED
        return
    double = row["key"] in seen
    seen.add(row["key"])
    if double or row["key"] in plan.known.keys:
        row["verdict"] = KNOWN
        for part in (*row["attendance"], *row["votes"]):
            part["verdict"] = KNOWN if not part["refused"] else REFUSED
        row["double"] = double
        return
    _number(plan, row)
    roster = _roster(plan, row["term"])
    row["people"] = {}
    for line in row["attendance"]:
        person = None if line["refused"] else _member(plan, row, line, roster, term)
        if person:
            if person in row["people"]:
                refuse(line, "double_name", name=line["name"])
            else:
                row["people"][person] = line
        line["verdict"] = _verdict(line)
    numbers = set()
    for vote in row["votes"]:
        if not vote["refused"]:
            if vote["number"] in numbers:
                refuse(vote, "double_vote", number=vote["number"])
            numbers.add(vote["number"])
            _vote(plan, row, vote, roster, term)
        vote["verdict"] = _verdict(vote)
    if row["derive_attendance"]:
        _derive_attendance(row)
        remark(row, "attendance_derived")
    last = plan.last_list.get(row["term"])
    plan.last_list[row["term"]] = max(last or row["date"], row["date"])
    row["verdict"] = _verdict(row)


def _number(plan, row):
    """Keep the number, or leave it out where another session of the term bears it."""
    where = (row["term"], row["number"])
    if row["number"] and where in plan.known.numbers and plan.known.numbers[where] != row["key"]:
        remark(row, "number_taken", number=row["number_text"] or row["number"])
        plan.differ("number", row, row["number_text"] or str(row["number"]), "")
        row["number"] = 0
    elif row["number"]:
        plan.known.numbers[where] = row["key"]


def _member(plan, session, line, roster, term):
    person, differs = roster.find(line["name"])
    if person is None:
        refuse(line, "not_in_office", name=line["name"])
        return None
    if differs:
        remark(line, "read_as", name=line["name"], person=person.name)
    if not person.covers(session["date"], term):
        refuse(line, "no_mandate", name=person.name, day=session["date"])
        return None
    person.seen(session["date"], listed=True)
    return person


def _vote(plan, session, row, roster, term):
    named = {}
    for name, value in row["names"]:
        person, differs = roster.find(name)
        if person is None:
            remark(row, "not_in_office", name=name)
        elif person in named:
            remark(row, "double_name", name=person.name)
        elif not person.covers(session["date"], term):
            remark(row, "no_mandate", name=person.name, day=session["date"])
        else:
            if differs and key_of(name) != key_of(person.name):
                remark(row, "read_as", name=name, person=person.name)
            named[person] = value
            person.seen(session["date"])
    row["people"] = named
    row["values"] = _count(plan, session, row, named, term)


def _count(plan, session, row, named, term):
    """Return the figures of a vote (dict) by our arithmetic, and note where those of the file differ."""
    given, statutory = row["counts"], term["statutory"]
    entitled = len(session["people"]) or (len(named) if row["names"] else sum((given or {}).values()))
    _fill_absent(row, session, named, given)
    counted = tally.tally(named.values()) if named else None
    if counted and given:
        for value in tally.VALUES:
            if counted[value] != given.get(value, 0):
                plan.differ("count", row, str(given.get(value, 0)), str(counted[value]), value=value)
    used, basis = counted or given, "names" if counted else "counts"
    if counted and given and sum(counted.values()) != entitled and sum(given.values()) == entitled:
        used, basis = given, "counts"
        remark(row, "names_incomplete", names=sum(counted.values()), entitled=entitled)
    for what, counts in (("names", counted), ("counts", given)):
        if counts and sum(counts.values()) != entitled:
            plan.differ("control_sum", row, str(sum(counts.values())), str(entitled), of=what)
    if sum(used.values()) != entitled:
        remark(row, "control_sum", total=sum(used.values()), entitled=entitled)
    present = sum(used.values()) - used["absent"]
    values = {
        **used, "present_count": present, "entitled_count": entitled, "basis": basis, "result": False,
        "outcome": False, "reasons": [],
    }
    if row["ballot"] == "secret":
        values["invalid"] = 0
    answer = _result(row, statutory, present, used)
    if isinstance(answer, str):
        remark(row, "no_result", why=answer)
        plan.differ("result", row, row["result"] or "", "")
    else:
        values.update({name: answer.get(name, False) for name in ("result", "outcome", "reasons")})
        if answer["result"] == "no_quorum":
            plan.differ("quorum", row, str(present), str(answer["quorum"]))
        if row["result"] and row["result"] != answer["result"]:
            plan.differ("result", row, row["result"], answer["result"])
        elif given and counted and given != used:
            other = _result(row, statutory, sum(given.values()) - given["absent"], given)
            if not isinstance(other, str) and other["result"] != answer["result"]:
                plan.differ("result", row, other["result"], answer["result"])
    return values


def _fill_absent(row, session, named, given):
    """Enter those who are missing among the names, when the counts leave one reading: all of them were absent."""
    missing = [person for person in session["people"] if person not in named]
    if not named or not given or not missing:
        return
    counted = tally.tally(named.values())
    short = {value: given.get(value, 0) - counted[value] for value in tally.VALUES}
    if short.pop("absent") == len(missing) and not any(short.values()):
        named.update(dict.fromkeys(missing, "absent"))
        remark(row, "absent_filled", names=", ".join(person.name for person in missing))


def _result(row, statutory, present, counts):
    """Return the answer of the law (dict), or why there is none (str)."""
    figures = {
        "statutory": statutory, "present": present, "yes": counts["yes"], "no": counts["no"],
        "abstain": counts["abstain"], "excluded": counts["excluded"],
    }
    try:
        if row["special"] and present >= majority.quorum(statutory):
            subject, _sep, motion = row["special"].partition("_")
            return majority.special(subject, motion or "grant", **figures)
        return majority.majority(row["majority"], **figures)
    except LawError as error:
        return str(error)


def _derive_attendance(session):
    """State the presence from the votes: absent in all, from the beginning, or at the end."""
    votes = [vote for vote in session["votes"] if not vote["refused"] and vote["people"]]
    for person, line in session["people"].items():
        there = [vote["people"][person] != "absent" for vote in votes if person in vote["people"]]
        if not there or all(there):
            line["status"] = "present"
        elif not any(there):
            line["status"] = "absent"
        else:
            line["status"] = "late" if not there[0] else "left" if not there[-1] else "present"


def _fit(plan, term):
    """Cut back mandates that are known from records alone where there would be more of them than seats (RA-01).

    The lists of sessions are surer than the dates of interpellations: whoever is on lists keeps the days of these.
    """
    known = plan.term(term)
    seats, last_list = known and known["statutory"], plan.last_list.get(term)
    for _round in range(len(plan.people[term]) if seats else 0):
        spans = {person: person.span(last_list) for person in plan.people[term]}
        spans = {person: span for person, span in spans.items() if span[0]}
        for day in sorted(start for start, _end in spans.values()):
            there = [person for person, (start, end) in spans.items() if start <= day and (not end or end >= day)]
            loose = [
                person for person in there
                if person.derived and not person.cut and person.listed
                and not person.listed[0] <= day <= person.listed[1]
            ]
            if len(there) > seats and loose:
                person = max(loose, key=lambda one: (one.listed[0], one.name))
                person.cut = person.listed
                break
        else:
            return


# ---- interpellations -------------------------------------------------------------------------------------------------


def _authors(plan, row):
    """Find who is meant, and that they were in office on the day."""
    term = None if row["refused"] else plan.term(row["term"])
    row["found"] = _roster(plan, row["term"]).find_all(row["authors"]) if term else ([], False, [])
    if term and row["date"] <= plan.today and term["election"] <= row["date"] <= term["end"]:
        for person in row["found"][0]:
            person.seen(row["date"])


def _interpellation(plan, row, seen):
    term = plan.term(row["term"]) if not row["refused"] else None
    if not row["refused"] and not term:
        refuse(row, "no_term", term=row["term"])
    if not row["refused"] and row["date"] > plan.today:
        refuse(row, "future", day=row["date"])
    if row["refused"]:
        row["verdict"] = REFUSED
        return
    if row["key"] in seen or row["key"] in plan.known.keys:
        row["verdict"], row["double"] = KNOWN, row["key"] in seen
        return
    seen.add(row["key"])
    if not term["election"] <= row["date"] <= term["end"]:
        remark(row, "outside_term", term=row["term"], day=row["date"])
    number = ("number", row["term"], row["kind"], row["ref"])
    if number in seen:
        remark(row, "double_number", ref=row["ref"])
        plan.differ("number", row, row["ref"], "")
    seen.add(number)
    people, loose, left = row["found"]
    row["people"] = []
    for person in people:
        if not person.covers(row["date"], term) or not term["election"] <= row["date"] <= term["end"]:
            remark(row, "no_mandate", name=person.name, day=row["date"])
        else:
            row["people"].append(person)
    authors = " ".join(row["authors"].split())
    if not people:
        remark(row, "no_person", text=authors)
    elif left:
        remark(row, "with_body" if BODY_WORDS & set(fold(authors).split()) else "not_read", text=authors)
    elif loose:
        remark(row, "read_as", name=authors, person=", ".join(person.name for person in people))
    if row["reply_date"] and row["reply_date"] < row["date"]:
        remark(row, "reply_before", reply=row["reply_date"], day=row["date"])
        plan.differ("dates", row, str(row["reply_date"]), f"≥ {row['date']}")
        row["reply_date"] = False
    elif row["reply_date"] and row["reply_date"] > plan.today:
        remark(row, "future", day=row["reply_date"])
        plan.differ("dates", row, str(row["reply_date"]), f"≤ {plan.today}")
        row["reply_date"] = False
    row["verdict"] = _verdict(row)
