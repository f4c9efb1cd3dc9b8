"""Everything a text says about when and how long: dates, weekdays, years, terms of the calendar, times of day, durations.

The facets, each where the words give it:
year       assumed: the text names none, the period took the likeliest      impossible  yes: no calendar has such a day
closes     the stretch a date ends: "3 month" for "three months ended"     weekday     1 (Monday) to 7, as printed
relative   this, last, next, past, previous, with its `unit`               fiscal      yes: a financial, no calendar year
part       which of the year's stretches of so many `months`: 4 and 3 for a fourth quarter
holiday    the name of a named day: "christmas day"
direction  of a duration: next, past, ago, later                           clock, zone of a time of day: 22:24, ET
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from verifier import period as periods
from verifier.extract import clock, dates, durations, quarters, terms, years
from verifier.extract.around import before
from verifier.extract.cues import Cues, Hit, Sort
from verifier.extract.draft import Draft
from verifier.extract.holidays import holiday
from verifier.extract.resolving import AHEAD, BACK, add_months, weekday_date
from verifier.interval import point
from verifier.model import Document
from verifier.period import Period

_DATE_FOLLOWS: Final = re.compile(r",? \(?(?=[A-Z0-9])")
_THROUGH: Final = frozenset({" to ", " through ", " until ", " and ", "-", "–", " - ", " – "})
_BETWEEN: Final = frozenset({", ", " ", ",", ", the ", " ("})  # a weekday and its date: "Monday, March 3"
_DAY_PART: Final = re.compile(r" ([a-z]+)\b")


def find_times(document: Document, cues: Cues, hits: list[Hit]) -> list[Draft]:
    """Every date, weekday, year, time and duration of a document, sorted by start; overlaps are left to the assembly.

    `hits` are `scan`'s of the document's text. Relative terms are resolved against `document.date`; without one they have
    no period. Years stand for calendar years, quarters and halves too, unless the words say "fiscal".
    """
    text = document.text
    today = document.date if document.date and 1900 < document.date.year < 3000 else None  # room for every step from it
    found = [draft for hit in hits if hit.sort & Sort.TIMES and (draft := _at(text, hit, today, document.country, cues))]
    found += dates.numeric_dates(text, document.country, cues)
    found += dates.line_dates(text, today)
    found += clock.colon_times(text, cues)
    found += years.years(text, cues, {draft.end for draft in found if draft.kind == "date"})
    if cues.shapes:
        from verifier.extract.shaped import shaped_drafts  # no English text needs it

        found += shaped_drafts(text, today, cues)
    found.sort(key=_start)
    _date_weekdays(text, found)
    _share_years(text, found)
    _open_fiscal_parts(found)
    terms.find_previous(text, found)
    return found


def _open_fiscal_parts(drafts: list[Draft]) -> None:
    """Puts a bare "Q2" in financial years if the text writes "Q2 FY25" elsewhere: when it began nobody says."""
    fiscal = {draft.facets[1] for draft in drafts if draft.facets[:1] == (("fiscal", "yes"),) and len(draft.facets) == 3}
    for draft in drafts if fiscal else ():
        if draft.facets[:1] and draft.facets[0] in fiscal and ("year", "assumed") in draft.facets:
            draft.period, draft.facets = None, (("fiscal", "yes"), *draft.facets[:2])


def _share_years(text: str, drafts: list[Draft]) -> None:
    """Gives the year of "June 2024" to the first month of "January to June 2024", or the one before it."""
    for place, draft in enumerate(drafts):
        if draft.kind != "date" or draft.period is None or ("year", "assumed") not in draft.facets or place + 1 == len(drafts):
            continue
        if draft.facets[0][0] == "holiday":
            continue  # Thanksgiving is another day of November each year
        following = drafts[place + 1]
        dated = following.kind == "date" and following.period and ("year", "assumed") not in following.facets
        if dated and following.period and text[draft.end:following.start] in _THROUGH:
            draft.period, draft.facets = _before(draft.period, following.period), ()


def _before(period: Period, later: Period) -> Period:
    """The same days in the latest year in which they lie before other ones."""
    years = later.first.year - period.first.year
    moved = [Period(add_months(period.first, 12 * n), add_months(period.last, 12 * n)) for n in (years, years - 1)]
    return next((candidate for candidate in moved if candidate.first <= later.first), moved[1])


def _date_weekdays(text: str, drafts: list[Draft]) -> None:
    """Sets every weekday that a date follows to that date: whether the two agree is a rule's question."""
    for place, draft in enumerate(drafts):
        if draft.kind != "weekday" or place + 1 == len(drafts):
            continue
        following = drafts[place + 1]
        if following.kind == "date" and text[draft.end:following.start] in _BETWEEN:
            draft.period = following.period or draft.period


