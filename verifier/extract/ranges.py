"""Two figures that bound one: "$1.2-1.5 billion", "between 5 and 7 percent", "from 60 to 65 billion dollars" are one mention.

"Rose from $5.0bn to $5.6bn" is two: after a word of change the ends are states, not bounds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from verifier.extract.draft import Draft
from verifier.extract.numerals import ONE, SCAN, around, plain, read_numeral
from verifier.extract.vocabulary import Vocabulary
from verifier.interval import Interval
from verifier.lexicon import Words
from verifier.model import Span
from verifier.units import COUNT

_JOINS: Final = {"-": "-", "–": "-", "—": "-", "‑": "-", " - ": "-", " – ": "-", " to ": "to", "-to-": "to", " to\n": "to",
          "\nto ": "to", " and ": "and", " and\n": "and", "\nand ": "and"}
_QUANTITIES: Final = frozenset({"money", "percent", "points", "number", "measure", "multiple", "duration"})

_REACH: Final = 70  # characters back in which a word of change makes the ends two states
_WORD: Final = re.compile("[A-Za-z]+")
_THOUSAND: Final = Decimal(1000)
CENT: Final = Decimal("0.01")
Moves = Mapping[Words, Decimal | None]


def join_ranges(text: str, drafts: list[Draft], vocabulary: Vocabulary, moves: Moves) -> list[Draft]:
    """The drafts, in order, with the two ends of each range merged into one draft without a value of its own."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and draft.start - joined[-1].end <= 5 and draft.kind in _QUANTITIES and joined[-1].kind in _QUANTITIES:
            both = _range(text, joined[-1], draft, vocabulary, moves)
            if both is not None:
                joined[-1] = both
                continue
        joined.append(draft)
    return joined


def _range(text: str, low: Draft, high: Draft, vocabulary: Vocabulary, moves: Moves) -> Draft | None:
    between = text[low.end:high.start]
    join = _JOINS.get(between) or vocabulary.joins.get(between)
    if join is None:
        return None
    if low.value is None or high.value is None:
        return None  # "5-6 to 4 euros": a range is no end of another
    ends = _alike(low, high, vocabulary)
    if ends is None:
        return None
    if high.kind == "money" and low.kind == "number":
        ends = _times(ends[0], minor(text, high)), ends[1]  # "5 to 7 cents"
    borrowed = low.unit != high.unit and high.kind != "number"  # "5 to 7 percent": the lower end waits for its unit
    low, high = ends
    assert low.value is not None and high.value is not None  # they had one before their units were alike
    if not low.value < high.value:
        score = join == "-" and low.unit == high.unit == COUNT and not low.facets and not high.facets
        return Draft(low.start, high.end, "identifier", facets=(("shape", "score"),)) if score else None  # "voted 5-2"
    if not _bounds(text, low, high, join, borrowed, vocabulary, moves):
        return None
    return _merged(text, low, high, join)


def _alike(low: Draft, high: Draft, vocabulary: Vocabulary) -> tuple[Draft, Draft] | None:
    """Both ends in one unit and scale, one of them leaving its own to the other ("$1.2-1.5 billion"); None for unlike ones."""
    if low.unit != high.unit or low.kind != high.kind:
        if low.kind == "number" and low.unit == COUNT:
            low = _in_unit_of(low, high)
        elif high.kind == "number" and high.unit == COUNT:
            high = _in_unit_of(high, low)
        else:
            return None
    scale = _scale(high)
    if scale and not _scale(low) and low.value is not None and low.value < _THOUSAND:
        low = _times(low, factor_of(scale, vocabulary))
    return low, high


def minor(text: str, amount: Draft) -> Decimal:
    """What an amount's words multiply its figure by without a scale: 0.01 for "7 cents", else 1."""
    printed = SCAN.match(text, amount.start)
    if printed is None or amount.value is None or _scale(amount) or read_numeral(printed[0]).value * CENT != amount.value:
        return ONE
    return CENT if amount.value else ONE


