"""Tests from outside: they meet a running server with the demo office, over HTTP, RPC and a browser.

`./biuro test ARGS=tests/test_x.py` starts the server and sets BIURO_TEST_URL, BIURO_TEST_DB, BIURO_TEST_CONF (settings
for further processes of one's own), BIURO_TEST_LOG (the server's log) and BIURO_TEST_BASE (a database with Odoo and
without the suite, to be copied).
"""

import os
import sys
import xmlrpc.client
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "py"))

from browser import Browser  # noqa: E402


def pytest_collection_modifyitems(items):
    if not os.environ.get("BIURO_TEST_URL"):
        raise pytest.UsageError("these tests need a server: ./biuro test ARGS=tests")


class Office:
    """The running demo office."""

    def __init__(self):
        self.root = ROOT
        self.url = os.environ["BIURO_TEST_URL"]
        self.db = os.environ["BIURO_TEST_DB"]
        self.conf = os.environ["BIURO_TEST_CONF"]
        self.base = os.environ["BIURO_TEST_BASE"]
        self.log = Path(os.environ["BIURO_TEST_LOG"])
        self._uids = {}

    def rpc(self, model, method, *args, login="admin", **kwargs):
        """Call a public method over XML-RPC as a demo user (whose password is the login)."""
        if login not in self._uids:
            uid = xmlrpc.client.ServerProxy(f"{self.url}/xmlrpc/2/common").authenticate(self.db, login, login, {})
            assert uid, f"{login} cannot log in"
            self._uids[login] = uid
        server = xmlrpc.client.ServerProxy(f"{self.url}/xmlrpc/2/object", allow_none=True)
        return server.execute_kw(self.db, self._uids[login], login, model, method, args, kwargs)


@pytest.fixture(scope="session")
def office():
    return Office()


@pytest.fixture(scope="session")
def browser_window(office):
    with Browser(office.url) as browser:
        yield browser


@pytest.fixture
def browser(browser_window):
    browser_window.errors.clear()
    return browser_window
