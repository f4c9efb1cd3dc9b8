"""Claims about a whole group, and comparisons with what a table holds: "the largest ever by a private Chinese company"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from verifier.checks import unanswered
from verifier.checks.meanings import concept_before
from verifier.checks.periods import days_of
from verifier.checks.reading import Sentence, entities, facts_of, sentence_at
from verifier.checks.records import Ranked, among, decided
from verifier.checks.series import verdict_of
from verifier.interval import point
from verifier.model import Answer, Candidate, Evidence, Mention, Quantity, Unknown, Word
from verifier.period import Period
from verifier.sources.facts import Facts
from verifier.sources.facts.rows import Fact
from verifier.sources.ledger import Inquiry, Ledger
from verifier.sources.rates import Rates
from verifier.units import Unit

STALE = timedelta(days=14)  # from the last price of a year to the first day of the next
RECENT = timedelta(days=100)  # a total of the year that ended before the text's day reaches up to it, as reports go
REACH = 800  # characters back to the figure a superlative or comparison speaks of


def within_population(inquiry: Inquiry, facts: Facts, sentence: Sentence, claim: Mention) -> Answer | None:
    """1 or 0 as `extreme`, for the text's figure among all of a group, or among all that its owner ever had.

    Confirmed only by a table that says it is complete: `complete_since` on a row of the group itself (a record), or on the
    rows of the owner. A larger row refutes as far as its scope is the claim's: of the same it may fail, of one that is wider
    or that nobody states it asks for a look, of another it says nothing.
    """
    figure = spoken_of(inquiry.ledger, claim.span.start, "money")
    if figure is None or figure.strict is None or claim.facet("window") != "ever" or claim.facet("direction") != "max":
        return None
    concepts = [hit.alias.target for hit in concept_before(inquiry.ledger, facts, sentence, claim.span.end)]
    groups = list(dict.fromkeys(hit.alias.target for hit in sentence.of("group")))
    scopes = {hit.alias.target for hit in sentence.of("scope") if hit.span.start >= claim.span.start}
    if len(groups) > 1 or not concepts:
        return None
    for concept in dict.fromkeys(concepts):
        if groups:
            answer = among(inquiry.ledger, facts, sentence, Ranked(figure, claim, concept, frozenset(scopes)), groups[0])
        else:
            answer = _of_owner(inquiry.ledger, facts, sentence, figure, claim, concept)
        if answer is not None:
            return answer
    return None


def _of_owner(
    ledger: Ledger, facts: Facts, sentence: Sentence, figure: Mention, claim: Mention, concept: str
) -> Answer | None:
    """Among all of the one entity the sentence names: "the group's biggest-ever pledge"."""
    names, _ = entities(ledger, facts, sentence, claim.span.end)
    if len(names) != 1 or not (claim.facet("owner") or _own_history(ledger, sentence, claim)):
        return None
    rows = [row for row in facts.series(names[0], concept) if row.unit == figure.unit and not row.late]
    vouched = [row for row in rows if row.complete_since is not None]
    return decided(Ranked(figure, claim, concept, frozenset()), rows, vouched, names[0])


def bounded(inquiry: Inquiry, facts: Facts, sentence: Sentence, claim: Mention, reach: date | timedelta) -> Answer | None:
    """1 where a smaller total of the same owner spans the claim's window: no part of a sum is larger than the sum.

    Which concept is the total of which, `names.yaml` says (`total of`), and vouches with that for parts that are all positive. Of
    a claim of all time it leaves what came before the total open. `reach` is how far back the claim goes.
    """
    figure, today = spoken_of(inquiry.ledger, claim.span.start, "money"), inquiry.ledger.document.date
    names, _ = entities(inquiry.ledger, facts, sentence, claim.span.end)
    if figure is None or figure.strict is None or today is None or len(names) != 1 or claim.facet("direction") != "max":
        return None
    if not (claim.facet("owner") or _own_history(inquiry.ledger, sentence, claim)):
        return None
    start = today - reach if isinstance(reach, timedelta) else reach
    for hit in concept_before(inquiry.ledger, facts, sentence, claim.span.end):
        for row in facts.series(names[0], facts.names.totals.get(hit.alias.target, "")):
            late = row.period.last < today - RECENT or row.period.first > today
            if row.unit == figure.unit and not row.scope and not late and row.core.hi < figure.strict.lo:
                if row.period.first <= start:
                    return (verdict_of(True, f"{row.named}, all together", (row,), True),)
                found = f"none since {row.period.first} was larger ({row.named}, all together)"
                return Unknown(f"{found}; what came before is not known")
    return None


def _own_history(ledger: Ledger, sentence: Sentence, claim: Mention) -> bool:
    """Whether the claim is limited to somebody's own past: "in Alibaba's history"."""
    return "history" in ledger.document.text[claim.span.end:sentence.span.end].lower()


def spoken_of(ledger: Ledger, at: int, kind: str) -> Mention | None:
    """The figure a text spoke of last before a place, titles and brackets left out."""
    mentions = ledger.mentions
    first = bisect_left(mentions, at - REACH, key=lambda mention: mention.span.start)
    last = bisect_left(mentions, at, lo=first, key=lambda mention: mention.span.start)
    for mention in reversed(mentions[first:last]):
        bracket = ledger.document.text[max(0, mention.span.start - 10):mention.span.start]
        if mention.kind == kind and mention.strict is not None and mention.zone not in ("title", "boilerplate") and (
            bracket.rfind("(") <= bracket.rfind(")")
        ):
            return mention
    return None


