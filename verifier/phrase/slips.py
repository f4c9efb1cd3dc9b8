"""What is no part of the language of phrases and would stand in one as a mark of the text that no text has.

Somebody who writes `payout ratios? of` or `(valued at|worth)` means a regular expression. Read as they stand, such phrases
match nothing, and a rule that never speaks looks like one whose texts are all right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from verifier.errors import LanguageError

_REPEATING: Final = frozenset("*+?^")
_NO_PATTERN: Final = "a phrase is no regular expression"
_INSTEAD: Final = "[word] may be missing, ... is up to twelve words, {name:kind} a figure"
_OWN: Final = (
    "(a|b) reads as a bracket of the text; write (a | b), with blanks around |, for one of them, or \\( for the text's bracket"
)


def complain_of_slips(source: str, signs: Sequence[re.Match[str]]) -> None:
    """LanguageError at the first sign that cannot mean what its writer meant; `signs` are those of `syntax`."""
    for place, sign in enumerate(signs):
        if (sign["escaped"] or "").isalnum():
            raise LanguageError(f"\\{sign['escaped']} means nothing here: {_NO_PATTERN}. {_INSTEAD}", sign.start() + 1)
        if sign["mark"] in _REPEATING:
            mark = sign["mark"]
            message = f"{mark} means nothing here: {_NO_PATTERN}. {_INSTEAD}; a {mark} of the text is \\{mark}"
            raise LanguageError(message, sign.start() + 1)
        if place and _glued(signs[place - 1], sign):
            raise LanguageError("words are matched whole: write share|shares, not share[s]", sign.start() + 1)
    _brackets(source, signs)


def _glued(left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether a square bracket touches a word from outside."""
    touching = left.end() == right.start()
    return touching and bool((left["mark"] == "]" and right["word"]) or (left["word"] and right["mark"] == "["))


def _brackets(source: str, signs: Sequence[re.Match[str]]) -> None:
    """Round brackets around a|b alone: those of the text to `syntax`, a group to whoever wrote them."""
    opened: list[tuple[re.Match[str], set[str]]] = []  # a bracket, and which bars stand right inside it
    for sign in signs:
        mark = sign["mark"] or ""
        if mark in ("(", "["):
            opened.append((sign, set()))
        elif mark == "|" and opened:
            free = source[max(sign.start() - 1, 0) : sign.end() + 1].strip() == "|"
            opened[-1][1].add("free" if free else "tight")
        elif mark in (")", "]") and opened:
            first, bars = opened.pop()
            touched = source[max(first.start() - 1, 0)] == "|" or source[sign.end() : sign.end() + 1] == "|"
            if first["mark"] == "(" and bars == {"tight"} and not touched:
                raise LanguageError(_OWN, first.start() + 1)
    for first, bars in opened:
        if first["mark"] == "(" and bars:
            raise LanguageError("this bracket is never closed; a bracket of the text is written \\(", first.start() + 1)
