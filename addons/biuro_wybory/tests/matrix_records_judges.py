"""Records of the lay-judge files for the matrix: ``own`` is with the opinion team of which the team's user is a member,
``other`` with a team of somebody else, ``restricted`` not with the team yet."""

from datetime import timedelta

from odoo import fields

from odoo.addons.biuro_kancelaria.tools import office_today


def make_biuro_wybory_lawnik_term(world, scope):
    today = office_today()
    court = world.env["res.partner"].create({"name": f"Sąd {scope}", "is_company": True, "court_kind": "sr"})
    term = world.env["biuro.wybory.lawnik.term"].create({
        "kind": "by_election",
        "election_year": today.year,
        "nomination_deadline": today + timedelta(days=9),
        "announced_on": today,
        "clerk_id": world.handlers[scope].id,
        "department_id": world.handlers[scope].department_id.id,
        "quota_ids": [fields.Command.create({"court_id": court.id, "seats": 1})],
    })  # fmt: skip
    member = world.env["res.users"].search([("login", "=", "lawnik_team")])
    term.write({
        "state": "verification" if scope == "restricted" else "opinion",
        "team_user_ids": [fields.Command.set([] if scope == "other" else member.ids)],
    })  # fmt: skip
    return term


def make_biuro_wybory_lawnik_quota(world, scope):
    return world.record("biuro.wybory.lawnik.term", scope).quota_ids


def make_biuro_wybory_lawnik_nomination(world, scope):
    term = world.record("biuro.wybory.lawnik.term", scope)
    nomination = world.env["biuro.wybory.lawnik.nomination"].create({
        "term_id": term.id,
        "court_id": term.quota_ids.court_id.id,
        "surname": "Kandydat",
        "given_names": scope,
        "nominator_type": "citizens",
    })  # fmt: skip
    nomination.write({"state": "admitted"})
    return nomination


def make_biuro_wybory_lawnik_document(world, scope):
    nomination = world.record("biuro.wybory.lawnik.nomination", scope)
    return world.env["biuro.wybory.lawnik.document"].create({"nomination_id": nomination.id, "kind": "krk"})
