"""Lines of a report: excerpts with a number marked, colours, wrapping."""

from __future__ import annotations

from bisect import bisect_right

from verifier.model import Document, Span, Verdict
from verifier.reports.run import Style

_CODES = {"fail": "1;4;31", "warn": "1;4;33", "pass": "1;4;32", "unverified": "1;4", "dim": "2", "bold": "1",
          "red": "1;31", "yellow": "1;33", "green": "1;32",
          "money": "1;32", "share": "1;36", "time": "34", "claim": "1;35", "count": "33"}
HUES = {Verdict.FAIL: "red", Verdict.WARN: "yellow", Verdict.PASS: "green", Verdict.UNVERIFIED: "bold"}
_LONGEST = 2_000  # characters looked at on either side; a text may be one line of ten million


def paint(text: str, name: str, style: Style) -> str:
    """The text in a colour (or `dim`, `bold`) on a terminal, as it is elsewhere."""
    return f"\x1b[{_CODES[name]}m{text}\x1b[0m" if style.colour and text else text


def tidy(text: str) -> str:
    """Text fit for one line of a terminal: white space as single blanks, no control characters an article might carry."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def excerpt(document: Document, span: Span, verdict: str, style: Style, width: int) -> str:
    """The words around a span within its sentence, at most about `width` wide; the span coloured, or between » and «."""
    bounds = _bounds(document, span)
    marked = tidy(document.text[span.start:min(span.end, span.start + _LONGEST)])
    room = max(width - len(marked) - 4, 20)
    before = tidy(document.text[max(bounds.start, span.start - _LONGEST):span.start])
    after = tidy(document.text[span.end:min(bounds.end, span.end + _LONGEST)])
    left = min(len(before), max(room // 2, room - len(after)))
    before, after = _last(before, left), shortened(after, room - left)
    glued_left = span.start == 0 or document.text[span.start - 1].isspace()
    glued_right = document.text[span.end:span.end + 1].isspace()
    shown = paint(marked, verdict, style) if style.colour else f"»{marked}«"
    return f"{before}{' ' if before and glued_left else ''}{shown}{' ' if after and glued_right else ''}{after}"


def _bounds(document: Document, span: Span) -> Span:
    """The row of a table, the sentence or else the block a span begins in, else the whole text."""
    if row := _row(document, span.start):
        return row.hull(span)
    for spans in (document.sentences, tuple(block.span for block in document.blocks) if not document.sentences else ()):
        place = bisect_right(spans, span.start, key=lambda one: one.start) - 1
        if place >= 0 and span.start < spans[place].end:
            return spans[place].hull(span)
    return Span(0, len(document.text))


def cell_path(document: Document, position: int) -> str:
    """Where in its table the cell at a position stands: "table 1, row 3, column 2"; empty outside tables."""
    place = bisect_right(document.blocks, position, key=lambda block: block.span.start) - 1
    block = document.blocks[place] if place >= 0 else None
    return block.path if block is not None and block.kind == "cell" and position < block.span.end else ""


def _row(document: Document, position: int) -> Span | None:
    """All cells of the row in which a position stands."""
    path = cell_path(document, position)
    if not path:
        return None
    row = path.rpartition(",")[0] + ","
    place = bisect_right(document.blocks, position, key=lambda block: block.span.start) - 1
    first = last = place
    while first > 0 and document.blocks[first - 1].path.startswith(row):
        first -= 1
    while last + 1 < len(document.blocks) and document.blocks[last + 1].path.startswith(row):
        last += 1
    return Span(document.blocks[first].span.start, document.blocks[last].span.end)


def _last(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    words = text[len(text) - room:].split(" ", 1)
    return f"… {words[1]}" if len(words) > 1 else "…"


def shortened(text: str, room: int) -> str:
    """The text, or as many whole words of it as fit before an ellipsis."""
    if len(text) <= room:
        return text
    words = text[:room].rsplit(" ", 1)
    return f"{words[0]} …" if len(words) > 1 else "…"


def hanging(lead: str, text: str, style: Style) -> list[str]:
    """Text broken at blanks to fit the width, its later lines indented as far as the first one's lead."""
    lines = [lead]
    for word in text.split():
        fresh = len(lines[-1]) == len(lead)
        if not fresh and len(lines[-1]) + 1 + len(word) > max(style.width, 40):
            lines.append(" " * len(lead) + word)
        else:
            lines[-1] += word if fresh else f" {word}"
    return lines
