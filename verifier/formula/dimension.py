"""Which unit an expression comes out in, and what may not be added.

Percentages and points enter as ratios. A currency or a physical unit outlasts ratios, counts and times it is multiplied
with or divided by ($24m over three years is $8m); a currency outlasts a physical unit (dollars for barrels are dollars).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from verifier.formula.blocks import Program
from verifier.model import Unknown
from verifier.units import COUNT, RATIO, Unit

# what an expression is made of: unit → power; None for a bare number, which may be added to ratios, counts and times
Makeup = Counter[Unit] | None


@lru_cache(maxsize=4096)
def unit_of(program: Program, units: tuple[Unit | None, ...]) -> Unit | Unknown:
    """The unit of a calculation whose leaves have these units (None: a bare number)."""
    stack: list[Makeup] = []
    for what in program:
        if isinstance(what, int):
            stack.append(_makeup(units[what]))
            continue
        right, left = stack.pop(), stack.pop()
        if what in ("+", "-"):
            if _addable(left, right):
                stack.append(right if left is None else left)
            else:
                return Unknown(f"{_said(right)} cannot be {'added to' if what == '+' else 'taken from'} {_said(left)}")
        else:
            stack.append(_product(left, right, 1 if what == "*" else -1))
    return _named(stack[0])


def common(units: Sequence[Unit | None]) -> Unit | Unknown | None:
    """The one unit of values that are added or compared."""
    first = units[0]
    for unit in units[1:]:
        if not _addable(_makeup(first), _makeup(unit)):
            return Unknown(f"{_said(_makeup(unit))} cannot be set beside {_said(_makeup(first))}")
    return first


def _makeup(unit: Unit | None) -> Makeup:
    if unit is None:
        return None
    if unit.dimension in ("ratio", "points"):
        return Counter()
    return Counter({COUNT if unit.dimension == "count" else unit: 1})


def _product(left: Makeup, right: Makeup, sign: int) -> Makeup:
    if right is None:
        return left
    result: Counter[Unit] = Counter(left or {})
    for unit, power in right.items():
        result[unit] += sign * power
    return Counter({unit: power for unit, power in result.items() if power})


def _addable(left: Makeup, right: Makeup) -> bool:
    if left is None or right is None:
        return not _lasting(left or right or Counter())
    if _lasting(left) or _lasting(right):
        return _lasting(left) == _lasting(right)
    return left == right or {unit.dimension for unit in (*left, *right)} <= {"count"}


def _lasting(makeup: Counter[Unit]) -> Counter[Unit]:
    for dimension in ("currency", "physical", "index"):
        if found := Counter({unit: power for unit, power in makeup.items() if unit.dimension == dimension}):
            return found
    return Counter()


def _named(makeup: Makeup) -> Unit:
    if not makeup:
        return COUNT if makeup is None else RATIO
    kept = _lasting(makeup) or makeup
    (unit, power), *others = sorted(kept.items(), key=lambda part: (-part[1], part[0].name))
    if power == 1 and not others:
        return unit
    above = "*".join(unit.name for unit, power in kept.items() for _ in range(power)) or "1"
    below = "".join("/" + unit.name for unit, power in kept.items() for _ in range(-power))
    return Unit(above + below, "ratio" if len({unit.dimension for unit in kept}) == 1 and below else "index")


def _said(makeup: Makeup) -> str:
    if makeup is None:
        return "a bare number"
    name = _named(makeup)
    return {"ratio": "a ratio", "": "a count"}.get(name.name, name.name)
