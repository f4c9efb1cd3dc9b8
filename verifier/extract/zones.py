"""Which role in the layout a place in a document has: its block's, or `quote` between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from verifier.model import Block, BlockKind, Document, Span

_MARK = re.compile(r"[\"“”„«»]")
_SPOKEN: frozenset[BlockKind] = frozenset({"paragraph", "item", "quote"})


@dataclass(frozen=True, slots=True)
class Zones:
    """The blocks and quotations of one document, ready for many questions."""

    starts: tuple[int, ...]
    blocks: tuple[Block, ...]
    quote_starts: tuple[int, ...]
    quotations: tuple[Span, ...]

    def at(self, position: int) -> BlockKind:
        """The role of the character at a position; `paragraph` between blocks."""
        block = self.block(position)
        kind = block.kind if block else "paragraph"
        if kind not in _SPOKEN:
            return kind
        place = bisect_right(self.quote_starts, position) - 1
        return "quote" if place >= 0 and position < self.quotations[place].end else kind

    def block(self, position: int) -> Block | None:
        """The block that holds a position, or None."""
        place = bisect_right(self.starts, position) - 1
        return self.blocks[place] if place >= 0 and position < self.blocks[place].span.end else None


def zones(document: Document) -> Zones:
    """The zones of a document whose blocks are known."""
    spoken = (block.span for block in document.blocks if block.kind in _SPOKEN)
    quotations = tuple(quotation for span in spoken for quotation in _quotations(document.text, span))
    return Zones(
        tuple(block.span.start for block in document.blocks), document.blocks,
        tuple(span.start for span in quotations), quotations,
    )


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
        if mark in "“„«" or (mark == '"' and opened < 0):
            if mark == '"' and place and text[place - 1].isdigit():
                continue
            opened = place if opened < 0 else opened
        elif opened >= 0:
            yield Span(opened, place + 1)
            opened = -1
    if opened >= 0:
        yield Span(opened, block.end)
