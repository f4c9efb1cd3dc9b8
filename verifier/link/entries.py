"""Figures of a table as entries of a calculation: their sign, their rounding, and the unit they share with their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from verifier.interval import Interval
from verifier.model import Mention
from verifier.units import COUNT, PERCENT, POINT, Unit

ROUNDED_FROM = Decimal(100)  # plain counts of that size are often rounded without a word; smaller ones are what they are
HALF = Decimal("0.5")


def widened(mention: Mention) -> Mention:
    """A plain count as if it were rounded to its last digit; anything else as it is."""
    exact = mention.strict is not None and not mention.strict.width
    if not exact or mention.kind != "number" or mention.value is None or abs(mention.value) < ROUNDED_FROM:
        return mention
    return replace(mention, strict=Interval(mention.value - HALF, mention.value + HALF))


def negated(mention: Mention) -> Mention:
    """The mention below zero: "less returns 20", "▼ 3%"."""
    return replace(
        mention, value=-mention.value if mention.value is not None else None, strict=-mention.strict if mention.strict else None,
        loose=-mention.loose if mention.loose else None,
        quantity=replace(mention.quantity, interval=-mention.quantity.interval) if mention.quantity else None,
    )


def as_percent(mention: Mention) -> Mention:
    """A bare number as a percentage, as the head of its column says."""
    if mention.kind != "number" or mention.value is None or mention.step is None:
        return mention
    half = mention.step * HALF
    strict = Interval(mention.value - half, mention.value + half)
    return replace(mention, kind="percent", unit=PERCENT, strict=strict, quantity=None)


def as_points(mention: Mention) -> Mention:
    """A bare number as percentage points, as the change between two percentages."""
    changed = as_percent(mention)
    return replace(changed, kind="points", unit=POINT) if changed is not mention else mention


def bare(mention: Mention) -> bool:
    """Whether a figure has no unit, printed or given by a head."""
    return mention.unit is None or mention.unit == COUNT


def with_unit(mention: Mention, unit: Unit | None) -> Mention:
    """A bare figure in the unit of its neighbours: accountants print the "$" in the first and the last row only."""
    return replace(mention, unit=unit) if bare(mention) and unit is not None else mention


def one_unit(mentions: Sequence[Mention]) -> tuple[Mention, ...] | None:
    """The figures in their one unit; None where they have several, or some were scaled by a head that the others escaped."""
    units = {mention.unit for mention in mentions if not bare(mention)}
    if len(units) > 1:
        return None
    if not units:
        return tuple(mentions)
    plain = [mention for mention in mentions if bare(mention)]
    if plain and any(mention.assumed and mention.text[:1].isdigit() for mention in mentions if not bare(mention)):
        return None  # a head gave the unit, and "Employees 5,300" did not take it
    if plain and any(mention.facet("scale") for mention in mentions):
        return None
    (unit,) = units
    return tuple(with_unit(mention, unit) for mention in mentions)
