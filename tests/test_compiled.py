"""What a compiled wheel may compile: rooms without structs, whose options mypyc would drop."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHEEL = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
HOOK = WHEEL["hooks"]["mypyc"]
PICKLED = {"/verifier/phrase/book.py"}  # a compiled class has no state that pickle could take


def modules() -> list[Path]:
    """The files that the hook takes in, those it leaves out again among them."""
    places = [ROOT / name.lstrip("/") for name in HOOK["include"]]
    return [file for place in places for file in (sorted(place.glob("*.py")) if place.is_dir() else [place])]


def holds_structs(source: str) -> bool:
    """Whether a module defines a class with a struct among its bases."""
    classes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    return any(isinstance(base, ast.Name) and base.id == "Struct" for each in classes for base in each.bases)


def unfixed(source: str) -> list[str]:
    """The constants of a module that are not `Final`: compiled code would look each up in a dictionary whenever it is used.

    Names in capitals like a class's are left alone; they are types.
    """
    plain = [node for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    names = [target.id for node in plain for target in node.targets if isinstance(target, ast.Name)]
    return [name for name in names if not name.startswith("__") and not name.lstrip("_")[:2].istitle()]


def test_only_structs_and_what_is_pickled_are_left_out() -> None:
    holding = [file for file in modules() if holds_structs(file.read_text(encoding="utf-8"))]
    assert PICKLED | {f"/{file.relative_to(ROOT).as_posix()}" for file in holding} == set(HOOK["exclude"])


def test_everything_named_is_there() -> None:
    assert len(modules()) > 40
    assert all(file.exists() for file in modules())


def test_a_struct_is_seen() -> None:
    assert holds_structs("class Span(Struct, frozen=True):\n    start: int\n")
    assert not holds_structs("class Hit(NamedTuple):\n    start: int\n")


def test_constants_are_final() -> None:
    compiled = [file for file in modules() if f"/{file.relative_to(ROOT).as_posix()}" not in HOOK["exclude"]]
    left = {file.name: found for file in compiled if (found := unfixed(file.read_text(encoding="utf-8")))}
    assert left == {}


def test_an_open_constant_is_seen() -> None:
    assert unfixed("_WORD = re.compile('x')\nFirst = tuple[int, ...]\n_MARK: Final = 'x'\n") == ["_WORD"]
