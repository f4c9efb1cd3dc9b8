"""Which figures of several texts are one fact: the same sort of figure, like or near in value, with like words around it.

A pairing is believed for what the two surroundings share: each shared word, name, figure and day counts by how rare it is
among all sentences and how near it stands to both figures. Figures that agree to many digits need little of that,
round ones more, and figures that disagree most: a pair that only looks like a contradiction costs an editor's trust.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import log

from msgspec import Struct

from verifier.link.apart import akin, rivals, significant, tell_apart
from verifier.link.parts import MONEY
from verifier.link.surroundings import NAME, Surroundings, surroundings
from verifier.link.words import Wording, known_names
from verifier.model import Mention, Report, Span
from verifier.rules import Pack

# what must be shared, by the digits in which two figures agree: "280.15 billion yuan" twice is no accident, "$5 billion" may be
ENOUGH: Mapping[int, float] = {0: 0.9, 1: 0.8, 2: 0.5, 3: 0.25}
SURE = 0.12  # with four digits and more
RANKED = 1.2  # for superlatives, which have no digits and many rivals
CONTRADICTION = 1.4  # for figures that do not agree
WORLD = 30  # sentences of other texts, none of which has the word: else two short texts would have no rare words
TELLING = 1.5  # a shared name or amount says more than a shared word
SHARE = 0.6  # of the best partner's score: worse partners in the same text are other facts
# what figures of a kind must have in common beside their unit: the next three years are not the past three
SORTED_BY = {"duration": "direction", "band": "band", "superlative": "direction", "number": "noun", "rank": "shape"}
REACH = 100  # figures of like size met by each: keeps ten thousand times "$5 million" linear


class Fact(Struct, frozen=True):
    """Figures of several texts that speak of one thing, in the texts' order.

    readings  groups of figures that agree; more than one where the texts differ
    """

    readings: tuple[tuple[Surroundings, ...], ...]

    @property
    def places(self) -> tuple[Surroundings, ...]:
        """All its figures, in order of text and place."""
        return tuple(sorted((one for reading in self.readings for one in reading), key=_order))


def facts(reports: Sequence[Report], pack: Pack, near: Decimal) -> tuple[Fact, ...]:
    """The facts that at least two of the texts state, by their first place; figures up to `near` apart (a share) may disagree."""
    found = gathered(reports, Wording.of(pack.lexicon))
    weights = weighed(found)
    agreeing: list[_Pair] = []
    differing: list[_Pair] = []
    for one, other in _neighbours(found, near):
        pair = _pair(one, other, weights)
        if pair is not None:
            (agreeing if alike(one.mention, other.mention) else differing).append(pair)
    readings = _readings(found, _best(agreeing))
    return tuple(sorted(_facts(found, readings, _best(differing)), key=lambda fact: _order(fact.places[0])))


def gathered(reports: Sequence[Report], wording: Wording, dated: int | None = None) -> tuple[Surroundings, ...]:
    """The surroundings of every figure of the texts, and of every date of the text number `dated`."""
    names = known_names((part for report in reports for part in _prose(report)), wording)
    return tuple(
        one for place, report in enumerate(reports) for one in surroundings(place, report, names, wording, place == dated)
    )


def _prose(report: Report) -> Iterator[tuple[str, Span]]:
    """The sentences of a text outside its tables: the label of a row begins with a capital and names nobody."""
    cells = {block.span.start for block in report.document.blocks if block.kind == "cell"}
    return ((report.document.text, span) for span in report.document.sentences if span.start not in cells)


def alike(one: Mention, other: Mention) -> bool:
    """Whether two figures can be one value as printed, whatever their qualifiers."""
    if one.strict is None or other.strict is None or one.value == other.value:
        return one.value == other.value
    return one.strict.lo < other.strict.hi and other.strict.lo < one.strict.hi  # 9.4 and 9.5 only touch


def agree(one: Mention, other: Mention) -> bool:
    """Whether two figures are alike, or one lies where the other's qualifier puts it."""
    return alike(one, other) or allows(one, other) or allows(other, one)


def allows(bound: Mention, figure: Mention) -> bool:
    """Whether a bound allows a bare figure: "more than 30 billion" allows 31.7 billion, and nobody would put it lower."""
    if not bound.qualifier or figure.qualifier or bound.quantity is None or figure.strict is None or not bound.value:
        return False
    if figure.value is None or bound.loose is None or abs(figure.value - bound.value) > bound.loose.width:
        return False
    return bound.quantity.interval.meets(figure.strict)


class _Pair(Struct, frozen=True):
    one: Surroundings
    other: Surroundings
    score: float


def _order(one: Surroundings) -> tuple[int, int]:
    return one.text, one.mention.span.start


def sort_of(one: Surroundings) -> tuple[str, ...]:
    """What two figures must have in common to be compared at all."""
    mention = one.mention
    unit = mention.unit.name if mention.unit else ""
    facet = SORTED_BY.get(mention.kind)
    return mention.kind, unit, mention.per or "", (facet and mention.facet(facet)) or ""


