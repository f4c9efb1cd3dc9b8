"""What a phrase's source text is made of."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from verifier.phrase.program import Condition


class Literal(Struct, frozen=True):
    """One of several words or marks."""

    words: frozenset[str]


class WordClass(Struct, frozen=True):
    """A word of one of these classes, bound to a role or not."""

    classes: tuple[str, ...]
    role: str = ""


class Taken(Struct, frozen=True):
    """A mention of one of these kinds; `earlier` ones stand before the match, a `listed` role takes several.

    `conditions` are what else must be true of it: its value, or what was read with it.
    """

    kinds: frozenset[str]
    role: str = ""
    earlier: bool = False
    listed: bool = False
    conditions: tuple[Condition, ...] = ()


class Stretch(Struct, frozen=True):
    """One to eight words, bound to a role or not; with `names` a name: all of them capitalised but small ones inside."""

    role: str = ""
    names: bool = False


class Gap(Struct, frozen=True):
    """Up to twelve tokens."""


class Sequence(Struct, frozen=True):
    """One after the other; empty: nothing."""

    items: tuple[Element, ...]


class Choice(Struct, frozen=True):
    """One of several, tried in this order."""

    branches: tuple[Element, ...]


Element = Literal | WordClass | Taken | Stretch | Gap | Sequence | Choice

NOTHING: Final = Sequence(())
