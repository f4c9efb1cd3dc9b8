"""Where something stands in a source document, and in which words: for people to look it up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from msgspec import Struct

from verifier.link.labels import Labels, labels
from verifier.link.surroundings import Surroundings
from verifier.model import Block, Document, Mention, Report, Span
from verifier.reports.places import Places

_BEFORE, _AFTER = 70, 60  # characters of an excerpt on either side of its figure
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_LONGEST = 1_000  # characters of a quotation before a figure in it
_OPENING, _CLOSING = "“\"„«", "”\"“»"


class Source(Struct, frozen=True):
    """A source document opened for looking things up in it, which costs a bisection each."""

    report: Report
    lines: Places
    labels: Mapping[int, Labels]

    @classmethod
    def of(cls, report: Report) -> Source:
        """The source of a report: its lines and the labels of its cells found once."""
        return cls(report, Places(report.document.text), labels(report.document, report.mentions))

    def locator(self, span: Span) -> str:
        """Where a stretch stands, as a reader would say it: `release.pdf, page 3`; cells by row and column, else the line."""
        document = self.report.document
        block = block_at(document, span.start)
        place = bisect_right(document.origin, span.start, key=lambda one: one[0]) - 1
        origin = document.origin[place][1] if place >= 0 else ""
        parts = [short(document.name), *([origin] if origin and not origin.startswith("read as") else [])]
        if block is not None and block.kind == "cell" and block.path and block.path not in parts[-1]:
            parts.append(block.path)
        if len(parts) == 1:
            parts.append(f"line {self.lines.line_column(span.start)[0]}")
        return ", ".join(parts)

    def excerpt(self, place: Surroundings) -> str:
        """The words around a figure, in one line; a cell's labels before it: `2024 / Revenue: 31,742`."""
        text, mention = self.report.document.text, place.mention
        block = block_at(self.report.document, mention.span.start)
        if block is not None and block.kind == "cell":
            told = self.labels.get(block.span.start)
            spans = (told.beside or told.above) if told is not None else ()
            heads = " / ".join(_one_line(text[span.start : span.end]) for span in spans[-3:])
            return f"{heads}: {_one_line(text[block.span.start : block.span.end])}" if heads else _one_line(mention.text)
        first = max(place.sentence.start, mention.span.start - _BEFORE)
        last = min(place.sentence.end, mention.span.end + _AFTER)
        before, after = text[first : mention.span.start], text[mention.span.end : last]
        if first > place.sentence.start:
            before = "… " + before.partition(" ")[2]
        if last < place.sentence.end:
            after = after.rpartition(" ")[0] + " …"
        return _one_line(before + mention.text + after)


def block_at(document: Document, offset: int) -> Block | None:
    """The block that holds an offset, or None."""
    place = bisect_right(document.blocks, offset, key=lambda block: block.span.start) - 1
    return document.blocks[place] if place >= 0 and offset < document.blocks[place].span.end else None


def quotation(document: Document, mention: Mention) -> Span | None:
    """What stands in quotation marks around a figure, or the quoted block it stands in; None where nobody is quoted."""
    block = block_at(document, mention.span.start)
    if block is None:
        return None
    if block.kind == "quote":
        return block.span
    start = _opened(document.text, max(block.span.start, mention.span.start - _LONGEST), mention.span.start)
    if start is None:
        return None
    end = next((at for at in range(mention.span.end, block.span.end) if document.text[at] in _CLOSING), block.span.end)
    return Span(start, end)


def _opened(text: str, start: int, end: int) -> int | None:
    """Where the quotation begins that is still open at `end`; straight marks open and close in turn."""
    opened: int | None = None
    for at in range(start, end):
        if text[at] in _OPENING and opened is None:
            opened = at + 1
        elif text[at] in _CLOSING and opened is not None:
            opened = None
    return opened


def words(text: str) -> str:
    """The words of a text in small letters, a blank on either side of each: one text quotes another where it stands in it."""
    return f" {' '.join(_WORD.findall(text.lower().replace('’', ' ').replace(chr(39), ' ')))} "


def short(name: str) -> str:
    """The last part of a path: reports name documents, and need not say where they lie."""
    return name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def _one_line(text: str) -> str:
    return " ".join(text.split())
