"""Offsets as people and editors count: line and column, code points or UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from verifier.reports.run import Offsets

_BREAK = re.compile(r"\r\n?|\n")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Places:
    """Where the offsets of one text lie; building it reads the text once, a question costs a bisection."""

    def __init__(self, text: str, offsets: Offsets = "codepoints") -> None:
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        wide = offsets == "utf16" and not text.isascii()
        self._astral = [match.start() for match in _ASTRAL.finditer(text)] if wide else []

    def offset(self, position: int) -> int:
        """A code point offset in the units asked for."""
        return position + bisect_left(self._astral, position) if self._astral else position

    def line_column(self, position: int) -> tuple[int, int]:
        """Line and column of a code point offset, both from 1; the column in the units asked for."""
        line = bisect_right(self._starts, position)
        return line, self.offset(position) - self.offset(self._starts[line - 1]) + 1
