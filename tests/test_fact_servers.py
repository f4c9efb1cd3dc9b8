"""Facts in PostgreSQL, asked through SQLAlchemy: a real server on loopback, from Debian's package or wherever it is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from verifier.config import Config
from verifier.engine import Verifier
from verifier.errors import SourceError
from verifier.sources.facts import open_facts
from verifier.sources.facts.databases import shown_address

PLACES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/bin"), Path("/usr/local/bin"))
COLUMNS = ("entity text, concept text, period_start date, period_end date, value numeric, unit text, decimals integer, "
           "confidence text")
ROWS = "('Varda', 'revenue', '2024-10-01', '2024-12-31', 5020000000, 'USD', -6, 'high')"


def tool(name: str) -> str | None:
    """Where a program of the server lies."""
    return next((str(place / name) for place in PLACES if (place / name).is_file()), None) or shutil.which(name)


def _as_somebody() -> list[str]:
    """What to put before a command: the server refuses to run as root."""
    if os.geteuid() != 0:
        return []
    if not any(user.pw_name == "postgres" for user in pwd.getpwall()) or not shutil.which("setpriv"):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres to run it as: its reader stays UNTESTED here")
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of an empty database of a server that lives as long as the tests."""
    for package in ("sqlalchemy", "psycopg"):
        pytest.importorskip(package, reason=f"{package} is not installed (the extra `sql`): PostgreSQL stays UNTESTED here")
    initdb, server = tool("initdb"), tool("postgres")
    if initdb is None or server is None:
        pytest.skip("no PostgreSQL on this machine (Debian: apt install postgresql): its reader stays UNTESTED here")
    lead, folder = _as_somebody(), Path(tempfile.mkdtemp(prefix="verifier-pg-"))
    if lead:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {**os.environ, "LC_ALL": "C"}
    subprocess.run([*lead, initdb, "-D", str(folder / "data"), "-U", "desk", "--auth=trust", "--no-sync"], check=True,
                   capture_output=True, env=surroundings, cwd=folder)
    options = ["-c", "listen_addresses=127.0.0.1", "-p", str(port), "-k", str(folder), "-c", "fsync=off"]
    with (folder / "log").open("wb") as log:
        command = [*lead, server, "-D", str(folder / "data"), *options]
        running = subprocess.Popen(command, stdout=log, stderr=log, env=surroundings, cwd=folder)
        try:
            yield _answering(f"postgresql://desk:secret@127.0.0.1:{port}/postgres", running, folder / "log")
        finally:
            running.terminate()
            running.wait(30)
    shutil.rmtree(folder, ignore_errors=True)


def _answering(address: str, running: subprocess.Popen[bytes], log: Path) -> str:
    import psycopg

    for _ in range(200):
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            assert running.poll() is None, f"the server ended: {log.read_text()}"
            subprocess.run(["sleep", "0.05"], check=True)
        else:
            return address
    raise AssertionError(f"the server does not answer: {log.read_text()}")


def execute(address: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(address) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_a_table_of_a_server_answers(address: str) -> None:
    execute(address, "DROP TABLE IF EXISTS facts", f"CREATE TABLE facts ({COLUMNS})", f"INSERT INTO facts VALUES {ROWS}")
    facts = open_facts([address], None)
    (fact,) = facts.series("Varda", "revenue")
    assert fact.value == Decimal("5020e6") and fact.decimals == -6 and str(fact.period) == "2024-10-01/2024-12-31"
    assert "secret" not in fact.locator and fact.locator.endswith("/postgres:1")
    verifier = Verifier(config=Config(facts=(address,)))
    report = verifier.verify_text("Varda's revenue was $5.2 billion in the quarter ended Dec. 31, 2024.")
    assert [f.verdict.word for f in report.findings if f.claim.rule == "stated-fact"] == ["fail"]


def test_names_of_tables_are_quoted_and_must_exist(address: str) -> None:
    name = 'x"; DROP TABLE facts; --'
    quoted = '"' + name.replace('"', '""') + '"'
    execute(address, f"DROP TABLE IF EXISTS {quoted}", f"CREATE TABLE {quoted} ({COLUMNS})",
            f"INSERT INTO {quoted} VALUES {ROWS}")
    assert len(open_facts([f"{address}#{name}"], None).series("Varda", "revenue")) == 1
    assert len(open_facts([f"{address}#facts"], None).series("Varda", "revenue")) == 1
    with pytest.raises(SourceError, match="no table 'nothing'") as caught:
        open_facts([f"{address}#nothing"], None)
    assert "secret" not in str(caught.value)


def test_what_is_wrong_in_a_servers_table_is_said(address: str) -> None:
    execute(address, "DROP TABLE IF EXISTS broken", f"CREATE TABLE broken ({COLUMNS})",
            "INSERT INTO broken VALUES ('Varda', 'revenue', '2024-10-01', '2024-12-31', 'NaN', 'USD', -6, 'sure')",
            "INSERT INTO broken VALUES (NULL, 'revenue', '2024-10-01', '2024-12-31', 5, 'USD', -6, 'high')")
    with pytest.raises(SourceError) as caught:
        open_facts([f"{address}#broken"], None)
    wanted = (":1:1: the value 'NaN'", ":1:1: confidence 'sure'", ":2:1: the column 'entity' is empty")
    assert [words for words in wanted if words not in str(caught.value)] == []


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    pytest.importorskip("sqlalchemy")
    pytest.importorskip("psycopg")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(SourceError, match=f"postgresql://127.0.0.1:{port}/desk: the database does not answer") as caught:
        open_facts([f"postgresql://desk:secret@127.0.0.1:{port}/desk"], None)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("address", "shown"), [
    ("postgresql://desk:p@ss@db.example/facts?sslmode=require#quarterly", "postgresql://db.example/facts#quarterly"),
    ("postgresql://db.example/facts", "postgresql://db.example/facts"), ("facts.csv", "facts.csv"),
])
def test_addresses_are_shown_without_passwords(address: str, shown: str) -> None:
    assert shown_address(address) == shown
