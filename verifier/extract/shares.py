"""Words that are numbers only in some company: "half", "a third", "three in five", "doubled", "twice", "sixth".

"A third of sales" is a share and "a third bank" an ordinal; "doubling down" and "the second half" count nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from verifier import units
from verifier.extract.draft import Draft
from verifier.extract.numerals import around
from verifier.extract.place import Place
from verifier.extract.ratios import fraction, multiple

_WORD: Final = re.compile("[A-Za-z]+")
_BELOW: Final = re.compile("([ -])([a-z]+)")
_OUT_OF: Final = re.compile(" (?:in|out of)(?: every)? ([0-9]+|[a-z]+)\\b")
_POINT: Final = re.compile("(?:[ -]|(?: of)? an? )(?:percentage[ -])?points?\\b")
_TOLD: Final = re.compile(  # what follows "a quarter" in "a quarter (26%)", "a third, or about 34 percent, of"
    "(?:,? [(]|, or )(?:(?:about|around|roughly|nearly|almost|some|exactly|or|just|over|under|(?:more|less) than) ){0,2}"
    "[0-9]{1,2}(?:[.][0-9]+)? ?(?:%|per ?cent|pct)"
)
_POINTED: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_PLAIN_NUMBER: Final = Decimal(20)  # "thirty sixths" is no share anyone writes


def opens_sentence(text: str, start: int) -> bool:
    """Whether a capital at `start` only begins a sentence, a line or a quotation, so that the word need not be a name."""
    before = text[max(0, start - 3):start].rstrip(" \n\"“'‘(")
    return not before or before[-1] in ".!?:;—–-*•" or "\n" in text[max(0, start - 2):start]


def share_of(place: Place, start: int, end: int, value: Decimal) -> Draft | None:
    """ "two-thirds", "one quarter", "three in five", "nine out of 10", given the number before; None for anything else."""
    text, vocabulary = place.text, place.vocabulary
    match = _BELOW.match(text, end)
    below = vocabulary.denominators.get(match[2]) if match is not None else None
    if match is not None and below is not None and value < below and value < _PLAIN_NUMBER:
        plural = match[2].endswith("s")
        if match[2] == "half" or (value == 1) != plural:
            timed = below == 4 and match[1] == " " and not _of_something(place, start, match.end())
            if (points := _points(place, start, match.end(), value / below)) is not None:
                return points
            return None if timed else fraction(start, match.end(), value / below)
    ratio = _OUT_OF.match(text, end)
    if ratio is None:
        return None
    whole = Decimal(ratio[1]) if ratio[1].isdecimal() else vocabulary.numbers.get(ratio[1])
    if whole is None or not value < whole <= 1000 or text[ratio.end():ratio.end() + 1] in ("-", "%", "."):
        return None
    return fraction(start, ratio.end(), value / whole)


def _points(place: Place, start: int, end: int, value: Decimal) -> Draft | None:
    """ "half a percentage point", "three quarters of a point", "a quarter-point cut": a difference between percents."""
    match = _POINT.match(place.text, end)
    if match is None:
        return None
    strict = around(value, Decimal("0.1"))
    return Draft(start, match.end(), "points", value, Decimal("0.1"), strict, strict, units.POINT, priority=99)


def _of_something(place: Place, start: int, end: int) -> bool:
    """Whether "three quarters" is a share ("of voters", "(74%)"), not nine months ("the first three quarters of the year")."""
    before = place.text[max(0, start - 12):start].lower().split()
    of = place.text.startswith(" of ", end) or _told(place.text, end)
    return of and not (before and before[-1] in place.vocabulary.words["half_before"])


def share_word(place: Place, start: int, end: int, word: str) -> Draft | None:
    """ "half of", "by half", "a third of", "by a quarter": a share only where something says so."""
    text, words = place.text, place.vocabulary.words
    begin = start - 2 if text[max(0, start - 2):start].lower() == "a " and text.startswith(" of ", end) else start
    if word in _POINTED and (points := _points(place, begin, end, _POINTED[word])) is not None:
        return points
    if _compound_or_name(text, start, end):
        return None
    before = text[max(0, start - 20):start].lower().split()
    follow = _WORD.match(text, end + 1) if text[end:end + 1] in (" ", "\n") else None
    after = follow[0].lower() if follow is not None else ""
    half = Decimal(1) / place.vocabulary.denominators[word]
    if word == "half":
        if before and before[-1] in words["half_before"]:
            return None
        told = after in words["fraction_after"] or after == "a" or (bool(before) and before[-1] in words["fraction_before"])
        told = told or _told(text, end)
        return fraction(start, end, half) if told and not _is_time(place, after) else None
    if not before or before[-1] != "a" or word.endswith("s"):
        return None
    if _told(text, end):
        return fraction(start - 2, end, half)
    loose = len(before) > 1 and before[-2] in words["fraction_before"] and not (word == "quarter" and before[-2] == "in")
    if after == "of" or (loose and (not after or after in words["noun_stops"] or after in words["fraction_follow"])):
        return fraction(start - 2, end, half)
    return None


def _told(text: str, end: int) -> bool:
    """Whether a percentage right behind shows the words to be a share: "a quarter (26%)", "a third, or 34 percent, of"."""
    return text[end:end + 2] in (" (", ", ") and _TOLD.match(text, end) is not None


def _compound_or_name(text: str, start: int, end: int) -> bool:
    """Part of a hyphenated word ("half-year", "mid-third") or of a name ("Fifth Avenue")."""
    if text[end:end + 1] == "-" or (start and text[start - 1] == "-"):
        return True
    return text[start].isupper() and not opens_sentence(text, start)


def _is_time(place: Place, word: str) -> bool:
    sense = place.vocabulary.senses.get(word)
    return sense is not None and sense.role == "time"


def multiple_word(place: Place, start: int, end: int, word: str) -> Draft | None:
    """ "doubled", "threefold", "twice the"; not "doubling down", "double-edged", "twice this year"."""
    text, vocabulary = place.text, place.vocabulary
    if _compound_or_name(text, start, end) or is_idiom(place, start, end, word):
        return None
    if word in ("twice", "thrice"):
        after = _WORD.match(text, end + 1)
        if after is None or after[0].lower() not in vocabulary.words["times_compares"]:
            return None
    return None if word == "halves" and text.startswith(" of ", end) else multiple(start, end, vocabulary.multiples[word])


def ordinal_word(place: Place, start: int, end: int, word: str) -> Draft | None:
    """ "the sixth"; not "first-mover", "at first", "Fifth Avenue"."""
    if _compound_or_name(place.text, start, end) or is_idiom(place, start, end, word):
        return None
    follow = _WORD.match(place.text, end + 1)
    if follow is not None and place.text[start].isupper() and follow[0][0].isupper():
        return None  # "First Solar said"
    alone = follow is None or place.text[end] != " " or follow[0].lower() in place.vocabulary.words["noun_stops"]
    if word == "second" and alone and place.text[max(0, start - 3):start].lower() == " a ":
        return None  # "four times a second", but "a second bank"
    return Draft(start, end, "ordinal", Decimal(place.vocabulary.ordinals[word]), priority=-1)


def is_idiom(place: Place, start: int, end: int, word: str) -> bool:
    """Whether the lexicon knows the word with its neighbours as a phrase that counts nothing."""
    idiom = place.vocabulary.idioms.get(word)
    if idiom is None:
        return False
    text = place.text
    after = _WORD.match(text, end + 1)
    if after is not None and text[end] in " -\n" and after[0].lower() in idiom.after:
        return True
    before = text[max(0, start - 12):start].lower().split()
    return bool(before) and before[-1] in idiom.before
