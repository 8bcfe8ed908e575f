"""A council votes while workers of the server, and PostgreSQL as a whole, are killed: no vote is lost, none doubled."""

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

CLERK, WORKERS = "rada", 3
LOGINS = ["przewodniczacy", *(f"radny{number}" for number in range(1, 23))]
VOTES, KILLS = 10, 5  # 50 kills while the council casts; a vote is closed after five
POSTGRES_KILLS = 4  # and one more while the vote is closed: 50
CHOICES = ("yes", "no", "abstain")
# PostgreSQL of its own, as ./biuro starts it: with everything that makes it safe
CLUSTER = """
set -u
ROOT=$1 STATE=$2 RUN=$2/run LOGS=$2/log IS_ROOT=false APP_USER=$(id -un) PG_PRIVATE=true STARTED=0
. "$ROOT/scripts/lib.sh"
. "$ROOT/scripts/postgres.sh"
app_dir "$RUN" "$LOGS"
use_pg pg-crash >&2
echo "$PGHOST $PGBIN $PGDATA_DIR"
"""
# as Odoo makes a database: what a dump does not tell
EXTENSIONS = "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; ALTER FUNCTION unaccent(text) IMMUTABLE"


class Gone(Exception):
    """No answer, or one of a server that has lost its database: whether the call was done is not known."""


class Server:
    """A server of one's own; of its worker processes one is killed now and then, and its master starts another."""

    def __init__(self, conf, database, workers, env=None):
        ports = []
        for _port in range(2):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                ports.append(probe.getsockname()[1])
        self.address = f"127.0.0.1:{ports[0]}"
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "odoo", "-c", conf, "-d", database, f"--http-port={ports[0]}",
                f"--gevent-port={ports[1]}", "--http-interface=127.0.0.1", f"--workers={workers}",
                "--max-cron-threads=0", "--log-level=warn", "--logfile=",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **(env or {})},
        )

    def wait(self):
        for _attempt in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://{self.address}/web/login", timeout=20).close()
                return self
            assert self.process.poll() is None, "the server did not start"
            time.sleep(0.1)
        self.stop()
        return pytest.fail("the server did not answer")

    def children(self):
        """Return the process ids of the workers, the one of the websockets left out."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        rows = [line.split(None, 1) for line in found.stdout.splitlines()]
        return [int(pid) for pid, args in rows if "gevent" not in args]

    def kill_one(self):
        """Kill a worker without warning; return whether one was there."""
        with contextlib.suppress(ProcessLookupError, IndexError):
            os.kill(random.choice(self.children()), signal.SIGKILL)
            return True
        return False

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Council:
    """The clerk and the councillors, each with a session of the web: what their devices send."""

    def __init__(self, office):
        self.db = office.db
        self.address = urllib.parse.urlsplit(office.url).netloc
        with ThreadPoolExecutor(4) as pool:
            self.tickets = dict(zip([CLERK, *LOGINS], pool.map(self.log_in, [CLERK, *LOGINS]), strict=True))

    def log_in(self, login):
        _answer, headers = self.ask(
            "/web/session/authenticate", {"db": self.db, "login": login, "password": login}, None)
        return headers["Set-Cookie"].partition(";")[0]

    def ask(self, path, params, ticket):
        """Send one call on a connection of its own; return (answer, headers)."""
        connection = http.client.HTTPConnection(self.address, timeout=60)
        try:
            body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
            connection.request("POST", path, body, {
                "Content-Type": "application/json", **({"Cookie": ticket} if ticket else {})})
            response = connection.getresponse()
            content = response.read()
            if response.status != 200:
                raise Gone(response.status)
            return json.loads(content), response.headers
        except (OSError, http.client.HTTPException) as error:
            raise Gone from error
        finally:
            connection.close()

    def call(self, login, path, params):
        """Call, again where the answer is lost with its worker or its database, as a device does."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(Gone):
                answer, _headers = self.ask(path, params, self.tickets[login])
                if "error" not in answer:
                    return answer["result"]
                data = answer["error"]["data"]
                # looking up who asks without a database ends as a refusal of access
                if not data["name"].startswith(("psycopg2.", "odoo.exceptions.AccessDenied")):
                    raise AssertionError(f"{data['name']}: {data['message']}")
            time.sleep(0.02)
        raise AssertionError("the server does not come back")

    def verb(self, method, *args, model="biuro.rada.vote"):
        return self.call(CLERK, f"/web/dataset/call_kw/{model}/{method}", {
            "model": model, "method": method, "args": args, "kwargs": {}})

    def cast(self, login, vote, choice):
        return self.call(login, "/my/rada/sesja/glos", {"vote": vote, "choice": choice})


