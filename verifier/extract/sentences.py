"""Where sentences end: at a full stop, question or exclamation mark, unless what stands before it is an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from verifier.extract.cues import Cues
from verifier.extract.skeleton import marks
from verifier.model import Block, Span
from verifier.readers.text import trimmed

# the mark, closing quotes and brackets, a blank, and (looked at only) opening ones and whatever begins the next sentence
# or no blank at all, where a page's markup fell out: "last year.The yard"; one set of characters in front lets the search
# skip from mark to mark
_STOP: Final = re.compile(
    r"[.!?…\"”。!?][\"”’')\].」』]{0,6}"
    r"(?:\s+(?=[\"“‘'(\[•*-]*(\S))|(?<=[。!?])(?=\S)|(?<=[。!?][”」』])(?=\S)|(?<=[a-z]{3}\.)(?=[A-Z][a-z]+ [a-z]))"
)
_WORD_BEFORE: Final = re.compile(r"[A-Za-z](?:[A-Za-z&]|\.(?=[A-Za-z]))*\Z")
_WORD_AFTER: Final = re.compile(r"[\"“‘'(\[]*([A-Za-z’']+)")
_INITIAL: Final = re.compile(r"(?:^|[\s.(])[A-Z]\Z")
_INITIALS: Final = re.compile(r"[a-z](?:\.[a-z])+\Z")
_STOPS: Final = frozenset(".!?…")
_FIRST: Final = frozenset(".!?…\"”。")
_QUOTES: Final = frozenset("\"”")
_FIGURES: Final = frozenset("0123456789")


def sentences(text: str, blocks: Iterable[Block], cues: Cues) -> Iterator[Span]:
    """The sentences of every block, in text order, blanks at their ends cut off; a block without marks is one sentence.

    Survives "U.S.", "Feb. 17.", "Acme Inc. said", "No. 7", initials, decimals and a stop inside closing quotes.
    """
    skeleton = marks(text) if "writing" not in cues.values else None
    for block in blocks:
        start, end = block.span.start, block.span.end
        found = _stop(text, skeleton, start, end)
        while found is not None:
            last = found.end
            if _ends(text, start, found, cues):
                if (sentence := trimmed(text, start, last)) is not None:
                    yield sentence
                start = last
            found = _stop(text, skeleton, last, end)
        if (sentence := trimmed(text, start, end)) is not None:
            yield sentence


class Stop:
    """Where a sentence may end: its mark, where the next one would begin, and with what; nothing where nothing parts them."""

    __slots__ = ("end", "follows", "start")

    def __init__(self, start: int, end: int, follows: str | None) -> None:
        self.start: Final = start
        self.end: Final = end
        self.follows: Final = follows


def _stop(text: str, skeleton: bytes | None, start: int, end: int) -> Stop | None:
    """Where a sentence might end first; looking at the marks alone takes a fifth of a search, where most letters are none."""
    if skeleton is None:
        searched = _STOP.search(text, start, end)
        return Stop(searched.start(), searched.end(), searched[1]) if searched is not None else None
    place = skeleton.find(b".", start, end)
    while place >= 0:
        after = text[place + 1:place + 2]
        # neither the point of "5.2" nor the quotes of "a “step” to" are worth the pattern, nor is "rose 5%. In", by far the most
        mark = text[place]
        if after not in _FIGURES and mark in _FIRST and (mark not in _QUOTES or text[place - 1] in _STOPS):
            if after == " " and place + 2 < end and text[place + 2].isalnum():
                return Stop(place, place + 2, text[place + 2])
            if (found := _STOP.match(text, place, end)) is not None:
                return Stop(place, found.end(), found[1])
        place = skeleton.find(b".", place + 1, end)
    return None


def _ends(text: str, start: int, found: Stop, cues: Cues) -> bool:
    mark = text[found.start]
    if found.follows is None:
        return True
    follows = found.follows
    if mark in _QUOTES:  # a quotation without a stop of its own: “… goal.” is caught by the stop
        return text[found.start - 1] in _STOPS and not follows.islower()
    if follows.islower() or follows in ",;:)(-–—%&":
        return False
    if mark != ".":
        return mark != "!" or follows.isupper() or follows.isdecimal() or follows in "\"“"
    closed = found.end - found.start > 2 and text[found.start + 1] in "\"”’')]"
    if closed:
        return True
    low, stop = max(start, found.start - 16), found.start
    word = text[max(text.rfind(" ", low, stop) + 1, low):stop]
    if not (word.isalpha() and word.isascii()):
        joined = _WORD_BEFORE.search(text, low, stop) if word[-1:].isalpha() or word[-1:] == "&" else None
        word = joined[0] if joined is not None else ""
    if not word:
        return True  # after a figure: "rose 5%. In", "on Feb. 17. The"
    return not _is_abbreviation(text, word, found, cues)


def _is_abbreviation(text: str, word: str, found: Stop, cues: Cues) -> bool:
    name = word.lower()
    lists = cues.lists
    if name in lists.get("name_endings", ()) or name in lists.get("abbreviations", ()) or ("." in name and _INITIALS.match(name)):
        opener = _WORD_AFTER.match(text, found.end)
        begins = opener is not None and opener[1].lower() in lists.get("sentence_openers", ())
        return not begins  # "Acme Ltd. The group" ends, "Acme Ltd. Chairman Lee" and "J.C. Roe" go on
    return len(name) == 1 and name != "i" and bool(_INITIAL.search(text, max(0, found.start - 3), found.start))
