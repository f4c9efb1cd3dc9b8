"""Everything a text says about when and how long: dates, weekdays, years, terms of the calendar, times of day, durations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from verifier import period as periods
from verifier.extract import clock, dates, durations, terms, years
from verifier.extract.around import before
from verifier.extract.cues import Cues, Hit, Sort
from verifier.extract.draft import Draft
from verifier.extract.resolving import AHEAD, BACK, weekday_date
from verifier.interval import point
from verifier.model import Document

_DATE_FOLLOWS = re.compile(r",? \(?(?=[A-Z0-9])")
_DAY_PART = re.compile(r" ([a-z]+)\b")
_BASIS = re.compile(r"[ -](?:on|over|to|by|after|in|-)[ -]\Z")  # "year on year", "month-over-month": a basis, no length


def find_times(document: Document, cues: Cues, hits: Sequence[Hit]) -> list[Draft]:
    """Every date, weekday, year, time and duration of a document, sorted by start; overlaps are left to the assembly.

    `hits` are `scan`'s of the document's text. Relative terms are resolved against `document.date`; without one they have
    no period. Years stand for calendar years, quarters and halves too, unless the words say "fiscal".
    """
    text, today = document.text, document.date
    found = [draft for hit in hits if hit.sort & Sort.TIMES and (draft := _at(text, hit, today, cues))]
    found += dates.numeric_dates(text, document.country)
    found += dates.line_dates(text, today)
    found += clock.colon_times(text, cues)
    found += years.years(text, cues, {draft.end for draft in found if draft.kind == "date"})
    found.sort(key=_start)
    return terms.same_period(text, _dated_weekdays(text, found))


def _dated_weekdays(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with every weekday that a date follows set to that date: whether the two agree is a rule's question."""
    dated = list(drafts)
    for place, draft in enumerate(dated[:-1]):
        following = dated[place + 1]
        if draft.kind == "weekday" and following.kind == "date" and text[draft.end:following.start] in (", ", " ", ",", ", the ", " ("):
            dated[place] = replace(draft, period=following.period or draft.period)
    return dated


def _start(draft: Draft) -> int:
    return draft.start


def _at(text: str, hit: Hit, today: date | None, cues: Cues) -> Draft | None:
    sort = hit.sort
    if sort & (Sort.UNIT | Sort.HALF):
        return _counted(text, hit, today, cues)
    if sort & Sort.MONTH:
        return dates.month_date(text, hit, today, cues)
    if sort & Sort.WEEKDAY:
        return _weekday(text, hit, today, cues)
    if sort & Sort.CODE:
        return terms.code_term(text, hit, today, cues)
    if sort & Sort.CLOCK:
        return clock.clock_word(text, hit, cues)
    if today is None:
        return None
    return Draft(hit.start, hit.end, "date", period=periods.day(today - timedelta(days=1)), priority=dates.CERTAIN)


def _counted(text: str, hit: Hit, today: date | None, cues: Cues) -> Draft | None:
    """What stands before a unit word: a number (a duration), an ordinal (a quarter), "last" or "this" (a term)."""
    lead = text[max(0, hit.start - 14):hit.start].replace("-", " ").split()
    if not lead or not (lead[-1].lower() in cues.leads or lead[-1][0].isdigit() or lead[-1][-1] in "0123456789½¼¾"):
        return None
    words = before(text, hit.start, 32)
    if _BASIS.search(text, max(0, hit.start - 6), hit.start):
        return None
    if hit.word in ("quarter", "half") and (draft := terms.quarter_term(text, hit, words, today, cues)):
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
    return bool(following) and (following[0].lower() in cues.months or following[0][:1].isdigit())
