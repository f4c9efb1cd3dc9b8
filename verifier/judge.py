"""The one comparison of the program: what a text states against what is expected of it.

All values here are in a formula's terms: percents and points as ratios (13 % is 0.13).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import Struct

from verifier.interval import Interval
from verifier.model import Candidate, Gap, Slack, Tolerance, Verdict

HUNDRED = Decimal(100)
HALF, TWICE = Decimal("0.5"), Decimal(2)


class Stated(Struct, frozen=True):
    """The stated figure in a formula's terms.

    allowed  everything its words allow ("more than 40": [40, ∞))
    usual    the same up to the customary far end ("more than 40" said of 400 is no lie, but nobody means it)
    value    the printed core, None for ranges;  step  one unit of its last printed place;  worth  of one printed unit
    """

    allowed: Interval
    usual: Interval
    value: Decimal | None = None
    step: Decimal | None = None
    worth: Decimal = Decimal(1)


class Judgement(Struct, frozen=True):
    """A verdict and what it rests on: the candidate that decided, how far off it was, the smallest error that would show.

    `measured` is the candidate the gap was measured against: the nearest primary, where another one decided.
    """

    verdict: Verdict
    basis: str
    candidate: Candidate | None = None
    gap: Gap | None = None
    resolution: Decimal | None = None
    reason: str | None = None
    measured: Candidate | None = None


Fits = Callable[[Interval, Interval], bool]

RELATIONS: dict[str, Fits] = {
    "=": lambda stated, expected: stated.meets(expected),
    ">=": lambda stated, expected: stated.hi >= expected.lo,
    "<=": lambda stated, expected: stated.lo <= expected.hi,
    ">": lambda stated, expected: stated.hi > expected.lo,
    "<": lambda stated, expected: stated.lo < expected.hi,
}


def judge(stated: Stated, candidates: Sequence[Candidate], tolerance: Tolerance, relation: str = "=") -> Judgement:
    """The best verdict that some candidate permits; a fail only where nothing the words allow can make it true.

    In order: a primary that fits; an alternative that fits exactly (it explains the figure better than a primary that is
    merely near); a primary within the passing, then the warning tolerance; a scale slip, which nothing excuses; a last
    resort that fits exactly; the harshest verdict a primary may cause. Several candidates of one standing: the best counts.
    A fit so coarse that half and twice the stated value would fit as well decides nothing.
    """
    fits = RELATIONS[relation]
    primaries = [c for c in candidates if c.standing == "primary"]
    fitting = [c for c in primaries if fits(stated.allowed, c.quantity.interval)]
    if fitting:
        return _fit(stated, fitting, fits)
    for candidate in candidates:
        if candidate.standing == "alternative" and fits(stated.allowed, candidate.quantity.interval):
            return _beyond(stated, candidate, candidate.ceiling, candidate.basis, nearest(stated, primaries) or candidate)
    near = nearest(stated, primaries)
    if near is None:
        return Judgement(Verdict.UNVERIFIED, "", reason="no source offers a value to compare with")
    if _within(stated, near, tolerance.passing):
        return _beyond(stated, near, near.ceiling, "within tolerance", near)
    if _within(stated, near, tolerance.warning):
        return _beyond(stated, near, Verdict.WARN, near.basis, near)
    own = primaries[0]  # so far off, the first candidate (the day's own rate) says it as well as the nearest
    if tolerance.scale_slip and _power_of_ten(stated, near, tolerance.scale_slip):
        return _beyond(stated, own, Verdict.FAIL, own.basis, own)
    for candidate in candidates:
        if candidate.standing == "last resort" and fits(stated.allowed, candidate.quantity.interval):
            return _beyond(stated, candidate, candidate.ceiling, candidate.basis, near)
    harshest = max(c.harshest for c in primaries)
    return _beyond(stated, own, harshest, own.basis, own)


def nearest(stated: Stated, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate whose values come closest to what the words allow; the first of equals."""
    return min(candidates, key=lambda c: stated.allowed.distance(c.quantity.interval), default=None)


def _fit(stated: Stated, fitting: Sequence[Candidate], fits: Fits) -> Judgement:
    best = max(fitting, key=lambda c: (fits(stated.usual, c.quantity.interval), c.ceiling))
    expected = best.quantity.interval
    if _meaningless(stated, expected, fits):
        reason = "the figures are too coarse: half and twice the stated value would fit as well"
        return Judgement(Verdict.UNVERIFIED, "", best, resolution=resolution(stated, expected), reason=reason)
    if not fits(stated.usual, expected):
        return Judgement(Verdict.WARN, "far beyond what the words suggest", best, gap(stated, expected, stated.usual))
    basis = "as printed" if expected.width == 0 or expected.middle in stated.allowed else "if rounded"
    return Judgement(best.ceiling, basis, best, resolution=resolution(stated, expected))


def _beyond(stated: Stated, candidate: Candidate, verdict: Verdict, basis: str, measured: Candidate) -> Judgement:
    expected = measured.quantity.interval
    off, seen = gap(stated, expected, stated.allowed), resolution(stated, expected)
    return Judgement(verdict, basis, candidate, off, seen, measured=measured)


def _meaningless(stated: Stated, expected: Interval, fits: Fits) -> bool:
    value = stated.value
    if not value or not stated.allowed.finite:
        return False
    half, twice = (shifted(stated.allowed, value * factor - value) for factor in (HALF, TWICE))
    return fits(half, expected) and fits(twice, expected)


def shifted(interval: Interval, by: Decimal) -> Interval:
    """The interval moved along the line; its width stays."""
    return Interval(interval.lo + by, interval.hi + by)


def resolution(stated: Stated, expected: Interval) -> Decimal | None:
    """The smallest error this check can be sure to see, in printed units: both half-widths together; None if unbounded."""
    if not (expected.finite and stated.allowed.finite):
        return None
    return (expected.width + stated.allowed.width) / 2 / stated.worth


def gap(stated: Stated, expected: Interval, said: Interval) -> Gap:
    """How far beyond rounding: in percent of the expected value and in last printed digits of the stated one."""
    distance = said.distance(expected)
    scale = abs(expected.middle)
    percent = distance / scale * HUNDRED if scale and distance.is_finite() else HUNDRED
    return Gap(percent, distance / stated.step if stated.step else None)


def _within(stated: Stated, candidate: Candidate, slack: Slack) -> bool:
    if not slack.amount:
        return False
    distance = stated.allowed.distance(candidate.quantity.interval)
    return distance <= slack_width(slack, stated, candidate.quantity.interval)


def slack_width(slack: Slack, stated: Stated, expected: Interval) -> Decimal:
    """A tolerance in a formula's terms: percent of the expected value, last digits of the stated one, points, or days."""
    if slack.unit == "%":
        return abs(expected.middle) * slack.amount / HUNDRED
    if slack.unit == "last digits":
        return (stated.step or Decimal(0)) * slack.amount
    if slack.unit == "points":
        return slack.amount / HUNDRED
    return slack.amount


def _power_of_ten(stated: Stated, candidate: Candidate, share: Decimal) -> bool:
    """Whether stated and expected differ by 10, 100, 1000 … times, give or take `share`: "500 million euros ($613 billion)"."""
    said = abs(stated.value if stated.value is not None else stated.allowed.middle)
    expected = abs(candidate.quantity.interval.middle)
    if not said or not expected:
        return False
    ratio = max(said, expected) / min(said, expected)
    power = ratio.adjusted() if ratio < Decimal(10) ** ratio.adjusted() * 3 else ratio.adjusted() + 1
    return power >= 1 and abs(ratio / Decimal(10) ** power - 1) <= share
