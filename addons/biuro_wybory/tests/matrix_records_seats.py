"""Records of the lay-judge election whose rules differ by person: team, meetings, opinions, votes.

Whatever the scope, they belong to an election that is with its team: its people are those of the role lawnik_team.
"""

from odoo import fields
from odoo.fields import Command


def _term(world):
    """Return an election at opinions with an appointed team, made once."""
    Team = world.env["biuro.wybory.lawnik.team"]
    team = Team.search([("name", "=", "Zespół macierzy")])
    if team:
        return team.term_ids[:1]
    user = world.env["res.users"].search([("login", "=", "lawnik_team")])
    team = Team.create({
        "name": "Zespół macierzy",
        "member_ids": [Command.create({"name": "Osoba", "user_id": user.id, "role": "chair"})],
    })
    court = world.env["res.partner"].create({"name": "Sąd Rejonowy", "is_company": True, "court_kind": "sr"})
    term = world.env["biuro.wybory.lawnik.term"].create({
        "kind": "by_election", "election_year": 2026, "nomination_deadline": fields.Date.today(), "team_id": team.id,
        "announced_on": "2026-01-01", "quota_ids": [Command.create({"court_id": court.id, "seats": 1})],
    })
    term.action_open()
    return term


def _nomination(world, scope):
    term = _term(world)
    term.state = "open"
    nomination = world.env["biuro.wybory.lawnik.nomination"].create({
        "term_id": term.id, "court_id": term.quota_ids.court_id.id, "surname": f"Kandydat {scope}",
    })
    nomination.state = "admitted"
    term.state = "opinion"
    return nomination


def make_biuro_wybory_lawnik_team(world, scope):
    if scope == "restricted":
        return world.env["biuro.wybory.lawnik.team"]
    if scope == "own":
        return _term(world).team_id
    return world.env["biuro.wybory.lawnik.team"].create({"name": f"Zespół {scope}"})


def make_biuro_wybory_lawnik_team_member(world, scope):
    team = make_biuro_wybory_lawnik_team(world, scope)
    if scope == "restricted":
        return world.env["biuro.wybory.lawnik.team.member"]
    return team.member_ids[:1] or team.member_ids.create({"team_id": team.id, "name": f"Osoba {scope}"})


def make_biuro_wybory_lawnik_meeting(world, scope):
    if scope == "restricted":
        return world.env["biuro.wybory.lawnik.meeting"]
    term = _other_term(world, scope)
    return world.env["biuro.wybory.lawnik.meeting"].create({
        "team_id": _term(world).team_id.id, "term_id": term.id, "start": "2026-01-05 09:00:00",
    })


def _other_term(world, scope):
    """Return the election of the team, or for the scope ``other`` one that has no team."""
    term = _term(world)
    term.state = "opinion"
    return term if scope == "own" else term.copy({"team_id": False, "team_user_ids": False})


def make_biuro_wybory_lawnik_opinion(world, scope):
    if scope == "restricted":
        return world.env["biuro.wybory.lawnik.opinion"]
    nomination = _nomination(world, scope)
    opinion = world.env["biuro.wybory.lawnik.opinion"].create({
        "nomination_id": nomination.id,
        "author_id": world.env["res.users"].search([("login", "=", "lawnik_team")]).id,
    })
    if scope == "other":
        nomination.term_id = _other_term(world, scope)
    return opinion


def make_biuro_wybory_lawnik_ballot(world, scope):
    if scope == "restricted":
        return world.env["biuro.wybory.lawnik.ballot"]
    term = _other_term(world, scope)
    return world.env["biuro.wybory.lawnik.ballot"].create({
        "term_id": term.id, "quota_id": term.quota_ids[:1].id, "seats": 1,
        "rules_id": world.env.ref("biuro_wybory.biuro_wybory_lawnik_voting_rules_usual").id,
    })


def make_biuro_wybory_lawnik_ballot_line(world, scope):
    if scope == "restricted":
        return world.env["biuro.wybory.lawnik.ballot.line"]
    ballot = make_biuro_wybory_lawnik_ballot(world, scope)
    nomination = _nomination(world, f"{scope}-line")
    return ballot.line_ids.create({"ballot_id": ballot.id, "nomination_id": nomination.id})
