"""Records of the count for the matrix of access: a protocol that one person types, a report, a draw.

They belong to no cell: clerks of elections see all of them, a commission those of its own election.
"""

from odoo.addons.biuro_kancelaria.tools import office_today


def _election(world, scope):
    """Return an election at the end of its vote, made once for each scope."""
    code = f"MC-{scope}"
    unit = world.env["biuro.wybory.osiedle"].search([("code", "=", code)])
    if unit:
        return unit.election_ids
    unit = unit.create({"name": f"Osiedle {scope}", "code": code, "population": 900, "council_size_override": 1})
    # sudo: own models - the matrix begins where nominations end
    election = world.env["biuro.wybory.osiedle.election"].sudo().create({
        "unit_id": unit.id, "election_date": office_today(), "seats": 1,
        "ordinance_snapshot": {"method": "polling", "votes_mode": "one", "council_size": 1}})
    constituency = election.constituency_ids.create({
        "election_id": election.id, "number": 1, "seats": 1, "decision": "vote"})
    election.precinct_ids.create({
        "election_id": election.id, "constituency_id": constituency.id, "number": 1, "entitled": 900})
    if scope == "own":
        user = world.env["res.users"].search([("login", "=", "commission")])
        commission = election.commission_ids.create({
            "name": "Komisja własna", "level": "unit", "election_id": election.id,
            "member_ids": [(0, 0, {"surname": "Członek", "given_names": "Jan", "user_id": user.id})]})
        election.precinct_ids.commission_id = commission
    election.state = "registration"
    candidates = election.candidate_ids.create([
        {"constituency_id": constituency.id, "surname": f"{name}{scope}", "given_names": "Kandydat",
         "ballot_number": place, "state": "registered"} for place, name in enumerate("AB", 1)])
    election.state = "voting"
    world.env["biuro.wybory.osiedle.turnout"].sudo().create({  # sudo: as above
        "precinct_id": election.precinct_ids.id, "hour": 12, "issued": 1})
    election.action_start_counting()
    election.protocol_ids.action_type()
    world.env["biuro.wybory.osiedle.draw"].sudo().create({  # sudo: as above
        "election_id": election.id, "constituency_id": constituency.id, "ballot": "council", "places": 1,
        "candidate_ids": [(6, 0, candidates.ids)],
        "line_ids": [(0, 0, {"candidate_id": one.id}) for one in candidates]})
    world.env["biuro.wybory.osiedle.result"].sudo().create({  # sudo: as above
        "election_id": election.id, "constituency_id": constituency.id, "ballot": "council", "state": "awaiting_draw"})
    return election


def _made(world, scope, part):
    """Return a part of the election of a scope; nothing here is restricted."""
    return False if scope == "restricted" else part(_election(world, scope))


def make_biuro_wybory_osiedle_protocol(world, scope):
    return _made(world, scope, lambda election: election.protocol_ids)


def make_biuro_wybory_osiedle_protocol_entry(world, scope):
    return _made(world, scope, lambda election: election.protocol_ids.entry_ids)


def make_biuro_wybory_osiedle_protocol_line(world, scope):
    return _made(world, scope, lambda election: election.protocol_ids.entry_ids.line_ids[:1])


def make_biuro_wybory_osiedle_turnout(world, scope):
    return _made(world, scope, lambda election: election.turnout_ids)


def make_biuro_wybory_osiedle_draw(world, scope):
    return _made(world, scope, lambda election: election.draw_ids)


def make_biuro_wybory_osiedle_draw_line(world, scope):
    return _made(world, scope, lambda election: election.draw_ids.line_ids[:1])


def make_biuro_wybory_osiedle_result(world, scope):
    return _made(world, scope, lambda election: election.result_ids)
