"""Streaks against fact tables: "for the sixth consecutive quarter"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from verifier.checks import unanswered
from verifier.checks.meanings import concept_before
from verifier.checks.periods import days_of
from verifier.checks.reading import Sentence, entities, facts_of, sentence_at
from verifier.checks.series import NEXT, Value, growth_series, now_of
from verifier.interval import point
from verifier.model import Answer, Candidate, Mention, Quantity, Verdict
from verifier.sources.facts import Facts
from verifier.sources.facts.names import words_of
from verifier.sources.ledger import Inquiry
from verifier.units import COUNT

STREAK = "streak of "  # how the concept of a row that counts a streak begins


def streak(inquiry: Inquiry, count: Mention) -> Answer:
    """How many periods in a row: as a row states it ("streak of triple-digit growth"), else recounted from a series of growth.

    A run that reaches back to the table's first row may be longer than the table, and answers nothing.
    """
    facts = facts_of(inquiry.ledger)
    if facts is None or count.unit is None:
        return unanswered.streak(inquiry, count)
    sentence = sentence_at(inquiry.ledger, facts, count.span.start)
    names, said = entities(inquiry.ledger, facts, sentence, count.span.start)
    found = next(_recorded(inquiry, facts, sentence, names, count), None)
    found = found or next(_recounted(inquiry, facts, sentence, names, count, said), None)
    return (found,) if found else unanswered.streak(inquiry, count)


def _recorded(
    inquiry: Inquiry, facts: Facts, sentence: Sentence, names: Sequence[str], count: Mention
) -> Iterator[Candidate]:
    """Rows that state the streak itself, where the sentence has every word of what it is a streak of."""
    words = {token.word.rstrip("s") for token in sentence.tokens}
    for name in names:
        days = days_of(inquiry.ledger, facts, sentence, count.span.start, name)
        spoken = {hit.alias.target for hit in sentence.of("concept")}
        for concept in facts.concepts(name):
            if not concept.startswith(STREAK) or not (concept in spoken or _all_in(concept.removeprefix(STREAK), words)):
                continue
            rows = [row for row in facts.series(name, concept) if row.unit == count.unit and _all_in(row.scope, words)]
            values = [Value(row.period, row.core, (row,)) for row in rows]
            now = now_of(inquiry.ledger, values, days.period if days else None)
            if now is not None:
                basis = f"{name}, {concept}, {now.period} ({now.facts[0].confidence} confidence)"
                harshest = now.facts[0].harshest if days and days.known == "said" else Verdict.WARN
                quantity = Quantity(now.interval, now.facts[0].unit)
                yield Candidate(quantity, (now.facts[0].evidence(),), basis, harshest=harshest)


def _all_in(text: str, words: set[str]) -> bool:
    return all(word.rstrip("s") in words for word in words_of(text))


def _recounted(
    inquiry: Inquiry, facts: Facts, sentence: Sentence, names: Sequence[str], count: Mention, said: bool
) -> Iterator[Candidate]:
    if any(mention.kind == "band" for mention in sentence.mentions) or len(names) != 1 or count.value is None:
        return
    moves = {facts.wording.moves[token.word] for token in sentence.tokens if token.word in facts.wording.moves} - {0}
    concepts = list(dict.fromkeys(hit.alias.target for hit in concept_before(inquiry.ledger, facts, sentence, count.span.start)))
    if len(moves) > 1 or len(concepts) != 1:
        return
    sign = moves.pop() if moves else 1
    days = days_of(inquiry.ledger, facts, sentence, count.span.start, names[0])
    series = growth_series(inquiry.ledger, facts, names[0], concepts[0])
    now = now_of(inquiry.ledger, series, days.period if days else None)
    run = _run(series, now, sign) if now else []
    if not now or not run:
        return
    broken = len(run) < len([value for value in series if value.period.last <= now.period.last])
    if not broken:
        return  # it may be longer than the table: "the sixth" cannot be told from the ninth
    rows = tuple(dict.fromkeys(fact for value in run for fact in value.facts))
    harshest = min(row.harshest for row in rows) if said and days and days.known == "said" else Verdict.WARN
    basis = f"{len(run)} in a row, to {now.period}, in {names[0]}, {concepts[0]}"
    quantity = Quantity(point(Decimal(len(run))), count.unit or COUNT)
    yield Candidate(quantity, tuple(row.evidence() for row in rows), basis, harshest=harshest)


def _run(series: Sequence[Value], now: Value, sign: int) -> list[Value]:
    """The members in a row up to now whose growth has a sign, without a gap."""
    run: list[Value] = []
    for value in reversed([value for value in series if value.period.last <= now.period.last]):
        if sign * value.interval.middle <= 0 or (run and run[-1].period.first - value.period.last > NEXT):
            break
        run.append(value)
    return run
