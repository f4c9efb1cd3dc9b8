"""Text cut into blocks, and each block's role: title, byline, heading, paragraph, item, caption, or no part of the story."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from verifier.extract.cues import Cues, Hit, Sort
from verifier.extract.frame import EDGES, ENDS_SENTENCE, framed
from verifier.model import Block, BlockKind, Span

_BULLET = re.compile(r"(?:[•*‣▪●·–-]|\([a-z0-9]{1,2}\)|[0-9]{1,2}[.)])\s+\S")
_SYMBOL_WIDGET = re.compile(r"[A-Z.:]{1,9}\s*(?:-{2,}|\+?-?[0-9.]+%?)?\Z")
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0600-\u06ff\u0400-\u04ff]")


def cut(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The paragraphs of a stretch of plain text: its lines, wrapped lines joined again."""
    end = len(text) if end is None else end
    lines = list(_lines(text, start, end))
    joined: list[Span] = []
    width = _wrap_width(text, lines)
    for line in lines:
        last = joined[-1] if joined else None
        if last and width and text.count("\n", last.end, line.start) == 1 and _wrapped(text, last, line, width):
            joined[-1] = Span(last.start, line.end)
        else:
            joined.append(line)
    return joined


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines that hold anything, without the blanks at their ends."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if words := line.strip():
            first = start + line.index(words[0])
            yield Span(first, first + len(words))
        start = stop + 1


def _wrap_width(text: str, lines: Sequence[Span]) -> int:
    """The width a text seems wrapped at: 0 unless no line is long and many break off in mid-sentence near the longest."""
    longest = max((line.end - line.start for line in lines), default=0)
    if len(lines) < 4 or not 50 <= longest <= 100:
        return 0
    near = [line for line in lines if line.end - line.start > longest - 16]
    broken = sum(not ENDS_SENTENCE.search(text, line.end - 3, line.end) for line in near)
    return longest if broken * 3 >= len(lines) else 0


def _wrapped(text: str, last: Span, line: Span, width: int) -> bool:
    begun = text.rfind("\n", last.start, last.end)
    length = last.end - max(last.start, begun + 1)
    return length > width - 20 and not _BULLET.match(text, line.start) and text[line.start] != "\t"


def roles(text: str, given: Sequence[Block], cues: Cues, hits: Sequence[Hit]) -> list[Block]:
    """The blocks of a document with their roles refined: runs of plain paragraphs are cut anew, other blocks are kept.

    `hits` are `scan`'s of the text; those of furniture words mark the paragraphs that are no part of the story.
    """
    blocks: list[Block] = []
    for plain, group in groupby(given, key=lambda block: block.kind == "paragraph" and not block.path):
        members = list(group)
        if plain:
            spans = cut(text, members[0].span.start, members[-1].span.end)
            blocks += [Block(span, _role(text, span, cues)) for span in spans]
        else:
            blocks += [_kept(text, block, cues) for block in members]
    blocks = _without_furniture(text, blocks, cues, hits)
    return framed(text, blocks, cues)


def _without_furniture(text: str, blocks: list[Block], cues: Cues, hits: Sequence[Hit]) -> list[Block]:
    """The blocks with those that hold a phrase no story says ("all rights reserved") set apart."""
    places = [hit.start for hit in hits if hit.sort & Sort.FURNITURE and _phrase_at(text, hit, cues)]
    if not places:
        return blocks
    starts = [block.span.start for block in blocks]
    for place in places:
        index = bisect_right(starts, place) - 1
        block = blocks[index]
        if block.kind in ("paragraph", "item", "heading", "quote") and place < block.span.end:
            blocks[index] = Block(block.span, "boilerplate", block.path, block.level)
    return blocks


def _phrase_at(text: str, hit: Hit, cues: Cues) -> bool:
    for phrase, offset in cues.furniture[hit.word]:
        start = hit.start - offset
        if start >= 0 and text[start:start + len(phrase)].lower() == phrase:
            return True
    return False


def _kept(text: str, block: Block, cues: Cues) -> Block:
    """A block whose role the reader knew; a heading, item or quotation may still be furniture."""
    if block.kind in ("heading", "item", "quote") and _is_furniture(text[block.span.start:block.span.end], cues):
        return Block(block.span, "boilerplate", block.path, block.level)
    return block


def _role(text: str, span: Span, cues: Cues) -> BlockKind:
    line = text[span.start:span.end]
    if _is_furniture(line, cues):
        return "boilerplate"
    if len(line) < 120 and " / " in line and _says(line.lower(), cues, "caption_words"):
        return "caption"
    if _BULLET.match(line):
        return "item"
    return "paragraph"


def _is_furniture(line: str, cues: Cues) -> bool:
    """Whether a line belongs to the page and not to the story: navigation, promotion, disclaimers, list numbers."""
    if not line[:1].isalpha() and not _LETTER.search(line) and _counts_only(line):
        return True  # "3. 3", "* * *"
    low = line.lower()
    if len(line) < 60 and low.strip(EDGES) in cues.lists.get("furniture_lines", ()):
        return True
    if ("©" in line or "(c)" in low or "copyright" in low) and len(line) < 400 and _says(low, cues, "copyright_marks"):
        return True
    if len(line) <= 24 and line.isupper() and _SYMBOL_WIDGET.match(line):
        return True
    if line.isascii() or not (foreign := _FOREIGN.findall(line)):
        return False
    return len(foreign) * 3 > len(_LETTER.findall(line))  # a disclaimer in the site's own language


def _counts_only(line: str) -> bool:
    """Whether a line without letters is marks and list numbers; figures with a unit or a place of their own are not."""
    parts = line.split()
    return len(parts) < 12 and all(
        len(part) <= 4 and (part.rstrip(".)").isdigit() or not any(map(str.isdigit, part))) for part in parts
    )


def _says(low: str, cues: Cues, title: str) -> bool:
    return any(words in low for words in cues.lists.get(title, ()))
