"""What the set-up promises: who runs the server, what it tells, what it logs."""

import os
import re
import subprocess
import urllib.error
import urllib.request

import pytest


def get(url):
    try:
        return urllib.request.urlopen(url, timeout=60)
    except urllib.error.HTTPError as error:
        return error


def test_login_page(office):
    assert get(f"{office.url}/web/login").status == 200


def test_no_database_list(office):
    """One office, one database: visitors cannot list, make or drop databases."""
    page = get(f"{office.url}/web/database/manager").read().decode()
    assert "database manager has been disabled" in page


def test_not_root():
    assert os.getuid() != 0


def test_quiet_start(office):
    """The server starts without a warning: no deprecation trace, no unknown option, nothing of root."""
    start = office.log.read_text(errors="replace").split("HTTP service", 1)[0]
    assert not re.findall(r".* (?:WARNING|ERROR|CRITICAL) .*", start)
    assert "PyPDF2" not in start and "Running as user 'root'" not in start


def test_polish_order(office):
    """Names sort by the Polish alphabet, and are found without Polish marks."""
    names = ["Zawada", "Łódź", "Lublin", "Ćmielów", "Cieszyn"]
    ids = office.rpc("res.partner", "create", [{"name": f"Porządek {name}"} for name in names])
    try:
        found = office.rpc("res.partner", "search_read", [("id", "in", ids)], ["name"], order="name")
        order = [row["name"].removeprefix("Porządek ") for row in found]
        assert order == ["Cieszyn", "Ćmielów", "Lublin", "Łódź", "Zawada"]
        assert len(office.rpc("res.partner", "search", [("id", "in", ids), ("name", "ilike", "porzadek lodz")])) == 1
    finally:
        office.rpc("res.partner", "unlink", ids)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"BIURO_PORT": "door"}, "BIURO_PORT is 'door'"),
        ({"BIURO_DB": "Nasze Miasto"}, "BIURO_DB is 'Nasze Miasto'"),
        ({"BIURO_ODOO": "/nonexistent"}, "BIURO_ODOO=/nonexistent is not a folder"),
        ({"BIURO_PYTHON": "/nonexistent/python"}, "BIURO_PYTHON=/nonexistent/python is not a program"),
        ({"BIURO_PG_HOST": "127.0.0.1", "BIURO_PG_PORT": "1"}, "PostgreSQL at 127.0.0.1:1 does not let user"),
        ({"BIURO_STATE": "/proc/biuro"}, "cannot write /proc/biuro"),
    ],
)
def test_failures_are_one_line(office, tmp_path, settings, words):
    """A wrong setting is answered by one line, not by a traceback."""
    state = {"BIURO_STATE": str(tmp_path), "BIURO_APT": "0", "BIURO_ODOO": os.environ["BIURO_TEST_ODOO"]}
    # nothing is downloaded: the virtual environment is the one of this run
    os.symlink(os.environ["BIURO_TEST_VENV"], tmp_path / "venv")
    run = subprocess.run(
        [office.root / "biuro", "run"],
        env={**os.environ, **state, **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 1
    complaint = [line for line in run.stderr.splitlines() if line.startswith("biuro: ")]
    assert len(complaint) == 1 and words in complaint[0], run.stderr
    assert "Traceback" not in run.stdout + run.stderr
