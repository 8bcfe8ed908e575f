"""Records for the matrix of access: ``make_<model with underscores>(world, scope)``, and the roles of this addon."""

import importlib
import pkgutil
from pathlib import Path

from odoo.tests.common import new_test_user

from .common import GROUPS
from .matrix_records_contracts import *  # noqa: F403

# each concern keeps its makers in a module of its own: matrix_records_<concern>.py
for _found in pkgutil.iter_modules([str(Path(__file__).parent)]):
    if _found.name.startswith("matrix_records_"):
        _makers = vars(importlib.import_module(f"{__package__}.{_found.name}"))
        globals().update({name: maker for name, maker in _makers.items() if name.startswith("make_")})


def make_roles(world):
    """Make the users of this addon's own columns; return {column: login}."""
    for login, group in GROUPS.items():
        user = new_test_user(world.env, login, groups=group, password=login)
        world.env["hr.employee"].create(
            {"name": f"Osoba {login}", "user_id": user.id, "department_id": world.cell_bs.id}
        )
    return {role: role for role in GROUPS}
