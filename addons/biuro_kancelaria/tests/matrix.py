"""The matrix of access: each role times each model times each operation, walked over RPC.

Every addon of the suite has ``tests/security_matrix.csv``. Columns: ``model``, ``scope``, then one per role, with the
letters of what the role may do: ``r`` read, ``w`` write, ``c`` create, ``d`` delete, or ``-`` for nothing. Scopes:

``any``
    what the model grants at all, asked without a record; each model has this row
``own``, ``other``, ``restricted`` (where the model knows it)
    what is granted on a record of the cell BS (clerk and manager work there), of a cell where none of the roles works,
    and on a restricted record of BS that somebody else handles; each model with record rules of its own has these

An addon may walk roles of its own over its own models: columns after ``admin``, whose users are made by
``make_roles(world)`` of its ``tests/matrix_records.py``, which returns {column: login}.

Records for the last three are made by ``make_<model with underscores>(world, scope)`` in ``tests/matrix_records.py`` of
the addon. ``write`` is really called with no values, so a model that changes by verbs alone shows no ``w``.
"""

import csv
import importlib
import importlib.util
import os
import re
from pathlib import Path

from odoo.modules import get_module_path
from odoo.tests.common import JsonRpcException, new_test_user
from odoo.tools import mute_logger

from .common import KancelariaWorld
from .test_house_rules import suite_modules

ROLES = {
    "public": None,
    "portal": "matrix_portal",
    "employee": "matrix_employee",
    "clerk": "clerk",
    "manager": "manager",
    "management": "management",
    "chancellery": "chancellery",
    "archivist": "archivist",
    "auditor": "auditor",
    "admin": "biuro_admin",
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
RECORD_SCOPES = ("own", "other", "restricted")


class MatrixWorld(KancelariaWorld):
    """The small office, a person outside it, a third cell, and a second clerk of BS who handles the records."""

    @classmethod
    def build_world(cls):
        super().build_world()
        new_test_user(cls.env, "matrix_portal", groups="base.group_portal", password="matrix_portal")
        new_test_user(cls.env, "matrix_employee", groups="base.group_user", password="matrix_employee")
        cls.cell_other = cls.env["hr.department"].create({"name": "Wydział Obcy", "office_symbol": "OB"})
        cls.handlers = {}
        for scope, cell in [("own", cls.cell_bs), ("restricted", cls.cell_bs), ("other", cls.cell_other)]:
            user = new_test_user(
                cls.env,
                f"handler_{scope}",
                groups="biuro_kancelaria.biuro_kancelaria_group_clerk",
                password=f"handler_{scope}",
            )
            cls.handlers[scope] = cls.env["hr.employee"].create(
                {
                    "name": f"Prowadzący {scope}",
                    "user_id": user.id,
                    "department_id": cell.id,
                }
            )
        cls.records = {}

    @classmethod
    def scope_values(cls, scope):
        """Return values (dict) of a record that has cell, handler and restriction."""
        return {
            "department_id": cls.handlers[scope].department_id.id,
            "clerk_id": cls.handlers[scope].id,
            "is_restricted": scope == "restricted",
        }

    @classmethod
    def record(cls, model, scope):
        """Return the record of a model and scope, made once, or None when no addon knows how to make one."""
        key = model, scope
        if key not in cls.records:
            cls.records[key] = None
            for module in cls.suite:
                if maker := getattr(cls.makers(module), "make_" + model.replace(".", "_"), None):
                    cls.records[key] = maker(cls, scope)
        return cls.records[key]

    @classmethod
    def load_matrix(cls):
        """Return {(model, scope): {role: letters}} of all addons of the suite."""
        cls.suite = suite_modules(cls.env)
        matrix, cls.roles = {}, dict(ROLES)
        for module in cls.suite:
            path = Path(get_module_path(module), "tests", "security_matrix.csv")
            if path.exists():
                with path.open(newline="") as file:
                    for row in csv.DictReader(file):
                        key = row.pop("model"), row.pop("scope")
                        matrix[key] = {role: letters.strip() for role, letters in row.items()}
            if make_roles := getattr(cls.makers(module), "make_roles", None):
                cls.roles |= make_roles(cls)
        return matrix

    @classmethod
    def makers(cls, module):
        """Return the addon's ``tests/matrix_records.py``, or None."""
        name = f"odoo.addons.{module}.tests.matrix_records"
        return importlib.import_module(name) if importlib.util.find_spec(name) else None

    @classmethod
    def suite_models(cls):
        """Return the names of the models with records that the addons of the suite bring."""
        return sorted(
            model._name
            for model in cls.env.registry.values()
            if model._original_module in cls.suite and not model._abstract
        )

    @classmethod
    def has_own_rules(cls, model):
        """Tell whether records of the model differ in who may touch them, beyond the company."""
        if cls.env[model]._transient:
            # windows belong to who opened them: the core's own rule
            return False
        rules = cls.env["ir.rule"].search([("model_id.model", "=", model), ("active", "=", True)])
        return any(re.search(r"access_|\buser\.", rule.domain_force or "") for rule in rules)


class MatrixWalker:
    """Mixed into an HttpCase: asks over the JSON-RPC of the web client, as each role in turn."""

    def _call(self, model, method, args):
        try:
            return self.make_jsonrpc_request(
                "/web/dataset/call_kw",
                {
                    "model": model,
                    "method": method,
                    "args": args,
                    "kwargs": {},
                },
            )
        except JsonRpcException:
            return None

    def observe(self, model, scope, user=None):
        """Return the letters (str) of what the logged-in user may do, ``-`` for nothing.

        Reading is tried over RPC. What no record is needed for is asked of the method that RPC itself would ask.
        """
        if scope == "any":
            found = "r" if self._call(model, "search_count", [[]]) is not None else ""
            if user:
                records = self.env[model].with_user(user)
                found += "".join(letter for letter in "wcd" if records.has_access(OPERATIONS[letter]))
        else:
            ids = self.record(model, scope).ids
            found = "r" if self._call(model, "read", [ids, ["display_name"]]) else ""
            if self._call(model, "search_count", [[("id", "in", ids)]]) and not found:
                found = "!"  # found by a search but not readable: a hole
            found += "w" if self._call(model, "write", [ids, {}]) else ""
            found += "d" if self._call(model, "has_access", [ids, "unlink"]) else ""
        return found or "-"

    def walk(self, keys):
        """Return {(model, scope): {role: letters}} as observed.

        While a model is made, ``BIURO_MATRIX_MODELS`` names those that are walked ("biuro.wybory" or a model).
        """
        part = os.environ.get("BIURO_MATRIX_MODELS", "")
        keys = [key for key in keys if key[0].startswith(part)]
        observed = {key: {} for key in keys}
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model"):
            for role, login in self.roles.items():
                self.authenticate(login, login)
                user = login and self.env["res.users"].search([("login", "=", login)])
                for key in keys:
                    if role in ROLES or role in self.matrix.get(key, ()):
                        observed[key][role] = self.observe(*key, user)
        if path := os.environ.get("BIURO_MATRIX_OBSERVED"):
            with open(path, "w", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(["model", "scope", *self.roles])
                writer.writerows([*key, *roles.values()] for key, roles in observed.items())
        return observed
