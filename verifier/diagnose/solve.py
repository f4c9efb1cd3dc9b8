"""Which value of one figure would make a claim hold: three evaluations instead of hundreds."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]  # the figure's value, what the formula then expects


def required(points: Sequence[Point], target: float) -> float | None:
    """The x at which expected(x) is the target, for the curve (ax + b) / (cx + 1) through three points; None where there is none.

    Every formula is linear in each role above and below the line, so each role's curve has this shape.
    """
    (x1, y1), (x2, y2), (x3, y3) = points
    # a·x + b − c·x·y = y, twice subtracted from the first
    p, q, r = x2 - x1, x1 * y1 - x2 * y2, y2 - y1
    s, t, u = x3 - x1, x1 * y1 - x3 * y3, y3 - y1
    determinant = p * t - q * s
    if not determinant:
        return None
    a, c = (r * t - q * u) / determinant, (p * u - r * s) / determinant
    b = y1 - a * x1 + c * x1 * y1
    slope = a - target * c
    return (target - b) / slope if slope else None
