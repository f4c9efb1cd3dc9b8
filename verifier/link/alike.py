"""Whether the figures of a claim can stand in one calculation, and what bare ones among them are figures of."""

from __future__ import annotations

from typing import get_args

from msgspec.structs import replace

from verifier.model import Mention, Quantity, RoleValue
from verifier.units import Dimension, Unit

Roles = tuple[tuple[str, RoleValue], ...]
AMOUNTS = frozenset({"money", "number", "measure"})
DIMENSIONS = frozenset(get_args(Dimension))


def aligned(roles: Roles, alike: tuple[str, ...]) -> Roles | None:
    """The roles with bare numbers given the unit of their neighbours, or None where the figures do not belong together.

    `unit` in `alike` asks for one unit in all amounts, `!unit` for a different one in each, a dimension (`time`) for units of
    that dimension: "sixth consecutive quarter" counts quarters, "the sixth meeting" counts nothing a series holds. A bare
    number takes the unit of the others: "to $5.6 billion from 5.0 billion".
    """
    for dimension in DIMENSIONS.intersection(alike):
        units = [value.unit for _, value in roles if isinstance(value, Mention)]
        if not all(unit is not None and unit.dimension == dimension for unit in units):
            return None
    if "unit" in alike:
        return _one_unit(roles)
    if "!unit" in alike:
        figures = amounts(roles)
        units = [mention.unit for mention in figures]
        return roles if len(set(units)) == len(units) and not _total_and_share(figures) else None
    return roles


def _total_and_share(figures: list[Mention]) -> bool:
    """A whole beside its price for one: "worth $7.2 billion, or A$4.05 a share" converts nothing."""
    return any(one.per and not other.per and other.facet("scale") for one in figures for other in figures)


def amounts(roles: Roles) -> list[Mention]:
    """The money, numbers and measures among the roles, lists' members included, in the roles' order."""
    found: list[Mention] = []
    for _, value in roles:
        members = value if isinstance(value, tuple) else (value,)
        found += [member for member in members if isinstance(member, Mention) and member.kind in AMOUNTS]
    return found


def _one_unit(roles: Roles) -> Roles | None:
    units = {mention.unit for mention in amounts(roles) if mention.unit is not None and mention.kind != "number"}
    if len(units) > 1:
        return None
    if units and any(mention.kind == "number" and mention.unit and mention.unit.name for mention in amounts(roles)):
        return None  # "two offers" are no part of "27.7 billion crowns"
    unit = next(iter(units), None) or next((m.unit for m in amounts(roles) if m.unit and m.unit.name), None)
    if unit is None:
        return roles
    return tuple((name, _with_unit(value, unit)) for name, value in roles)


def _with_unit(value: RoleValue, unit: Unit) -> RoleValue:
    if isinstance(value, tuple):
        return tuple(_adopting(member, unit) for member in value)
    return _adopting(value, unit) if isinstance(value, Mention) else value


def _adopting(mention: Mention, unit: Unit) -> Mention:
    """A count among amounts of money is money: the noun after it ("1,100 positions" beside "1,200 jobs") decides nothing."""
    if mention.kind != "number" or mention.unit == unit:
        return mention
    quantity = Quantity(mention.quantity.interval, unit) if mention.quantity else None
    return replace(mention, unit=unit, quantity=quantity)
