"""What is fixed by decree rather than found by a market: pegs, official parities and cited period-end rates, parallel markets.

Small text files beside rates.bin; columns are named in their first line and only the last one may hold commas. An empty
`end` is still in force.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from verifier.errors import SourceError
from verifier.period import Period

FOREVER = date.max
Row = TypeVar("Row")


class Peg(Struct, frozen=True):
    """So many units of `currency` are worth one of `anchor`, give or take a share (0.0225: 2.25 %), while `held`."""

    currency: str
    anchor: str
    rate: Decimal
    tolerance: Decimal
    held: Period
    note: str


class Parity(Struct, frozen=True):
    """A cited rate of one day, units of `quote` per `base`, which is not the market's: `basis` is what reports call it."""

    basis: str
    base: str
    quote: str
    day: date
    rate: Decimal
    locator: str


class Parallel(Struct, frozen=True):
    """A currency with a street rate beside the official one during `held`: no single rate proves a conversion wrong."""

    currency: str
    held: Period
    note: str


def read_pegs(file: Path) -> dict[str, tuple[Peg, ...]]:
    """Pegs by currency; SourceError with file and line where a row cannot be read."""
    found: dict[str, tuple[Peg, ...]] = {}
    for peg in _read(file, 7, lambda c: Peg(c[0], c[1], _positive(c[2]), _share(c[3]), _held(c[4], c[5]), c[6])):
        found[peg.currency] = (*found.get(peg.currency, ()), peg)
    return found


def read_parities(file: Path) -> tuple[Parity, ...]:
    """Cited rates in file order; SourceError as above."""
    return _read(file, 6, lambda c: Parity(c[0], c[1], c[2], date.fromisoformat(c[3]), _positive(c[4]), c[5]))


def read_parallel(file: Path) -> tuple[Parallel, ...]:
    """Parallel markets in file order; SourceError as above."""
    return _read(file, 4, lambda c: Parallel(c[0], _held(c[1], c[2]), c[3]))


def _read(file: Path, columns: int, row: Callable[[list[str]], Row]) -> tuple[Row, ...]:
    try:
        head, *lines = file.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise SourceError(f"{file}: this table cannot be read ({error}); reinstall the package") from error
    rows = []
    for number, line in enumerate(lines, 2):
        cells = [cell.strip() for cell in line.split(",", columns - 1)]
        if len(cells) != columns:
            raise SourceError(f"{file}:{number}: {columns} columns are wanted ({head}), {len(cells)} are here")
        try:
            rows.append(row(cells))
        except ValueError as error:
            raise SourceError(f"{file}:{number}: this row cannot be read: {error}") from error
    return tuple(rows)


def _held(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end) if end else FOREVER)


def _positive(text: str) -> Decimal:
    number = _decimal(text)
    if not number > 0:
        raise ValueError(f"a rate is above zero, not {text}")
    return number


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except ArithmeticError:
        number = Decimal("Infinity")
    if not number.is_finite():
        raise ValueError(f"{text!r} is no decimal number")
    return number


def _share(text: str) -> Decimal:
    number = _decimal(text)
    if not 0 <= number < 1:
        raise ValueError(f"a tolerance is a share below 1 (0.0225 for 2.25 %), not {text}")
    return number