class Vote:
    """A vote of a rehearsal in which the whole council casts again and again, each time something else."""

    def __init__(self, council, session, number):
        self.council = council
        [self.id] = council.verb("create", [{
            "session_id": session, "agenda_item_id": self.item(council, session), "subject": f"Próba {number}",
        }])
        council.verb("action_open", [self.id])
        self.choices = {}

    @staticmethod
    def item(council, session):
        [row] = council.verb("search_read", [("session_id", "=", session)], ["agenda_item_id"], 0, 1)
        return row["agenda_item_id"][0]

    def cast(self, kill, restart=None):
        """The council casts at once; in the middle of it something is killed. Return whether it was in the middle."""
        self.choices = {login: random.choice(CHOICES) for login in LOGINS}
        told, middle = [], threading.Event()
        wanted = random.randint(2, 14)

        def press(login):
            answer = self.council.cast(login, self.id, self.choices[login])
            told.append(answer)
            if len(told) == wanted:
                middle.set()

        with ThreadPoolExecutor(len(LOGINS)) as pool:
            presses = [pool.submit(press, login) for login in LOGINS]
            assert middle.wait(60), "nobody casts"
            killed = kill()
            in_the_middle = killed and len(told) < len(LOGINS)
            if restart:
                restart()
            for one in presses:
                one.result()
        assert told.count({"vote": self.id, "choice": "yes"}) == self.counts()["yes"]
        assert all(answer.get("vote") == self.id for answer in told), "nobody was refused"
        self.check(self.council.verb("get_state", [self.id]))
        return in_the_middle

    def counts(self):
        return {choice: list(self.choices.values()).count(choice) for choice in CHOICES}

    def check(self, state):
        assert {choice: state["counts"][choice] for choice in CHOICES} == self.counts()
        assert state["cast"] == len(LOGINS)

    def close(self):
        """Close it: each is counted once, as confirmed, and it never opens again."""
        state = self.council.verb("action_close_vote", [self.id])
        assert state["state"] == "closed"
        self.check(state)
        assert len(state["names"]) == len({one["id"] for one in state["names"]}) == len(LOGINS)
        assert self.council.cast(LOGINS[1], self.id, "yes")["refused"] == "closed"
        with pytest.raises(AssertionError, match="VoteRefused"):
            self.council.verb("action_open", [self.id])
        self.check(self.council.verb("get_state", [self.id]))


@contextlib.contextmanager
def rehearsal(council):
    """A rehearsal of the session that is convened next: everybody present, nothing is kept."""
    session, convened = "biuro.rada.session", [("state", "=", "convened"), ("body_type", "=", "council")]
    made = council.verb("action_rehearse", council.verb("search", convened, 0, 1, model=session), model=session)["id"]
    try:
        [first] = council.verb("search", [("session_id", "=", made)])
        council.verb("action_close_vote", [first])
        yield made
    finally:
        council.verb("action_end_rehearsal", [made], model=session)


@pytest.fixture(scope="module")
def council(office):
    return Council(office)