def _scale(draft: Draft) -> str:
    return next((value for key, value in draft.facets if key == "scale"), "")


def factor_of(scale: str, vocabulary: Vocabulary) -> Decimal:
    """What the scale words of a facet multiply by: 1e12 for "lakh crore"."""
    factor = ONE
    for word in scale.split():
        sense = vocabulary.letters.get(word) or vocabulary.senses.get(word)
        factor *= sense.factor if sense is not None else ONE
    return factor


def _times(draft: Draft, factor: Decimal) -> Draft:
    assert draft.value is not None and draft.step is not None and draft.loose is not None
    value, step = plain(draft.value * factor), plain(draft.step * factor)
    scaled = draft.copy()
    scaled.value, scaled.step, scaled.strict, scaled.loose = value, step, around(value, step), draft.loose.scaled(factor)
    return scaled


def _in_unit_of(draft: Draft, other: Draft) -> Draft:
    lent = draft.copy()
    lent.kind, lent.unit, lent.assumed = other.kind, other.unit, other.assumed
    return lent


def _bounds(text: str, low: Draft, high: Draft, join: str, borrowed: bool, vocabulary: Vocabulary, moves: Moves) -> bool:
    """Whether the words around say a range and not a movement or two separate figures."""
    if join == "-":
        return low.kind != "number" or high.facets != () or text[high.end:high.end + 1] != "-"
    before = _words_before(text, low.start)
    if join == "and":
        return "between" in before[-3:]
    if "between" in before[-2:]:
        return False  # "between 2020 to 2025" is no English; two figures
    wide = high.value is not None and low.value is not None and high.value > 4 * low.value
    if wide and low.kind not in ("percent", "points", "duration"):
        return False  # "a gain of 26,719 tonnes to 134,125 tonnes": no one plans within a factor of four
    if before[-1:] == ["from"]:
        return not _moved(before[:-1], vocabulary, moves)
    if borrowed:
        return True  # "sales should rise 5 to 7 percent"
    if before[-1:] == ["of"] and low.kind == high.kind == "percent":
        return True  # "an increase of 5% to 11%"
    if before[-1:] == ["by"] and not vocabulary.words["state_verbs"].isdisjoint(before[-2:-1]):
        return False  # "tightened by 3 basis points to 61 basis points"
    return not any((word,) in moves or word in vocabulary.multiples for word in before[-8:])


def _moved(before: list[str], vocabulary: Vocabulary, moves: Moves) -> bool:
    """Whether what leads up to "from 149 to 151 stores" makes the ends two states: "rose", "was raised", "brought the total".

    "Prices ranging from" says a range whatever rose; "raised from 60 to 65 million dollars" is how much came in.
    """
    words = vocabulary.words
    if any(word in words["range_verbs"] for word in before[-3:]):
        return False
    if any((word,) in moves or word in vocabulary.multiples for word in before[-11:]):
        return True
    near = before[-6:]
    passive = len(near) > 1 and near[-2] in words["be_forms"]
    return any(word in words["state_verbs"] for word in near) or any(
        word in words["state_verbs_of_things"] for word in (near if passive else near[:-1])
    )


def _words_before(text: str, start: int) -> list[str]:
    words = _WORD.findall(text[max(0, start - _REACH):start].rpartition(". ")[2])
    return [word.lower() for word in words]


def _merged(text: str, low: Draft, high: Draft, join: str) -> Draft:
    assert low.strict is not None and high.strict is not None and low.loose is not None and high.loose is not None
    assert low.value is not None and high.value is not None
    word = text.rfind("etween", max(0, low.start - 20), low.start) if join == "and" else -1
    qualified = Span(word - 1, word + 6) if word > 0 else None
    joined = high.copy()
    joined.start, joined.value, joined.step = low.start, None, None
    joined.strict, joined.loose = low.strict.hull(high.strict), low.loose.hull(high.loose)
    joined.interval = Interval(low.value, high.value)
    joined.qualifier, joined.qualified = ("between" if qualified else None), qualified
    return joined

