"""Rules of the house, checked on the code of every addon of the suite: also of those that come later."""

import ast
import inspect
import re
import textwrap
from importlib import import_module
from pathlib import Path

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, tagged
from odoo.tools.babel.python_extractor import extract_python

# methods of fields and the ORM that are public by their nature and return nothing by contract
NO_RESULT = {"init"}


def suite_modules(env):
    """Return names of the installed addons of the suite."""
    return env["ir.module.module"].sudo().search([
        ("name", "=like", "biuro\\_%"), ("state", "in", ("installed", "to upgrade")),
    ]).mapped("name")


def python_files(module, with_tests=False):
    root = Path(get_module_path(module))
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).parts
        if with_tests or parts[0] not in ("tests", "migrations"):
            yield path


def ends(body):
    """Return whether a block of statements always leaves by return or raise."""
    if not body:
        return False
    last = body[-1]
    match last:
        case ast.Return() | ast.Raise():
            return True
        case ast.If():
            return ends(last.body) and ends(last.orelse)
        case ast.With():
            return ends(last.body)
        case ast.Try():
            return ends(last.finalbody) or (
                (ends(last.body) or ends(last.orelse)) and all(ends(handler.body) for handler in last.handlers)
            )
        case ast.While(test=ast.Constant(value=True)):
            return True
        case ast.Match():
            wild = any(isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and not case.guard
                       for case in last.cases)
            return wild and all(ends(case.body) for case in last.cases)
    return False


def own_returns(function):
    """Yield the return statements of a function, not those of functions inside it."""
    todo = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Return):
            yield node
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            todo.extend(ast.iter_child_nodes(node))


def public_methods(env, modules):
    """Yield (model, class, name, function) of the public methods that the suite adds and RPC can call."""
    seen = set()
    for model_name in sorted(env.registry):
        model_class = env.registry[model_name]
        for cls in model_class.__mro__:
            module = getattr(cls, "_module", None) or ""
            if module not in modules or not cls.__module__.startswith(f"odoo.addons.{module}."):
                continue
            for name, member in vars(cls).items():
                function = inspect.unwrap(member) if inspect.isfunction(member) else None
                if name.startswith("_") or function is None or getattr(member, "_api_private", False):
                    continue
                core = any(
                    name in vars(other) for other in model_class.__mro__
                    if other is not cls and other.__module__.startswith("odoo.")
                    and not re.match(r"odoo\.addons\.biuro_", other.__module__)
                )
                if core or name in NO_RESULT or (cls, name) in seen:
                    continue
                seen.add((cls, name))
                yield model_name, cls, name, function


