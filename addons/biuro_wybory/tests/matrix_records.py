"""Records for the matrix of access: ``make_<model with underscores>(world, scope)``, and the roles of this addon."""

from odoo.tests.common import new_test_user

from .common import GROUPS
from .matrix_records_count import *  # noqa: F403 - makers of the count
from .matrix_records_judges import *  # noqa: F403 - makers of the lay-judge files
from .matrix_records_poll import *  # noqa: F403 - makers of the elections before the vote
from .matrix_records_seats import *  # noqa: F403 - makers of the vote and after
from .matrix_records_service import *  # noqa: F403 - makers are found by their names


def make_roles(world):
    """Make the users of this addon's own columns; return {column: login}."""
    for login, group in GROUPS.items():
        user = new_test_user(world.env, login, groups=group, password=login)
        world.env["hr.employee"].create(
            {"name": f"Osoba {login}", "user_id": user.id, "department_id": world.cell_bs.id})
    return {role: role for role in GROUPS}
