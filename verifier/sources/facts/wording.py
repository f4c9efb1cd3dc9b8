"""The words by which sentences are read for facts, from the lexicon: what people call revenue, what says rose, would, from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from verifier.lexicon import Lexicon
from verifier.sources.facts.names import Alias, folded, words_of

NOBODY: Collection[str] = frozenset()
NOTHING: Mapping[str, str] = {}
UNMOVED: Mapping[str, int] = {}


class Wording:  # defining a frozen dataclass would cost a cold start ten times as much
    """Word lists of `rules/lexicon/<language>/facts.yaml` and its neighbours.

    concepts   what a concept is called → the name it stands for ("net sales" → revenue)
    moves      words with a direction → 1 or -1;  growth  nouns for a change of something
    guesses    words of forecasts and intentions: "would", "expected"
    bases      words before a figure that another is measured from;  broad  words that narrow no concept: "total revenue"
    gaining    what stands before the amount of a change: "by";  near  words before a superlative that is only almost reached
    """

    def __init__(
        self, concepts: Mapping[str, str] = NOTHING, moves: Mapping[str, int] = UNMOVED, growth: Collection[str] = NOBODY,
        guesses: Collection[str] = NOBODY, bases: Collection[str] = NOBODY, broad: Collection[str] = NOBODY,
        near: Collection[str] = NOBODY,
    ) -> None:  # fmt: skip
        self.concepts, self.moves, self.growth = concepts, moves, growth
        self.guesses, self.bases, self.broad, self.near = guesses, bases, broad, near

    @classmethod
    def of(cls, lexicon: Lexicon) -> Wording:
        """The lists of a lexicon."""
        def single(name: str) -> dict[str, int]:
            found = lexicon.classes.get(name, {})
            return {words[0]: int(sign) if sign else 0 for words, sign in found.items() if len(words) == 1}

        broad = frozenset((*lexicon.table("faint"), *lexicon.table("fact_broad")))
        return cls(
            lexicon.table("fact_concepts"), {**single("move"), **single("rise-noun")},
            frozenset((*single("growth-noun"), *single("rise-noun"), *lexicon.table("fact_growth"))),
            frozenset((*single("forecast"), *lexicon.table("fact_guesses"))), frozenset(lexicon.table("base_words")), broad,
            frozenset(lexicon.table("fact_nearness")),
        )

    @cached_property
    def _named(self) -> Mapping[str, tuple[Alias, ...]]:
        found: dict[str, tuple[Alias, ...]] = {}
        for name, concept in self.concepts.items():
            words = words_of(name)
            found[words[0]] = (*found.get(words[0], ()), Alias(words, concept, "concept"))
        return found

    @cached_property
    def _alike(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, concept in self.concepts.items():
            found[concept] = (*found.get(concept, (concept,)), *((name,) if name != concept else ()))
        return found

    @property
    def firsts(self) -> Collection[str]:
        """The words that customary names of concepts begin with."""
        return self._named.keys()

    def aliases(self, first: str) -> tuple[Alias, ...]:
        """The customary names of concepts that begin with a word."""
        return self._named.get(first, ())

    def shared(self, concept: str) -> str:
        """The name that all names of a concept stand for, in small letters."""
        name = folded(concept)
        return self.concepts.get(name, name)

    @cached_property
    def _synonyms(self) -> dict[str, tuple[str, ...]]:
        return {}

    def synonyms(self, concept: str) -> tuple[str, ...]:
        """The names under which a table may hold a concept, its own first: revenue is also net sales."""
        if concept not in self._synonyms:
            name = folded(concept)
            self._synonyms[concept] = tuple(dict.fromkeys((name, *self._alike.get(self.concepts.get(name, name), ()))))
        return self._synonyms[concept]


NO_WORDING = Wording()
