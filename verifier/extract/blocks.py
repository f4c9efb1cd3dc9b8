"""Text cut into blocks, and each block's role: title, byline, heading, paragraph, item, caption, or no part of the story."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from verifier.extract.cues import Cues, Hit, Sort
from verifier.extract.frame import EDGES, ENDS_SENTENCE, framed
from verifier.model import Block, BlockKind, Span

_BULLET: Final = re.compile(r"(?:[•*‣▪●·–-]|\([a-z0-9]{1,2}\)|[0-9]{1,2}[.)])\s+\S")
_SYMBOL_WIDGET: Final = re.compile(r"[A-Z.:]{1,9}\s*(?:-{2,}|\+?-?[0-9.]+%?)?\Z")
_OPEN: Final[frozenset[BlockKind]] = frozenset({"paragraph", "item", "heading", "quote"})  # may turn out to be furniture
COPYRIGHT: Final = ("©", "opyright", "COPYRIGHT", "(c)", "(C)")  # each searched for itself: a fifth of the time of one pattern
_LETTER: Final = re.compile(r"[^\W\d_]")


def cut(text: str) -> list[Span]:
    """The paragraphs of a plain text: its lines, wrapped ones joined again."""
    lines = list(_lines(text))
    joined: list[Span] = []
    width = _wrap_width(text, lines)
    for line in lines:
        last = joined[-1] if joined else None
        if last and width and text.count("\n", last.end, line.start) == 1 and _wrapped(text, last, line, width):
            joined[-1] = Span(last.start, line.end)
        else:
            joined.append(line)
    return joined


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold anything, without the blanks at their ends."""
    start, end = 0, len(text)
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


def roles(text: str, given: Sequence[Block], cues: Cues, hits: list[Hit]) -> list[Block]:
    """The blocks of a document with their roles refined; a text without blocks is cut into its lines first.

    Readers know best what they were told by markup: only plain paragraphs get a new role, and whatever turns out to be
    furniture. `hits` are `scan`'s of the text; those of furniture words mark the paragraphs that are no part of the story.
    """
    known = given or [Block(span, "paragraph") for span in cut(text)]
    owned = any(mark in text for mark in COPYRIGHT)  # asked once: most texts have none, and lines are many
    blocks = [_with_role(text, block, cues, owned) for block in known]
    return framed(text, _without_furniture(text, blocks, cues, hits), cues)


def _with_role(text: str, block: Block, cues: Cues, owned: bool) -> Block:
    if block.kind not in _OPEN:
        return block
    line = text[block.span.start:block.span.end]
    kind: BlockKind = block.kind
    if _is_furniture(line, cues) or (owned and _is_copyright(line, cues)):
        kind = "boilerplate"
    elif kind == "paragraph" and not block.path:
        kind = _role(line, cues)
    return block if kind == block.kind else Block(block.span, kind, block.path, block.level)


def _role(line: str, cues: Cues) -> BlockKind:
    if len(line) < 120 and " / " in line and _says(line.lower(), cues, "caption_words"):
        return "caption"
    return "item" if not line[:1].isalpha() and _BULLET.match(line) else "paragraph"


def _without_furniture(text: str, blocks: list[Block], cues: Cues, hits: list[Hit]) -> list[Block]:
    """The blocks with those that hold a phrase no story says ("all rights reserved") set apart."""
    places = [hit.start for hit in hits if hit.sort & Sort.FURNITURE and _phrase_at(text, hit, cues)]
    if not places:
        return blocks
    starts = [block.span.start for block in blocks]
    for place in places:
        index = bisect_right(starts, place) - 1
        block = blocks[index]
        if block.kind in _OPEN and place < block.span.end:
            blocks[index] = Block(block.span, "boilerplate", block.path, block.level)
    return blocks


def _phrase_at(text: str, hit: Hit, cues: Cues) -> bool:
    for phrase, offset in cues.furniture[hit.word]:
        start = hit.start - offset
        if start >= 0 and text[start:start + len(phrase)].lower() == phrase:
            return True
    return False


def _is_furniture(line: str, cues: Cues) -> bool:
    """Whether a line belongs to the page and not to the story: navigation, promotion, disclaimers, list numbers."""
    if not line[:1].isalpha() and not _LETTER.search(line) and _counts_only(line):
        return True  # "3. 3", "* * *"
    if len(line) < 60 and line.lower().strip(EDGES) in cues.lists.get("furniture_lines", ()):
        return True
    if len(line) <= 24 and line.isupper() and _SYMBOL_WIDGET.match(line):
        return True
    return not line.isascii() and "writing" not in cues.values and _is_foreign(line)


def _is_copyright(line: str, cues: Cues) -> bool:
    """Whether a line says whose the page is."""
    return len(line) < 400 and any(mark in line for mark in COPYRIGHT) and _says(line.lower(), cues, "copyright_marks")


def _is_foreign(line: str) -> bool:
    """Whether a line is mostly in letters beyond Latin and Greek: a disclaimer in the site's own language.

    Such letters take two bytes or more; only a line with many of them is looked at letter by letter.
    """
    if len(line.encode("utf-8", "surrogatepass")) * 3 < len(line) * 4:
        return False
    return sum(letter.isalpha() and letter > "\u03ff" for letter in line) * 3 > sum(map(str.isalpha, line))


def _counts_only(line: str) -> bool:
    """Whether a line without letters is marks and list numbers; figures with a unit or a place of their own are not."""
    parts = line.split()
    return len(parts) < 12 and all(
        len(part) <= 4 and (part.rstrip(".)").isdecimal() or not any(map(str.isdecimal, part))) for part in parts
    )


def _says(low: str, cues: Cues, title: str) -> bool:
    return any(words in low for words in cues.lists.get(title, ()))