def _start(draft: Draft) -> int:
    return draft.start


def _at(text: str, hit: Hit, today: date | None, country: str | None, cues: Cues) -> Draft | None:
    sort = hit.sort
    if sort & Sort.HOLIDAY and ((named := holiday(text, hit, today, country, cues)) or not sort & Sort.PLAIN_TIMES):
        return named
    if sort & (Sort.UNIT | Sort.HALF):
        return _counted(text, hit, today, cues)
    if sort & Sort.MONTH:
        return dates.month_date(text, hit, today, cues)
    if sort & Sort.WEEKDAY:
        return _weekday(text, hit, today, cues)
    if sort & Sort.CODE:
        return quarters.code_term(text, hit, today, cues)
    if sort & Sort.CLOCK:
        return clock.clock_word(text, hit, cues)
    yesterday = periods.day(today - timedelta(days=1)) if today else None
    return Draft(hit.start, hit.end, "date", period=yesterday, priority=dates.CERTAIN)


def _counted(text: str, hit: Hit, today: date | None, cues: Cues) -> Draft | None:
    """What stands before a unit word: a number (a duration), an ordinal (a quarter), "last" or "this" (a term).

    Nothing else does: "year on year" and "month-over-month" are bases of comparison, "years" alone says nothing.
    """
    leads = text[max(0, hit.start - 14):hit.start].replace("-", " ").split()
    lead = leads[-1].lower() if leads else " "
    if not (lead in cues.leads or lead[0].isdecimal() or lead[-1] in "0123456789½¼¾"):
        return None
    # the widest reach is for "next two-and-a-half"; nothing that matters stands further from "this"
    words = before(text, hit.start, 12 if lead in cues.values.get("relative", {}) else 28)
    if hit.word in ("quarter", "half") and (draft := quarters.quarter_term(text, hit, words, today, cues)):
        return draft
    if not hit.sort & Sort.UNIT:
        return None
    return terms.relative_term(text, hit, words, today, cues) or durations.duration(text, hit, words, today, cues)


def _weekday(text: str, hit: Hit, today: date | None, cues: Cues) -> Draft | None:
    """A weekday, "Monday morning" included; short forms only beside a date ("Mon, Feb 24"), for "Sun" may be a company."""
    number = cues.weekdays[hit.word]
    end = hit.end
    if hit.word in cues.lists.get("weekdays_short", ()):
        end += text[end:end + 1] == "."
        follows = _DATE_FOLLOWS.match(text, end)
        if not follows or not _dated(text, follows.end(), cues):
            return None
    elif (part := _DAY_PART.match(text, end)) and part[1] in cues.lists.get("day_parts", ()):
        end = part.end()
    elif text[end:end + 1] == "s":
        return None
    word = dates.word_before(text, hit.start)
    moment = weekday_date(number, today, word if word in BACK | AHEAD else "")
    period = periods.day(moment) if moment else None
    facets = (("weekday", str(number)),)
    return Draft(hit.start, end, "weekday", strict=point(number), period=period, facets=facets, priority=dates.CERTAIN)


def _dated(text: str, position: int, cues: Cues) -> bool:
    following = text[position:position + 10].replace(".", " ").split()
    return bool(following) and (following[0].lower() in cues.months or following[0][:1].isdecimal())
