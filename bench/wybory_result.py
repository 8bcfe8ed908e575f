"""Results of the elections of a city, computed and explained, against reading the same counts from the database.

30 units, 200 precincts, 600 candidates; `BIURO_BENCH_UNITS=3` tries it with fewer.
"""

import gc
import os
import random

from _common import DB, Table, by_turns, office

UNITS = int(os.environ.get("BIURO_BENCH_UNITS", 30))
PRECINCTS, CANDIDATES = UNITS * 20 // 3, UNITS * 20
ROUNDS, LIMIT = 15, 2
DAY = "2026-05-17"


def build(env):
    """Make the elections with protocols that agree; return their ids."""
    draw = random.Random(11)
    ordinance = env["biuro.wybory.osiedle.ordinance"].create({
        "name": "Pomiar", "legal_basis": "pomiar", "valid_from": "2026-01-01", "votes_mode": "seats",
        "turnout_kind": "percent", "turnout_value": 5, "tie_rule": "precincts_then_lots",
    })
    units = env["biuro.wybory.osiedle"].create([
        {"name": f"Osiedle Pomiar {number}", "code": f"PM{number}", "population": 9000, "ordinance_id": ordinance.id}
        for number in range(UNITS)
    ])
    elections = env["biuro.wybory.osiedle.election"].create([
        {"unit_id": unit.id, "election_date": DAY, "ordinance_id": ordinance.id} for unit in units
    ])
    elections.write({"ordinance_snapshot": ordinance.snapshot(), "state": "nomination"})
    districts = env["biuro.wybory.osiedle.constituency"].search([("election_id", "in", elections.ids)])
    missing = elections - districts.election_id
    districts |= env["biuro.wybory.osiedle.constituency"].create([
        {"election_id": election.id, "number": 1, "seats": election.seats, "entitled": 7000} for election in missing
    ])
    places = env["biuro.wybory.osiedle.precinct"].create([
        {
            "election_id": districts[number % UNITS].election_id.id, "number": number // UNITS + 1,
            "constituency_id": districts[number % UNITS].id, "polling_place": f"Szkoła {number}",
        } for number in range(PRECINCTS)
    ])
    candidates = env["biuro.wybory.osiedle.candidate"].create([
        {
            "election_id": districts[number % UNITS].election_id.id, "constituency_id": districts[number % UNITS].id,
            "surname": f"Pomiar{number:03d}", "given_names": "Jan", "birth_date": "1980-01-01",
            "address": "ul. Polna 1", "received_at": "2026-04-01 08:00:00",
        } for number in range(CANDIDATES)
    ])
    for number, candidate in enumerate(candidates):
        candidate.write({"state": "registered", "ballot_number": number // UNITS + 1})
    elections.write({"state": "counting"})
    of_election = candidates.grouped("election_id")
    rows = []
    for place in places:
        election, standing = place.election_id, of_election[place.election_id]
        votes = {str(one.id): draw.randint(5, 90) for one in standing}
        valid = max(*votes.values(), sum(votes.values()) // 8)
        figures = {
            "entitled": 1000, "issued": valid + 3, "from_box": valid + 3, "not_issued": 0, "valid_cards": valid + 3,
            "invalid": 3, "valid_votes": valid,
        }
        rows.append({
            "election_id": election.id, "constituency_id": place.constituency_id.id, "precinct_id": place.id,
            "seats": election.seats, "marks": election.seats, "candidate_ids": [(6, 0, standing.ids)],
            "figures": figures, "votes": votes, **figures, "state": "accepted",
        })
    env["biuro.wybory.osiedle.protocol"].create(rows)
    env.flush_all()
    return elections.ids


def main():
    table = Table(
        "Results of the elections of a city",
        f"{UNITS} units, {PRECINCTS} precincts, {CANDIDATES} candidates, 15 seats each, votes of precincts for ties.\n"
        "The law computes each result from the numbers and explains every seat; beside it the same numbers (protocols\n"
        "and names of the candidates) are read from the database through the ORM.",
    )
    with office(DB) as env:
        from odoo.addons.biuro_wybory.law import params as ordinance
        from odoo.addons.biuro_wybory.law import result

        elections = env["biuro.wybory.osiedle.election"].browse(build(env))
        env.cr.execute("ANALYZE")

        def read():
            """Return what the law takes for each election, read anew from the database."""
            env.invalidate_all()
            protocols = env["biuro.wybory.osiedle.protocol"].search([
                ("election_id", "in", elections.ids), ("is_current", "=", True),
            ])
            people = env["biuro.wybory.osiedle.candidate"].search([("election_id", "in", elections.ids)])
            names = {str(one.id): f"{one.surname} {one.given_names}" for one in people}
            cases = {}
            for one in protocols:
                counts = cases.setdefault(one.election_id, {"votes": {}, "precincts": []})
                for name in ("entitled", "issued", "from_box", "invalid"):
                    counts[name] = counts.get(name, 0) + one.figures[name]
                votes = {names[key]: number for key, number in one.votes.items()}
                for name, number in votes.items():
                    counts["votes"][name] = counts["votes"].get(name, 0) + number
                counts["precincts"].append({"name": one.precinct_id.number, "votes": votes})
            return [(election.ordinance_snapshot, election.seats, counts) for election, counts in cases.items()]

        cases = read()

        def compute():
            return [result.result(ordinance.read(params), seats, counts) for params, seats, counts in cases]

        answers = compute()
        gc.collect()
        seconds = by_turns([compute, read], ROUNDS)
        table.row("Seats given and explained", sum(len(answer["elected"]) for answer in answers))
        table.row("Candidates with a reason of their own", sum(len(answer["places"]) for answer in answers), CANDIDATES,
                  at_most=False)
        table.ratio("Results computed and explained to reading the counts", seconds[0], seconds[1], LIMIT)
    table.end()


if __name__ == "__main__":
    main()
