"""HTML cut into tags and the text between them, in one pass over any input, however broken.

Python's `html.parser` gives no offsets for decoded text and looks for the end of a broken comment again at every mark. Here each
search that fails is remembered, so that a page of ten million "<!--" costs ten million steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPENING = re.compile(r"<(?:(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]{0,60})|!--|[!?/])")
_TURN = re.compile("[>\"']")  # where a tag ends, or a value in which a > ends nothing
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
# what stands in these is no markup; of an unclosed one nothing can be told from the rest of the page
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


class Tag(NamedTuple):
    """A start or end tag: its name in small letters, its attributes as written; characters `start` to `end` of the page."""

    start: int
    end: int
    name: str
    closing: bool
    written: str

    @property
    def empty(self) -> bool:
        """Whether it closes itself (`<br/>`)."""
        return self.written.endswith("/")

    def attributes(self) -> dict[str, str]:
        """Its attributes by name in small letters, entities as written; the first of two alike counts, as in browsers."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.written.rstrip("/") if self.empty else self.written):
            found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
        return found


class Stretch(NamedTuple):
    """Text between tags, entities as written: characters `start` to `end` of the page."""

    start: int
    end: int


def pieces(page: str) -> Iterator[Tag | Stretch]:
    """The tags and stretches of text of a page, in order; comments, declarations and instructions are left out."""
    ends = _Ends(page)
    position = 0
    while (opening := _OPENING.search(page, position)) is not None:
        if opening.start() > position:
            yield Stretch(position, opening.start())
        name = (opening["name"] or "").lower()
        position = ends.behind(opening)
        if name:
            tag = Tag(opening.start(), position, name, bool(opening["slash"]), page[opening.end():position - 1].rstrip())
            yield tag
            if name in _RAW and not tag.closing and not tag.empty:
                close = ends.raw(name, position)
                if close > position:
                    yield Stretch(position, close)
                position = close
    if position < len(page):
        yield Stretch(position, len(page))


class _Ends:
    """Where things end; remembers what stands nowhere in the rest of the page, so that nothing is looked for twice in vain."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._missing: set[str] = set()
        self._quoted = True

    def behind(self, opening: re.Match[str]) -> int:
        """The offset behind a tag, comment or declaration; behind the next > where it is never properly closed."""
        start = opening.end()
        if opening[0] == "<!--":
            close = self._find("-->", opening.start() + 2)  # "<!-->" is a whole comment
            if close >= 0:
                return close + 3
        elif opening["name"] and self._quoted:
            close = self._tag_end(start)
            if close >= 0:
                return close + 1
            self._quoted = False  # a stray quotation mark: from here on they are characters like any others
        close = self._find(">", start)
        return close + 1 if close >= 0 else len(self._page)

    def raw(self, name: str, start: int) -> int:
        """Where the end tag of a raw element stands, else the end of the page; of a title, the next tag."""
        if f"</{name}" not in self._missing:
            close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._page, start)
            if close is not None:
                return close.start()
            self._missing.add(f"</{name}")
        following = self._find("<", start) if name == "title" else -1
        return following if following >= 0 else len(self._page)

    def _tag_end(self, start: int) -> int:
        turn = _TURN.search(self._page, start)
        while turn is not None and turn[0] != ">":
            close = self._find(turn[0], turn.end())
            turn = _TURN.search(self._page, turn.end() if close < 0 else close + 1)
        return turn.start() if turn is not None else -1

    def _find(self, mark: str, start: int) -> int:
        if mark in self._missing:
            return -1
        found = self._page.find(mark, start)
        if found < 0:
            self._missing.add(mark)
        return found
