"""Figures in a row that leave their unit to the last: "5, 6 and 7 percent" are three percentages."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from verifier.extract.draft import Draft
from verifier.extract.numerals import ONE, around, plain
from verifier.extract.ranges import factor_of, minor
from verifier.extract.vocabulary import Vocabulary
from verifier.interval import Interval
from verifier.units import COUNT

_LAST: Final = frozenset({" and ", ", and ", " or ", ", or ", " and\n", "\nand ", " or\n", "\nor "})
_EARLIER: Final = frozenset({", ", ",\n"})
_SHARED: Final = frozenset({"percent", "points", "measure", "duration", "money"})


def share_units(drafts: list[Draft], text: str, vocabulary: Vocabulary) -> list[Draft]:
    """The drafts with every bare number of such a row in the unit and scale of its end; `drafts` in text order.

    A sign before the figure ("$5, $6 and $7 million") or a noun behind one ("5 mills and 6 percent") makes no row: there
    each figure stands for itself.
    """
    for place in range(len(drafts) - 1, 0, -1):
        end = drafts[place]
        if end.kind not in _SHARED or not _bare(drafts[place - 1]) or end.value is None or end.qualified is not None:
            continue
        if text[drafts[place - 1].end:end.start] in _LAST and text[end.start].isdecimal():
            _share(drafts, place, text, vocabulary)
    return drafts


def _bare(draft: Draft) -> bool:
    return draft.kind == "number" and draft.unit == COUNT and not draft.facets and draft.value is not None


def _share(drafts: list[Draft], place: int, text: str, vocabulary: Vocabulary) -> None:
    """Give the numbers before drafts[place] its unit, as far back as the row goes."""
    end = drafts[place]
    scale = next((value for name, value in end.facets if name == "scale"), None)
    factor = factor_of(scale, vocabulary) if scale is not None else minor(text, end) if end.kind == "money" else ONE
    at = place - 1
    while True:
        drafts[at] = _in_unit(drafts[at], end, factor, scale)
        if not at or not _bare(drafts[at - 1]) or text[drafts[at - 1].end:drafts[at].start] not in _EARLIER:
            return
        at -= 1


def _in_unit(draft: Draft, end: Draft, factor: Decimal, scale: str | None) -> Draft:
    assert draft.value is not None and draft.step is not None  # a bare number has both
    value, step = plain(draft.value * factor), plain(draft.step * factor)
    strict = around(value, step) if end.kind != "duration" else Interval(value, value)
    shared = draft.copy()
    shared.kind, shared.unit, shared.assumed = end.kind, end.unit, end.assumed
    shared.value, shared.step, shared.strict, shared.loose = value, step, strict, strict
    shared.facets = (("scale", scale),) if scale is not None else ()
    return shared
