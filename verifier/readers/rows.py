"""Which row and column a cell of an HTML table stands in, cells that span several counted."""

from __future__ import annotations

from msgspec import Struct, field

_WIDEST, _LONGEST = 200, 65_534  # columns and rows a cell may span; the HTML standard has 1,000 columns, which nobody can read
_HELD = 1_000  # columns that cells from rows above reach into


class Table(Struct):
    """A table being read; `row` and `column` are those of the open cell, from 1.

    layout    whether it only arranges the page: its cells are paragraphs
    prefix    a currency sign that has a cell to itself and belongs to the figure in the next
    """

    layout: bool = False
    row: int = 0
    column: int = 0
    width: int = 0
    opened: bool = False
    prefix: str = ""
    _fresh: bool = True
    _next: int = 1
    _held: dict[int, int] = field(default_factory=dict)

    def new_row(self) -> None:
        """Ends a row; rows without cells do not count."""
        self.opened, self._fresh, self.prefix = False, True, ""

    def open_cell(self, columns: str, rows: str) -> None:
        """Begins a cell in the next free column; `columns` and `rows` are its colspan and rowspan as written."""
        if self._fresh:
            self._fresh, self._next = False, 1
            self.row += 1
            self._held = {column: left - 1 for column, left in self._held.items() if left > 1}
        column = self._next
        while column in self._held:
            column += 1
        span = _span(columns, _WIDEST)
        if (deep := _span(rows, _LONGEST)) > 1:
            for held in range(column, min(column + span, _HELD)):
                self._held[held] = deep
        self.column, self._next, self.opened = column, column + span, True
        self.width = max(self.width, column)


def _span(written: str, most: int) -> int:
    digits = written.strip()[:6]
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() else 1
