"""Figures of two texts that cannot both be true: one fact beyond doubt, and two values that no rounding makes one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import Struct

from verifier.lexicon import Lexicon
from verifier.link.apart import SPAN
from verifier.link.resemblance import certain
from verifier.link.stems import STEM
from verifier.link.surroundings import Surroundings
from verifier.model import Document

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
OBJECT = 3  # words after a preposition within which its object stands: "to its largest carmakers"


class Exclusion(Struct, frozen=True):
    """The texts, and the words by which two figures that look like one are told to be two after all."""

    documents: Sequence[Document]
    limiting: Collection[str]
    revising: Collection[str]
    faint: Collection[str]

    @classmethod
    def of(cls, documents: Sequence[Document], lexicon: Lexicon) -> Exclusion:
        """With the words of a lexicon."""
        return cls(documents, lexicon.table("limiting"), lexicon.table("revising"), lexicon.table("faint"))

    def holds(self, one: Surroundings, other: Surroundings) -> bool:
        """Whether two figures that differ exclude each other: one owner, measure and reported period, all said on both sides.

        Prices differ by the hour, changes by what they are measured from, conversions by the rate their writer took, figures one
        last digit apart by rounding, and those that were revised by the day.
        """
        mine, theirs, period = one.mention, other.mention, one.period.period if one.period else None
        if not certain(one, other) or not one.owners or one.owners != other.owners or one.lands != other.lands:
            return False
        if period is None or period.days < SPAN or one.months != other.months or "share" in one.metrics:
            return False
        if (one.move or other.move) and (mine.kind != "money" or self._lead(one) != self._lead(other)):
            return False
        if mine.value is None or theirs.value is None or abs(mine.value - theirs.value) <= max(mine.step or 0, theirs.step or 0):
            return False
        said = self._said(one), self._said(other)
        return None not in said and said[0] == said[1]

    def _said(self, one: Surroundings) -> frozenset[str] | None:
        """What prepositions add to a figure ("to carmakers", "excluding tax"), None where it is revised or a conversion."""
        text, figure = self.documents[one.text].text, one.mention.span
        before = text[one.sentence.start : figure.start]
        if before.rfind("(") > before.rfind(")"):
            return None
        words = [
            match.group().lower() for match in _WORD.finditer(text, one.sentence.start, one.sentence.end)
            if not (one.period and one.period.span.start <= match.start() < one.period.span.end)
            and not figure.start <= match.start() < figure.end
        ]  # fmt: skip
        if any(word in self.revising for word in words):
            return None
        owners = {name[1:] for name in one.owners | one.subject}
        objects = (self._object(words[at + 1 : at + 1 + OBJECT]) for at, word in enumerate(words) if word in self.limiting)
        return frozenset(word[:STEM] for word in objects if word and word not in owners and not word[0].isdigit())

    def _lead(self, one: Surroundings) -> str:
        """The word before a figure: what "rose to" an amount is not what "rose" by it."""
        before = self.documents[one.text].text[one.sentence.start : one.mention.span.start].split()
        return before[-1].lower() if before else ""

    def _object(self, words: Sequence[str]) -> str | None:
        return next((word for word in words if word not in self.faint), None)
