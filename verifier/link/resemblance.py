"""A figure of a draft beside one of a source: what they share, and what tells them apart.

The believing is the dossier's (see `across`), with its thresholds raised: a filing has figures by the thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from verifier.link.across import CONTRADICTION, alike, allows, shared_by, weighed
from verifier.link.apart import EXACT, other_time, significant, tell_apart
from verifier.link.parts import MONEY
from verifier.link.surroundings import NAME, Surroundings

# what must be shared, by the digits in which two figures agree
ENOUGH: Mapping[int, float] = {0: 0.9, 1: 1.0, 2: 0.8, 3: 0.5}
SURE = 0.4  # with four digits and more
LONG = 6  # digits from which on nothing more need be shared by figures of one owner
UNNAMED = 1.5  # what must be shared in a source that names nobody, where no measure is: "we assume 145 yen to the dollar"
WORDS = 0.8  # of that where no owner is shared, other than neighbouring amounts: those agree by chance, too

CHANGES = {"growth": 1, "decline": -1}  # heads of bands that are changes, and which way
GROWING = frozenset({"revenue"})  # what grows where a business does

Miss = Literal["value", "scale", "period", "measure"]


class Candidate(Struct, frozen=True, gc=False):
    """A figure of a source beside one of the draft: what they share, and what tells them apart."""

    one: Surroundings
    other: Surroundings
    score: float
    agreeing: bool
    conflict: Miss | Literal["else"] | None = None


def weights(found: Sequence[Surroundings]) -> Mapping[str, float]:
    """Feature → how much its being shared says, by the text that has it most often: sources repeat each other."""
    texts: dict[int, list[Surroundings]] = defaultdict(list)
    for one in found:
        texts[one.text].append(one)
    weights: dict[str, float] = {}
    for figures in texts.values():
        for feature, weight in weighed(figures).items():
            weights[feature] = min(weight, weights.get(feature, weight))
    return weights


class Desk(Struct, frozen=True):
    """What pairs are judged with: how much each shared feature says, which texts name anybody, the stems of words for changes."""

    weights: Mapping[str, float]
    named: frozenset[int]
    changes: frozenset[str]

    def candidate(self, one: Surroundings, other: Surroundings) -> Candidate:
        """A figure of the draft beside one of a source."""
        # a bound of the draft may be filled in by its source; a source's "about 53" is no ground for 52.4
        agreeing = alike(one.mention, other.mention) or allows(one.mention, other.mention)
        shared = shared_by(one, other, self.weights)
        score = sum(shared.values())
        if one.mention.kind == "band" != other.mention.kind and not (_bears_out(one, other) and self._topic(shared)):
            return Candidate(one, other, score, False, "else")
        if score < SURE and not _unmistakable(one, other, agreeing):
            return Candidate(one, other, score, agreeing, "else")  # most are not worth a second look
        if not self._akin(one, other, shared, agreeing) or _other_span(one, other, shared):
            return Candidate(one, other, score, agreeing, "else")
        return Candidate(one, other, score, agreeing, _conflict(_levelled(one, other, agreeing), other, agreeing))

    def _topic(self, shared: Collection[str]) -> bool:
        """Whether a word that both have says what a change is one of: every division of a group grows by some percentage."""
        return any(feature[0].isalpha() and feature not in self.changes for feature in shared)

    def _akin(self, one: Surroundings, other: Surroundings, shared: Mapping[str, float], agreeing: bool) -> bool:
        """Whether both are one owner's. A source that names nobody ("we", a bare table) speaks of itself."""
        if other.text not in self.named:
            return not one.metrics.isdisjoint(other.metrics) or (agreeing and sum(shared.values()) >= UNNAMED)
        if one_owner(one, other):
            return True
        if not agreeing or sum(weight for feature, weight in shared.items() if feature[0] != MONEY) < WORDS:
            return False
        long = min(significant(one.mention), significant(other.mention)) > EXACT
        strangers = bool((one.owners or one.subject) and (other.owners or other.subject))
        return long or any(feature[0] == NAME or (feature[0] == MONEY and not strangers) for feature in shared)


def _unmistakable(one: Surroundings, other: Surroundings, agreeing: bool) -> bool:
    """Whether two figures of one owner agree to so many digits that no word need be shared: 492,882 in a bare table."""
    return agreeing and min(significant(one.mention), significant(other.mention)) >= LONG and one_owner(one, other)


