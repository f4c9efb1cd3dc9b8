"""Numbers in digits: where they stand, what they say, and how exactly they say it.

Separators are read as the writer's convention shows them to be: "1,234.56", "1.234,56", "12,34,567" (India), "1'234",
"1 234" with no-break spaces, and a lone decimal comma ("24,5 %") where no thousands reading is possible.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from verifier.interval import Interval

ONE: Final = Decimal(1)
HALF: Final = Decimal("0.5")
THOUSAND: Final = Decimal(1000)
LONGEST: Final = 24  # digits; what has more is a serial number, and would not fit Decimal's 28 with half a step added

SCAN: Final = re.compile("[0-9]+(?:[.,'’\u00a0\u202f\u2009][0-9]+)*")  # everything else is looked at only once this has hit
_ENGLISH: Final = re.compile("([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:[.]([0-9]+))?")  # nearly all; the rest is taken apart
_SPACES: Final = "\u00a0\u202f\u2009"


class Numeral:
    """A number as printed, before any scale word.

    `step` is one unit of its last place, `open_step` one unit of the last place that is no trailing zero of an integer
    ("380": 1 and 10). `comma` says that a lone comma was taken for a decimal point, which needs a unit to be believed.
    `digits` is how much of the text was read ("5,6,7" holds three numbers); 0 for what is no number but a version or a
    serial ("4.2.1", thirty digits).
    """

    __slots__ = ("comma", "digits", "open_step", "step", "value")

    def __init__(self, value: Decimal, step: Decimal, open_step: Decimal, digits: int, comma: bool = False) -> None:
        self.value: Final = value
        self.step: Final = step
        self.open_step: Final = open_step
        self.digits: Final = digits
        self.comma: Final = comma

    @property
    def whole(self) -> bool:
        """Whether no decimals are printed."""
        return self.step == ONE


class Precision:
    """What a printed figure may stand for: value, step, strict and loose as in `model.Mention`."""

    __slots__ = ("loose", "step", "strict", "value")

    def __init__(self, value: Decimal, step: Decimal, strict: Interval, loose: Interval) -> None:
        self.value: Final = value
        self.step: Final = step
        self.strict: Final = strict
        self.loose: Final = loose


@lru_cache(maxsize=8192)
def read_numeral(text: str) -> Numeral:
    """The number that digits and separators print, or its first part where the separators join several.

    >>> read_numeral("1.234,56").value, read_numeral("12,34,567").value, read_numeral("5,6,7").digits
    (Decimal('1234.56'), Decimal('1234567'), 1)
    """
    if len(text) > LONGEST and sum(map(str.isdecimal, text)) > LONGEST:
        return _numeral("0", "", 0)
    if text.isdecimal():
        return _numeral(text, "", len(text))
    if (english := _ENGLISH.fullmatch(text)) is not None:
        return _numeral(english[1].replace(",", ""), english[2] or "", len(text))
    parts = re.split(r"([^0-9])", text)
    groups, marks = parts[::2], ["'" if mark == "’" else " " if mark in _SPACES else mark for mark in parts[1::2]]
    last = marks[-1]
    same = len(set(marks)) == 1
    if same and _thousands(groups) and (last != "." or len(groups) > 2):
        return _numeral("".join(groups), "", len(text))
    if last in ".," and len(marks) == 1 and (last == "." or len(groups[1]) < 3):
        return _numeral(groups[0], groups[1], len(text), comma=last == ",")
    if last in ".," and len(set(marks[:-1])) == 1 and marks[0] != last and _thousands(groups[:-1]):
        return _numeral("".join(groups[:-1]), groups[-1], len(text))
    if same and last == ".":
        return _numeral("0", "", 0)
    # several numbers run together ("5,6,7", "31,2024"): the first, with its thousands if it has them
    size = 1
    while size < len(groups) and marks[size - 1] in ",' " and _thousands(groups[: size + 1]):
        size += 1
    return _numeral("".join(groups[:size]), "", sum(map(len, groups[:size])) + size - 1)


def _thousands(groups: list[str]) -> bool:
    """Groups of three after the first, or India's twos before a last three."""
    if not 1 <= len(groups[0]) <= 3 or len(groups[-1]) != 3:
        return False
    inner = {len(group) for group in groups[1:-1]}
    return inner <= {3} or (inner == {2} and len(groups[0]) <= 2)


def _numeral(whole: str, decimals: str, digits: int, comma: bool = False) -> Numeral:
    if decimals:
        step = ONE.scaleb(-len(decimals))
        return Numeral(Decimal(f"{whole}.{decimals}"), step, step, digits, comma)
    zeros = len(whole) - len(whole.rstrip("0"))
    open_step = ONE.scaleb(zeros) if zeros < len(whole) else ONE
    return Numeral(Decimal(whole), ONE, open_step, digits)


def precision(numeral: Numeral, factor: Decimal, exact: bool, rounded: bool) -> Precision:
    """How exactly a numeral times a scale prints its value.

    exact    a count without scale word: "1,500 employees" are 1,500
    rounded  an amount that looks rounded when it ends in three zeros: "$688,000" is printed to the thousand
    """
    # most have no scale, and to hash a Decimal costs more than all else here
    return _unscaled(numeral, exact, rounded) if factor is ONE else _scaled(numeral, factor, exact, rounded)


@lru_cache(maxsize=8192)
def _unscaled(numeral: Numeral, exact: bool, rounded: bool) -> Precision:
    return _precision(numeral, ONE, exact, rounded)


@lru_cache(maxsize=8192)
def _scaled(numeral: Numeral, factor: Decimal, exact: bool, rounded: bool) -> Precision:
    return _precision(numeral, factor, exact, rounded)


def _precision(numeral: Numeral, factor: Decimal, exact: bool, rounded: bool) -> Precision:
    value = numeral.value if factor == ONE else plain(numeral.value * factor)
    step, half, open_half = _steps(numeral.step, numeral.open_step, factor, rounded)
    strict = Interval(value, value) if exact else Interval(value - half, value + half)
    loose = strict if half == open_half and not exact else Interval(value - open_half, value + open_half)
    return Precision(value, step, strict, loose)


@lru_cache(maxsize=1024)
def _steps(step: Decimal, open_step: Decimal, factor: Decimal, rounded: bool) -> tuple[Decimal, Decimal, Decimal]:
    """The size of the last printed place, half of it, and half of the last place that is no trailing zero."""
    if rounded and factor == ONE and open_step >= THOUSAND:
        step = THOUSAND
    return plain(step * factor), plain(step * factor * HALF), plain(max(step, open_step) * factor * HALF)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and, if it is whole, without decimals: 52400000000, not 5.24E+10."""
    whole = Decimal(int(value))
    return whole if whole == value else value


def around(value: Decimal, step: Decimal) -> Interval:
    """All values that round to `value` in steps of `step`."""
    half = plain(step * HALF)
    return Interval(value - half, value + half)


def negative(found: Precision) -> Precision:
    """The same below zero."""
    return Precision(-found.value, found.step, -found.strict, -found.loose)