def other_side(inquiry: Inquiry, word: Word | Mention) -> Answer:
    """1 where the text's figure exceeds what a table holds of the words after "exceeds", 0 where it does not.

    "It exceeds Alibaba's total spending on AI over the past decade": the figure is the one spoken of last, the fact is the
    entity's spending for about those years. "Outperforming market expectations" asks for the consensus on the same concept.
    """
    facts = facts_of(inquiry.ledger)
    if facts is None:
        return unanswered.other_side(inquiry, word)
    sentence = sentence_at(inquiry.ledger, facts, word.span.start)
    after = [hit for hit in sentence.of("concept") if hit.span.start >= word.span.end]
    figure = spoken_of(inquiry.ledger, word.span.start, "money")
    if figure is None or figure.strict is None or not after:
        return unanswered.other_side(inquiry, word)
    names, _ = entities(inquiry.ledger, facts, sentence, sentence.span.end)
    for hit in after:
        for row in _compared(inquiry, facts, sentence, word, names, hit.alias.target):
            if row.unit == figure.unit and abs(figure.strict.middle - row.value) > 0:
                larger = figure.strict.lo > row.core.hi
                if not larger and not figure.strict.hi < row.core.lo:
                    return Unknown(f"'{word.text}' is too close to call: {row.named}")
                return (verdict_of(larger, f"{figure.text} against {row.named}", (row,), False),)
    return unanswered.other_side(inquiry, word)


def _compared(
    inquiry: Inquiry, facts: Facts, sentence: Sentence, word: Word | Mention, names: Sequence[str], concept: str
) -> Iterator[Fact]:
    """The facts that the words after a comparison may mean: those of about the years they name, or of the text's own period."""
    after = (mention for mention in sentence.mentions if mention.span.start >= word.span.end)
    later = [mention.period for mention in after if mention.period is not None]
    base = facts.names.bases.get(concept)
    for name in names:
        series = facts.series(name, concept)
        if base is None:
            for period in later:
                yield from (row for row in series if _about(row.period, period))
        elif any(hit.alias.target == base for hit in sentence.of("concept")):
            days = days_of(inquiry.ledger, facts, sentence, word.span.start, name)
            yield from facts.at(name, concept, days.period) if days else ()


def _about(one: Period, other: Period) -> bool:
    """Whether two long stretches are the same to a reader: "the past decade", said in February, ends with the year before."""
    return max(abs((one.first - other.first).days), abs((one.last - other.last).days)) <= 100


def value_before(inquiry: Inquiry, gain: Mention) -> Answer:
    """The market value before a gain: shares in issue times the last price before the year or month the sentence names.

    In the gain's currency, at the rate of the text's day: who speaks of dollars converts today. Shares and prices that are
    tables' of one owner are one company's.
    """
    facts, today = facts_of(inquiry.ledger), inquiry.ledger.document.date
    if facts is None or today is None or gain.unit is None:
        return unanswered.value_before(inquiry, gain)
    sentence = sentence_at(inquiry.ledger, facts, gain.span.start)
    start = next((m.period.first for m in sentence.mentions if m.period and m.facet("relative") == "this"), None)
    if start is None:
        return unanswered.value_before(inquiry, gain)
    found: list[Candidate] = []
    for name in _family(inquiry.ledger, facts, sentence, gain):
        shares, price = _last(facts.series(name[0], "issued shares"), today), _last(facts.series(name[1], "closing price"), start)
        if shares is not None and price is not None and start - price.period.last <= STALE:
            found += _market_value(inquiry.ledger, shares, price, gain.unit, today)
    return tuple(found[:1]) or unanswered.value_before(inquiry, gain)


def _family(ledger: Ledger, facts: Facts, sentence: Sentence, gain: Mention) -> Iterator[tuple[str, str]]:
    """The company and the security that a sentence on a market value may speak of."""
    for name in entities(ledger, facts, sentence, gain.span.start)[0]:
        company = facts.names.owners.get(name, name)
        yield company, name
        yield from ((company, part) for part, owner in facts.names.owners.items() if owner == company and part != name)


def _last(series: Sequence[Fact], before: date) -> Fact | None:
    return next((row for row in reversed(series) if row.period.last < before), None)


def _market_value(ledger: Ledger, shares: Fact, price: Fact, unit: Unit, today: date) -> Iterator[Candidate]:
    value, rate = shares.core * price.core, point(1)
    evidence: tuple[Evidence, ...] = (shares.evidence(), price.evidence())
    rates = ledger.sources.get(Rates.name)
    if price.unit != unit:
        fixing = rates.rate(price.unit.name, unit.name, today) if isinstance(rates, Rates) else None
        if fixing is None or not isinstance(rates, Rates):
            return
        rate, evidence = fixing.interval, (*evidence, *rates.evidence(fixing))
    harshest = min(shares.harshest, price.harshest)
    yield Candidate(Quantity(value * rate, unit), evidence, f"{shares.named}; {price.named}", harshest=harshest)

