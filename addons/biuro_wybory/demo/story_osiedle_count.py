"""The count: an election with a tie and a draw up to constituted bodies, one waiting for protests, one being counted,
one filled without voting, one at a meeting; councils of earlier years, a seat that became vacant."""

from datetime import datetime, timedelta

from odoo import fields

from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import params as ordinance
from .story_osiedle import NAMES, SURNAMES

SEQUENCE = 40


def text(day):
    return fields.Date.to_string(day)


def shares(valid, count, marks, least, seed, tie_at=None):
    """Return votes of so many candidates in the order of the ballot, all rows of the protocol agreeing.

    With ``tie_at`` two candidates are equal at the last seat, each a vote ahead in one of two precincts.
    """
    top = 0.8
    while True:
        step = max(1, int(valid * top / (count + 2)))
        ranks = [max(0, int(valid * top) - place * step) for place in range(count)]
        if sum(ranks) + 1 <= valid * marks or top < 0.02:
            break
        top -= 0.02
    if tie_at and tie_at < count:
        ranks[tie_at] = ranks[tie_at - 1]
        ranks[tie_at - seed % 2] += 1
    missing = valid * least - sum(ranks) if marks > 1 else valid - sum(ranks)
    place = 0
    while missing > 0 and place < count:
        more = min(missing, valid - ranks[place])
        ranks[place] += more
        missing, place = missing - more, place + 1
    order = sorted(range(count), key=lambda one: one * 37 % 101)
    votes = [0] * count
    for rank, one in enumerate(order):
        votes[one] = ranks[rank]
    return votes


def sheet(protocol, seed, tie=False, turnout=0.11):
    """Return the figures of a protocol as two people read them from the paper."""
    meeting = not protocol.precinct_id
    entitled = protocol.precinct_id.entitled or protocol.constituency_id.entitled
    issued = 58 + seed if meeting else int(entitled * turnout) + seed
    box = issued if meeting else issued - 1
    invalid = 2 + seed % 4
    valid = box - invalid
    candidates = protocol.candidate_ids.sorted(lambda one: (one.ballot_number, one.name_order or "", one.id))
    least = int(protocol.election_id._law_params()["min_marks"])
    figures = {
        "entitled": entitled, "issued": issued, "from_box": box, "not_issued": 0, "valid_cards": box,
        "invalid": invalid, "invalid_too_many": invalid - 1, "invalid_no_mark": 1, "invalid_other": 0,
        "valid_votes": valid,
    }
    figures |= {"present": issued} if meeting else {"received": issued + 340, "unused": 340}
    if protocol.election_id._params().get("proxy_allowed") and not meeting:
        figures["proxy"] = 0
    if protocol.paper == "for_against":
        for place, one in enumerate(candidates):
            against = min(valid, 4 + 5 * place)
            figures |= {f"votes:{one.id}:for": valid - against, f"votes:{one.id}:against": against,
                        f"votes:{one.id}:abstain": 0}
        return figures
    votes = shares(valid, len(candidates), protocol.marks, least, seed, protocol.seats if tie else None)
    return {**figures, **{f"votes:{one.id}": count for one, count in zip(candidates, votes, strict=True)}}


def type_in(protocol, figures, logins=("wybory", "komisja"), accept=True):
    """Let people type a protocol, one after the other, and accept it with its signed scan."""
    env = protocol.env
    if not protocol.remarks and protocol.precinct_id:
        protocol.remarks = "Jedna karta nie trafiła do urny: wyborca wyniósł ją z lokalu mimo zwrócenia uwagi."
    for login in logins:
        user = env["res.users"].search([("login", "=", login)])
        protocol.with_user(user).action_enter(figures)
    if accept:
        protocol.write({"signed_count": 4, "pages": 3, "copies": 2})
        protocol.scan_ids = env["ir.attachment"].create({
            "name": f"protokol-{protocol.reference.replace('/', '-')}.pdf", "raw": b"%PDF-1.4\n% skan protokolu",
            "mimetype": "application/pdf"})
        protocol.action_accept()


def report_turnout(election):
    """Let each precinct report the cards given out during the day."""
    Turnout = election.env["biuro.wybory.osiedle.turnout"]
    for place, precinct in enumerate(election.precinct_ids, 1):
        for hour, share in ((10, 0.02), (13, 0.05), (17, 0.08)):
            Turnout.report(precinct.id, hour, int(precinct.entitled * share) + place)


