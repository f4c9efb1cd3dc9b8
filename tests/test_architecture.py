"""Rooms import only from lower floors, pure rooms do no I/O and read no clock; and this guard can fail.

The table is docs/design.md's. Imports count wherever they stand: in functions and under TYPE_CHECKING too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import verifier

PACKAGE = Path(verifier.__file__).resolve().parent

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "resources"}),
    frozenset({"interval", "units", "period", "yamltext"}),
    frozenset({"model", "lexicon"}),
    frozenset({"phrase", "formula", "readers", "sources", "judge", "config", "figure", "dossier"}),
    frozenset({"extract", "checks", "reports"}),
    frozenset({"rules", "diagnose"}),
    frozenset({"link"}),
    frozenset({"check", "compare", "tieout", "tuning"}),
    frozenset({"engine"}),
    frozenset({"author"}),
    frozenset({"cli"}),
    frozenset({"__init__", "__main__"}),
)
PURE = frozenset({"interval", "units", "period", "model", "phrase", "formula", "judge", "figure", "extract", "checks", "reports",
                  "link", "diagnose", "check", "dossier", "compare", "tieout"})
OUTSIDE = frozenset({"os", "io", "pathlib", "socket", "ssl", "http", "urllib", "requests", "subprocess", "shutil", "tempfile",
                     "mmap", "sqlite3", "time", "random", "secrets", "locale", "logging", "threading", "asyncio"})
CLOCKS = frozenset({"today", "now", "utcnow"})
CALLS = frozenset({"open", "print", "input", "exec", "eval", "__import__"})
HEAVY = frozenset({"pydantic", "pint", "requests", "yaml", "rich", "forex_python", "numpy", "sqlalchemy"})


def room(module: str) -> str:
    """`verifier.extract.money` lies in `extract`; the package itself in `__init__`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module a file imports, with the line; `from verifier import units` imports verifier.units."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):  # the bare package holds its version, which anybody may ask for
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name != "verifier")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are written out in full"
            if node.module == "verifier":
                names = [alias.name for alias in node.names if not alias.name.startswith("__")]
                yield from ((f"verifier.{name}", node.lineno) for name in names)
            else:
                yield node.module or "", node.lineno


def floor(name: str) -> int:
    found = [number for number, rooms in enumerate(FLOORS) if name in rooms]
    assert len(found) == 1, f"the room {name} stands on no floor of the table, or on several"
    return found[0]


def complaints(source: str, home: str) -> list[str]:
    """What is wrong with a file of the room `home`."""
    tree = ast.parse(source)
    found = []
    for module, line in imported(tree):
        there = room(module)
        if module.split(".")[0] == "verifier" and there != home and floor(there) >= floor(home):
            found.append(f"line {line}: {home} imports {there}, which is no lower floor")
        if home in PURE and module.split(".")[0] in OUTSIDE:
            found.append(f"line {line}: {home} is pure and imports {module}")
    return found + (list(impure_calls(tree, home)) if home in PURE else [])


def impure_calls(tree: ast.AST, home: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in CALLS:
                yield f"line {node.lineno}: {home} is pure and calls {node.func.id}"
            if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
                yield f"line {node.lineno}: {home} is pure and reads the clock"


def heavy_at_import(source: str) -> list[str]:
    """Heavy packages imported when the module is, not inside the function that needs them."""
    body = [node for node in ast.parse(source).body if not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.If))]
    return [module for node in body for module, _ in imported(node) if module.split(".")[0] in HEAVY]


FILES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)


def home(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_keeps_to_its_floor(path: Path) -> None:
    assert complaints(path.read_text(encoding="utf-8"), home(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_heavy_is_imported_on_the_way(path: Path) -> None:
    # what only commands of their own ask for may import what it likes, and is imported by nobody else
    if path.relative_to(PACKAGE).as_posix() not in ("rules/schema.py", "sources/live.py"):
        assert heavy_at_import(path.read_text(encoding="utf-8")) == []


def test_every_room_of_the_table_exists() -> None:
    rooms = {home(path) for path in FILES}
    assert rooms == frozenset().union(*FLOORS)


@pytest.mark.parametrize(("source", "wrong"), [
    ("from verifier.engine import Verifier", "imports engine"),
    ("from verifier import link", "imports link"),
    ("def f():\n    import verifier.cli", "imports cli"),
    ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from verifier.check import check", "imports check"),
    ("from verifier.checks import CHECKS", "imports checks"),
    ("import os", "pure and imports os"),
    ("def f():\n    from pathlib import Path", "pure and imports pathlib"),
    ("from datetime import date\nd = date.today()", "reads the clock"),
    ("def f(p):\n    return open(p)", "calls open"),
])
def test_the_guard_can_fail(source: str, wrong: str) -> None:
    found = complaints(source, "extract")
    assert len(found) == 1 and wrong in found[0]


def test_the_guard_lets_lower_floors_through() -> None:
    assert complaints("from verifier import __version__, units\nfrom verifier.extract.draft import Draft", "extract") == []


def test_the_guard_against_heavy_imports_can_fail() -> None:
    assert heavy_at_import("import pydantic\ndef f():\n    import yaml") == ["pydantic"]


def test_a_room_the_table_does_not_know_is_refused() -> None:
    with pytest.raises(AssertionError, match="no floor"):
        complaints("import verifier.helpers", "cli")
