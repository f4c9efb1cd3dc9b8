"""Days and years of a draft: traced along with the figures of their sentence, and missed where no source has any day of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from verifier.link.lasting import same_time
from verifier.link.parts import DATES
from verifier.link.surroundings import Surroundings
from verifier.model import Document, Mention, MentionKind, Report, Span
from verifier.period import Period
from verifier.tieout.places import Source, block_at

WRITTEN: frozenset[MentionKind] = frozenset({"date", "year"})
TOLD: frozenset[MentionKind] = frozenset({"date", "year", "weekday"})
MONTH = 31  # days
Found = tuple[Source, Surroundings]  # a source and a place in it where a figure of the sentence was traced


def traced_days(draft: Report, traced: Mapping[Span, Sequence[Found]]) -> Iterator[tuple[Mention, Span, Source, Mention]]:
    """Each day that stands beside a traced figure in the draft and beside the same figure in a source.

    `traced` are the places by the draft's sentences. With the day come its sentence, the source, and the day as printed there.
    """
    for mention, sentence in _days(draft, TOLD):
        for source, place in traced.get(sentence, ()):
            there = next((day for day in _beside(source, place) if same_time(day, mention)), None)
            if there is not None:
                yield mention, sentence, source, there
                break


def missing_days(draft: Report, sources: Sequence[Source]) -> Iterator[tuple[Mention, Span]]:
    """Each day, month or year of the draft of which no source names any day, nor was published in it."""
    known = [day.period for source in sources for day in source.report.mentions if day.kind in DATES and day.period is not None]
    published = [day for document in (draft.document, *(source.report.document for source in sources)) if (day := document.date)]
    for mention, sentence in _days(draft, WRITTEN):
        span = mention.period
        if span is None or any(day in span for day in published):
            continue
        if not any(one.first <= span.last and span.first <= one.last for one in known) and not _some_year(mention, known):
            yield mention, sentence


def _some_year(mention: Mention, known: Sequence[Period]) -> bool:
    """Whether a month without a year is one that a source names: "at the end of December" is December of which year?"""
    span = mention.period
    if span is None or mention.kind != "date" or any(map(str.isdigit, mention.text)) or span.days > MONTH:
        return False
    return any(one.days <= MONTH and one.first.month == span.first.month for one in known)


def _days(draft: Report, kinds: Collection[MentionKind]) -> Iterator[tuple[Mention, Span]]:
    """The days of a draft of some kinds, each with its sentence; none that is told as "this year" or "last month"."""
    sentences = draft.document.sentences
    for mention in draft.mentions:
        plain = mention.kind in kinds and mention.period is not None and mention.facet("relative") is None
        own = mention.copy_of is None and mention.zone not in ("dateline", "boilerplate")
        if plain and own and not _alone(mention, draft.document):
            place = bisect_right(sentences, mention.span.start, key=lambda one: one.start) - 1
            if place >= 0 and mention.span.end <= sentences[place].end:
                yield mention, sentences[place]


def _alone(mention: Mention, document: Document) -> bool:
    """Whether a date is a line of its own: when the text was written."""
    block = block_at(document, mention.span.start)
    return block is not None and block.span.end - block.span.start - (mention.span.end - mention.span.start) < 3


def _beside(source: Source, place: Surroundings) -> Iterator[Mention]:
    """The days in the sentence of a place, or in the labels of its cell."""
    report = source.report
    block = block_at(report.document, place.mention.span.start)
    told = source.labels.get(block.span.start) if block is not None and block.kind == "cell" else None
    spans = (*told.above, *told.beside) if told is not None else (place.sentence,)
    for span in spans:
        first = bisect_left(report.mentions, span.start, key=lambda one: one.span.start)
        last = bisect_left(report.mentions, span.end, key=lambda one: one.span.start)
        yield from (mention for mention in report.mentions[first:last] if mention.kind in DATES)
