"""One fact table as a SQLite index: built once from the file, then a look-up among a million facts takes microseconds.

The index of a file lies in the cache folder under a key made of the file's place, size and time, so that an unchanged table
is never read twice; without a cache folder it is built in memory (see `indexing`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from decimal import Decimal
from pathlib import Path

from verifier.period import Period
from verifier.sources.facts.names import Alias, folded
from verifier.sources.facts.rows import Fact, unit_named

FORMAT = "6"  # of the index; raise it when rows are read otherwise than before
FEW = 50  # names that begin with one word: so many or fewer are read at once, and sorted by their second word here
CONCEPTS = 300  # of so many or fewer all names are read at once: a check asks for every synonym of what it looks up
SERIALIZED = 3  # of DB-API's levels: SQLite itself keeps threads apart, as it does unless somebody built it otherwise
_ROW = "first, last, value, unit, qualifier, decimals, scope, source, confidence, complete, line, published"
_SELECT = f"""SELECT {_ROW} FROM fact
             WHERE entity = ? AND concept = ? AND last BETWEEN ? AND ? ORDER BY last, first, line"""
_ALIASES = "SELECT words, target, sort, proper FROM alias WHERE first = ? AND second IN ('', ?)"
_BEGUN = "SELECT words, target, sort, proper FROM alias WHERE first = ? LIMIT ?"


class FactTable:
    """An index opened for look-ups; safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self.place = place
        self._connection = connection
        self._lock: AbstractContextManager[object] = nullcontext() if sqlite3.threadsafety == SERIALIZED else _lock()
        self._ids: dict[tuple[str, str], tuple[int, str] | None] = {}
        self._begun: dict[str, tuple[Alias, ...] | None] = {}  # by first words; None where they are too many
        self._concepts: dict[str, tuple[int, str]] | None = None  # {} where there are too many
        meta = {str(name): value for name, value in self._all("SELECT name, value FROM meta")}
        self.digest = str(meta["digest"])
        self.rows = int(str(meta["rows"]))
        self.dated = bool(meta["dated"])  # whether a row says when it was published
        self.warnings = tuple(line for line in str(meta["warnings"]).split("\n") if line)
        # the first words of its names; None where they are too many to be kept as one list
        self.firsts = frozenset(str(meta["firsts"]).split("\n")) if meta["firsts"] else None

    def _all(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def begins(self, first: str) -> bool:
        """Whether a name of an entity or concept begins with a word in small letters."""
        if self.firsts is not None:
            return first in self.firsts
        return bool(self._all("SELECT 1 FROM alias WHERE first = ? LIMIT 1", (first,)))

    def aliases(self, first: str, second: str) -> Sequence[Alias]:
        """The names that are one word, or begin with two: of ten thousand entities "First …" only those that may fit."""
        if first not in self._begun:
            rows = self._all(_BEGUN, (first, FEW + 1))
            self._begun[first] = tuple(map(_alias, rows)) if len(rows) <= FEW else None
        begun = self._begun[first]
        if begun is None:
            return tuple(map(_alias, self._all(_ALIASES, (first, second))))
        return [alias for alias in begun if alias.words[1:2] in ((), (second,))] if begun else begun

    def facts(self, entity: str, concept: str, last: tuple[date, date] = (date.min, date.max)) -> tuple[Fact, ...]:
        """The facts of an entity and concept whose last day lies in a stretch, in order of time, then of the table."""
        owner, what = self._label("entity", entity), self._label("concept", concept)
        if owner is None or what is None:
            return ()
        rows = self._all(_SELECT, (owner[0], what[0], last[0].toordinal(), last[1].toordinal()))
        return tuple(_fact(owner[1], what[1], self.place, row) for row in rows)

    def all(self) -> Iterator[Fact]:
        """Every fact, in the order of the table."""
        entities = {number: name for number, name in self._all("SELECT id, name FROM label")}  # noqa: C416
        for entity, concept, *row in self._all(f"SELECT entity, concept, {_ROW} FROM fact ORDER BY rowid"):
            yield _fact(str(entities[entity]), str(entities[concept]), self.place, tuple(row))

    def holds(self, concept: str) -> bool:
        """Whether it has facts of a concept."""
        if self._concepts is None:
            asked = "SELECT folded, id, name FROM label WHERE sort = 'concept' LIMIT ?"
            rows = self._all(asked, (CONCEPTS + 1,))
            few = len(rows) <= CONCEPTS
            self._concepts = {str(key): (int(str(number)), str(name)) for key, number, name in rows} if few else {}
            self._ids |= {("concept", key): label for key, label in self._concepts.items()}
        known = self._concepts
        return folded(concept) in known if known else self._label("concept", concept) is not None

    def labels(self, sort: str) -> tuple[str, ...]:
        """All entities or concepts of the table, in the order of the table."""
        return tuple(str(name) for (name,) in self._all("SELECT name FROM label WHERE sort = ? ORDER BY id", (sort,)))

    def concepts(self, entity: str) -> tuple[str, ...]:
        """The concepts that an entity has facts of."""
        owner = self._label("entity", entity)
        asked = "SELECT DISTINCT label.name FROM fact JOIN label ON label.id = fact.concept WHERE entity = ? ORDER BY label.id"
        return tuple(str(name) for (name,) in self._all(asked, (owner[0],))) if owner else ()

    def _label(self, sort: str, name: str) -> tuple[int, str] | None:
        key = (sort, folded(name))
        if key not in self._ids:
            found = self._all("SELECT id, name FROM label WHERE sort = ? AND folded = ?", key)
            self._ids[key] = (int(str(found[0][0])), str(found[0][1])) if found else None
        return self._ids[key]


def _lock() -> AbstractContextManager[bool]:
    from threading import Lock  # most builds of SQLite need none, and most checks nothing else of that module

    return Lock()


def _alias(row: tuple[object, ...]) -> Alias:
    words, target, sort, proper = row
    return Alias(tuple(str(words).split()), str(target), str(sort), bool(proper))  # type: ignore[arg-type]


def _fact(entity: str, concept: str, place: str, row: tuple[object, ...]) -> Fact:
    first, last, value, unit, qualifier, decimals, scope, source, confidence, complete, line, published = row
    assert isinstance(first, int) and isinstance(last, int) and isinstance(line, int)
    since, known = (date.fromordinal(day) if isinstance(day, int) else None for day in (complete, published))
    places = decimals if isinstance(decimals, int) else None
    period = Period(date.fromordinal(first), date.fromordinal(last))
    return Fact(entity, concept, period, Decimal(str(value)), unit_named(str(unit)), str(qualifier), places, str(scope),
                str(source), str(confidence), since, place, line, known)


def kept_index(folder: Path, key: str, place: str) -> FactTable | None:
    """The index kept under a key, or None where there is none or it is broken."""
    path = folder / f"facts-{key}.sqlite"
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        return FactTable(connection, place)
    except (sqlite3.Error, KeyError, ValueError):
        return None
