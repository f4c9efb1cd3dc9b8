"""Superlatives that a figure elsewhere in the text outdoes: "its largest-ever investment of $5 billion", and $8 billion in 2019.

The other figure must be of the same owner, measure and scope, of an earlier time inside the superlative's window, and for
what is reported by period of a period as long. An older one is no contradiction of "in three years", and one of 2019 none of
"the highest since 2019".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from verifier.link.counterparts import Figure
from verifier.link.within import Sentence
from verifier.model import Mention, Span

NEAR = 60  # characters between a superlative and its figure: "$5 billion, the largest investment in its history"
TIMES = 20  # a figure so many times as large is of something else
REACH = 30  # figures next beyond its own that each superlative meets: keeps ten thousand records linear
Ranked = tuple[Mention, Figure]  # a superlative and the figure it is said of


def outdone_pairs(parts: Sequence[Sentence], figures: Sequence[Figure]) -> tuple[tuple[Ranked, Figure], ...]:
    """Superlatives with a figure each, and the figures of the text next beyond it that may be of the same measure."""
    ranks = tuple(_ranked(parts, figures))
    if not ranks:
        return ()
    shelves: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if len(figure.times) == 1 and figure.mention.zone != "title":
            for metric in figure.metrics:
                shelves[(*_sort(figure.mention), metric)].append(figure)
    for shelf in shelves.values():
        shelf.sort(key=_size)
    found: dict[tuple[int, int], tuple[Ranked, Figure]] = {}
    for ranked in ranks:
        for metric in ranked[1].metrics:
            for other in _past(ranked, shelves.get((*_sort(ranked[1].mention), metric), [])):
                found[ranked[0].id, other.mention.id] = ranked, other
    return tuple(found[key] for key in sorted(found))


def _sort(mention: Mention) -> tuple[object, ...]:
    return mention.kind, mention.unit, mention.per


def _size(figure: Figure) -> Decimal:
    return figure.mention.value or Decimal(0)


def _past(ranked: Ranked, shelf: Sequence[Figure]) -> Iterator[Figure]:
    """The figures of a shelf, sorted by value, that lie next beyond the superlative's own."""
    claim, own = ranked
    place = bisect_left(shelf, _size(own), key=_size)
    largest = claim.facet("direction") == "max"
    near = shelf[place : place + REACH] if largest else shelf[max(0, place - REACH) : place]
    return (other for other in near if _beyond(ranked, other))


def _claims(mention: Mention) -> bool:
    """Whether it is an extreme of its own window: no rank, and not one of several."""
    facets = dict(mention.facets)
    return facets.get("direction") in ("max", "min") and "window" in facets and "hedge" not in facets


def _ranked(parts: Sequence[Sentence], figures: Sequence[Figure]) -> Iterator[Ranked]:
    by_sentence: dict[int, list[Figure]] = {}
    for figure in figures:
        by_sentence.setdefault(figure.sentence.start, []).append(figure)
    for part in parts:
        own = by_sentence.get(part.span.start, ())
        for mention in part.mentions if own else ():
            if mention.kind == "superlative" and _claims(mention):
                nearest = min(own, key=lambda figure: _between(mention.span, figure.mention.span))
                if _between(mention.span, nearest.mention.span) <= NEAR:
                    yield mention, nearest


def _between(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _beyond(ranked: Ranked, other: Figure) -> bool:
    """Whether a figure of another sentence is of the sort and lies beyond, whatever both were rounded to."""
    claim, own = ranked
    one, two = own.mention, other.mention
    if own.sentence == other.sentence or "ahead" in other.manner or "revised" in own.manner | other.manner:
        return False
    if one.loose is None or two.strict is None or one.value is None or two.value is None or one.value * two.value <= 0:
        return False
    large = two.value / one.value if claim.facet("direction") == "max" else one.value / two.value
    return 1 < large <= TIMES and not one.loose.meets(two.strict) and (one.qualifier is None or large > 2)
