"""Two currencies crossed: exact rates of single days from the printed figures, and fast sifting of long stretches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from verifier.interval import Interval

EPOCH = date(1984, 1, 1).toordinal()  # days are counted from here
FRIDAY = 4
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GAP = 10  # days between two fixings beyond which nobody knows what the market did
SIFTED = 16  # stretches of one pair kept as floats
SIEVE = (0.995, 1.005)  # floats sift with this much room; what passes is crossed exactly
POWERS = tuple(10**n for n in range(20))


@dataclass(frozen=True, slots=True)
class Fixing:
    """One rate: so many units of `quote` for one of `base`, by that source on that day.

    loose  what the printed digits leave open, as numerator and denominator of a share of the value to either side: 0.0035
           for a currency printed with three digits; a peg's band is told the same way
    """

    source: str
    base: str
    quote: str
    day: date
    value: Decimal
    loose: tuple[int, int]

    @property
    def doubt(self) -> Decimal:
        """`loose` as one number."""
        return Decimal(self.loose[0]) / self.loose[1]

    @property
    def interval(self) -> Interval:
        """All rates the printed digits allow."""
        spread = self.value * self.doubt
        return Interval(self.value - spread, self.value + spread)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One currency against its source's anchor: day numbers ascending, and mantissas.

    Figures have `decimals[k]` places from index `starts[k]` on.
    """

    days: Sequence[int]
    mantissas: Sequence[int]
    starts: tuple[int, ...]
    decimals: tuple[int, ...]

    def places(self, index: int) -> int:
        """How many decimal places the mantissa at an index has."""
        return self.decimals[bisect_right(self.starts, index) - 1] if len(self.starts) > 1 else self.decimals[0]

    def at(self, day: int, from_end: int) -> int:
        """The index of that very day, or -1; looked for first where a series with the same last days would have it."""
        index = len(self.days) - from_end
        if index >= 0 and self.days[index] == day:
            return index
        index = bisect_left(self.days, day)
        return index if index < len(self.days) and self.days[index] == day else -1

    def followed_by(self, later: Series, after: int) -> Series:
        """This series with the points of a later one that lie after a day number: none of its own is replaced."""
        skipped, here = bisect_right(later.days, after), len(self.days)
        if skipped == len(later.days):
            return self
        starts, decimals = [*self.starts], [*self.decimals]
        for start, digits in zip((skipped, *(s for s in later.starts if s > skipped)), later.decimals_from(skipped), strict=True):
            if digits != decimals[-1]:
                starts.append(here + start - skipped)
                decimals.append(digits)
        return Series([*self.days, *later.days[skipped:]], [*self.mantissas, *later.mantissas[skipped:]],
                      tuple(starts), tuple(decimals))

    def decimals_from(self, index: int) -> tuple[int, ...]:
        """The places of the stretches from an index on, that of the index itself first."""
        return self.decimals[bisect_right(self.starts, index) - 1 :]

    def floats(self, first: int, last: int) -> Iterator[tuple[int, float]]:
        """(day, figure) of a stretch of days, both ends included."""
        start, stop = bisect_left(self.days, first), bisect_right(self.days, last)
        while start < stop:
            run = bisect_right(self.starts, start)
            end = min(stop, self.starts[run]) if run < len(self.starts) else stop
            unit = float(POWERS[self.places(start)])
            yield from zip(self.days[start:end], [m / unit for m in self.mantissas[start:end]], strict=True)
            start = end


