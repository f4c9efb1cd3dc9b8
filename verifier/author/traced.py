"""Why a figure was, or was not, checked against the fact tables: how its sentence was read, and what the tables answered."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.checks.meanings import Meaning, meanings
from verifier.checks.reading import entities, facts_of, sentence_at
from verifier.engine import Verifier
from verifier.model import Document, Finding, Mention, Span
from verifier.sources.facts import Facts
from verifier.sources.ledger import Ledger

NO_TABLES = "no fact table is configured; name one with --facts, or under sources: in verifier.yaml"


def explained(verifier: Verifier, document: Document, within: Span) -> Iterator[str]:
    """Lines on each figure of a stretch of a document: its readings, and every finding that rests on facts or lacks them."""
    report = verifier.verify(document)
    ledger = Ledger(report.document, report.mentions, verifier.sources)
    facts = facts_of(ledger)
    if facts is None:
        yield NO_TABLES
        return
    for mention in report.mentions:
        if within.overlaps(mention.span) and mention.kind not in ("identifier", "date", "year", "weekday", "time", "duration"):
            yield f"{mention.text}"
            yield from _readings(ledger, facts, mention)
            yield from _answers(mention, report.findings)


def _readings(ledger: Ledger, facts: Facts, mention: Mention) -> Iterator[str]:
    sentence = sentence_at(ledger, facts, mention.span.start)
    read = meanings(ledger, facts, sentence, mention)
    for meaning in read:
        yield f"  read as    {_read(meaning)}"
    if not read:
        names, _ = entities(ledger, facts, sentence, mention.span.start)
        words = list(dict.fromkeys(hit.alias.target for hit in sentence.of("concept")))
        sorts = (("entity", names), ("concept", words))
        known = [f"{sort}: {', '.join(found) or 'none the tables know'}" for sort, found in sorts]
        yield f"  read as    {'; '.join(known)}"


def _read(meaning: Meaning) -> str:
    days = f"{meaning.days.period} ({meaning.days.known})" if meaning.days else "no period"
    sure = "sure" if meaning.sure else "a part of it only" if meaning.part else "not the only reading"
    return f"{meaning.entity}, {meaning.concept}, {days}: {sure}"


def _answers(mention: Mention, findings: tuple[Finding, ...]) -> Iterator[str]:
    """What rests on facts, or asked for some: the verdicts, and where each fact stands."""
    own = [finding for finding in findings if finding.span == mention.span]
    for finding in own:
        cited = [evidence for evidence in finding.evidence if evidence.source.startswith("facts:")]
        if cited or (finding.reason and "fact" in finding.reason):
            yield f"  {finding.verdict.word.ljust(10)} {finding.claim.rule}: {finding.message}"
            yield from (f"             {evidence.locator}  {evidence.key}: {evidence.note}" for evidence in cited)
    if not any(finding.claim.rule == "stated-fact" for finding in own) and mention.kind != "superlative":
        yield "  not held   no table has a figure for that reading, or none that the sentence makes sure"