def weighed(found: Sequence[Surroundings]) -> Mapping[str, float]:
    """Feature → how much its being shared says, 0 to about 1: the rarer among the sentences, the more."""
    sentences: dict[tuple[int, int], set[str]] = defaultdict(set)
    for one in found:
        sentences[one.text, one.sentence.start].update(one.features)
    counts = Counter(feature for features in sentences.values() for feature in features)
    world = log(len(sentences) + WORLD)
    telling = {feature: TELLING if feature[0] in (NAME, MONEY) else 1.0 for feature in counts}
    return {feature: telling[feature] * (world - log(count)) / world for feature, count in counts.items()}


def _neighbours(found: Sequence[Surroundings], near: Decimal) -> Iterator[tuple[Surroundings, Surroundings]]:
    """Pairs of figures of two texts that are worth a look: of one key, and of like size."""
    groups: dict[tuple[str, ...], list[Surroundings]] = defaultdict(list)
    for one in found:
        groups[sort_of(one)].append(one)
    for group in groups.values():
        group.sort(key=lambda one: (one.mention.value or 0, *_order(one)))
        for place, one in enumerate(group):
            value = one.mention.value
            for other in group[place + 1 : place + 1 + REACH]:
                beyond = value is not None and (other.mention.value or 0) - value > abs(value) * near
                if beyond and not agree(one.mention, other.mention):
                    break
                if one.text != other.text:
                    yield one, other


def _pair(one: Surroundings, other: Surroundings, weights: Mapping[str, float]) -> _Pair | None:
    """The pair if what the two share is enough for it, and nothing tells them apart."""
    shared = shared_by(one, other, weights)
    score = sum(shared.values())
    agreeing = agree(one.mention, other.mention)
    if score < needed(one.mention, other.mention, agreeing):
        return None
    ranked = one.mention.kind == "superlative"
    apart = rivals(one.mention, other.mention, shared) if ranked else tell_apart(one, other, agreeing)
    return None if apart or not akin(one, other, shared, agreeing) else _Pair(one, other, score)


def shared_by(one: Surroundings, other: Surroundings, weights: Mapping[str, float]) -> dict[str, float]:
    """What two surroundings have in common → how much each says, by its rarity and its nearness to both figures."""
    few, many = sorted((one.features, other.features), key=len)
    return {feature: weights[feature] * min(near, many[feature]) for feature, near in few.items() if feature in many}


def needed(one: Mention, other: Mention, agreeing: bool) -> float:
    """How much two figures' surroundings must share for the two to be believed one."""
    if one.kind == "superlative":
        return RANKED
    return ENOUGH.get(min(significant(one), significant(other)), SURE) if agreeing else CONTRADICTION


def _best(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs that are about as good as the best each of the two has in the other's text, best first."""
    best: dict[tuple[int, int, int], float] = defaultdict(float)
    for pair in pairs:
        for mine, theirs in ((pair.one, pair.other), (pair.other, pair.one)):
            key = (*_order(mine), theirs.text)
            best[key] = max(best[key], pair.score)
    kept = [pair for pair in pairs if pair.score >= SHARE * max(_best_of(pair, best))]
    return sorted(kept, key=lambda pair: (-pair.score, _order(pair.one), _order(pair.other)))


def _best_of(pair: _Pair, best: Mapping[tuple[int, int, int], float]) -> tuple[float, float]:
    return best[*_order(pair.one), pair.other.text], best[*_order(pair.other), pair.one.text]


def _readings(found: Sequence[Surroundings], pairs: Sequence[_Pair]) -> dict[tuple[int, int], int]:
    """Each figure that agrees with one of another text → the number of its group."""
    groups = {_order(one): number for number, one in enumerate(found)}
    members: dict[int, list[tuple[int, int]]] = {number: [place] for place, number in groups.items()}
    for pair in pairs:
        kept, lost = groups[_order(pair.one)], groups[_order(pair.other)]
        if kept != lost:
            for place in members[lost]:
                groups[place] = kept
            members[kept] += members.pop(lost)
    return groups


def _facts(found: Sequence[Surroundings], groups: Mapping[tuple[int, int], int], differing: Sequence[_Pair]) -> Iterator[Fact]:
    members: dict[int, list[Surroundings]] = defaultdict(list)
    for one in found:
        members[groups[_order(one)]].append(one)
    joined: dict[int, set[int]] = {number: {number} for number in members}
    for pair in differing:
        mine, theirs = groups[_order(pair.one)], groups[_order(pair.other)]
        # a text that prints both figures below its title knows two facts
        both = pair.one.text in _bodies(members[theirs]) or pair.other.text in _bodies(members[mine])
        if both or joined[mine] is joined[theirs]:
            continue
        joined[mine] |= joined[theirs]
        for number in joined[theirs]:
            joined[number] = joined[mine]
    seen: set[int] = set()
    for number in members:
        if number not in seen:
            seen |= joined[number]
            readings = tuple(tuple(members[each]) for each in sorted(joined[number]))
            if len({one.text for reading in readings for one in reading}) > 1:
                yield Fact(readings)


def _bodies(reading: Sequence[Surroundings]) -> set[int]:
    return {one.text for one in reading if one.mention.zone not in ("title", "heading")}
