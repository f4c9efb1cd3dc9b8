"""The words of a sentence as they tell what it is about: stems, names, and what a figure measures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from verifier.lexicon import Lexicon
from verifier.link.stems import STEM
from verifier.model import Span

# a word with the hyphens, dots and ampersands inside it, or a mark that ends a clause
_WORD = re.compile(r"[^\W_]+(?:[-&.][^\W_]+)*|--+|[;:,()—–]")
TITLE_CASE = 3  # a line in which this many long words are capital and none is small has no names to tell

Sort = Literal["word", "name", "land", "mark"]
Kind = tuple[str, str, Sort]  # a word in small letters, the feature it counts as, its sort


class Term(Struct, frozen=True, gc=False):  # a long source has hundreds of thousands, and none can be part of a cycle
    """A word of a sentence: where it starts, itself in small letters, the feature it counts as ("" for none), and its sort."""

    start: int
    word: str
    feature: str
    sort: Sort


class Wording(Struct, frozen=True):
    """The word lists this room looks into, as `rules/lexicon/<language>/dossier.yaml` and its neighbours give them."""

    faint: Collection[str]
    things: Collection[str]
    metrics: Mapping[str, str]
    narrowed: Collection[str]
    narrowing: Collection[str]
    heads: Mapping[str, str]
    bases: Collection[str]
    lands: Mapping[str, str]
    moves: Mapping[str, int]
    forecasts: Collection[str]
    openers: Collection[str]
    lasting: Mapping[str, int]
    span_ends: Collection[str]
    unlimiting: Collection[str]
    spanning: Collection[str]
    aims: Collection[str]
    undertakings: Collection[str]
    ahead: Collection[str]
    offices: Collection[str]
    sayings: Collection[str]
    spoken_of: Collection[str]
    stately: Collection[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Wording:
        """The lists of a lexicon; classes of several words are left to phrases."""
        moves = lexicon.classes.get("move", {})
        return cls(
            lexicon.table("faint"), lexicon.table("things"), lexicon.table("metrics"), lexicon.table("narrowed"),
            lexicon.table("narrowing"), lexicon.table("band_heads"), lexicon.table("base_words"), _lands(lexicon),
            {words[0]: int(sign) for words, sign in moves.items() if len(words) == 1 and sign},
            frozenset(words[0] for words in lexicon.classes.get("forecast", {}) if len(words) == 1),
            lexicon.table("sentence_openers"), {word: int(months) for word, months in lexicon.table("lasting").items()},
            lexicon.table("span_ends"), lexicon.table("unlimiting"), lexicon.table("spanning"), lexicon.table("aims"),
            lexicon.table("undertakings"), frozenset(word for word, said in lexicon.table("manners").items() if said == "ahead"),
            lexicon.table("offices"), lexicon.table("sayings"), lexicon.table("spoken_of"),
            lexicon.table("stately"),
        )  # fmt: skip

    def feature(self, word: str) -> str:
        """What a word counts as: a metric, a direction, else its stem; "" for one that says nothing."""
        if word in self.metrics:
            return f"={self.metrics[word]}"
        if word in self.moves:
            return "+" if self.moves[word] > 0 else "-"
        if word in self.faint or len(word) < 2 or word.isdigit():
            return ""
        return word[:STEM]


def known_names(sentences: Iterable[tuple[str, Span]], wording: Wording) -> frozenset[str]:
    """The words that are names: capital inside a sentence, or at its head, and never small anywhere.

    A first word that the lists know ("Revenue", "The", "Gains") is none, nor is a capital in a line of capitals.
    """
    inside: set[str] = set()
    leading: set[str] = set()
    spelt: set[str] = set()
    for text, span in sentences:
        words = _WORD.findall(text, span.start, span.end)
        spelt.update(words)
        head = next((place for place, word in enumerate(words) if word[0].isalnum()), len(words))
        if head < len(words) and not _title_case(words):
            inside.update(words[head + 1 :])
            leading.add(words[head].lower() if words[head][0].isupper() else "")
    small = {word for word in spelt if word[0].islower()}
    listed = (wording.faint, wording.metrics, wording.moves, wording.forecasts, wording.openers, small)
    heads = {word for word in leading if word and not word.endswith("ly") and not any(word in words for words in listed)}
    return frozenset({word.lower() for word in inside if word[0].isupper()} - small | heads)


def _title_case(words: Sequence[str]) -> bool:
    long = 0
    for word in words:
        if len(word) > 3 and word[0].isalpha():
            if not word[0].isupper():
                return False
            long += 1
    return long >= TITLE_CASE


def terms_of(
    text: str, span: Span, taken: Sequence[Span], names: Collection[str], wording: Wording, known: dict[str, Kind] | None = None
) -> tuple[Term, ...]:
    """The words of a sentence outside its mentions (`taken`, in order), in order.

    `known` remembers what words are from one sentence of a text to the next, for one set of names.
    """
    found: list[Term] = []
    known = {} if known is None else known
    place = 0
    for match in _WORD.finditer(text, span.start, span.end):
        start = match.start()
        while place < len(taken) and taken[place].end <= start:
            place += 1
        if place < len(taken) and taken[place].start <= start:
            continue
        spelt = match.group()
        kind = known.get(spelt)
        if kind is None:
            kind = known[spelt] = _kind(spelt, names, wording)
        found.append(Term(start, *kind))
    return tuple(found)


def _kind(spelt: str, names: Collection[str], wording: Wording) -> Kind:
    """What a word or mark as spelt is, wherever it stands."""
    if not spelt[0].isalnum():
        return spelt, "", "mark"
    word = spelt.lower()
    shouted = spelt.isupper() and len(spelt) > 1  # "US" is a country, "us" is not
    if spelt[0].isupper() and word in wording.lands and (shouted or word not in wording.faint):
        return word, f"@{wording.lands[word]}", "land"
    if _named(spelt, word, names, wording) and (shouted or word not in wording.faint):
        return word, f"!{word}", "name"
    return word, wording.feature(word), "word"


def _named(spelt: str, word: str, names: Collection[str], wording: Wording) -> bool:
    """Whether a word as spelt is somebody's name: no part of it small ("AI-related" is none), and no word for a thing."""
    if word not in names or word in wording.things or word in wording.metrics:
        return False
    return not any(part[:1].islower() for part in spelt.split("-"))


def _lands(lexicon: Lexicon) -> Mapping[str, str]:
    """Names of countries, their cities and peoples in small letters → country; those of one word, with what CLDR leaves out."""
    tables = (lexicon.table("countries"), lexicon.table("places"), lexicon.table("peoples"), lexicon.table("lands"))
    return {word.lower().rstrip("."): land for table in tables for word, land in table.items() if " " not in word}