def _bears_out(band: Surroundings, other: Surroundings) -> bool:
    """Whether a percentage is one that a band speaks of: "double-digit growth" where the source has "rose 13%"."""
    ends, value = band.mention.strict, other.mention.value
    if ends is None or value is None or not ends.lo <= value < ends.hi or CHANGES.get(band.head or "") != other.move:
        return False
    return other.metrics <= (band.metrics or GROWING)


def _other_span(one: Surroundings, other: Surroundings, shared: Mapping[str, float]) -> bool:
    """Whether two stretches of time are of nothing in common: sales "in the next three years" are not the plan's spending."""
    if one.mention.kind != "duration":
        return False
    return one.metrics.isdisjoint(other.metrics) and not any(feature[0] == MONEY for feature in shared)


def one_owner(one: Surroundings, other: Surroundings) -> bool:
    """Whether both are figures of one name; of one that names nobody, its text's subject."""
    return not (one.owners or one.subject).isdisjoint(other.owners or other.subject)


def _levelled(one: Surroundings, other: Surroundings, agreeing: bool) -> Surroundings:
    """A figure that another is measured from, where its source need not say so: in the column of the year before."""
    if one.base == other.base or not (other.mention.zone == "cell" or (agreeing and significant(one.mention) >= EXACT)):
        return one
    return replace(one, base=other.base, period=None, months=None)


def _conflict(one: Surroundings, other: Surroundings, agreeing: bool) -> Miss | Literal["else"] | None:
    """What tells two figures apart: their time alone, what they measure alone, or anything else; None where nothing does."""
    if tell_apart(one, other, agreeing):
        if not tell_apart(replace(one, period=None), other, agreeing):
            return "period"
        plain = replace(one, metrics=frozenset(), scope=frozenset())
        return "measure" if not tell_apart(plain, replace(other, scope=frozenset()), agreeing) else "else"
    if _other_length(one, other) or (_unmixed(one, other) and other_time(one.period, other.period, agreeing)):
        return "period"
    long = agreeing and significant(one.mention) > EXACT
    apart = one.metrics and other.metrics and one.metrics.isdisjoint(other.metrics)
    return "measure" if long and apart and not _mentioned(one, other) and not _mentioned(other, one) else None


def _other_length(one: Surroundings, other: Surroundings) -> bool:
    """Nine-month profit is not the quarter's."""
    return one.months is not None and other.months is not None and one.months != other.months


def _unmixed(one: Surroundings, other: Surroundings) -> bool:
    """Whether neither sentence names the other's period, too: which of two periods a figure belongs to is often only implied."""
    return not any(
        mine.period is not None and f"#{mine.period.period}" in theirs.features for mine, theirs in ((one, other), (other, one))
    )


def _mentioned(one: Surroundings, other: Surroundings) -> bool:
    return any(f"={metric}" in other.features for metric in one.metrics)


def believed(candidate: Candidate) -> bool:
    """Whether the two agree, share enough, and nothing tells them apart."""
    return candidate.agreeing and not candidate.conflict and candidate.score >= enough(candidate)


def enough(candidate: Candidate) -> float:
    """How much the two must share to be believed one."""
    if _unmistakable(candidate.one, candidate.other, candidate.agreeing):
        return 0.0
    return ENOUGH.get(min(significant(candidate.one.mention), significant(candidate.other.mention)), SURE)


def contradicts(candidate: Candidate) -> bool:
    """Whether two figures that differ measure one thing, and one of them went astray; prices differ by the day."""
    one, other = candidate.one, candidate.other
    if candidate.agreeing or candidate.conflict or candidate.score < CONTRADICTION or one.metrics.isdisjoint(other.metrics):
        return False
    if one.mention.per != other.mention.per:
        return False
    return ("share" not in one.metrics and one.mention.per is None) or _same_time(one, other)


def _same_time(one: Surroundings, other: Surroundings) -> bool:
    mine, theirs = one.period, other.period
    if mine is None or theirs is None:
        return False
    if mine.period is not None and mine.period == theirs.period:
        return True
    said = [(each.facet("relative"), each.facet("unit")) for each in (mine, theirs)]
    return said[0] == said[1] and said[0][0] is not None


def certain(one: Surroundings, other: Surroundings) -> bool:
    """Whether the two are one fact beyond doubt: one owner, one measure, one time, and no qualifier on either side."""
    if one.mention.qualifier or other.mention.qualifier or one.forecast or other.forecast:
        return False
    mine, theirs = one.owners or one.subject, other.owners or other.subject
    same = bool(one.metrics) and one.metrics == other.metrics and one.scope == other.scope
    return not mine.isdisjoint(theirs) and same and _same_time(one, other)
