"""Building the index of a fact table: every row read, every complaint at once, two values for one key kept and named.

Rows of a broken table are never dropped: no index is made of one.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from verifier.errors import Complaint, SourceError
from verifier.period import Period
from verifier.resources import keep_newest
from verifier.sources.facts.index import FactTable, kept_index
from verifier.sources.facts.names import Words, folded, short_name, words_of
from verifier.sources.facts.rows import COLUMNS, KNOWN, Fact, header_problems, read_row
from verifier.sources.facts.tables import Row, complaints_error

KEPT = 24  # index files in one cache folder
MOST_ROWS = 5_000_000
MOST_COMPLAINTS = 10_000  # a table with more is no fact table
WARNED = 20  # warnings named; the others are counted
BATCH = 50_000
FIRSTS = 3_000  # first words of names that are kept as one list, to be read whole; of more each word is looked up
_SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE label(id INTEGER PRIMARY KEY, sort TEXT, folded TEXT, name TEXT);
CREATE TABLE alias(first TEXT, second TEXT, words TEXT, target TEXT, sort TEXT, proper INTEGER);
CREATE TABLE fact(entity INTEGER, concept INTEGER, first INTEGER, last INTEGER, value TEXT, unit TEXT, qualifier TEXT,
                  decimals INTEGER, scope TEXT, source TEXT, confidence TEXT, complete INTEGER, line INTEGER,
                  published INTEGER);
"""
_INDEXES = """
CREATE INDEX fact_key ON fact(entity, concept, last);
CREATE INDEX alias_first ON alias(first, second);
CREATE UNIQUE INDEX label_key ON label(sort, folded);
"""


def build_index(rows: Iterator[Row], place: str, folder: Path | None = None, key: str = "") -> FactTable:
    """The index of a table's rows, kept in the folder where one is given; SourceError with every complaint of the table."""
    if folder is None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, rows, place)
        return FactTable(connection, place)
    temporary = folder / f"facts-{key}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        connection = sqlite3.connect(temporary, check_same_thread=False)
    except (OSError, sqlite3.Error):  # a cache that cannot be written to is no matter
        return build_index(rows, place)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        _fill(connection, rows, place)
        connection.close()
        temporary.replace(folder / f"facts-{key}.sqlite")
        keep_newest(folder, "facts-*.sqlite", KEPT)
    except BaseException:
        connection.close()
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    kept = kept_index(folder, key, place)
    if kept is None:
        said = f"{place}: the index of the facts in {folder} cannot be read back"
        raise SourceError(f"{said}; set VERIFIER_CACHE to another folder, or to off")
    return kept


def _fill(connection: sqlite3.Connection, rows: Iterator[Row], place: str) -> None:
    builder = _Builder(connection, place)
    connection.executescript(_SCHEMA)
    builder.read(rows)
    connection.executescript(_INDEXES)
    builder.finish()
    connection.commit()


