"""Whole runs of the command line: each file of scenarios/ holds documents, one command, and what must come of it.

A scenario is a text of sections, each under a line `==== NAME [ARGUMENTS]`; what stands above the first one is a remark.

    document NAME        a file with this content (its last line break included)
    bytes NAME           a file with these bytes, in hexadecimal
    repeat TIMES NAME    a file with this content, line breaks removed, so many times over: how large files are made
    folder NAME          an empty folder
    stdin                what the command reads from standard input
    command              the command line, which starts with `verifier`; `SEEDS` in it is the folder of the seeds
    output | errors      standard output or standard error, exactly
    output has           these texts stand in it, in this order, each on a later line or further on; `/…/` is a regular expression
    output lacks         none of these texts stands in it
    json                 `path = value` of the JSON on standard output: documents.0.verdict = "fail"; `#` counts a list
    status               the exit status

Without `errors` of either kind, standard error must be empty; whatever happens, nobody gets to see a traceback.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import verifier
from verifier.resources import seeds_folder

FOLDER = Path(__file__).parent / "scenarios"
PACKAGE = Path(verifier.__file__).resolve().parent.parent  # so that a checkout that is not installed runs, too
LONGEST = 240  # seconds, against hanging only
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Section:
    """One `====` line and what stands under it."""

    name: str
    argument: str
    body: str

    @property
    def lines(self) -> list[str]:
        return [line for line in self.body.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    output: str
    errors: str
    status: int


def sections(text: str) -> Iterator[Section]:
    for part in re.split(r"(?m)^==== ", text)[1:]:
        head, _, body = part.partition("\n")
        words = head.strip()
        name = next((n for n in ("output has", "output lacks", "errors has", "errors lacks") if n == words), words.split()[0])
        yield Section(name, words[len(name) :].strip(), body)


def lay_out(section: Section, folder: Path) -> None:
    """Make the file or folder of a section; the other sections make none."""
    if section.name == "folder":
        (folder / section.argument).mkdir(parents=True)
        return
    if section.name == "document":
        name, data = section.argument, section.body.encode("utf-8")
    elif section.name == "bytes":
        name, data = section.argument, bytes.fromhex(section.body)
    elif section.name == "repeat":
        times, name = section.argument.split()
        data = section.body.replace("\n", "").encode("utf-8") * int(times)
    else:
        return
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def run(command: str, stdin: str, folder: Path, cache: Path) -> Outcome:
    words = shlex.split(command)
    assert words[0] == "verifier", "a scenario's command starts with verifier"
    words = [word.replace("SEEDS", str(seeds_folder())) for word in words[1:]]
    # COLUMNS and NO_COLOR make the report the same on every machine; the cache is shared so that rules compile once
    surroundings = {**os.environ, "VERIFIER_CACHE": str(cache), "NO_COLOR": "1", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    surroundings["PYTHONPATH"] = str(PACKAGE)
    done = subprocess.run(
        [sys.executable, "-m", "verifier", *words],
        input=stdin.encode("utf-8"), capture_output=True, cwd=folder, env=surroundings, timeout=LONGEST, check=False,
    )  # fmt: skip
    return Outcome(done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), done.returncode)


def assert_has(text: str, wanted: list[str]) -> None:
    """Each text or /pattern/ stands in the text, after the one before it."""
    at = 0
    for each in wanted:
        pattern = each[1:-1] if len(each) > 1 and each[0] == each[-1] == "/" else re.escape(each)
        found = re.compile(pattern, re.MULTILINE).search(text, at)
        assert found, f"{each!r} does not stand in what is left:\n{text[at : at + 4000]}"
        at = found.end()


def at_path(value: Json, path: str) -> Json:
    """`documents.0.verdict` in a JSON value; a last step `#` is the length of a list, `keys` the names in a table."""
    for step in path.split("."):
        if isinstance(value, list):
            value = len(value) if step == "#" else value[int(step)]
        else:
            assert isinstance(value, dict), f"{path}: nothing below {value!r}"
            value = list(value) if step == "keys" else value[step]
    return value


def assert_json(text: str, wanted: list[str]) -> None:
    assert text.startswith("{"), f"no JSON on standard output: {text[:400]!r}"
    value = json.loads(text)
    for line in wanted:
        path, _, expected = line.partition(" = ")
        assert at_path(value, path) == json.loads(expected), path


def assert_section(section: Section, outcome: Outcome) -> None:
    stream = outcome.errors if section.name.startswith("errors") else outcome.output
    match section.name:
        case "output" | "errors":
            assert stream == section.body
        case "output has" | "errors has":
            assert_has(stream, section.lines)
        case "output lacks" | "errors lacks":
            assert [line for line in section.lines if line in stream] == []
        case "json":
            assert outcome.output, outcome.errors
            assert_json(outcome.output, section.lines)
        case "status":
            assert outcome.status == int(section.body), outcome
        case "document" | "bytes" | "repeat" | "folder" | "stdin" | "command":
            pass
        case other:
            pytest.fail(f"no scenario has a section called {other!r}")


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("scenario", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_scenario(scenario: Path, tmp_path: Path, shared_cache: Path) -> None:
    parts = list(sections(scenario.read_text(encoding="utf-8")))
    for part in parts:
        lay_out(part, tmp_path)
    (command,) = (part.body.strip() for part in parts if part.name == "command")
    stdin = "".join(part.body for part in parts if part.name == "stdin")
    outcome = run(command, stdin, tmp_path, shared_cache)
    assert "Traceback" not in outcome.errors + outcome.output, outcome.errors
    assert any(part.name == "status" for part in parts), "a scenario says its exit status"
    for part in parts:
        assert_section(part, outcome)
    if not any(part.name.startswith("errors") for part in parts):
        assert outcome.errors == ""


def test_the_matcher_can_fail() -> None:
    with pytest.raises(AssertionError):
        assert_has("one\ntwo\n", ["two", "one"])
    with pytest.raises(AssertionError):
        assert_json('{"a": [1]}', ["a.# = 2"])
    assert_has("one\ntwo 22\n", ["one", r"/two \d+$/"])
    assert_json('{"a": [1]}', ["a.# = 1", "a.0 = 1"])
