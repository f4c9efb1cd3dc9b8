"""How long the time is that a figure was measured for: a quarter, nine months, a year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from verifier.link.words import Term, Wording
from verifier.model import Mention

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_MONTH = 30.4  # days
_LONGEST = 12  # "the five years ended 2024" is a stretch somebody chose, no reporting period


def months(terms: Sequence[Term], clause: Sequence[Term], mentions: Sequence[Mention], wording: Wording) -> int | None:
    """How many months the figures of a clause are for; what its sentence says where it says nothing; None where two are named."""
    said = list(_said(terms, mentions, wording))
    if not said:
        return None
    bounds = (clause[0].start, clause[-1].start) if clause else (0, 0)
    own = {count for place, count in said if bounds[0] <= place <= bounds[1]}
    every = own or {count for _, count in said}
    return every.pop() if len(every) == 1 else None


def _said(terms: Sequence[Term], mentions: Sequence[Mention], wording: Wording) -> Iterator[tuple[int, int]]:
    """Every place that names a length, with its months: "quarterly", "the nine months ended", "the December quarter"."""
    for term in terms:
        if term.word in wording.lasting:
            yield term.start, wording.lasting[term.word]
    for mention in mentions:
        if not mention.facets and mention.kind != "duration":
            continue  # it says neither a length nor an end
        counted, closed = mention.facet("months"), mention.facet("closes")
        if counted is not None and int(counted) < _LONGEST:
            yield mention.span.start, int(counted)  # a year is named beside quarters, too: "the fourth quarter of 2024"
        elif closed is not None and (length := _closed(closed)):
            yield mention.span.start, length
        elif mention.kind == "duration" and mention.facet("direction") is None and _spans(mention, terms, wording):
            yield mention.span.start, _length(mention)


def same_time(one: Mention, other: Mention) -> bool:
    """Whether two dates name the same days: "the December quarter" is "the quarter ended Dec. 31, 2024", too."""
    if one.period is None or other.period is None:
        return False
    return one.period == other.period or (stretch(one) is not None and stretch(one) == stretch(other))


def stretch(named: Mention) -> tuple[date, int] | None:
    """The time that figures are reported for, as its last day and its months; None where a date names no such time."""
    if named.period is None or named.facet("relative") is not None:
        return None
    closed = named.facet("closes")
    length = _closed(closed) if closed is not None else round(named.period.days / _MONTH)
    return (named.period.last, length) if length else None


def _closed(facet: str) -> int:
    """The months of a stretch that a day ends, as `extract` notes it: "9 month" for "the nine months ended December 31"."""
    count, _, unit = facet.partition(" ")
    return int(count) * _MONTHS.get(unit, 0) if count.isdigit() else 0


def _spans(mention: Mention, terms: Sequence[Term], wording: Wording) -> bool:
    if mention.value is None or mention.unit is None or mention.unit.name not in _MONTHS or _length(mention) > _LONGEST:
        return False
    after = bisect_left(terms, mention.span.end, key=lambda term: term.start)
    return "-" in mention.text or (after < len(terms) and terms[after].word in wording.span_ends)


def _length(mention: Mention) -> int:
    return int((mention.value or 0) * _MONTHS.get(mention.unit.name if mention.unit else "", 0))
