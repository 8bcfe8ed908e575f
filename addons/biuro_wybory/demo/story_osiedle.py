"""Units of the city, a campaign whose vote is over, one in which nominations come in, and an election at a meeting."""

from datetime import date, timedelta

from odoo import fields

from odoo.addons.biuro_kancelaria.law import holidays
from odoo.addons.biuro_kancelaria.tools import office_today

from ..law import poll

SEQUENCE = 30

# code, name, inhabitants, constituencies: their seats, or none for one
UNITS = [
    ("OS-01", "Stare Miasto", 11840, 1),
    ("OS-02", "Przedmieście Wschodnie", 9215, 1),
    ("OS-03", "Zarzecze", 21460, 3),
    ("OS-04", "Lipowe Wzgórze", 14320, 1),
    ("OS-05", "Nowe Ogrody", 8790, 1),
    ("OS-06", "Huta", 17905, 2),
    ("OS-07", "Leśna Polana", 3120, 1),
    ("OS-08", "Podzamcze", 5480, 1),
]
SURNAMES = [
    "Adamska", "Bąk", "Cieślik", "Domagała", "Dudzik", "Ćwik", "Gajda", "Jastrząb", "Kalinowska", "Kępa", "Kubicka",
    "Łabędź", "Łuczak", "Maj", "Mikulska", "Nawrot", "Orłowska", "Piórko", "Rogala", "Sadowska", "Śliwa", "Świerk",
    "Tracz", "Urbańczyk", "Wąsik", "Wierzba", "Zając", "Żak", "Źrebiec", "Zielonka",
]
NAMES = [
    "Anna", "Bartosz", "Celina", "Damian", "Elżbieta", "Franciszek", "Grażyna", "Hubert", "Irena", "Janusz",
    "Krystyna", "Leszek",
]
STREETS = [
    "Lipowa", "Klonowa", "Rzeczna", "Szkolna", "Ogrodowa", "Kolejowa", "Zamkowa", "Łąkowa",
]


def day(value):
    return fields.Date.to_string(value)


def sunday(near):
    """Return the first Sunday not before a day that is no national election's."""
    return near + timedelta(days=(6 - near.weekday()) % 7)


def ordinances(env):
    """Make the city's own ordinances from templates: one of polling, one of a meeting."""
    head = env["res.users"].search([("login", "=", "kierownik.wybory")])
    Ordinance = env["biuro.wybory.osiedle.ordinance"].with_user(head)
    made = []
    for template, values in [
        ("biuro_wybory.biuro_wybory_osiedle_ordinance_wroclaw", {
            "name": "Ordynacja wyborcza do rad osiedli Jasionowa", "legal_basis": (
                "uchwała nr XVIII/204/2020 Rady Miasta Jasionowa z dnia 27 sierpnia 2020 r."
            ), "ordered_by": "mayor", "nomination_deadline_offset": 21, "deadline_time": 15.5,
        }),
        ("biuro_wybory.biuro_wybory_osiedle_ordinance_leczna", {
            "name": "Ordynacja wyborcza osiedli wybierających na zebraniu", "legal_basis": (
                "uchwała nr XVIII/205/2020 Rady Miasta Jasionowa z dnia 27 sierpnia 2020 r."
            ), "ordered_by": "mayor",
        }),
    ]:
        action = env.ref(template).with_user(head).action_own()
        ordinance = Ordinance.browse(action["res_id"])
        if office_today() + timedelta(days=100) >= poll.GMINA_ELIGIBLE_FROM:
            values["passive_right"] = "eligible_to_gmina_council"
        ordinance.write({**values, "valid_from": "2020-10-01", "journal_reference": "Dz. Urz. Woj. 2020 poz. 4411"})
        ordinance.action_ready()
        made.append(ordinance)
    return made


