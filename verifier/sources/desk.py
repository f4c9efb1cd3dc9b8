"""A desk's own rates, looked up: they outrank reference rates where they have the pair and the day.

Rows with a basis of "central parity" or "period-end rate" and rows for longer than a day are other readings of a rate, not the
desk's own: they explain a figure, and do not decide it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from verifier.interval import Interval, point
from verifier.model import Evidence, Quantity
from verifier.sources.pairs import Fixing
from verifier.sources.pegs import Parity
from verifier.sources.sheets import Row, read_sheet
from verifier.units import currency

CITED = ("central parity", "period-end rate")
SATURDAY = 5
BEFORE, AFTER = (5, 3), (3, 1)  # days searched before and after the wanted one, rates taken from there
Reference = Callable[[str, str, date], Fixing | None]


class DeskRate(Struct, frozen=True):
    """Units of a pair's second currency per unit of its first, by these rows of sheets and, maybe, a reference rate between.

    `rows` has one row, or two where the pair is crossed; `between` is the fixing that leads from what a sheet prices to a
    currency it does not have.
    """

    rate: Interval
    rows: tuple[Row, ...]
    between: Fixing | None = None

    @property
    def label(self) -> str:
        """How findings name it, by its first row."""
        return self.rows[0].label

    @property
    def trusted(self) -> bool:
        """Whether it may cause a fail: all rows say so."""
        return all(row.trusted for row in self.rows)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The rows as reports quote them, each as its sheet has it."""
        return tuple(row_evidence(row) for row in self.rows)


def row_evidence(row: Row) -> Evidence:
    """One row as reports quote it; the source is what the sheet names."""
    note = row.label.partition(", ")[2] if row.held.days > 1 else row.basis
    quantity = Quantity(point(row.rate), currency(row.quote))
    locator = f"{row.source} ({row.file}:{row.line})"
    return Evidence(f"rates:{row.file}", f"{row.base}/{row.quote}", quantity, row.held.last, locator, note)


class Desk:
    """The sheets of a desk, read when first asked; the first sheet that has a pair and day decides. Safe for many threads."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        self.files = files

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in the order of the sheets. SourceError with every complaint of the first sheet that has any."""
        return tuple(row for file in self.files for row in read_sheet(file))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the rows; where the files lie does not matter."""
        import hashlib

        return hashlib.sha256("\n".join(map(repr, self.rows)).encode()).hexdigest()

    @cached_property
    def _days(self) -> dict[date, dict[tuple[str, str], Row]]:
        days: dict[date, dict[tuple[str, str], Row]] = {}
        for row in self.rows:
            if row.held.days == 1 and row.basis.lower() not in CITED:
                days.setdefault(row.held.first, {}).setdefault((row.base, row.quote), row)
        return days

    @cached_property
    def parities(self) -> tuple[Parity, ...]:
        """Central parities and period-end rates, as rates that somebody cites."""
        return tuple(
            Parity(row.basis.lower(), row.base, row.quote, row.held.last, row.rate, f"{row.source} ({row.file}:{row.line})")
            for row in self.rows if row.basis.lower() in CITED
        )

    @cached_property
    def codes(self) -> frozenset[str]:
        """Everything that some row prices or is priced in."""
        return frozenset(code for row in self.rows for code in (row.base, row.quote))

    def on(self, base: str, quote: str, day: date, reference: Reference | None = None) -> DeskRate | None:
        """The rate of that very day, or on a weekend of the Friday before: as a row has it, inverted, or crossed within the day.

        `reference` prices the rest of the way where a sheet has only "BTC,USD" and the text speaks of euros.
        """
        found = self._on(base, quote, day, reference)
        while found is None and day.weekday() >= SATURDAY:
            day -= timedelta(1)
            found = self._on(base, quote, day, reference)
        return found

    def near(self, base: str, quote: str, day: date, reference: Reference | None = None) -> tuple[DeskRate, ...]:
        """Rates of up to three days before and one after, out of the last five and the next three, the nearest first."""
        found: list[DeskRate] = []
        for (reach, count), sign in ((BEFORE, -1), (AFTER, 1)):
            others = (self._on(base, quote, day + timedelta(sign * step), reference) for step in range(1, reach + 1))
            found += [rate for rate in others if rate is not None][:count]
        return tuple(found)

    def averages(self, base: str, quote: str) -> Iterator[DeskRate]:
        """The rates of periods longer than a day, in the order of the sheets."""
        for row in self.rows:
            if row.held.days > 1 and row.basis.lower() not in CITED and {row.base, row.quote} == {base, quote}:
                yield DeskRate(point(row.rate if row.base == base else 1 / row.rate), (row,))

    def _on(self, base: str, quote: str, day: date, reference: Reference | None) -> DeskRate | None:
        table = self._days.get(day)
        if not table:
            return None
        for one in _from(table, base):
            if one[0] == quote:
                return DeskRate(point(one[1]), (one[2],))
        for middle, rate, row in _from(table, base):
            for end, further, other in _from(table, middle):
                if end == quote:
                    return DeskRate(point(rate * further), (row, other))
        return _through(table, base, quote, day, reference) if reference else None


def _from(table: dict[tuple[str, str], Row], code: str) -> Iterator[tuple[str, Decimal, Row]]:
    """What one unit of a currency is worth in others, by the rows of a day."""
    for (base, quote), row in table.items():
        if base == code:
            yield quote, row.rate, row
        elif quote == code:
            yield base, 1 / row.rate, row


def _through(table: dict[tuple[str, str], Row], base: str, quote: str, day: date, reference: Reference) -> DeskRate | None:
    for middle, rate, row in _from(table, base):
        if (fixing := reference(middle, quote, day)) is not None:
            return DeskRate(fixing.interval * point(rate), (row,), fixing)
    for middle, rate, row in _from(table, quote):
        if (fixing := reference(base, middle, day)) is not None:
            return DeskRate(fixing.interval * point(1 / rate), (row,), fixing)
    return None
