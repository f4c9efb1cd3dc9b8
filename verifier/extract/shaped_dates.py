"""Dates, years, parts of years and weekdays that a shape printed: "2025年2月24日", "去年第四季度", "上周五"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from verifier import period as periods
from verifier.extract.characters import Characters
from verifier.extract.dates import CERTAIN
from verifier.extract.draft import Draft
from verifier.extract.resolving import add_months, nearest, part_of_year, safe_date, step_back, weekday_date
from verifier.extract.shapes import Shaped
from verifier.interval import point
from verifier.period import Period

_STEPS: Final = {"-1": "last", "0": "this", "1": "next"}


def date_shape(found: Shaped, today: date | None, known: Characters) -> Draft | None:
    """The date, part of a year or year that was found; None for one that no calendar knows ("month 14")."""
    said = found.said
    if "relative" in said:
        return _relative(found, today)
    year = _year(said, today, known)
    if "months_ago" in said and today is not None:
        there = add_months(today.replace(day=1), int(said["months_ago"]))
        said = {**said, "month": str(there.month)}
        year = there.year
    month, day = known.small(said.get("month") or said.get("months")), known.small(said.get("day"))
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
    return _part_of_year(found, year, told, today, facets, known)


def _part_of_year(
    found: Shaped, year: int | None, told: bool, today: date | None, facets: dict[str, str], known: Characters
) -> Draft | None:
    """A quarter, a half, "early 2025", or the year itself."""
    said = found.said
    for name, months in (("quarter", 3), ("half", 6)):
        number = known.small(said.get(name))
        if number is None:
            continue
        if not 1 <= number <= 12 // months:
            return None
        if year is None and today is not None:
            year = today.year if (number - 1) * months + 1 <= today.month else today.year - 1
        if not told:
            facets["year"] = "assumed"
        facets |= {"part": str(number), "months": str(months)}
        period = None
        if year is not None and "fiscal" not in facets:
            period = Period(date(year, (number - 1) * months + 1, 1), periods.month(year, number * months).last)
        return _dated(found, period, facets)
    if year is None:
        return None
    if "part" in said:
        end = periods.day(date(year, 12, 31))
        return _dated(found, end if said["part"] == "end" else part_of_year(year, said["part"]), facets)
    period = None if "fiscal" in facets else periods.year(year)
    told_facets = tuple(sorted(facets.items()))
    return Draft(found.start, found.end, "year", Decimal(year), period=period, facets=told_facets, priority=CERTAIN)


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
    return Draft(found.start, found.end, "date", period=period, facets=tuple(sorted(facets.items())), priority=CERTAIN + 1)


def weekday_shape(found: Shaped, today: date | None) -> Draft:
    """A weekday: the latest such day, or that of the week the words name."""
    number = int(found.said["weekdays"])
    week = found.said.get("week_words")
    moment = weekday_date(number, today)
    if today is not None and week is not None:  # "上周五": the Friday of the calendar week before
        moment = today - timedelta(days=today.isoweekday() - number - 7 * int(week))
    return Draft(
        found.start, found.end, "weekday", strict=point(number), period=periods.day(moment) if moment else None,
        facets=(("weekday", str(number)),), priority=CERTAIN,
    )
