"""What the measurements share: the table they print, clients over RPC, a second server, the office as a library."""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse
import xmlrpc.client
from contextlib import contextmanager
from datetime import datetime, timedelta
from xml.etree import ElementTree

URL, DB, CONF = (os.environ[f"BIURO_BENCH_{name}"] for name in ("URL", "DB", "CONF"))
TEMPLATE = os.environ.get("BIURO_BENCH_TEMPLATE", "")
ADMIN, MAIL_POINT, CLERK, MANAGEMENT = "admin", "kancelaria", "referent", "prezydent"  # demo passwords are the logins
PAGE, COUNT_LIMIT = 80, 10000  # the web client's own


class Table:
    """Result of a script: a heading, what was done, rows with a limit each."""

    def __init__(self, title, about):
        self.broken = False
        print(f"## {title}\n\n{about}\n\n| What | Measured | Limit | OK |\n|---|---|---|---|")

    def row(self, what, value, limit=None, at_most=True, unit="", more=""):
        """Print one row; the value is a number, ``more`` says where it comes from."""
        good = limit is None or (value <= limit if at_most else value >= limit)
        self.broken |= not good
        shown = f"{value:.2f}" if isinstance(value, float) else str(value)
        bound = "" if limit is None else f"{'≤' if at_most else '≥'} {limit}{unit}"
        answer = "" if limit is None else "yes" if good else "**no**"
        print(f"| {what} | {shown}{unit}{f' ({more})' if more else ''} | {bound} | {answer} |", flush=True)

    def ratio(self, what, measured, base, limit, per=1000):
        """Print the ratio of the medians of two lists of seconds; ``per`` 1000 shows them in ms, 1 in s."""
        value, reference = statistics.median(measured), statistics.median(base)
        digits, unit = (0 if reference > 0.1 else 1, "ms") if per == 1000 else (2, "s")
        more = f"{value * per:.{digits}f} {unit} to {reference * per:.{digits}f} {unit}"
        self.row(what, value / reference, limit, more=more)

    def end(self):
        print()
        sys.exit(1 if self.broken else 0)


def timed(function, *args, **kwargs):
    """Return (seconds, result) of a call."""
    start = time.perf_counter()
    result = function(*args, **kwargs)
    return time.perf_counter() - start, result


def by_turns(calls, rounds, warm=3):
    """Call several functions in turn so that a busy moment of the machine meets all; return their lists of seconds."""
    seconds = [[] for _call in calls]
    for number in range(warm + rounds):
        for index in range(len(calls)):
            index = (index + number) % len(calls)
            spent, _result = timed(calls[index])
            if number >= warm:
                seconds[index].append(spent)
    return seconds


# Clients


class Http:
    """One kept connection to a server."""

    def __init__(self, url):
        self.address = urllib.parse.urlsplit(url).netloc
        self.connection = http.client.HTTPConnection(self.address, timeout=900)

    def post(self, path, body, headers):
        self.connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **headers})
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status} {content[:500]!r}")
        return json.loads(content), response


class Browser:
    """What the web client of a user asks the server for."""

    def __init__(self, url, database, login):
        self.http, self.headers = Http(url), {}
        answer, response = self.http.post("/web/session/authenticate", {
            "jsonrpc": "2.0", "method": "call", "params": {"db": database, "login": login, "password": login},
        }, {})
        self.context = answer["result"]["user_context"]
        self.headers["Cookie"] = response.headers["Set-Cookie"].partition(";")[0]

    def call(self, model, method, *args, **kwargs):
        context = {**self.context, **kwargs.pop("context", {})}
        answer, _response = self.http.post(f"/web/dataset/call_kw/{model}/{method}", {
            "jsonrpc": "2.0", "method": "call",
            "params": {"model": model, "method": method, "args": args, "kwargs": {**kwargs, "context": context}},
        }, self.headers)
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"].get("debug") or answer["error"])
        return answer["result"]

    def screen(self, model, list_view=False, search_view=False):
        return Screen(self, model, list_view, search_view)


