"""Tables on a PDF page: rows of figures that wide gaps set apart, with the heads over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from verifier.readers.pdflines import Line, Part

_HEADS = 3  # lines over the first row that may head its columns
_ROWS = 2  # fewer are no table


class Table(Struct, frozen=True):
    """Lines `first` to `last` (not included) of a page as rows of cells: (column from 1, text)."""

    first: int
    last: int
    rows: tuple[tuple[tuple[int, str], ...], ...]


def tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The tables of a page, in order: runs of rows, one label alone among them allowed, and the heads directly above."""
    place = 0
    while place < len(lines):
        last = _run(lines, place)
        rows = sum(1 for line in lines[place:last] if _is_row(line))
        if rows < _ROWS:
            place += 1
            continue
        first = place
        while first > 0 and place - first < _HEADS and _is_head(lines[first - 1], lines[place]):
            first -= 1
        yield Table(first, last, tuple(_rows(lines[first:last])))
        place = last


def _run(lines: Sequence[Line], place: int) -> int:
    """Where the rows end that begin at a place; the place itself where none does."""
    last = place
    at = place
    while at < len(lines) and (_is_row(lines[at]) or (at > place and _is_section(lines, at))):
        at += 1
        last = at if _is_row(lines[at - 1]) else last
    return last


def _is_row(line: Line) -> bool:
    return len(line.parts) > 1 and line.figures


def _is_section(lines: Sequence[Line], at: int) -> bool:
    """A label without figures, rows above and below it."""
    line = lines[at]
    return len(line.parts) == 1 and not line.text.endswith((".", ":")) and at + 1 < len(lines) and _is_row(lines[at + 1])


def _is_head(line: Line, row: Line) -> bool:
    """Whether a line heads the columns of the row under it: apart from the label, and no running text."""
    if line.text.endswith(".") or line.bottom < row.top - row.height:
        return False
    return len(line.parts) > 1 or line.left > row.parts[0].right


def _rows(lines: Sequence[Line]) -> Iterator[tuple[tuple[int, str], ...]]:
    columns = _columns([part for line in lines if _is_row(line) for part in line.parts])
    for line in lines:
        cells: dict[int, str] = {}
        for part in line.parts:
            column = _column(part, columns)
            cells[column] = f"{cells[column]} {part.text}" if column in cells else part.text
        yield tuple(sorted(cells.items()))


def _columns(parts: Sequence[Part]) -> list[tuple[float, float]]:
    """The stretches of a page's width that the rows' parts stand in, from the left."""
    found: list[tuple[float, float]] = []
    for part in sorted(parts, key=lambda part: part.left):
        if found and part.left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], part.right))
        else:
            found.append((part.left, part.right))
    return found


def _column(part: Part, columns: Sequence[tuple[float, float]]) -> int:
    """The column, from 1, whose stretch a part overlaps most, or else lies nearest to."""
    def apart(number: int) -> tuple[float, float]:
        left, right = columns[number]
        return max(part.left, left) - min(part.right, right), abs(part.left + part.right - left - right)

    return min(range(len(columns)), key=apart) + 1
