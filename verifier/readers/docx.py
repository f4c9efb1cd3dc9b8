"""Word documents (Office Open XML, ECMA-376) as blocks: headings, paragraphs, items, captions, quotations, table cells, notes.

Word splits a number over runs wherever somebody changed a digit ("38" + "0 billion"), so a paragraph's runs are joined. What was
struck out under change tracking is left out, footnote marks become superscripts ("5.6¹"), field codes and page furniture stay
out. Nothing in the file is fetched or run, and its size unpacked is capped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from verifier.errors import InputError
from verifier.model import Block, BlockKind, Document, Span
from verifier.readers.package import Package

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr", f"{W}pPr", f"{_MC}Fallback"})
_WHITE = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_STYLES: tuple[tuple[str, BlockKind], ...] = (
    ("title", "title"), ("heading", "heading"), ("subtitle", "heading"), ("caption", "caption"), ("quote", "quote"),
    ("intense quote", "quote"), ("list", "item"), ("footnote text", "paragraph"),
)  # fmt: skip
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))


def read_docx(data: bytes, name: str) -> Document:
    """The document in the bytes of a Word file; InputError where it is none, is encrypted, damaged, empty or too large."""
    package = Package.open(data, name)
    body = package.part("word/document.xml")
    if body is None:
        raise InputError(f"{name}: has no word/document.xml in it; only Word files (.docx) are read. Save it as .docx")
    page = _Page(_styles(package.part("word/styles.xml")))
    page.read(body)
    for part, kind in _NOTES:
        notes = package.part(part)
        if notes is not None:
            page.notes(notes, kind)
    text = "".join(page.pieces)
    if not text.strip():
        raise InputError(f"{name}: there is no text in it; there is nothing to check")
    return Document(name, text, tuple(page.blocks), sha256=hashlib.sha256(data).hexdigest(), origin=tuple(page.origin))


class _Page(Struct):
    """The text as it grows; lives for one call of `read_docx`."""

    styles: Mapping[str, str]
    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    origin: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0
    paragraphs: int = 0
    tables: int = 0

    def read(self, body: Element) -> None:
        """Every paragraph and table, in order; what wraps them (content controls, insertions) is looked through."""
        for element in _outer(body):
            if element.tag == f"{W}tbl":
                self.table(element)
            else:
                self.paragraph(element)

    def notes(self, notes: Element, kind: str) -> None:
        """Footnotes or endnotes, each with its number; separators, which Word keeps among them, have none."""
        for note in notes:
            number = note.get(f"{W}id", "")
            if note.get(f"{W}type") is None and number.lstrip("-").isdigit():
                for element in _outer(note):
                    self.add(_text(element).strip(), "paragraph", f"{kind} {number}")

    def paragraph(self, element: Element) -> None:
        text = _text(element).strip()
        if text:
            self.paragraphs += 1
            kind, level = self.kind(element)
            self.add(text, kind, f"paragraph {self.paragraphs}", level=level)
        for box in _inside(element, f"{W}txbxContent"):
            for inner in box.iter(f"{W}p"):
                self.add(_text(inner).strip(), "paragraph", f"paragraph {max(self.paragraphs, 1)}, text box")

    def table(self, element: Element) -> None:
        """The cells of a table that hold anything, row by row; a cell over several columns counts as the first of them."""
        self.tables += 1
        for row, line in enumerate(_children(element, f"{W}tr"), 1):
            column = 1 + _number(line.find(f"{W}trPr/{W}gridBefore"))
            for cell in _children(line, f"{W}tc"):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                text = " ".join(filter(None, (_text(each).strip() for each in cell.iter(f"{W}p"))))
                if text and (merged is None or merged.get(f"{W}val") == "restart"):
                    path = f"table {self.tables}, row {row}, column {column}"
                    self.add(" ".join(text.split()), "cell", path, path=path, end="\t")
                column += max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan")))
            self.put("\n")
        self.put("\n")

    def kind(self, element: Element) -> tuple[BlockKind, int]:
        """What a paragraph is by the name of its style, or by its being numbered; and a heading's depth."""
        style = element.find(f"{W}pPr/{W}pStyle")
        id_ = style.get(f"{W}val", "") if style is not None else ""
        name = self.styles.get(id_, id_).lower()
        kind = next((kind for start, kind in _STYLES if name.startswith(start)), None)
        if kind == "heading":
            return kind, int(name[-1]) if name[-1].isdigit() else 2
        if kind is None and element.find(f"{W}pPr/{W}numPr") is not None:
            return "item", 0
        return (kind, 1) if kind == "title" else (kind or "paragraph", 0)

    def add(self, text: str, kind: BlockKind, place: str, *, path: str = "", level: int = 0, end: str = "\n\n") -> None:
        """One block and where it stands; nothing for an empty one."""
        if text:
            self.blocks.append(Block(Span(self.length, self.length + len(text)), kind, path, level))
            self.origin.append((self.length, place))
            self.put(text + end)

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def _outer(element: Element) -> Iterator[Element]:
    """The outermost paragraphs and tables under an element, in order."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag not in _GONE:
            stack.append(iter(child))


def _children(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls and insertions too, but none of an inner table."""
    return _inside(element, tag, frozenset({f"{W}tbl", f"{W}p", f"{W}tc"}))


def _inside(element: Element, tag: str, closed: frozenset[str] = frozenset()) -> Iterator[Element]:
    """The outermost elements of a tag under another, in order; what is `closed`, or gone from the text, is not looked into."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == tag:
            yield child
        elif child.tag not in _GONE and child.tag not in closed:
            stack.append(iter(child))


def _text(paragraph: Element) -> str:
    """A paragraph's runs joined; text boxes in it are paragraphs of their own."""
    pieces: list[str] = []
    stack = [(iter(paragraph), False)]
    while stack:
        children, raised = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
        elif child.tag == f"{W}t":
            pieces.append((child.text or "").translate(_RAISED) if raised else child.text or "")
        elif child.tag in _WHITE:
            pieces.append(_WHITE[child.tag])
        elif child.tag not in _GONE and child.tag != f"{W}txbxContent":
            stack.append((iter(child), _is_raised(child) if child.tag == f"{W}r" else raised))
    return "".join(pieces)


def _is_raised(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vertAlign")
    return mark is not None and mark.get(f"{W}val") == "superscript"


def _number(element: Element | None) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 1_000) if value.isascii() and value.isdigit() else 0


def _styles(part: Element | None) -> Mapping[str, str]:
    """Style id → its name, which is the same in every language ("heading 1" for "berschrift1")."""
    if part is None:
        return {}
    names = ((style.get(f"{W}styleId", ""), style.find(f"{W}name")) for style in part.iter(f"{W}style"))
    return {id_: name.get(f"{W}val", "") for id_, name in names if name is not None}