class Pair:
    """The cross of two currencies within one source: `top` over `bottom`, None standing for the source's anchor.

    `days` are those of the series with fewer of them; a rate exists on a day that both have.
    """

    def __init__(self, names: tuple[str, str, str], top: Series | None, bottom: Series | None) -> None:
        self.source, self.base, self.quote = names
        self.top = top
        self.bottom = bottom
        both = [series for series in (top, bottom) if series is not None]
        self.days = min(both, key=lambda series: len(series.days)).days
        self.first = max(series.days[0] for series in both)
        self.last = min(series.days[-1] for series in both)
        self._sifted: dict[tuple[int, int], list[tuple[int, float]]] = {}
        steady = all(len(series.starts) == 1 for series in both)
        self.shift = self._shift(0, 0) if steady else None

    def _shift(self, over: int, under: int) -> int:
        """By how many places the quotient of two mantissas at these indexes is too small."""
        return (self.bottom.places(under) if self.bottom else 0) - (self.top.places(over) if self.top else 0)

    def at(self, day: int, from_end: int) -> Fixing | None:
        """The exact rate of a day number; `from_end` is how many places from the end of `days` it stands."""
        above = below = 1
        over = under = loose = 0
        top, bottom, shift = self.top, self.bottom, self.shift
        if top is not None:
            if (over := top.at(day, from_end)) < 0:
                return None
            above = top.mantissas[over]
        if bottom is not None:
            if (under := bottom.at(day, from_end)) < 0:
                return None
            below, loose = bottom.mantissas[under], above
        if top is not None:
            loose += below
        if shift is None:
            shift = self._shift(over, under)
        value = Decimal(above * POWERS[shift]) / below if shift >= 0 else Decimal(above) / (below * POWERS[-shift])
        return Fixing(self.source, self.base, self.quote, date.fromordinal(EPOCH + day), value, (loose, 2 * above * below))

    def ratios(self, first: int, last: int) -> list[tuple[int, float]]:
        """(day, rate) of all days of a stretch that both currencies have, in floats: for sifting, not for comparing.

        The last few stretches are remembered: one failed conversion is tried with many corrections of its figures.
        """
        found = self._sifted.get((first, last))
        if found is None:
            if len(self._sifted) >= SIFTED:
                self._sifted.clear()
            found = self._sifted[first, last] = self._ratios(first, last)
        return found

    def _ratios(self, first: int, last: int) -> list[tuple[int, float]]:
        if self.bottom is None or self.top is None:
            series = self.top or self.bottom
            figures = list(series.floats(first, last)) if series else []
            return figures if self.top else [(day, 1 / figure) for day, figure in figures]
        below = dict(self.bottom.floats(first, last))
        return [(day, figure / below[day]) for day, figure in self.top.floats(first, last) if day in below]

    def fitting(self, first: int, last: int, wanted: Interval, near: int) -> Fit | None:
        """The stretch's rate that comes to lie in `wanted`, nearest to a day; the earlier of two equally near.

        Between two fixings the market passed every rate between them, so they fit together: an amount of four digits
        converted at noon agrees with neither fixing, only with both.
        """
        ratios = self.ratios(first, last)
        close = _sift(ratios, float(wanted.lo) * SIEVE[0], float(wanted.hi) * SIEVE[1])
        for i in sorted(close, key=lambda i: abs(ratios[i][0] - near)):
            before = i - 1 if i and ratios[i][0] - ratios[i - 1][0] <= GAP else i
            fixing, earlier = self._on(ratios[i][0]), self._on(ratios[before][0])
            if fixing is not None and earlier is not None:
                reach = fixing.interval.hull(earlier.interval)
                nearer = fixing if fixing.interval.distance(wanted) <= earlier.interval.distance(wanted) else earlier
                if reach.meets(wanted):
                    return Fit(nearer, reach)
        return None

    def _on(self, day: int) -> Fixing | None:
        return self.at(day, len(self.days) - bisect_left(self.days, day))


@dataclass(frozen=True, slots=True)
class Fit:
    """A fixing near which the market had a wanted rate: `reach` is what it passed since the fixing before."""

    fixing: Fixing
    reach: Interval


def _sift(ratios: list[tuple[int, float]], lo: float, hi: float) -> list[int]:
    """The indexes at which a rate lies from lo to hi, or on the other side of them than the one before."""
    close, before = [], None
    for index, (_, ratio) in enumerate(ratios):
        side = (ratio > hi) - (ratio < lo)
        if side == 0 or (side != before and before is not None):
            close.append(index)
        before = side
    return close


def spoken(day: date) -> str:
    """A day as reports write it: `24 Feb 2025`, whatever the machine's locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: int) -> int:
    """0 for Monday to 6 for Sunday, of a day number."""
    return (EPOCH + day - 1) % 7
