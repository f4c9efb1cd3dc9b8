"""A sentence read for fact tables: its words, the names and concepts that the tables know, and whom it speaks of.

Conservative on purpose: names are those before the figure rather than after it, and where several are possible all are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from verifier.model import Block, Mention, Span
from verifier.sources.facts import Facts
from verifier.sources.facts.names import Alias
from verifier.sources.ledger import Ledger

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVES = frozenset("'’")
LONGEST = 4_000  # characters of a sentence; what is longer is a list without full stops, and says nothing of one figure
LOOKED = 1_500  # characters before a sentence in which a name still is what the text speaks of


class Token(Struct, frozen=True):
    """A word of the text in small letters, where it stands, and whether its first letter is a capital."""

    start: int
    end: int
    word: str
    capital: bool


class Hit(Struct, frozen=True):
    """An alias found in the text: its place, and its tokens' places in the sentence."""

    span: Span
    first: int
    last: int
    alias: Alias


class Sentence(Struct, frozen=True):
    """A sentence read for names: its tokens, every alias in it, and its mentions."""

    span: Span
    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    mentions: tuple[Mention, ...]

    def of(self, sort: str) -> list[Hit]:
        """The aliases of one sort, in text order."""
        return [hit for hit in self.hits if hit.alias.sort == sort]


def facts_of(ledger: Ledger) -> Facts | None:
    """The fact tables at hand, if any, as they were known on the text's day."""
    source = ledger.sources.get(Facts.name)
    return ledger.once(("facts",), lambda: source.on(ledger.document.date)) if isinstance(source, Facts) else None


def sentence_at(ledger: Ledger, facts: Facts, offset: int) -> Sentence:
    """The sentence an offset lies in, read once per check."""
    return _sentence(ledger, facts, _span_at(ledger, offset))


def _span_at(ledger: Ledger, offset: int) -> Span:
    sentences = ledger.document.sentences
    place = bisect_right(sentences, offset, key=_start) - 1
    return sentences[place] if place >= 0 else Span(0, len(ledger.document.text))


def _sentence(ledger: Ledger, facts: Facts, span: Span) -> Sentence:
    return ledger.once(("facts sentence", span.start), lambda: _read(ledger, facts, span))


def sentences_before(ledger: Ledger, facts: Facts, sentence: Sentence) -> Iterator[Sentence]:
    """Those before one with a name or concept, the nearest first, as far back as a text is still thought to speak of the same."""
    spans = _all_telling(ledger, facts)
    place = bisect_left(spans, sentence.span.start, key=_start) - 1
    while place >= 0 and spans[place].end > sentence.span.start - LOOKED:
        yield _sentence(ledger, facts, spans[place])
        place -= 1


def telling(ledger: Ledger, facts: Facts, offset: int) -> bool:
    """Whether the sentence an offset lies in may say a name or concept at all."""
    span, sentences = _span_at(ledger, offset), ledger.document.sentences
    if not sentences or offset < sentences[0].start:
        return _tells(ledger, facts, span)
    return span.start in ledger.once(("facts starts",), lambda: {told.start for told in _all_telling(ledger, facts)})


def _tells(ledger: Ledger, facts: Facts, span: Span) -> bool:
    return facts.begins(map(str.lower, _WORD.findall(ledger.document.text, span.start, span.end)))


def _all_telling(ledger: Ledger, facts: Facts) -> tuple[Span, ...]:
    """The sentences with a word that begins a name or concept; the others need not be read for what a text speaks of."""
    told = (span for span in ledger.document.sentences if _tells(ledger, facts, span))
    return ledger.once(("facts telling",), lambda: tuple(told))


def _start(span: Span) -> int:
    return span.start


def _read(ledger: Ledger, facts: Facts, span: Span) -> Sentence:
    if span.end - span.start > LONGEST:
        return Sentence(span, (), (), ())
    mentions = ledger.mentions
    first = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    last = bisect_left(mentions, span.end, lo=first, key=lambda mention: mention.span.start)
    tokens = tokens_of(ledger.document.text, span)
    return Sentence(span, tokens, tuple(_hits(tokens, facts)), mentions[first:last])


def tokens_of(text: str, span: Span) -> tuple[Token, ...]:
    """The words of a stretch of text, the s of a possessive left out."""
    found: list[Token] = []
    for match in _WORD.finditer(text, span.start, span.end):
        word = match.group()
        if word == "s" and match.start() and text[match.start() - 1] in _POSSESSIVES:
            continue
        found.append(Token(match.start(), match.end(), word.lower(), word[0].isupper()))
    return tuple(found)


