"""Tables that a file draws column by column, put together by row: figures of a column level with lines to their left."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.readers.pdflines import Line

_HEADS = 2  # lines over a column's first figure
_ROWS = 2  # figures at least; fewer are no column
_COLUMNS = 30  # at most beside one set of labels
_LEVEL = 0.4  # of a line's height: how far the middles of one row's parts may lie apart
_SHARE = 0.7  # of the lines under a column's heads that must have a line to their left


def by_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page with columns of figures joined to the lines they stand beside; all others as they were, in order.

    Only figures are joined: the text of a page set in two columns stays in its own order.
    """
    found: list[Line] = []
    lines = _labels_first(lines)
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


def _labels_first(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a page with the labels of a table put before its columns, where the file draws the columns first."""
    falls = _falls(lines)
    if len(falls) == 1:
        return lines
    found: list[Line] = []
    place = 0
    while place < len(falls):
        last = place
        while last + 1 < len(falls) and last - place < _COLUMNS and len(falls[last][-1].parts) == 1 and falls[last][-1].figures:
            last += 1
        turned = _turned(falls[place:last], falls[last]) if last > place else None
        found += turned or falls[place]
        place = last + 1 if turned else place + 1
    return found


def _falls(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in runs that go down the page; where one stands no lower than the line before it, a column may begin."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if found[-1] and line.top >= found[-1][-1].top:
            found.append([])
        found[-1].append(line)
    return found


def _turned(columns: Sequence[Sequence[Line]], labels: Sequence[Line]) -> list[Line] | None:
    """What stands over the columns, the labels beside them, the columns from the left, what follows; None if these are none."""
    above, level = 0, 0
    moved: list[Sequence[Line]] = []
    for column in columns:
        rows = {
            at: place for at, line in enumerate(column) for place, label in enumerate(labels)
            if _level(label, line) and label.right <= line.left
        }  # fmt: skip
        if len(rows) < _ROWS:
            return None
        level = max(level, *rows.values())
        edge = max(labels[place].right for place in rows.values())
        first = min(rows)
        while first and min(rows) - first < _HEADS and column[first - 1].left >= edge:
            first -= 1
        if (first and moved) or len(rows) < _SHARE * (len(column) - min(rows)):
            return None  # the first column alone may follow what stands over the table
        above = above or first
        moved.append(column[first:])
    moved.sort(key=lambda column: column[-1].left)
    return [*columns[0][:above], *labels[: level + 1], *(line for column in moved for line in column), *labels[level + 1 :]]


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
    """The place of each line of a column → that of the line it stands level with, behind its label; empty where too few do."""
    rows: dict[int, int] = {}
    for at, line in enumerate(column):
        for place in range(len(found) - 1, -1, -1):
            if _level(found[place], line) and _has_room(found[place], line, at < _HEADS):
                rows[at] = place
                break
    heads = min(rows, default=len(column))
    return rows if heads <= _HEADS and len(rows) >= max(_ROWS, _SHARE * (len(column) - heads)) else {}


def _has_room(row: Line, line: Line, head: bool) -> bool:
    """Whether a line stands to the right of a row's label, which a row of heads may lack, and over none of its parts."""
    labelled = row.parts[0].right <= line.left or (head and row.figures)
    return labelled and all(part.right <= line.left or line.right <= part.left for part in row.parts)


def _level(one: Line, other: Line) -> bool:
    return abs(one.top + one.bottom - other.top - other.bottom) / 2 <= _LEVEL * min(one.height, other.height)


def _join(found: list[Line], column: Sequence[Line], rows: dict[int, int]) -> None:
    """Each line of a column put into its row; heads without a row go above the first of them."""
    first = min(rows.values())
    for at, place in rows.items():
        row, line = found[place], column[at]
        parts = tuple(sorted((*row.parts, *line.parts), key=lambda part: part.left))
        text, right = " ".join(part.text for part in parts), max(row.right, line.right)
        found[place] = Line(text, row.left, min(row.bottom, line.bottom), right, max(row.top, line.top), parts)
    found[first:first] = [line for at, line in enumerate(column) if at not in rows]
