"""A figure of the title and the body figure it repeats, or should."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from verifier.link.stems import stems
from verifier.link.within import Sentence
from verifier.model import BlockKind, Claim, Mention, Word

KINDS = frozenset({"money", "number", "duration"})
NEAR = Decimal("0.15")  # beyond that a title speaks of something else
SLIPPED = frozenset(Decimal(10) ** power for power in (-9, -6, -3, 3, 6, 9))  # unless only the scale is another
LEAD = 4  # the sentences of the body whose figures a title sums up


def title_pairs(parts: Sequence[Sentence], faint: Collection[str]) -> Iterator[Claim]:
    """For each figure of the title: the first body figure that agrees, else the nearest one that speaks of the same.

    Only money is ever paired with a figure that disagrees: two counts or durations near each other mean nothing. `faint`
    are the words that say nothing of what a sentence is about.
    """
    title = [part for part in parts if _kind(part) == "title"]
    body = [part for part in parts if _kind(part) not in ("title", "dateline", "heading")]
    for part in title:
        for mention in part.mentions:
            if mention.kind in KINDS and mention.value is not None:
                partner = _agreeing(mention, body) or _near(mention, part, body, faint)
                if partner is not None:
                    places = ("place", Word(mention.span, "title")), ("other_place", Word(partner.span, "body"))
                    yield Claim("", 0, mention.span, part.span, (("first", mention), ("second", partner), *places))


def agreeing_figures(parts: Sequence[Sentence]) -> Iterator[tuple[Sentence, Mention, list[tuple[Sentence, Mention]]]]:
    """Each figure of the title with its sentence, and all figures of the body that agree with it, with theirs."""
    body = [part for part in parts if _kind(part) not in ("title", "dateline", "heading")]
    for part in parts:
        if _kind(part) == "title":
            for mention in part.mentions:
                if mention.kind in KINDS and mention.value is not None:
                    found = [(each, other) for each in body for other in each.mentions if _same_sort(mention, other)]
                    yield part, mention, [(each, other) for each, other in found if _meet(mention, other)]


def _kind(part: Sentence) -> BlockKind:
    return part.mentions[0].zone


def _agreeing(mention: Mention, body: Sequence[Sentence]) -> Mention | None:
    return next((other for part in body for other in part.mentions if _same_sort(mention, other) and _meet(mention, other)), None)


def _same_sort(mention: Mention, other: Mention) -> bool:
    return other.kind == mention.kind and other.unit == mention.unit and other.value is not None


def _meet(mention: Mention, other: Mention) -> bool:
    said = mention.quantity.interval if mention.qualifier and mention.quantity else mention.loose or mention.strict
    return bool(said and other.strict and said.meets(other.strict))


def _near(mention: Mention, part: Sentence, body: Sequence[Sentence], faint: Collection[str]) -> Mention | None:
    """The closest figure of the body's first sentences that shares words with the title, within 15 %, or with another scale."""
    if mention.kind != "money" or not mention.value:
        return None
    words = _content(part, faint)
    best: tuple[Decimal, Mention] | None = None
    for sentence in body[:LEAD]:
        shared = len(words & _content(sentence, faint))
        if not shared:
            continue
        for other in sentence.mentions:
            if _same_sort(mention, other) and other.value is not None:
                gap = abs(other.value - mention.value) / abs(mention.value)
                alike = (shared > 1 and gap <= NEAR) or other.value / mention.value in SLIPPED
                if alike and (best is None or gap < best[0]):
                    best = (gap, other)
    return best[1] if best else None


def _content(sentence: Sentence, faint: Collection[str]) -> frozenset[str]:
    return stems(sentence.tokens.words, faint)


def scope_pairs(parts: Sequence[Sentence], faint: Collection[str], sorts: Mapping[str, str]) -> Iterator[Claim]:
    """A superlative of the title that names no scope (role `claim`), with the scope the body gives it (`other_claim`).

    "Largest computing project" over "China's largest computing project financed by a single company" promises more than the
    text holds. Both must be of one sort ("largest" and "biggest"), and share a word about what is the largest.
    """
    title = [part for part in parts if _kind(part) == "title"]
    body = [part for part in parts if _kind(part) not in ("title", "dateline", "heading")][:LEAD]
    for part in title:
        said = _content(part, faint)
        for mention in part.mentions:
            if mention.kind == "superlative" and not (mention.facet("scope") or mention.facet("owner")):
                yield from _scoped(mention, part, said, body, faint, sorts)


def _scoped(
    mention: Mention, part: Sentence, said: frozenset[str], body: Sequence[Sentence], faint: Collection[str],
    sorts: Mapping[str, str],
) -> Iterator[Claim]:
    noun = _stems(mention.facet("noun"), faint)
    for sentence in body:
        for other in sentence.mentions:
            if other.kind != "superlative" or _sort(other, sorts) != _sort(mention, sorts):
                continue
            scope = " ".join(filter(None, (other.facet("owner"), other.facet("scope"))))
            if noun & _stems(other.facet("noun"), faint) and _stems(scope, faint) - said:
                limits = Word(other.span, scope)
                yield Claim("", 0, mention.span, part.span, (("claim", mention), ("other_claim", limits)))
                return


def _sort(mention: Mention, sorts: Mapping[str, str]) -> str:
    word = mention.text.lower().split("-")[0].split()[0]
    return sorts.get(word, word)


def _stems(text: str | None, faint: Collection[str]) -> frozenset[str]:
    return stems((text or "").lower().replace("-", " ").split(), faint)
