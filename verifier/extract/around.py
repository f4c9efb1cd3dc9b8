"""The words just before and just after a place in a text: what finders look at once a word has caught their eye."""

from __future__ import annotations

import re
from typing import Final

# blanks and token, so that the matches leave nothing out and their lengths add up to their places
_TOKEN: Final = re.compile(r"(\s*)([A-Za-z]+|[0-9]+(?:[.,][0-9]+)*|[^\sA-Za-z0-9])")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")  # one break may be a wrapped line; a blank line stands inside no phrase


class Token:
    """A word in lower case, a figure, or one other character, and where it stands."""

    __slots__ = ("end", "start", "word")

    def __init__(self, start: int, end: int, word: str) -> None:
        self.start: Final = start
        self.end: Final = end
        self.word: Final = word


def before(text: str, position: int, reach: int = 44) -> list[Token]:
    """The tokens before a position in its paragraph, nearest first, at most `reach` characters back; no word is cut."""
    low = max(0, position - reach)
    if "\n" in text[low:position]:
        for blank in _BLANK_LINE.finditer(text, low, position):
            low = blank.end()
    if low and text[low - 1].isalnum():
        while low < position and text[low].isalnum():
            low += 1
    tokens = _tokens(text, low, position)
    tokens.reverse()
    return tokens


def after(text: str, position: int, reach: int = 60) -> list[Token]:
    """The tokens after a position in its paragraph, nearest first, at most `reach` characters on; no word is cut."""
    high = min(len(text), position + reach)
    if "\n" in text[position:high]:
        blank = _BLANK_LINE.search(text, position, high)
        high = blank.start() if blank else high
    if high < len(text) and text[high].isalnum():
        while high > position and text[high - 1].isalnum():
            high -= 1
    return _tokens(text, position, high)


def _tokens(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    piece = text[start:end]
    plain = piece.isascii()
    for chunk in piece.split(" "):
        size = len(chunk)
        if chunk.isalpha() and (plain or chunk.isascii()):  # most are words, and a pattern costs three times as much
            tokens.append(Token(start, start + size, chunk.lower()))
        elif size > 1 and chunk[-1] in ",." and (word := chunk[:-1]).isalpha() and word.isascii():
            tokens.append(Token(start, start + size - 1, word.lower()))
            tokens.append(Token(start + size - 1, start + size, chunk[-1]))
        elif chunk:
            place = start
            for blanks, word in _TOKEN.findall(chunk):
                place += len(blanks)
                tokens.append(Token(place, place + len(word), word.lower()))
                place += len(word)
        start += size + 1
    return tokens
