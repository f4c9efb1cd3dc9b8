"""Two currencies crossed: exact rates of single days from the printed figures, and fast sifting of long stretches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from verifier.interval import Interval
from verifier.sources.days import EPOCH, FRIDAY, SUNDAY, weekday

STALE_AFTER = 10  # days: how old the last fixing may be over a weekend, over holidays, or between two weekly ones
GAP = 10  # days between two fixings beyond which nobody knows what the market did
REMEMBERED = 16  # days of one pair whose rate is kept: a text asks for the same few over and over
SIFTED = 16  # stretches of one pair kept as floats
SIEVE = (0.995, 1.005)  # floats sift with this much room; what passes is crossed exactly
POWERS = tuple(10**n for n in range(20))
NOTHING = Decimal(0)


class Fixing(Struct, frozen=True, gc=False):
    """One rate: so many units of `quote` for one of `base`, by that source on that day.

    over, under  the printed figures it is the quotient of, without their decimal points; 0 where there is none
    band         how far it may lie off for another reason, as a peg's may: a share of the value to either side
    """

    source: str
    base: str
    quote: str
    day: date
    value: Decimal
    over: int = 0
    under: int = 0
    band: Decimal = NOTHING

    @property
    def doubt(self) -> Decimal:
        """What printed digits and band leave open, as a share of the value to either side: 0.0035 for one of three digits."""
        over, under = self.over, self.under
        if over and under:
            return Decimal(over + under) / (2 * over * under)
        return Decimal(1) / (2 * (over or under)) if over or under else self.band

    @property
    def interval(self) -> Interval:
        """All rates the printed digits allow."""
        spread = self.value * self.doubt
        return Interval(self.value - spread, self.value + spread)


UNASKED = Fixing("", "", "", date.min, NOTHING)


class Series(Struct, frozen=True, eq=False):
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

    def places_on(self, day: int) -> int:
        """How many decimal places the figure of a day has, or of the last one before it."""
        return self.places(max(0, bisect_right(self.days, day) - 1))

    def changes(self) -> Iterator[int]:
        """The days from which on figures have other places than before."""
        return (self.days[start] for start in self.starts[1:])

    def at(self, day: int) -> int:
        """The index of that very day, or -1."""
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

    `days` are those of the series with fewer of them; a rate exists on a day that both have. Nobody knows one after `until`.
    """

    def __init__(self, names: tuple[str, str, str], top: Series | None, bottom: Series | None, end: int) -> None:
        self.source, self.base, self.quote = names
        self.top = top
        self.bottom = bottom
        both = [series for series in (top, bottom) if series is not None]
        self.days = min(both, key=lambda series: len(series.days)).days
        self.first = max(series.days[0] for series in both)
        self.last = min(series.days[-1] for series in both)
        self.until = _until(self.last, end)
        self._sifted: dict[tuple[int, int], list[tuple[int, float]]] = {}
        self._asked: dict[int, Fixing | None] = {}
        one = Series(self.days, bytes([1]) * len(self.days), (0,), (0,))
        self._above, self._below = top or one, bottom or one
        self._over, self._under = (len(series.days) - len(self.days) for series in (self._above, self._below))
        self._changes = (0, *sorted({day for series in both for day in series.changes()}))
        self._scales = tuple(self._scale(day) for day in self._changes)

    def _scale(self, day: int) -> tuple[int, int]:
        """What the quotient of two mantissas of a day is multiplied with, or else divided by: one of them is 0."""
        shift = self._below.places_on(day) - self._above.places_on(day)
        return (POWERS[shift], 0) if shift >= 0 else (0, POWERS[-shift])

    def on(self, day: date) -> Fixing | None:
        """The rate of that day, or of the last fixing up to ten days before; None where nobody knows one."""
        wanted = day.toordinal() - EPOCH
        found = self._asked.get(wanted, UNASKED)
        if found is not UNASKED:
            return found
        days, oldest, found = self.days, wanted - STALE_AFTER, None
        index = bisect_right(days, wanted) - 1 if wanted <= self.until else -1
        while found is None and index >= 0 and (held := days[index]) >= oldest:
            found = self.at(index, day if held == wanted else None)
            index -= 1
        if len(self._asked) >= REMEMBERED:
            self._asked.clear()
        self._asked[wanted] = found
        return found

    def forget(self) -> None:
        """Drops remembered answers; only memory and time depend on them."""
        self._asked.clear()

    def at(self, index: int, moment: date | None = None) -> Fixing | None:
        """The exact rate of the day at an index of `days`, None where only one currency has it; `moment` is that day, if known.

        Series with the same last days, as most are, have it at the same place from their ends: looked for there first.
        """
        day, top, bottom = self.days[index], self._above, self._below
        one, other = index + self._over, index + self._under
        if top.days[one] != day and (one := top.at(day)) < 0:
            return None
        if bottom.days[other] != day and (other := bottom.at(day)) < 0:
            return None
        above, below = top.mantissas[one], bottom.mantissas[other]
        up, down = self._scales[bisect_right(self._changes, day) - 1]
        value = Decimal(above * up) / below if up else Decimal(above) / (below * down)
        over, under = above if self.top else 0, below if self.bottom else 0
        moment = moment or date.fromordinal(EPOCH + day)
        return Fixing(self.source, self.base, self.quote, moment, value, over, under)

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
            fixing, earlier = self._of(ratios[i][0]), self._of(ratios[before][0])
            if fixing is not None and earlier is not None:
                reach = fixing.interval.hull(earlier.interval)
                nearer = fixing if fixing.interval.distance(wanted) <= earlier.interval.distance(wanted) else earlier
                if reach.meets(wanted):
                    return Fit(nearer, reach)
        return None

    def _of(self, day: int) -> Fixing | None:
        index = bisect_left(self.days, day)
        return self.at(index) if index < len(self.days) and self.days[index] == day else None


class Fit(Struct, frozen=True):
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


def _until(last: int, end: int) -> int:
    """The last day number a pair with fixings until `last` answers for, in a table that ends on `end`.

    A weekly fixing holds until the table itself ends. A Saturday after the last Friday still has Friday's rate; a later day
    does not: nobody knows its fixing yet.
    """
    known = end if last >= end - STALE_AFTER else last
    return known + SUNDAY - weekday(known) if weekday(known) >= FRIDAY else known
