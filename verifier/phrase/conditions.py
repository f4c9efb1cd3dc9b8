"""What a phrase may ask of a mention beyond its kind, and of words beyond their being words."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, cast

from verifier.model import Mention
from verifier.period import days_in_month
from verifier.phrase.program import Condition
from verifier.phrase.tokens import Tokens

RELATIONS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
}
# inside a name these need no capital: "Bank of the West", "Marks & Spencer"; "and" is left to the phrase
SMALL: Final = frozenset({"of", "the", "de", "del", "la", "le", "du", "der", "den", "van", "von", "für", "&"})


def meets(mention: Mention, conditions: tuple[Condition, ...]) -> bool:
    """Whether all conditions hold: relations of the value (in printed units), and by name facets, `per` and the `unit`."""
    for condition in conditions:
        if condition[0] == "facet":
            _, name, wanted = cast(tuple[str, str, str], condition)
            found = _read(mention, name)
            if found is None or (wanted and found != wanted):
                return False
        else:
            sign, bound = cast(tuple[str, Decimal], condition)
            if mention.value is None or not RELATIONS[sign](mention.value, bound):
                return False
    return True


def _read(mention: Mention, name: str) -> str | None:
    if name == "per":
        return mention.per
    if name == "unit":
        return mention.unit.name if mention.unit else None
    if name == "malformed":
        return "yes" if _two_points(mention.text) else None
    if name == "midmonth":
        return "yes" if mention.period is not None and not _closes_a_month(mention.period.last) else None
    return mention.facet(name)


def _two_points(text: str) -> bool:
    """Whether digits are grouped by points and have decimals behind a point, too: "20.074.94", but no "1.234.567" or "10.5.3"."""
    first, *groups = text.split(".")
    if len(groups) < 2 or not (first.isdecimal() and len(first) <= 3):
        return False
    return all(group.isdecimal() for group in groups) and {len(group) for group in groups[:-1]} == {3} and len(groups[-1]) < 3


def _closes_a_month(day: date) -> bool:
    return day.day == days_in_month(day.year, day.month)


def name_ends(tokens: Tokens, at: int, limit: int) -> Iterator[int]:
    """The tokens after which a name that begins at `at` may end, the farthest first.

    Every word of a name is capitalised (or begins with a figure, "3M"), but small ones inside it; marks end it.
    """
    spans = tokens.spans()
    ends: list[int] = []
    for place in range(at, limit):
        low, high = spans[place]
        word = tokens.text[low:high]
        if not (word[0].isupper() or (word[0].isdigit() and word[-1].isupper())):
            if place > at and tokens.words[place] in SMALL:
                continue
            break
        ends.append(place + 1)
    return reversed(ends)
