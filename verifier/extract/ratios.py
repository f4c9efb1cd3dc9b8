"""Multiples and fractions: how exact a "doubled" or a "half" is, and when "times" multiplies."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from verifier import units
from verifier.extract.draft import Draft
from verifier.extract.numerals import around
from verifier.extract.vocabulary import Vocabulary
from verifier.interval import Interval

# priorities at equal length: "a quarter of voters" beats three months
_UNIT: Final = 3
_SHARE: Final = 99


def compares_times(word: str, vocabulary: Vocabulary) -> bool:
    """Whether "times" before this word multiplies: "three times the", "five times faster"; "three times in May" counts."""
    return word in vocabulary.words["times_compares"] or (word.endswith("er") and word not in vocabulary.words["noun_stops"])


def multiple(start: int, end: int, value: Decimal, step: Decimal | None = None) -> Draft:
    """A multiple, good to an eighth: published "doubled" covers 1.75 to 2.25 times, "quadrupled" 3.5 to 4.5.

    With decimals ("12.5 times") it was reckoned, and is as exact as its last place, a `step` of which is given.
    """
    step = step or value / 4
    strict = around(value, step)
    return Draft(start, end, "multiple", value, step, strict, strict, units.RATIO, priority=_UNIT)


def fraction(start: int, end: int, value: Decimal) -> Draft:
    """A share in words, good to a twentieth: "half" covers 47.5 to 52.5 per cent."""
    strict = Interval(value * Decimal("0.95"), value * Decimal("1.05"))
    return Draft(start, end, "fraction", value, value / 10, strict, strict, units.RATIO, priority=_SHARE)
