"""Markdown (CommonMark with pipe tables and front matter) as a document of blocks.

Markup is blanked out, one blank per character, never removed: offsets stay those of the file, a suggestion can be
applied to it, and "rose **8%** to" reads like the sentence it is. Code, link definitions, comments and front matter keep
their text as boilerplate blocks; the front matter's title is a title.
"""

from __future__ import annotations

import hashlib
import re

from msgspec import Struct, field
from msgspec.structs import replace

from verifier.model import Block, BlockKind, Document, Span
from verifier.readers.decoding import decode
from verifier.readers.frontmatter import front_matter
from verifier.readers.inline import markup
from verifier.readers.marklines import Lines
from verifier.readers.text import trimmed

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:-(?:[ \t]*-){2,}|\*(?:[ \t]*\*){2,}|_(?:[ \t]*_){2,})[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_QUOTE = re.compile(r"(?: {0,3}>)+ ?")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|$)")
_TAB = 4  # columns, as CommonMark counts them
_DEFINITION = re.compile(r" {0,3}\[[^\]]{1,200}\]:[ \t]*\S")
_DELIMITERS = frozenset("|-: \t")


def read_markdown(data: bytes, name: str) -> Document:
    """The document in the bytes of a Markdown file; InputError where they are no text."""
    text, remark = decode(data, name)
    head = front_matter(text)
    page = _Page(text)
    for span, kind in head.spans:
        page.blocks.append(Block(span, kind))
    page.read(head.end)
    plain = _blanked(text, page.blanks)
    blocks = sorted(page.blocks, key=lambda block: block.span)
    return Document(
        name, plain, tuple(tightened for block in blocks if (tightened := _tightened(plain, block))), date=head.date,
        date_from="metadata" if head.date else None, language=head.language or "en", country=head.country,
        sha256=hashlib.sha256(data).hexdigest(), origin=((0, remark),) if remark else (),
    )


def _tightened(text: str, block: Block) -> Block | None:
    """The block without the blanks its markup left at its ends; None where it held nothing else."""
    span = trimmed(text, block.span.start, block.span.end)
    return replace(block, span=span) if span else None


