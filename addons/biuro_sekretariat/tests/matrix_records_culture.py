"""Extract requests and travel orders for the matrix of access. Neither knows a restriction of its own."""


def make_biuro_sekretariat_culture_extract_request(world, scope):
    if scope == "restricted":
        return None
    institution = world.env["biuro.sekretariat.culture.institution"].search([], limit=1)
    return world.env["biuro.sekretariat.culture.extract.request"].create({
        "institution_id": (institution or institution.create({"full_name": "Dom Kultury"})).id,
        "applicant": "Jan Kowalski", "clerk_id": world.handlers[scope].id,
    })


def make_biuro_sekretariat_travel_order(world, scope):
    """A trip of somebody whom none of the roles is, ordered by another such person."""
    if scope == "restricted":
        return None
    traveller, orderer = world.handlers[scope], world.handlers["other" if scope == "own" else "own"]
    return world.env["biuro.sekretariat.travel.order"].create({
        "employee_id": traveller.id, "ordered_by_id": orderer.id, "purpose": "Narada", "place_from": "Przykładowa",
        "place_to": "Warszawa", "date_start": "2026-03-02 06:00:00", "date_end": "2026-03-02 18:00:00",
        "actual_start": "2026-03-02 06:00:00", "actual_end": "2026-03-02 18:00:00",
    })


def make_biuro_sekretariat_travel_day(world, scope):
    return scope != "restricted" and world.record("biuro.sekretariat.travel.order", scope).day_ids[:1]


def make_biuro_sekretariat_travel_cost(world, scope):
    return scope != "restricted" and world.env["biuro.sekretariat.travel.cost"].create({
        "order_id": world.record("biuro.sekretariat.travel.order", scope).id, "kind": "ticket", "amount": 10,
    })
