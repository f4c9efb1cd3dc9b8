"""What a finder hands to the assembly: a mention without its number, zone and final say over its place.

Both halves of `extract` (quantities; dates, durations and claim words) produce drafts; where two overlap, the longer
one wins, and at equal length the one of higher `priority`. Every other field means what it means in `model.Mention`.
"""

from __future__ import annotations

from decimal import Decimal

from verifier.interval import Interval
from verifier.model import MentionKind, Span
from verifier.period import Period
from verifier.units import Unit


class Draft:
    """A number (or number-like word) one finder claims: characters `start` to `end` of the document's text, half-open.

    `interval` is what the words allow before any qualifier, where that is not `strict`: a range's printed ends, a band's.
    Drafts live for one extraction and are the one value that is not frozen: who comes later may know better, and sets it
    right, in a `copy` where the first reading may still be wanted.
    """

    __slots__ = (
        "assumed", "end", "facets", "interval", "kind", "loose", "per", "period", "priority", "qualified", "qualifier",
        "start", "step", "strict", "unit", "value",
    )

    def __init__(
        self, start: int, end: int, kind: MentionKind, value: Decimal | None = None, step: Decimal | None = None,
        strict: Interval | None = None, loose: Interval | None = None, unit: Unit | None = None,
        interval: Interval | None = None, qualifier: str | None = None, qualified: Span | None = None,
        period: Period | None = None, per: str | None = None, assumed: str | None = None,
        facets: tuple[tuple[str, str], ...] = (), priority: int = 0,
    ) -> None:  # fmt: skip
        self.start, self.end = start, end
        self.kind: MentionKind = kind
        self.value, self.step = value, step
        self.strict, self.loose = strict, loose
        self.unit = unit
        self.interval = interval
        self.qualifier, self.qualified = qualifier, qualified
        self.period = period
        self.per = per
        self.assumed = assumed
        self.facets = facets
        self.priority = priority

    def copy(self) -> Draft:
        """Another draft that says the same."""
        return Draft(
            self.start, self.end, self.kind, self.value, self.step, self.strict, self.loose, self.unit, self.interval,
            self.qualifier, self.qualified, self.period, self.per, self.assumed, self.facets, self.priority,
        )  # fmt: skip
