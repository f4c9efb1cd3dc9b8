"""Which figures of a text are worth setting against each other: of one sort, measure and time, like in size, in two sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain

from msgspec import Struct

from verifier.lexicon import Lexicon
from verifier.link.within import Sentence
from verifier.model import Document, Mention, Span
from verifier.phrase.tokens import words_of

NEAR = Decimal("0.15")  # beyond that two figures are two facts, or one has slipped by a scale, which shows elsewhere
FAR = Decimal("0.35")  # the same for percentages: 9% and 7% may be one growth, $9 billion and $7 billion are two sums
KINDS = frozenset({"money", "percent", "number", "measure"})
REACH = 12  # like figures met by each: keeps ten thousand times "$5 million" linear
HIDDEN = frozenset({"dateline", "boilerplate"})
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
MONTH = 30.4  # days
SHORTEST = 28  # days of a stretch that figures are reported for
SINCE = ("since ", "Since ", "since late ", "since early ")
LONGEST = 12  # characters of these
AHEAD = 4  # tokens within which a comparing word leads up to its figure: "compared with a loss of $2 million"
Time = tuple[date | str, int]  # the last day of a stretch, or its words where the year is not known, and how many months it has
NEVER: frozenset[Time] = frozenset()


class Figure(Struct, frozen=True):
    """A figure, its sentence, and what the words there (a cell's labels) say in passing: measures, times, how it is said.

    `headed`: the time is only that of the heading over it.
    """

    mention: Mention
    sentence: Span
    metrics: frozenset[str]
    times: frozenset[Time]
    manner: frozenset[str]
    headed: bool = False


class Words(Struct, frozen=True):
    """Word → measure, the measures that are many at once, words that compare, and word → how a figure is said.

    Figures said in another manner (`ahead`, `before`, `sequential`) are two facts, `revised` ones have been told apart by their
    text already, and `hearsay` is somebody else's count.
    """

    metrics: Mapping[str, str]
    fleeting: Collection[str]
    bases: Collection[str]
    manners: Mapping[str, str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Words:
        """The lists of a lexicon, from `rules/lexicon/<language>/dossier.yaml`."""
        return cls(*(lexicon.table(name) for name in ("metrics", "fleeting", "base_words", "manners")))


def counterparts(figures: Sequence[Figure]) -> tuple[tuple[Figure, Figure], ...]:
    """Pairs of figures below the title, of one sort and measure and of like size, from two sentences; most texts have few.

    Cheap, since every text is asked: words are looked up, and what stands near what is left to `repeated`.
    """
    shelves: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        mention = figure.mention
        for metric in figure.metrics if mention.zone != "title" else ():  # that is the business of `titles`
            shelves[mention.kind, mention.unit, mention.per, mention.facet("noun"), metric].append(figure)
    found: dict[tuple[int, int], tuple[Figure, Figure]] = {}
    for shelf in shelves.values():
        alone = len({time for figure in shelf for time in figure.times}) == 1  # the text knows one time of this measure
        shelf.sort(key=lambda figure: (figure.mention.value, figure.mention.span))
        for place, one in enumerate(shelf):
            for other in shelf[place + 1 : place + 1 + REACH]:
                if not _like(one.mention, other.mention):
                    break
                if _comparable(one, other, alone):
                    first, second = sorted((one, other), key=lambda figure: figure.mention.span)
                    found[first.mention.id, second.mention.id] = first, second
    return tuple(found[key] for key in sorted(found))


def figures_of(document: Document, parts: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Figure]:
    """Every figure whose sentence, or whose labels in a table, say what it measures; in text order."""
    words = Words.of(lexicon)
    heads = _heads(document, parts)
    headings = _headings(document, parts)
    for part in parts:
        if part.mentions[0].zone in HIDDEN:
            continue
        figures = [mention for mention in part.mentions if mention.kind in KINDS and mention.value and mention.copy_of is None]
        if not figures:
            continue
        said, dates = set(part.tokens.words), part.mentions
        if part.block.start in heads:
            beside, named = heads[part.block.start]
            said, dates = said | beside, (*dates, *named)
        metrics = frozenset(words.metrics[word] for word in words.metrics.keys() & said).difference(words.fleeting)
        if metrics:
            compared = any(each.kind == "percent" for each in part.mentions) or not said.isdisjoint(words.bases)
            dated = [(each.span.start, time) for each in dates if (time := _time(each, document.text, compared)) is not None]
            turn = _turn(part, words) if compared and dated else None
            manner = _manner(said, dates, compared, words)
            for each in figures:
                own = frozenset(time for at, time in dated if turn is None or (at < turn) == (each.span.start < turn))
                over = headings(part.span.start) if not own and not dated else NEVER
                yield Figure(each, part.span, metrics, own or over, manner, bool(over))


def _turn(part: Sentence, words: Words) -> int | None:
    """Where a sentence turns to what it compares with: "… in 2024, up from $5 billion in 2023" has a time on either side."""
    tokens = part.tokens
    for place, word in enumerate(tokens.words):
        if word in words.bases or word == "compared":
            after = (mention for at in range(place + 1, place + AHEAD) for mention, _ in tokens.edges.get(at, ()))
            if any(mention.kind in KINDS for mention in after):
                return tokens.spans()[place][0]
    return None


def _headings(document: Document, parts: Sequence[Sentence]) -> Callable[[int], frozenset[Time]]:
    """From an offset to the times that the heading over it names."""
    starts = [block.span.start for block in document.blocks if block.kind == "heading"]
    if not starts:
        return lambda offset: NEVER
    named: dict[int, frozenset[Time]] = {}
    for part in parts:
        if part.mentions[0].zone == "heading":
            times = frozenset(filter(None, (_time(each, document.text, False) for each in part.mentions)))
            named[part.block.start] = named.get(part.block.start, NEVER) | times

    def over(offset: int) -> frozenset[Time]:
        place = bisect_right(starts, offset) - 1
        return named.get(starts[place], NEVER) if place >= 0 else NEVER

    return over


def _heads(document: Document, parts: Sequence[Sentence]) -> Mapping[int, tuple[set[str], tuple[Mention, ...]]]:
    """Start of a cell → the words and the mentions of its row's and column's labels; empty for a text without tables."""
    if not any(part.mentions[0].zone == "cell" for part in parts):
        return {}
    from verifier.link.labels import labels  # not loaded for a text without tables

    mentions = [mention for part in parts for mention in part.mentions]
    starts = [mention.span.start for mention in mentions]
    found: dict[int, tuple[set[str], tuple[Mention, ...]]] = {}
    for cell, told in labels(document, mentions).items():
        said = {word for span in told.beside for word in words_of(document.text[span.start : span.end])}
        named = (mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)] for span in told.beside)
        found[cell] = said, tuple(chain.from_iterable(named))
    return found


def _manner(said: set[str], dates: Sequence[Mention], compared: bool, words: Words) -> frozenset[str]:
    manner = {words.manners[word] for word in words.manners.keys() & said}
    if compared:  # then "a year earlier" is what the figure is compared with, and no time of its own
        manner.discard("before")
        manner.update(f"from {each.facet('unit')}" for each in dates if each.facet("relative") == "previous")
    return frozenset(manner)


def _time(named: Mention, text: str, compared: bool) -> Time | None:
    """The stretch that a date or year names, known again in other words: the December quarter ends on Dec. 31, too.

    None for days, and for those that something else is measured from: "since 2019", and "a year earlier" where the sentence
    compares (`compared`); in "a year earlier, revenue was $5 billion" that is the figure's own time.
    """
    if named.kind not in ("date", "year") or named.facet("basis") is not None:  # "in 2015 dollars" is when prices were, no more
        return None
    at = named.span.start
    if (compared and named.facet("relative") == "previous") or text.endswith(SINCE, max(0, at - LONGEST), at):
        return None
    closes = named.facet("closes")
    if closes is not None:
        number, _, unit = closes.partition(" ")
        months = int(number) * MONTHS.get(unit, 0) if number.isdigit() else 0
        return (named.period.last, months) if named.period is not None else (named.text.lower(), months)
    if named.period is not None:
        return (named.period.last, round(named.period.days / MONTH)) if named.period.days >= SHORTEST else None
    relative, unit = named.facet("relative"), named.facet("unit") or ""
    if relative is not None:
        return (f"{relative} {unit}", 0) if unit in MONTHS else None
    return named.text.lower().removeprefix("the "), 0


def _like(one: Mention, other: Mention) -> bool:
    assert one.value is not None and other.value is not None
    return abs(other.value - one.value) <= (NEAR if one.kind != "percent" else FAR) * abs(other.value)


def _comparable(one: Figure, other: Figure, alone: bool) -> bool:
    """Whether two figures can be worth a look: never two of one sentence or of two tables, nor of other times.

    One of them may name no time where the text has but one time for such figures (`alone`).
    """
    if one.sentence == other.sentence or one.mention.zone == other.mention.zone == "cell":
        return False
    if one.manner - {"hearsay"} != other.manner - {"hearsay"} or "revised" in one.manner:
        return False
    return len(one.times | other.times) == 1 and (one.times == other.times or alone)
