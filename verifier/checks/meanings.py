"""What a figure may be a figure of: an entity, a concept and days, with how sure the sentence makes that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from verifier.checks.periods import Days, days_of
from verifier.checks.reading import Hit, Sentence, entities, neutral, qualified, sentences_before
from verifier.model import Mention
from verifier.sources.facts import Facts
from verifier.sources.ledger import Ledger

AFTER = 6  # tokens after a figure in which its concept still may stand: "280 billion yuan (…) in revenue"
WITHIN = 4  # tokens from "revenue" to whose it is: "revenue from its cloud computing business"
NARROWING = 2  # tokens before a concept that say which part of it is meant: "product revenue"
OWNING = frozenset({"of", "from", "at", "in", "for"})
AMOUNTS = frozenset({"money", "number", "measure"})


class Meaning(Struct, frozen=True):
    """One reading of a figure; `sure` where nothing in the sentence allows another, `part` where it narrows the concept."""

    entity: str
    concept: str
    days: Days | None
    sure: bool
    part: bool = False


def meanings(ledger: Ledger, facts: Facts, sentence: Sentence, figure: Mention) -> list[Meaning]:
    """The readings of a figure, the likeliest first; empty where the sentence has no concept the tables know."""
    found: dict[tuple[str, str], Meaning] = {}
    hits = concepts_near(sentence, figure)
    for hit in hits:
        owner = _owner_after(sentence, hit)
        names, said = ([owner], True) if owner else entities(ledger, facts, sentence, max(figure.span.start, hit.span.end))
        part = narrowed(sentence, hit, facts)
        sure = said and len(names) == 1 and hit is hits[0] and not part and _adjacent(sentence, hit, figure)
        for name in names:
            days = days_of(ledger, facts, sentence, figure.span.start, name)
            found.setdefault((name, hit.alias.target), Meaning(name, hit.alias.target, days, sure, part))
    sole = len({(meaning.entity, meaning.concept) for meaning in found.values() if meaning.sure}) == 1
    return [meaning if sole else replace(meaning, sure=False) for meaning in found.values()]


def concepts_near(sentence: Sentence, figure: Mention) -> list[Hit]:
    """The concepts a figure may belong to: the one it names itself, those before it, the nearest first, else one right after."""
    hits = sentence.of("concept")
    inside = [hit for hit in hits if figure.span.covers(hit.span)]
    ahead = [hit for hit in reversed(hits) if hit.span.end <= figure.span.start]
    at = sum(token.end <= figure.span.end for token in sentence.tokens)
    after = [hit for hit in hits if hit.span.start >= figure.span.end and hit.first - at < AFTER]
    return inside or [*ahead, *after[:1]]


def _owner_after(sentence: Sentence, concept: Hit) -> str | None:
    """Whose a concept is by the words after it: "revenue of Alibaba Cloud", "revenue from its cloud computing business"."""
    if concept.last >= len(sentence.tokens) or sentence.tokens[concept.last].word not in OWNING:
        return None
    reach = (concept.last, concept.last + WITHIN)
    return next((hit.alias.target for hit in sentence.of("entity") if reach[0] < hit.first <= reach[1]), None)


def narrowed(sentence: Sentence, concept: Hit, facts: Facts) -> bool:
    """Whether words beside a concept say that only a part of it is meant: "public cloud revenue", "revenue from games"."""
    whole = (hit for hit in sentence.of("entity") if not (hit.alias.called and qualified(sentence, hit, facts)))
    named = {place for hit in whole for place in range(hit.first, hit.last)}
    for place in range(concept.first - 1, max(-1, concept.first - 1 - NARROWING), -1):
        token, following = sentence.tokens[place], sentence.tokens[place + 1]
        if place in named or following.start - token.end > 1 or _mentioned(sentence, token.start):
            break
        if not neutral(token.word, facts):
            return True
    if concept.last + 1 < len(sentence.tokens) and sentence.tokens[concept.last].word in ("from", "of", "at"):
        for place in range(concept.last + 1, min(concept.last + WITHIN, len(sentence.tokens))):
            if place in named or _mentioned(sentence, sentence.tokens[place].start):
                return False
            if not neutral(sentence.tokens[place].word, facts):
                return True
    return False


def _mentioned(sentence: Sentence, offset: int) -> bool:
    """Whether a word is part of a figure or date, which narrows nothing: "revenue from January to March"."""
    return any(mention.span.start <= offset < mention.span.end for mention in sentence.mentions)


def _adjacent(sentence: Sentence, concept: Hit, figure: Mention) -> bool:
    """Whether no other amount stands between a concept and a figure: "revenue of $5 billion and profit of $1 billion"."""
    first, last = sorted((concept.span, figure.span))
    between = [mention for mention in sentence.mentions if first.end <= mention.span.start < last.start]
    return not any(mention.kind in AMOUNTS and mention.span != figure.span for mention in between)


def guessed(sentence: Sentence, facts: Facts) -> bool:
    """Whether a sentence speaks of forecasts or intentions."""
    return any(token.word in facts.wording.guesses for token in sentence.tokens)


def based(sentence: Sentence, figure: Mention, facts: Facts) -> bool:
    """Whether a figure is what another is measured from: "from 260.3 billion yuan"."""
    return any(word in facts.wording.bases for word in words_before(sentence, figure, 2))


def changing(sentence: Sentence, figure: Mention, facts: Facts) -> bool:
    """Whether a figure is the amount of a change: "rose by $2 billion", "added $2 billion"."""
    lead = words_before(sentence, figure, 1)
    return any(word == "by" or word in facts.wording.moves for word in lead)


def words_before(sentence: Sentence, figure: Mention, count: int) -> list[str]:
    """The last words before a figure and its qualifier."""
    start = min(figure.span.start, figure.qualified.start if figure.qualified else figure.span.start)
    return [token.word for token in sentence.tokens if token.end <= start][-count:]


def bracketed(ledger: Ledger, figure: Mention) -> bool:
    """Whether a figure stands in brackets behind another: a conversion, or an aside."""
    lead = ledger.document.text[max(0, figure.span.start - 24):figure.span.start]
    return lead.rfind("(") > lead.rfind(")")


def grows(sentence: Sentence, facts: Facts) -> bool:
    """Whether a sentence speaks of growth or decline."""
    return any(token.word in facts.wording.growth or token.word in facts.wording.moves for token in sentence.tokens)


def concept_before(ledger: Ledger, facts: Facts, sentence: Sentence, at: int) -> Iterator[Hit]:
    """The concepts a superlative or streak may rank: those of its sentence, those ahead of it first; else of the one before."""
    hits = sentence.of("concept")
    ordered: Sequence[Hit] = [*(hit for hit in reversed(hits) if hit.span.end <= at), *(hit for hit in hits if hit.span.end > at)]
    if ordered:
        yield from ordered
        return
    for earlier in sentences_before(ledger, facts, sentence):
        if found := earlier.of("concept"):
            yield from reversed(found)
            return
