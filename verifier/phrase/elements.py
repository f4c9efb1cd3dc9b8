"""What a phrase's source text is made of."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.phrase.program import Condition


@dataclass(frozen=True, slots=True)
class Literal:
    """One of several words or marks."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class WordClass:
    """A word of one of these classes, bound to a role or not."""

    classes: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A mention of one of these kinds; `earlier` ones stand before the match, a `listed` role takes several.

    `conditions` are what else must be true of it: its value, or what was read with it.
    """

    kinds: frozenset[str]
    role: str = ""
    earlier: bool = False
    listed: bool = False
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """One to eight words, bound to a role or not; with `names` a name: all of them capitalised but small ones inside."""

    role: str = ""
    names: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to twelve tokens."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other; empty: nothing."""

    items: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several, tried in this order."""

    branches: tuple[Element, ...]


Element = Literal | WordClass | Taken | Stretch | Gap | Sequence | Choice

NOTHING = Sequence(())
