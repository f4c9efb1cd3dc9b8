"""The command line in this process: settings, exit status, what it imports. Whole runs are in scenarios/."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # ships no types
import pytest

import verifier
from verifier.cli import main
from verifier.resources import seeds_folder

GOOD = "Revenue rose 12% to $5.6 billion from $5.0 billion.\n"
BAD = "Revenue rose 22% to $5.6 billion from $5.0 billion.\n"
SCHEMA = Path(__file__).parent.parent / "docs" / "report.schema.json"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two texts to work in, and a cache that the tests share."""
    monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path_factory.getbasetemp() / "cli-cache"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    Path("bad.txt").write_text(BAD, encoding="utf-8")
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize(("arguments", "status"), [
    (["good.txt"], 0), (["bad.txt"], 1), (["bad.txt", "--fail-on", "never"], 0), (["good.txt", "bad.txt"], 1),
    (["good.txt", "none.txt"], 2), (["bad.txt", "none.txt", "--fail-on", "never"], 2),
])
def test_exit_status(capsys: pytest.CaptureFixture[str], arguments: list[str], status: int) -> None:
    assert checked(capsys, "check", *arguments)[0] == status


def test_every_seed_gives_a_report_that_its_schema_accepts(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(seeds_folder() / "documents")
    status, out, err = checked(capsys, "check", folder, "--format", "json", "--fail-on", "never")
    run = json.loads(out)
    jsonschema.validate(run, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert (status, err) == (0, "") and len(run["documents"]) >= 5
    for document in run["documents"]:
        text = Path(document["name"]).read_text(encoding="utf-8")
        counts = document["summary"]
        assert sum(counts[colour] for colour in ("pass", "warn", "fail", "unverified", "involved")) == counts["mentions"]
        assert [mention["id"] for mention in document["mentions"]] == list(range(1, len(document["mentions"]) + 1))
        if document["name"].endswith(".txt"):  # Markdown blanks its markup out
            for mention in document["mentions"]:
                assert text[mention["start"]:mention["end"]] == mention["text"]


def test_same_input_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    runs = [checked(capsys, "check", str(seeds_folder() / "documents"), "--format", "json") for _ in range(2)]
    assert runs[0] == runs[1]


def test_a_folder_means_its_texts_and_no_hidden_ones(capsys: pytest.CaptureFixture[str], desk: Path) -> None:
    (desk / "more" / ".git").mkdir(parents=True)
    (desk / "more" / ".git" / "a.txt").write_text(BAD)
    (desk / "more" / "b.md").write_text(GOOD)
    (desk / "more" / "photo.png").write_bytes(b"\x89PNG\0")
    run = json.loads(checked(capsys, "check", ".", "--format", "json")[1])
    assert [Path(document["name"]).as_posix() for document in run["documents"]] == ["bad.txt", "good.txt", "more/b.md"]


def test_errors_stand_in_the_json_and_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty.txt").touch()
    Path("nothing").mkdir()
    status, out, err = checked(capsys, "check", "empty.txt", "nothing", "good.txt", "none.txt", "--format", "json")
    run = json.loads(out)
    assert status == 2 and len(run["documents"]) == 1
    assert [error["name"] for error in run["errors"]] == ["empty.txt", "nothing", "none.txt"]
    assert err.splitlines() == [f"verifier: {error['message']}" for error in run["errors"]]


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    status, out, _ = checked(capsys, "check", "-")
    assert status == 1 and out.startswith("standard input, ")


def test_the_report_can_go_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, "check", "bad.txt", "--output", "report.txt")[:2] == (1, "")
    assert "FAIL: must fix" in Path("report.txt").read_text(encoding="utf-8")
    status, _, err = checked(capsys, "check", "bad.txt", "--output", "none/report.txt")
    assert status == 2 and "--output none/report.txt: cannot be written" in err.replace(os.sep, "/")


def test_the_nearest_settings_apply_and_the_command_line_over_them(capsys: pytest.CaptureFixture[str]) -> None:
    Path("verifier.yaml").write_text("country: SG\nreport: {fail-on: never, format: json}\ntune: {percentage-change: off}\n")
    status, out, _ = checked(capsys, "check", "bad.txt")
    run = json.loads(out)
    assert status == 0 and [finding["rule"] for finding in run["documents"][0]["findings"]] == []
    assert len(run["digests"]["config"]) == 64
    assert checked(capsys, "check", "bad.txt", "--format", "text", "--country", "US")[1].startswith("bad.txt, ")
    Path("other.yaml").write_text("report: {fail-on: never}\n")
    assert checked(capsys, "check", "bad.txt", "--config", "other.yaml")[0] == 0


def test_wrong_settings_end_the_run_with_their_place(capsys: pytest.CaptureFixture[str]) -> None:
    Path("verifier.yaml").write_text("undated: tomorrow\n")
    status, out, err = checked(capsys, "check", "good.txt")
    assert (status, out) == (2, "") and "verifier.yaml:1:10: 'tomorrow' is not possible here" in err
    for arguments in (["--config", "none.yaml"], ["--rules", "nowhere"], ["--country", "Peru"]):
        Path("verifier.yaml").unlink(missing_ok=True)
        status, _, err = checked(capsys, "check", "good.txt", *arguments)
        assert status == 2 and arguments[1] in err


def test_undated_texts_are_of_today_where_the_settings_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("verifier.yaml").write_text("undated: today\n")
    document = json.loads(checked(capsys, "check", "good.txt", "--format", "json")[1])["documents"][0]
    assert document["date"] is not None
    Path("verifier.yaml").unlink()
    document = json.loads(checked(capsys, "check", "good.txt", "--format", "json")[1])["documents"][0]
    assert document["date"] is None


@pytest.mark.parametrize("arguments", [["check", "good.txt", "--date", "24.2.2025"], ["check"], ["chek", "good.txt"],
                                       ["extract", "good.txt", "--format", "xml"]])
def test_a_wrong_command_line_exits_with_two(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2 and "usage:" in capsys.readouterr().err


def test_a_defect_is_one_line_and_no_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("verifier.engine.Verifier.verify", broken)
    status, out, err = checked(capsys, "check", "good.txt", "--output", "report.txt")
    assert status == 2 and err == "verifier: good.txt: a defect of verifier itself: KeyError: 'lost'; please report it\n"
    monkeypatch.setattr("verifier.engine.Verifier.extract", broken)
    status, out, err = checked(capsys, "extract", "good.txt")
    assert (status, out) == (2, "") and "KeyError" in err and "Traceback" not in err
    monkeypatch.setenv("VERIFIER_DEBUG", "1")
    with pytest.raises(KeyError):
        main(["extract", "good.txt"])


def test_extract_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    names = ("table", "json", "csv", "highlight")
    formats = {name: checked(capsys, "extract", "good.txt", "--format", name)[1] for name in names}
    assert "5,600,000,000" in formats["table"] and formats["table"].endswith("3 numbers; date of the text: unknown\n")
    assert [mention["value"] for mention in json.loads(formats["json"])["mentions"]] == ["12", "5600000000", "5000000000"]
    assert [row["text"] for row in csv.DictReader(io.StringIO(formats["csv"]))] == ["12%", "$5.6 billion", "$5.0 billion"]
    assert "\x1b[1;32m$5.6 billion\x1b[0m" in formats["highlight"]


def test_rules_are_listed_explained_and_tested(capsys: pytest.CaptureFixture[str]) -> None:
    assert any(line.startswith("percentage-change ") for line in checked(capsys, "rules", "list")[1].splitlines())
    explained = checked(capsys, "rules", "explain", "percentage-change")[1]
    assert "authority  arithmetic" in explained and "change = move * (new - old) / old" in explained
    status, _, err = checked(capsys, "rules", "explain", "percentage-chance")
    assert status == 2 and "did you mean percentage-change?" in err
    status, _, err = checked(capsys, "rules", "test", "nowhere")
    assert status == 2 and "there is no such folder of rules" in err


def test_rates_need_codes_and_a_known_pair(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = checked(capsys, "rates", "usd", "cny", "2025-02-24")
    assert status == 0 and [line.split()[0] for line in out.splitlines()][:2] == ["ecb", "nbp"]
    assert checked(capsys, "rates", "USD", "CNY")[0] == 0
    for pair in (["dollar", "CNY"], ["USD", "QQQ"]):
        status, out, err = checked(capsys, "rates", *pair)
        assert (status, out) == (2, "") and err.startswith("verifier: ")


def test_config_says_where_a_setting_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    Path("verifier.yaml").write_text("country: SG\ntune:\n  same-figure: {warn: 0.5%}\n")
    out = checked(capsys, "config", "good.txt", "--origin")[1]
    lines = out.splitlines()
    assert any(line.startswith("country: SG   # ") and line.endswith("verifier.yaml:1:1") for line in lines)
    assert any(line.startswith("tune.same-figure: warn 0.5 %   # ") and line.endswith("verifier.yaml:3:3") for line in lines)
    assert any(line.startswith("undated: unverified   # default") for line in lines)


def python(*arguments: str, **more: str) -> subprocess.Popen[bytes]:
    surroundings = {**os.environ, "PYTHONPATH": str(Path(verifier.__file__).parent.parent), **more}
    return subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings)


def test_a_check_imports_nothing_heavy() -> None:
    main(["check", "good.txt", "--output", "warm.txt"])  # compiles the rules into the cache
    code = "import sys; from verifier.cli import main; main(['check', 'good.txt']); print(*sys.modules, file=sys.stderr)"
    done = python("-c", code)
    out, err = done.communicate()
    assert b"good.txt" in out
    heavy = {"pydantic", "pint", "requests", "yaml", "rich", "forex_python", "json", "difflib", "verifier.rules.schema"}
    assert heavy & set(err.decode().split()) == set()


def test_a_closed_pipe_is_no_complaint() -> None:
    Path("long.txt").write_text(GOOD * 5_000, encoding="utf-8")
    done = python("-m", "verifier", "extract", "long.txt")
    assert done.stdout and done.stderr
    done.stdout.readline()
    done.stdout.close()
    assert done.stderr.read() == b""
    done.stderr.close()
    done.wait()


def test_the_same_program_as_a_module() -> None:
    out, _ = python("-m", "verifier", "--version").communicate()
    assert out.decode().split() == ["verifier", verifier.__version__]
