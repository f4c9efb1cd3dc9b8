"""What the pages say is true: their commands run and print what stands there, their links lead somewhere.

In a page, `<!-- file: NAME -->` before a fenced block makes that file; a ```console block holds `$ command` lines with their
output (none shown: anything; a line `…`: any lines); a ```python block is run. All in one folder per page, in order.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from test_architecture import FLOORS, PACKAGE

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w*)\n(?P<body>.*?)```\n", re.DOTALL)
ANY = "…"


@dataclass(frozen=True, slots=True)
class Fenced:
    """A fenced block of a page; `file` is the file it makes, if any."""

    file: str | None
    kind: str
    body: str


def blocks(page: str) -> Iterator[Fenced]:
    for match in FENCE.finditer(page):
        yield Fenced(match["file"], match["kind"], match["body"])


def commands(body: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines shown under it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, [line.rstrip() for line in output.rstrip().splitlines()]


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines shown are those printed, `…` standing for any number of them."""
    if not shown:
        return not printed
    if shown[0] == ANY:
        return any(agrees(shown[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and agrees(shown[1:], printed[1:])


@pytest.fixture(scope="session")
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The surroundings of a reader who has installed the program."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "verifier").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m verifier "$@"\n')
    (folder / "verifier").chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(PACKAGE.parent),
            "VERIFIER_CACHE": str(folder / "cache"), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


def ran(arguments: list[str], folder: Path, shell: dict[str, str]) -> list[str]:
    done = subprocess.run(arguments, cwd=folder, env=shell, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr and done.returncode in (0, 1), f"{arguments}: {done.stderr}"
    return [line.rstrip() for line in (done.stdout + done.stderr).rstrip().splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, shell: dict[str, str]) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.file:
            (tmp_path / block.file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / block.file).write_text(block.body, encoding="utf-8")
        elif block.kind == "python":
            ran([sys.executable, "-W", "error", "-c", block.body], tmp_path, shell)
        elif block.kind == "console":
            for command, shown in commands(block.body):
                printed = ran(["bash", "-c", command], tmp_path, shell)
                assert not shown or agrees(shown, printed), f"$ {command}\n" + "\n".join(printed)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)\s#]+)", text) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES[1:] if page.name != "index.md" and f"({page.name})" not in index] == []


def test_the_readme_has_exactly_two_commands_for_a_fresh_machine() -> None:
    runs, tests = (block.body.strip() for block in blocks((ROOT / "README.md").read_text(encoding="utf-8")) if block.kind == "sh")
    assert "\n" not in runs and runs.endswith("verifier check seeds/documents --fail-on never")
    assert "\n" not in tests and tests.endswith("pytest")


def test_the_design_page_has_the_floors_of_the_architecture_test() -> None:
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    floors: list[set[str]] = []
    for number, rooms in re.findall(r"^\| +(\d*) *\| (`[^|]*) \|", page, flags=re.MULTILINE):
        names = {name.removesuffix("/").removesuffix(".py") for name in re.findall(r"`([^`]+)`", rooms)}
        if number:
            floors.append(names)
        else:
            floors[-1] |= names
    assert list(reversed(floors)) == [set(rooms) for rooms in FLOORS[:-1]]


def test_the_comparison_can_fail() -> None:
    assert agrees(["a", ANY, "c"], ["a", "b", "b", "c"]) and agrees([ANY], []) and agrees(["a"], ["a"])
    assert not agrees(["a", "c"], ["a", "b", "c"]) and not agrees(["a"], ["a", "b"]) and not agrees(["a", ANY, "d"], ["a", "b"])


def test_rule_pages_are_what_the_rules_say() -> None:
    script = ROOT / "tools" / "build_rule_pages.py"
    checked = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
