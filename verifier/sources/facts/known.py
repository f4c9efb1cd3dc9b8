"""Facts as they were known on a text's day: of a restated figure the value published last by then.

A key is an entity, concept, stretch of days, unit and scope. Several values of one key with different days of publication are
a figure and its restatements: the latest published on or before the text's day applies, or without such a day the latest of
all. A figure first published after the text is kept, marked as `late`: it can confirm, asks for a look where it would
contradict, and reports say so. Rows that say no day of publication are always known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from verifier.period import Period
from verifier.sources.facts import Facts
from verifier.sources.facts.rows import Fact
from verifier.units import Unit

Key = tuple[Period, Unit, str]


class KnownFacts(Facts):
    """A view of fact tables for texts of one day; `day` None stands for a text that bears none."""

    def __init__(self, facts: Facts, day: date | None) -> None:
        super().__init__(facts.tables, facts.names, facts.wording)
        self.day = day
        self._known: dict[tuple[str, str], tuple[Fact, ...]] = {}

    def at(self, entity: str, concept: str, period: Period) -> tuple[Fact, ...]:
        """As of all tables, restated figures as known on the day."""
        return known(super().at(entity, concept, period), self.day)

    def series(self, entity: str, concept: str) -> tuple[Fact, ...]:
        """As of all tables, restated figures as known on the day."""
        key = (entity, concept)
        if key not in self._known:
            self._known[key] = known(super().series(entity, concept), self.day)
        return self._known[key]


def known(rows: Sequence[Fact], day: date | None) -> tuple[Fact, ...]:
    """The rows of one entity and concept that apply on a day, in their order."""
    if not any(row.published for row in rows):
        return tuple(rows)
    newest = _newest(rows, day)
    return tuple(_kept(rows, newest, day))


def _newest(rows: Sequence[Fact], day: date | None) -> dict[Key, date]:
    """The day of publication that applies to each key: the last by the day, else the first after it."""
    found: dict[Key, date] = {}
    for row in rows:
        if row.published is None:
            continue
        key = (row.period, row.unit, row.scope)
        held = found.get(key)
        if held is None or _applies(row.published, held, day):
            found[key] = row.published
    return found


def _applies(one: date, other: date, day: date | None) -> bool:
    """Whether a day of publication applies rather than another."""
    late, later = day is not None and one > day, day is not None and other > day
    return one < other if late and later else later if late != later else one > other


def _kept(rows: Sequence[Fact], newest: dict[Key, date], day: date | None) -> Iterator[Fact]:
    for row in rows:
        if row.published is None:
            yield row
        elif row.published == newest[row.period, row.unit, row.scope]:
            yield replace(row, late=True) if day is not None and row.published > day else row
