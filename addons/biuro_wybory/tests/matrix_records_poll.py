"""Records of the elections before the vote: "own" is the election in whose commission the member works."""

from datetime import timedelta

from odoo.addons.biuro_kancelaria.tools import office_today

from .poll_case import PollWorld


def _election(world, scope):
    """Return an election with nominations open, its own commission and one registered candidate; none restricted."""
    if scope == "restricted":
        return world.env["biuro.wybory.osiedle.election"]
    if not hasattr(world, "poll_elections"):
        world.poll_elections = {}
    if scope not in world.poll_elections:
        ordinance = PollWorld.make_ordinance.__func__(world)
        unit = world.env["biuro.wybory.osiedle"].create({
            "name": f"Osiedle {scope}", "code": f"MX-{scope}", "population": 9000, "ordinance_id": ordinance.id,
            "officer_id": world.handlers[scope].id,
        })
        campaign = world.env["biuro.wybory.osiedle.campaign"].create({
            "name": f"Kampania {scope}", "election_date": office_today() + timedelta(days=29),
        })
        election = world.env["biuro.wybory.osiedle.election"].create({
            "unit_id": unit.id, "election_date": campaign.election_date, "campaign_id": campaign.id,
        })
        PollWorld.order.__func__(world, election, days_ago=3)
        row = election.constituency_ids
        world.env["biuro.wybory.osiedle.precinct"].create({"election_id": election.id, "constituency_id": row.id})
        member = world.env["res.users"].search([("login", "=", "commission")])
        world.env["biuro.wybory.osiedle.commission"].create({
            "name": f"Komisja {scope}", "level": "unit", "election_id": election.id, "member_ids": [(0, 0, {
                "surname": "Członek", "given_names": "Jan", "user_id": member.id if scope == "own" else False,
            })],
        })
        world.env["biuro.wybory.osiedle.candidate"].create({
            "constituency_id": row.id, "surname": f"Kandydat {scope}", "given_names": "Imię",
            "birth_date": "1980-05-05",
            "received_at": election.nomination_end - timedelta(days=1), "resides": "unit",
            "consent_date": office_today(), "eligibility_declared": True, "signatures_submitted": 2,
            "signatures_valid": 2,
        }).action_register("1/2026")
        world.poll_elections[scope] = election
    return world.poll_elections[scope]


def make_biuro_wybory_osiedle_election(world, scope):
    return _election(world, scope)


def make_biuro_wybory_osiedle_campaign(world, scope):
    return _election(world, scope).campaign_id


def make_biuro_wybory_osiedle_constituency(world, scope):
    return _election(world, scope).constituency_ids


def make_biuro_wybory_osiedle_precinct(world, scope):
    return _election(world, scope).precinct_ids


def make_biuro_wybory_osiedle_commission(world, scope):
    return _election(world, scope).commission_ids


def make_biuro_wybory_osiedle_commission_member(world, scope):
    return _election(world, scope).commission_ids.member_ids


def make_biuro_wybory_osiedle_calendar_item(world, scope):
    return _election(world, scope).calendar_ids[:1]


def make_biuro_wybory_osiedle_candidate(world, scope):
    return _election(world, scope).candidate_ids
