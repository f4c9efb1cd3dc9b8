"""What a finder hands to the assembly: a mention without its number, zone and final say over its place.

Both halves of `extract` (quantities; dates, durations and claim words) produce drafts; where two overlap, the longer
one wins, and at equal length the one of higher `priority`. Every other field means what it means in `model.Mention`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from verifier.interval import Interval
from verifier.model import MentionKind, Span
from verifier.period import Period
from verifier.units import Unit


class Draft(NamedTuple):
    """A number (or number-like word) one finder claims: characters `start` to `end` of the document's text, half-open.

    A named tuple, which comes apart in one step: every number is one first and becomes a `Mention`.
    `interval` is what the words allow before any qualifier, where that is not `strict`: a range's printed ends, a band's.
    """

    start: int
    end: int
    kind: MentionKind
    value: Decimal | None = None
    step: Decimal | None = None
    strict: Interval | None = None
    loose: Interval | None = None
    unit: Unit | None = None
    interval: Interval | None = None
    qualifier: str | None = None
    qualified: Span | None = None
    period: Period | None = None
    per: str | None = None
    assumed: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    priority: int = 0
