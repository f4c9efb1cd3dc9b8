"""The words that claim without a figure: superlatives, records, firsts, ranks, streaks and bands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from verifier.extract import streaks, superlatives
from verifier.extract.cues import Cues, Hit, Sort
from verifier.extract.draft import Draft
from verifier.model import Document

_Finder = Callable[[str, Hit, Cues], Draft | None]
# each word's possible senses, surest first; the first that reads it has it
_FINDERS: Final[tuple[tuple[int, _Finder], ...]] = (
    (Sort.LEVEL, superlatives.level),
    (Sort.EXTREME, superlatives.extreme),
    (Sort.MOST, superlatives.most),
    (Sort.RECORD, superlatives.record),
    (Sort.FIRST, superlatives.first),
    (Sort.TOP, superlatives.top),
    (Sort.STREAK, streaks.streak),
    (Sort.BAND, streaks.band),
)


def find_claim_words(document: Document, cues: Cues, hits: list[Hit]) -> list[Draft]:
    """Every superlative, streak and band of a document, sorted by start; `hits` are `scan`'s of its text."""
    text = document.text
    found: list[Draft] = []
    for hit in hits:
        if not hit.sort & Sort.CLAIMS:
            continue
        for sort, finder in _FINDERS:
            if hit.sort & sort and (draft := finder(text, hit, cues)):
                found.append(draft)
                break
    return found
