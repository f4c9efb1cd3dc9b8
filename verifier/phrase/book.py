"""Many phrases tried at once: an index from words and kinds of mention to the phrases that could stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from verifier.model import Mention
from verifier.phrase.conditions import meets
from verifier.phrase.matching import Earlier, Match, Matcher, as_match
from verifier.phrase.program import Condition, Phrase
from verifier.phrase.tokens import Tokens

K = TypeVar("K")
Tests = tuple[tuple[frozenset[str], tuple[Condition, ...]], ...]
Requirement = tuple[frozenset[str], int]  # one of these words (0), or so many mentions of these kinds

ANYWHERE = ""  # the kind under which phrases stand that require nothing

# words that so many sentences have that looking for them hardly narrows anything down
_COMMON = frozenset({
    "a", "an", "the", "of", "to", "in", "and", "or", "for", "from", "by", "at", "on", "with", "as", "is", "was", "were", "are",
    "it", "its", ",", "(", ")", "-", '"', "'",
})


class PhraseBook(Generic[K]):
    """Phrases with their keys, indexed by what a sentence must have for them; never changes once made.

    Each requirement ("one of these words", "so many mentions of these kinds") is a bit. A sentence's words and kinds give
    the bits it meets; a phrase is tried when all of its own are among them. Phrases are found through the rarest one.
    """

    def __init__(self, phrases: Sequence[tuple[K, Phrase]]) -> None:
        self.phrases = tuple(phrases)
        bits: dict[Requirement, int] = {}
        self._needs: list[int] = []
        by_word: dict[str, tuple[int, ...]] = {}
        by_kind: dict[str, tuple[int, ...]] = {}
        for place, (_, phrase) in enumerate(phrases):
            words, mentions = phrase.musts
            musts: list[Requirement] = [(of_words, 0) for of_words in words] + list(mentions)
            self._needs.append(sum(1 << bits.setdefault(must, len(bits)) for must in musts))
            names, least = min(musts, key=_commonness, default=(frozenset({ANYWHERE}), 1))
            index = by_kind if least else by_word
            for name in names:
                index[name] = (*index.get(name, ()), place)
        word_bits: dict[str, int] = {}
        kind_bits: dict[str, int] = {}
        for (names, least), bit in bits.items():
            table = kind_bits if least == 1 else word_bits
            for name in names if least < 2 else ():
                table[name] = table.get(name, 0) | 1 << bit
        self._of_word = {word: (met, by_word.get(word, ())) for word, met in word_bits.items()}
        self._of_kind = {kind: (kind_bits.get(kind, 0), by_kind.get(kind, ())) for kind in {*kind_bits, *by_kind}}
        self._several = tuple((names, least, 1 << bit) for (names, least), bit in bits.items() if least > 1)

    def find(self, tokens: Tokens, earlier: Earlier | None = None) -> list[tuple[K, Match]]:
        """Every phrase's matches, leftmost first, no two of one phrase overlapping; phrases in the book's order."""
        found: list[tuple[K, Match]] = []
        places = self._worth_trying(tokens)
        if not places:
            return found
        mentions = [edges[0][0] for edges in tokens.edges.values()]
        for place in places:
            key, phrase = self.phrases[place]
            if phrase.tests and not _passes(phrase.tests, mentions):
                continue
            if not tokens.holds(phrase.order) or not (starts := tokens.places(phrase.opens)[0]):
                continue
            for first, last, trail in Matcher(phrase, tokens, len(tokens.words)).trails(starts):
                match = as_match(first, last, trail, tokens, earlier)
                if match is not None:
                    found.append((key, match))
        return found

    def _worth_trying(self, tokens: Tokens) -> list[int]:
        """The phrases all of whose requirements the sentence meets, in order."""
        kinds = {id(edge[0]): edge[0].kind for edges in tokens.edges.values() for edge in edges}.values()
        tried: set[int] = set()
        meets = 0
        for kind in {ANYWHERE, *kinds} & self._of_kind.keys():
            bits, places = self._of_kind[kind]
            meets |= bits
            tried.update(places)
        for word in self._of_word.keys() & tokens.words:
            bits, places = self._of_word[word]
            meets |= bits
            if places:
                tried.update(places)
        if not tried:
            return []
        many = len(kinds)
        for of_kinds, least, bit in self._several if many > 1 else ():
            if least <= many and sum(map(of_kinds.__contains__, kinds)) >= least:
                meets |= bit
        needs, missing = self._needs, ~meets
        return sorted(place for place in tried if not needs[place] & missing)


def _passes(tests: Tests, mentions: list[Mention]) -> bool:
    """Whether some mention meets each test: few falls are of more than 100 %, and no others need be looked at."""
    for kinds, wanted in tests:
        for mention in mentions:
            if mention.kind in kinds and meets(mention, wanted):
                break
        else:
            return False
    return True


def _commonness(must: Requirement) -> tuple[bool, bool, int]:
    names, least = must
    return bool(least), not least and not names.isdisjoint(_COMMON), len(names)


def search(
    phrase: Phrase, tokens: Tokens, first: int = 0, last: int | None = None, earlier: Earlier | None = None
) -> Match | None:
    """The leftmost match that begins and ends within tokens `first` to `last` (exclusive; the sentence's end), or None."""
    first, limit = max(first, 0), len(tokens.words) if last is None else min(last, len(tokens.words))
    if any(of_words.isdisjoint(tokens.words) for of_words in phrase.musts[0]) or not tokens.holds(phrase.order):
        return None
    starts = [at for at in tokens.places(phrase.opens)[0] if first <= at < limit]
    for begin, end, trail in Matcher(phrase, tokens, limit).trails(starts) if starts else ():
        match = as_match(begin, end, trail, tokens, earlier)
        if match is not None:
            return match
    return None
