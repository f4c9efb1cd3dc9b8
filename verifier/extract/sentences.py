"""Where sentences end: at a full stop, question or exclamation mark, unless what stands before it is an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verifier.extract.cues import Cues
from verifier.model import Block, Span

# the mark, closing quotes and brackets, a blank, and (looked at only) opening ones and whatever begins the next sentence
# or no blank at all, where a page's markup fell out: "last year.The yard"; one set of characters in front lets the search
# skip from mark to mark
_STOP = re.compile(
    r"[.!?…\"”。!?][\"”’')\].」』]{0,6}"
    r"(?:\s+(?=[\"“‘'(\[•*-]*(\S))|(?<=[。!?])(?=\S)|(?<=[。!?][”」』])(?=\S)|(?<=[a-z]{3}\.)(?=[A-Z][a-z]+ [a-z]))"
)
_WORD_BEFORE = re.compile(r"[A-Za-z](?:[A-Za-z&]|\.(?=[A-Za-z]))*\Z")
_WORD_AFTER = re.compile(r"[\"“‘'(\[]*([A-Za-z’']+)")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]\Z")
_INITIALS = re.compile(r"[a-z](?:\.[a-z])+\Z")
_STOPS = frozenset(".!?…")


def sentences(text: str, blocks: Iterable[Block], cues: Cues) -> Iterator[Span]:
    """The sentences of every block, in text order, blanks at their ends cut off; a block without marks is one sentence.

    Survives "U.S.", "Feb. 17.", "Acme Inc. said", "No. 7", initials, decimals and a stop inside closing quotes.
    """
    for block in blocks:
        start = block.span.start
        for found in _STOP.finditer(text, start, block.span.end):
            if _ends(text, start, found, cues):
                yield from _trimmed(text, start, found.end())
                start = found.end()
        yield from _trimmed(text, start, block.span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield Span(start, end)


def _ends(text: str, start: int, found: re.Match[str], cues: Cues) -> bool:
    mark = text[found.start()]
    if found[1] is None:
        return True
    follows = found[1]
    if mark in "\"”":  # a quotation without a stop of its own: “… goal.” is caught by the stop
        return text[found.start() - 1] in _STOPS and not follows.islower()
    if follows.islower() or follows in ",;:)(-–—%&":
        return False
    if mark != ".":
        return mark != "!" or follows.isupper() or follows.isdigit() or follows in "\"“"
    closed = found.end() - found.start() > 2 and text[found.start() + 1] in "\"”’')]"
    if closed:
        return True
    word = _WORD_BEFORE.search(text, max(start, found.start() - 16), found.start())
    if word is None:
        return True  # after a figure: "rose 5%. In", "on Feb. 17. The"
    return not _is_abbreviation(text, word, found, cues)


def _is_abbreviation(text: str, word: re.Match[str], found: re.Match[str], cues: Cues) -> bool:
    name = word[0].lower()
    lists = cues.lists
    opener = _WORD_AFTER.match(text, found.end())
    begins = opener is not None and opener[1].lower() in lists.get("sentence_openers", ())
    if name in lists.get("name_endings", ()) or name in lists.get("abbreviations", ()) or _INITIALS.match(name):
        return not begins  # "Acme Ltd. The group" ends, "Acme Ltd. Chairman Lee" and "J.C. Roe" go on
    return len(name) == 1 and name != "i" and bool(_INITIAL.search(text, max(0, word.start() - 2), word.end()))
