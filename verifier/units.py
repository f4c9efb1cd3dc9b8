"""Units of quantities: a name and a dimension; ISO 4217 for currencies, pint's names for physical units."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Literal

from msgspec import Struct

Dimension = Literal["currency", "ratio", "points", "count", "time", "physical", "index"]


class Unit(Struct, frozen=True):
    """A unit of measure: `USD` (currency), `%` (ratio), `bp` (points), `employees` (count), `year` (time), `acre` (physical)."""

    name: str
    dimension: Dimension


PERCENT = Unit("%", "ratio")
RATIO = Unit("ratio", "ratio")  # fractions and multiples: half, 2x
POINT = Unit("pp", "points")  # percentage points
BASIS_POINT = Unit("bp", "points")
COUNT = Unit("", "count")
DATE = Unit("date", "time")  # days of the calendar, counted as `datetime.date.toordinal` counts them

# what one printed unit is worth in formulas: 13 % enters as 0.13, 140 basis points as 0.014
_WORTH = {"%": Decimal("0.01"), "pp": Decimal("0.01"), "bp": Decimal("0.0001")}
_ONE = Decimal(1)


@cache
def currency(code: str) -> Unit:
    """The unit of an ISO 4217 code."""
    return Unit(code, "currency")


@cache
def time(name: str) -> Unit:
    """day, week, month, quarter, year, hour, minute, second; singular."""
    return Unit(name, "time")


@cache
def count(noun: str) -> Unit:
    """Things counted; the noun is lower-case and singular where the text allows to tell."""
    return Unit(noun, "count")


@cache
def physical(name: str) -> Unit:
    """A physical unit by the name pint knows it by (`kilometer`, `acre`, `troy_ounce`)."""
    return Unit(name, "physical")


def worth(unit: Unit) -> Decimal:
    """How much one printed unit counts in a formula: 0.01 for % and points, 0.0001 for basis points, else 1."""
    return _WORTH.get(unit.name, _ONE)
