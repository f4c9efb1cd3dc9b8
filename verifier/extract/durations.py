"""Lengths of time: "next three years", "a four-year budget", "30 days", "two and a half years", "more than a century".

The value counts units (a decade is ten years) and is exact: "three years" is not 2.5 to 3.5. A comparison basis ("year on
year"), a rate ("$5 a year", "once a week") and "a year ago" are no lengths; nor are bare "years".
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from verifier import units
from verifier.extract.around import Token, after
from verifier.extract.cues import Cues, Hit
from verifier.extract.dates import CERTAIN
from verifier.extract.draft import Draft
from verifier.extract.numerals import ONE
from verifier.extract.quarters import months_of_year
from verifier.extract.resolving import stretch
from verifier.interval import ZERO, Interval

_HALF: Final = Decimal("0.5")
_AGO: Final = {"ago": "ago", "earlier": "ago", "before": "ago", "later": "later", "hence": "later"}
_AGO_LETTERS: Final = frozenset(word[0] for word in _AGO)
_FRACTIONS: Final = {"½": _HALF, "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_NO_ARTICLE: Final = frozenset({"ago", "earlier", "before", "on", "over", "to", "after", "later", "end", "-"})


class Count:
    """A number read backwards from its unit: its value, the places of `words` it took, and whether it was printed rounded."""

    __slots__ = ("half_step", "taken", "value")

    def __init__(self, value: Decimal, taken: int, half_step: Decimal) -> None:
        self.value: Final = value
        self.taken: Final = taken
        self.half_step: Final = half_step


def duration(text: str, hit: Hit, words: list[Token], today: date | None, cues: Cues) -> Draft | None:
    """The length of time whose unit a cue is; None where nothing is counted."""
    length = cues.lengths[hit.word]
    place = _skip_adjectives(words, cues)
    count = _count(words, place, cues) or _article(text, hit, words, place, cues)
    if count is None:
        return _undivided(text, hit, words, place, today, cues)
    if count.value > 100_000 or not hit.end - words[count.taken - 1].start < 60:
        return None
    start = words[count.taken - 1].start
    if place and length.unit == "year" and _names_year(words[place].word) and text[hit.end - 1] != "s":
        return None  # "the 2025 financial year" lasts one
    lead = words[count.taken].word if count.taken < len(words) else ""
    if hit.word == "quarters" and text[hit.end:hit.end + 4] == " of ":
        return None  # "three quarters of the seats" is a fraction
    if length.unit == "month" and lead and count.value == int(count.value):
        found = months_of_year(text, words[count.taken], hit.end, int(count.value), today, cues)
        if found:
            return found
    other = _lower_end(words, count.taken, cues)
    if other is not None:
        return _range(text, hit, words, count, other, cues)
    start, direction = _direction(words, count.taken, start, cues)
    return _draft(text, (start, hit.end), count, length.times, (length.unit, direction), today)


def _names_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


def _skip_adjectives(words: list[Token], cues: Cues) -> int:
    place = 0
    adjectives = cues.lists.get("unit_adjectives", ())
    while place < len(words) and place < 3 and (words[place].word in adjectives or words[place].word == "-"):
        place += 1
    return place


def _count(words: list[Token], place: int, cues: Cues) -> Count | None:
    """The number that ends at words[place], read towards the front of the text."""
    if place >= len(words):
        return None
    token = words[place]
    if token.word in _FRACTIONS:
        whole = _plain(words[place + 1], cues) if place + 1 < len(words) and words[place + 1].end == token.start else None
        return Count((whole or 0) + _FRACTIONS[token.word], place + (2 if whole is not None else 1), ZERO)
    if token.word == "half" and place + 3 < len(words) and words[place + 1].word in ("a", "-"):
        return _and_a_half(words, place, cues)
    value = _plain(token, cues)
    if value is None:
        return None
    if token.word[0].isdecimal():
        before_it = words[place + 1].word if place + 1 < len(words) else ""
        if before_it in ("$", "€", "£", "¥", "₹", ".", "/", ":", "#") and words[place + 1].end == token.start:
            return None
        decimals = len(token.word.partition(".")[2])
        return Count(value, place + 1, Decimal(5).scaleb(-decimals - 1) if decimals else ZERO)
    return _spelled(words, place, value, cues)


def _plain(token: Token, cues: Cues) -> Decimal | None:
    if token.word[0].isdecimal():
        figure = token.word.replace(",", "")
        return Decimal(figure) if figure.count(".") <= 1 and len(figure) < 9 else None
    return cues.numbers.get(token.word)


def _spelled(words: list[Token], place: int, value: Decimal, cues: Cues) -> Count:
    """A number word with what belongs before it: "twenty-five", "twenty five", "a hundred", "two hundred"."""
    taken = place + 1
    joined = taken + 1 if taken < len(words) and words[taken].word == "-" else taken
    if joined < len(words):
        front = cues.numbers.get(words[joined].word)
        if value < 10 and front is not None and front >= 20 and front % 10 == 0 and front < 100:
            return Count(front + value, joined + 1, ZERO)
        if value >= 100 and (front is not None and front < value):
            return Count(front * value, joined + 1, ZERO)
        if value >= 100 and words[taken].word == "a":
            return Count(value, taken + 1, ZERO)
    return Count(value, taken, ZERO)


def _and_a_half(words: list[Token], place: int, cues: Cues) -> Count | None:
    """"Two and a half", "two-and-a-half", read from its end: half, a, and, two."""
    plain = [index for index in range(place, min(place + 9, len(words))) if words[index].word != "-"]
    if len(plain) < 4 or [words[index].word for index in plain[1:3]] != ["a", "and"]:
        return None
    whole = _plain(words[plain[3]], cues)
    return Count(whole + _HALF, plain[3] + 1, ZERO) if whole is not None else None


def _article(text: str, hit: Hit, words: list[Token], place: int, cues: Cues) -> Count | None:
    """"A year" after "more than", "within", "over": one; "half a century": a half. Not in rates nor before "ago"."""
    if place != 0 or not words or words[0].word not in ("a", "an") or text[hit.end - 1] == "s":
        return None
    if len(words) > 1 and words[1].word == "half":
        return Count(_HALF, 2, ZERO)
    opener = words[1].word if len(words) > 1 else ""
    if opener == "half" or opener not in cues.lists.get("length_openers", ()):
        return None
    following = after(text, hit.end, 14)
    if following and following[0].word in _NO_ARTICLE and opener not in ("than", "over", "nearly", "almost", "about", "least"):
        return None
    return Count(ONE, 1, ZERO)


def _undivided(
    text: str, hit: Hit, words: list[Token], place: int, today: date | None, cues: Cues
) -> Draft | None:
    """"The past decade", "next century": one of a unit that is itself a number of years; "half-year"."""
    length = cues.lengths[hit.word]
    if place == 1 and len(words) > 1 and words[1].word == "half" and words[0].word == "-":
        return _draft(text, (words[1].start, hit.end), Count(_HALF, 2, ZERO), length.times, (length.unit, None), today)
    if length.times == 1 or text[hit.end - 1] == "s" or place or not words:
        return None
    direction = cues.values.get("directions", {}).get(words[0].word)
    if direction is None:
        return None
    one = Count(ONE, 1, ZERO)
    return _draft(text, (words[0].start, hit.end), one, length.times, (length.unit, direction), today)


def _direction(words: list[Token], place: int, start: int, cues: Cues) -> tuple[int, str | None]:
    """Where the mention starts with its "next" or "past", and which it is."""
    if place < len(words):
        direction = cues.values.get("directions", {}).get(words[place].word)
        if direction is not None:
            return words[place].start, direction
    return start, None


def _draft(
    text: str, span: tuple[int, int], count: Count, times: Decimal, unit: tuple[str, str | None], today: date | None
) -> Draft:
    value = count.value * times
    name, direction = unit
    facets = []
    nearby = direction is None and text[span[1] + 1:span[1] + 2] in _AGO_LETTERS  # few lengths of time are followed by any
    if nearby and (following := after(text, span[1], 12)) and following[0].word in _AGO:
        direction = _AGO[following[0].word]
    if direction:
        facets.append(("direction", direction))
    period = None
    if today and direction in ("next", "past") and value == int(value) and value:
        period = stretch(today, int(value), name, ahead=direction == "next")
    half = count.half_step * times if count.half_step else ZERO
    reading = Interval(value - half, value + half) if half else Interval(value, value)
    step = half * 2 if half else times
    return Draft(
        span[0], span[1], "duration", value=value, step=step, strict=reading, loose=reading, unit=units.time(name), period=period,
        facets=tuple(facets), priority=CERTAIN,
    )


def _lower_end(words: list[Token], place: int, cues: Cues) -> Count | None:
    """The first figure of "six to nine months", "12-18 months", "three- to five-year", if one stands there."""
    if place >= len(words) or words[place].word not in ("to", "or", "-", "–"):
        return None
    place += 1
    if place < len(words) and words[place].word == "-":
        place += 1
    found = _count(words, place, cues)
    if found and found.taken < len(words) and words[found.taken].word in cues.months:
        return None  # "June 3 to 5 years"
    return found


def _range(text: str, hit: Hit, words: list[Token], upper: Count, lower: Count, cues: Cues) -> Draft | None:
    if lower.value >= upper.value:
        return None
    length = cues.lengths[hit.word]
    ends = Interval(lower.value * length.times, upper.value * length.times)
    start, direction = _direction(words, lower.taken, words[lower.taken - 1].start, cues)
    return Draft(
        start, hit.end, "duration", step=length.times, strict=ends, loose=ends, interval=ends, unit=units.time(length.unit),
        facets=(("direction", direction),) if direction else (), priority=CERTAIN,
    )


