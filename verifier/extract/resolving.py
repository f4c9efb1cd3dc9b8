"""From what is printed of a date to the days it stands for, seen from the day the text was published.

News writes the year only where it is not obvious. A date without one takes the year that brings it nearest to the text's
date, which is never more than half a year ahead; after "last", "since" or "ended" it lies behind, after "next" or "coming" ahead.
A bare weekday is the latest such day up to the text's own (Associated Press style). Weeks run Monday to Sunday (ISO 8601).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from verifier import period as periods
from verifier.period import Period

BACK: Final = frozenset({"last", "since", "past", "previous"})
AHEAD: Final = frozenset({"next", "coming", "upcoming"})
_THIRDS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_STRETCHES: Final = {"early": (1, 3), "mid": (4, 9), "late": (10, 12)}


def safe_date(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(month: int, day: int, today: date | None, word: str = "", year_word: str | None = None) -> date | None:
    """The day a year-less date stands for, given the word before it and the "last" of "last year"; None without a `today`."""
    if today is None or not 1901 <= today.year <= 2999:
        return None
    if year_word:
        return safe_date(today.year + {"last": -1, "next": 1}.get(year_word, 0), month, day)
    reach = 4 if month == 2 and day == 29 else 1
    found = [d for year in range(today.year - reach, today.year + reach + 1) if (d := safe_date(year, month, day))]
    if word == "ended":
        return max((d for d in found if d <= today), default=None)
    if word in BACK:
        return max((d for d in found if d < today), default=None)
    if word in AHEAD:
        return min((d for d in found if d > today), default=None)
    return min(found, key=lambda d: (abs(d - today), d), default=None)


def weekday_date(weekday: int, today: date | None, word: str = "") -> date | None:
    """The day a weekday (Monday is 1) stands for: up to today; before it after "last", behind it after "next"."""
    if today is None:
        return None
    back = (today.isoweekday() - weekday) % 7
    if word in AHEAD:
        return today + timedelta(days=7 - back)
    if word in BACK and back == 0:
        back = 7
    return today - timedelta(days=back)


def part_of_month(month: Period, part: str | None) -> Period:
    """The first, second or last third of a month for "early", "mid", "late"; the month itself for None."""
    if part is None:
        return month
    first, last = _THIRDS[part]
    return Period(month.first.replace(day=first), month.first.replace(day=min(last, month.last.day)))


def part_of_year(year: int, part: str) -> Period:
    """The first quarter, the middle half or the last quarter of a year for "early", "mid", "late"."""
    first, last = _STRETCHES[part]
    return Period(periods.month(year, first).first, periods.month(year, last).last)


def add_months(moment: date, months: int) -> date:
    """The same day so many months on (or back), the last of the month where it has no such day."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(moment.day, periods.days_in_month(year, month + 1)))


def stretch(today: date, count: int, unit: str, ahead: bool) -> Period | None:
    """`count` units up to (or from) a day; None beyond the calendar."""
    try:
        if unit in ("day", "week"):
            other = today + timedelta(days=count * (7 if unit == "week" else 1) * (1 if ahead else -1))
        else:
            other = add_months(today, count * {"month": 1, "quarter": 3, "year": 12}[unit] * (1 if ahead else -1))
    except (ValueError, OverflowError, KeyError):
        return None
    return Period(min(today, other), max(today, other))


def same_month_end(moment: date, original: date) -> date:
    """February's end moves with the leap year; other days stay."""
    end = periods.month(original.year, original.month).last
    return periods.month(moment.year, moment.month).last if original == end else moment


def months_ending(last: date, months: int = 3) -> Period:
    """So many months that end with a day, the last of its month."""
    return Period(add_months(last.replace(day=1), 1 - months), last)


def quarter_of(moment: date) -> tuple[int, int]:
    """Year and number of the calendar quarter that holds a day."""
    return moment.year, (moment.month + 2) // 3


def fiscal_year(named: int, ends_in: int) -> Period:
    """The financial year named by the calendar year it ends in, given the month it ends in."""
    last = periods.month(named, ends_in).last
    return Period(add_months(last.replace(day=1), -11), last)


def step_back(moment: date, unit: str, count: int) -> Period:
    """The calendar week, month, quarter or year that lies `count` before the one of a day (ahead where negative)."""
    if unit == "week":
        return periods.week(moment - timedelta(weeks=count))
    if unit == "month":
        there = add_months(moment.replace(day=1), -count)
        return periods.month(there.year, there.month)
    if unit == "quarter":
        return periods.quarter(*quarter_of(add_months(moment.replace(day=1), -3 * count)))
    return periods.year(moment.year - count)
