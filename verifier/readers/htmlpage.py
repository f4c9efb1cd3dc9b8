"""One pass over the tags of a web page: its stretches of text, each with its role, the line it begins in, and its table cell."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from msgspec import Struct, field

from verifier.model import BlockKind
from verifier.readers.elements import BLOCKS, HEADINGS, VOID, Mark, mark_of
from verifier.readers.published import Published
from verifier.readers.rows import Table
from verifier.readers.tags import Stretch, Tag, pieces
from verifier.readers.text import plain

_BLANKS = re.compile("[ \t\n\f\r\v\x1c-\x1f\x85\u2028\u2029]+")
_INVISIBLE = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff\0"}  # soft hyphens, joiners, NUL
_SIGNS = frozenset({
    "$", "€", "£", "¥", "₹", "₩", "US$", "HK$", "C$", "A$", "S$", "R$", "NT$", "Rs", "RMB", "CHF", "EUR", "USD", "GBP",
})
_CLOSERS = frozenset([")", "%", ")%", "%)"])
_FIGURE = re.compile(r"[(+\-−–]?\s?[\d.,]*\d")
_SQUARED = re.compile(r"(?:^|[\s\d])(?:[kcm]?m|ft|in|mi|yd)$")
_PROSE = 300  # characters: a cell that long holds paragraphs
_DEEPEST = 20_000  # open elements remembered; beyond it the page is no page


class Piece(Struct):
    """A stretch of the page's text: one block to be. `table`, `row` and `column` say where a cell stands."""

    kind: BlockKind
    text: str
    line: int
    level: int = 0
    table: Table | None = None
    row: int = 0
    column: int = 0
    marks: frozenset[Mark] = frozenset()


