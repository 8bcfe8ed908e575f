"""The council of the invented city since its first day: councillors, functions, clubs and committees in time."""

from odoo.fields import Command

SEQUENCE = 10

FIRST_DAY = "2024-05-07"

# (login, first name, surname, constituency, list of candidates); the person who resigned has no login any more
COUNCILLORS = [
    ("przewodniczacy", "Andrzej", "Sobczak", "1", "nj"),
    ("radny1", "Elżbieta", "Wilk", "1", "rm"),
    ("radny2", "Marek", "Jabłoński", "2", "nj"),
    ("radny3", "Krystyna", "Bąk", "2", "nj"),
    ("radny4", "Zbigniew", "Cieślak", "1", "nj"),
    ("radny5", "Halina", "Ćwik", "3", "nj"),
    ("radny6", "Dariusz", "Dudek", "3", "nj"),
    ("radny7", "Beata", "Fijałkowska", "4", "nj"),
    ("radny8", "Grzegorz", "Głowacki", "4", "nj"),
    ("radny9", "Iwona", "Janiak", "2", "nj"),
    ("radny10", "Waldemar", "Kubiak", "1", "rm"),
    ("radny11", "Lucyna", "Laskowska", "2", "rm"),
    ("radny12", "Łukasz", "Łuczak", "3", "rm"),
    ("radny13", "Małgorzata", "Mroczek", "3", "rm"),
    ("radny14", "Norbert", "Niemczyk", "4", "rm"),
    ("radny15", "Olga", "Orzechowska", "4", "zj"),
    ("radny16", "Patryk", "Pietrzyk", "2", "zj"),
    ("radny17", "Renata", "Rosiak", "1", "zj"),
    ("radny18", "Sławomir", "Śliwa", "3", "pm"),
    ("radny19", "Teresa", "Tomczyk", "4", "pm"),
    ("radny20", "Urszula", "Urbaniak", "2", "pm"),
    ("radny21", "Wojciech", "Żurek", "1", "own"),
    ("", "Ryszard", "Domagała", "3", "rm"),
    ("radny22", "Emilia", "Sadowska", "3", "rm"),
]

LISTS = {
    "nj": "KWW Nasz Jasionów",
    "rm": "KWW Razem dla Miasta",
    "zj": "KWW Zielony Jasionów",
    "pm": "KWW Porozumienie Mieszkańców",
    "own": "KWW Wojciecha Żurka",
}

# (key, name, abbreviation, colour, chair, members); radny10 changes clubs, radny21 and for a month radny10 have none
CLUBS = [
    ("nj", "Klub Radnych Nasz Jasionów", "NJ", 4, "radny4",
     ["przewodniczacy", "radny2", "radny3", "radny4", "radny5", "radny6", "radny7", "radny8", "radny9"]),
    ("rm", "Klub Radnych Razem dla Miasta", "RM", 1, "radny11",
     ["radny1", "radny11", "radny12", "radny13", "radny14"]),
    ("zj", "Klub Radnych Zielony Jasionów", "ZJ", 10, "radny15", ["radny15", "radny16", "radny17"]),
    ("pm", "Klub Radnych Porozumienie Mieszkańców", "PM", 3, "radny18", ["radny18", "radny19", "radny20"]),
]

# (key, name, symbol, kind, subject, resolution, least, most, members: the first is the chair, the second the deputy)
COMMITTEES = [
    ("kr", "Komisja Rewizyjna", "KR", "audit",
     "Kontrola działalności Prezydenta, miejskich jednostek organizacyjnych i jednostek pomocniczych; opinia "
     "o wykonaniu budżetu i wniosek w sprawie absolutorium.", "I/4/2024", 5, 7,
     ["radny11", "radny4", "radny15", "radny18", "radny6"]),
    ("kswp", "Komisja Skarg, Wniosków i Petycji", "KSWP", "complaints",
     "Rozpatrywanie skarg na działania Prezydenta i miejskich jednostek organizacyjnych oraz wniosków i petycji.",
     "I/5/2024", 5, 7, ["radny8", "radny13", "radny16", "radny19", "radny21"]),
    ("kb", "Komisja Budżetu i Rozwoju Gospodarczego", "KB", "standing",
     "Budżet i wieloletnia prognoza finansowa, podatki i opłaty lokalne, mienie miasta, rozwój gospodarczy.",
     "I/6/2024", 7, 11, ["radny5", "radny12", "przewodniczacy", "radny9", "radny14", "radny17", "radny20", "radny4"]),
    ("kp", "Komisja Ładu Przestrzennego i Ochrony Środowiska", "KP", "standing",
     "Planowanie przestrzenne, gospodarka nieruchomościami, drogi i komunikacja, zieleń, odpady, ochrona środowiska.",
     "I/7/2024", 7, 11, ["radny15", "radny2", "radny6", "radny10", "radny14", "radny18", "radny21"]),
    ("ke", "Komisja Edukacji, Kultury i Sportu", "KE", "standing",
     "Oświata, kultura, ochrona zabytków, sport i rekreacja, współpraca z organizacjami pozarządowymi.",
     "I/8/2024", 5, 9, ["radny7", "radny1", "radny3", "radny13", "radny16", "radny19", "radny9"]),
    ("ks", "Komisja Spraw Społecznych i Zdrowia", "KS", "standing",
     "Pomoc społeczna, zdrowie, mieszkalnictwo, bezpieczeństwo i porządek publiczny, sprawy seniorów.",
     "I/9/2024", 5, 9, ["radny3", "radny17", "radny1", "radny8", "radny11", "radny20"]),
]


