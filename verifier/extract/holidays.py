"""Days that have a name: "Christmas Day", "Thanksgiving", "Good Friday 2024", "Cyber Monday".

A lexicon's table `holidays` says when they are: `on: 12-25`; `month`, `weekday` (Monday is 1) and `nth` (-1 is the last) with
`after` days more; `easter`, days from Easter Sunday; `country` where only one country keeps it then. What no table can say
("Lunar New Year", `kept: variously`) is a date without a period, and the Monday of "Black Monday" none of the text's own week.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from verifier import period as periods
from verifier.extract.cues import Cues, Hit
from verifier.extract.dates import CERTAIN, YEAR_AFTER, YEAR_WORD, word_before
from verifier.extract.draft import Draft
from verifier.extract.resolving import AHEAD, BACK
from verifier.lexicon import Row

_LONGER: Final = re.compile(r"[ -](?:week|weekend|weekends|season|break|holidays|period|rush)\b", re.IGNORECASE)


def holiday(text: str, hit: Hit, today: date | None, country: str | None, cues: Cues) -> Draft | None:
    """The named day a cue is part of; None where the words around it make no such name."""
    for phrase, offset in cues.holidays[hit.word]:
        start = hit.start - offset
        end = start + len(phrase)
        if start >= 0 and text[start:end].lower().replace("’", "'") == phrase and text[start].isupper():
            return _draft(text, (start, end), cues.named_days[phrase], today, country)
    return None


def _draft(text: str, span: tuple[int, int], row: Row, today: date | None, country: str | None) -> Draft | None:
    start, end = span
    if text[end:end + 1].isalnum() or text[start - 1:start].isalnum():
        return None
    year = YEAR_AFTER.match(text, end)
    facets: tuple[tuple[str, str], ...] = (("holiday", text[start:end].lower().replace("’", "'")),)
    abroad = country is not None and row.get("country", country) != country
    day = None
    if abroad or "kept" in row or _LONGER.match(text, end):
        pass  # "Thanksgiving week", "Golden Week": no day that is known
    elif year is not None:
        day = day_in(int(year[1]), row)
    else:
        named = YEAR_WORD.match(text, end)
        day = _nearest(row, today, word_before(text, start), named[1] if named else None)
        facets = (*facets, ("year", "assumed"))
    end = year.end() if year is not None else end
    return Draft(start, end, "date", period=periods.day(day) if day else None, facets=facets, priority=CERTAIN)


def _nearest(row: Row, today: date | None, word: str, year_word: str | None) -> date | None:
    """The day a holiday without a year stands for, as `resolving.nearest` takes those that are printed as month and day."""
    if today is None:
        return None
    if year_word:
        return day_in(today.year + {"last": -1, "next": 1}.get(year_word, 0), row)
    days = [day for year in range(today.year - 1, today.year + 2) if (day := day_in(year, row)) is not None]
    if word in BACK:
        return max((day for day in days if day < today), default=None)
    if word in AHEAD:
        return min((day for day in days if day > today), default=None)
    return min(days, key=lambda day: (abs(day - today), day), default=None)


def day_in(year: int, row: Row) -> date | None:
    """The day of a holiday in a year; None where the table does not say when it is.

    >>> day_in(2024, {"month": "11", "weekday": "4", "nth": "4"})
    datetime.date(2024, 11, 28)
    """
    if "on" in row:
        return date(year, *map(int, row["on"].split("-")))
    if "easter" in row:
        return easter(year) + timedelta(days=int(row["easter"]))
    if "nth" not in row:
        return None
    month, weekday, nth = int(row["month"]), int(row["weekday"]), int(row["nth"])
    first = date(year, month, 1)
    if nth > 0:
        moment = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    else:
        last = periods.month(year, month).last
        moment = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return moment + timedelta(days=int(row.get("after", "0")))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Butcher's algorithm, exact for the Gregorian calendar).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    century, rest = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    moved = (year % 19 + 11 * epact + 22 * shift) // 451
    month, day = divmod(epact + shift - 7 * moved + 114, 31)
    return date(year, month, day + 1)
