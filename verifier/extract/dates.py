"""Days and months as they are printed: "Feb. 24", "24 February 2025", "late March", "Sept. 2021", "2025-02-24", "24/02/2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from verifier import period as periods
from verifier.extract.cues import Cues, Hit
from verifier.extract.draft import Draft
from verifier.extract.resolving import months_ending, nearest, part_of_month, safe_date
from verifier.extract.skeleton import digits, places
from verifier.period import Period

CERTAIN: Final = 10
LIKELY: Final = 5
_GAP: Final = r"[ \xa0\n]"
_DAY_AFTER: Final = re.compile(
    rf"\.?(?:{_GAP}|-)([0-3]?[0-9])(?:st|nd|rd|th)?(?:\s?[-–]\s?([0-3]?[0-9]))?(?![0-9:%]|[.,][0-9]|-[0-9]?[A-Za-z])"
    rf"(?:,?(?:{_GAP}|-)?((?:19|20)[0-9]{{2}})(?![0-9]))?"
)
YEAR_AFTER: Final = re.compile(rf"\.?,?(?:{_GAP}(?:of{_GAP})?|-)((?:19|20)[0-9]{{2}})(?![0-9%]|[.,][0-9])")
_DAY_BEFORE: Final = re.compile(
    rf"(?<![0-9.,/$€£¥-])(?:([0-3]?[0-9])\s?[-–]\s?)?([0-3]?[0-9])"
    rf"(?:st|nd|rd|th)?(?:{_GAP}(?:of{_GAP})?|-)\Z"
)
YEAR_WORD: Final = re.compile(rf",?{_GAP}(?:of{_GAP})?(last|this|next){_GAP}year\b")
_PART: Final = re.compile(r"\b([Ee]arly|[Mm]id|[Ll]ate)[ -]\Z")
_WORD_BEFORE: Final = re.compile(r"([A-Za-z]+)[ \n\xa0-]\Z")
_WORD_AFTER: Final = re.compile(r"[ \xa0-]?([a-z]+|%)")
# from the first mark, which is rarer than digits, outwards
_NUMERIC: Final = tuple(
    (mark, re.compile(rf"{re.escape(mark)}(?<=[0-9].)([0-9]{{1,2}}){re.escape(mark)}([0-9]{{2,4}})(?![0-9]|[-/.][0-9])"),
     f"{mark}0{mark}0".encode(), f"{mark}00{mark}0".encode())
    for mark in "-/."
)
_DIGITS_BEFORE: Final = re.compile(r"[0-9]{1,4}\Z")
_LINE_END: Final = re.compile(r"([01][0-9]-[0-3][0-9])[^\S\n]*$", re.MULTILINE)
_CLOSES: Final = re.compile(
    r"\b(?:([a-z]+|[0-9]+)[ -])?(year|quarter|half|months?|weeks?)(?: period)?,? "
    r"(?:(?:ended|ending|up to|to|through) (?:on |the end of |end )?|to end-)\Z",
    re.IGNORECASE,
)
_CLOSERS: Final = frozenset({"ded", "ing", " to", "ugh", " on", " of", "end", "DED", "ING"})
_NAME_AFTER: Final = re.compile(r" [A-Z][a-z]")  # "talks between April Jones and June Meyer"
_QUARTER_AFTER: Final = re.compile(r" quarter\b")
_MONTH_FIRST: Final = frozenset({"US", "PH", None})  # None: a bare "$" is read as a US dollar too


def month_date(text: str, hit: Hit, today: date | None, cues: Cues) -> Draft | None:
    """The date a month's name is part of; None where the word is a name or a verb ("Mrs May", "March on")."""
    month = cues.months[hit.word]
    found = _DAY_AFTER.match(text, hit.end)
    if found and 1 <= int(found[1]) <= 31:
        follower = _WORD_AFTER.match(text, found.end())
        if not (follower and follower[1] in cues.lists.get("not_days", ())):
            return _day(text, hit.start, found.end(), (month, found[1], found[2], found[3]), today, cues)
    if (found := _DAY_BEFORE.search(text, max(0, hit.start - 13), hit.start)) and 1 <= int(found[2]) <= 31:
        year = YEAR_AFTER.match(text, hit.end)
        end = year.end() if year else hit.end
        first, last = (found[1], found[2]) if found[1] and 0 < int(found[1]) < int(found[2]) else (found[2], None)
        start = found.start() if last or not found[1] else found.start(2)
        return _day(text, start, end, (month, first, last, year[1] if year else None), today, cues)
    return _month(text, hit, month, today, cues)


def _day(
    text: str, start: int, end: int, read: tuple[int, str, str | None, str | None], today: date | None, cues: Cues
) -> Draft | None:
    month, first, until, year = read
    if year:
        day = safe_date(int(year), month, int(first))
    else:
        named = YEAR_WORD.match(text, end)
        day = nearest(month, int(first), today, word_before(text, start), named[1] if named else None)
    period = periods.day(day) if day else None
    if day and until and int(until) > day.day and (last := safe_date(day.year, month, int(until))):
        period = Period(day, last)
    facets = [*_closing(text, start, cues), *(() if year else (("year", "assumed"),))]
    if day is None and (year or today):
        facets.append(("impossible", "yes"))  # "February 30"
    return Draft(start, end, "date", period=period, facets=tuple(sorted(facets)), priority=CERTAIN)