class _Builder:
    """Puts rows into tables, collecting complaints; lives for one build."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self.connection, self.place = connection, place
        self.digest = hashlib.sha256()
        self.complaints: list[Complaint] = []
        self.warnings: list[str] = []
        self.labels: dict[tuple[str, str], tuple[int, str]] = {}
        self.count = 0
        self.dated = False

    def read(self, rows: Iterator[Row]) -> None:
        batch: list[tuple[object, ...]] = []
        started = False
        for line, cells in rows:
            if not started:
                started = True
                self.header(cells)
                continue
            fact = read_row(cells, self.place, line)
            if not isinstance(fact, Fact):
                self.complaints += [Complaint(self.place, line, 1, message) for message in fact]
                if len(self.complaints) > MOST_COMPLAINTS:
                    break
                continue
            batch.append(self.stored(fact, cells.get("unit", "").strip()))
            if len(batch) >= BATCH:
                self.store(batch)
                batch = []
        self.store(batch)
        if not started or not (self.count or self.complaints):
            self.complaints.append(Complaint(self.place, 0, 0, "the table holds no facts"))
        if self.complaints:
            raise complaints_error(self.complaints)

    def header(self, names: Iterable[str]) -> None:
        known = dict.fromkeys(names, "")
        self.complaints += [Complaint(self.place, 1, 1, message) for message in header_problems(known)]
        if self.complaints:
            raise complaints_error(self.complaints)
        if others := [name for name in known if name not in KNOWN]:
            columns = ", ".join(COLUMNS)
            self.warnings.append(f"{self.place}: not read: {', '.join(others)}; a fact table has the columns {columns}")

    def stored(self, fact: Fact, unit: str) -> tuple[object, ...]:
        since = fact.complete_since.toordinal() if fact.complete_since else None
        published = fact.published.toordinal() if fact.published else None
        self.dated = self.dated or fact.published is not None
        row = (self.label("entity", fact.entity), self.label("concept", fact.concept), fact.period.first.toordinal(),
               fact.period.last.toordinal(), str(fact.value), "ratio" if unit == "%" else unit, fact.qualifier, fact.decimals,
               fact.scope, fact.source, fact.confidence, since, fact.line, published)
        self.digest.update(repr(row).encode())
        return row

    def label(self, sort: str, name: str) -> int:
        key = (sort, folded(name))
        if key not in self.labels:
            self.labels[key] = (len(self.labels) + 1, name)
            self.digest.update(f"{sort} {name}\n".encode())
        return self.labels[key][0]

    def store(self, batch: list[tuple[object, ...]]) -> None:
        self.count += len(batch)
        if self.count > MOST_ROWS:
            raise SourceError(f"{self.place}: more than {MOST_ROWS} facts; split the table, and name only what a desk needs")
        self.connection.executemany(f"INSERT INTO fact VALUES ({', '.join('?' * 14)})", batch)

    def finish(self) -> None:
        rows = [(number, sort, key, name) for (sort, key), (number, name) in self.labels.items()]
        self.connection.executemany("INSERT INTO label VALUES (?, ?, ?, ?)", rows)
        aliases = [alias for (sort, _), (_, name) in self.labels.items() for alias in own_aliases(sort, name)]
        self.connection.executemany("INSERT INTO alias VALUES (?, ?, ?, ?, ?, ?)", aliases)
        self.warnings += self.contradictions()
        shown = self.warnings[:WARNED]
        if len(self.warnings) > WARNED:
            shown.append(f"{self.place}: and {len(self.warnings) - WARNED} further warnings")
        firsts = {first for first, *_ in aliases}
        meta = {"digest": self.digest.hexdigest(), "rows": str(self.count), "warnings": "\n".join(shown),
                "dated": "yes" if self.dated else "", "firsts": "\n".join(sorted(firsts)) if len(firsts) <= FIRSTS else ""}
        self.connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())

    def contradictions(self) -> Iterator[str]:
        """A warning for each key with several values, naming the rows; values published on different days are restatements."""
        names = dict(self.labels.values())
        asked = """SELECT entity, concept, first, last, unit, group_concat(line, ', '), group_concat(value, ' and '),
                   count(DISTINCT value), count(published), count(*) FROM fact
                   GROUP BY entity, concept, first, last, unit, scope{} HAVING count(*) > 1 {} ORDER BY min(line)"""
        mixed = "AND count(published) BETWEEN 1 AND count(*) - 1 AND count(DISTINCT value) > 1"
        rows = [*self.connection.execute(asked.format(", published", ""))]
        rows += self.connection.execute(asked.format("", mixed)) if self.dated else ()
        for entity, concept, first, last, unit, lines, values, different, dated, whole in rows:
            period = Period(date.fromordinal(first), date.fromordinal(last))
            what = f"{names[entity]}, {names[concept]}, {period}"
            if different > 1:
                said = f"{self.place}: rows {lines}: {what} has the values {values} {unit}"
                known = "" if not self.dated else ", published on one day" if dated == whole else ", of days not all given"
                yield f"{said}{known}; all are kept, and none of them can fail a claim"
            else:
                yield f"{self.place}: rows {lines}: {what} stands there several times, with one value"


def own_aliases(sort: str, name: str) -> Iterator[tuple[str, str, str, str, str, int]]:
    """What an entity or concept is found by without any `names.yaml`: its own name, and a company's without its legal form."""
    proper = int(sort == "entity" and name[:1].isupper())
    forms: tuple[Words, ...] = (words_of(name), short_name(name) if sort == "entity" else ())
    for words in dict.fromkeys(form for form in forms if form):
        yield words[0], words[1] if len(words) > 1 else "", " ".join(words), name, sort, proper