def test_killed_workers(office, council):
    server = Server(office.conf, office.db, WORKERS)
    killed = 0
    try:
        council.address = server.wait().address
        with rehearsal(council) as session:
            for number in range(VOTES):
                vote = Vote(council, session, number)
                for _kill in range(KILLS):
                    killed += vote.cast(server.kill_one)
                # the one who closes may lose the worker as well
                closer = threading.Timer(random.uniform(0, 0.05), server.kill_one)
                closer.start()
                vote.close()
                closer.join()
    finally:
        server.stop()
    assert killed >= VOTES * KILLS * 0.9, "nearly each kill met castings under way"


class Cluster:
    """A private PostgreSQL with a copy of the office, which may be killed: nobody else works in it."""

    def __init__(self, root, folder):
        self.log = folder / "postgres.log"
        found = subprocess.run(
            ["bash", "-c", CLUSTER, "bash", str(root), str(folder)], check=True, stdout=subprocess.PIPE, text=True)
        self.host, self.bin, self.data = found.stdout.split()
        self.env = {**os.environ, "PGHOST": self.host, "PGPORT": "5432"}
        for name in ("PGUSER", "PGPASSWORD"):
            self.env.pop(name, None)

    def copy(self, database):
        """Take over a database of the server that the tests run on."""
        subprocess.run([f"{self.bin}/createdb", database], check=True, env=self.env)
        subprocess.run([f"{self.bin}/psql", "-q", "-X", "-d", database, "-c", EXTENSIONS], check=True, env=self.env)
        with subprocess.Popen([f"{self.bin}/pg_dump", "-O", "-x", database], stdout=subprocess.PIPE) as dump:
            subprocess.run(
                [f"{self.bin}/psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-d", database], check=True,
                stdin=dump.stdout, stdout=subprocess.DEVNULL,
                env={**self.env, "PGOPTIONS": "-c synchronous_commit=off"},
            )
        assert dump.returncode == 0

    def settings(self, conf, folder):
        """Return the path of a server's settings for this PostgreSQL."""
        with open(conf) as lines:
            kept = [line for line in lines if line.split("=")[0].strip() not in (
                "db_host", "db_port", "db_user", "db_password")]
        path = folder / "odoo.conf"
        path.write_text("".join([*kept, f"\ndb_host = {self.host}\ndb_port = 5432\n"]))
        return str(path)

    def stop(self, mode="immediate"):
        subprocess.run([f"{self.bin}/pg_ctl", "-D", self.data, "-w", "-m", mode, "stop"], check=True,
                       stdout=subprocess.DEVNULL)

    def kill(self):
        """Stop it at once, in the middle of what it does; it recovers from its log when it starts again."""
        with open(f"{self.data}/postmaster.pid") as file:
            os.kill(int(file.readline()), signal.SIGQUIT)
        return True

    def crash(self):
        self.kill()
        self.restart()

    def restart(self):
        with open(self.log, "ab") as log:
            subprocess.run([f"{self.bin}/pg_ctl", "-D", self.data, "-w", "-m", "immediate", "restart"], check=True,
                           stdout=log, stderr=log)


@pytest.mark.skipif(bool(os.environ.get("BIURO_PG_HOST")), reason="PostgreSQL of another place is left alone")
def test_killed_postgres(office, council, tmp_path):
    cluster = Cluster(office.root, tmp_path)
    server = None
    try:
        cluster.copy(office.db)
        server = Server(cluster.settings(office.conf, tmp_path), office.db, 0, cluster.env)
        council.address = server.wait().address
        killed = 0
        with rehearsal(council) as session:
            for number in range(VOTES):
                vote = Vote(council, session, number)
                for _kill in range(POSTGRES_KILLS):
                    killed += vote.cast(cluster.kill, cluster.restart)
                # the one who closes may lose the whole database as well
                closer = threading.Timer(random.uniform(0, 0.05), cluster.crash)
                closer.start()
                vote.close()
                closer.join()
        assert killed >= VOTES * POSTGRES_KILLS * 0.5, "most kills met castings under way"
    finally:
        if server:
            server.stop()
        cluster.stop("fast")