def world(env):
    """Return the environment of the clerk of the council's office, in Polish."""
    user = env.ref("biuro_rada.demo_user_rada")
    return env(user=user, su=False, context={
        **env.context, "lang": "pl_PL", "tz": "Europe/Warsaw", "mail_create_nolog": True, "tracking_disable": True,
    })


def named(env, key, record):
    """Give a record of the story an external id."""
    # sudo: ir.model.data - names of demo records are given by the installation
    env["ir.model.data"].sudo()._update_xmlids([{"xml_id": f"biuro_rada.{key}", "record": record, "noupdate": True}])
    return record


def make_users(env):
    """Return the users of the councillors by login: the chair works inside, the others on the portal."""
    users = {}
    chair = [env.ref("base.group_user").id, env.ref("biuro_rada.biuro_rada_group_chair").id]
    portal = [env.ref("base.group_portal").id]
    rows = [row for row in COUNCILLORS if row[0]]
    # sudo: res.users - the installation sets up the accounts of the demo city
    created = env["res.users"].sudo().with_context(no_reset_password=True, mail_create_nosubscribe=True).create([
        {
            "name": f"{first} {last}",
            "login": login,
            "password": login,
            "email": f"{login}@rada.jasionow.example",
            "lang": "pl_PL",
            "tz": "Europe/Warsaw",
            "group_ids": [Command.set(chair if login == "przewodniczacy" else portal)],
        }
        for login, first, last, _district, _list in rows
    ])
    for row, user in zip(rows, created, strict=True):
        users[row[0]] = named(env, f"demo_user_{row[0]}", user)
    return users


def make_councillors(env, term, users):
    """Return the mandates by login ("" is the one who resigned), sworn in."""
    rada = world(env)
    # sudo: res.partner - the person who resigned has no account
    gone = env["res.partner"].sudo().create({"name": "Ryszard Domagała"})
    people = {}
    for login, first, last, district, party in COUNCILLORS:
        if login == "radny22":
            resigned = people[""]
            resigned.action_take_oath(FIRST_DAY)
            make_clubs_member(rada, env.ref("biuro_rada.demo_club_rm"), resigned, FIRST_DAY)
            resigned.action_expire("resignation", "2025-09-15", "commissioner",
                                   "postanowienie Komisarza Wyborczego nr 214/2025", "2025-09-19")
        partner = users[login].partner_id if login else gone
        values = {
            "partner_id": partner.id,
            "first_name": first,
            "last_name": last,
            "term_id": term.id,
            "district": district,
            "list_name": LISTS[party],
            "election_committee": LISTS[party],
            "mandate_start": "2025-10-03" if login == "radny22" else "2024-04-07",
            "replaces_id": people[""].id if login == "radny22" else False,
        }
        if login:
            values.update(public_email=f"{login}@rada.jasionow.example",
                          consent_note="Zgoda na publikację adresu i zdjęcia z 7.05.2024 r.")
        people[login] = named(env, f"demo_councillor_{login or 'resigned'}",
                              rada["biuro.rada.councillor"].create(values))
        if not login:
            make_clubs(env, term, people)
    sworn = rada["biuro.rada.councillor"].browse([person.id for person in people.values()
                                                 if not person.oath_date and person != people["radny22"]])
    sworn.action_take_oath(FIRST_DAY)
    people["radny22"].action_take_oath("2025-10-30")
    make_clubs_member(rada, env.ref("biuro_rada.demo_club_rm"), people["radny22"], "2025-11-03")
    return people


def make_clubs_member(env, club, councillor, day, end=False):
    return env["biuro.rada.club.member"].create({
        "club_id": club.id, "councillor_id": councillor.id, "date_from": day, "date_to": end,
    })


