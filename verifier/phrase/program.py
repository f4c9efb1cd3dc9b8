"""A compiled phrase: a program of steps that a matcher follows, and what a sentence must have for it to be worth trying.

Steps are plain tuples, (what, next step, …), so that a cached pack is read back in no time.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

# class word → how an entry that begins with it goes on, longest first, and the entry's value
ClassTable = Mapping[str, tuple[tuple[tuple[str, ...], Decimal | None], ...]]

# what a step does; the fields after (what, next)
WORD: Final = 0  # words
CLASS: Final = 1  # class table, role
MENTION: Final = 2  # kinds, role
GAP: Final = 3  # what may follow
STRETCH: Final = 4  # role
LIST: Final = 5  # kinds, role
SPLIT: Final = 6  # next steps with what can stand there, in order
EARLIER: Final = 7  # kinds, role
ACCEPT: Final = 8
TESTED: Final = 9  # kinds and conditions, role
NAME: Final = 10  # role

# what must be true of a mention: (">", 100) of its value; ("facet", "per", "share") of what was read with it, "" for anything
Condition = tuple[str, Decimal] | tuple[str, str, str]

_NO_CLASS: Final[ClassTable] = {}
Step = tuple[int, int, object, str]
Opening = tuple[frozenset[str], frozenset[str]] | None  # words, and kinds of mention; None: anything


class Phrase(NamedTuple):
    """A compiled phrase.

    roles    every role it can bind, in the order of the source; `needed` those that every match binds
    exact    roles bound to class words
    listed   roles bound to lists
    steps    the program; it begins at `start`
    opens    what a match can begin with
    musts    what every match has: one of these words each, and at least so many mentions of these kinds
    order    what every match has one after the other, as openings
    tests    kinds and conditions of single mentions that every match has
    signs    the class `sign`, for lists; `stops` the class `clause-end`: words at which a list ends
    """

    source: str
    roles: tuple[str, ...]
    needed: frozenset[str]
    exact: frozenset[str]
    listed: frozenset[str]
    steps: tuple[Step, ...]
    start: int
    opens: Opening
    musts: tuple[tuple[frozenset[str], ...], tuple[tuple[frozenset[str], int], ...]]
    order: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    tests: tuple[tuple[frozenset[str], tuple[Condition, ...]], ...] = ()
    signs: ClassTable = _NO_CLASS
    stops: ClassTable = _NO_CLASS
