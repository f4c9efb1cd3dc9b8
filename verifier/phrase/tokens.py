"""A sentence as tokens: words, punctuation marks, and the mentions that stand on them."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from verifier.model import Mention

Edge = tuple[Mention, int]

# read as one token whatever they are written with: "$1.2 billion" is no place for the words "1.2", "billion"
WHOLE = frozenset({"money", "number", "measure", "percent", "points"})

# a word, hyphens, apostrophes and dots inside it included ("year-on-year", "company's", "u.s", "at&t", "7.25"), or one mark;
# full stops are no tokens, so that "vs." and "vs" are one word
_TOKEN = re.compile(r"\w+(?:[-'.&]\w+)*|[^\w\s.]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "−": "-"})  # one for one
_SPAN = operator.methodcaller("span")
_BLANK = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of `text[start:end]`, counted from 0.

    words  lower-case; "year-on-year" and "company's" are one, every punctuation mark is one, full stops are none;
           money, numbers, measures, percentages and points are one token each, whatever they are written with
    edges  where a mention may be taken: token → (mention, token after it), longest first. A mention can be taken with or
           without its qualifier's words; the words of all other kinds ("doubled", "first quarter") stay words as well
    cuts   (start, end, is one token) of the stretches the words were read from
    """

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    edges: Mapping[int, tuple[Edge, ...]]
    cuts: tuple[tuple[int, int, bool], ...]
    _spans: list[tuple[int, int]] = field(default_factory=list, repr=False, compare=False)  # filled in when first asked for

    def spans(self) -> Sequence[tuple[int, int]]:
        """Where each token stands in the text; most sentences are never asked, so this is read when it is."""
        if not self._spans:
            found: list[tuple[int, int]] = []
            for start, end, whole in self.cuts:
                if whole:
                    found.append((start, end))
                else:
                    places = map(_SPAN, _TOKEN.finditer(plain(self.text[start:end])))
                    found += [(start + low, start + high) for low, high in places]
            self._spans[:] = found  # at once: several threads may ask
        return self._spans


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
