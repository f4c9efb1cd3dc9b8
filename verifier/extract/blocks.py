"""Text cut into blocks, and each block's role: title, byline, heading, paragraph, item, caption, or no part of the story."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from verifier.extract.cues import Cues, Hit, Sort
from verifier.model import Block, BlockKind, Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LIST_NUMBER = re.compile(r"(?:[0-9]{1,3}[.)]?\s*)+\Z")
_BULLET = re.compile(r"(?:[•*‣▪●·–-]|\([a-z0-9]{1,2}\)|[0-9]{1,2}[.)])\s+\S")
_SYMBOL_WIDGET = re.compile(r"[A-Z.:]{1,9}\s*(?:-{2,}|\+?-?[0-9.]+%?)?\Z")
_ENDS_SENTENCE = re.compile(r"[.!?…。][\"”’')\]]*\Z")
_DATE_LIKE = re.compile(r"[0-9]{1,2}:[0-9]{2}|\b(?:19|20)[0-9]{2}\b|^[01]?[0-9]-[0-3]?[0-9]\Z|[A-Z][a-z]{2,8}\.? [0-9]{1,2}\b")
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0600-\u06ff\u0400-\u04ff]")
_FUNCTION_WORD = re.compile(r"\b(?:a|an|the|to|of|in|on|for|with|from|as|by|is|are|was|has|after|over|at)\b")


def cut(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The paragraphs of a stretch of plain text: its lines, wrapped lines joined again."""
    end = len(text) if end is None else end
    lines = [_strip(text, found.start(), found.end()) for found in _LINE.finditer(text, start, end)]
    joined: list[Span] = []
    width = _wrap_width(text, lines)
    for line in lines:
        last = joined[-1] if joined else None
        if last and width and text.count("\n", last.end, line.start) == 1 and _wrapped(text, last, line, width):
            joined[-1] = Span(last.start, line.end)
        else:
            joined.append(line)
    return joined


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _wrap_width(text: str, lines: Sequence[Span]) -> int:
    """The width a text seems wrapped at: 0 unless no line is long and many break off in mid-sentence near the longest."""
    longest = max((line.end - line.start for line in lines), default=0)
    if len(lines) < 4 or not 50 <= longest <= 100:
        return 0
    broken = sum(line.end - line.start > longest - 16 and not _ENDS_SENTENCE.search(text, line.end - 3, line.end) for line in lines)
    return longest if broken * 3 >= len(lines) else 0


def _wrapped(text: str, last: Span, line: Span, width: int) -> bool:
    begun = text.rfind("\n", last.start, last.end)
    length = last.end - max(last.start, begun + 1)
    return length > width - 20 and not _BULLET.match(text, line.start) and not text[line.start] == "\t"


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
    return _framed(text, blocks, cues)


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
    if not line[:1].isalpha() and (_LIST_NUMBER.match(line) or not _LETTER.search(line)) and not _DATE_LIKE.search(line):
        return True
    low = line.lower()
    if len(line) < 60 and low.strip(" .:!?*•|>#-»") in cues.lists.get("furniture_lines", ()):
        return True
    if ("©" in line or "(c)" in low or "copyright" in low) and len(line) < 400 and _says(low, cues, "copyright_marks"):
        return True
    if len(line) <= 24 and line.isupper() and _SYMBOL_WIDGET.match(line):
        return True
    letters = len(_LETTER.findall(line)) if not line.isascii() else 0
    return letters > 0 and len(_HAN.findall(line)) * 3 > letters


def _says(low: str, cues: Cues, title: str) -> bool:
    return any(words in low for words in cues.lists.get(title, ()))


def _framed(text: str, blocks: list[Block], cues: Cues) -> list[Block]:
    """What only the neighbours tell: the title, the lines between it and the story, headings, and the foot of the page."""
    kinds: list[BlockKind] = [block.kind for block in blocks]
    lines = [text[block.span.start:block.span.end] for block in blocks]
    body = next((i for i, kind in enumerate(kinds) if kind == "paragraph" and _is_prose(lines[i])), len(blocks))
    _head(kinds, lines, body, cues)
    _foot(kinds, lines, body, cues)
    for i, kind in enumerate(kinds):
        if i > body and kind == "paragraph" and _is_heading(lines[i], lines[i + 1:i + 2]):
            kinds[i] = "heading"
    return [
        block if kind == block.kind else Block(block.span, kind, block.path, block.level)
        for block, kind in zip(blocks, kinds, strict=True)
    ]


def _is_prose(line: str) -> bool:
    return len(line) > 60 and _ENDS_SENTENCE.search(line) is not None or len(line) > 200


def _head(kinds: list[BlockKind], lines: list[str], body: int, cues: Cues) -> None:
    """Roles above the first paragraph of prose: title (and its repetition), bylines and dates, navigation before it."""
    if body == len(kinds):
        return
    plain = [i for i in range(body) if kinds[i] == "paragraph"]
    known = next((lines[i] for i in range(body) if kinds[i] == "title"), None)
    if known is None:
        titles = [i for i in plain if _is_title(lines[i], cues)]
        again = next((lines[i] for i in titles if lines.count(lines[i]) > 1), None)
        known = again or (lines[titles[0]] if titles else None)
    first = lines.index(known) if known is not None else -1
    for i in plain:
        if lines[i] == known:
            kinds[i] = "title"
        elif i < first:
            kinds[i] = "boilerplate"
        else:
            kinds[i] = "dateline" if _is_byline(lines[i], cues) else "heading"
    for i in range(body):
        if kinds[i] == "item" and len(lines[i]) < 80 and _is_byline(lines[i].lstrip("•*- "), cues):
            kinds[i] = "dateline"


def _is_title(line: str, cues: Cues) -> bool:
    words = line.split()
    if len(words) < 3 or len(line) > 220 or line.endswith((".", ":", ",")) and not line.endswith("..."):
        return False
    return not _is_byline(line, cues) and (_FUNCTION_WORD.search(line.lower()) is not None or len(words) > 5 or any(c.isdigit() for c in line))


def _is_byline(line: str, cues: Cues) -> bool:
    low = line.lower()
    if len(line) > 140:
        return False
    if low.startswith(("by ", "published", "updated", "posted", "source", "written by", "generated by", "reporting by")):
        return True
    return len(line) < 60 and (_DATE_LIKE.search(line) is not None and len(line.split()) <= 9 and not _FUNCTION_WORD.search(low)) or (
        len(line.split()) <= 5 and not _FUNCTION_WORD.search(low.replace("of", "")))


def _is_heading(line: str, following: Sequence[str]) -> bool:
    return len(line) < 90 and len(line.split()) <= 12 and line[:1].isalnum() and not _ENDS_SENTENCE.search(line) and bool(
        following) and not line.endswith((",", ";"))


def _foot(kinds: list[BlockKind], lines: list[str], body: int, cues: Cues) -> None:
    """After a footer's own heading ("Related articles", "Comments") in the second half of a page nothing belongs to the story."""
    total = sum(map(len, lines))
    passed = 0
    for i, line in enumerate(lines):
        passed += len(line)
        if i > body and passed * 2 > total and line.lower().strip(" .:!?*•|>#-») ") in cues.lists.get("footer_lines", ()):
            kinds[i:] = ["boilerplate"] * (len(kinds) - i)
            return