def _closing(text: str, start: int, cues: Cues) -> tuple[tuple[str, str], ...]:
    """The facet that "three months ended" before a date gives it: what it closes, "3 month"; none without such words."""
    if text[start - 4:start - 1] not in _CLOSERS or not (found := _CLOSES.search(text, max(0, start - 44), start)):
        return ()
    number, unit = (found[1] or "").lower(), found[2].lower().rstrip("s")
    count = cues.numbers.get(number, number if number.isdecimal() else 1)
    return (("closes", f"{count} {unit}" if unit != "half" else "6 month"),)


def _month(text: str, hit: Hit, month: int, today: date | None, cues: Cues) -> Draft | None:
    part = _PART.search(text, max(0, hit.start - 7), hit.start)
    start, name = (part.start(), part[1].lower()) if part else (hit.start, None)
    if found := YEAR_AFTER.match(text, hit.end):
        period = part_of_month(periods.month(int(found[1]), month), name)
        if name is None and (quarter := _QUARTER_AFTER.match(text, found.end())):  # "the December 2024 quarter"
            return Draft(start, quarter.end(), "date", period=months_ending(period.last), priority=CERTAIN)
        return Draft(start, found.end(), "date", period=period, facets=_closing(text, start, cues), priority=CERTAIN)
    if hit.word in cues.lists.get("months_with_doubles", ()) and (
        word_before(text, hit.start) not in cues.lists.get("month_openers", ()) or _NAME_AFTER.match(text, hit.end)
    ):
        return None
    named = YEAR_WORD.match(text, hit.end)
    middle = nearest(month, 15, today, word_before(text, start), named[1] if named else None)
    facets = (*_closing(text, start, cues), ("year", "assumed"))
    period_or_none = part_of_month(periods.month(middle.year, month), name) if middle else None
    return Draft(start, hit.end, "date", period=period_or_none, facets=facets, priority=LIKELY)


def word_before(text: str, start: int) -> str:
    """The word that ends just before a position, in lower case; empty where none does."""
    found = _WORD_BEFORE.search(text, max(0, start - 14), start)
    return found[1].lower() if found else ""


def numeric_dates(text: str, country: str | None, cues: Cues) -> Iterator[Draft]:
    """Dates in figures: 2025-02-24, 24/02/2025, 2/24/25, 24.02.2025.

    Where day and month could be either, the home country decides (month first in the United States and where no country
    is known), and `assumed` says so.
    """
    skeleton = digits(text)
    known = [
        (mark, pattern) for mark, pattern, short, long in _NUMERIC
        if (mark != "/" or b"/" in skeleton) and (short in skeleton or long in skeleton)  # few texts have a slash at all
    ]
    for mark, found in ((mark, found) for mark, pattern in known for found in pattern.finditer(text)):
        first = _DIGITS_BEFORE.search(text, max(0, found.start() - 4), found.start())
        if first is None:
            continue
        start, end = first.start(), found.end()
        if start and (text[start - 1].isalnum() or text[start - 1] in ".,/-$€£#"):
            continue
        read = _figures([first[0], found[1], found[2]], mark, country)
        if read:
            day, assumed = read
            closes = _closing(text, start, cues)
            yield Draft(start, end, "date", period=periods.day(day), assumed=assumed, facets=closes, priority=CERTAIN)


def _figures(parts: list[str], mark: str, country: str | None) -> tuple[date, str | None] | None:
    a, b, c = (int(part) for part in parts)
    if len(parts[0]) == 4:
        day = safe_date(a, b, c) if 1900 <= a <= 2100 else None
        return (day, None) if day else None
    if len(parts[0]) > 2 or len(parts[2]) == 3 or (mark != "/" and len(parts[2]) != 4):
        return None  # "1.2.25" is a version, "12-34-56" a sort code
    year = c if len(parts[2]) == 4 else 2000 + c if c < 70 else 1900 + c
    if not 1900 <= year <= 2100:
        return None
    month_first = mark == "/" and country in _MONTH_FIRST
    as_printed = safe_date(year, a, b) if month_first else safe_date(year, b, a)
    day = as_printed or (safe_date(year, b, a) if month_first else safe_date(year, a, b))
    open_to_doubt = mark == "/" and a <= 12 and b <= 12 and a != b
    return (day, ("month" if month_first else "day") + " first") if day and open_to_doubt else (day, None) if day else None


def line_dates(text: str, today: date | None) -> Iterator[Draft]:
    """Days that stand alone on a line as month-day, as some sites print them under a title: "02-24"."""
    for start in places(digits(text), b"00-00"):
        found = _LINE_END.match(text, start)
        if found is None or text[text.rfind("\n", 0, found.start()) + 1:found.start()].strip():
            continue
        month, day = (int(part) for part in found[1].split("-"))
        if 1 <= month <= 12 and 1 <= day <= 31:
            moment = nearest(month, day, today)
            yield Draft(
                found.start(1), found.end(1), "date", period=periods.day(moment) if moment else None,
                facets=(("year", "assumed"),), priority=CERTAIN,
            )
