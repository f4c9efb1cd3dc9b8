"""Arithmetic over intervals, exact where a figure stands twice.

Operators on intervals take every operand for independent, so that a/(a+b) comes out twice too wide. Where a figure
stands twice, the expression is calculated at the corners of the box of its figures' intervals instead. It is linear in
each figure above and below the line (`linear.py` sees to that), hence monotone in each: the corners hold its extremes.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal, localcontext
from itertools import product
from typing import Any

from verifier.formula.blocks import Program
from verifier.interval import INFINITY, ZERO, Interval, point
from verifier.model import Unknown

MOST_INPUTS = 8  # 256 corners
CONTEXT = Context(prec=28, traps=[])  # the caller's own context must not decide a verdict; what overflows becomes NaN, seen below

_OPERATORS: Mapping[str, Callable[..., Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}

# an infinite end is the limit of growing boxes: a finite stand-in far beyond any figure, calculated with digits to spare
_FAR = Decimal("1E+100")
_BEYOND, _NOTHING = Decimal("1E+50"), Decimal("1E-50")
_WIDE = Context(prec=250, traps=[])

ZERO_DIVISOR = Unknown("a divisor may be zero within its rounding, so the quotient may be anything")
TOO_MANY = Unknown(f"more than {MOST_INPUTS} rounded figures in one calculation leave too much open")
TOO_LARGE = Unknown("the figures are too large to calculate with")


def calculate(program: Program, leaves: Sequence[Interval], repeats: bool) -> Interval | Unknown:
    """The values an expression can take; `repeats` tells whether one of its leaves stands in it twice."""
    if not repeats:
        return _independent(program, leaves)
    open_places = [place for place, leaf in enumerate(leaves) if leaf.lo != leaf.hi]
    if len(open_places) > MOST_INPUTS:
        return TOO_MANY
    if all(leaves[place].finite for place in open_places):
        return _at_corners(program, [(leaf.lo, leaf.hi) if leaf.lo != leaf.hi else (leaf.lo,) for leaf in leaves])
    with localcontext(_WIDE):
        found = _at_corners(program, [tuple(dict.fromkeys((_near(leaf.lo), _near(leaf.hi)))) for leaf in leaves])
    return found if isinstance(found, Unknown) else Interval(_far(found.lo), _far(found.hi))


def _independent(program: Program, leaves: Sequence[Interval]) -> Interval | Unknown:
    stack: list[Interval] = []
    try:
        for what in program:
            if isinstance(what, int):
                stack.append(leaves[what])
            else:
                right = stack.pop()
                stack[-1] = _OPERATORS[what](stack[-1], right)
    except ZeroDivisionError:
        return ZERO_DIVISOR
    except ValueError:  # an interval with NaN at an end
        return TOO_LARGE
    return stack[0]


def _at_corners(program: Program, ends: Sequence[tuple[Decimal, ...]]) -> Interval | Unknown:
    """The extremes over all corners, which are calculated side by side: every leaf is a column with a row for each corner."""
    columns = list(zip(*product(*ends), strict=True))
    stack: list[tuple[Decimal, ...]] = []
    for what in program:
        if isinstance(what, int):
            stack.append(columns[what])
            continue
        right = stack.pop()
        if what == "/" and min(right) <= 0 <= max(right):
            return ZERO_DIVISOR
        stack[-1] = tuple(map(_OPERATORS[what], stack[-1], right))
    values = stack[0]
    if any(map(Decimal.is_nan, values)):
        return TOO_LARGE
    return Interval(min(values), max(values))


def _near(end: Decimal) -> Decimal:
    return end if end.is_finite() else _FAR.copy_sign(end)


def _far(value: Decimal) -> Decimal:
    if abs(value) >= _BEYOND:
        return INFINITY.copy_sign(value)
    return ZERO if abs(value) <= _NOTHING else +value


def spread(function: str, values: Sequence[Interval]) -> Interval:
    """abs, min, max, sum or count of intervals; |[5.5, 5.6] - [5.4, 5.7]| is [0, 0.2].

    A sum's half-widths add up: every part may be rounded the same way.
    """
    if function == "abs":
        return abs(values[0])
    if function == "count":
        return point(len(values))
    lows, highs = [value.lo for value in values], [value.hi for value in values]
    if function == "min":
        return Interval(min(lows), min(highs))
    if function == "max":
        return Interval(max(lows), max(highs))
    return Interval(sum(lows, ZERO), sum(highs, ZERO))
