"""What a shape found in a text amounts to: a date, a term, a length of time, a streak, a share, a superlative.

The columns and slots that are read, by kind (see `shapes` for how a lexicon writes them):

    date         year|years, month|months|months_ago, day, quarter, half, part (early, late, end), fiscal; relative ("week -1")
    weekday      weekdays, week_words        duration, streak, ordinal   count, time_units, directions, inside, counted
    percent      number                      fraction, multiple          value, or number over below, or number of base
    time         hour, minute, clock_parts
    superlative  extremes or direction, window, or count and time_units for "in three years"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from verifier import units
from verifier.extract.characters import Characters
from verifier.extract.clock import time_of_day
from verifier.extract.cues import Cues, Length
from verifier.extract.dates import CERTAIN
from verifier.extract.draft import Draft
from verifier.extract.numerals import Numeral, precision, read_numeral
from verifier.extract.ratios import fraction, multiple
from verifier.extract.resolving import stretch
from verifier.extract.shaped_dates import date_shape, weekday_shape
from verifier.extract.shapes import Shaped, find_shapes
from verifier.interval import point
from verifier.model import MentionKind, Span

Facets = tuple[tuple[str, str], ...]
NOTHING: Final[Facets] = (("shape", "none"),)  # the facets of a draft that only keeps its place from others
_HEDGE_REACH: Final = 14  # characters from a superlative to the word that makes it one of several
_BEGINS: Final = re.compile(r"[^0-9年月日季度第一二三四五六七八九十零〇去今上半下]+")
_MARKS: Final = frozenset("，。；！？,;!?\n")


def shaped_drafts(text: str, today: date | None, cues: Cues) -> Iterator[Draft]:
    """A draft for every shape of a text, in no order; those of kind `none` hold a place that nothing may be read in."""
    if cues.shapes is None:
        return
    for found in find_shapes(text, cues.shapes, cues.values):
        reader = _READERS.get(found.said["kind"])
        draft = reader(text, found, today, cues) if reader is not None else None
        if draft is not None:
            yield draft


def _counted(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft | None:
    """A length of time, a streak or an ordinal: so many of a unit, or the so-manieth."""
    said = found.said
    written = _known(cues).figure(said["count"])
    if written is None or not written.value:
        return None
    if "time_units" in said:
        length = cues.lengths.get(said["time_units"]) or cues.lengths[said["time_units"].lower()]
        unit = units.time(length.unit)
    elif "noun" in said:
        length, unit = Length(said["noun"], Decimal(1)), units.count(said["noun"])
    else:
        return Draft(found.start, found.end, "ordinal", written.value, priority=CERTAIN)
    value = written.value * length.times
    kind: MentionKind = "duration" if said["kind"] == "duration" else "ordinal"
    facets: dict[str, str] = {}
    if said["kind"] == "streak":
        facets = {"streak": "yes", "counted": said.get("counted", "count"), "noun": said.get("time_units") or said["noun"]}
    direction = said.get("directions") or said.get("direction")
    period = None
    if direction is not None:
        facets["direction"] = direction
        if today is not None and direction in ("next", "past") and value == int(value):
            period = stretch(today, int(value), length.unit, ahead=direction == "next")
    return Draft(
        found.start, found.end, kind, value, length.times, point(value), point(value), unit, period=period,
        qualifier=said.get("inside"), qualified=Span(*found.inside) if found.inside else None, facets=_sorted(facets),
        priority=CERTAIN,
    )


def _percent(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft | None:
    printed = found.said["number"]
    if printed[0].isdecimal():
        numeral = read_numeral(printed)
        if numeral.digits != len(printed):
            return None
    else:
        written = _known(cues).read(printed)
        if written is None:
            return None
        numeral = Numeral(written.value, written.step, written.step, 0)
    read = precision(numeral, Decimal(1), False, False)
    return Draft(
        found.start, found.end, "percent", read.value, read.step, read.strict, read.loose, units.PERCENT, priority=CERTAIN
    )


def _share(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft | None:
    """A fraction or a multiple: a value of its own ("一半"), or a number over another ("三分之二") or of tenths ("三成")."""
    said = found.said
    value = Decimal(said["value"]) if "value" in said else None
    if "number" in said:
        above = _known(cues).figure(said["number"])
        below = _known(cues).figure(said.get("count") or said["base"])
        if above is None or below is None or not below.value or not above.value:
            return None
        value = above.value / below.value
    if value is None:
        return None
    draft = multiple if said["kind"] == "multiple" else fraction
    return draft(found.start, found.end, value)


def _superlative(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft:
    said = found.said
    facets = {"direction": said.get("extremes") or said["direction"]}
    window = said.get("window") or said.get("windows")
    if "count" in said:
        window = f"{said['count']}{said['time_units']}"
    window = window or _since(text, found.start, cues)
    if window:
        facets["window"] = window
    ahead = text[found.end:found.end + _HEDGE_REACH]
    hedges = cues.lists.get("hedges_after", frozenset())
    for hedge in hedges:
        place = ahead.find(hedge)
        if place >= 0 and not _MARKS & set(ahead[:place]):
            facets["hedge"] = "one of"
    return Draft(found.start, found.end, "superlative", facets=_sorted(facets), priority=8)


def _since(text: str, start: int, cues: Cues) -> str | None:
    """The stretch that a word like "以来" closes right before a record: "创2021年12月以来新低"."""
    head = text[max(0, start - _HEDGE_REACH):start]
    closer = max((word for word in cues.lists.get("closers_before", ()) if head.endswith(word)), key=len, default="")
    began = _BEGINS.split(head.removesuffix(closer))[-1] if closer else ""
    return began + closer.rstrip("的") if began else None


def _time(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft | None:
    """A time of day: "上午8点" is 8:00, "下午3点半" 15:30; beyond noon an hour says itself which half of the day it is in."""
    said = found.said
    hour, minute = _known(cues).small(said["hour"]), _known(cues).small(said.get("minute", "0"))
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    part = said.get("clock_parts")
    if hour < 12 and (part == "pm" or (part == "noon" and hour < 6)):
        hour += 12
    if hour == 12 and part == "night":
        hour = 0
    return time_of_day(found.start, found.end, hour % 24 * 60 + minute, None)


def _nothing(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft:
    return Draft(found.start, found.end, "identifier", facets=NOTHING, priority=CERTAIN)


def _known(cues: Cues) -> Characters:
    assert cues.shapes is not None  # what is read here was found by them
    return cues.shapes.characters


def _sorted(facets: Mapping[str, str]) -> Facets:
    return tuple(sorted(facets.items()))


_READERS: Final[Mapping[str, Callable[[str, Shaped, date | None, Cues], Draft | None]]] = {
    "date": lambda text, found, today, cues: date_shape(found, today, _known(cues)),
    "weekday": lambda text, found, today, cues: weekday_shape(found, today),
    "duration": _counted,
    "streak": _counted,
    "ordinal": _counted,
    "percent": _percent,
    "fraction": _share,
    "multiple": _share,
    "superlative": _superlative,
    "time": _time,
    "none": _nothing,
}
