"""Rates through pegs: 100 patacas are so many Hong Kong dollars, and those have a fixing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from verifier.sources.fixings import FixingTable
from verifier.sources.pairs import Fixing
from verifier.sources.pegs import Peg

PARTS = 10**8
_ONE, _ZERO = Decimal(1), Decimal(0)


class Anchored(NamedTuple):
    """A currency led back by pegs: the anchor, how many of the currency one anchor is worth, how loosely, by which pegs."""

    anchor: str
    per: Decimal
    loose: Decimal
    pegs: tuple[Peg, ...]


class Pegged:
    """Crosses of currencies that are pegged, directly or through others, to what a table fixes."""

    def __init__(self, table: FixingTable, pegs: Mapping[str, tuple[Peg, ...]]) -> None:
        self._table = table
        self._pegs = pegs

    def rate(self, base: str, quote: str, day: date) -> Fixing | None:
        """Units of `quote` per `base` through pegs; None where no peg helps."""
        anchors = self.anchors(base, quote, day)
        if anchors is None:
            return None
        left, right = anchors
        value, loose, own_day = right.per / left.per, left.loose + right.loose, day
        if left.anchor != right.anchor:
            cross = self._table.fixing(left.anchor, right.anchor, day)
            if cross is None:
                return None
            value, loose, own_day = value * cross.value, loose + cross.doubt, cross.day
        return Fixing("peg", base, quote, own_day, value, band=Decimal(int(loose * PARTS)) / PARTS)

    def anchors(self, base: str, quote: str, day: date) -> tuple[Anchored, Anchored] | None:
        """Both currencies led back to what the table fixes; None where neither is pegged."""
        if day > self._table.last and self._table.fixing("EUR", "USD", day) is None:
            return None  # a peg lasts until it breaks: past the last known day nobody vouches for it
        one, other = self._anchored(base, day), self._anchored(quote, day)
        return (one, other) if one.pegs or other.pegs else None

    def _anchored(self, code: str, day: date) -> Anchored:
        per, loose = _ONE, _ZERO
        used: tuple[Peg, ...] = ()
        while code != "EUR" and self._table.fixing("EUR", code, day) is None:
            peg = next((peg for peg in self._pegs.get(code, ()) if day in peg.held), None)
            if peg is None:
                break
            code, per, loose, used = peg.anchor, per * peg.rate, loose + peg.tolerance, (*used, peg)
        return Anchored(code, per, loose, used)