def _blanked(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    position = 0
    for span in sorted(spans):
        start = max(span.start, position)
        if start < span.end:
            pieces += (text[position:start], " " * (span.end - start))
            position = span.end
    pieces.append(text[position:])
    return "".join(pieces)


class _Page(Struct):
    """The state of one pass over the lines; lives for one call of `read_markdown`."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    blanks: list[Span] = field(default_factory=list)
    open: Span | None = None  # the paragraph, item or quotation being read
    kind: BlockKind = "paragraph"
    in_list: bool = False
    inset: int = 0  # columns that a line must be indented by to stand beside the open block's own words
    tables: int = 0
    titled: bool = False

    def read(self, start: int) -> None:
        lines = Lines(self.text, start)
        after_blank = True
        for begin, end in lines:
            if self.text[begin:end].strip():
                self.line(begin, end, lines, after_blank)
                after_blank = False
            else:
                self.close()
                after_blank = True
        self.close()

    def line(self, begin: int, end: int, lines: Lines, after_blank: bool) -> None:
        """One line that is not blank; blocks that span several take them from `lines`."""
        content = self.quoted(begin, end)
        if fence := _FENCE.match(self.text, content, end):
            self.close()
            self.fenced(begin, fence[1], lines)
        elif self.text.startswith("<!--", self.indented(content, end)):
            self.close()
            self.boilerplate(begin, self.comment_end(content, end, lines))
        elif heading := _HEADING.match(self.text, content, end):
            self.close()
            self.heading(heading.end(), end, len(heading[1]), content)
        elif self.open and (underline := _UNDERLINE.match(self.text, content, end)):
            self.blank(content, end)
            opened, self.open = self.open, None
            self.heading(opened.start, opened.end, 1 if underline[1][0] == "=" else 2, opened.start)
        elif _RULE.match(self.text, content, end):
            self.close()
            self.blank(content, end)
        elif _DEFINITION.match(self.text, content, end):
            self.close()
            self.boilerplate(content, end)
        elif "|" in self.text[content:end] and self.delimiter(lines.peek()):
            self.close()
            self.table(content, end, lines)
        else:
            self.running(begin, content, end, after_blank)

    def running(self, begin: int, content: int, end: int, after_blank: bool) -> None:
        """A line of a paragraph, list item or quotation."""
        if (item := _ITEM.match(self.text, content, end)) and not self.goes_on(item, begin, end):
            self.close()
            self.blank(content, item.end())
            self.inset = self.columns(content, item.end()) + 1
            self.kind, self.in_list, content = "item", True, item.end()
        elif after_blank:
            indent = self.indented(content, end) - content
            if indent >= 4 and not self.in_list:
                self.boilerplate(content, end)
                return
            self.in_list = self.in_list and indent > 0
        span = trimmed(self.text, content, end)
        if span is None:
            return
        if self.open is None:
            if self.kind != "item":
                self.kind = "quote" if content > begin else self.kind
                self.inset = min(self.inset, self.columns(content, span.start)) if self.in_list else 0
            self.open = span
        else:
            self.open = self.open.hull(span)

    def goes_on(self, item: re.Match[str], begin: int, end: int) -> bool:
        """Whether a line that looks like a list item goes on with the open block's words: "…at the end of\\n2023. Sales rose".

        As in CommonMark only an item with words in it, and a number only if it is 1, may begin right under a line of text.
        """
        if self.open is None or self.columns(item.start(), self.indented(item.start(), end)) < self.inset:
            return False
        if self.kind == "quote" and item.start() == begin:
            return False
        return (item[1] is not None and int(item[1]) != 1) or not self.text[item.end():end].strip()

    def columns(self, start: int, end: int) -> int:
        return len(self.text[start:end].expandtabs(_TAB))

    def quoted(self, begin: int, end: int) -> int:
        """Where a line's content begins behind its quotation marks, which are blanked."""
        quote = _QUOTE.match(self.text, begin, end)
        if quote is None:
            if self.open and self.kind == "quote" and self.text[begin:end].strip() == "":
                self.close()
            return begin
        if self.kind != "quote" and self.open:
            self.close()
        self.blank(begin, quote.end())
        return quote.end()

    def fenced(self, begin: int, fence: str, lines: Lines) -> None:
        last = begin
        for start, end in lines:
            last = end
            mark = self.text[start:end].strip()
            if mark and set(mark) == {fence[0]} and len(mark) >= len(fence):
                break
        self.boilerplate(begin, max(last, begin + len(fence)))

    def comment_end(self, start: int, end: int, lines: Lines) -> int:
        found = self.text.find("-->", start)
        close = len(self.text) if found < 0 else found + 3
        while end < close:
            following = next(lines, None)
            if following is None:
                break
            end = following[1]
        return min(close, end)

    def heading(self, start: int, end: int, level: int, mark: int) -> None:
        span = trimmed(self.text, start, end)
        self.blank(mark, start)
        if span is None:
            return
        title = level == 1 and not self.titled
        self.titled = self.titled or title
        self.in_list = False
        self.add(span, "title" if title else "heading", level=level)

    def delimiter(self, line: tuple[int, int] | None) -> bool:
        """Whether a line is the rule under a table's head: |---|:--:|."""
        if line is None:
            return False
        characters = set(self.text[line[0]:line[1]])
        return characters <= _DELIMITERS and {"|", "-"} <= characters

    def table(self, begin: int, end: int, lines: Lines) -> None:
        self.tables += 1
        self.row(begin, end, 1)
        self.blank(*next(lines))
        row = 1
        while (line := lines.peek()) and "|" in self.text[line[0]:line[1]]:
            row += 1
            next(lines)
            self.row(*line, row)

    def row(self, begin: int, end: int, row: int) -> None:
        stripped = trimmed(self.text, begin, end)
        if stripped is None:
            return
        start = stripped.start + self.text.startswith("|", stripped.start)
        column = 0
        while start <= stripped.end:
            bar = self.bar(start, stripped.end)
            column += 1
            if cell := trimmed(self.text, start, bar):
                self.add(cell, "cell", f"table {self.tables}, row {row}, column {column}")
            start = bar + 1

    def bar(self, start: int, end: int) -> int:
        """Where the next cell border stands, or the end; `\\|` is none."""
        while (found := self.text.find("|", start, end)) >= 0:
            if self.text[found - 1] != "\\":
                return found
            start = found + 1
        return end

    def indented(self, start: int, end: int) -> int:
        while start < end and self.text[start] in " \t":
            start += 1
        return start

    def blank(self, start: int, end: int) -> None:
        if end > start:
            self.blanks.append(Span(start, end))

    def boilerplate(self, start: int, end: int) -> None:
        if span := trimmed(self.text, start, end):
            self.blocks.append(Block(span, "boilerplate"))

    def add(self, span: Span, kind: BlockKind, path: str = "", level: int = 0) -> None:
        self.blocks.append(Block(span, kind, path, level))
        self.blanks += markup(self.text, span)

    def close(self) -> None:
        if self.open is not None:
            self.add(self.open, self.kind)
        self.open, self.kind = None, "paragraph"
