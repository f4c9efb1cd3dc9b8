"""Times of day: "15:28", "10:24 pm ET", "8 a.m. ET", "1200 GMT", "noon".

The value is minutes after midnight as the clock of the place shows it; the facet `zone` names that place's clock as printed,
the facet `clock` repeats the time as hh:mm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from verifier import units
from verifier.extract.cues import Cues, Hit
from verifier.extract.dates import CERTAIN
from verifier.extract.draft import Draft
from verifier.extract.skeleton import digits
from verifier.interval import point

# from the colon, which is rare, outwards
_COLON: Final = re.compile(r":(?<=[0-9].)([0-5][0-9])(?::[0-5][0-9])?(?![0-9:]|[.,][0-9]|%)")
_HALF_DAY: Final = re.compile(r"[ \xa0]?([AaPp])\.?[Mm]\b\.?")
_HOUR_BEFORE: Final = re.compile(r"(?<![0-9.,:$€£])(1[0-2]|0?[1-9])(?:\.([0-5][0-9]))?[ \xa0]?\Z")
_FOUR_DIGITS: Final = re.compile(r"(?<![0-9.,$€£])([01][0-9]|2[0-3])\.?([0-5][0-9])[ \xa0]\Z")
_ZONE: Final = re.compile(r"[ \xa0]\(?([A-Z]{2,4})(?![a-z])")
_ZONE_IN_WORDS: Final = re.compile(r"[ \xa0]((?:local|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?: standard| daylight)? [Tt]ime)\b")


def colon_times(text: str, cues: Cues) -> Iterator[Draft]:
    """Times with a colon, in text order."""
    for found in _COLON.finditer(text) if b"0:0" in digits(text) else ():
        start, end = found.span()
        start -= 2 if text[start - 2:start].isdecimal() else 1
        if start and (_is_joined(text[start - 1]) or text[start - 1] in ":.,$/-"):
            continue
        printed = int(text[start:found.start()])
        half = _HALF_DAY.match(text, end)
        if not half and _is_joined(text[end:end + 1]):
            continue
        hour = _hour(printed, half[1].lower() if half else None)
        if hour is not None:
            yield _time(text, start, _close(text, half.end()) if half else end, hour, int(found[1]), cues)


def _is_joined(letter: str) -> bool:
    """Whether a letter or digit makes the figure behind it part of a word; "会议10:24开始" is no word."""
    return letter.isalnum() and letter < "\u2e80"


def _close(text: str, end: int) -> int:
    """Where "a.m." ends: a final full stop that also ends the sentence is the sentence's."""
    if text[end - 1] == "." and text[end - 3:end - 2] != ".":
        return end - 1
    return end


def clock_word(text: str, hit: Hit, cues: Cues) -> Draft | None:
    """The time before "am", "p.m." or a zone's letters, and "noon"; None where those words mean something else."""
    if hit.word in ("noon", "midnight"):
        return _time(text, hit.start, hit.end, 12 if hit.word == "noon" else 0, 0, cues)
    if hit.word in ("am", "pm"):
        return _half_day(text, hit.start, hit.end, hit.word[0], cues)
    if hit.word == "m":
        if text[hit.start - 1:hit.start] != "." or text[hit.start - 2:hit.start - 1] not in ("a", "p", "A", "P"):
            return None
        end = hit.end + (text[hit.end:hit.end + 1] == ".")
        return _half_day(text, hit.start - 2, end, text[hit.start - 2].lower(), cues)
    found = _FOUR_DIGITS.search(text, max(0, hit.start - 8), hit.start)
    if not found:
        return None
    return time_of_day(found.start(), hit.end, int(found[1]) * 60 + int(found[2]), text[hit.start:hit.end])


def _half_day(text: str, start: int, end: int, letter: str, cues: Cues) -> Draft | None:
    found = _HOUR_BEFORE.search(text, max(0, start - 8), start)
    if not found or text[found.start() - 1:found.start()] == ":":
        return None
    hour = _hour(int(found[1]), letter)
    return _time(text, found.start(), end, hour, int(found[2] or 0), cues) if hour is not None else None


def _hour(hour: int, letter: str | None) -> int | None:
    if letter is None:
        return hour % 24 if hour <= 24 else None
    if hour > 12:
        return hour if letter == "p" and hour < 24 else None
    return hour % 12 + (12 if letter == "p" else 0)


def _time(text: str, start: int, end: int, hour: int, minute: int, cues: Cues) -> Draft:
    found = _ZONE.match(text, end)
    if found is None or found[1] not in cues.values.get("clock_zones", {}):
        found = _ZONE_IN_WORDS.match(text, end)
    return time_of_day(start, found.end() if found else end, hour * 60 + minute, found[1] if found else None)


def time_of_day(start: int, end: int, minutes: int, zone: str | None) -> Draft:
    """The time at characters `start` to `end`, in minutes after midnight, and the zone's letters or words."""
    value = Decimal(minutes)
    facets = (("clock", f"{minutes // 60:02}:{minutes % 60:02}"),) + ((("zone", zone),) if zone else ())
    return Draft(
        start, end, "time", value=value, step=Decimal(1), strict=point(value), loose=point(value), unit=units.time("minute"),
        facets=facets, priority=CERTAIN,
    )
