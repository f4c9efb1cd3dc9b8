"""PDF files as paragraphs and simple tables, through PDFium (the extra `pdf`).

A PDF holds glyphs at places, no paragraphs. Lines are joined where their distance and height say that they belong together, words
broken at a line's end are mended, lines that return on every page are boilerplate, and rows of figures set apart by wide gaps are
the cells of a table. `origin` leads back to the page. What a scan shows is a picture, and is not read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from threading import Lock

from verifier.errors import InputError
from verifier.model import Block, BlockKind, Document, Span
from verifier.readers.pdfcolumns import by_rows
from verifier.readers.pdflines import Line, furniture, lines_of_page
from verifier.readers.pdftables import Table, tables

_MOST_PAGES = 3_000
_SENTENCE_ENDS = tuple(".!?:;”\"’)")
# before these words' hyphens a line's end changes nothing: "three-" over "year"
_NUMBER_WORDS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "mid", "half"})
_LARGER, _LARGEST = 1.15, 1.5  # times the running text's height: a heading, the title
_LONGEST_HEADING = 200  # characters
_PDFIUM = Lock()  # PDFium keeps state of its own: two threads in it at once crash the process


def read_pdf(data: bytes, name: str) -> Document:
    """The document in the bytes of a PDF file; InputError where it is none, needs a password, or has no text in it."""
    pages = _pages(data, name)
    repeated = furniture(pages)
    writer = _Writer(_running_height(pages))
    for number, lines in enumerate(pages, 1):
        writer.page(number, lines, {place for page, place in repeated if page == number})
    text = "".join(writer.pieces)
    return Document(name, text, tuple(writer.blocks), sha256=hashlib.sha256(data).hexdigest(), origin=tuple(writer.origin))


def _pages(data: bytes, name: str) -> list[list[Line]]:
    try:
        import pypdfium2
    except ImportError:
        raise InputError(f"{name}: reading PDF needs a package more: pip install 'verifier[pdf]'") from None
    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise InputError(f"{name}: needs a password; save a copy without one") from None
            raise InputError(f"{name}: is no PDF file, or a damaged one; save or download it anew") from None
        try:
            if len(pdf) > _MOST_PAGES:
                raise InputError(f"{name}: {len(pdf):,} pages; at most {_MOST_PAGES:,} are read. Split the file.")
            pages = [by_rows(lines_of_page(pdf, number)) for number in range(len(pdf))]
        except pypdfium2.PdfiumError as error:
            raise InputError(f"{name}: a page of it cannot be read ({error}); save or download it anew") from None
        finally:
            pdf.close()
    if not any(pages):
        raise InputError(f"{name}: there is no text in it, only pictures of pages; run text recognition (OCR) over it first")
    return pages


def _running_height(pages: Sequence[Sequence[Line]]) -> float:
    """The height of most of the text."""
    heights: Counter[int] = Counter()
    for lines in pages:
        for line in lines:
            heights[round(line.height * 2)] += len(line.text)
    return max(heights, key=lambda height: (heights[height], -height), default=2) / 2


class _Writer:
    """The text as it grows, page by page; lives for one call of `read_pdf`."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.titled = False
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self.origin: list[tuple[int, str]] = []
        self.tables = 0
        self._length = 0

    def page(self, number: int, lines: Sequence[Line], repeated: Collection[int]) -> None:
        """The blocks of a page, in the order the page gives them; what is repeated on every page comes last."""
        self.origin.append((self._length, f"page {number}"))
        own = [line for place, line in enumerate(lines) if place not in repeated]
        place = 0
        for table in tables(own):
            self.paragraphs(own[place : table.first])
            self.table(table)
            place = table.last
        self.paragraphs(own[place:])
        for at in sorted(repeated):
            self.add(lines[at].text, "boilerplate", "", "\n\n")

    def paragraphs(self, lines: Sequence[Line]) -> None:
        for paragraph in _paragraphs(lines):
            text = _joined(paragraph)
            self.add(text, self.kind(paragraph[0].height, text), "", "\n\n")

    def kind(self, height: float, text: str) -> BlockKind:
        """What a paragraph is by the size of its print."""
        if height < _LARGER * self.height or len(text) > _LONGEST_HEADING:
            return "paragraph"
        title = height >= _LARGEST * self.height and not self.titled and len(self.origin) == 1
        self.titled = self.titled or title
        return "title" if title else "heading"

    def table(self, table: Table) -> None:
        self.tables += 1
        for row, cells in enumerate(table.rows, 1):
            for column, text in cells:
                self.add(text, "cell", f"table {self.tables}, row {row}, column {column}", "\t")
            self._put("\n")
        self._put("\n")

    def add(self, text: str, kind: BlockKind, path: str, end: str) -> None:
        if text:
            self.blocks.append(Block(Span(self._length, self._length + len(text)), kind, path))
            self._put(text + end)

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines grouped: near each other, of one height, and the last one full or broken off in mid-sentence."""
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: Sequence[Line], line: Line) -> bool:
    last = group[-1]
    height = max(last.height, line.height)
    distance = last.bottom - line.top
    if not -0.5 * height <= distance <= 0.9 * height or abs(last.height - line.height) > 0.25 * height:
        return False
    if line.text[0] in "•▪‣–*·":
        return False
    right = max(one.right for one in (*group, line))
    left = min(one.left for one in (*group, line))
    short = right - last.right > 0.2 * (right - left)
    return not (short and last.text.endswith(_SENTENCE_ENDS))


def _joined(lines: Sequence[Line]) -> str:
    """One paragraph's lines as running text, words mended that were broken at a line's end."""
    text = lines[0].text
    for line in lines[1:]:
        if text.endswith("-") and text[-2:-1].isalnum() and line.text[:1].islower():
            kept = text[-2].isdigit() or text[:-1].split()[-1].lower() in _NUMBER_WORDS  # "three-", "15-"
            text = (text if kept else text[:-1]) + line.text
        elif text.endswith("-") and text[-2:-1].isalnum():
            text += line.text
        else:
            text += f" {line.text}"
    return text
