"""How texts call what the tables hold: aliases of entities, concepts, groups and scopes, as `names.yaml` gives them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

Sort = Literal["entity", "concept", "group", "scope"]
Words = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = r"['’]s\b"  # compiled when first met, which most checks never do
# what a company's full name may end with and texts leave out
SUFFIXES = frozenset({
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "lp", "ag", "sa", "se", "nv",
    "spa", "ab", "asa", "oyj", "holding", "holdings", "group", "the", "new", "de",
})  # fmt: skip

class Alias(Struct, frozen=True):
    """A way to say something: its words in small letters, what it names, and whether it must be spelt as a name.

    `called` ones mean it only in a text that names it otherwise, too.
    """

    words: Words
    target: str
    sort: Sort
    proper: bool = False
    called: bool = False


_NONE: Mapping[str, Any] = {}


class Names(Struct, frozen=True):
    """What all `names.yaml` files together say; aliases by their first word."""

    aliases: Mapping[str, tuple[Alias, ...]] = _NONE
    owners: Mapping[str, str] = _NONE
    fiscal: Mapping[str, int] = _NONE
    growth: Mapping[str, str] = _NONE  # revenue → revenue growth
    bases: Mapping[str, str] = _NONE  # revenue consensus → revenue
    members: Mapping[str, tuple[str, ...]] = _NONE
    totals: Mapping[str, str] = _NONE  # acquisition → the concept whose rows sum up all of a period
    covers: Mapping[str, tuple[str, ...]] = _NONE  # new infrastructure → the narrower scopes in it


def words_of(text: str) -> Words:
    """The words of a text in small letters, possessive endings and marks left out."""
    plain = re.sub(_POSSESSIVE, "", text) if "'" in text or "’" in text else text
    return tuple(word.lower() for word in _WORD.findall(plain))


def folded(name: str) -> str:
    """A name as it is compared: small letters, single blanks."""
    return " ".join(name.lower().split())


def short_name(entity: str) -> Words:
    """A company's name without its legal form: "Harbour Tools Holdings Ltd" is Harbour Tools; () where that leaves nothing."""
    words = list(words_of(entity))
    while words and words[-1] in SUFFIXES:
        words.pop()
    return tuple(words) if words and len(words) < len(words_of(entity)) and len("".join(words)) > 2 else ()
