"""Stretches of days, first and last included (XBRL's notion of a period)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from msgspec import Struct


class Period(Struct, frozen=True):
    """All days from `first` to `last`, both included; ValueError when last comes before first.

    >>> str(month(2025, 2)), str(day(date(2025, 2, 24)))
    ('2025-02', '2025-02-24')
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period from {self.first} to {self.last} is empty")

    def __contains__(self, moment: date) -> bool:
        return self.first <= moment <= self.last

    @property
    def days(self) -> int:
        """How many days it has; 1 for a single day."""
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        """`2025-02-24` for a day, `2025-02` for a month, `2025` for a year, else `start/end`: the report's wire format."""
        if self.first == self.last:
            return self.first.isoformat()
        if self == month(self.first.year, self.first.month):
            return self.first.isoformat()[:7]
        if self == year(self.first.year):
            return self.first.isoformat()[:4]
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def day(moment: date) -> Period:
    """One day."""
    return Period(moment, moment)


def days_in_month(year_: int, month_: int) -> int:
    """28 to 31; the standard library's `calendar` knows it too, but its import takes longer than all that is asked here."""
    if month_ == 2:
        return (date(year_, 3, 1) - timedelta(days=1)).day
    return 30 if month_ in (4, 6, 9, 11) else 31


@cache
def month(year_: int, month_: int) -> Period:
    """A calendar month, 1 to 12."""
    return Period(date(year_, month_, 1), date(year_, month_, days_in_month(year_, month_)))


@cache
def quarter(year_: int, quarter_: int) -> Period:
    """A calendar quarter, 1 to 4."""
    first = month(year_, 3 * quarter_ - 2).first
    return Period(first, month(year_, 3 * quarter_).last)


@cache
def year(year_: int) -> Period:
    """A calendar year."""
    return Period(date(year_, 1, 1), date(year_, 12, 31))


def week(moment: date) -> Period:
    """The week, Monday to Sunday (ISO 8601), that holds a day."""
    monday = moment - timedelta(days=moment.weekday())
    return Period(monday, monday + timedelta(days=6))
