"""Consumer prices in the United States, by month and year: what a dollar of one year is in another's money.

One file, seeds/prices/us-cpi.csv, built by tools/build_price_index.py; SOURCE.md beside it says where it comes from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from verifier import period as periods
from verifier.errors import SourceError
from verifier.interval import Interval, point
from verifier.model import Evidence, Quantity
from verifier.period import Period
from verifier.resources import seeds_folder
from verifier.units import Unit

INDEX = Unit("1982-84 = 100", "index")
SERIES = "US CPI-U"


class Prices:
    """The index of consumer prices; reads its file when first asked."""

    name = "us-cpi"

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or seeds_folder() / "prices" / "us-cpi.csv"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return hashlib.sha256(self._bytes).hexdigest()

    def find(self, key: str, period: Period) -> tuple[Evidence, ...]:
        """The index of one month or year (its average); of other periods the lowest and highest month; empty beyond the data."""
        if key != SERIES:
            return ()
        whole = self._years.get(period.first.year) if period == periods.year(period.first.year) else None
        if whole is not None:
            return (self._evidence(point(whole), period),)
        values = [value for month, value in self._months.items() if period.first <= month.last and month.first <= period.last]
        return (self._evidence(Interval(min(values), max(values)), period),) if values else ()

    def last(self) -> date:
        """The last day of the last month that the file has."""
        return max(month.last for month in self._months)

    def _evidence(self, value: Interval, period: Period) -> Evidence:
        return Evidence(self.name, SERIES, Quantity(value, INDEX), period.last, "BLS CUUR0000SA0", str(period))

    @cached_property
    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise SourceError(f"the price index {self.path} cannot be read: {error.strerror}") from None

    @cached_property
    def _rows(self) -> list[list[str]]:
        return [row.split(",") for row in self._bytes.decode("ascii").splitlines()[1:]]

    @cached_property
    def _years(self) -> Mapping[int, Decimal]:
        return {int(row[0]): Decimal(row[1]) for row in self._rows if row[1]}

    @cached_property
    def _months(self) -> Mapping[Period, Decimal]:
        return {
            periods.month(int(row[0]), number): Decimal(value)
            for row in self._rows
            for number, value in enumerate(row[2:], 1)
            if value
        }
