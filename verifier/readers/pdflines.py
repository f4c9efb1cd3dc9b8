"""The lines of a PDF page: their text, where they stand, and where gaps set parts of them apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_LINE = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")  # PDFium runs on from a word broken off, without a line break
_FIGURE = re.compile(r"[(\[]?[-+–−]?[$€£¥]?\(?\d[\d.,]*\)?%?[)\]]?|[-–—]|n/?[am]\.?", re.IGNORECASE)
_BROKEN = str.maketrans({"\ufffe": "-", "\x02": "-", "\u00ad": "-", "\x00": " "})
_DIGITS = re.compile(r"\d+")
_RETURNS = 3  # pages on which a line stands at the edge to be no part of the text
_EDGE = 2  # lines from the top or bottom of a page
_GAP = 0.9  # of a line's height: wider than any blank between words


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line without a wide gap in it; `left` and `right` in points."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
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
    text = match.group()
    boxes = [(char, page.get_charbox(match.start() + place, loose=True)) for place, char in enumerate(text) if not char.isspace()]
    if not boxes:
        return None
    height = max(top for _, (_, _, _, top) in boxes) - min(bottom for _, (_, bottom, _, _) in boxes)
    parts = tuple(_parts(text, [box for _, box in boxes], max(height, 1.0)))
    return Line(
        " ".join(text.translate(_BROKEN).split()), min(box[0] for _, box in boxes), min(box[1] for _, box in boxes),
        max(box[2] for _, box in boxes), max(box[3] for _, box in boxes), parts,
    )  # fmt: skip


def _parts(text: str, boxes: Sequence[tuple[float, float, float, float]], height: float) -> list[Part]:
    """The line cut at its wide gaps; `boxes` are those of its characters that are not blank."""
    found: list[Part] = []
    piece, left, right = "", 0.0, 0.0
    place = 0
    for char in text:
        if char.isspace():
            piece += " "
            continue
        box = boxes[place]
        place += 1
        if piece.strip() and box[0] - right > _GAP * height:
            found.append(Part(_clean(piece), left, right))
            piece = ""
        if not piece.strip():
            left = box[0]
        piece, right = piece + char, box[2]
    return [*found, Part(_clean(piece), left, right)]


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
