"""What is counted: "1,500 employees", "four generations", "two largest markets"."""

from __future__ import annotations

import re
from typing import Final

from verifier.extract.vocabulary import Vocabulary

_NOUN: Final = "([A-Za-z][A-Za-z'’-]*)"
_FIRST: Final = re.compile(f"[ \u00a0\n]{_NOUN}")
_MORE: Final = re.compile(f"(?:[ \n]{_NOUN})?" * 3)


def noun_after(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, str] | None:
    """The counted noun within four words of a number: where the mention ends with it, and its singular.

    Only a noun right behind the number belongs to the mention ("four generations"); of one further on only the name is
    taken ("two largest markets" ends at "two").
    """
    if vocabulary.touching:
        start = end + text.startswith(" ", end)
        sizes = range(min(vocabulary.touching, len(text) - start), 0, -1)
        word = next((text[start:start + size] for size in sizes if text[start:start + size] in vocabulary.counted), None)
        return (start + len(word), vocabulary.counted[word]) if word is not None else None
    stops = vocabulary.words["noun_stops"]
    first = _FIRST.match(text, end)
    if first is None or first[1].lower() in stops:
        return None
    match = _MORE.match(text, first.end())
    assert match is not None  # it matches nothing at least
    words = (first[1], *match.groups())
    named: str | None = None
    for place, word in enumerate(words):
        if word is None or word.lower() in stops:
            break
        noun = singular(word, vocabulary)
        if noun is None:
            continue
        if word[0].isupper() and noun not in vocabulary.things:
            named = named or (noun if place == 0 else None)  # "12 Green Keys" if nothing better comes: "9 Green Keys outlets"
            continue
        next_word = words[place + 1] if place < 3 else None
        if place == 0 and text[end - 4] == "," and next_word in ("had", "have") and noun in vocabulary.words["foretellers"]:
            return None  # "fewer than the 160,000 economists had expected"; "the 40 economists had" may count them
        further = singular(next_word, vocabulary) if next_word else None
        if next_word and further is not None and next_word.lower() not in stops and not _settled(word, noun, vocabulary):
            return end, further  # "two sports brokers" counts brokers
        return (first.end() if place == 0 else end), noun
    return (first.end(), named) if named is not None else None


def _settled(word: str, noun: str, vocabulary: Vocabulary) -> bool:
    """Whether a listed plural leads no other noun: what follows is a verb ("the sale of 210 million shares raises")."""
    return noun != word.lower() and word[-1] == "s" and word.lower() in vocabulary.counted


def singular(word: str, vocabulary: Vocabulary) -> str | None:
    """The singular of a plural noun in lower case; None for what is no plural.

    >>> singular("subsidiaries", vocabulary)  # doctest: +SKIP
    'subsidiary'
    """
    lower = word.lower()
    known = vocabulary.counted.get(lower)
    if known is not None:
        return known
    if len(lower) < 4 or lower[-1] != "s" or lower[-2] in "suic'’" or lower in vocabulary.words["not_counted"] or word.isupper():
        return None
    if lower.endswith("ies") and len(lower) > 5:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return lower[:-2]
    return lower[:-1]
