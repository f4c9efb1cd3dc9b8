"""HTML as a document of blocks: what a reader sees of a page, without its markup.

Markup is taken out, not blanked: figures in filings are cut up by it (`$<span>5.2</span>`), and a page is mostly markup. What
stays is the line: the text has as many line breaks before a block as the page's source has, so that a report's `12:5` is line
12 of the file; blocks that share a line are set apart by a paragraph separator (U+2029), cells by bars as in Markdown.
`origin` says the line and the cell for each block.

Navigation, asides, footers and forms keep their text as boilerplate; scripts, controls and what is hidden are left out. The title
is the first `<h1>`, else the `<title>`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from verifier.errors import InputError
from verifier.model import Block, BlockKind, Document, Span
from verifier.readers.decoding import decode
from verifier.readers.elements import Mark
from verifier.readers.htmlpage import Page, Piece

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?([A-Za-z0-9_:-]{3,20})""", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page names its encoding; browsers look into 1,024
_SAME_LINE = "\u2029"
_HALF = 2


def read_html(data: bytes, name: str) -> Document:
    """The document in the bytes of an HTML file; InputError where they are no text, or the page shows none.

    Broken markup is read as well as it can be, as browsers do. The encoding is UTF-8 if the bytes are, else what it declares.
    """
    declared = _CHARSET.search(data, 0, _HEAD)
    source, remark = decode(data, name, declared[1].decode("ascii") if declared else None)
    page = Page(source.replace("\r\n", "\n").replace("\r", "\n"))
    page.read()
    if not page.found:
        raise InputError(f"{name}: the page holds no text; if a script loads it, save the page as the browser shows it")
    pieces = list(_with_kinds(page))
    text, blocks, origin = _laid_out(pieces)
    day = page.published.day()
    return Document(
        name, text, blocks, date=day, date_from="metadata" if day else None,
        language=page.language.replace("_", "-").split("-")[0].strip().lower() or "en", sha256=hashlib.sha256(data).hexdigest(),
        origin=(((0, remark),) if remark else ()) + origin,
    )


def _with_kinds(page: Page) -> Iterator[tuple[Piece, BlockKind]]:
    """The pieces with the roles that only the whole page tells."""
    region = _region(page)
    form_is_page = _letters(page.found, "form") * _HALF > _letters(page.found)  # some sites put the whole page into one form
    headline = next((piece for piece in page.found if piece.level == 1 and "furniture" not in piece.marks), None)
    for piece in page.found:
        if piece.kind == "title":
            yield piece, "title" if headline is None else "boilerplate"
        elif piece is headline:
            yield piece, "title"
        elif "furniture" in piece.marks or (region and region not in piece.marks) or ("form" in piece.marks and not form_is_page):
            yield piece, "boilerplate"
        elif piece.table is not None and (piece.table.layout or piece.table.width < 2):
            yield piece, "paragraph"
        else:
            yield piece, piece.kind


def _region(page: Page) -> Mark:
    """`main` or `article` where the page has one of them and it holds most of its text: then the rest is furniture."""
    marks: tuple[Mark, ...] = ("main", "article")
    for mark in marks:
        if page.regions[mark] == 1 and _letters(page.found, mark) * _HALF > _letters(page.found):
            return mark
    return ""


def _letters(pieces: Sequence[Piece], mark: Mark = "") -> int:
    """How much text stands in elements of a mark; outside furniture."""
    return sum(len(piece.text) for piece in pieces if "furniture" not in piece.marks and (not mark or mark in piece.marks))


def _laid_out(pieces: Sequence[tuple[Piece, BlockKind]]) -> tuple[str, tuple[Block, ...], tuple[tuple[int, str], ...]]:
    """The text, its blocks, and for each block its line and cell in the source."""
    written: list[str] = []
    blocks: list[Block] = []
    origin: list[tuple[int, str]] = []
    numbers: dict[int, int] = {}
    length, line = 0, 1
    before: Piece | None = None
    for piece, kind in pieces:
        gap = _gap(before, piece, line)
        start = length + len(gap)
        written += (gap, piece.text)
        path = _path(piece, numbers) if kind == "cell" and piece.table is not None else ""
        blocks.append(Block(Span(start, start + len(piece.text)), kind, path, piece.level if kind in ("heading", "title") else 0))
        origin.append((start, f"line {piece.line}{path and f', {path}'}"))
        line += gap.count("\n") + piece.text.count("\n")
        length = start + len(piece.text)
        before = piece
    return "".join(written), tuple(blocks), tuple(origin)


def _gap(before: Piece | None, piece: Piece, line: int) -> str:
    """What stands between two blocks: the source's line breaks, else a separator."""
    breaks = "\n" * (piece.line - line)
    if before is None:
        return f"{breaks}| " if piece.table is not None else breaks
    if piece.table is not None and piece.table is before.table and piece.row == before.row:
        return f"{breaks or ' '}| "
    closing = " |" if before.table is not None else ""  # without it "| 110" above "Ships" would count ships
    return f"{closing}{breaks or _SAME_LINE}{'| ' if piece.table is not None else ''}"


def _path(piece: Piece, numbers: dict[int, int]) -> str:
    number = numbers.setdefault(id(piece.table), len(numbers) + 1)
    return f"table {number}, row {piece.row}, column {piece.column}"


__all__ = ["read_html"]
