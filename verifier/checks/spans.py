"""Stretches of the calendar between two dates, in the units people count them in, and the days periods close on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from verifier.checks.calendar import LENGTHS, NAMES, NO_DATE
from verifier.interval import Interval, point
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown, Verdict
from verifier.period import month
from verifier.sources.ledger import Inquiry
from verifier.units import Unit, time

DAY = time("day")
SECOND = date.min + timedelta(days=1)
# a week short of a whole unit still counts as one: from 1 January 2020 to 28 December 2024 is "five years"
SLACK = {"year": Decimal("0.06"), "quarter": Decimal("0.12"), "month": Decimal("0.25"), "week": Decimal("0.3"), "day": Decimal(0)}


def spanned(inquiry: Inquiry, first: Mention, last: Mention) -> Answer:
    """How long "from `first` to `last`" is, in the stated figure's unit of time.

    Both ends may be counted or only one: from 2019 to 2024 is five years or six, from Monday to Friday four days or five.
    Unknown where a day is not known or the end comes first.
    """
    if first.period is None or last.period is None:
        return Unknown(f"the days of '{first.text if first.period is None else last.text}' are not known")
    unit = _unit(inquiry)
    if unit.name not in LENGTHS:
        return Unknown(f"a stretch of days cannot be told in '{unit.name}'")
    if last.period.last < first.period.first:
        return Unknown(f"'{last.text}' comes before '{first.text}'")
    if unit.name == "year" and first.kind == last.kind == "year":
        years = Decimal(last.period.first.year - first.period.first.year)
        return (_length(Interval(years, years + 1), unit),)
    least = max((last.period.first - first.period.last).days, 0)
    most = (last.period.last - first.period.first).days + 1
    return (_length(_whole(Decimal(least), Decimal(most), unit), unit),)


def since(inquiry: Inquiry, start: Mention) -> Answer:
    """How long ago `start` is on the text's own day, in the stated figure's unit of time: whole units begun or completed.

    In February 2025, 2021 is three or four years ago; 30 June 2021 too. Unknown without the text's date.
    """
    today = inquiry.ledger.document.date
    if today is None:
        return Unknown(NO_DATE)
    if start.period is None:
        return Unknown(f"the day of '{start.text}' is not known")
    unit = _unit(inquiry)
    if unit.name not in LENGTHS:
        return Unknown(f"a stretch of days cannot be told in '{unit.name}'")
    if start.period.first > today:
        return Unknown(f"'{start.text}' lies ahead of the text's own day")
    least = max((today - start.period.last).days, 0)
    most = (today - start.period.first).days
    if unit.name == "year" and start.kind == "year":
        years = Decimal(today.year - start.period.first.year)
        return (_length(Interval(max(years - 1, Decimal(0)), years), unit),)
    return (_length(_whole(Decimal(least), Decimal(most), unit), unit),)


def _whole(least: Decimal, most: Decimal, unit: Unit) -> Interval:
    """The whole units that a stretch of so many days may be called: completed or begun."""
    length, slack = LENGTHS[unit.name], SLACK[unit.name]
    low = (least / length - slack).to_integral_value(ROUND_FLOOR)
    high = (most / length - slack).to_integral_value(ROUND_CEILING)
    return Interval(max(low, Decimal(0)), max(high, low, Decimal(0)))


def _length(interval: Interval, unit: Unit) -> Candidate:
    ends = f"{interval.lo:f}" if interval.lo == interval.hi else f"{interval.lo:f} to {interval.hi:f}"
    return Candidate(Quantity(interval, unit), basis=f"{ends} {unit.name}{'' if ends == '1' else 's'}")


def _unit(inquiry: Inquiry) -> Unit:
    stated = inquiry.stated
    return (stated.unit if isinstance(stated, Mention) else None) or DAY


def closing_day(inquiry: Inquiry, end: Mention) -> Answer:
    """The days near `end` on which a month, quarter or year closes, as ordinals: its own where it may be one.

    Calendar periods close with a month; financial years of 52 or 53 weeks on one weekday near its end, mostly a Friday,
    Saturday or Sunday. What is neither gives the nearest month's end, and can at worst warn: some charters name other days.
    """
    if end.facet("impossible") is not None:
        return Unknown(f"'{end.text}' is a day that does not exist")
    if end.period is None:
        return Unknown(f"the day of '{end.text}' is not known")
    day = end.period.last
    closing, weekday = _month_end(day), f"{day.isoformat()} is a {NAMES[day.isoweekday() - 1]}"
    if day == closing or day.isoweekday() in (5, 6, 7) or abs((day - closing).days) > 1:
        return (Candidate(Quantity(point(Decimal(day.toordinal())), DAY), basis=weekday),)
    basis = f"the month closes on {closing.isoformat()}; {weekday}"
    return (Candidate(Quantity(point(Decimal(closing.toordinal())), DAY), basis=basis, harshest=Verdict.WARN),)


def _month_end(day: date) -> date:
    """The nearest last day of a month."""
    own = month(day.year, day.month).last
    before = max(day.replace(day=1), SECOND) - timedelta(days=1)
    return own if own - day <= day - before else before
