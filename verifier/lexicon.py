"""The words of a language: lookup tables for reading numbers, and word classes for phrases.

`rules/lexicon/<language>/*.yaml`, every file of the same shape:

    format: 1
    about: one sentence on what the file holds and where it comes from
    tables:                         # what `extract` looks up; keys are lower-cased unless the table says otherwise there
      scales: {million: 1e6, bn: 1e9}
      currencies:
        yuan: {code: CNY}           # a row: named columns
      months: [january, february]   # a list: its words in order
    classes:                        # what phrases call @move; a class may carry values
      move: {rose: 1, fell: -1, went up: 1}
      forecast: [forecast, analysts expected]
    phrases:                        # several phrases by one name, which a rule's `not` calls @elsewhere
      elsewhere: ["up|down to {_:level}", "{_:multiple} from {_:level}"]

Files of a language add up; a table or class may be spread over files, an entry may not stand twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from verifier.errors import Complaint, RuleError
from verifier.yamltext import Listing, Node, Scalar, Table, parse

Row = Mapping[str, str]
Words = tuple[str, ...]
K = TypeVar("K")
V = TypeVar("V")


class Lexicon(Struct, frozen=True, eq=False):
    """One language's words, all as text; the same only as itself, so that what is made of one can be remembered for it.

    values   table → word → text ("million" → "1e6"); a list's words map to their place from 1
    rows     table → word → column → text
    classes  class → words, lower-case and split at blanks → value or None
    phrases  name → phrases
    """

    language: str
    values: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, Mapping[str, Row]]
    classes: Mapping[str, Mapping[Words, Decimal | None]]
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, str]:
        """A value table; empty where the language has none of that name."""
        return self.values.get(name, {})

    def row_table(self, name: str) -> Mapping[str, Row]:
        """A table of rows; empty where the language has none of that name."""
        return self.rows.get(name, {})


def read_lexicon(language: str, files: Mapping[str, str]) -> Lexicon:
    """The lexicon of a language from its files (name → text); RuleError with every complaint of every file."""
    values: dict[str, dict[str, str]] = {}
    rows: dict[str, dict[str, Row]] = {}
    classes: dict[str, dict[Words, Decimal | None]] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    complaints: list[Complaint] = []
    for name, text in files.items():
        try:
            root = parse(text, name)
        except RuleError as error:
            complaints += error.complaints
            continue
        _file(root, name, values, rows, classes, phrases, complaints)
    if complaints:
        raise RuleError(tuple(complaints))
    return Lexicon(language, values, rows, classes, phrases)


def lexicon_files(folder: Path) -> dict[str, str]:
    """Every YAML file of a language's folder, name → text, sorted by name."""
    return {str(path): path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


def _file(
    root: Node, name: str, values: dict[str, dict[str, str]], rows: dict[str, dict[str, Row]],
    classes: dict[str, dict[Words, Decimal | None]], phrases: dict[str, tuple[str, ...]], complaints: list[Complaint],
) -> None:
    if not isinstance(root, Table):
        complaints.append(Complaint(name, root.line, root.column, "expected the keys format, about, tables, classes, phrases"))
        return
    for key, node in root.entries:
        if key.text in ("format", "about"):
            continue
        if key.text not in ("tables", "classes", "phrases") or not isinstance(node, Table):
            message = f"'{key.text}' is not known here; expected format, about, tables, classes or phrases"
            complaints.append(Complaint(name, key.line, key.column, message))
            continue
        for title, content in node.entries:
            if key.text == "classes":
                _class(content, name, classes.setdefault(title.text, {}), complaints)
            elif key.text == "phrases":
                _phrases(content, name, title, phrases, complaints)
            else:
                _table(content, name, title.text, values, rows, complaints)


def _table(
    content: Node, name: str, title: str, values: dict[str, dict[str, str]], rows: dict[str, dict[str, Row]],
    complaints: list[Complaint],
) -> None:
    if isinstance(content, Scalar):
        complaints.append(Complaint(name, content.line, content.column, f"table '{title}' must hold words"))
        return
    pairs = _pairs(content)
    for word, node in pairs:
        target: dict[str, str] | dict[str, Row]
        if isinstance(node, Table):
            target = rows.setdefault(title, {})
            row = {column.text: cell.text for column, cell in node.entries if isinstance(cell, Scalar)}
            _add(target, word.text, row, word, name, complaints)
        elif isinstance(node, Scalar):
            _add(values.setdefault(title, {}), word.text, node.text, word, name, complaints)
        else:
            complaints.append(Complaint(name, node.line, node.column, "expected a value or a row, not a list"))


def _class(content: Node, name: str, target: dict[Words, Decimal | None], complaints: list[Complaint]) -> None:
    if isinstance(content, Scalar):
        complaints.append(Complaint(name, content.line, content.column, "a class must hold words"))
        return
    for word, node in _pairs(content):
        value: Decimal | None = None
        if isinstance(content, Table):
            try:
                value = Decimal(node.text if isinstance(node, Scalar) else "x")
            except InvalidOperation:
                complaints.append(Complaint(name, node.line, node.column, f"the value of '{word.text}' must be a number"))
        _add(target, tuple(word.text.lower().split()), value, word, name, complaints)


def _phrases(
    content: Node, name: str, title: Scalar, phrases: dict[str, tuple[str, ...]], complaints: list[Complaint]
) -> None:
    listed = [item.text for item in content.items if isinstance(item, Scalar)] if isinstance(content, Listing) else []
    if not isinstance(content, Listing) or len(listed) < len(content.items):
        complaints.append(Complaint(name, content.line, content.column, f"'{title.text}' must list phrases"))
    _add(phrases, title.text, tuple(listed), title, name, complaints)


def _pairs(content: Listing | Table) -> list[tuple[Scalar, Node]]:
    if isinstance(content, Table):
        return list(content.entries)
    scalars = [item for item in content.items if isinstance(item, Scalar)]
    return [(word, Scalar(str(place), word.line, word.column)) for place, word in enumerate(scalars, 1)]


def _add(target: dict[K, V], key: K, value: V, word: Scalar, name: str, complaints: list[Complaint]) -> None:
    if key in target:
        complaints.append(Complaint(name, word.line, word.column, f"'{word.text}' already stands in this table"))
    target[key] = value