def make_clubs(env, term, people):
    rada = world(env)
    for key, name, short, color, chair, members in CLUBS:
        club = rada["biuro.rada.club"].create({
            "name": name, "short_name": short, "term_id": term.id, "date_from": FIRST_DAY, "color": color,
            "chair_id": people[chair].id,
            "member_ids": [
                Command.create({"councillor_id": people[login].id, "date_from": FIRST_DAY}) for login in members
            ],
        })
        named(env, f"demo_club_{key}", club).action_activate()
    # a change of club, with a month without any
    make_clubs_member(rada, env.ref("biuro_rada.demo_club_rm"), people["radny10"], FIRST_DAY, "2026-01-31")
    make_clubs_member(rada, env.ref("biuro_rada.demo_club_pm"), people["radny10"], "2026-03-02")


def make_functions(env, people):
    functions = world(env)["biuro.rada.function"]
    functions.create([
        {"councillor_id": people["przewodniczacy"].id, "role": "chair", "date_from": FIRST_DAY,
         "basis": "uchwała nr I/1/2024 z 7.05.2024 r."},
        {"councillor_id": people["radny1"].id, "role": "vice_chair", "date_from": FIRST_DAY,
         "basis": "uchwała nr I/2/2024 z 7.05.2024 r."},
        {"councillor_id": people["radny3"].id, "role": "vice_chair", "date_from": FIRST_DAY, "date_to": "2025-06-26",
         "basis": "uchwała nr I/3/2024 z 7.05.2024 r.", "end_reason": "resigned", "resignation_date": "2025-06-10"},
        {"councillor_id": people["radny2"].id, "role": "vice_chair", "date_from": "2025-08-28",
         "basis": "uchwała nr XVI/188/2025 z 28.08.2025 r."},
    ])


def make_committees(env, term, people):
    rada = world(env)
    committees = rada["biuro.rada.committee"]
    for sequence, (key, name, symbol, kind, scope, number, least, most, members) in enumerate(COMMITTEES, 1):
        roles = ["chair", "vice", *["member"] * len(members)]
        committee = committees.create({
            "name": name, "symbol": symbol, "kind": kind, "term_id": term.id, "scope": scope, "sequence": sequence,
            "basis": f"uchwała nr {number} z 7.05.2024 r.", "date_from": FIRST_DAY, "min_members": least,
            "max_members": most,
            "member_ids": [
                Command.create({"councillor_id": people[login].id, "role": role, "date_from": "2024-05-14"})
                for login, role in zip(members, roles, strict=False)
            ],
        })
        named(env, f"demo_committee_{key}", committee).action_activate()
    # the place left by the councillor who resigned was taken by the successor
    rada["biuro.rada.committee.member"].create([
        {"committee_id": env.ref("biuro_rada.demo_committee_ke").id, "councillor_id": people["radny22"].id,
         "date_from": "2025-11-27", "basis": "uchwała nr XIX/221/2025 z 27.11.2025 r."},
        {"committee_id": env.ref("biuro_rada.demo_committee_kb").id, "councillor_id": people["radny2"].id,
         "date_from": "2024-05-14", "date_to": "2025-08-27"},
    ])
    statute = committees.create({
        "name": "Komisja doraźna do spraw Statutu Miasta", "symbol": "KSt", "kind": "adhoc", "term_id": term.id,
        "scope": "Przygotowanie projektu zmian Statutu Miasta.", "sequence": 20,
        "basis": "uchwała nr IV/31/2024 z 29.08.2024 r.", "date_from": "2024-08-29",
        "member_ids": [
            Command.create({"councillor_id": people[login].id, "role": role, "date_from": "2024-08-29"})
            for login, role in (("radny12", "chair"), ("radny4", "vice"), ("radny17", "member"), ("radny20", "member"))
        ],
    })
    named(env, "demo_committee_statute", statute).action_activate()
    statute.action_dissolve("2025-03-27")


def set_up_office(env):
    """Say who the council is and who answers for its terms."""
    # sudo: res.company, res.partner - set up by the installation
    company = env.ref("base.main_company").sudo()
    commissioner = env["res.partner"].sudo().create({
        "name": "Komisarz Wyborczy w Jasionowie", "is_company": True, "street": "ul. Wojewódzka 2", "zip": "99-950",
        "city": "Jasionów",
    })
    named(env, "demo_partner_commissioner", commissioner)
    company.write({
        "rada_council_name": "Rada Miasta Jasionów", "rada_council_room": "Biuro Rady, pok. 12",
        "rada_council_email": "rada@jasionow.example", "rada_commissioner_id": commissioner.id,
        "rada_clerk_id": env.ref("biuro_rada.demo_employee_rada").id,
    })


def tell(env):
    """Enter the term, its councillors and what they became."""
    set_up_office(env)
    rada = world(env)
    term = rada["biuro.rada.term"].create({
        "number": "IX", "election_date": "2024-04-07", "date_start": FIRST_DAY, "date_end": "2029-05-06",
        "population": 72000,
    })
    named(env, "demo_term_ix", term).action_activate()
    people = make_councillors(env, term, make_users(env))
    make_functions(env, people)
    make_committees(env, term, people)
