"""A failed claim → the single slips that would explain it. Knows arithmetic and spelling, no documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from verifier.diagnose.solve import required
from verifier.diagnose.variants import Near, Slip, variants
from verifier.figure import like
from verifier.interval import Interval
from verifier.model import Claim, Mention, RoleValue, Word

__all__ = ["Slip", "kind_slips", "slips"]

Roles = Mapping[str, RoleValue]
Expect = Callable[[Roles], Interval | None]
Holds = Callable[[Roles], bool]

_POINTS = re.compile(r"[\s-]*(?:percentage|basis)[\s-]points?|\s*bps?\b", re.IGNORECASE)
# how often such slips happen, most often first
LIKELIHOOD = ("scale word", "direction", "digits swapped", "decimal point", "digit dropped", "digit added", "last digit")
MOST = 6  # suggestions kept: more would be guessing
MARGIN = 0.05  # inputs are rounded too: variants that far outside the solved range are still tried


def slips(
    claim: Claim, stated: str, said: Interval, expect: Expect, holds: Holds, opposites: Mapping[str, str]
) -> tuple[Slip, ...]:
    """The edits of one figure or word each that make the claim hold, likeliest first; last the recalculated stated figure.

    `said` is what the stated figure allows and `expect` what the formula comes to with given roles, both in the stated
    figure's printed unit; `holds` judges the claim with one role exchanged; `opposites` are the lexicon's words for the
    other direction.
    """
    roles = dict(claim.roles)
    expected = expect(roles)
    found: list[Slip] = []
    for name in sorted(roles, key=lambda name: name != stated):
        role = roles[name]
        if isinstance(role, Word):
            found += [slip for slip, changed in _other_direction(role, opposites) if holds({**roles, name: changed})]
        elif isinstance(role, Mention) and role.value is not None and role.step is not None:
            near = _around(expected, role) if name == stated else _near(roles, name, role, said, expect)
            found += [slip for slip, changed in variants(role, near) if holds({**roles, name: changed})]
    plausible = [slip for slip in found if slip.name != "last digit"]
    plausible.sort(key=lambda slip: LIKELIHOOD.index(slip.name))
    figure = roles.get(stated)
    text = like(figure, expected.middle) if isinstance(figure, Mention) and expected is not None and expected.finite else None
    if figure is None or not text or isinstance(figure, tuple) or text == figure.text:
        return tuple((plausible or found)[:MOST])  # nine last digits to choose from explain too much, but are better than nothing
    if not any(slip.text == text and slip.span == figure.span for slip in plausible):
        plausible = [*plausible[: MOST - 1], Slip(figure.span, text, "recalculated")]
    return tuple(plausible[:MOST])


def kind_slips(claim: Claim) -> tuple[Slip, ...]:
    """For a wording that is wrong in itself: percentage points of an amount of money were meant as percent."""
    points = (mention for _, mention in claim.roles if isinstance(mention, Mention) and mention.kind == "points")
    return tuple(
        Slip(mention.span, _POINTS.sub(word, mention.text), "percent and points")
        for mention in points for word in ("%", " percent") if _POINTS.search(mention.text)
    )


def _other_direction(word: Word, opposites: Mapping[str, str]) -> Iterator[tuple[Slip, Word]]:
    other = opposites.get(word.text.lower())
    if other and word.value is not None:
        text = other.capitalize() if word.text[0].isupper() else other
        yield Slip(word.span, text, "direction"), replace(word, text=text, value=-word.value)


def _around(expected: Interval | None, figure: Mention) -> Near:
    """Values the stated figure may take: what is expected, as roughly as the figure is printed."""
    if expected is None or not expected.finite:
        return _any
    return _between(float(expected.lo), float(expected.hi), float(figure.step or 0))


def _near(roles: Roles, name: str, role: Mention, said: Interval, expect: Expect) -> Near:
    """Values an input may take for the formula to come to what is said."""
    value = role.value or Decimal(0)
    points = []
    for factor in (Decimal(1), Decimal("0.8"), Decimal("1.25")):
        moved = value * factor
        expected = expect({**roles, name: replace(role, value=moved, strict=_point(moved), loose=_point(moved), qualifier=None)})
        if expected is None or not expected.finite:
            return _any
        points.append((float(moved), float(expected.middle)))
    ends = [required(points, float(end)) for end in (said.lo, said.hi) if end.is_finite()]
    solved = [end for end in ends if end is not None]
    return _between(min(solved), max(solved), float(role.step or 0)) if len(solved) == 2 else _any


def _point(value: Decimal) -> Interval:
    return Interval(value, value)


def _between(low: float, high: float, step: float) -> Near:
    slack = step + MARGIN * max(abs(low), abs(high))
    return lambda value: low - slack <= float(value) <= high + slack


def _any(value: Decimal) -> bool:
    return True
