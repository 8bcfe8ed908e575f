"""Records for the matrix of access: ``make_<model with underscores>(world, scope)``, and the roles of this addon."""

from odoo.tests.common import new_test_user

from .common import GROUPS, RadaWorld


def make_roles(world):
    """Make the users of this addon's own columns; return {column: login}."""
    for login, group in GROUPS.items():
        user = new_test_user(world.env, login, groups=group, password=login)
        if login != "rada_chair":
            world.env["hr.employee"].create(
                {"name": f"Osoba {login}", "user_id": user.id, "department_id": world.cell_bs.id}
            )
    return {role: role for role in GROUPS}


def _councillor(world):
    """Return a councillor in office, of a term made once."""
    found = world.env["biuro.rada.councillor"].search([("state", "=", "active")], limit=1)
    return found or RadaWorld.make_councillors.__func__(world, RadaWorld.make_term.__func__(world), 1)


def _matter(world, model, scope, **values):
    """Return a matter of the council assigned to a cell and a person; none of them is restricted."""
    if scope == "restricted":
        return world.env[model]
    councillor = _councillor(world)
    return world.env[model].create({
        "subject": f"Sprawa {scope}", "term_id": councillor.term_id.id,
        "department_id": world.handlers[scope].department_id.id, "responsible_id": world.handlers[scope].id, **values,
    })


def make_biuro_rada_interpellation(world, scope):
    return _matter(world, "biuro.rada.interpellation", scope, author_ids=[(6, 0, _councillor(world).ids)])


def make_biuro_rada_motion(world, scope):
    return _matter(world, "biuro.rada.motion", scope, councillor_id=_councillor(world).id)