def count(election, tie=False):
    """Count an election to the end: protocols, the result, a draw where there is a tie."""
    report_turnout(election)
    election.action_start_counting()
    protocols = election.protocol_ids.sorted("reference")
    for seed, protocol in enumerate(protocols):
        type_in(protocol, sheet(protocol, seed, tie))
    election.action_count()
    moment = datetime.combine(election.election_date, datetime.min.time()) + timedelta(days=1, hours=9)
    for draw in election.draw_ids.filtered(lambda one: one.state == "open"):
        draw.place = "Ratusz, pok. 12"
        draw.action_record(
            draw.candidate_ids.sorted("ballot_number", reverse=True).ids, fields.Datetime.to_string(moment),
            "Koperty z nazwiskami, jednakowe, wymieszane w urnie; wyjmował najmłodszy członek komisji.",
            "Miejska Komisja Wyborcza w pełnym składzie, kandydaci, których losowanie dotyczyło.")


def announce(election, number):
    """Announce the results the day after the vote."""
    day = election.election_date + timedelta(days=1)
    election.action_announce(f"obwieszczenie Miejskiej Komisji Wyborczej nr {number}/{day.year}", text(day))


def declare(election, number):
    """Have the validity declared as soon as the time for protests is over; issue the certificates."""
    until = election.protest_until or election.announcement_date + timedelta(days=5)
    day = min(office_today(), until + timedelta(days=1))
    election.action_declare("valid", f"uchwała nr {number}/{day.year}", text(day))
    election.mandate_ids.action_issue_certificate(text(day))
    return day


def elect(election, office, mandates, seats=1):
    """Elect members to a function by secret ballot of the council."""
    term = election.body_term_id
    present = max(1, term.in_office - 1)
    vote = election.env["biuro.wybory.osiedle.board.vote"].create({
        "body_term_id": term.id, "office": office, "seats": seats, "date": term.first_session_date,
        "present": present, "issued": present, "from_box": present, "scrutiny": "komisja skrutacyjna wybrana na sesji",
    })
    triple = vote.majority in ordinance.FOR_AGAINST
    against = present // 4
    if triple:
        rows = [{"votes": present - against, "against": against} for _one in mandates]
    else:
        rows = [{"votes": present - against}] + [{"votes": against}] * (len(mandates) - 1)
        if seats > 1:
            rows = [{"votes": present - place % 2} for place in range(len(mandates))]
    vote.line_ids = [(0, 0, {"mandate_id": one.id, **row}) for one, row in zip(mandates, rows, strict=False)]
    vote.action_close()


def constitute(election, number):
    """Hold the first session: the oath, the chair of the council, the board; then the bodies are constituted."""
    day = declare(election, number)
    session = min(office_today(), day + timedelta(days=2))
    earlier = election.env["biuro.wybory.osiedle.body.term"].search([
        ("unit_id", "=", election.unit_id.id), ("date_to", ">=", session)])
    for term in earlier:
        last = session - timedelta(days=1)
        term.mandate_ids.action_end_other("end_of_term", text(last))
        term.date_to = last
    election.action_first_session(
        text(session), "Sesję otworzył najstarszy członek rady. Ślubowanie złożyli wszyscy wybrani.")
    seats = election.body_term_id.council_ids.sorted("votes", reverse=True)
    rules = election.body_term_id.rules or {}
    size = max(2, int(rules.get("board_size_min") or 3))
    elect(election, "council_chair", seats[2:3])
    elect(election, "board_chair", seats[:2] if rules.get("board_majority") not in ordinance.FOR_AGAINST else seats[:1])
    elect(election, "board_member", seats[3 : 2 + size], size - 1)
    election.action_constitute(text(session))


def protest(election, decided):
    """File a protest; one is decided, the other waits."""
    received = datetime.combine(election.announcement_date + timedelta(days=2), datetime.min.time())
    made = election.env["biuro.wybory.osiedle.protest"].create({
        "election_id": election.id, "author": "Mieszkaniec Osiedla", "author_contact": "ul. Szkolna 4, Jasionów",
        "received_at": received + timedelta(hours=10), "constituency_id": election.constituency_ids[:1].id,
        "ground": "W lokalu przez kwadrans nie było urny w zasięgu wzroku wszystkich członków komisji.",
    })
    if decided:
        made.action_decide(
            "dismissed", f"postanowienie nr 1/{received.year}",
            "Komisja wysłuchała członków komisji obwodowej; zarzut nie znalazł potwierdzenia, a liczba kart wydanych "
            "zgadza się z liczbą podpisów.", "none", text(received.date() + timedelta(days=2)))
    return made


