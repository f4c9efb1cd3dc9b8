"""What is counted: "1,500 employees", "four generations", "two largest markets"."""

from __future__ import annotations

import re

from verifier.extract.vocabulary import Vocabulary

_NOUN = "([A-Za-z][A-Za-z'’-]*)"
_FIRST = re.compile(f"[ \u00a0\n]{_NOUN}")
_NOUNS = re.compile(f"[ \u00a0\n]{_NOUN}" + f"(?:[ \n]{_NOUN})?" * 3)


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
    match = _NOUNS.match(text, end)
    assert match is not None
    named: str | None = None
    for place in range(1, 5):
        word = match[place]
        if word is None or word.lower() in stops:
            break
        noun = singular(word, vocabulary)
        if noun is None:
            continue
        if word[0].isupper() and noun not in vocabulary.counted.values():
            named = named or (noun if place == 1 else None)  # "12 Green Keys" if nothing better comes: "9 Green Keys outlets"
            continue
        further = singular(match[place + 1], vocabulary) if place < 4 and match[place + 1] else None
        if further is not None and match[place + 1].lower() not in stops:
            return end, further  # "two sports brokers" counts brokers
        return (match.end(place) if place == 1 else end), noun
    return (match.end(1), named) if named is not None else None


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
