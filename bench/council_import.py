"""Import of the council's history against bare `create` of as many contacts.

`BIURO_BENCH_HISTORY` names a folder with `sessions.json` and `interpellations.json` of the open data of Gdańsk; without
it a history of the same size is made up. `BIURO_BENCH_SESSIONS=4` tries it with fewer.
"""

import base64
import gc
import json
import os
import random
from datetime import date, timedelta
from pathlib import Path

from _common import DB, Table, office, timed

SESSIONS = int(os.environ.get("BIURO_BENCH_SESSIONS", 55))
VOTES, COUNCILLORS = 39, 34
FOLDER = os.environ.get("BIURO_BENCH_HISTORY", "")
COUNTED = ("councillor", "session", "agenda.item", "attendance", "vote", "vote.ballot", "interpellation")
LIMIT, BATCH = 0.5, 1000


def invented():
    """Return (sessions, interpellations) in the format of the open data, of the size of the real ones."""
    draw = random.Random(7)
    # names as unlike each other as those of people
    letters = "bcdfghjklmnprstwz"
    names = [
        f"{''.join(draw.choices(letters, k=6)).title()} {''.join(draw.choices(letters, k=9)).title()}"
        for _place in range(COUNCILLORS)
    ]
    sessions = []
    for place in range(SESSIONS):
        day = date(2018, 12, 6) + timedelta(days=30 * place)
        votes = []
        for index in range(VOTES):
            named = {"za": [], "przeciw": [], "wstrzymal_sie": [], "brak_glosu": [], "nieobecni": []}
            for name in names:
                named[draw.choices(list(named), (80, 8, 5, 3, 4))[0]].append(name)
            votes.append({
                "vote_index": index, "topic": f"w sprawie przedmiotu {place}.{index} (druk {index});",
                "named_votes": named, "counts": {key: len(people) for key, people in named.items()},
            })
        sessions.append({
            "source_file": f"{place}.pdf", "source_url": None, "date": str(day), "number": place + 1,
            "number_roman": str(place + 1), "attendees": names, "attendee_count": COUNCILLORS, "votes": votes,
        })
    asked = [
        {
            "cri": f"{number:03d}/{19 + number // 1500}", "ezd": str(number),
            "data_wplywu": str(date(2019, 1, 2) + timedelta(days=number // 5)), "radny": draw.choice(names),
            "przedmiot": f"w sprawie naprawy chodnika przy ulicy {number}",
            "data_odpowiedzi": str(date(2019, 1, 16) + timedelta(days=number // 5)), "tresc_url": "https://bip.example/i",
            "odpowiedz_url": "https://bip.example/o", "rok": 2019, "typ": "interpelacja", "kadencja": "VIII",
        }
        for number in range(1, 1 + 6572 * SESSIONS // 55)
    ]
    return sessions, asked


def documents():
    if not FOLDER:
        return invented()
    sessions, asked = (json.loads(Path(FOLDER, f"{name}.json").read_text()) for name in ("sessions", "interpellations"))
    return sessions[:SESSIONS], asked[: len(asked) * SESSIONS // 55]


def take(env, company, data):
    """Import a file as the window does: the check, then all batches."""
    record = env["biuro.rada.import"].create({
        "name": "historia.json", "company_id": company.id, "is_public": True,
        "file": base64.b64encode(json.dumps(data).encode()),
    })
    record.action_check()
    record.term_ids.population = 470_000
    record.action_import()
    while not record.step(60.0)["done"]:
        pass
    env.flush_all()
    env.invalidate_all()


def plain(env, model, count):
    """Create so many records of nothing but a name, as many at once as a careful import would."""
    for start in range(0, count, BATCH):
        env[model].create([{"name": f"Pomiar {number}"} for number in range(start, min(start + BATCH, count))])
        env.flush_all()
        env.invalidate_all()


def main():
    sessions, asked = documents()
    origin = "open data of Gdańsk" if FOLDER else "invented, of the size of the open data"
    table = Table(
        "Import of the council's history",
        f"{len(sessions)} sessions with {sum(len(one['votes']) for one in sessions)} votes and "
        f"{len(asked)} interpellations ({origin}):\n"
        "reading, checking, importing, the report of each row. Beside it the bare `create` of as many contacts with\n"
        "nothing but a name, and, for comparison, of as many categories, which are rows of one table without any rule.",
    )
    with office(DB) as env:
        company = env["res.company"].create({"name": "Miasto historii"})
        env = env(context={**env.context, "allowed_company_ids": [company.id]})

        def count():
            return sum(env[f"biuro.rada.{name}"].search_count([]) for name in COUNTED)

        before = count()
        seconds = sum(timed(take, env, company, data)[0] for data in (sessions, asked))
        made = count() - before
        gc.collect()
        bare, _result = timed(plain, env, "res.partner", made)
        rows, _result = timed(plain, env, "res.partner.category", made)
        table.row("Records made", made)
        table.row("Import, records in a second", round(made / seconds), more=f"{seconds:.1f} s")
        table.row("Bare `create` of contacts, records in a second", round(made / bare), more=f"{bare:.1f} s")
        table.row("Rate of the import to that of bare `create` of contacts", bare / seconds, LIMIT, at_most=False)
        table.row("Rate of the import to that of bare `create` of categories", rows / seconds, more=f"{rows:.1f} s")
        again = sum(timed(take, env, company, data)[0] for data in (sessions, asked))
        table.row("The same import again: records made", count() - before - made, 0, more=f"{again:.1f} s")
    table.end()


if __name__ == "__main__":
    main()
