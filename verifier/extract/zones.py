"""Which role in the layout a place in a document has: its block's, or `quote` between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from verifier.model import Block, BlockKind, Document, Span

_MARKS: Final = "\"“”„«»「」『』"
_MARK: Final = re.compile(f"[{_MARKS}]")
_SPOKEN: Final[frozenset[BlockKind]] = frozenset({"paragraph", "item", "quote"})


class Zones:
    """Where roles change in one document: from each of `starts` (ascending) to the next it is the one of `kinds` there.

    Remembers the place asked last: mentions are asked for in text order, and many stand in one paragraph.
    """

    __slots__ = ("_last", "blocks", "kinds", "starts")

    def __init__(self, starts: list[int], kinds: list[BlockKind], blocks: tuple[Block, ...]) -> None:
        self.starts: Final = starts
        self.kinds: Final = kinds
        self.blocks: Final = blocks
        self._last = 0

    def at(self, position: int) -> BlockKind:
        """The role of the character at a position; `paragraph` between blocks."""
        last, starts = self._last, self.starts
        if position < starts[last] or (last + 1 < len(starts) and position >= starts[last + 1]):
            last = self._last = bisect_right(starts, position) - 1
        return self.kinds[last]

    def block(self, position: int) -> Block | None:
        """The block that holds a position, or None."""
        place = bisect_right(self.blocks, position, key=lambda block: block.span.start) - 1
        return self.blocks[place] if place >= 0 and position < self.blocks[place].span.end else None


def zones(document: Document) -> Zones:
    """The zones of a document whose blocks are known."""
    starts: list[int] = [-1]
    kinds: list[BlockKind] = ["paragraph"]  # where two changes fall on one place, the later one counts
    quoted = any(mark in document.text for mark in _MARKS)
    for block in document.blocks:
        starts.append(block.span.start)
        kinds.append(block.kind)
        for quotation in _quotations(document.text, block.span) if quoted and block.kind in _SPOKEN else ():
            starts += (quotation.start, quotation.end)
            kinds += ("quote", block.kind)
        starts.append(block.span.end)
        kinds.append("paragraph")
    return Zones(starts, kinds, document.blocks)


def zone_of(document: Document, position: int) -> BlockKind:
    """The role of one position; for many positions of one document, `zones` is quicker."""
    return zones(document).at(position)


def _quotations(text: str, block: Span) -> Iterator[Span]:
    """The quotations of a paragraph, marks included.

    One left open runs to the end: a quotation of several paragraphs opens each and closes only the last. A straight mark
    after a figure is inches or seconds and opens nothing.
    """
    opened = -1
    for found in _MARK.finditer(text, block.start, block.end):
        mark, place = found[0], found.start()
        if mark in "“„«「『" or (mark == '"' and opened < 0):
            if mark == '"' and place and text[place - 1].isdecimal():
                continue
            opened = place if opened < 0 else opened
        elif opened >= 0:
            yield Span(opened, place + 1)
            opened = -1
    if opened >= 0:
        yield Span(opened, block.end)
