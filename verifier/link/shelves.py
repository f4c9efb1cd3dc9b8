"""The figures of source documents, sorted so that each figure of a draft meets the few it may be, and no others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from verifier.link.across import REACH, sort_of
from verifier.link.apart import significant
from verifier.link.surroundings import Surroundings
from verifier.units import BASIS_POINT, POINT

SCALES = tuple(Decimal(f"1e{power}") for power in (-9, -6, -3, 3, 6, 9))
DIGITS = 2  # a scale slip shows in figures of at least so many digits
UNITLESS = 3  # digits from which on two figures may be one although only one of them has a unit
SIGNED = frozenset({"percent", "money", "number", "points"})  # tables print below zero what prose calls a fall or a loss
At = tuple[int, int]  # a figure's text and where it starts there
# words in a table's labels, as features, that may scale its bare figures
SCALED = {"thous": Decimal("1e3"), "milli": Decimal("1e6"), "billi": Decimal("1e9")}
PERCENTAGES = ("percent", "%", "", "")
POINTS = {BASIS_POINT: (POINT, Decimal("0.01")), POINT: (BASIS_POINT, Decimal(100))}
MONEYS, BARE = ("money of any currency",), ("figure of a table, without a unit",)


class Shelves:
    """The figures of the sources by what they must have in common with one that asks, each group in order of size."""

    def __init__(self, figures: Sequence[Surroundings], measures: Mapping[str, str]) -> None:
        """`measures` are words for what is counted → what they have in common: employees, workers and staff are one."""
        self._measures = measures
        self.counted = [one for one in figures if one.mention.kind in ("ordinal", "rank")]  # a few: streaks and places
        self._groups: dict[tuple[str, ...], list[Surroundings]] = defaultdict(list)
        for one in figures:
            for shown in _shown(one):
                for key in self._held_under(shown):
                    self._groups[key].append(shown)
        for group in self._groups.values():
            group.sort(key=lambda one: (size(one), place(one)))
        self._sizes = {key: [size(one) for one in group] for key, group in self._groups.items()}

    def beside(self, one: Surroundings, near: Decimal) -> Sequence[Surroundings]:
        """The figures up to that share larger or smaller, those nearest in size where there are many."""
        value = size(one)
        slack = abs(value) * near
        found = [other for key in self._asked_under(one) for other in self._between(key, value - slack, value + slack, value)]
        band = one.mention.strict if one.mention.kind == "band" else None
        return [*found, *self._between(PERCENTAGES, band.lo, band.hi, band.lo)] if band is not None else found

    def slipped(self, one: Surroundings) -> Iterator[Surroundings]:
        """Figures of the same digits, thousands of times larger or smaller."""
        value = one.mention.value
        if value and significant(one.mention) >= DIGITS and one.mention.kind in ("money", "number"):
            for key in self._asked_under(one):
                for scale in SCALES:
                    found = self._between(key, value * scale, value * scale, value * scale)
                    yield from (other for other in found if not _bare(other))

    def _between(self, key: tuple[str, ...], low: Decimal, high: Decimal, value: Decimal) -> Sequence[Surroundings]:
        sizes, group = self._sizes.get(key, []), self._groups.get(key, [])
        first, last = bisect_left(sizes, low), bisect_right(sizes, high)
        if last - first > REACH:
            middle = bisect_left(sizes, value)
            first, last = max(first, middle - REACH // 2), min(last, middle + REACH)
        return group[first:last]

    def _held_under(self, one: Surroundings) -> tuple[tuple[str, ...], ...]:
        """The groups a figure of a source is kept in: its own sort, and one for what prose would give a unit or leave without."""
        mention = one.mention
        if mention.kind == "money":
            return *dict.fromkeys((self._sort(one), self._whole(one))), MONEYS
        return (self._sort(one), BARE) if _bare(one) else (self._sort(one),)

    def _asked_under(self, one: Surroundings) -> tuple[tuple[str, ...], ...]:
        """The groups a figure of the draft may stand in.

        "From 28.07 billion" leaves its currency to the figure before it; a table may give no unit at all.
        """
        mention = one.mention
        own = self._sort(one)
        whole = self._whole(one)
        if mention.kind not in ("money", "number") or significant(mention) < UNITLESS:
            return tuple(dict.fromkeys((own, whole)))
        named = mention.kind == "money" or mention.facet("noun") is not None
        return tuple(dict.fromkeys((own, whole, BARE))) if named else (own, MONEYS)

    def _whole(self, one: Surroundings) -> tuple[str, ...]:
        """The group of an amount whose share is left to the words around it: "3.0 pence" after "3.2 pence per share"."""
        return self._sort(replace(one, mention=replace(one.mention, per=None))) if one.mention.per else self._sort(one)

    def _sort(self, one: Surroundings) -> tuple[str, ...]:
        """What two figures must have in common to be compared, nouns that count the same being one."""
        *start, noun = sort_of(one)
        if one.mention.kind != "number":
            return (*start, noun)
        common = self._measures.get(noun.lower()) or self._measures.get(f"{noun.lower()}s")
        return (start[0], "", start[2], common) if common else (*start, noun)


def _shown(one: Surroundings) -> Iterator[Surroundings]:
    """A figure as its source prints it and, for one in a table, as prose would: "fell 5%" for "(5%)", in full for "millions"."""
    scales = [scale for word, scale in SCALED.items() if word in one.features] if _bare(one) else []
    for scale in (Decimal(1), *scales):
        shown = one if scale == 1 else _times(one, scale)
        yield shown
        value = shown.mention.value
        if shown.mention.zone == "cell" and value is not None and value < 0 and shown.mention.kind in SIGNED:
            yield replace(_times(shown, Decimal(-1)), move=-1)
    if one.mention.unit in POINTS:  # "40 basis points" are 0.4 percentage points
        unit, factor = POINTS[one.mention.unit]
        counted = _times(one, factor)
        yield replace(counted, mention=replace(counted.mention, unit=unit))


def _times(one: Surroundings, factor: Decimal) -> Surroundings:
    mention = one.mention
    strict, loose = (core.scaled(factor) if core is not None else None for core in (mention.strict, mention.loose))
    value = mention.value * factor if mention.value is not None else None
    step = mention.step * abs(factor) if mention.step is not None else None
    return replace(one, mention=replace(mention, value=value, step=step, strict=strict, loose=loose))


def _bare(one: Surroundings) -> bool:
    """Whether it is a cell's figure that has neither unit nor noun."""
    return one.mention.kind == "number" and one.mention.zone == "cell" and one.mention.facet("noun") is None


def size(one: Surroundings) -> Decimal:
    """The value of a figure, 0 for a word without one."""
    return one.mention.value or Decimal(0)


def place(one: Surroundings) -> At:
    """Which figure it is: its text and where it starts there."""
    return one.text, one.mention.span.start
