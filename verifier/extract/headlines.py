"""Number words where a capital is no name's: "Harbour Bank Cuts Five Jobs", and "single" where it counts: "a single business"."""

from __future__ import annotations

import re
from typing import Final

from verifier import units
from verifier.extract.counts import noun_after
from verifier.extract.draft import Draft
from verifier.extract.numerals import ONE
from verifier.extract.place import Place
from verifier.extract.shares import is_idiom
from verifier.interval import point

_WORDS: Final = re.compile("[A-Za-z][A-Za-z'’-]*")
_LOWER: Final = re.compile(" ([a-z][a-z-]+)")
_LONGEST: Final = 160  # characters of a headline
_SHORT: Final = 4  # letters; shorter words stay small in a headline
_REACH: Final = 3  # words in which the noun of "a single private business" ends


def in_headline(place: Place, start: int, end: int) -> bool:
    """Whether the capitalised number word from `start` to `end` counts the plural behind it in a line of capitalised words.

    "Cuts Five Jobs" does; "Big Four Banks" and, in running text, "Five Guys" are names.
    """
    text, vocabulary = place.text, place.vocabulary
    previous = text[max(0, start - 16):start].split()
    if previous and previous[-1].lower() in vocabulary.words["names_before"]:
        return False
    noun = noun_after(text, end, vocabulary)
    if noun is None or noun[0] == end:
        return False
    first = text.rfind("\n", max(0, start - _LONGEST), start) + 1
    last = text.find("\n", end, end + _LONGEST)
    last = min(len(text), end + _LONGEST) if last < 0 else last
    if (first == 0 and start > _LONGEST) or last - first > _LONGEST or text[last - 1:last] == ".":
        return False
    words = [word for word in _WORDS.findall(text, first, last) if len(word) >= _SHORT]
    return len(words) > 2 and all(word[0].isupper() for word in words)


def single(place: Place, start: int, end: int, word: str) -> Draft | None:
    """The count of one in "by a single private business"; None for "a single-digit rise" and "the single largest"."""
    text, vocabulary = place.text, place.vocabulary
    article = text[max(0, start - 3):start].lower().lstrip("(\n\"“ ") == "a "
    if not article or is_idiom(place, start, end, word):
        return None
    words: list[str] = []
    while len(words) < _REACH and (found := _LOWER.match(text, end)) is not None:
        if found[1] in vocabulary.words["noun_stops"]:
            break
        words.append(found[1])
        end = found.end()
    if not words or words[0].endswith(("est", "ly")):
        return None
    endings = tuple(vocabulary.words["adjective_endings"])
    counted = next((word for word in words if not word.endswith(endings)), words[0])  # "private business" counts businesses
    facets = (("noun", counted),)
    return Draft(start, start + len(word), "number", ONE, ONE, point(ONE), point(ONE), units.count(counted), facets=facets)
