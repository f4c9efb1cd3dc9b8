"""A sentence as tokens: words, punctuation marks, and the mentions that stand on them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from verifier.model import Mention
from verifier.phrase.program import Opening

Edge = tuple[Mention, int]

# read as one token whatever they are written with: "$1.2 billion" is no place for the words "1.2", "billion"
WHOLE: Final = frozenset({"money", "number", "measure", "percent", "points"})

# a word, hyphens, apostrophes and dots inside it included ("year-on-year", "company's", "u.s", "at&t", "7.25"), or one mark;
# full stops are no tokens, so that "vs." and "vs" are one word
_TOKEN: Final = re.compile(r"\w+(?:[-'.&]\w+)*|[^\w\s.]")
# one for one
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "−": "-"})
NOWHERE: Final = range(0)
FEW: Final = 8  # places, among which a list is searched sooner than a set is made
Standing = tuple[frozenset[str], dict[str, list[int]], dict[str, list[int]]]  # the words; they, and kinds, with their tokens
Places = tuple[Sequence[int], Collection[int]]  # ascending, and quick to ask whether a token is one of them
_BLANK: Final = re.compile(r"\s*")


class Tokens:
    """The tokens of `text[start:end]`, counted from 0; lives while one sentence is read, and remembers what it was asked.

    words  lower-case; "year-on-year" and "company's" are one, every punctuation mark is one, full stops are none;
           money, numbers, measures, percentages and points are one token each, whatever they are written with
    edges  where a mention may be taken: token → (mention, token after it), longest first. A mention can be taken with or
           without its qualifier's words; the words of all other kinds ("doubled", "first quarter") stay words as well
    cuts   (start, end, is one token) of the stretches the words were read from

    What can stand at a token is asked a hundred times in a sentence that makes claims: wherever a phrase could begin, go on
    after a gap, or take one of several branches. The places of a set of words are therefore found once for each set.
    """

    __slots__ = ("_onward", "_places", "_spans", "_standing", "cuts", "edges", "end", "start", "text", "words")

    def __init__(
        self, text: str, start: int, end: int, words: tuple[str, ...], edges: Mapping[int, tuple[Edge, ...]],
        cuts: tuple[tuple[int, int, bool], ...],
    ) -> None:  # fmt: skip
        self.text, self.start, self.end = text, start, end
        self.words, self.edges, self.cuts = words, edges, cuts
        self.forget()

    def forget(self) -> None:
        """Drops all that was remembered: what links whole documents keeps their sentences, but asks them no more."""
        everywhere = range(len(self.words))
        self._spans: list[tuple[int, int]] | None = None
        self._standing: Standing | None = None
        self._places: dict[Opening, Places] = {None: (everywhere, everywhere)}
        self._onward: list[int] | None = None

    def spans(self) -> Sequence[tuple[int, int]]:
        """Where each token stands in the text; most sentences are never asked, so this is read when it is."""
        if self._spans is None:
            found: list[tuple[int, int]] = []
            for start, end, whole in self.cuts:
                if whole:
                    found.append((start, end))
                else:
                    self._find_words(start, end, found)
            self._spans = found
        return self._spans

    def _find_words(self, start: int, end: int, found: list[tuple[int, int]]) -> None:
        """Adds where the next words stand in a stretch: only blanks and full stops lie between them, so each is found first
        where it stands; splitting the stretch once more would take twice as long."""
        lower, place = plain(self.text[start:end]), 0
        while len(found) < len(self.words):
            word = self.words[len(found)]
            place = lower.find(word, place)
            if place < 0:
                return  # it stands beyond the stretch
            found.append((start + place, start + place + len(word)))
            place += len(word)

    def places(self, opening: Opening) -> Places:
        """The tokens at which something that opens like that can begin."""
        known = self._places.get(opening)
        if known is None and opening is not None:
            named, by_word, by_kind = self._standing or self._find_standing()
            words, kinds = opening
            found: list[int] = []
            for word in words & named:
                found += by_word[word]
            for kind in kinds:
                found += by_kind.get(kind, NOWHERE)
            if len(found) > 1:
                found = sorted(set(found))
            known = self._places[opening] = found, found if len(found) < FEW else frozenset(found)
        return known or (NOWHERE, NOWHERE)

    def _find_standing(self) -> Standing:
        by_word: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            if word in by_word:
                by_word[word].append(at)
            else:
                by_word[word] = [at]
        by_kind: dict[str, list[int]] = {}
        for at, edges in self.edges.items():
            for mention, _ in edges:
                by_kind.setdefault(mention.kind, []).append(at)
        self._standing = frozenset(by_word), by_word, by_kind
        return self._standing

    def holds(self, order: Sequence[Opening]) -> bool:
        """Whether these stand one after the other somewhere in the sentence: without that, no phrase is worth running."""
        at = 0
        for opening in order:
            ascending, _ = self.places(opening)
            place = bisect_left(ascending, at)
            if place == len(ascending):
                return False
            at = ascending[place] + 1  # the first one is as good as any for those after it
        return True

    def onward(self) -> Sequence[int]:
        """For each token where a gap goes on after it: after the mention that begins there, or at the next token; 0 where a
        gap ends, at an amount or a semicolon."""
        if self._onward is None:
            onward = [0 if word == ";" else at for at, word in enumerate(self.words, 1)]
            for at, edges in self.edges.items():
                mention, last = edges[0]
                if at < len(onward) and onward[at]:
                    onward[at] = 0 if mention.kind in WHOLE else last
            self._onward = onward
        return self._onward


def plain(text: str) -> str:
    """Lower-case, with straight quotes and plain hyphens; exactly as long as the text."""
    lower = text.lower()
    if text.isascii():
        return lower
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lower.translate(_PLAIN)


def words_of(text: str) -> tuple[str, ...]:
    """The words and marks of a text without mentions: how the words of phrases and classes are split."""
    return tuple(_TOKEN.findall(plain(text)))


def tokenise(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Tokens:
    """The tokens of one sentence, `text[start:end]`; the mentions are those inside it, in text order."""
    if not mentions:
        return Tokens(text, start, end, tuple(_TOKEN.findall(plain(text[start:end]))), {}, ((start, end, False),))
    lower = plain(text[start:end])
    words: list[str] = []
    cuts: list[tuple[int, int, bool]] = []
    index: dict[int, int] = {}  # offset where a mention or its qualifier begins or ends → the token there
    extents = [_extent(text, mention) for mention in mentions]
    for low, high, whole in _stretches(start, end, mentions, extents):
        index[low] = len(words)
        if whole:
            words.append(lower[low - start : high - start])
            cuts.append((low, high, True))
        elif found := _TOKEN.findall(lower, low - start, high - start):
            words += found
            cuts.append((low, high, False))
        index[high] = len(words)
    return Tokens(text, start, end, tuple(words), _edges(mentions, extents, index), tuple(cuts))


def _extent(text: str, mention: Mention) -> tuple[int, int]:
    """A mention with its qualifier's words, where those touch it: "about $5bn", "$5bn or more"."""
    span, words = mention.span, mention.qualified
    if words is None:
        return span.start, span.end
    if words.end <= span.start and _BLANK.fullmatch(text, words.end, span.start):
        return words.start, span.end
    if words.start >= span.end and _BLANK.fullmatch(text, span.end, words.start):
        return span.start, words.end
    return span.start, span.end


