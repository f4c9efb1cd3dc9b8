"""What the parts of a list add up to, and which reading of the list would explain a total that differs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from verifier.interval import Interval
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown, Verdict
from verifier.sources.ledger import Inquiry
from verifier.units import RATIO, Unit

MOST = 12  # parts; the readings grow with their square


def total_of(inquiry: Inquiry, parts: tuple[Mention, ...]) -> Answer:
    """The signed sum of the parts; as alternatives, which only warn, the sum without one of them or with one subtracted.

    "$95 million, of which $31 million in cash and $64 million under its $210 million facility" names an
    amount that is no part; "consisted of income of $9 million and an outflow of $4 million" leaves the sign to the reader.
    """
    sizes = [part.strict for part in parts]
    if len(parts) < 2 or any(size is None or not size.finite for size in sizes):
        return Unknown("the list has fewer than two parts with a single value")
    exact = [size for size in sizes if size is not None]
    unit = parts[0].unit or RATIO
    whole = _sum(exact)
    found = [Candidate(Quantity(whole, unit), basis="the parts added up")]
    if len(parts) <= MOST:
        found += _readings(parts, exact, whole, unit)
    return tuple(found)


def _sum(sizes: list[Interval]) -> Interval:
    """Half-widths add: the sum may be off by all of them together."""
    return Interval(sum((size.lo for size in sizes), Decimal(0)), sum((size.hi for size in sizes), Decimal(0)))


def _readings(parts: tuple[Mention, ...], sizes: list[Interval], whole: Interval, unit: Unit) -> Iterator[Candidate]:
    for part, size in zip(parts, sizes, strict=True):
        others = [other for other in sizes if other is not size]
        if len(others) > 1:
            yield _alternative(_sum(others), unit, f"without {part.text}")
        yield _alternative(_sum(others) - size, unit, f"with {part.text} subtracted")


def _alternative(size: Interval, unit: Unit, basis: str) -> Candidate:
    return Candidate(Quantity(size, unit), basis=basis, ceiling=Verdict.WARN, standing="alternative")
