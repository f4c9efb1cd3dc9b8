"""Closed intervals of Decimals: what a printed number may stand for.

Interval arithmetic as in XBRL Calculations 1.1: a rounded figure is every value that rounds to it. Either end may be
infinite. Operators treat both operands as independent; `formula.py` evaluates expressions at the corners instead, where
a repeated variable would be counted twice here.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)


class Interval(Struct, frozen=True):
    """All values from `lo` to `hi`, both included; `lo <= hi` or ValueError.

    >>> Interval(Decimal("52.35"), Decimal("52.45")).meets(Interval(Decimal("52.4"), INFINITY))
    True
    """

    lo: Decimal
    hi: Decimal

    def __post_init__(self) -> None:
        if not self.lo <= self.hi:
            raise ValueError(f"an interval from {self.lo} to {self.hi} is empty")

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.lo <= other.hi and other.lo <= self.hi

    def __contains__(self, value: Decimal) -> bool:
        return self.lo <= value <= self.hi

    @property
    def finite(self) -> bool:
        """Whether both ends are numbers."""
        return self.lo.is_finite() and self.hi.is_finite()

    @property
    def middle(self) -> Decimal:
        """The centre of a finite interval, the finite end of a half-open one, 0 for the whole line."""
        if self.finite:
            return (self.lo + self.hi) / 2
        return self.lo if self.lo.is_finite() else self.hi if self.hi.is_finite() else ZERO

    @property
    def width(self) -> Decimal:
        """hi - lo; infinite for a half-open interval."""
        return self.hi - self.lo if self.finite else INFINITY

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.lo, other.lo), max(self.hi, other.hi))

    def distance(self, other: Interval) -> Decimal:
        """How far apart the nearest values are; 0 where they meet."""
        if self.meets(other):
            return ZERO
        return other.lo - self.hi if other.lo > self.hi else self.lo - other.hi

    def scaled(self, factor: Decimal) -> Interval:
        """Both ends times a finite factor."""
        ends = (self.lo * factor, self.hi * factor) if factor else (ZERO, ZERO)
        return Interval(min(ends), max(ends))

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo)

    def __abs__(self) -> Interval:
        if self.lo >= 0:
            return self
        if self.hi <= 0:
            return -self
        return Interval(ZERO, max(-self.lo, self.hi))

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.lo + other.lo, self.hi + other.hi)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.lo - other.hi, self.hi - other.lo)

    def __mul__(self, other: Interval) -> Interval:
        ends = [_product(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; ZeroDivisionError where the divisor may be zero."""
        if ZERO in other:
            raise ZeroDivisionError("the divisor's interval holds zero")
        if self.lo >= 0 and other.lo > 0:  # as nearly always
            return Interval(_quotient(self.lo, other.hi), _quotient(self.hi, other.lo))
        ends = [_quotient(a, b) for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(ends), max(ends))


def _product(a: Decimal, b: Decimal) -> Decimal:
    return ZERO if not a or not b else a * b  # 0 times infinity is 0: a limit, not an error


def _quotient(a: Decimal, b: Decimal) -> Decimal:
    if b.is_infinite():
        return ZERO if a.is_finite() else INFINITY.copy_sign(a * b)
    return a / b


def point(value: Decimal | int | str) -> Interval:
    """The interval that holds one value."""
    exact = Decimal(value)
    return Interval(exact, exact)