def units(env, polling, meeting):
    """Make the eight units; two of them elect at a meeting."""
    Unit, officer = env["biuro.wybory.osiedle"], env.user.employee_id
    return Unit.create([
        {
            "code": code, "name": f"Osiedle {name}", "population": people, "population_date": "2025-12-31",
            "ordinance_id": (meeting if code in ("OS-07", "OS-08") else polling).id, "officer_id": officer.id,
            "legislative_body": "general_meeting" if code == "OS-07" else "council",
            "area_description": ", ".join(f"ul. {street}" for street in STREETS[index:] + STREETS[:index]),
            "seat_address": f"ul. {STREETS[index]} {10 + index}, Jasionów", "email": f"{code.lower()}@jasionow.example",
            "youth_council": code == "OS-03", "statute_ref": f"uchwała nr XVIII/{190 + index}/2020 z 27.08.2020",
            "statute_history_ids": [(0, 0, {
                "kind": "statute", "resolution_ref": f"XVIII/{190 + index}/2020", "valid_from": "2020-10-01",
                "journal_ref": f"Dz. Urz. Woj. 2020 poz. {4400 + index}",
            })],
        }
        for index, (code, name, people, _constituencies) in enumerate(UNITS)
    ])


def divide(env, election):
    """Divide an election into constituencies of equal size, each with a precinct and its commission."""
    count = {code: number for code, _name, _people, number in UNITS}[election.unit_id.code]
    people = election.unit_id.population
    if election.constituency_ids:
        rows = election.constituency_ids
    else:
        rows = env["biuro.wybory.osiedle.constituency"].create([
            {
                "election_id": election.id, "number": number, "boundaries": f"ul. {STREETS[number]} i ulice przyległe",
                "seats": election.seats // count + (number <= election.seats % count),
            }
            for number in range(1, count + 1)
        ])
    for row in rows:
        row.entitled = people * 4 // 5 // len(rows)
    return rows


def precincts(env, election, members):
    """Give each constituency two polling places with commissions that were sworn in."""
    Commission, Precinct = env["biuro.wybory.osiedle.commission"], env["biuro.wybory.osiedle.precinct"]
    number = 0
    for row in election.constituency_ids:
        for _place in range(2 if len(election.constituency_ids) == 1 else 1):
            number += 1
            commission = Commission.create({
                "name": f"Obwodowa Komisja Wyborcza nr {number}, {election.unit_id.name}", "level": "precinct",
                "election_id": election.id, "appointing_act": f"zarządzenie nr 125/{election.election_date.year}",
                "appointing_date": election.election_date - timedelta(days=21),
                "seat": f"Szkoła Podstawowa nr {number}, ul. {STREETS[number % len(STREETS)]} {number * 3}",
                "duty_hours": "wtorki i czwartki 16:00–18:00",
                "member_ids": [
                    (0, 0, {
                        "surname": f"Komisarz{next(members)}", "given_names": NAMES[place], "role": role,
                        "oath_date": election.election_date - timedelta(days=14),
                        "fee": 250 if role != "chair" else 350,
                        "nominated_by": "Prezydent Miasta" if role == "chair" else "mieszkańcy",
                    })
                    for place, role in enumerate(("chair", "deputy", "member", "member"))
                ],
            })
            Precinct.create({
                "election_id": election.id, "constituency_id": row.id, "number": number,
                "polling_place": commission.seat, "accessible": number != 2,
                "entitled": row.entitled // (2 if len(election.constituency_ids) == 1 else 1),
                "boundaries": f"ul. {STREETS[number % len(STREETS)]}, ul. {STREETS[(number + 3) % len(STREETS)]}",
                "commission_id": commission.id,
            })


