"""What looks like an amount of money and is none: "in 2015 dollars" names prices, "a twenty-pound bag" a weight."""

from __future__ import annotations

import re
from typing import Final

from verifier.extract.place import Figure, Place

_OF: Final = re.compile(" of (?:[a-z]+ )?([a-z]+)")


def names_prices(place: Place, figure: Figure) -> bool:
    """Whether "2015 dollars" says in whose money an amount is told: "in 2015 dollars", "in constant 2015 US dollars"."""
    words = place.vocabulary.words
    before = ["", *place.text[max(0, figure.start - 20):figure.start].lower().replace("-", " ").split()]
    named = before[-1].lstrip("(") in words["prices_before"]
    return named and before[-2] not in words["prices_not_after"]  # "the raffle brought in 2000 dollars"


def is_weight(place: Place, figure: Figure, end: int) -> bool:
    """ "a twenty-pound bag", "200 pounds of beef", "weighs 180 pounds": no sterling."""
    text, words = place.text, place.vocabulary.words
    if figure.scale is None and text[figure.end:figure.end + 1] == "-" and text[end - 1] != "s":
        return True
    of = _OF.match(text, end)
    if of is not None and (of[1] in words["weighed"] or text[end + 4:of.start(1)].strip() in words["weighed"]):
        return True
    previous = text[max(0, figure.lead.start - 20):figure.lead.start].split()
    return bool(previous) and previous[-1].lower() in words["weighing"]