@tagged("post_install", "-at_install")
class TestHouseRules(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.modules = suite_modules(cls.env)

    def _fail_with(self, problems, rule):
        if problems:
            self.fail(f"{rule}:\n  " + "\n  ".join(sorted(problems)))

    def test_public_methods_are_documented_and_return(self):
        """A public method is an API: a docstring says what, and nothing returned would be a fault after the commit."""
        problems = []
        for model_name, cls, name, function in public_methods(self.env, self.modules):
            where = f"{model_name}.{name} ({cls.__module__})"
            if not (function.__doc__ or "").strip():
                problems.append(f"{where}: no docstring")
            elif not re.search(r":return|[Rr]eturns?\b|\b(an|the) action\b|:raise UserError: always", function.__doc__):
                problems.append(f"{where}: the docstring does not say what is returned")
            [node] = ast.parse(textwrap.dedent(inspect.getsource(function))).body
            returns = list(own_returns(node))
            if any(item.value is None or (isinstance(item.value, ast.Constant) and item.value.value is None)
                   for item in returns):
                problems.append(f"{where}: returns None somewhere")
            if not ends(node.body):
                problems.append(f"{where}: may end without a return")
        self._fail_with(problems, "Public methods over RPC")

    def test_only_marked_strings_are_exported_for_translation(self):
        """The exporter takes a bare tuple soon after `_("...")` for its argument: a domain goes before such a name."""
        problems = []
        for module in self.modules:
            for path in python_files(module):
                marked = set()
                for node in ast.walk(ast.parse(path.read_text())):
                    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
                        if name in ("_", "_lt"):
                            marked.add(node.args[0].value)
                with path.open("rb") as source:
                    for line, _name, terms, _comments in extract_python(source, ("_", "_lt"), (), {}):
                        term = terms[0] if isinstance(terms, tuple) else terms
                        if term and term not in marked:
                            problems.append(f"{path.name}:{line}: {term}")
        self._fail_with(problems, "Terms")

    def test_public_methods_take_plain_values(self):
        """`ids` and `context` are arguments of RPC itself; positional-only or var-positional ones are not callable."""
        problems = []
        for model_name, _cls, name, function in public_methods(self.env, self.modules):
            for parameter in inspect.signature(function).parameters.values():
                if parameter.name in ("ids", "context", "cr", "uid", "domain_force"):
                    problems.append(f"{model_name}.{name}: parameter {parameter.name}")
        self._fail_with(problems, "Names of parameters")

    def test_sudo_is_explained(self):
        """Each sudo() says on its line, or in the comment above its statement, why it is safe."""
        problems = []
        for module in self.modules:
            for path in python_files(module):
                text = path.read_text()
                lines = text.splitlines()
                tree = ast.parse(text)
                starts = sorted({node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)})
                for node in ast.walk(tree):
                    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                            and node.func.attr == "sudo"):
                        continue
                    if node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value is False:
                        continue
                    end = node.func.end_lineno
                    start = max((line for line in starts if line <= end), default=end)
                    while start > 1 and lines[start - 2].strip().startswith(("#", "@")):
                        start -= 1
                    # statements right below a comment share it
                    above = "\n".join(lines[max(0, start - 9):end])
                    if "sudo:" not in above:
                        problems.append(f"{module}/{path.relative_to(get_module_path(module))}:{end}")
        self._fail_with(problems, "sudo() without a comment “# sudo: <model> - why it is safe”")

    def test_no_sql_by_string_formatting(self):
        problems = []
        for module in self.modules:
            for path in python_files(module):
                for node in ast.walk(ast.parse(path.read_text())):
                    if not (isinstance(node, ast.Call) and node.args):
                        continue
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    # SQL("…").format(Identifier(…)) of psycopg2 composes safely; "…".format(…) does not
                    formatted = isinstance(node.args[0], ast.JoinedStr | ast.BinOp) or (
                        isinstance(node.args[0], ast.Call) and isinstance(node.args[0].func, ast.Attribute)
                        and node.args[0].func.attr in ("format", "join")
                        and isinstance(node.args[0].func.value, ast.Constant)
                    )
                    if name in ("execute", "SQL", "execute_query") and formatted:
                        problems.append(f"{module}/{path.name}:{node.lineno}")
                    if name in ("eval", "exec") and isinstance(node.func, ast.Name):
                        problems.append(f"{module}/{path.name}:{node.lineno}: {name}()")
        self._fail_with(problems, "SQL or code made of strings")

    def test_old_habits(self):
        """What Odoo 19 ignores silently: constraints that would not exist, views the client does not know."""
        problems = []
        for module in self.modules:
            for path in python_files(module):
                if re.search(r"^\s*_sql_constraints\s*=", path.read_text(), re.MULTILINE):
                    problems.append(f"{path.name}: _sql_constraints")
            for path in Path(get_module_path(module)).rglob("*.xml"):
                text = path.read_text()
                if re.search(r"<tree\b|\battrs=|\bt-esc=|\bt-raw=", text):
                    problems.append(f"{module}/{path.name}: <tree>, attrs, t-esc or t-raw")
        self._fail_with(problems, "Old habits")

    def test_models_are_described(self):
        """Each model says what it is, has its name's prefix, an access row, and an index on what it is asked by."""
        problems = []
        for model in self.env.registry.values():
            if model._original_module not in self.modules or model._name.startswith("report."):
                continue
            if model._description in (None, "", model._name):
                problems.append(f"{model._name}: no _description")
            if not model._name.startswith(("biuro.", "hr.department.symbol")):
                problems.append(f"{model._name}: the name of a model of the suite begins with biuro.")
        self._fail_with(problems, "Models")

    def test_tests_run_on_an_installed_suite(self):
        """A test that runs while its addon installs is left out where the suite is installed already."""
        wrong = []
        for module in suite_modules(self.env):
            for path in python_files(module, with_tests=True):
                if path.parent.name != "tests":
                    continue
                for node in ast.parse(path.read_text()).body:
                    if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
                        tags = {tag.value for call in node.decorator_list if isinstance(call, ast.Call)
                                for tag in call.args if isinstance(tag, ast.Constant)}
                        if not {"post_install", "-at_install"} <= tags:
                            wrong.append(f"{module}: {path.name}: {node.name}")
        self.assertFalse(wrong, "\n".join(["not tagged post_install, -at_install:", *wrong]))

    def test_public_routes_are_limited(self):
        """Whoever needs no login can call as often as he likes: each such route has a limit."""
        problems = []
        for module in self.modules:
            for path in python_files(module):
                if path.parent.name != "controllers":
                    continue
                # ROUTE of the pages of those who are logged in needs no limit
                shared = getattr(import_module(f"odoo.addons.{module}.controllers.{path.stem}"), "ROUTE", {})
                open_to_all = r"auth='(public|none)'" + (r"" if shared.get("auth") == "user" else r"|\*\*ROUTE\)")
                for node in ast.walk(ast.parse(path.read_text())):
                    if not isinstance(node, ast.FunctionDef):
                        continue
                    decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
                    route = next((text for text in decorators if re.search(r"(^|\.)route\(", text)), None)
                    if route and re.search(open_to_all, route) and not any(
                        "rate_limited" in text or text.startswith("public_route") for text in decorators
                    ):
                        problems.append(f"{module}/{path.name}: {node.name}")
        self._fail_with(problems, "Public routes without rate_limited()")