class Screen:
    """The list of a model as the web client opens it: its columns, its panel, its way of counting."""

    def __init__(self, browser, model, list_view=False, search_view=False):
        self.browser, self.model = browser, model
        views = browser.call(model, "get_views", [[list_view, "list"], [search_view, "search"]])
        arch = ElementTree.fromstring(views["views"]["list"]["arch"])
        self.specification = specification(arch, views["models"], model)
        self.count_limit = int(arch.get("count_limit") or COUNT_LIMIT) + 1
        self.panel = ElementTree.fromstring(views["views"]["search"]["arch"]).findall("searchpanel/field")

    def rows(self, domain, context=None):
        """Ask for the first page, and how many there are."""
        return self.browser.call(
            self.model, "web_search_read", domain=domain, specification=self.specification, offset=0, limit=PAGE,
            count_limit=self.count_limit, context={"bin_size": True, **(context or {})},
        )

    def open(self, domain, context=None):
        """Ask for all that the screen shows: the page and the panel beside it."""
        for field in self.panel:
            def flag(name, default="0", field=field):
                return field.get(name, default).lower() in ("1", "true")

            multi = field.get("select") == "multi"
            self.browser.call(
                self.model, "search_panel_select_multi_range" if multi else "search_panel_select_range",
                field.get("name"), category_domain=[], comodel_domain=[], enable_counters=flag("enable_counters"),
                expand=flag("expand"), filter_domain=[], limit=int(field.get("limit", 200)) or None,
                search_domain=domain, context=context or {},
                **({"group_by": False, "group_domain": []} if multi else {"hierarchize": flag("hierarchize", "1")}),
            )
        return self.rows(domain, context)


def specification(arch, models, model):
    """Return the specification (dict) that the web client reads a view with, lists inside a form included."""
    result, nodes = {}, list(arch)
    while nodes:
        node = nodes.pop()
        name = node.get("name")
        if node.tag != "field" or name not in models[model]["fields"]:
            nodes.extend(node)
            continue
        field = models[model]["fields"][name]
        inner = next((child for child in node if child.tag in ("list", "kanban")), None)
        if field["type"] in ("one2many", "many2many") and inner is not None:
            result[name] = {"fields": specification(inner, models, field["relation"]), "limit": 40}
        elif field["type"] in ("many2one", "one2many", "many2many"):
            result[name] = {"fields": {"display_name": {}}}
        else:
            result[name] = {}
    return result


class Json2:
    """An integrator over /json/2, with an API key."""

    def __init__(self, login):
        self.http = Http(URL)
        with office(DB, commit=True) as env:
            user = env["res.users"].search([("login", "=", login)])
            keys = env["res.users.apikeys"].with_user(user).sudo()
            key = keys._generate("rpc", "measurement", datetime.now() + timedelta(days=1))
        self.headers = {"Authorization": f"Bearer {key}", "X-Odoo-Database": DB}

    def call(self, model, method, **arguments):
        return self.http.post(f"/json/2/{model}/{method}", arguments, self.headers)[0]


class XmlRpc:
    """An integrator over XML-RPC, with a password. One per thread."""

    def __init__(self, login):
        self.password = login
        self.uid = xmlrpc.client.ServerProxy(f"{URL}/xmlrpc/2/common").authenticate(DB, login, login, {})
        if not self.uid:
            raise RuntimeError(f"{login} cannot log in")
        self.proxy = xmlrpc.client.ServerProxy(f"{URL}/xmlrpc/2/object", allow_none=True)

    def call(self, model, method, *args):
        return self.proxy.execute_kw(DB, self.uid, self.password, model, method, list(args))


# The office as a library, and servers of one's own


@contextmanager
def office(database=DB, commit=False):
    """Yield an environment of the superuser; what is done in it is undone at the end unless ``commit``."""
    from odoo import api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(["-c", CONF, "-d", database, "--log-level=warn", "--no-http"])
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, api.SUPERUSER_ID, {"lang": "pl_PL", "tz": "Europe/Warsaw"})
        cr.commit() if commit else cr.rollback()


@contextmanager
def server(database):
    """Yield the address of a server of one's own for a database; no background work runs in it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable, "-m", "odoo", "-c", CONF, "-d", database, f"--db-filter=^{database}$",
            f"--http-port={port}", "--http-interface=127.0.0.1", "--workers=0", "--max-cron-threads=0",
            "--log-level=warn",
        ],
        stdout=sys.stderr, stderr=sys.stderr,
    )
    try:
        for _attempt in range(120):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                connection.request("GET", "/web/login")
                if connection.getresponse().status == 200:
                    break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"the server of {database} did not start") from None
            time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
