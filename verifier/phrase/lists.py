"""Lists in a clause: "cash of $5m, plus $3m in notes, less $1m of debt"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from verifier.model import Mention
from verifier.phrase.program import ClassTable
from verifier.phrase.tokens import WHOLE, Tokens

LONGEST_LIST: Final = 200  # tokens that a list may reach over; a filing's longest itemised sentence has about 150
ONE: Final = Decimal(1)


def listed(
    tokens: Tokens, kinds: frozenset[str], signs: ClassTable, stops: ClassTable, at: int, limit: int
) -> Iterator[tuple[Mention, Decimal, int]]:
    """The mentions from `at` to the clause's end that share the first one's unit and brackets: (mention, sign, token after).

    The clause ends at a semicolon, at a bracket that was opened before it, and at a word of the class `clause-end`.
    What stands in brackets is left out ("$5m (of which $2m abroad) and $3m"), unless the first figure does too.
    """
    first: tuple[Mention, int] | None = None
    depth, sign = 0, ONE
    limit = min(limit, at + LONGEST_LIST)
    while at < limit:
        word = tokens.words[at]
        edges = tokens.edges.get(at)
        if edges and edges[0][0].kind in WHOLE | kinds and edges[0][1] <= limit:
            mention, at = edges[0]
            if mention.kind in kinds and (first is None or (_one_unit(first[0], mention) and first[1] == depth)):
                first = first or (mention, depth)
                yield mention, sign, at
            continue
        depth += (word == "(") - (word == ")")
        if depth < 0 or word == ";" or entry(stops, tokens.words, at, limit):
            return
        signed = entry(signs, tokens.words, at, limit)
        if signed and signed[1] is not None:
            sign = signed[1]
        at = signed[0] if signed else at + 1


def entry(table: ClassTable, words: tuple[str, ...], at: int, limit: int) -> tuple[int, Decimal | None] | None:
    """The longest entry of a class that stands at a token: (token after it, value); None where none does."""
    for rest, value in table.get(words[at], ()):
        last = at + 1 + len(rest)
        if last <= limit and words[at + 1 : last] == rest:
            return last, value
    return None


def _one_unit(first: Mention, other: Mention) -> bool:
    if first.unit == other.unit:
        return True
    return first.unit is not None and other.unit is not None and first.unit.dimension == other.unit.dimension == "count"
