"""Bare years: "in 2028", "the 2025 budget", "late 2021", "fiscal 2024", "2023-24", "the 1990s"; never "2025 employees"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from verifier import period as periods
from verifier.extract.around import before
from verifier.extract.cues import Cues
from verifier.extract.dates import CERTAIN, LIKELY
from verifier.extract.draft import Draft
from verifier.extract.resolving import fiscal_year, part_of_year
from verifier.period import Period

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?<![\w.,/:#$€£¥₹%].{4})(?![0-9%]|[.,:][0-9]|-[0-9]{2}-)")
_SPLIT = re.compile(r"[/–-](?:20)?([0-9]{2})(?![0-9-/%]|[.,][0-9])")
_THROUGH = re.compile(r"\s?[-–]\s?((?:19|20)[0-9]{2})(?![0-9%]|[.,][0-9])")
_DECADE = re.compile(r"['’]?s\b")
_PART = re.compile(r"\b([Ee]arly|[Mm]id|[Ll]ate|[Ee]nd|[Yy]ear-end)[ -]\Z")
_JOINED = frozenset({"mid", "end", "early", "late", "pre", "post"})
_WORD_AFTER = re.compile(r"[ \xa0\n]([A-Za-z]+)")
_FISCAL = re.compile(r"\b(?:[Ff]iscal|[Ff]inancial)(?: year)?(?: ended| ending)? \Z")


def years(text: str, cues: Cues, taken: frozenset[int] | set[int]) -> Iterator[Draft]:
    """Every year in the context of one, in text order; `taken` are the ends of dates that hold their year already."""
    listed = -1  # where the last year ended: "2024, 2023 and 2022"
    for found in _YEAR.finditer(text):
        start, end = found.span()
        if end in taken:
            listed = end
            continue
        if text[end:end + 1].isalpha() or (text[end:end + 1] == "-" and text[end + 1:end + 2].isalpha()):
            if not (decade := _DECADE.match(text, end)):
                continue
            if text[start + 3] == "0" and text[end] == "s":
                first = int(found[0])
                yield Draft(start, decade.end(), "date", period=_span(first, first + 9), priority=CERTAIN)
                continue
        if not _in_context(text, start, end, listed, cues):
            continue
        listed = end
        yield from _read(text, start, end, cues)


def _in_context(text: str, start: int, end: int, listed: int, cues: Cues) -> bool:
    if (split := _SPLIT.match(text, end)) and int(split[1]) == (int(text[start:end]) + 1) % 100:
        return True
    if 0 < listed and start - listed <= 2 and text[listed] in ",-–/":
        return True
    head = text[max(0, start - 18):start].rstrip(" \xa0\n")
    if head.endswith(("(", "©")):
        return head.endswith("©") or text[end:end + 1] in (")", ",", " ")
    if head.endswith("-"):
        return head[:-1].rsplit(None, 1)[-1].lower() in _JOINED if head[:-1].strip() else False
    words = head.split()
    opener = words[-1].strip("(\"“‘'’)").lower() if words else ""
    lists = cues.lists
    if opener in lists.get("year_openers", ()) and opener not in lists.get("year_openers_shared", ()):
        return True
    follower = _WORD_AFTER.match(text, end)
    word = follower[1].lower() if follower else ""
    if word in lists.get("year_nouns", ()):
        return True
    shared = opener in lists.get("year_openers_shared", ()) or opener.endswith(("'s", "’s", "s'", "s’", ",")) or not opener
    shared = shared or head.endswith((".", ",", ";", ":", "—"))
    if not shared:
        return False
    if follower is None:
        return bool(opener) and text[end:end + 1] in ("", ".", ",", ";", ":", ")", "?", "!", "\n", "-", "–", "/", "'", "’", "”", '"', "]")
    return word in lists.get("year_followers", ())


def _read(text: str, start: int, end: int, cues: Cues) -> Iterator[Draft]:
    year = int(text[start:end])
    if (split := _SPLIT.match(text, end)) and int(split[1]) == (year + 1) % 100:
        yield Draft(start, split.end(), "date", period=_span(year, year + 1), priority=CERTAIN)
        return
    if part := _PART.search(text, max(0, start - 9), start):
        yield Draft(part.start(), end, "date", period=_part(year, part[1].lower()), priority=CERTAIN)
    elif _FISCAL.search(text, max(0, start - 24), start):
        yield fiscal_draft(text, start, end, year, cues)
    else:
        yield Draft(start, end, "year", value=Decimal(year), period=periods.year(year), priority=LIKELY)
    if (through := _THROUGH.match(text, end)) and year < int(through[1]):
        last = int(through[1])
        yield Draft(through.start(1), through.end(1), "year", value=Decimal(last), period=periods.year(last), priority=LIKELY)


def fiscal_draft(text: str, start: int, end: int, year: int, cues: Cues) -> Draft:
    """A financial year; its days only where the sentence names whose year it is and the lexicon knows when that ends."""
    ends_in = fiscal_year_end(text, start, cues)
    period = fiscal_year(year, ends_in) if ends_in else None
    return Draft(start, end, "year", value=Decimal(year), period=period, facets=(("fiscal", "yes"),), priority=CERTAIN)


def fiscal_year_end(text: str, position: int, cues: Cues) -> int | None:
    """The month in which the financial year of the company named last before a position ends; None for an unknown one."""
    ends = cues.values.get("fiscal_year_ends", {})
    for token in before(text, position, 160):
        if token.word in ends:
            return int(ends[token.word])
    return None


def _part(year: int, word: str) -> Period:
    return periods.day(date(year, 12, 31)) if word in ("end", "year-end") else part_of_year(year, word)


def _span(first: int, last: int) -> Period:
    return Period(periods.year(first).first, periods.year(last).last)
