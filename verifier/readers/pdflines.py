"""The lines of a PDF page: their text, where they stand, and where gaps set parts of them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_LINE = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")  # PDFium runs on from a word broken off, without a line break
_FIGURE = re.compile(r"[(\[]?[-+–−]?[$€£¥]?\(?\d[\d.,]*\)?%?[)\]]?|[-–—]|n/?[am]\.?", re.IGNORECASE)
_BROKEN = str.maketrans({"\ufffe": "-", "\x02": "-", "\u00ad": "-", "\x00": " "})
_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+")
_RETURNS = 3  # pages on which a line stands at the edge to be no part of the text
_EDGE = 2  # lines from the top or bottom of a page
_GAP = 0.9  # of a line's height: wider than any blank between words


class Part(Struct, frozen=True):
    """A stretch of a line without a wide gap in it; `left` and `right` in points."""

    text: str
    left: float
    right: float


class Line(Struct, frozen=True):
    """A line and the box around it, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    parts: tuple[Part, ...]

    @property
    def height(self) -> float:
        """From the foot of its lowest character to the head of its highest."""
        return max(self.top - self.bottom, 1.0)

    @property
    def fixed(self) -> str:
        """The line with its digits taken out: "Page 3 of 9" is one with "Page 4 of 9"."""
        return _DIGITS.sub("#", self.text)

    @property
    def figures(self) -> bool:
        """Whether it reads like the row of a table: figures after a label, or figures alone, and hardly a word among them."""
        words = self.text.split()
        found = sum(1 for word in words if _FIGURE.fullmatch(word))
        return found >= 1 and found * 3 >= len(words) and not self.text.endswith(".")


def lines_of_page(pdf: PdfDocument, number: int) -> list[Line]:
    """The lines of a page, in the order the file gives them; empty for a picture."""
    page = pdf[number]
    try:
        text_page = page.get_textpage()
        try:
            text = text_page.get_text_range()
            return [line for match in _LINE.finditer(text) if (line := _line(text_page, match)) is not None]
        finally:
            text_page.close()
    finally:
        page.close()


def _line(page: PdfTextPage, match: re.Match[str]) -> Line | None:
    """The line of a match; of each word the first and last character are asked where they stand, which is what takes the time."""
    words = []
    for word in _WORD.finditer(match.group()):
        start, end = match.start() + word.start(), match.start() + word.end() - 1
        left, bottom, right, top = page.get_charbox(start, loose=True)
        right = page.get_charbox(end, loose=True)[2] if end > start else right
        words.append((Part(word.group(), left, right), bottom, top))
    if not words:
        return None
    bottom, top = min(bottom for _, bottom, _ in words), max(top for _, _, top in words)
    parts = tuple(_parts([word for word, _, _ in words], max(top - bottom, 1.0)))
    left, right = min(part.left for part in parts), max(part.right for part in parts)
    return Line(_clean(match.group()), left, bottom, right, top, parts)


def _parts(words: Sequence[Part], height: float) -> Iterator[Part]:
    """The words of a line joined up to its wide gaps."""
    held = words[0]
    for word in words[1:]:
        if word.left - held.right > _GAP * height:
            yield Part(_clean(held.text), held.left, held.right)
            held = word
        else:
            held = Part(f"{held.text} {word.text}", held.left, word.right)
    yield Part(_clean(held.text), held.left, held.right)


def _clean(text: str) -> str:
    return " ".join(text.translate(_BROKEN).split())


def furniture(pages: Sequence[Sequence[Line]]) -> frozenset[tuple[int, int]]:
    """The lines at the edges of pages that return from page to page but for their digits, and bare page numbers there.

    Each as (page from 1, place of the line on it).
    """
    edges = [
        (number, place, line.fixed)
        for number, lines in enumerate(pages, 1)
        for place, line in enumerate(lines)
        if place < _EDGE or place >= len(lines) - _EDGE
    ]
    counts = Counter(fixed for _, _, fixed in edges)
    return frozenset((page, place) for page, place, fixed in edges if counts[fixed] >= _RETURNS or fixed == "#")