def _hits(tokens: Sequence[Token], facts: Facts) -> Iterator[Hit]:
    """Every alias in the tokens; of two of one sort that overlap the longer one, of two sorts both."""
    taken: dict[str, int] = {}
    for place, token in enumerate(tokens):
        following = tokens[place + 1].word if place + 1 < len(tokens) else ""
        for alias in facts.aliases(token.word, following):
            end = place + len(alias.words)
            if taken.get(alias.sort, 0) > place and not _same(taken, alias, place):
                continue
            if alias.proper and not token.capital:
                continue
            if alias.words == tuple(other.word for other in tokens[place:end]):
                taken[alias.sort] = max(taken.get(alias.sort, 0), end)
                yield Hit(Span(token.start, tokens[end - 1].end), place, end, alias)


def _same(taken: dict[str, int], alias: Alias, place: int) -> bool:
    """Whether an alias ends just where the longer one found before it does: two entities of one name are both kept."""
    return taken[alias.sort] == place + len(alias.words)


def entities(ledger: Ledger, facts: Facts, sentence: Sentence, before: int) -> tuple[list[str], bool]:
    """Who a figure at an offset may be about, and whether that is said in its own sentence.

    The names before the figure in its sentence; else those after it; else those of the nearest sentence before that has any.
    Of an owner and its part in one sentence both are kept: which of the two is meant the table may tell.
    """
    own = [hit for hit in sentence.of("entity") if _meant(ledger, facts, hit, sentence)]
    ahead = [hit for hit in own if hit.span.end <= before]
    if ahead or own:
        return _names(ahead or own), True
    for earlier in sentences_before(ledger, facts, sentence):
        if named := [hit for hit in earlier.of("entity") if _meant(ledger, facts, hit, earlier)]:
            return _names(named), False
    return [], False


def _names(hits: Sequence[Hit]) -> list[str]:
    return list(dict.fromkeys(hit.alias.target for hit in reversed(hits)))


def _meant(ledger: Ledger, facts: Facts, hit: Hit, sentence: Sentence) -> bool:
    """Whether a word like "the unit" can mean an entity here: the text has named that, or its owner, up to this sentence."""
    if not hit.alias.called:
        return True
    if qualified(sentence, hit, facts):
        return False
    target = hit.alias.target
    wanted = {target, facts.names.owners.get(target, target)}
    if any(other.alias.target in wanted and not other.alias.called for other in sentence.of("entity")):
        return True
    return any(sentence.span.start >= start for name in wanted if (start := _first_named(ledger, facts, name)) is not None)


def qualified(sentence: Sentence, hit: Hit, facts: Facts) -> bool:
    """Whether a word before a description says that it is another thing: "public cloud sales" are not "cloud sales"."""
    place = hit.first - 1
    if place < 0 or hit.alias.words[0] in facts.wording.broad:
        return False
    if sentence.tokens[hit.first].start - sentence.tokens[place].end > 1:
        return False
    named = any(other.first <= place < other.last for other in sentence.of("entity") if other is not hit)
    return not named and not neutral(sentence.tokens[place].word, facts)


def neutral(word: str, facts: Facts) -> bool:
    """Whether a word beside a name or concept says nothing of which part of it is meant."""
    wording = facts.wording
    return word in wording.broad or word in wording.moves or word in wording.growth or word[0].isdigit()


def _first_named(ledger: Ledger, facts: Facts, name: str) -> int | None:
    """Where a text first calls an entity by name; read through once per check, titles included."""
    return ledger.once(("facts names",), lambda: _all_named(ledger, facts)).get(name)


def _all_named(ledger: Ledger, facts: Facts) -> dict[str, int]:
    found: dict[str, int] = {}
    for block in _bodies(ledger):
        for hit in _hits(tokens_of(ledger.document.text, block.span), facts):
            if hit.alias.sort == "entity" and not hit.alias.called:
                found.setdefault(hit.alias.target, hit.span.start)
    return found


def _bodies(ledger: Ledger) -> tuple[Block, ...]:
    blocks = tuple(block for block in ledger.document.blocks if block.kind != "boilerplate")
    return blocks or (Block(Span(0, len(ledger.document.text)), "paragraph"),)
