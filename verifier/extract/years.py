"""Bare years: "in 2028", "the 2025 budget", "late 2021", "fiscal 2024", "2023-24", "the 1990s"; never "2025 employees"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from verifier import period as periods
from verifier.extract.around import before
from verifier.extract.cues import Cues
from verifier.extract.dates import CERTAIN, LIKELY
from verifier.extract.draft import Draft
from verifier.extract.resolving import fiscal_year, part_of_year
from verifier.extract.skeleton import digits, places
from verifier.period import Period

_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}(?<![\w.,/:#$€£¥₹%].{4})(?![0-9%]|[.,:][0-9]|([-/])[0-9]{1,2}\1)")
_SPLIT: Final = re.compile(r"[/–-](?:20)?([0-9]{2})(?![0-9-/%]|[.,][0-9])")
_THROUGH: Final = re.compile(r"\s?[-–]\s?((?:19|20)[0-9]{2})(?![0-9%]|[.,][0-9])")
_DECADE: Final = re.compile(r"['’]?s\b")
_PART: Final = re.compile(r"\b([Ee]arly|[Mm]id|[Ll]ate|[Ee]nd|[Yy]ear-end)[ -]\Z")
_NAME: Final = re.compile("[a-z]+")
_REACH: Final = 160  # characters back in which a company's name tells whose financial year it is
_PARTS: Final = frozenset({"early", "mid", "late", "end", "year-end"})
_FISCAL_ENDS: Final = frozenset({"fiscal", "financial", "year", "ended", "ending"})
_JOINS: Final = frozenset("-–/")
_JOINED: Final = frozenset({"mid", "end", "early", "late", "pre", "post"})
_WORD_AFTER: Final = re.compile(r"[ \xa0\n]([A-Za-z]+)")
_CLOSING: Final = frozenset(["", *".,;:)?!\n-–/'’”\"]"])
_FISCAL_AFTER: Final = re.compile(r" (?:fiscal|financial) year\b")
_FISCAL: Final = re.compile(r"\b(?:[Ff]iscal|[Ff]inancial)(?: year)?(?: ended| ending)? \Z")


def years(text: str, cues: Cues, taken: frozenset[int] | set[int]) -> Iterator[Draft]:
    """Every year in the context of one, in text order; `taken` are the ends of dates that hold their year already."""
    listed = -1  # where the last year ended: "2024, 2023 and 2022"
    for start in places(digits(text), b"0000"):
        found = _YEAR.match(text, start)
        if found is None:
            continue
        end = start + 4
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
        opener = _opener(text, start)
        if not _in_context(text, start, end, listed, opener, cues):
            continue
        listed = end
        yield from _read(text, start, end, opener, cues)


def _opener(text: str, start: int) -> str:
    """What stands before a year: the last word, or the mark that ends it, in lower case; empty at the start of a line."""
    head = text[max(0, start - 18):start].rstrip(" \xa0\n")
    return head.rpartition(" ")[2].lower() if head else ""


def _in_context(text: str, start: int, end: int, listed: int, opener: str, cues: Cues) -> bool:
    lists = cues.lists
    word = opener.lstrip("(\"“‘'’")
    if word in lists.get("year_openers", ()):
        return word not in lists.get("year_openers_shared", ()) or _uncounted(text, end, cues)
    if (split := _SPLIT.match(text, end)) and int(split[1]) == (int(text[start:end]) + 1) % 100:
        return True
    if listed > 0 and start - listed <= 2 and text[listed] in ",-–/":
        return True
    if opener.endswith("©") or (opener.endswith("(") and text[end:end + 1] in (")", ",", " ")):
        return True
    if opener.endswith("-"):
        return opener[:-1] in _JOINED
    if opener == "" or opener.endswith((".", ",", ";", ":", "—", "'s", "’s", "s'", "s’")):
        return _uncounted(text, end, cues)
    follower = _WORD_AFTER.match(text, end)
    return follower is not None and follower[1].lower() in lists.get("year_nouns", ())


def _uncounted(text: str, end: int, cues: Cues) -> bool:
    """Whether what follows could not be counted: a mark, or a word like "was" or "budget" ("from 2010 to", not "2010 shops")."""
    follower = _WORD_AFTER.match(text, end)
    if follower is None:
        return text[end:end + 1] in _CLOSING
    word = follower[1].lower()
    return word in cues.lists.get("year_followers", ()) or word in cues.lists.get("year_nouns", ())


def _read(text: str, start: int, end: int, opener: str, cues: Cues) -> Iterator[Draft]:
    year = int(text[start:end])
    mark = text[end:end + 1]
    if mark in _JOINS and (split := _SPLIT.match(text, end)) and int(split[1]) == (year + 1) % 100:
        yield Draft(start, split.end(), "date", period=_span(year, year + 1), priority=CERTAIN)
        return
    if part := _PART.search(text, max(0, start - 9), start) if opener.rstrip("-") in _PARTS else None:
        yield Draft(part.start(), end, "date", period=_part(year, part[1].lower()), priority=CERTAIN)
    elif (text[end:end + 3] == " fi" and _FISCAL_AFTER.match(text, end)) or (
        opener in _FISCAL_ENDS and _FISCAL.search(text, max(0, start - 24), start)
    ):
        yield fiscal_draft(text, start, end, year, cues)
    else:
        yield Draft(start, end, "year", value=Decimal(year), period=periods.year(year), priority=LIKELY)
    if (mark in _JOINS or mark == " ") and (through := _THROUGH.match(text, end)) and year < int(through[1]):
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
    if ends.keys().isdisjoint(_NAME.findall(text[max(0, position - _REACH):position].lower())):
        return None  # few texts name one of those companies: where each word stands is not worth asking
    for token in before(text, position, _REACH):
        if token.word in ends:
            return int(ends[token.word])
    return None


def _part(year: int, word: str) -> Period:
    return periods.day(date(year, 12, 31)) if word in ("end", "year-end") else part_of_year(year, word)


def _span(first: int, last: int) -> Period:
    return Period(periods.year(first).first, periods.year(last).last)
