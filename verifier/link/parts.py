"""A text taken apart for its figures: the words of every sentence, and for every cell the words that label it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from verifier.link.labels import Labels, labels
from verifier.link.words import Kind, Sort, Term, Wording, terms_of
from verifier.model import Block, Document, Mention, MentionKind, Span

DATES: frozenset[MentionKind] = frozenset({"date", "year", "weekday"})
NAMED: frozenset[Sort] = frozenset({"name", "land"})
MONEY = "$"  # how features of amounts of money begin
ROUNDED = 2  # significant digits by which neighbouring figures know each other: 31.7 beside one, 31.74 beside the other


class Part(Struct, frozen=True, gc=False):
    """A sentence taken apart, or a cell with the words that label it; `labels` are the figures and days among these.

    named  the sorts of its names
    """

    span: Span
    terms: tuple[Term, ...]
    mentions: tuple[Mention, ...]
    block: Block | None
    labels: tuple[Mention, ...]
    labelled: bool
    named: frozenset[Sort]

    @classmethod
    def of(
        cls, span: Span, terms: tuple[Term, ...], mentions: tuple[Mention, ...], block: Block | None,
        labels: tuple[Mention, ...] = (), labelled: bool = False,
    ) -> Part:  # fmt: skip
        """A part with the sorts of its names."""
        return cls(span, terms, mentions, block, labels, labelled, NAMED.intersection([term.sort for term in terms]))


class Offer(Struct, frozen=True, gc=False):
    """What a part has that every figure in it, or in the sentence after it, looks for; most sentences are never asked.

    telling  the terms that count as something: their place among all, and the feature
    figures  the same for labels and figures, with the mention
    """

    telling: Sequence[tuple[int, str]]
    figures: Sequence[tuple[int, str, Mention]]

    @classmethod
    def of(cls, part: Part) -> Offer:
        """That of a part."""
        telling = [(place, term.feature) for place, term in enumerate(part.terms) if term.feature]
        known = ((mention, figure_feature(mention)) for mention in (*part.labels, *part.mentions))
        return cls(telling, [(place_at(part.terms, mention), feature, mention) for mention, feature in known if feature])


def parts_of(document: Document, mentions: Sequence[Mention], names: frozenset[str], wording: Wording) -> Iterator[Part]:
    """Every sentence and cell outside boilerplate, in text order."""
    starts = [mention.span.start for mention in mentions]
    blocks = [block.span.start for block in document.blocks]
    tables = labels(document, mentions) if any(block.kind == "cell" for block in document.blocks) else {}
    known: dict[str, Kind] = {}
    told_by = _Labelling(document, mentions, starts, names, wording, known)
    for span in document.sentences:
        place = bisect_right(blocks, span.start) - 1
        block = document.blocks[place] if place >= 0 else None
        if block is None or block.kind not in ("boilerplate", "dateline"):
            inside = tuple(mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
            terms = terms_of(document.text, span, [_extent(mention) for mention in inside], names, wording, known)
            told = tables.get(block.span.start) if block is not None and block.kind == "cell" else None
            if told is None:
                yield Part.of(span, terms, inside, block)
            else:
                before, found = told_by.words(told)
                yield Part.of(span, (*before, *terms), inside, block, found, True)


class _Labelling:
    """The words of a table's labels, each label taken apart once for all the cells that it stands over or beside."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], starts: Sequence[int], names: frozenset[str], wording: Wording,
        known: dict[str, Kind],
    ) -> None:  # fmt: skip
        self._text, self._mentions, self._starts = document.text, mentions, starts
        self._names, self._wording, self._known = names, wording, known
        self._taken_apart: dict[Span, tuple[tuple[Term, ...], tuple[Mention, ...]]] = {}

    def words(self, told: Labels) -> tuple[tuple[Term, ...], tuple[Mention, ...]]:
        """A cell's labels as a sentence would have them before its own words, and their mentions; those above end a clause."""
        terms: list[Term] = []
        found: list[Mention] = []
        for spans in (told.above, told.beside):
            for span in spans:
                words, inside = self._label(span)
                terms += words
                found += inside
                if spans is told.above:
                    terms.append(Term(span.end, ";", "", "mark"))
        return tuple(terms), tuple(found)

    def _label(self, span: Span) -> tuple[tuple[Term, ...], tuple[Mention, ...]]:
        if span not in self._taken_apart:
            inside = tuple(self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)])
            taken = [_extent(mention) for mention in inside]
            self._taken_apart[span] = terms_of(self._text, span, taken, self._names, self._wording, self._known), inside
        return self._taken_apart[span]


def place_at(terms: Sequence[Term], mention: Mention) -> int:
    """The place among the terms at which a mention stands."""
    return bisect_left(terms, mention.span.start, key=_start)


def _start(term: Term) -> int:
    return term.start


def _extent(mention: Mention) -> Span:
    """A mention with its qualifier: the "than" of "more than $5 billion" compares with nothing."""
    return mention.span.hull(mention.qualified) if mention.qualified else mention.span


def figure_feature(mention: Mention) -> str | None:
    """How a neighbouring figure is known again in another text: its unit and first digits, or the days it names."""
    if mention.kind in DATES:
        facets = dict(mention.facets)
        if "relative" in facets:
            return f"#{facets['relative']} {facets.get('unit', '')}"
        return f"#{mention.period}" if mention.period else None
    if mention.value is None or mention.unit is None or mention.kind in ("identifier", "weekday", "time"):
        return None
    return f"{MONEY if mention.kind == 'money' else '#'}{mention.unit.name}{mention.value:.{ROUNDED}g}"