def _stretches(
    start: int, end: int, mentions: Sequence[Mention], extents: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, bool]]:
    """The sentence cut at every end of a mention: (start, end, whether it is one token), in order, nothing left out."""
    whole = [mention.span for mention in mentions if mention.kind in WHOLE]
    borders = {start, end}
    for mention, extent in zip(mentions, extents, strict=True):
        borders.update((mention.span.start, mention.span.end, *extent))
    at, next_whole = start, 0
    for border in sorted(borders):
        if not at < border <= end:
            continue
        while next_whole < len(whole) and whole[next_whole].start < at:
            next_whole += 1  # overlaps what was read already
        if next_whole < len(whole) and whole[next_whole].start == at:
            stretch = min(whole[next_whole].end, end)
            yield at, stretch, True
            at = stretch
        else:
            yield at, border, False
            at = border


def _edges(
    mentions: Sequence[Mention], extents: Sequence[tuple[int, int]], index: Mapping[int, int]
) -> dict[int, tuple[Edge, ...]]:
    edges: dict[int, tuple[Edge, ...]] = {}
    for mention, (low, high) in zip(mentions, extents, strict=True):
        span = mention.span
        for first in {low, span.start}:
            for last in sorted({high, span.end}, reverse=True):
                begin, finish = index.get(first), index.get(last)
                if begin is not None and finish is not None and begin < finish:
                    edges[begin] = (*edges.get(begin, ()), (mention, finish))
    return edges
