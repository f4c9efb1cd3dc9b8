"""The day a text was published, from what it prints about itself: a line under the title, an agency's dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from verifier.extract.blocks import COPYRIGHT
from verifier.extract.cues import Cues, Hit, within
from verifier.extract.dates import line_dates, month_date, numeric_dates
from verifier.extract.resolving import safe_date
from verifier.extract.skeleton import places
from verifier.model import Block, Document

# "LISBON, March 3 (Agency) --", "SINGAPORE, Feb 24, 2025 /Wire/ --", "LONDON (Agency) - "
_AGENCY: Final = re.compile(r"[A-Z][A-Z .'’/-]{2,60}[^\n]{0,60}?(?:--|—|–| - |\)\s?-)")
_COPYRIGHT: Final = re.compile(r"(?:©|\([cC]\)|[Cc]opyright)[^0-9\n]{0,12}((?:19|20)[0-9]{2})\b")
_COPYRIGHT_REACH: Final = 30
_REFERENCE: Final = date(2000, 7, 1)
_OPENING: Final = 48  # characters of a paragraph in which a dateline that ends in a word stands: "某社北京2月24日电"


def publication_date(document: Document, cues: Cues, hits: list[Hit]) -> tuple[date, str] | None:
    """The day and how it is known: `dateline`, or `copyright` where only that line names the year; None if nothing says.

    A date printed without its year takes it from a full date of the same day and month elsewhere among such lines, then
    from a copyright line; never from the story, whose years are not the page's.
    """
    text = document.text
    yearless: list[tuple[int, int]] = []
    for block in _lines_about_itself(document.blocks):
        for day, certain in _dates(document, block, cues, hits):
            if certain:
                return day, "dateline"
            yearless.append((day.month, day.day))
    year = _copyright(text) if yearless else None
    if year:
        day_or_none = safe_date(int(year[1]), *yearless[0])
        return (day_or_none, "copyright") if day_or_none else None
    return None


def _copyright(text: str) -> re.Match[str] | None:
    """The first year of a copyright line; its marks are searched before the pattern, which would look at every character."""
    marked = sorted(place for mark in COPYRIGHT for place in places(text, mark))
    years = (_COPYRIGHT.search(text, max(0, place - 1), place + _COPYRIGHT_REACH) for place in marked)
    return next((year for year in years if year is not None), None)


def _lines_about_itself(blocks: Sequence[Block]) -> Iterator[Block]:
    """Bylines first, then the first two paragraphs: an agency's dateline opens one of them."""
    yield from (block for block in blocks if block.kind == "dateline")
    yield from [block for block in blocks if block.kind == "paragraph"][:2]


def _dates(document: Document, block: Block, cues: Cues, hits: list[Hit]) -> Iterator[tuple[date, bool]]:
    """Days printed in a line about itself, and whether with their year; a year-less one is given in 2000, a leap year."""
    text = document.text[block.span.start:block.span.end]
    if block.kind == "paragraph":
        opening = _AGENCY.match(text)
        if not opening:
            yield from _shaped(text[:_OPENING], cues, tuple(cues.lists.get("dateline_closers", ())))
            return
        text = opening[0]
    else:
        yield from _shaped(text, cues, ("",))
    reference = _REFERENCE
    for draft in numeric_dates(text, document.country, cues):
        if draft.period:
            yield draft.period.first, True
    start = block.span.start
    for hit in within(hits, start, start + len(text)):
        if hit.word not in cues.months:
            continue
        found = month_date(text, Hit(hit.start - start, hit.end - start, hit.word, hit.sort), reference, cues)
        if found and found.period and found.period.days == 1:
            yield found.period.first, ("year", "assumed") not in found.facets
    for draft in line_dates(text, reference):
        if draft.period:
            yield draft.period.first, False


def _shaped(text: str, cues: Cues, closers: tuple[str, ...]) -> Iterator[tuple[date, bool]]:
    """Days that the language's own shapes print, one of `closers` behind them; none counted from another day."""
    if cues.shapes is None:
        return
    from verifier.extract.shaped import shaped_drafts  # no English text needs it

    for draft in sorted(shaped_drafts(text, _REFERENCE, cues), key=lambda draft: draft.start - draft.end):
        told = {name for name, _ in draft.facets}
        closed = told <= {"year"} and text.startswith(closers, draft.end)
        if closed and draft.kind == "date" and draft.period and draft.period.days == 1:
            yield draft.period.first, "year" not in told
