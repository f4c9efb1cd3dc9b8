"""A figure that a text gives twice below its title: in the body, a caption, a list, a table.

"Cloud revenue was 31.7 billion yuan in the December quarter", and a caption with 31.2 billion for the same quarter. The believing
is the dossier's (see `across`), with more asked for: two figures of one text are two facts until owner, measure and time are one.
What would have to be read around every figure of the text is read only around those that a like one stands near.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from verifier.lexicon import Lexicon
from verifier.link.across import agree, alike, gathered, shared_by, sort_of, weighed
from verifier.link.apart import significant, tell_apart
from verifier.link.counterparts import Figure
from verifier.link.stems import STEM
from verifier.link.surroundings import Surroundings
from verifier.link.within import Sentence
from verifier.link.words import Wording
from verifier.model import BlockKind, Claim, Document, Guard, Mention, Report, Verdict, Word

DOUBT = "no owner, measure and period said alike on both sides"  # what keeps a contradiction a query
ENOUGH = 0.7  # what must be shared beside owner, measure and time by figures that differ
DIGITS = 2  # below which two figures agree by chance
# a period has one of each; outlays and orders are many, and their words must say which
ONCE = frozenset({"revenue", "profit", "ebitda", "loss", "margin", "output", "deliveries", "exports", "imports"})
LEAD = 12  # sentences that tell names from other words, and what the text is about
PLACES: Mapping[BlockKind, str] = {
    "title": "title", "caption": "caption", "cell": "table", "item": "list", "heading": "heading", "quote": "quote",
}  # fmt: skip


def repeated_claims(
    document: Document, parts: Sequence[Sentence], pairs: Sequence[tuple[Figure, Figure]], lexicon: Lexicon
) -> Iterator[Claim]:
    """Of pairs of like figures those of one fact: `first` (the later, or the one outside the body), `second`, and their places.

    One claim for each figure with one that agrees, and one for each pair that cannot be the same figure.
    """
    pairs = [pair for pair in pairs if _decided(pair[0].mention, pair[1].mention)]
    wording = Wording.of(lexicon)
    around, weights = read_around(document, parts, pairs, wording)
    for agreeing in (True, False):
        claimed: set[int] = set()
        for one, other in pairs:
            mine, theirs = around.get(one.mention.id), around.get(other.mention.id)
            if mine is None or theirs is None or alike(one.mention, other.mention) is not agreeing:
                continue
            first, second = _told(one, other)
            taken = {first.mention.id} if agreeing else {first.mention.id, second.mention.id}
            if claimed.isdisjoint(taken) and _one_fact(mine, theirs, agreeing, weights, wording):
                claimed |= taken
                yield _claim(first, second, agreeing or _explicit(one, mine, other, theirs))


def read_around(
    document: Document, parts: Sequence[Sentence], pairs: Sequence[tuple[Figure, Figure]], wording: Wording
) -> tuple[Mapping[int, Surroundings], Mapping[str, float]]:
    """Id of a mention → its surroundings, and how much each feature says.

    Read are only the sentences that matter: those of the pairs, those before them, and the text's first.
    """
    wanted = {figure.sentence.start for pair in pairs for figure in pair}
    sentences = document.sentences
    kept = [
        span for place, (span, after) in enumerate(zip(sentences, (*sentences[1:], *sentences[-1:]), strict=True))
        if place < LEAD or span.start in wanted or after.start in wanted
    ]  # fmt: skip
    mentions = tuple(mention for part in parts for mention in part.mentions)
    found = gathered((Report(replace(document, sentences=tuple(kept)), mentions, ()),), wording)
    return {one.mention.id: one for one in found}, weighed(found)


def _decided(one: Mention, other: Mention) -> bool:
    """Whether two figures agree or cannot be one; what one rounds or bounds of the other decides nothing."""
    return alike(one, other) or not _reconciled(one, other)


def _reconciled(one: Mention, other: Mention) -> bool:
    """Whether one is the other rounded, or lies where its words put it: "about $300 million" beside $310 million."""
    if agree(one, other) or one.qualifier != other.qualifier:
        return True
    said = [mention.quantity.interval if mention.qualifier and mention.quantity else mention.loose for mention in (one, other)]
    return said[0] is None or said[1] is None or said[0].meets(said[1])


def narrowed(one: Surroundings, wording: Wording) -> frozenset[str]:
    """What narrows the measure of a figure, but for the time: "quarterly revenue" of a quarter is its revenue."""
    return one.scope - {word[:STEM] for word in wording.lasting}


def one_owner(mine: Surroundings, theirs: Surroundings, beside: Collection[str] = ()) -> bool:
    """Whether two figures are of one name; of one that names nobody, the text's subject. Names `beside` are nobody's."""
    named = [each.owners - set(beside) for each in (mine, theirs)]
    if all(named):
        return named[0] == named[1]
    return bool(mine.subject) and (named[0] | named[1]) <= mine.subject


def _one_fact(
    mine: Surroundings, theirs: Surroundings, agreeing: bool, weights: Mapping[str, float], wording: Wording
) -> bool:
    """Whether two figures measure one thing of one owner at one time, as far as words can tell."""
    if sort_of(mine) != sort_of(theirs) or mine.metrics != theirs.metrics or len(mine.metrics) != 1:
        return False
    if narrowed(mine, wording) != narrowed(theirs, wording) or mine.lands != theirs.lands:
        return False
    if len({mine.months, theirs.months} - {None}) > 1:
        return False
    if not one_owner(mine, theirs) or tell_apart(mine, theirs, agreeing):
        return False
    if mine.mention.kind == "percent" and (mine.move == 0 or mine.move != theirs.move):
        return False
    if mine.metrics.isdisjoint(ONCE) and not _same_words(mine, theirs):
        return False
    if agreeing:
        return min(significant(mine.mention), significant(theirs.mention)) >= DIGITS
    return sum(shared_by(mine, theirs, weights).values()) >= ENOUGH


def _same_words(mine: Surroundings, theirs: Surroundings) -> bool:
    """Whether one says nothing next to its figure that the other does not say: cranes for $5 million are no cloud centres."""
    sides = [{word for word, near in each.features.items() if near == 1 and word[0].isalpha()} for each in (mine, theirs)]
    return sides[0] <= sides[1] or sides[1] <= sides[0]


def _told(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """The one to be looked at first: outside the body, else the later one."""
    return (one, other) if one.mention.zone in PLACES and other.mention.zone not in PLACES else (other, one)


def _claim(first: Figure, second: Figure, sure: bool) -> Claim:
    here, there = place_of(first.mention), place_of(second.mention)
    if here == there:
        here = f"{here} further on"
    roles = (
        ("first", first.mention), ("second", second.mention),
        ("place", Word(first.mention.span, here)), ("other_place", Word(second.mention.span, there)),
    )  # fmt: skip
    doubt = () if sure else ((DOUBT, Guard(DOUBT, "match", Verdict.WARN)),)
    return Claim("", 0, first.mention.span, first.sentence, roles, doubt)


def place_of(mention: Mention) -> str:
    """Where a figure stands, in a word for messages: title, body, caption, table, list, heading, quote."""
    return PLACES.get(mention.zone, "body")


def _explicit(one: Figure, mine: Surroundings, other: Figure, theirs: Surroundings) -> bool:
    """Whether both sides name owner, measure and time, and neither is hearsay, quoted, bounded, or in a table with its heads."""
    if mine.mention.kind == "percent" or mine.metrics.isdisjoint(ONCE):
        return False  # growth may be on another basis, and a sum may be one of several
    if one.times != other.times or one.headed or other.headed or "hearsay" in one.manner | other.manner:
        return False
    if one.mention.qualifier or other.mention.qualifier:
        return False
    if mine.forecast or theirs.forecast or not {one.mention.zone, other.mention.zone}.isdisjoint(("cell", "quote")):
        return False
    return bool(mine.owners) and mine.owners == theirs.owners
