"""Reporting periods that a draft names without a figure: "sales and profit picked up in the December quarter"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from verifier.link.lasting import same_time, stretch
from verifier.link.resemblance import one_owner
from verifier.link.surroundings import Surroundings
from verifier.model import Mention, Report


def periods(
    dates: Sequence[Surroundings], others: Sequence[Surroundings], reports: Sequence[Report]
) -> Iterator[tuple[Surroundings, Surroundings]]:
    """Each date of a draft (`dates`) that a source has for the same owner's same measure, with that place, the first there is.

    `others` are figures of the `reports`, in order of text and place: what was measured, and whose, is said of these.
    """
    for one in dates:
        if one.metrics and not one.forecast and stretch(one.mention) is not None:
            sources = ((text, report) for text, report in enumerate(reports) if text != one.text)
            places = (place for text, report in sources for place in _places(one, text, report, others))
            yield from ((one, place) for place in islice(places, 1))


def _places(one: Surroundings, text: int, report: Report, others: Sequence[Surroundings]) -> Iterator[Surroundings]:
    """Where a text names the same time in the sentence of a like figure."""
    for named in report.mentions:
        if named.kind == "date" and same_time(one.mention, named):
            yield from (replace(other, mention=named) for other in _beside(text, named, others) if _like(one, other))


def _beside(text: int, named: Mention, others: Sequence[Surroundings]) -> Sequence[Surroundings]:
    """The figures in the sentence of a date."""
    at = named.span.start
    last = first = bisect_right(others, (text, at), key=lambda other: (other.text, other.sentence.start))
    while first and others[first - 1].text == text and others[first - 1].sentence.end > at:
        first -= 1
    return others[first:last]


def _like(one: Surroundings, other: Surroundings) -> bool:
    if other.base or other.forecast:
        return False
    if one.scope - other.features.keys() or other.scope - one.features.keys():
        return False
    return one_owner(one, other) and not one.metrics.isdisjoint(other.metrics)
