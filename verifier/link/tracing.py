"""Where the figures of a draft stand in its source documents, and what comes nearest where one does not.

The believing is the dossier's (see `across`): like figures, like words around them, and nothing that tells them apart. What
differs is that only the draft asks, that a place once found for one figure is no place for its rivals, and that a near miss is
worth telling: the same words with another value or scale, the same value of another period or of something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from verifier.link.across import SHARE, gathered
from verifier.link.apart import significant, tell_apart
from verifier.link.parts import DATES
from verifier.link.rankings import Apart, Rankings, counted_otherwise
from verifier.link.reported import periods
from verifier.link.resemblance import Candidate, Desk, Miss, believed, certain, contradicts, enough, one_owner, weights
from verifier.link.shelves import At, Shelves, place
from verifier.link.stems import stems
from verifier.link.surroundings import Surroundings
from verifier.link.words import Wording
from verifier.model import Document, Report
from verifier.rules import Pack

DRAFT = 0
Places = tuple[Surroundings, ...]
RESTATED = 2  # digits from which on a figure is known again within the draft
SLIPPED = 0.9  # what must be shared by a figure of other scale, period or measure: digits in common are much, but no proof


class Trace(Struct, frozen=True):
    """A figure of the draft, and where the sources have it.

    places  figures of the sources that agree, one a source, the best first
    miss    where there are none: what differs in `near`, the place that comes nearest; None where nothing is near
    certain whether owner, measure and period are said alike on both sides and both figures are printed without a qualifier
    apart   of a superlative that stands in a source: what the draft changed about it
    """

    figure: Surroundings
    places: Places = ()
    miss: Miss | None = None
    near: Surroundings | None = None
    certain: bool = False
    apart: Apart | None = None


def trace(draft: Report, sources: Sequence[Report], pack: Pack, near: Decimal) -> tuple[Trace, ...]:
    """One trace for each figure of the draft, in text order; values up to `near` apart (a share) are near misses.

    Of periods in sentences without a figure there are traces, too: of those that a source has.
    """
    wording = Wording.of(pack.lexicon)
    every = gathered((draft, *sources), wording, DRAFT)
    gathering = [one for one in every if one.mention.kind not in DATES]
    found = [one for one in gathering if one.mention.kind != "superlative"]  # a superlative is no figure; see _ranked
    desk = Desk(weights(found), frozenset(one.text for one in found if one.owners or one.subject), stems(wording.heads))
    shelves = Shelves([one for one in found if one.text != DRAFT], wording.metrics)
    own = [one for one in found if one.text == DRAFT]
    asked = {place(one): [desk.candidate(one, other) for other in shelves.beside(one, near)] for one in own}
    best = _best([each for candidates in asked.values() for each in candidates if believed(each)])
    placed = {at: tuple(_placed(candidates, best)) for at, candidates in asked.items()}
    for one in own:
        if not placed[place(one)]:
            placed[place(one)] = _restated(one, [each for each in own if placed[place(each)]], placed)
    taken = {place(other) for places in placed.values() for other in places}
    traces = [
        Trace(one, placed[place(one)]) if placed[place(one)] else _missed(one, asked[place(one)], taken, shelves, desk)
        for one in own
    ]
    documents = [report.document for report in (draft, *sources)]
    traces += _ranked(gathering, documents, wording)
    sentences = {one.sentence for one in gathering if one.text == DRAFT}
    dates = [one for one in every if one.mention.kind in DATES and one.sentence not in sentences]
    traces += [Trace(one, (there,)) for one, there in periods(dates, found, (draft, *sources))]
    return tuple(sorted(traces, key=lambda each: each.figure.mention.span.start))


def _ranked(found: Sequence[Surroundings], documents: Sequence[Document], wording: Wording) -> Iterator[Trace]:
    """The traces of the draft's superlatives; what sentences share is weighed anew, for those without a figure count here."""
    superlatives = [one for one in found if one.mention.kind == "superlative"]
    others = [one for one in superlatives if one.text != DRAFT]
    rankings = Rankings.of(others, weights(found) if others else {}, documents, wording)
    placed = [(one, rankings.place(one)) for one in superlatives if one.text == DRAFT]
    for one, (there, apart) in placed:
        if there is None and one.mention.zone in ("title", "heading"):
            there, apart = rankings.restated(one, placed)
        yield Trace(one, (there,), apart=apart) if there is not None else Trace(one)


def _restated(one: Surroundings, traced: Sequence[Surroundings], placed: Mapping[At, Places]) -> Places:
    """The places of a figure that the draft has printed before: "the $53 billion plan", of which only the first says more."""
    if significant(one.mention) < RESTATED:
        return ()
    for first in traced:
        same = first.mention.value == one.mention.value and first.mention.unit == one.mention.unit
        if same and one_owner(one, first) and not tell_apart(one, first, True):
            return tuple(each for each in placed[place(first)] if one_owner(one, each) and not tell_apart(one, each, True))
    return ()


def _best(clean: Sequence[Candidate]) -> Mapping[At, Candidate]:
    """Each place of a source → the figure of the draft that suits it best."""
    best: dict[At, Candidate] = {}
    for each in clean:
        held = best.get(place(each.other))
        if held is None or each.score > held.score:
            best[place(each.other)] = each
    return best


def _placed(candidates: Sequence[Candidate], best: Mapping[At, Candidate]) -> Iterator[Surroundings]:
    """The places of one figure, best first, one a source; none that suits a rival of it much better."""
    agreeing = [each for each in candidates if believed(each) and _own(each, best[place(each.other)])]
    agreeing.sort(key=lambda each: (-each.score, place(each.other)))
    seen: set[int] = set()
    for each in agreeing:
        if each.other.text not in seen and each.score >= SHARE * agreeing[0].score:
            seen.add(each.other.text)
            yield each.other


def _own(candidate: Candidate, held: Candidate) -> bool:
    """Whether a place is not better taken by a figure of the draft that is another fact: the other "$100 billion"."""
    if candidate.score >= SHARE * held.score or held.one is candidate.one:
        return True
    return not tell_apart(candidate.one, held.one, True)


def _missed(
    one: Surroundings, candidates: Sequence[Candidate], taken: set[At], shelves: Shelves, desk: Desk
) -> Trace:
    """The trace of a figure without a place: what comes nearest, likeliest first; only its owner's figures come near."""
    slipped = [each for other in shelves.slipped(one) if not (each := desk.candidate(one, other)).conflict]
    # a "double-digit" or "three years" of something else stands in every text
    alike = [each for each in candidates if each.agreeing and significant(one.mention)]
    steps: tuple[tuple[tuple[Miss, ...], list[Candidate]], ...] = (
        (("scale",), [each for each in slipped if each.score >= SLIPPED and place(each.other) not in taken]),
        (("value",), [each for each in candidates if contradicts(each) and place(each.other) not in taken]),
        (("period", "measure"), [each for each in alike if each.score >= max(SLIPPED, enough(each))]),
    )
    for kinds, found in steps:
        near = [each for each in found if each.conflict in (None, *kinds) and one_owner(one, each.other)]
        if near:
            best = max(near, key=lambda each: (each.score, -each.other.mention.span.start))
            miss: Miss = kinds[0] if best.conflict is None or best.conflict == "else" else best.conflict
            return Trace(one, (), miss, best.other, miss in ("scale", "value") and certain(one, best.other))
    if (other := counted_otherwise(one, shelves.counted, desk.weights)) is not None and place(other) not in taken:
        return Trace(one, (), "value", other)
    return Trace(one)
