"""Superlatives, streaks and ranks of a draft in its source documents: which place speaks of the same, and what differs there.

"Largest ever" and "third-largest" have no value to look for. What makes two of them one is the same sort of extreme of the same
thing and owner; what a draft changes is the rank, the limits ("by a private company", "in China"), the window ("in three
years"), or the modesty ("one of the largest").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from verifier.link.across import RANKED, SHARE, shared_by
from verifier.link.apart import other_time, rivals, sort_of_extreme
from verifier.link.parts import MONEY
from verifier.link.resemblance import one_owner
from verifier.link.stems import STEM, stems
from verifier.link.surroundings import NAME, Surroundings
from verifier.link.words import Wording
from verifier.model import Document, Mention

Sort = tuple[str | None, str | None]
Apart = Literal["rank", "hedge", "scope", "window", "noun"]
Place = tuple[Surroundings | None, Apart | None]  # where a superlative stands in a source, and what the draft changed
COUNTED = frozenset({"ordinal", "rank"})  # "sixth consecutive quarter", "No. 3": what is counted differs, not what is measured
EVER = frozenset({"ever", "on record", "yet", "in history", "of all time", "to date", "so far"})
_IDLE = frozenset({"for", "over", "the", "more", "than", "past", "last", "least", "within", "during", "since"})
_WORD = re.compile(r"[^\W\d_]+")
_HISTORY = re.compile(r"\b([^\W\d_]+)(?:['’]s?)? history\b")
_ITS = frozenset({"its", "their", "our"})
HISTORY = 60  # characters after a superlative within which it says in whose history
_NUMBER = re.compile(r"\d+")
_SINCE = "since"


class Rankings(Struct, frozen=True):
    """The superlatives of the sources by sort, what each shared feature says, and the texts by number, the draft being 0."""

    others: Mapping[Sort, Sequence[Surroundings]]
    weights: Mapping[str, float]
    documents: Sequence[Document]
    wording: Wording

    @classmethod
    def of(
        cls, others: Sequence[Surroundings], weights: Mapping[str, float], documents: Sequence[Document], wording: Wording
    ) -> Rankings:
        """Those of some superlatives."""
        sorts: dict[Sort, list[Surroundings]] = defaultdict(list)
        for one in others:
            sorts[_sort(one.mention)].append(one)
        return cls(sorts, weights, documents, wording)

    def place(self, one: Surroundings) -> Place:
        """The place that speaks of a superlative of the draft, and what the draft changed; (None, None) where none does.

        Of several places one that bears out every word is taken, else the one that shares most.
        """
        found: list[tuple[float, Surroundings]] = []
        for other in self.others.get(_sort(one.mention), ()):
            if self._akin(one, other):  # most are not, and asking is cheaper than comparing all that stands around the two
                shared = shared_by(one, other, self.weights)
                if (score := sum(shared.values())) >= RANKED and _one(one, other, shared):
                    found.append((score, other))
        if not found:
            return None, None
        most = max(score for score, _ in found)
        near = sorted((each for each in found if each[0] >= SHARE * most), key=lambda each: -each[0])
        changed = [(other, self._changed(one, other)) for _, other in near]
        there, apart = next((each for each in changed if each[1] is None), changed[0])
        return (None, None) if apart == "unclear" else (there, apart)

    def restated(self, one: Surroundings, placed: Sequence[tuple[Surroundings, Place]]) -> Place:
        """The place of a superlative that the draft says in full further down, as a headline does; `placed` have theirs."""
        for first, (there, _) in placed:
            if there is not None and _sort(first.mention) == _sort(one.mention) and self._akin(one, first):
                apart = self._changed(one, there)
                return (None, None) if apart == "unclear" else (there, apart)
        return None, None

    def _akin(self, one: Surroundings, other: Surroundings) -> bool:
        """Whether two superlatives of one sort may rank the same thing of the same owner by the same measure."""
        named = _whose(one), _whose(other)
        if named[0] and named[1] and named[0].isdisjoint(named[1]):
            return False
        if one.metrics and other.metrics and one.metrics.isdisjoint(other.metrics):
            return False
        nouns = self._nouns(one), self._nouns(other)
        if not (nouns[0] and nouns[1]):
            return bool(one.metrics & other.metrics) or self._within_one(one, other)
        return bool(nouns[0] & nouns[1]) or _one_amount(one, other)

    def _within_one(self, one: Surroundings, other: Surroundings) -> bool:
        """Whether both are of the same field, with a figure beside both: "16.5%, the highest of any bank in Spain"."""
        fields = [_limits(each.mention.facet("scope") or "", self.wording) for each in (one, other)]
        return bool(fields[0] & fields[1]) and any(feature[0] == "#" and feature in other.features for feature in one.features)

    def _own(self, one: Surroundings, named: frozenset[str]) -> bool:
        """Whether it compares its owner with itself alone: "its largest ever", "the largest for Varda", "in Varda's history"."""
        mention = one.mention
        owner, limits = mention.facet("owner") or "", _limits(mention.facet("scope") or "", self.wording)
        end = min(one.sentence.end, mention.span.end + HISTORY)
        past = _HISTORY.search(self.documents[one.text].text[mention.span.end : end])
        whose = [owner, *((past.group(1),) if past else ())]
        return not limits.isdisjoint(named) or any(self._itself(word.lower().removeprefix("the "), named) for word in whose)

    def _itself(self, word: str, named: frozenset[str]) -> bool:
        return word in _ITS or word in self.wording.spoken_of or word[:STEM] in named

    def _nouns(self, one: Surroundings) -> frozenset[str]:
        """The stems of what a superlative ranks and, of all time, what it measures: the largest "outlay" is an "investment"."""
        words = _WORD.findall((one.mention.facet("noun") or "").lower())
        measured = {f"={self.wording.metrics[word]}" for word in words if word in self.wording.metrics and _ever(one.mention)}
        return stems(words) | measured

    def _changed(self, one: Surroundings, other: Surroundings) -> Apart | Literal["unclear"] | None:
        mine, theirs = one.mention, other.mention
        if mine.facet("rank") != theirs.facet("rank"):
            return "rank"
        if theirs.facet("hedge") and not mine.facet("hedge"):
            return "hedge"
        text = self.documents[one.text].text[one.sentence.start : one.sentence.end]
        owner = theirs.facet("owner") or ""
        limits = " ".join((owner if owner[:1].isupper() else "", theirs.facet("scope") or ""))  # "its", "the unit" limit nothing
        named = stems(name[1:] for name in one.owners | one.subject)
        if _limits(limits, self.wording) - _limits(text, self.wording) - named:
            return "scope"
        if self._own(other, named) and not self._own(one, named) and _limits(mine.facet("scope") or "", self.wording):
            return "scope"  # "Varda's largest order" is its own largest, and not "the largest by a private company"
        if self._nouns(one).isdisjoint(self._nouns(other)) and mine.facet("noun") and theirs.facet("noun"):
            return "noun"
        return _window(_open(mine), _open(theirs))


def counted_otherwise(
    one: Surroundings, others: Sequence[Surroundings], weights: Mapping[str, float]
) -> Surroundings | None:
    """The place that counts the same streak or rank, and comes to another number; None where none does."""
    if one.mention.kind not in COUNTED:
        return None
    found = [
        (score, other)
        for other in others
        if other.mention.kind == one.mention.kind and other.mention.unit == one.mention.unit and _alike(one, other)
        and (score := sum(shared_by(one, other, weights).values())) >= RANKED and other.mention.value != one.mention.value
    ]  # fmt: skip
    return max(found, key=lambda each: each[0])[1] if found else None


def _alike(one: Surroundings, other: Surroundings) -> bool:
    """Whether both are one owner's, measure the same, and of one time: each division has a streak of its own."""
    nouns = one.mention.facet("noun"), other.mention.facet("noun")
    return (
        one_owner(one, other) and one.metrics == other.metrics and one.scope == other.scope and nouns[0] == nouns[1]
        and not other_time(one.period, other.period, True)
    )


