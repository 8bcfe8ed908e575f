"""A backup of the office, put into an empty place, is the same office: records, files and journals."""

import base64
import hashlib
import os
import subprocess
import zipfile
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

COPY = "biuro_restored"
# what the office is compared by: tables that hold all that happened
TABLES = (
    "biuro_letter", "biuro_case", "biuro_case_event", "biuro_register_event", "biuro_register_counter",
    "biuro_deadline", "biuro_publication_version", "ir_attachment", "res_partner", "mail_message",
    "ir_model_data", "ir_rule",
)


def settings(office):
    """Return the settings (dict) of the server that is tested."""
    lines = Path(office.conf).read_text().splitlines()
    return dict(line.split(" = ", 1) for line in lines if " = " in line and not line.startswith(";"))


def database(office):
    """Return the arguments of a connection to the PostgreSQL of the server that is tested."""
    given = settings(office)
    return {
        "host": given["db_host"], "port": given["db_port"], "user": given.get("db_user") or os.environ.get("PGUSER"),
        "password": given.get("db_password"),
    }


def rows(office, name, statement, *values):
    connection = psycopg2.connect(dbname=name, **database(office))
    try:
        with connection.cursor() as cr:
            cr.execute(statement, values)
            return cr.fetchall()
    finally:
        connection.close()


def contents(office, name):
    """Return what the tables hold (dict of checksums)."""
    return {
        table: rows(office, name, f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t.id)) FROM {table} t")  # noqa: S608
        for table in TABLES
    }


@contextmanager
def place(office, tmp_path, name):
    """Yield a function that runs ``./biuro`` in a place of its own, with the server's PostgreSQL."""
    state = tmp_path / name
    (state / "data" / "filestore").mkdir(parents=True)
    # nothing is downloaded: the virtual environment is the one of this run
    os.symlink(os.environ["BIURO_TEST_VENV"], state / "venv")
    server = database(office)

    def biuro(*command, **more):
        given = {
            "BIURO_STATE": str(state), "BIURO_APT": "0", "BIURO_ODOO": os.environ["BIURO_TEST_ODOO"],
            "BIURO_PG_HOST": server["host"], "BIURO_PG_PORT": server["port"], "BIURO_PG_USER": server["user"],
            "BIURO_PG_PASSWORD": server["password"] or "",
        }
        return subprocess.run(
            [office.root / "biuro", *command], env={**os.environ, **given, **more}, capture_output=True, text=True,
            timeout=600, check=False, cwd=tmp_path,
        )

    yield biuro, state


@pytest.fixture
def restored(office):
    yield COPY
    connection = psycopg2.connect(dbname="postgres", **database(office))
    connection.autocommit = True
    with connection.cursor() as cr:
        cr.execute(f"DROP DATABASE IF EXISTS {COPY} WITH (FORCE)")
    connection.close()


def test_backup_and_restore(office, tmp_path, restored):
    text = "Treść, która ma przetrwać: zażółć gęślą jaźń".encode()
    files = Path(settings(office)["data_dir"]) / "filestore"
    letter = office.rpc("biuro.letter", "register_incoming", {
        "title": "Pismo sprzed kopii", "sender_name": "Spółka Trwała", "sender_city": "Łódź", "sender_reference": "K/1",
        "sender_zip": "90-001", "attachments": [{"name": "skan.txt", "content": base64.b64encode(text).decode()}],
    }, login="kancelaria")
    before = contents(office, office.db)

    with place(office, tmp_path, "old") as (biuro, state):
        os.symlink(files / office.db, state / "data" / "filestore" / office.db)
        done = biuro("backup", "kopia.zip", BIURO_DB=office.db)
        assert done.returncode == 0, done.stderr
        assert "Saved" in done.stdout
        refused = biuro("backup", "kopia.zip", BIURO_DB=office.db)
        assert refused.returncode == 1 and "exists: name another file" in refused.stderr
    backup = tmp_path / "kopia.zip"
    assert oct(backup.stat().st_mode & 0o777) == "0o600"

    # what happens later is not in the backup
    later = office.rpc("res.partner", "create", {"name": "Spółka Późniejsza"})
    try:
        with place(office, tmp_path, "new") as (biuro, state):
            refused = biuro("restore", "kopia.zip", BIURO_DB=office.db)
            assert refused.returncode == 1 and f"the database {office.db} exists" in refused.stderr
            done = biuro("restore", "kopia.zip", BIURO_DB=COPY)
            assert done.returncode == 0, done.stderr
            assert contents(office, COPY) == before
            [[path]] = rows(
                office, COPY, "SELECT store_fname FROM ir_attachment WHERE res_model = 'biuro.letter' AND res_id = %s"
                " AND name = 'skan.txt'", letter["id"],
            )
            assert (state / "data" / "filestore" / COPY / path).read_bytes() == text
            stored = rows(office, COPY, "SELECT store_fname, checksum FROM ir_attachment WHERE store_fname IS NOT NULL")
            assert len(stored) > 10
            for name, checksum in stored:
                content = (state / "data" / "filestore" / COPY / name).read_bytes()
                assert hashlib.sha1(content).hexdigest() == checksum  # the platform's own
            # the words are found: the index is there with what it is made by
            found = rows(office, COPY, "SELECT id FROM biuro_letter WHERE biuro_word_keys(correspondent) @> '{trwala}'")
            assert (letter["id"],) in found

            verified = biuro("verify", BIURO_DB=COPY)
            assert (verified.returncode, verified.stdout.strip()) == (0, "No row was changed."), verified.stderr
            connection = psycopg2.connect(dbname=COPY, **database(office))
            with connection, connection.cursor() as cr:
                first = "SELECT min(id) FROM biuro_case_event"
                cr.execute(f"UPDATE biuro_case_event SET action = 'Nic' WHERE id = ({first})")  # noqa: S608
            connection.close()
            verified = biuro("verify", BIURO_DB=COPY)
            assert verified.returncode == 1 and "biuro.case.event(" in verified.stdout
    finally:
        office.rpc("res.partner", "unlink", [later])


def test_a_broken_backup_leaves_nothing(office, tmp_path, restored):
    """Half an office is not taken for a whole one: one line says so, and there is no database."""
    with zipfile.ZipFile(tmp_path / "zepsuta.zip", "w") as archive:
        archive.writestr("dump.sql", "CREATE TABLE a (id int);\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);\n")
        archive.writestr("manifest.json", "{}")
    with place(office, tmp_path, "new") as (biuro, _state):
        failed = biuro("restore", "zepsuta.zip", BIURO_DB=COPY)
    complaint = [line for line in failed.stderr.splitlines() if line.startswith("biuro: ")]
    assert failed.returncode == 1 and len(complaint) == 1, failed.stderr
    assert "Traceback" not in failed.stdout + failed.stderr
    assert not rows(office, "postgres", "SELECT 1 FROM pg_database WHERE datname = %s", COPY)
