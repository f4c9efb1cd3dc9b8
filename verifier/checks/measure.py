"""`unit(measure)`: a physical quantity in the stated figure's unit.

Everyday factors are written out (NIST SP 811, appendix B.8; exact by definition) so that "500 acres (202 hectares)" costs
nothing; whatever is not among them is asked of pint, which takes a quarter of a second to load, once.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from verifier.interval import Interval
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown
from verifier.sources.ledger import Inquiry
from verifier.units import Unit

if TYPE_CHECKING:
    from pint import UnitRegistry

# unit (pint's name): what it measures, and its size in metres, square metres, kilograms, cubic metres or metres a second
FACTORS = {
    name: (kind, Decimal(size))
    for kind, sizes in {
        "length": {
            "meter": "1", "kilometer": "1000", "centimeter": "0.01", "millimeter": "0.001", "mile": "1609.344", "yard": "0.9144",
            "foot": "0.3048", "inch": "0.0254", "nautical_mile": "1852",
        },
        "area": {
            "meter ** 2": "1", "kilometer ** 2": "1E6", "hectare": "1E4", "acre": "4046.8564224", "square_foot": "0.09290304",
            "square_mile": "2589988.110336",
        },
        "mass": {
            "kilogram": "1", "gram": "0.001", "metric_ton": "1000", "pound": "0.45359237", "ounce": "0.028349523125",
            "troy_ounce": "0.0311034768", "ton": "907.18474", "long_ton": "1016.0469088",
        },
        "volume": {
            "meter ** 3": "1", "liter": "0.001", "gallon": "0.003785411784", "imperial_gallon": "0.00454609",
            "oil_bbl": "0.158987294928", "cubic_foot": "0.028316846592",
        },
        "speed": {"kilometer / hour": "0.2777777777777777777777777778", "mile / hour": "0.44704"},
    }.items()
    for name, size in sizes.items()
}
# one word, several units: a "ton" in a shipping report is metric, in an American one short
KINDS = {"ton": ("ton", "metric_ton", "long_ton"), "gallon": ("gallon", "imperial_gallon"), "ounce": ("ounce", "troy_ounce")}
# 0 °C is 32 °F, but a rise of 1 °C is a rise of 1.8 °F: the words do not always say which is meant
DEGREES = {
    ("degree_Celsius", "degree_Fahrenheit"): (Decimal("1.8"), Decimal(32)),
    ("degree_Fahrenheit", "degree_Celsius"): (1 / Decimal("1.8"), -32 / Decimal("1.8")),
}


def unit(inquiry: Inquiry, first: Mention) -> Answer:
    """`first` in the stated unit, one candidate per reading of either unit's name; Unknown if they measure different things."""
    stated = inquiry.stated
    if not isinstance(stated, Mention) or stated.unit is None or first.unit is None or first.strict is None:
        return Unknown(f"'{first.text}' has no value in a unit that could be converted")
    if first.unit == stated.unit:
        return Unknown(f"'{first.text}' and '{stated.text}' are in the same unit")
    degrees = DEGREES.get((first.unit.name, stated.unit.name))
    if degrees is not None:
        return _temperatures(first.strict, stated.unit, *degrees)
    found = []
    for source in KINDS.get(first.unit.name, (first.unit.name,)):
        for target in KINDS.get(stated.unit.name, (stated.unit.name,)):
            ratio = factor(source, target)
            if ratio is not None:
                basis = f"1 {spoken(source)} = {ratio.normalize():.7g} {spoken(target)}"
                found.append(Candidate(Quantity(first.strict.scaled(ratio), stated.unit), basis=basis))
    return tuple(found) or Unknown(f"'{first.text}' and '{stated.text}' do not measure the same thing")


def factor(source: str, target: str) -> Decimal | None:
    """How many of the unit `target` make one `source`; None where they measure different things or a name is unknown.

    >>> factor("mile", "kilometer")
    Decimal('1.609344')
    """
    one, other = FACTORS.get(source), FACTORS.get(target)
    if one is not None and other is not None:
        return one[1] / other[1] if one[0] == other[0] else None
    return _by_pint(source, target)


def spoken(name: str) -> str:
    """A unit's name for a report: `meter ** 2` is "square meter", `oil_bbl` a barrel."""
    if name.endswith((" ** 2", " ** 3")):
        return ("square " if name.endswith("2") else "cubic ") + name[:-5]
    return {"oil_bbl": "barrel"}.get(name, name.replace("_", " "))


def _temperatures(degrees: Interval, target: Unit, scale: Decimal, offset: Decimal) -> Answer:
    scaled = degrees.scaled(scale)
    shifted = Interval(scaled.lo + offset, scaled.hi + offset)
    return (
        Candidate(Quantity(shifted, target), basis="as a temperature"),
        Candidate(Quantity(scaled, target), basis="as a difference of temperatures"),
    )


@lru_cache(maxsize=256)
def _by_pint(source: str, target: str) -> Decimal | None:
    import pint

    try:
        quantity = _registry().Quantity(Decimal(1), source).to(target)
    except (pint.PintError, ArithmeticError, TypeError, ValueError):
        return None
    return Decimal(str(quantity.magnitude))


@cache
def _registry() -> UnitRegistry[Decimal]:
    import pint

    return pint.UnitRegistry(non_int_type=Decimal)