def nominate(env, row, count, seed, **values):
    """Enter nominations in a constituency, each with everything in order."""
    election = row.election_id
    end = election.nomination_end or fields.Datetime.now()
    received = min(end, fields.Datetime.now()) - timedelta(hours=3)
    Candidate = env["biuro.wybory.osiedle.candidate"]
    needed = election._params()["signatures_required"]
    return Candidate.create([
        {
            "constituency_id": row.id, "surname": f"{SURNAMES[(seed + number * 7) % len(SURNAMES)]}",
            "given_names": f"{NAMES[(seed + number) % len(NAMES)]} {NAMES[(seed * 3 + number * 5) % len(NAMES)]}",
            "birth_date": date(1950 + (seed * 11 + number * 7) % 50, 1 + number % 12, 1 + (seed * 5 + number) % 28),
            "resides": "unit", "resides_checked_on": received.date(), "consent_date": received.date(),
            "eligibility_declared": True, "nominator": "Grupa mieszkańców",
            "address": f"ul. {STREETS[number % 8]} {number}",
            "signatures_submitted": 0 if values.get("proposed_at_meeting") else needed + number % 6,
            "signatures_valid": 0 if values.get("proposed_at_meeting") else needed + number % 3,
            "received_at": received - timedelta(hours=5 * number),
            "profession": "nauczyciel" if number % 4 == 0 else False,
            **values,
        }
        for number in range(1, count + 1)
    ])


def past_campaign(env, clerk_units, members):
    """A campaign of four units whose polling day is over: from the order to the opening of the polls."""
    year = office_today().year
    vote = sunday(office_today() - timedelta(days=20))
    campaign = env["biuro.wybory.osiedle.campaign"].create({
        "name": f"Wybory do rad osiedli {year} – I tura", "election_date": vote, "clerk_id": env.user.employee_id.id,
    })
    elections = env["biuro.wybory.osiedle.election"].create([
        {"unit_id": unit.id, "campaign_id": campaign.id, "election_date": vote} for unit in clerk_units
    ])
    for election in elections:
        divide(env, election)
    elections.action_order("mayor_order", f"118/{vote.year}", day(vote - timedelta(days=58)))
    elections.action_open_nominations()
    env["biuro.wybory.osiedle.commission"].create({
        "name": "Miejska Komisja Wyborcza", "level": "city", "campaign_id": campaign.id,
        "appointing_act": f"zarządzenie nr 120/{vote.year}", "appointing_date": vote - timedelta(days=50),
        "seat": "Ratusz, pok. 12", "duty_hours": "dni robocze 9:00–15:00", "size_min": 3,
        "member_ids": [
            (0, 0, {
                "surname": f"Miejski{number}", "given_names": NAMES[number], "oath_date": vote - timedelta(days=48),
                "role": ("chair", "deputy", "member")[number],
            })
            for number in range(3)
        ],
    })
    for seed, election in enumerate(elections, 1):
        for row in election.constituency_ids:
            # in the last unit there are as many candidates as seats: no voting there
            more = 0 if election == elections[-1] else 3 + row.number
            candidates = nominate(env, row, row.seats + more, seed * 4 + row.number)
            candidates.action_register(f"{seed}/{vote.year}", day(vote - timedelta(days=17)))
        precincts(env, election, members)
    for election in elections:
        act_day = day(vote - timedelta(days=16))
        election.action_close_nominations(f"40/{vote.year}", day(vote - timedelta(days=20)))
        if election.state == "extension":
            election.action_close_nominations()
        election.action_decide_uncontested(f"41/{vote.year}", act_day)
        if election.state == "registration":
            election.action_number_ballots()
            for item in election.calendar_ids.filtered(lambda row: row.offset_days < 0 and not row.done_date):
                item.action_done(day(item.date))
    voting = elections.filtered(lambda election: election.state == "registration")
    struck = voting[:1].constituency_ids[:1].candidate_ids.sorted("ballot_number")[4:5]
    struck.action_strike("resignation", day(vote - timedelta(days=9)))
    voting[:1].action_decide_uncontested(f"44/{vote.year}", day(vote - timedelta(days=8)))
    voting.action_start_voting()
    return campaign


