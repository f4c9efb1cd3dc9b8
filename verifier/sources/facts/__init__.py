"""Fact tables as a source: what somebody vouches for, found by whose figure it is, of what, and for which days.

`readers.READERS` lists what reads them, by the end of a file's name. A folder stands for all tables and `names.yaml` files in it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.errors import SourceError
from verifier.model import Evidence
from verifier.period import Period
from verifier.sources.facts.names import Alias, Names, folded
from verifier.sources.facts.rows import Fact
from verifier.sources.facts.wording import NO_WORDING, Wording

if TYPE_CHECKING:
    from verifier.sources.facts.index import FactTable

NAMES = "names.yaml"
SLACK = timedelta(days=6)  # business years of 52 and 53 weeks end near a month's end
FILES = ("csv", "tsv", "json", "yaml", "yml", "sqlite", "sqlite3", "db", "parquet")


class Facts:
    """Some fact tables and names as one source; SourceError with every complaint where one is broken.

    `warnings` are what the tables got wrong without being unusable, as two values for one key.
    """

    name = "facts"

    def __init__(self, tables: Sequence[FactTable], names: Names | None = None, wording: Wording = NO_WORDING) -> None:
        self.tables = tuple(tables)
        self.names = names or Names()
        self.wording = wording
        self._beginning: dict[str, bool] = {}  # of words that a table with very many names has to look up
        self._aliases: dict[tuple[str, str], tuple[Alias, ...]] = {}
        self._held: dict[str, tuple[tuple[FactTable, str], ...]] = {}
        self._series: dict[tuple[str, str], tuple[Fact, ...]] = {}
        # the same facts as each table has them, with their last days: who asks for a series asks for its periods one by one
        self._loaded: dict[tuple[str, str], list[tuple[tuple[Fact, ...], list[date]]]] = {}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the facts and names."""
        parts = [table.digest for table in self.tables] + [repr(self.names)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is worth a look in the tables, a line each."""
        return tuple(line for table in self.tables for line in table.warnings)

    def aliases(self, first: str, second: str) -> tuple[Alias, ...]:
        """Every way to name something that is one word, or begins with two in small letters; the longest first."""
        if first not in self._firsts and not (self._vast and self._looked_up(first)):
            return ()
        key = (first, second)
        if key not in self._aliases:
            found = dict.fromkeys(alias for table in self.tables for alias in table.aliases(first, second))
            listed = (*self.names.aliases.get(first, ()), *self.wording.aliases(first))
            found |= dict.fromkeys(alias for alias in listed if alias.words[1:2] in ((), (second,)))
            self._aliases[key] = tuple(sorted(found, key=lambda alias: -len(alias.words)))
        return self._aliases[key]

    def begins(self, words: Iterable[str]) -> bool:
        """Whether a way to name something begins with one of some words in small letters."""
        words = frozenset(words)
        return not self._firsts.isdisjoint(words) or (bool(self._vast) and any(map(self._looked_up, words)))

    @cached_property
    def _firsts(self) -> frozenset[str]:
        """The first words of every name but those of tables that have too many names to say."""
        return frozenset[str]().union(self.names.aliases, self.wording.firsts, *(table.firsts or () for table in self.tables))

    @cached_property
    def _vast(self) -> tuple[FactTable, ...]:
        return tuple(table for table in self.tables if table.firsts is None)

    def _looked_up(self, first: str) -> bool:
        if first not in self._beginning:
            self._beginning[first] = any(table.begins(first) for table in self._vast)
        return self._beginning[first]

    def at(self, entity: str, concept: str, period: Period) -> tuple[Fact, ...]:
        """The facts for just those days, give or take the six by which business years differ from the calendar's."""
        begun, reach = _around(period.first, period), _around(period.last, period)
        loaded = self._loaded.get((folded(entity), self.wording.shared(concept)))
        found = (
            [fact for table, name in self._holding(concept) for fact in table.facts(entity, name, reach)] if loaded is None
            else [fact for rows, lasts in loaded for fact in rows[bisect_left(lasts, reach[0]) : bisect_right(lasts, reach[1])]]
        )  # fmt: skip
        return tuple(fact for fact in found if begun[0] <= fact.period.first <= begun[1])

    def series(self, entity: str, concept: str) -> tuple[Fact, ...]:
        """All facts of an entity and concept, in order of time."""
        key = (folded(entity), self.wording.shared(concept))
        if key not in self._series:
            found = [table.facts(entity, name) for table, name in self._holding(concept)]
            self._loaded[key] = [(rows, [fact.period.last for fact in rows]) for rows in found]
            joined = (fact for rows in found for fact in rows)
            self._series[key] = tuple(sorted(joined, key=lambda fact: (fact.period.last, fact.period.first)))
        return self._series[key]

    def on(self, day: date | None) -> Facts:
        """The same facts as they were known on a text's day; themselves where no row says when it was published."""
        if not any(table.dated for table in self.tables):
            return self
        from verifier.sources.facts.known import KnownFacts

        return KnownFacts(self, day)

    def _holding(self, concept: str) -> tuple[tuple[FactTable, str], ...]:
        """The tables that hold a concept, each with the name it holds it by."""
        if concept not in self._held:
            names = self.wording.synonyms(concept)
            self._held[concept] = tuple((table, name) for table in self.tables for name in names if table.holds(name))
        return self._held[concept]

    def concepts(self, entity: str) -> tuple[str, ...]:
        """The concepts an entity has facts of."""
        return tuple(dict.fromkeys(concept for table in self.tables for concept in table.concepts(entity)))

    def find(self, key: str, period: Period) -> tuple[Evidence, ...]:
        """What is known of "Alibaba Group/revenue" within a period, newest first."""
        entity, _, concept = key.partition("/")
        found = [fact for fact in self.series(entity, concept)
                 if period.first <= fact.period.first and fact.period.last <= period.last]
        return tuple(fact.evidence() for fact in reversed(found))


def _around(day: date, period: Period) -> tuple[date, date]:
    """The days which count as the first or last day of a period."""
    if period.first == period.last:
        return day, day
    try:
        return day - SLACK, day + SLACK
    except OverflowError:  # at the end of the calendar
        return day, day


def open_facts(places: Sequence[str | Path], cache: Path | None, wording: Wording = NO_WORDING) -> Facts:
    """The facts at some places: files, folders, databases' addresses. SourceError with every complaint of every place."""
    files = [part for place in places for part in _files(place)]
    tables: list[FactTable] = []
    complaints: list[str] = []
    for place in files:
        try:
            if not _is_names(place):
                tables.append(open_table(place, cache))
        except SourceError as error:
            complaints.append(str(error))
    named = tuple(Path(place) for place in files if _is_names(place))
    names = Names()
    try:
        names = _names(named, cache)
    except SourceError as error:
        complaints.append(str(error))
    if complaints:
        raise SourceError("\n".join(complaints))
    return Facts(tables, names, wording)


def given_facts(rows: Sequence[Mapping[str, str]], place: str, wording: Wording = NO_WORDING) -> Facts:
    """Facts somebody states outright, a mapping of columns each; SourceError with every complaint."""
    from verifier.sources.facts.indexing import build_index

    header = {name: "" for row in rows for name in row}
    return Facts([build_index(iter([(0, header), *enumerate(rows, 1)]), place)], None, wording)


def _is_address(place: str | Path) -> bool:
    return isinstance(place, str) and "://" in place


def _is_names(place: str | Path) -> bool:
    """Whether a file says names: its own name ends so ("names.yaml", "house-names.yaml")."""
    return not _is_address(place) and Path(place).name.lower().endswith((NAMES, "names.yml"))


def _files(place: str | Path) -> Iterator[str | Path]:
    if _is_address(place):
        yield place
        return
    path = Path(place)
    if not path.is_dir():
        yield path
        return
    shown = (file for file in sorted(path.iterdir()) if not file.name.startswith("."))
    found = [file for file in shown if file.suffix.lower().lstrip(".") in FILES]
    if not any(not _is_names(file) for file in found):
        raise SourceError(f"{path}: no fact table in this folder; files ending in .{', .'.join(FILES)} are read")
    yield from found


def open_table(place: str | Path, cache: Path | None) -> FactTable:
    """One table's index: the one kept for the unchanged file, else built anew."""
    from verifier.sources.facts.index import FORMAT, kept_index

    if _is_address(place):
        from verifier.sources.facts.databases import shown_address, sql_rows
        from verifier.sources.facts.indexing import build_index

        # a server's rows may change any time: no index is kept
        return build_index(sql_rows(str(place)), shown_address(str(place)))
    shown = _shown(str(place))
    path, _, table = shown.partition("#")
    stamp = _stamp(Path(path))
    key = hashlib.sha256("\0".join((FORMAT, str(Path(path).absolute()), table, stamp)).encode()).hexdigest()
    if cache is not None and (kept := kept_index(cache, key, shown)) is not None:
        return kept
    from verifier.sources.facts.indexing import build_index  # an unchanged table never comes here
    from verifier.sources.facts.readers import rows_of

    return build_index(rows_of(Path(path), table), shown, cache, key)


def _shown(place: str) -> str:
    """A path as reports cite it: from the folder one works in, where it lies there."""
    home = Path.cwd()
    return str(Path(place).relative_to(home)) if Path(place).is_relative_to(home) else place


def _stamp(path: Path) -> str:
    """Size and time of a file, its write-ahead log included; SourceError where there is none."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise SourceError(f"{path}: the fact table cannot be read (a pipe or a device, not a file)")  # it may never end
        files = [path, path.with_name(f"{path.name}-wal")]
        return " ".join(f"{s.st_size} {s.st_mtime_ns}" for file in files if file == path or file.exists() for s in (file.stat(),))
    except OSError as error:
        raise SourceError(f"{path}: the fact table cannot be read ({error.strerror or error})") from None


def _names(paths: tuple[Path, ...], cache: Path | None) -> Names:
    if not paths:
        return Names()
    from verifier.sources.facts.namebook import names_kept

    return names_kept(paths, cache, " ".join(_stamp(path) for path in paths))