def under_way(election):
    """Leave an election in the middle of the count: accepted, agreed, typed once, differing protocols."""
    report_turnout(election)
    election.action_start_counting()
    protocols = election.protocol_ids.sorted("reference")
    for seed, protocol in enumerate(protocols):
        figures = sheet(protocol, seed, turnout=0.09)
        if seed == 0:
            type_in(protocol, figures)
        elif seed == 1:
            type_in(protocol, figures, ("wybory",), accept=False)
            wrong = {**figures, "invalid_too_many": figures["invalid_too_many"] - 1,
                     "invalid_other": figures["invalid_other"] + 1}
            type_in(protocol, wrong, ("komisja",), accept=False)
        else:
            type_in(protocol, figures, ("komisja",), accept=False)


def earlier_bodies(env, unit, seed, ago=900):
    """Enter the bodies of a unit elected before the program was used: council and board with its chair."""
    first = office_today() - timedelta(days=ago + 40 * seed)
    term = env["biuro.wybory.osiedle.body.term"].create({
        "unit_id": unit.id, "name": f"{first.year}–{first.year + 5}", "date_from": first,
        "date_to": first + timedelta(days=1825), "council_size": unit.council_size})
    people = env["res.partner"].create([
        {"name": f"{NAMES[(seed * 5 + place) % len(NAMES)]} {SURNAMES[(seed * 9 + place * 4) % len(SURNAMES)]}"}
        for place in range(9)])
    Mandate = env["biuro.wybory.osiedle.mandate"]
    council = Mandate.create([
        {"partner_id": one.id, "unit_id": unit.id, "date_from": first, "basis": "voting"} for one in people])
    board = Mandate.create([
        {"partner_id": one.id, "unit_id": unit.id, "date_from": first, "body": "board", "basis": "body_election"}
        for one in people[:5]])
    mandates = council | board
    # sudo: biuro.wybory.osiedle.mandate - the term of bodies entered from earlier records
    mandates.sudo().body_term_id = term
    mandates.action_take_oath(text(first))
    functions = ("board_chair", "board_deputy", "board_treasurer", "board_secretary", "board_member")
    for mandate, function in zip(board, functions, strict=True):
        mandate.action_give_function(function, text(first), "uchwała nr 1 rady osiedla")
    council[5].action_give_function("council_chair", text(first), "uchwała nr 2 rady osiedla")
    return term


def tell(env):
    env = env(user=env.ref("biuro_wybory.demo_user_wybory"))
    typist = env.ref("biuro_wybory.demo_user_komisja")
    Election = env["biuro.wybory.osiedle.election"]
    by_code = {one.unit_id.code: one for one in Election.search([("state", "in", ("voting", "counting"))])}
    for election in by_code.values():
        for commission in election.commission_ids:
            commission.member_ids.filtered(lambda one: one.role == "deputy")[:1].user_id = typist
    for seed, code in enumerate(("OS-01", "OS-02", "OS-03", "OS-04"), 4):
        if code in by_code:
            # the term that this election ends
            earlier_bodies(env, by_code[code].unit_id, seed, 1500)
    if election := by_code.get("OS-01"):
        count(election, tie=True)
        announce(election, 1)
        protest(election, decided=True)
        constitute(election, 11)
        leaving = election.body_term_id.council_ids.sorted("votes")[:1]
        leaving.action_resign(text(office_today()))
    if election := by_code.get("OS-02"):
        count(election)
        announce(election, 2)
        protest(election, decided=False)
    if election := by_code.get("OS-03"):
        under_way(election)
    if election := by_code.get("OS-04"):
        election.action_count()
        announce(election, 3)
        constitute(election, 13)
    if election := by_code.get("OS-07"):
        count(election)
        while election.outcome == "ready" and election._waiting_ballots():
            election.action_next_ballot()
            for seed, protocol in enumerate(election.protocol_ids.filtered(lambda one: one.state == "open")):
                type_in(protocol, sheet(protocol, seed))
            election.action_count()
        if election.outcome == "ready":
            day = election.election_date
            election.action_announce(f"protokół zebrania wyborczego z {day:%d.%m.%Y}", text(day))
            election.action_declare(
                "valid", "zarządzenie Prezydenta Miasta", text(min(office_today(), (
                    election.protest_until or day) + timedelta(days=1))))
    for seed, code in enumerate(("OS-05", "OS-06", "OS-08"), 1):
        unit = env["biuro.wybory.osiedle"].search([("code", "=", code)])
        if unit and not unit.election_ids.mandate_ids:
            earlier_bodies(env, unit, seed)
