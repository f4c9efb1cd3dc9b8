"""Dates as numbers: the proleptic Gregorian calendar (ISO 8601), days counted as `datetime.date.toordinal` counts them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from verifier.interval import Interval, point
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown
from verifier.sources.ledger import Inquiry
from verifier.units import COUNT, Unit, time

Dates = Mention | tuple[Candidate, ...]

DAY = time("day")
# mean lengths of the Gregorian calendar's 400 years, in days
LENGTHS = {
    "day": Decimal(1), "week": Decimal(7), "month": Decimal("30.436875"), "quarter": Decimal("91.310625"),
    "year": Decimal("365.2425"),
}
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_DATE = "the text's date is not known; give it with --date (--date today for a draft)"


def published(inquiry: Inquiry) -> Answer:
    """The text's own date as an ordinal day; Unknown where it is not known."""
    day = inquiry.ledger.document.date
    if day is None:
        return Unknown(NO_DATE)
    return (Candidate(Quantity(point(day.toordinal()), DAY), basis=f"the text is dated {day.isoformat()}"),)


def day(inquiry: Inquiry, when: Dates) -> Answer:
    """A date as ordinal days: one for a day, first to last for a month or a year; Unknown for what is no date."""
    found = _ordinals(when)
    return found if isinstance(found, Unknown) else (Candidate(Quantity(found, DAY), basis=_named(when, found)),)


def weekday(inquiry: Inquiry, when: Dates) -> Answer:
    """The weekday of a date, Monday 1 to Sunday 7 (ISO 8601); Unknown for a date that is not one day."""
    found = _ordinals(when)
    if isinstance(found, Unknown):
        return found
    if found.width:
        return Unknown(f"'{_text(when)}' is more than one day")
    moment = date.fromordinal(int(found.lo))
    basis = f"{moment.isoformat()} is a {NAMES[moment.isoweekday() - 1]}"
    return (Candidate(Quantity(point(moment.isoweekday()), _unit(inquiry, COUNT)), basis=basis),)


def weekday_of_text(inquiry: Inquiry) -> Answer:
    """The weekday of the text's own date."""
    found = published(inquiry)
    return found if isinstance(found, Unknown) else weekday(inquiry, found)


def days_between(inquiry: Inquiry, first: Dates, last: Dates) -> Answer:
    """How long from one date to another, in the stated figure's unit of time (days where it has none); negative backwards.

    Months, quarters and years count at their mean length. A date that is a whole month or year leaves its days open:
    from 2021 to 24 February 2024 is 785 to 1,149 days.
    """
    start, end = _ordinals(first), _ordinals(last)
    if isinstance(start, Unknown):
        return start
    if isinstance(end, Unknown):
        return end
    target = _unit(inquiry, DAY)
    length = LENGTHS.get(target.name)
    if length is None:
        return Unknown(f"a stretch of days cannot be told in '{target.name}'")
    between = Interval((end.lo - start.hi) / length, (end.hi - start.lo) / length)
    return (Candidate(Quantity(between, target), basis=f"from {_named(first, start)} to {_named(last, end)}"),)


def _ordinals(when: Dates) -> Interval | Unknown:
    if isinstance(when, Mention):
        if when.period is None:
            return Unknown(f"the day of '{when.text}' is not known")
        return Interval(Decimal(when.period.first.toordinal()), Decimal(when.period.last.toordinal()))
    return when[0].quantity.interval if when else Unknown("no date is at hand")


def _text(when: Dates) -> str:
    return when.text if isinstance(when, Mention) else "the date"


def _named(when: Dates, days: Interval) -> str:
    if isinstance(when, Mention) and when.period is not None:
        return str(when.period)
    return date.fromordinal(int(days.lo)).isoformat()


def _unit(inquiry: Inquiry, otherwise: Unit) -> Unit:
    stated = inquiry.stated
    known = stated.unit if isinstance(stated, Mention) else None
    return known or otherwise
