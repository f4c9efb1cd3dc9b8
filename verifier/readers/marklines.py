"""The lines of a Markdown file, with a look at the one that comes next: tables and underlined headings show there."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")


class Lines:
    """The lines from an offset on, as (start, end) without line ends; one may be looked at before it is taken."""

    def __init__(self, text: str, start: int) -> None:
        self._found = _LINE.finditer(text, start)
        self._length = len(text)
        self._ahead: list[tuple[int, int]] = []

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return self

    def __next__(self) -> tuple[int, int]:
        if self._ahead:
            return self._ahead.pop()
        match = next(self._found)
        if match.start() >= self._length:
            raise StopIteration
        return match.span(1)

    def peek(self) -> tuple[int, int] | None:
        """The line that comes next, or None at the end."""
        if not self._ahead:
            line = next(self, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[-1]
