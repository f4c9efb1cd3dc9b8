"""What a shape found in a text amounts to: a date, a term, a length of time, a streak, a share, a superlative.

The columns and slots that are read, by kind (see `shapes` for how a lexicon writes them):

    date         year|years, month|months_ago, day, quarter, half, part (early, late, end), fiscal; relative ("week -1")
    weekday      weekdays, week_words        duration, streak, ordinal   count, time_units, directions, inside, counted
    percent      number                      fraction, multiple          value, or number over below, or number of base
    superlative  extremes or direction, window, or count and time_units for "in three years"
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from verifier import period as periods
from verifier import units
from verifier.extract.characters import Characters, Written
from verifier.extract.cues import Cues
from verifier.extract.dates import CERTAIN
from verifier.extract.draft import Draft
from verifier.extract.numerals import Numeral, plain, precision, read_numeral
from verifier.extract.ratios import fraction, multiple
from verifier.extract.resolving import add_months, nearest, part_of_year, safe_date, step_back, stretch, weekday_date
from verifier.extract.shapes import Shaped, find_shapes
from verifier.interval import point
from verifier.model import MentionKind, Span
from verifier.period import Period

Facets = tuple[tuple[str, str], ...]
NOTHING: Facets = (("shape", "none"),)  # the facets of a draft that only keeps its place from others
_STEPS = {"-1": "last", "0": "this", "1": "next"}
_HEDGE_REACH = 14  # characters from a superlative to the word that makes it one of several
_MARKS = frozenset("，。；！？,;!?\n")


def shaped_drafts(text: str, today: date | None, cues: Cues) -> Iterator[Draft]:
    """A draft for every shape of a text, in no order; those of kind `none` hold a place that nothing may be read in."""
    for found in find_shapes(text, cues.shapes, cues.values):
        reader = _READERS.get(found.said["kind"])
        draft = reader(text, found, today, cues) if reader is not None else None
        if draft is not None:
            yield draft


def _date(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft | None:
    said = found.said
    if "relative" in said:
        return _relative(found, today)
    year = _year(said, today, cues.characters)
    if "months_ago" in said and today is not None:
        there = add_months(today.replace(day=1), int(said["months_ago"]))
        said = {**said, "month": str(there.month)}
        year = there.year
    month, day = (_small(said.get(name), cues.characters) for name in ("month", "day"))
    if month is not None and month > 12:
        return None
    facets: dict[str, str] = {"fiscal": said["fiscal"]} if "fiscal" in said else {}
    if "years" in said or "months_ago" in said:
        facets["relative"] = "yes"
    told = "year" in said or "years" in said
    if "year" in said and year is None:
        return None
    if "day" in said:
        moment = _day(year, month, day, told, today)
        if month is None:
            facets["month"] = "assumed"
        if not told:
            facets["year"] = "assumed"
        if moment is None and (told or today is not None):
            facets["impossible"] = "yes"
        return _dated(found, periods.day(moment) if moment else None, facets)
    if month is not None:
        middle = safe_date(year, month, 15) if year else nearest(month, 15, today)
        if not told:
            facets["year"] = "assumed"
        return _dated(found, periods.month(middle.year, month) if middle else None, facets)
    return _part_of_year(found, year, told, today, facets, cues)


def _part_of_year(
    found: Shaped, year: int | None, told: bool, today: date | None, facets: dict[str, str], cues: Cues
) -> Draft | None:
    """A quarter, a half, "early 2025", or the year itself."""
    said = found.said
    for name, months in (("quarter", 3), ("half", 6)):
        number = _small(said.get(name), cues.characters)
        if number is None:
            continue
        if not 1 <= number <= 12 // months:
            return None
        if year is None and today is not None:
            year = today.year if (number - 1) * months + 1 <= today.month else today.year - 1
        if not told:
            facets["year"] = "assumed"
        facets |= {"part": str(number), "months": str(months)}
        known = year is not None and "fiscal" not in facets
        period = None
        if known and year is not None:
            period = Period(date(year, (number - 1) * months + 1, 1), periods.month(year, number * months).last)
        return _dated(found, period, facets)
    if year is None:
        return None
    if "part" in said:
        end = periods.day(date(year, 12, 31))
        return _dated(found, end if said["part"] == "end" else part_of_year(year, said["part"]), facets)
    period = None if "fiscal" in facets else periods.year(year)
    return Draft(found.start, found.end, "year", Decimal(year), period=period, facets=_sorted(facets), priority=CERTAIN)


def _year(said: Mapping[str, str], today: date | None, known: Characters) -> int | None:
    if "years" in said:
        return today.year + int(said["years"]) if today else None
    year = known.year(said["year"]) if "year" in said else None
    return year if year is not None and 1900 <= year < 2100 else None


def _day(year: int | None, month: int | None, day: int | None, told: bool, today: date | None) -> date | None:
    """The day that is printed; without a month the latest such day up to the text's own, as news writes "on the 24th"."""
    if day is None:
        return None
    if month is not None:
        return safe_date(year, month, day) if year else None if told else nearest(month, day, today)
    if today is None:
        return None
    moments = (safe_date(there.year, there.month, day) for there in (today, add_months(today.replace(day=1), -1)))
    return next((moment for moment in moments if moment is not None and moment <= today), None)


