"""What a table says of a figure in it: the labels of its row and column, its section, and what stands above the table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from verifier.model import Block, Document, Mention, Span

_CELL = re.compile(r"(?P<table>.*), row (?P<row>\d+), column (?P<column>\d+)\Z")
_ABOVE = 160  # characters: what is longer than that above a table is a paragraph that happens to come before it
_DAYS = frozenset({"date", "year"})
_NO_FIGURES = frozenset({"date", "year", "weekday", "duration", "identifier"})  # what heads of columns may hold


class Labels(Struct, frozen=True):
    """The stretches that say what a cell's figure is, in text order.

    above   the heading and the caption or line over the table
    beside  heads of its column from the top down, the section its row stands in, the label of its row
    """

    above: tuple[Span, ...]
    beside: tuple[Span, ...]


class _Cell(Struct, frozen=True):
    block: Block
    row: int
    column: int
    figures: bool  # whether it holds a figure rather than words, days or nothing
    dated: bool = False  # whether it names a day or year: "9M 2025" heads a column, whatever "9M" may be elsewhere


def labels(document: Document, mentions: Sequence[Mention]) -> Mapping[int, Labels]:
    """Start of a cell's block → its labels, for every cell that holds a figure; empty for a text without tables."""
    tables: dict[str, list[_Cell]] = {}
    heads: dict[str, tuple[Span, ...]] = {}
    starts = [mention.span.start for mention in mentions]
    heading: Block | None = None
    before: Block | None = None
    for block in document.blocks:
        found = _CELL.match(block.path) if block.kind == "cell" else None
        if found is not None:
            name = found["table"]
            if name not in tables:
                over = None if _elsewhere(heading, before) and _dated(heading, mentions, starts) else heading
                heads[name] = tuple(_above(over, before))
            inside = mentions[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
            figures = any(mention.kind not in _NO_FIGURES for mention in inside)
            dated = any(mention.kind in _DAYS for mention in inside)
            tables.setdefault(name, []).append(_Cell(block, int(found["row"]), int(found["column"]), figures, dated))
        heading = before if before is not None and before.kind in ("heading", "title") else heading
        before = block
    return {start: told for name, cells in tables.items() for start, told in _table(cells, heads[name])}


def _elsewhere(heading: Block | None, before: Block | None) -> bool:
    """Whether a heading is over another section, which one of the same rank ends."""
    if heading is None or before is None:
        return False
    return heading.kind == before.kind == "heading" and heading.level == before.level


def _dated(heading: Block | None, mentions: Sequence[Mention], starts: Sequence[int]) -> bool:
    """Whether a heading names a day or year, which would be taken for that of the figures."""
    if heading is None:
        return False
    inside = mentions[bisect_left(starts, heading.span.start) : bisect_left(starts, heading.span.end)]
    return any(mention.kind in _DAYS for mention in inside)


def _above(heading: Block | None, before: Block | None) -> Iterator[Span]:
    """The caption, heading or short line directly over a table, and the nearest heading before that."""
    if heading is not None:
        yield heading.span
    if before is not None and _is_line(before):
        yield before.span


def _is_line(block: Block) -> bool:
    return block.kind == "caption" or (block.kind in ("paragraph", "heading") and block.span.end - block.span.start <= _ABOVE)


def _table(cells: Sequence[_Cell], above: tuple[Span, ...]) -> Iterator[tuple[int, Labels]]:
    """The labels of every figure of one table, its cells in text order."""
    rows: dict[int, list[_Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    heads: list[list[_Cell]] = []
    section: _Cell | None = None
    begun = False
    for row in sorted(rows):
        figures = any(cell.figures and (begun or not cell.dated) for cell in rows[row][1:])
        if not figures and len(rows[row]) == 1 and (begun or rows[row][0].column == 1):
            section = rows[row][0]
        elif not figures:
            heads = [*(() if begun else heads), rows[row]]  # a table may be headed anew half-way down
            begun, section = False, None
        else:
            begun = True
            yield from _row(rows[row], heads, section, above)


def _row(
    row: Sequence[_Cell], heads: Sequence[Sequence[_Cell]], section: _Cell | None, above: tuple[Span, ...]
) -> Iterator[tuple[int, Labels]]:
    stub = [cell.block.span for cell in row if not cell.figures]
    for cell in row:
        if cell.figures:
            over = [span for head in heads for span in _over(head, cell.column)]
            beside = [*over, *([section.block.span] if section else []), *(span for span in stub if span < cell.block.span)]
            yield cell.block.span.start, Labels(above, tuple(sorted(set(beside))))


def _over(head: Sequence[_Cell], column: int) -> Iterator[Span]:
    """The head of a column in one row of heads: its own, else the one to its left, which may stand over several columns."""
    corner = next((cell for cell in head if cell.column == 1), None)
    own = [cell for cell in head if 1 < cell.column <= column]
    if corner is not None and (corner.block.span.end - corner.block.span.start) <= _ABOVE:
        yield corner.block.span  # "(RMB million)" over the stub
    if own:
        yield max(own, key=lambda cell: cell.column).block.span
