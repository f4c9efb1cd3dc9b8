"""Every broken, slow, empty, contradictory or malicious source gets a clear message, soon, and loses nothing else."""

from __future__ import annotations

import os
import sqlite3
import threading
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from verifier.cli import main
from verifier.config import load_config
from verifier.errors import ConfigError, InputError, SourceError
from verifier.readers import read
from verifier.readers.pipes import read_pipe
from verifier.sources.facts import databases, open_facts
from verifier.sources.sheets import read_sheet

HEAD = "entity,concept,period,value,unit\n"
ROW = "Varda,revenue,2024,5.0e9,USD\n"
DRAFT = "Revenue of Varda was $5.0 billion in 2024.\n"


def refused(file: Path) -> str:
    """What is said of a fact table that cannot be read."""
    with pytest.raises(SourceError) as error:
        open_facts([file], None)
    said = str(error.value)
    assert file.name in said
    assert "Traceback" not in said and "Errno" not in said
    return said


@pytest.mark.parametrize(("name", "content", "message"), [
    ("nul.csv", f"{HEAD}Varda\0,revenue,2024,5,USD\n".encode(), "holds a character that cannot be shown"),
    ("wide.csv", f"{HEAD}{'x' * 10_000_000},revenue,2024,5,USD\n".encode(), "field larger than field limit"),
    ("utf16.csv", (HEAD + ROW).encode("utf-16"), "not UTF-8"),
    ("huge.csv", f"{HEAD}Varda,revenue,2024,1e999999999,USD\n".encode(), "'1e999999999' is no number"),
    ("tiny.csv", f"{HEAD}Varda,revenue,2024,1e-999999999,USD\n".encode(), "'1e-999999999' is no number"),
    ("infinite.csv", f"{HEAD}Varda,revenue,2024,Infinity,USD\n".encode(), "'Infinity' is no number"),
    ("head.csv", HEAD.encode(), "the table holds no facts"),
    ("deep.json", b"[" * 200_000, "nested too deeply"),
    ("digits.json", b'[{"entity":"V","concept":"r","period":"2024","value":' + b"9" * 10_000 + b',"unit":"USD"}]', "2000 are"),
    ("no.sqlite", b"this is no database, though it is long enough to look like one", "file is not a database"),
    ("short.sqlite", b"SQLite format 3\0" + b"\0" * 34, "no readable SQLite database"),
    ("no.parquet", b"PAR1xxxxPAR1", "no readable Parquet file"),
    ("bytes.sqlite3", b"", "which table holds the facts?"),
])  # fmt: skip
def test_a_fact_table_that_is_none(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    file = tmp_path / name
    file.write_bytes(content)
    assert message in refused(file)


def test_a_truncated_parquet_file(tmp_path: Path) -> None:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "cut.parquet"
    parquet.write_table(pyarrow.table({name: ["x"] * 100 for name in HEAD.strip().split(",")}), file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert "no readable Parquet file" in refused(file)


def test_a_view_that_calculates_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "endless.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute(
            "CREATE VIEW facts AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
            "SELECT 'V' entity, 'r' concept, '2024' period, count(*) value, 'USD' unit FROM n"
        )
    monkeypatch.setattr(databases, "PATIENCE", 0.2)
    assert "interrupted" in refused(file)


@pytest.mark.parametrize("name", ["pipe.csv", "pipe.json", "pipe.yaml", "pipe.sqlite", "pipe.parquet", "names.yaml"])
def test_a_pipe_is_no_fact_table(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    assert "a pipe or a device" in refused(tmp_path / name)


def test_a_device_is_no_fact_table(tmp_path: Path) -> None:
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    assert "a pipe or a device" in refused(tmp_path / "zero.csv")


def test_a_pipe_is_no_rate_sheet_and_holds_no_settings(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(SourceError, match="a pipe or a device"):
        read_sheet(tmp_path / "pipe.yaml")
    with pytest.raises(ConfigError, match="a pipe or a device"):
        load_config(tmp_path / "pipe.yaml")


def test_a_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "draft.md")
    with pytest.raises(InputError, match="nothing written to it"):
        read_pipe(tmp_path / "draft.md", "draft.md", 1_000, patience=0.1)


def test_a_pipe_that_somebody_writes_to_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "draft.md")
    writer = threading.Thread(target=(tmp_path / "draft.md").write_text, args=(DRAFT,))
    writer.start()
    document = read(tmp_path / "draft.md")
    writer.join()
    assert document.text.strip() == DRAFT.strip()


def test_a_pipe_that_never_ends_is_cut(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "draft.md")
    writer = threading.Thread(target=_pour, args=(tmp_path / "draft.md",))
    writer.start()
    assert len(read_pipe(tmp_path / "draft.md", "draft.md", 100_000)) == 100_001
    writer.join()


def _pour(file: Path) -> None:
    try:
        with file.open("wb") as pipe:
            while True:
                pipe.write(b"5" * 100_000)
    except BrokenPipeError:
        pass


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0 " * 40_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(("name", "content", "message"), [
    ("bomb.docx", bomb, "unpacks to more than"),
    ("bomb.xlsx", bomb, "is a binary file"),
    ("bomb.zip", bomb, "is a binary file"),
    ("cut.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "is no PDF file, or a damaged one"),
    ("empty.html", lambda: b"<!--" * 100_000, "holds no text"),
])  # fmt: skip
def test_a_broken_source_document_and_the_drafts_beside_it(
    name: str, content: Callable[[], bytes], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name.endswith("pdf"):
        pytest.importorskip("pypdfium2")
    (tmp_path / name).write_bytes(content())
    (tmp_path / "good.md").write_text(DRAFT)
    assert main(["check", str(tmp_path / name), str(tmp_path / "good.md"), "--fail-on", "never"]) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert "good.md" in shown.out
    assert main(["check", str(tmp_path / "good.md"), "--against", str(tmp_path / name), "--fail-on", "never"]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("page", [
    "<div>" * 10_000 + "Revenue of Varda was $5.0 billion." + "</div>" * 10_000,
    "<table><tr><td>" * 5_000 + "Revenue of Varda was $5.0 billion.",
    "<table>" + "<tr><td colspan=100000000 rowspan=100000000>5.0 billion dollars</td></tr>" * 100 + "</table>",
    "&" * 500_000 + "Revenue of Varda was $5.0 billion.",
])  # fmt: skip
def test_pages_made_to_hurt_are_read_all_the_same(page: str) -> None:
    assert "5.0 billion" in read(page.encode(), "page.html").text
