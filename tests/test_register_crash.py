"""Numbers of a register stay 1, 2, 3... under 20 clients, calls rolled back and a server killed in the middle."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import xmlrpc.client
from datetime import date

import pytest

CLIENTS = 20
LOGIN = "kancelaria"
UNDONE = "Undone on purpose"
GONE = (OSError, http.client.HTTPException, xmlrpc.client.ProtocolError)


class Server:
    """A server of one's own on the same database, to be killed."""

    def __init__(self, office):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "odoo", "-c", office.conf, "-d", office.db, f"--http-port={self.port}",
                "--http-interface=127.0.0.1", "--workers=0", "--max-cron-threads=0", "--log-level=warn", "--logfile=",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "ODOO_MAX_HTTP_THREADS": "40"},
        )
        for _attempt in range(240):
            try:
                urllib.request.urlopen(f"{self.url}/web/login", timeout=10).close()
                return
            except OSError:
                assert self.process.poll() is None, "the server did not start"
                time.sleep(0.25)
        self.kill()
        pytest.fail("the server did not answer")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)


class Clients:
    """Clients that register incoming letters, one call in ten of which is undone by an error at its end."""

    def __init__(self, office, server, action):
        self.office, self.server, self.action = office, server, action
        self.uid = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/common").authenticate(office.db, LOGIN, LOGIN, {})
        self.admin = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/common").authenticate(
            office.db, "admin", "admin", {})
        self.refs, self.undone, self.lost, self.errors = [], 0, 0, []
        self.lock = threading.Lock()

    def run(self, calls, kill_after=None):
        """Each client makes so many calls; the server is killed when so many letters were registered."""
        barrier = threading.Barrier(CLIENTS)
        threads = [threading.Thread(target=self._client, args=[index, calls, barrier]) for index in range(CLIENTS)]
        for thread in threads:
            thread.start()
        while kill_after and len(self.refs) < kill_after and any(thread.is_alive() for thread in threads):
            time.sleep(0.01)
        if kill_after:
            self.server.kill()
        for thread in threads:
            thread.join(120)

    def _client(self, index, calls, barrier):
        proxy = xmlrpc.client.ServerProxy(f"{self.server.url}/xmlrpc/2/object", allow_none=True)
        barrier.wait(60)
        for call in range(calls):
            try:
                if (index + call) % 10 == 9:
                    proxy.execute_kw(self.office.db, self.admin, "admin", "ir.actions.server", "run", [[self.action]])
                    self._note(errors=["a call that must be undone was not"])
                else:
                    values = {"title": f"Pismo {index}.{call}", "sender_unknown": True,
                              "sender_unknown_reason": "brak danych na przesyłce"}
                    answer = proxy.execute_kw(
                        self.office.db, self.uid, LOGIN, "biuro.letter", "register_incoming", [values])
                    self._note(refs=[answer["register_ref"]])
            except xmlrpc.client.Fault as fault:
                if UNDONE in fault.faultString:
                    self._note(undone=1)
                else:
                    self._note(errors=[fault.faultString])
            except GONE:
                self._note(lost=1)
                return

    def _note(self, refs=(), undone=0, lost=0, errors=()):
        with self.lock:
            self.refs += refs
            self.undone += undone
            self.lost += lost
            self.errors += errors


@pytest.fixture
def action(office):
    """A server action that registers a letter and then fails."""
    [model] = office.rpc("ir.model", "search", [("model", "=", "biuro.letter")])
    action = office.rpc("ir.actions.server", "create", {
        "name": "Register and fail", "model_id": model, "state": "code", "code": (
            f"user = env['res.users'].search([('login', '=', '{LOGIN}')])\n"
            "env['biuro.letter'].with_user(user).register_incoming({'title': 'Cofnięte', 'sender_unknown': True,"
            " 'sender_unknown_reason': 'brak danych na przesyłce'})\n"
            f"raise UserError('{UNDONE}')"
        ),
    })
    yield action
    office.rpc("ir.actions.server", "unlink", [action])


def numbers(office):
    """Return {reference: number} of the incoming register of this year, and the missing numbers."""
    [register] = office.rpc("biuro.register", "search", [("code", "=", "RPW")])
    rows = office.rpc(
        "biuro.letter", "search_read",
        [("register_id", "=", register), ("register_year", "=", date.today().year)],
        ["register_ref", "register_number"], login="kontroler",
    )
    return {row["register_ref"]: row["register_number"] for row in rows}, office.rpc(
        "biuro.register", "get_gaps", [register], login="kontroler")


def test_twenty_clients_and_a_killed_server(office, action):
    before, gaps = numbers(office)
    assert gaps == []

    server = Server(office)
    try:
        killed = Clients(office, server, action)
        killed.run(calls=1000, kill_after=40)
    finally:
        server.kill()
    assert killed.errors == []
    assert killed.undone, "some calls were undone before the end"
    assert killed.lost == CLIENTS, "every client lost its server"

    server = Server(office)
    try:
        calm = Clients(office, server, action)
        calm.run(calls=10)
    finally:
        server.kill()
    assert calm.errors == []
    assert (calm.lost, calm.undone, len(calm.refs)) == (0, 20, 180), "no client sees an error it did not ask for"

    after, gaps = numbers(office)
    assert gaps == [], "no number is missing"
    assert sorted(after.values()) == list(range(1, len(after) + 1)), "numbers run from 1, each once"
    told = killed.refs + calm.refs
    assert len(told) == len(set(told)), "nobody was told the same number"
    assert set(told) <= set(after), "what a client was told is in the register"
    unheard = set(after) - set(before) - set(told)
    assert len(unheard) <= CLIENTS, "only answers lost with the server are entries nobody was told of"
    titles = office.rpc("biuro.letter", "search_count", [("title", "=", "Cofnięte")], login="kontroler")
    assert titles == 0, "nothing of an undone call is left"