class Page(Struct):
    """The state of the pass; lives for one call of `read_html`."""

    source: str
    found: list[Piece] = field(default_factory=list)
    published: Published = field(default_factory=Published)
    language: str = ""
    regions: Counter[Mark] = field(default_factory=Counter)  # how many main and article elements there are
    _stack: list[tuple[str, Mark]] = field(default_factory=list)
    _open: Counter[str] = field(default_factory=Counter)
    _inside: Counter[Mark] = field(default_factory=Counter)
    _tables: list[Table] = field(default_factory=list)
    _buffer: list[str] = field(default_factory=list)
    _parts: list[tuple[str, int]] = field(default_factory=list)  # of the open cell: its paragraphs and their lines
    _raised: list[str] | None = None
    _heading: int = 0
    _breaks: int = 0
    _line: int = 1
    _began: int = 1
    _counted: int = 0

    def read(self) -> None:
        """Reads the page through."""
        for piece in pieces(self.source):
            if isinstance(piece, Stretch):
                self._text(piece)
            elif piece.closing:
                self._end(piece.name)
            else:
                self._start(piece)
        self._flush()

    def _text(self, stretch: Stretch) -> None:
        raw = self.source[stretch.start:stretch.end]
        if self._inside["dropped"]:
            if self._open["script"]:
                self.published.script(raw)
            return
        if self._open["pre"] and not (self._tables and self._tables[-1].opened):
            self._preformatted(raw, stretch.start)
            return
        text = (unescape(raw) if "&" in raw else raw).translate(_INVISIBLE)
        if self._raised is not None:
            self._raised.append(text)
            return
        if not self._buffer:
            if not text.strip():
                return
            lead = len(raw) - len(raw.lstrip())
            self._began = self._line_at(stretch.start + lead)
        if self._breaks and text.strip():
            self._breaks = 0
        self._buffer.append(text)

    def _line_at(self, offset: int) -> int:
        self._line += self.source.count("\n", self._counted, offset)
        self._counted = max(offset, self._counted)
        return self._line

    def _preformatted(self, raw: str, start: int) -> None:
        """Text as typed: its blank lines are what separates its paragraphs."""
        self._flush()
        line, counted = self._line_at(start), 0
        # line by line: "&#10;" breaks none in the source
        text = "\n".join(" ".join(unescape(typed).splitlines()).translate(_INVISIBLE) for typed in raw.split("\n"))
        for block in plain(text, "").blocks:
            line += text.count("\n", counted, block.span.start)
            counted = block.span.start
            self._add(text[block.span.start:block.span.end], line, self._kind() if block.kind == "paragraph" else block.kind)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name == "meta":
            self.published.meta(tag.attributes())
            return
        if name == "time" and not (self._inside["furniture"] or self._inside["dropped"]):
            self.published.time(tag.attributes())
        if name == "html" and not self.language:
            attributes = tag.attributes()
            self.language = attributes.get("lang") or attributes.get("xml:lang", "")
        mark = mark_of(tag)
        if not self._inside["dropped"] and mark != "dropped":
            self._boundary(tag)
        if name not in VOID and not tag.empty and len(self._stack) < _DEEPEST:
            self.regions[mark] += 1
            self._stack.append((name, mark))
            self._open[name] += 1
            self._inside[mark] += 1

    def _boundary(self, tag: Tag) -> None:
        """What a start tag ends and begins."""
        name = tag.name
        if name in BLOCKS:
            self._block()
            self._heading = HEADINGS.get(name, 0)
            if name in ("table", "tr", "td", "th", "caption") or (self._heading and self._heading < 3):
                self._in_table(tag)
        elif name == "br":
            self._breaks += 1
            self._buffer.append(" ")
            if self._breaks > 1:
                self._block()
        elif name == "sup":
            self._raised = []
        elif name == "q":
            self._buffer.append("“")

    def _in_table(self, tag: Tag) -> None:
        name = tag.name
        if name == "table":
            self._flush()
            if self._tables and self._tables[-1].opened:
                self._tables[-1].layout = True
            self._tables.append(Table(layout=tag.attributes().get("role", "") in ("presentation", "none")))
        elif self._tables:
            self._flush()
            table = self._tables[-1]
            if self._heading:
                table.layout = table.layout or table.opened
            elif name == "tr":
                table.new_row()
            elif name == "caption":
                table.opened = False
            else:
                attributes = tag.attributes() if "span" in tag.written.lower() else {}
                table.open_cell(attributes.get("colspan", ""), attributes.get("rowspan", ""))

    def _end(self, name: str) -> None:
        if not self._open[name]:
            return
        if not self._inside["dropped"]:
            if name in BLOCKS:
                self._block()
                self._heading = 0
                if name in ("td", "th", "tr", "table") and self._tables:
                    self._flush()
                    self._tables[-1].opened = False
            elif name == "sup":
                self._settle()
            elif name == "q":
                self._buffer.append("”")
        while True:
            popped, mark = self._stack.pop()
            self._open[popped] -= 1
            self._inside[mark] -= 1
            if popped == "table" and mark != "dropped" and self._tables and not self._inside["dropped"]:
                self._tables.pop()
            if popped == name:
                return

    def _settle(self) -> None:
        """What stood raised: "th" of an ordinal, "2" of a square, or a footnote mark, no part of the figure before it."""
        raised, self._raised = self._raised, None
        text = "".join(raised or ()).strip()
        before = self._buffer[-1][-12:] if self._buffer else ""
        if text.lower() in ("st", "nd", "rd", "th"):
            self._buffer.append(text)
        elif text in ("2", "3") and _SQUARED.search(before):
            self._buffer.append("²" if text == "2" else "³")
        elif len(text) > 6 or not self._buffer:
            self._buffer.append(f" {text} ")

    def _block(self) -> None:
        """The end of a paragraph: in a cell of a table only a pause."""
        if self._raised is not None:
            self._settle()
        self._breaks = 0
        if self._tables and self._tables[-1].opened:
            if text := self._taken():
                self._parts.append((text, self._began))
        else:
            self._flush()

    def _taken(self) -> str:
        """The text gathered so far, with single blanks and none at its ends."""
        text = _BLANKS.sub(" ", "".join(self._buffer)).strip()
        self._buffer.clear()
        return text

    def _flush(self) -> None:
        """Ends the open paragraph or cell."""
        if self._raised is not None:
            self._settle()
        text = self._taken()
        table = self._tables[-1] if self._tables and self._tables[-1].opened else None
        if table is None:
            if text:
                self._add(text, self._began, self._kind())
            return
        parts = [*self._parts, *([(text, self._began)] if text else [])]
        self._parts.clear()
        whole = " ".join(part for part, _ in parts)
        if table.layout or len(whole) > _PROSE:
            for part, line in parts:
                self._add(part, line, self._kind())
        elif whole:
            self._cell(table, whole, parts[0][1])

    def _cell(self, table: Table, text: str, line: int) -> None:
        """A cell; a currency sign, a closing bracket or a % that has a cell to itself joins the figure beside it."""
        last = self.found[-1] if self.found else None
        if text in _CLOSERS and last is not None and last.table is table and last.row == table.row:
            last.text += text
        elif text in _SIGNS:
            table.prefix = text
        else:
            prefix, table.prefix = table.prefix if _FIGURE.match(text) else "", ""
            self._add(prefix + text, line, "cell", table)

    def _kind(self) -> BlockKind:
        if self._open["title"]:
            return "title"
        if self._heading:
            return "heading"
        if self._open["figcaption"] or self._open["caption"]:
            return "caption"
        if self._open["li"] or self._open["dd"] or self._open["dt"]:
            return "item"
        return "quote" if self._open["blockquote"] else "paragraph"

    def _add(self, text: str, line: int, kind: BlockKind, table: Table | None = None) -> None:
        marks = frozenset(mark for mark, count in self._inside.items() if count and mark)
        level = self._heading if kind == "heading" else 0
        place = (table.row, table.column) if table is not None else (0, 0)
        self.found.append(Piece(kind, text, line, level, table, *place, marks))
