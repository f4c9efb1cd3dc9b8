"""Plain text: one block per line, or per paragraph where the lines were merely wrapped.

What a line is (title, byline, boilerplate) is for `extract` to say; here only the layout that the bytes show is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from verifier.model import Block, Document, Span
from verifier.readers.decoding import decode

_LINE: Final = re.compile(r"[^\r\n]+")
_ITEM: Final = re.compile(r"(?:[-*•–▪◦]|(\d{1,3})[.)])[ \t]")
_STOPS: Final = (".", ":", ";", "!", "?")  # what a line ends with before a list or a sentence begins
_WIDEST: Final = 120  # characters to which people and mail programs wrap; longer lines are paragraphs of their own
_NARROWEST: Final = 40


def read_text(data: bytes, name: str) -> Document:
    """The document in the bytes of a plain text file; InputError where they are none."""
    text, remark = decode(data, name)
    return plain(text, name, hashlib.sha256(data).hexdigest(), remark)


def plain(text: str, name: str, sha256: str = "", remark: str = "") -> Document:
    """The document of a text already decoded; its SHA-256 is that of its UTF-8 bytes unless one is given."""
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, text, tuple(_blocks(text)), sha256=digest, origin=((0, remark),) if remark else ())


def _blocks(text: str) -> Iterator[Block]:
    run: list[Span] = []
    for start, end in _lines(text):
        line = trimmed(text, start, end)
        if line is None:
            yield from _paragraphs(text, run)
            run = []
            continue
        if run and _breaks(text[run[-1].end:line.start]) > 1:
            yield from _paragraphs(text, run)
            run = []
        run.append(line)
    yield from _paragraphs(text, run)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that is not empty starts and ends; "\\r" ends lines where the text has any."""
    if "\r" in text:
        yield from (match.span() for match in _LINE.finditer(text))
        return
    start, size = 0, len(text)
    while start < size:
        end = text.find("\n", start)
        end = size if end < 0 else end
        if end > start:
            yield start, end
        start = end + 1


def _breaks(gap: str) -> int:
    r"""How many lines end in a stretch of white space: at "\n", "\r\n" or "\r"."""
    returns = gap.count("\r")
    return gap.count("\n") + (returns - gap.count("\r\n") if returns else 0)


def _paragraphs(text: str, lines: list[Span]) -> Iterator[Block]:
    if _wrapped(text, lines):
        yield Block(Span(lines[0].start, lines[-1].end), "paragraph")
        return
    for line in lines:
        yield Block(line, "item" if not text[line.start].isalpha() and _ITEM.match(text, line.start, line.end) else "paragraph")


def _wrapped(text: str, lines: list[Span]) -> bool:
    """Whether a run of lines is one paragraph broken at a width: no line could have held the next one's first word."""
    if len(lines) < 2:
        return False
    width = max(line.end - line.start for line in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return False
    for line, following in pairwise(lines):
        first_word = text[following.start:following.end].split(None, 1)[0]
        if line.end - line.start + 1 + len(first_word) <= width:
            return False
        mark = _mark(text, following)
        if mark is not None and (text.endswith(_STOPS, line.start, line.end) or _listed(mark, text, lines)):
            return False
    # two lines always pass the test above when the longer comes first: a headline over "By Ann Lee" must stay two
    return len(lines) > 2 or text[lines[1].start].islower()


def _mark(text: str, line: Span) -> int | str | None:
    """What marks a line as an item: its number, or the bullet; None where nothing does."""
    found = None if text[line.start].isalpha() else _ITEM.match(text, line.start, line.end)
    return None if found is None else int(found[1]) if found[1] else found[0][0]


def _listed(mark: int | str, text: str, lines: list[Span]) -> bool:
    r"""Whether other lines make one a list's: 11. or 13. beside 12., a second dash; "… on March\n12. The yard" has none."""
    marks = [_mark(text, line) for line in lines]
    if isinstance(mark, int):
        return mark - 1 in marks or mark + 1 in marks
    return mark not in "-–" or marks.count(mark) > 1


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without white space at its ends; None where nothing is left."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    begin = start + len(piece) - len(piece.lstrip())
    return Span(begin, begin + len(stripped))