def _relative(found: Shaped, today: date | None) -> Draft:
    unit, step = found.said["relative"].split()
    back = -int(step)
    if unit == "day":
        moment = periods.day(today - timedelta(days=back)) if today else None
        return _dated(found, moment, {"unit": "day"})
    period = step_back(today, unit, back) if today else None
    facets = {"relative": _STEPS[step], "unit": unit} if step in _STEPS else {}
    return _dated(found, period, facets)


def _dated(found: Shaped, period: Period | None, facets: Mapping[str, str]) -> Draft:
    return Draft(found.start, found.end, "date", period=period, facets=_sorted(facets), priority=CERTAIN)


def _weekday(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft:
    number = int(found.said["weekdays"])
    week = found.said.get("week_words")
    moment = weekday_date(number, today)
    if today is not None and week is not None:  # "上周五": the Friday of the calendar week before
        moment = today - timedelta(days=today.isoweekday() - number - 7 * int(week))
    return Draft(
        found.start, found.end, "weekday", strict=point(number), period=periods.day(moment) if moment else None,
        facets=(("weekday", str(number)),), priority=CERTAIN,
    )


def _counted(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft | None:
    """A length of time, a streak or an ordinal: so many of a unit, or the so-manieth."""
    said = found.said
    written = _figure(said["count"], cues.characters)
    if written is None or not written.value:
        return None
    if "time_units" not in said:
        return Draft(found.start, found.end, "ordinal", written.value, priority=CERTAIN)
    length = cues.lengths[said["time_units"]]
    value, unit = written.value * length.times, units.time(length.unit)
    kind: MentionKind = "duration" if said["kind"] == "duration" else "ordinal"
    facets: dict[str, str] = {}
    if said["kind"] == "streak":
        facets = {"streak": "yes", "counted": said.get("counted", "count"), "noun": said["time_units"]}
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
        written = cues.characters.read(printed)
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
        above = _figure(said["number"], cues.characters)
        below = _figure(said.get("count") or said["base"], cues.characters)
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
    if window:
        facets["window"] = window
    ahead = text[found.end:found.end + _HEDGE_REACH]
    hedges = cues.lists.get("hedges_after", frozenset())
    for hedge in hedges:
        place = ahead.find(hedge)
        if place >= 0 and not _MARKS & set(ahead[:place]):
            facets["hedge"] = "one of"
    return Draft(found.start, found.end, "superlative", facets=_sorted(facets), priority=8)


def _nothing(text: str, found: Shaped, today: date | None, cues: Cues) -> Draft:
    return Draft(found.start, found.end, "identifier", facets=NOTHING, priority=CERTAIN)


def _figure(printed: str, known: Characters) -> Written | None:
    if printed[0].isdecimal():
        value = read_numeral(printed).value
        return Written(plain(value), Decimal(1))
    return known.read(printed)


def _small(printed: str | None, known: Characters) -> int | None:
    """A month, day or quarter; None where none was printed or the characters write no whole number."""
    written = _figure(printed, known) if printed else None
    return int(written.value) if written is not None and written.value < 100 else None


def _sorted(facets: Mapping[str, str]) -> Facets:
    return tuple(sorted(facets.items()))


_READERS: Mapping[str, Callable[[str, Shaped, date | None, Cues], Draft | None]] = {
    "date": _date,
    "weekday": _weekday,
    "duration": _counted,
    "streak": _counted,
    "ordinal": _counted,
    "percent": _percent,
    "fraction": _share,
    "multiple": _share,
    "superlative": _superlative,
    "none": _nothing,
}
