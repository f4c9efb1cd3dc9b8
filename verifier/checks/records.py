"""A figure said to be the largest of a group against the table's rows: which of them are larger, and of what scope.

One larger row refutes; how surely is a matter of its scope. A row that lies within the claim's scope is of it, as the largest
outlay on workshops is beaten by one on a single workshop. Of a wider row ("new infrastructure" beside "cloud") a part may lie
elsewhere, and a row that states no scope may be anything: these ask for a look. A row of another scope says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from msgspec import Struct

from verifier.checks.reading import Sentence, neutral
from verifier.checks.series import EVER, verdict_of
from verifier.model import Answer, Mention, Unknown
from verifier.sources.facts import Facts
from verifier.sources.facts.rows import Fact
from verifier.sources.ledger import Ledger

Reach = Literal["same", "unclear", "wider"]
SAID = {"same": "", "unclear": "; whether it is of the same scope is not said", "wider": "; its scope is wider"}
ORDER = tuple(SAID)  # the surest first
OWN = timedelta(days=31)  # a row that began so shortly before the text's day may be the very plan the text is about


class Ranked(Struct, frozen=True):
    """A figure of the text, the superlative said of it, what it is a figure of, and the known scopes the superlative names."""

    figure: Mention
    claim: Mention
    concept: str
    scopes: frozenset[str]


def among(ledger: Ledger, facts: Facts, sentence: Sentence, said: Ranked, group: str) -> Answer | None:
    """1 or 0 as `extreme`, for a figure among those of all members of a group; None where the tables know none of them."""
    today = ledger.document.date
    members = [row for name in facts.names.members.get(group, ()) for row in facts.series(name, said.concept)]
    rows = [
        (reach, row) for row in members
        if row.unit == said.figure.unit and not row.late and (today is None or row.period.first <= today)
        and (reach := _reach(row.scope, said.scopes, facts)) is not None
    ]  # fmt: skip
    records = [row for row in facts.series(group, said.concept) if not row.scope or _head(row.scope) in said.scopes]
    records = [row for row in records if row.unit == said.figure.unit and not row.late]
    vouched = any(row.complete_since == EVER for row in records)  # then rows of doubtful scope were looked through, too
    larger = [(reach, row) for reach, row in rows if _larger(row, said.figure) and (reach == "same" or not vouched)]
    if larger:
        reach, most = min(larger, key=lambda each: (ORDER.index(each[0]), -each[1].value))
        older = today is not None and today - most.period.first > OWN
        sure = reach == "same" and bool(said.scopes) and older and _accounted(sentence, said.claim, facts)
        return (verdict_of(False, f"{_named(most)}{SAID[reach]}", (most,), sure),)
    return decided(said, [row for reach, row in rows if reach == "same"], records, group, near=len(rows))


def decided(said: Ranked, rows: Sequence[Fact], records: Sequence[Fact], whose: str, near: int = 0) -> Answer | None:
    """A candidate where a row is larger or a record vouches that none is, else Unknown; None without any row.

    `near` is how many rows there are beside those given, of doubtful scope.
    """
    larger = [row for row in (*rows, *records) if _larger(row, said.figure)]
    if larger:
        most = max(larger, key=lambda row: row.value)
        return (verdict_of(False, _named(most), (most,), False),)
    vouched = [row for row in records if row.complete_since == EVER]
    if vouched:
        return (verdict_of(True, f"none larger among {whose}", tuple(vouched), True),)
    if rows or records or near:
        return Unknown(f"no row contradicts '{said.claim.text}', but the fact table is not known to be complete for {whose}")
    return None


def _reach(scope: str, scopes: frozenset[str], facts: Facts) -> Reach | None:
    """How a row's scope stands to those that a claim names; None where it is another."""
    if not scopes:
        return "same"
    named, covers = _head(scope), facts.names.covers
    if not named:
        return "unclear"
    if named in scopes or any(named in covers.get(each, ()) for each in scopes):
        return "same"
    return "wider" if not scopes.isdisjoint(covers.get(named, ())) else None


def _head(scope: str) -> str:
    return scope.partition(";")[0].strip()


def _larger(row: Fact, figure: Mention) -> bool:
    return figure.strict is not None and row.core.lo > figure.strict.hi and row.qualifier != "up_to"


def _named(row: Fact) -> str:
    return row.named + (f", {row.scope}" if row.scope else "")


def _accounted(sentence: Sentence, claim: Mention, facts: Facts) -> bool:
    """Whether the tables know every word that limits a superlative: "the largest single-site outlay" has fewer rivals."""
    after = [place for place, token in enumerate(sentence.tokens) if token.start >= claim.span.start][1:]
    known = {place for hit in sentence.hits for place in range(hit.first, hit.last)}
    return all(
        place in known or neutral(sentence.tokens[place].word, facts) or sentence.tokens[place].word == "ever" for place in after
    )
