"""Figures in table cells, which end where the cell does, and are negative in brackets: "(1,234)", "(5.2%)", "(12)"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from verifier.extract.draft import Draft
from verifier.interval import Interval
from verifier.model import Block
from verifier.units import COUNT, PERCENT

_NEGATED: Final = frozenset({"money", "percent", "points", "number", "measure"})


def kept_to_cell(text: str, draft: Draft, block: Block | None) -> Draft:
    """The draft without a noun it took from the next row: "| 110" over "Ships | 12" counts no ships."""
    if block is None or draft.kind != "number" or draft.end < block.span.end or not draft.facets:
        return draft
    if draft.end == block.span.end and any(letter.isalpha() for letter in text[draft.start:draft.end]):
        return draft  # "500-seat"
    kept = draft.copy()
    kept.end, kept.unit = block.span.end, COUNT
    kept.facets = tuple(facet for facet in draft.facets if facet[0] != "noun")
    return kept


def bracketed_negative(text: str, draft: Draft) -> Draft:
    """The draft of a cell as it stands, or below zero, brackets included, where it stands in brackets of its own."""
    if ("shape", "marker") in draft.facets and text[draft.start] == "(":
        exact = Interval(*[-Decimal(text[draft.start + 1:draft.end - 1])] * 2)
        plain = draft.copy()
        plain.kind, plain.unit, plain.facets = "number", COUNT, ()
        plain.value, plain.step, plain.strict, plain.loose = exact.lo, Decimal(1), exact, exact
        return _with_percent(text, plain)
    if draft.kind not in _NEGATED or draft.value is None or draft.value <= 0:
        return draft
    if text[max(0, draft.start - 1):draft.start] != "(" or text[draft.end:draft.end + 1] != ")":
        return draft
    negated = draft.copy()
    negated.start, negated.end, negated.value = draft.start - 1, draft.end + 1, -draft.value
    negated.strict = -draft.strict if draft.strict is not None else None
    negated.loose = -draft.loose if draft.loose is not None else None
    return _with_percent(text, negated)


def _with_percent(text: str, draft: Draft) -> Draft:
    """A bracketed figure with the sign that stands behind the bracket: "(5.3)%"."""
    if draft.kind != "number" or text[draft.end:draft.end + 1] != "%" or draft.value is None or draft.step is None:
        return draft
    half = draft.step / 2
    around = Interval(draft.value - half, draft.value + half)
    share = draft.copy()
    share.end, share.kind, share.unit, share.facets = draft.end + 1, "percent", PERCENT, ()
    share.strict = share.loose = around
    return share
