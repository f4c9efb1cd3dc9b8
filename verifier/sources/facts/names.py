"""How texts call what the tables hold: aliases of entities, concepts, groups and scopes, as `names.yaml` gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["entity", "concept", "group", "scope"]
Words = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
# what a company's full name may end with and texts leave out
SUFFIXES = frozenset({
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "lp", "ag", "sa", "se", "nv",
    "spa", "ab", "asa", "oyj", "holding", "holdings", "group", "the", "new", "de",
})  # fmt: skip

@dataclass(frozen=True, slots=True)
class Alias:
    """A way to say something: its words in small letters, what it names, and whether it must be spelt as a name.

    `called` ones mean it only in a text that names it otherwise, too.
    """

    words: Words
    target: str
    sort: Sort
    proper: bool = False
    called: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What all `names.yaml` files together say; aliases by their first word."""

    aliases: Mapping[str, tuple[Alias, ...]] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    fiscal: Mapping[str, int] = field(default_factory=dict)
    growth: Mapping[str, str] = field(default_factory=dict)  # revenue → revenue growth
    bases: Mapping[str, str] = field(default_factory=dict)  # revenue consensus → revenue
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def words_of(text: str) -> Words:
    """The words of a text in small letters, possessive endings and marks left out."""
    return tuple(word.lower() for word in _WORD.findall(_POSSESSIVE.sub("", text)))


def folded(name: str) -> str:
    """A name as it is compared: small letters, single blanks."""
    return " ".join(name.lower().split())


def short_name(entity: str) -> Words:
    """A company's name without its legal form: "Harbour Tools Holdings Ltd" is Harbour Tools; () where that leaves nothing."""
    words = list(words_of(entity))
    while words and words[-1] in SUFFIXES:
        words.pop()
    return tuple(words) if words and len(words) < len(words_of(entity)) and len("".join(words)) > 2 else ()