def future_campaign(env, clerk_units, members):
    """A campaign in which nominations come in: good ones, with defects, refused; a unit that lacks much."""
    vote = sunday(office_today() + timedelta(days=24))
    campaign = env["biuro.wybory.osiedle.campaign"].create({
        "name": f"Wybory do rad osiedli {vote.year} – II tura", "election_date": vote,
        "clerk_id": env.user.employee_id.id,
    })
    elections = env["biuro.wybory.osiedle.election"].create([
        {"unit_id": unit.id, "campaign_id": campaign.id, "election_date": vote} for unit in clerk_units
    ])
    for election in elections:
        divide(env, election)
    elections.action_order("mayor_order", f"171/{office_today().year}", day(office_today() - timedelta(days=30)))
    elections.action_open_nominations()
    first = elections[0].constituency_ids[0]
    candidates = nominate(env, first, 9, 17)
    candidates[:5].action_register(f"3/{vote.year}", day(office_today() - timedelta(days=1)))
    candidates[5].write({"signatures_valid": 1})
    candidates[5].action_call_defects()
    candidates[6].write({"resides": "elsewhere"})
    candidates[6].action_refuse(f"4/{vote.year}")
    candidates[7].write({"consent_date": False})
    if len(elections) > 1:
        nominate(env, elections[1].constituency_ids[0], 4, 23)
    precincts(env, elections[0], members)
    for election in elections:
        for item in election.calendar_ids.filtered(lambda row: row.key in ("districts",)):
            item.action_done()
    return campaign


def meeting_election(env, unit, members):
    """An election at a residents' meeting that was held: candidates proposed on the spot, a committee chosen there."""
    vote = office_today() - timedelta(days=12)
    while not holidays.is_working(vote):
        vote -= timedelta(days=1)
    election = env["biuro.wybory.osiedle.election"].create({
        "unit_id": unit.id, "election_date": vote, "meeting_start": 18.0, "seats": 5,
        "meeting_place": "Świetlica osiedlowa, ul. Leśna 2",
    })
    election.action_order("mayor_order", f"130/{vote.year}", day(vote - timedelta(days=35)))
    election.action_open_nominations()
    row = divide(env, election)[0]
    candidates = nominate(
        env, row, 8, 29, proposed_at_meeting=True, resides_checked_on=vote, consent_date=vote,
        received_at=fields.Datetime.to_datetime(vote).replace(hour=17, minute=20),
    )
    # two stand for chair, the others for the board: nobody is elected to both
    candidates[:2].write({"stands_for": "chair"})
    candidates[2:].write({"stands_for": "board"})
    candidates.action_register("protokół zebrania, pkt 4", day(vote))
    election.action_close_nominations()
    election.action_decide_uncontested("protokół zebrania, pkt 5", day(vote))
    election.action_number_ballots()
    env["biuro.wybory.osiedle.commission"].create({
        "name": f"Komisja zebrania, {unit.name}", "level": "meeting", "election_id": election.id,
        "appointing_act": "wybór zebrania, pkt 3 protokołu", "appointing_date": vote,
        "member_ids": [
            (0, 0, {
                "surname": f"Komisarz{next(members)}", "given_names": NAMES[place], "role": role, "oath_date": vote,
            })
            for place, role in enumerate(("chair", "deputy", "member"))
        ],
    })
    for item in election.calendar_ids.filtered(lambda item: item.offset_days < 0 and not item.done_date):
        item.action_done(day(item.date))
    election.action_start_voting()
    return election


def tell(env):
    clerk = env["res.users"].search([("login", "=", "wybory")])
    polling, meeting = ordinances(env)
    env = env(user=clerk)
    rows = units(env, polling, meeting)
    members = iter(range(1, 500))
    past_campaign(env, rows[:4], members)
    future_campaign(env, rows[4:6], members)
    meeting_election(env, rows[6], members)
    # planned only: the dates may be tried
    env["biuro.wybory.osiedle.election"].create({
        "unit_id": rows[7].id, "election_date": office_today() + timedelta(days=70), "seats": 5,
    })
