"""Streaks ("sixth consecutive quarter", "five months in a row") and bands of digits ("double-digit", "mid-teens")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from verifier import units
from verifier.extract.around import Token, after, before
from verifier.extract.cues import Cues, Hit
from verifier.extract.dates import CERTAIN
from verifier.extract.draft import Draft
from verifier.interval import ZERO, Interval, point
from verifier.units import PERCENT, Unit

_SIZES: Final = frozenset({"low", "mid", "high"})
_INTO_A_ROW: Final = re.compile(r"\b(?:in a|on the) \Z")


def streak(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """The streak around "consecutive" or before "in a row": how many of what; None without a number.

    Value: how many; unit: the stretch of time each is (a quarterly loss counts quarters, a session is a day), or whatever
    else is counted ("third straight meeting").
    """
    if cues.values["streak_words"][hit.word] == "after":
        return _closed(text, hit, cues)
    back, ahead = before(text, hit.start, 36), after(text, hit.end, 40)
    if back and back[0].word == "-":
        back = back[1:]
    count = _count(back, cues)
    if count is None or not ahead:
        return None
    for token in ahead[:3]:
        if not (token.word.isalpha() or token.word == "-"):
            break
        if unit := _unit(token.word, cues):
            return _draft(text, count[1], token.end, count, (unit, token.word))
    noun = ahead[0]
    if not noun.word.isalpha() or len(noun.word) < 3:
        return None
    return _draft(text, count[1], noun.end, count, (units.count(noun.word.removesuffix("s")), noun.word))


def _closed(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"Fifth year in a row", "two years running", read backwards from its last word."""
    end = hit.start
    if hit.word in ("row", "trot"):
        found = _INTO_A_ROW.search(text, max(0, hit.start - 8), hit.start)
        if not found:
            return None
        end = hit.start - len(found[0])
    back = before(text, end, 40)
    if not back or not back[0].word.isalpha():
        return None
    front = back[1:] if len(back) < 2 or back[1].word != "-" else back[2:]
    count, unit = _count(front, cues), _unit(back[0].word, cues)
    if count is None and front and (unit := _unit(front[0].word, cues)) is not None:
        count = _count(front[1:], cues)  # "their fourth weekly outflow in a row"
    if count is None or (unit is None and hit.word == "running"):
        return None
    return _draft(text, count[1], hit.end, count, (unit or units.count(back[0].word.removesuffix("s")), back[0].word))


def _count(back: list[Token], cues: Cues) -> tuple[Decimal, int, str] | None:
    """The number or ordinal right before, where it starts, and which of the two it is."""
    if not back:
        return None
    token = back[0]
    if token.word in ("st", "nd", "rd", "th") and len(back) > 1 and back[1].word.isdecimal() and back[1].end == token.start:
        return Decimal(back[1].word), back[1].start, "ordinal"
    if token.word.isdecimal() and len(token.word) < 6:
        return Decimal(token.word), token.start, "count"
    tens, start = _tens(back, cues)
    if token.word in cues.ordinals:
        ordinal = cues.ordinals[token.word]
        return (tens + ordinal, start, "ordinal") if tens and ordinal < 10 else (Decimal(ordinal), token.start, "ordinal")
    if token.word in cues.numbers:
        value = cues.numbers[token.word]
        return (tens + value, start, "count") if tens and value < 10 else (value, token.start, "count")
    return None


def _tens(back: list[Token], cues: Cues) -> tuple[Decimal, int]:
    """The "twenty-" of "twenty-first", and where it starts; 0 without one."""
    place = 2 if len(back) > 2 and back[1].word == "-" else 1
    value = cues.numbers.get(back[place].word, ZERO) if place < len(back) else ZERO
    return (value, back[place].start) if value >= 20 else (ZERO, 0)


def _unit(word: str, cues: Cues) -> Unit | None:
    if word in cues.lengths:
        return units.time(cues.lengths[word].unit)
    name = cues.values.get("streak_units", {}).get(word)
    return units.time(name) if name else None


def _draft(text: str, start: int, end: int, count: tuple[Decimal, int, str], counted: tuple[Unit, str]) -> Draft:
    value = count[0]
    unit, noun = counted
    facets = (("counted", count[2]), ("noun", noun), ("streak", "yes"))
    return Draft(
        start, end, "ordinal", value=value, step=Decimal(1), strict=point(value), loose=point(value), unit=unit, facets=facets,
        priority=CERTAIN,
    )


def band(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """"Double-digit", "high single digits", "mid-teens": a percentage known only by its size."""
    words = [token for token in before(text, hit.start, 40) if token.word != "-"]
    if not words:
        return None
    if hit.word == "teens":
        if words[0].word not in _SIZES:
            return None
        return _band(text, hit, words[0].start, f"{words[0].word} teens", cues)
    if words[0].word not in cues.bands:
        return None
    if len(words) > 1 and words[1].word in _SIZES:
        return _band(text, hit, words[1].start, f"{words[1].word} {words[0].word}", cues)
    return _band(text, hit, words[0].start, words[0].word, cues)


def _band(text: str, hit: Hit, start: int, name: str, cues: Cues) -> Draft | None:
    if name not in cues.bands:
        return None
    low, high = cues.bands[name]
    ends = Interval(low, high)
    return Draft(
        start, hit.end, "band", strict=ends, loose=ends, interval=ends, unit=PERCENT, facets=(("band", name),), priority=CERTAIN,
    )