def _sort(mention: Mention) -> Sort:
    """Which end of which scale it claims; all ranks are one sort."""
    direction = mention.facet("direction")
    return direction, None if direction == "rank" else sort_of_extreme(mention)


def _ever(mention: Mention) -> bool:
    """Whether it says that it is the largest of all time."""
    return not _open(mention) and mention.facet("window") is not None


def _one_amount(one: Surroundings, other: Surroundings) -> bool:
    """Whether both are of all time and rank one amount of money: "$5.2 billion on docks, its largest project ever"."""
    if not (_ever(one.mention) and _ever(other.mention)):
        return False
    return any(feature[0] == MONEY and feature in other.features for feature in one.features)


def _whose(one: Surroundings) -> frozenset[str]:
    """The names it may belong to: those of its clause that do not limit it ("largest in Asia"), else its text's subject."""
    scope = (one.mention.facet("scope") or "").lower()
    return frozenset(name for name in one.owners if name[1:] not in scope) or one.subject


def _one(one: Surroundings, other: Surroundings, shared: Collection[str]) -> bool:
    """Whether nothing says that two akin superlatives are of two things.

    Where one of them names nobody ("we"), a name, figure or day must stand beside both. "The fastest growth in three years" is
    said of a group and of each of its divisions: a figure beside both, or the measure named and narrowed alike, tells which.
    """
    if other_time(_when(one), _when(other), False):
        return False
    if not (_whose(one) and _whose(other)) and not any(feature[0] in (NAME, MONEY, "#") for feature in shared):
        return False
    if not (_open(one.mention) or _open(other.mention)) or not rivals(one.mention, other.mention, shared):
        return True
    return bool(one.metrics) and one.metrics == other.metrics and one.scope == other.scope


def _when(one: Surroundings) -> Mention | None:
    """The time a superlative is of; the year in "since 2019" only says how far back it reaches."""
    return None if one.period is not None and one.period.text in (one.mention.facet("window") or "") else one.period


def _limits(text: str, wording: Wording) -> frozenset[str]:
    """What a scope's words limit it to: stems, and countries as such ("Chinese" is "in China")."""
    found: set[str] = set()
    for word in (each.lower() for each in _WORD.findall(text.replace("’s", "").replace("'s", ""))):
        if word in wording.lands:
            found.add(f"@{wording.lands[word]}")
        elif len(word) > 1 and word not in wording.faint and word not in wording.unlimiting:
            found.add(word[:STEM])
    return frozenset(found)


def _open(mention: Mention) -> str:
    """The window of a superlative in small letters; "" for all time, however that is said."""
    window = (mention.facet("window") or "").lower().strip()
    return "" if window in EVER or window.endswith(" history") else window


def _window(mine: str, theirs: str) -> Apart | Literal["unclear"] | None:
    """Whether two windows are one: the same words or number. "Since 2021" beside "in three years" may be, and nobody can say."""
    if mine == theirs:
        return None
    if (_SINCE in mine) != (_SINCE in theirs) and mine and theirs:
        return "unclear"
    told = [{*_NUMBER.findall(each), *(word for word in _WORD.findall(each) if len(word) > 2)} - _IDLE for each in (mine, theirs)]
    return None if told[0] == told[1] else "window"
