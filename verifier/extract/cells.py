"""Figures in table cells, where accountants print a negative number in brackets: "(1,234)", "(5.2%)", "(12)"."""

from __future__ import annotations

from decimal import Decimal

from verifier.extract.draft import Draft
from verifier.interval import Interval
from verifier.units import COUNT

_NEGATED = frozenset({"money", "percent", "points", "number", "measure"})


def bracketed_negative(text: str, draft: Draft) -> Draft:
    """The draft of a cell as it stands, or below zero, brackets included, where it stands in brackets of its own."""
    if ("shape", "marker") in draft.facets and text[draft.start] == "(":
        exact = Interval(*[-Decimal(text[draft.start + 1:draft.end - 1])] * 2)
        return draft._replace(kind="number", value=exact.lo, step=Decimal(1), strict=exact, loose=exact, unit=COUNT, facets=())
    if draft.kind not in _NEGATED or draft.value is None or draft.value <= 0:
        return draft
    if text[max(0, draft.start - 1):draft.start] != "(" or text[draft.end:draft.end + 1] != ")":
        return draft
    return draft._replace(
        start=draft.start - 1, end=draft.end + 1, value=-draft.value,
        strict=-draft.strict if draft.strict is not None else None, loose=-draft.loose if draft.loose is not None else None,
    )
