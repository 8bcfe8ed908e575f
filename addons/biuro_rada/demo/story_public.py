"""The past of the invented city: minutes of the former term are imported; the work of councillors is summed up."""

import base64
import json

SEQUENCE = 80

NAMES = [
    "Alina Bartczak", "Bogdan Chojnacki", "Celina Drozd", "Daniel Engel", "Edward Filipiak", "Felicja Gajda",
    "Gabriela Herman", "Hubert Idzik", "Irena Jaworska", "Jacek Kołodziej", "Karolina Lech", "Leon Madej",
    "Maria Nawrot", "Nikodem Owczarek", "Oskar Pająk", "Paulina Rybak", "Roman Sikora", "Sabina Turek",
    "Tadeusz Urban", "Wanda Wnuk", "Witold Zając", "Zenobia Żak", "Zygmunt Bielski",
]
# subject, majority, basis; how many were for, against, abstained, absent; the result that the minutes state
VOTES = [
    ("zmiana porządku obrad: wprowadzenie druku nr 214", "absolute_statutory", "u.s.g. art. 20 ust. 1a", 21, 0, 0, 2,
     "adopted"),
    ("w sprawie zmiany budżetu miasta na 2023 rok", "simple", "", 14, 6, 1, 2, "adopted"),
    ("w sprawie nadania nazwy placowi przy ul. Ogrodowej", "simple", "", 19, 0, 2, 2, "adopted"),
    ("w sprawie zaciągnięcia kredytu długoterminowego", "absolute", "u.s.g. art. 58 ust. 2", 11, 7, 4, 1, "adopted"),
    ("w sprawie apelu o utrzymanie połączeń kolejowych", "simple", "", 22, 0, 0, 1, "adopted"),
]


def votes_of(place):
    """Return the votes of a session; everybody has a choice, turned by the place of the vote."""
    rows = []
    for number, (subject, kind, basis, yes, no, abstain, absent, result) in enumerate(VOTES, 1):
        turned = NAMES[place + number:] + NAMES[: place + number]
        choices = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain + ["absent"] * absent
        rows.append({
            "number": number, "subject": subject, "majority": kind, "result": result, "item": f"{number + 3}. Uchwały",
            **({"majority_basis": basis} if basis else {}),
            "ballots": dict(zip(turned, choices, strict=True)),
            "counts": {"yes": yes, "no": no, "abstain": abstain, "absent": absent},
        })
    # what dirty records hold: a count that the names do not confirm, a vote without anything
    rows[1]["counts"]["yes"] += 1 if place else 0
    if place:
        rows.append({"number": 6, "subject": "w sprawie skargi (karta uszkodzona)"})
    return rows


def history():
    """Return the document of the former term."""
    return {
        "format": "biuro-rada-history", "version": 1, "source": "protokoly-2018-2024",
        "terms": [{"term": "VIII", "election_date": "2018-10-21", "date_start": "2018-11-19",
                   "date_end": "2024-04-30", "population": 73500}],
        "councillors": [
            {"term": "VIII", "first_name": name.split()[0], "last_name": name.split()[1],
             "mandate_start": "2018-11-19"} for name in NAMES
        ],
        "sessions": [
            {
                "term": "VIII", "number": 58 + place, "date": day, "location": "Ratusz, sala sesyjna",
                "reference": f"protokół nr {58 + place}/2023",
                "attendance": [{"councillor": name, "status": "present" if number % 11 else "late"}
                               for number, name in enumerate(NAMES, 1)],
                "votes": votes_of(place),
            }
            for place, day in enumerate(("2023-09-27", "2023-10-25"))
        ],
        "interpellations": [
            {"term": "VIII", "kind": kind, "ref": f"{'Z' if kind == 'question' else ''}{number}/2023",
             "number": number, "date": day, "authors": [authors], "subject": subject, "reply_date": reply}
            for number, (kind, day, authors, subject, reply) in enumerate([
                ("interpellation", "2023-09-04", "Bartczak Alina", "w sprawie chodnika przy ul. Leśnej", "2023-09-15"),
                ("question", "2023-09-11", "Leon Madej i Maria Nawrot", "w sprawie rozkładu jazdy linii nr 3",
                 "2023-09-22"),
                ("interpellation", "2023-10-02", "Klub Radnych Nasze Miasto", "w sprawie remontu basenu", "2023-10-16"),
                ("interpellation", "2023-10-09", "Witold Zajac", "w sprawie oświetlenia parku", "2023-09-30"),
            ], 41)
        ],
    }


def publish(env):
    """Publish drafts and resolutions of the sessions that were held; the newest of each stays unpublished."""
    context = {**env.context, "lang": "pl_PL", "tz": "Europe/Warsaw"}
    rada = env(user=env.ref("biuro_rada.demo_user_rada"), su=False, context=context)
    # sudo: res.users - the account of the demo city who checks what others publish
    checker = env["res.users"].sudo().search([("login", "=", "kierownik")], limit=1)
    resolutions = rada["biuro.rada.resolution"].search([("state", "!=", "adopted")])[1:]
    drafts = rada["biuro.rada.draft"].search([
        ("state", "in", ("adopted", "rejected", "on_agenda")), ("session_id.state", "!=", "draft"),
        ("session_id", "!=", False)])[1:]
    for record in (*resolutions, *drafts):
        if record.publication_state != "none":
            continue
        publication = rada["biuro.publication"].browse(record.action_publication_prepare()["res_id"])
        if not publication.made_by:
            publication.made_by = "Rada Miasta Jasionów"
        if not publication.made_on:
            publication.made_on = record.create_date.date()
        publication.action_submit()
        checked = publication.with_user(checker)
        checked.finding_ids.filtered(lambda finding: finding.decision == "open").action_leave("dane urzędu i radnych")
        checked.action_check()
        checked.action_publish()


def tell(env):
    publish(env)
    user = env.ref("biuro_rada.demo_user_kierownik_rady")
    office = env(user=user, su=False, context={**env.context, "lang": "pl_PL", "tz": "Europe/Warsaw"})
    record = office["biuro.rada.import"].create({
        "name": "protokoly-2018-2024.json", "is_public": True,
        "file": base64.b64encode(json.dumps(history()).encode()),
    })
    record.action_check()
    record.action_import()
    while not record.step(60.0)["done"]:
        pass
    # sudo: biuro.rada.statistic - sums are made by the system
    env["biuro.rada.statistic"].sudo()._cron_refresh()
