"""Tables that a file draws column by column, put together by row: figures of a column level with lines to their left."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.readers.pdflines import Line

_HEADS = 2  # lines over a column's first figure
_ROWS = 2  # figures at least; fewer are no column
_LEVEL = 0.4  # of a line's height: how far the middles of one row's parts may lie apart
_SHARE = 0.7  # of the lines under a column's heads that must have a line to their left


def by_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with columns of figures joined to the lines they stand beside; all others as they were, in order.

    Only figures are joined: the text of a page set in two columns stays in its own order.
    """
    found: list[Line] = []
    place = 0
    while place < len(lines):
        last = _column(lines, place)
        rows = _rows(found, lines[place:last]) if last > place else {}
        if not rows:
            found.append(lines[place])
            place += 1
            continue
        _join(found, lines[place:last], rows)
        place = last
    return found


def _column(lines: Sequence[Line], first: int) -> int:
    """Where the column of figures ends that begins at a place, above the line before it; the place itself where none does."""
    if first == 0 or lines[first].bottom <= lines[first - 1].bottom:
        return first
    at, figures = first, 0
    while at < len(lines) and len(lines[at].parts) == 1 and (at == first or lines[at].top < lines[at - 1].top):
        if lines[at].figures:
            figures += 1
        elif figures or at - first >= _HEADS:
            break
        at += 1
    return at if figures >= _ROWS else first


def _rows(found: Sequence[Line], column: Sequence[Line]) -> dict[int, int]:
    """The place of each line of a column → that of the line it stands level with, to its right; empty where too few do."""
    rows: dict[int, int] = {}
    for at, line in enumerate(column):
        for place in range(len(found) - 1, -1, -1):
            if _level(found[place], line) and found[place].right <= line.left:
                rows[at] = place
                break
    heads = min(rows, default=len(column))
    return rows if heads <= _HEADS and len(rows) >= max(_ROWS, _SHARE * (len(column) - heads)) else {}


def _level(one: Line, other: Line) -> bool:
    return abs(one.top + one.bottom - other.top - other.bottom) / 2 <= _LEVEL * min(one.height, other.height)


def _join(found: list[Line], column: Sequence[Line], rows: dict[int, int]) -> None:
    """Each line of a column put at the end of its row; heads without a row go above the first of them."""
    first = min(rows.values())
    for at, place in rows.items():
        row, line = found[place], column[at]
        found[place] = Line(
            f"{row.text} {line.text}", row.left, min(row.bottom, line.bottom), line.right, max(row.top, line.top),
            (*row.parts, *line.parts),
        )  # fmt: skip
    found[first:first] = [line for at, line in enumerate(column) if at not in rows]
