"""Superlatives against fact tables: one larger row refutes, none confirms only as far as the table is complete.

A series is complete from one day to another where its rows follow each other without a gap, or where a row says so
(`complete_since`). What a superlative holds of is 1, what it does not hold of 0: words have no other value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from verifier.checks import unanswered
from verifier.checks.facts import least_sure
from verifier.checks.growthrows import growth_concept, growths
from verifier.checks.meanings import concept_before, narrowed
from verifier.checks.periods import days_of
from verifier.checks.reading import Sentence, entities, facts_of, sentence_at
from verifier.interval import Interval, point
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown, Verdict
from verifier.period import Period
from verifier.sources.facts import Facts
from verifier.sources.facts.rows import Fact
from verifier.sources.ledger import Inquiry, Ledger
from verifier.units import COUNT, RATIO

TRUE, FALSE = Decimal(1), Decimal(0)
NEXT = timedelta(days=4)  # between the end of one row and the start of the next: business weeks
EVER = date.min
CITED = 40  # members of a series that a finding cites one by one; of a longer one, as of daily prices, those that decide
IN_DAYS = {
    "day": Decimal(1), "week": Decimal(7), "month": Decimal("30.44"), "quarter": Decimal("91.31"), "year": Decimal("365.25"),
}  # fmt: skip


class Value(Struct, frozen=True):
    """One member of a series: its days, what it may be, and the facts it rests on."""

    period: Period
    interval: Interval
    facts: tuple[Fact, ...]


def extreme(inquiry: Inquiry, claim: Mention) -> Answer:
    """1 where a superlative about an entity's own series holds, 0 where a row refutes it; Unknown where neither is known.

    What is ranked is the growth or level of a concept ("fastest growth in three years", "highest revenue since 2021"), or
    a figure the text gives, within a group the tables know ("the largest investment ever by a private Chinese company").
    """
    facts = facts_of(inquiry.ledger)
    if facts is None or claim.facet("hedge") or claim.facet("direction") not in ("max", "min"):
        return unanswered.extreme(inquiry, claim)
    from verifier.checks.population import bounded, within_population  # they need this file, too

    sentence = sentence_at(inquiry.ledger, facts, claim.span.start)
    answer = _in_series(inquiry, facts, sentence, claim) or within_population(inquiry, facts, sentence, claim)
    reach = _window(inquiry, sentence, claim)
    if not isinstance(answer, tuple) and reach is not None and not _is_growth(claim, facts):
        answer = bounded(inquiry, facts, sentence, claim, reach) or answer
    return answer or unanswered.extreme(inquiry, claim)


def _in_series(inquiry: Inquiry, facts: Facts, sentence: Sentence, claim: Mention) -> Answer | None:
    reach = _window(inquiry, sentence, claim)
    if reach is None:
        return None
    ledger = inquiry.ledger
    names, said = entities(ledger, facts, sentence, claim.span.start)
    growing, near = _is_growth(claim, facts), _nearly(sentence, claim, facts)
    answers: list[Answer] = []
    for name in names:
        days = days_of(ledger, facts, sentence, claim.span.start, name)
        for concept in dict.fromkeys(hit.alias.target for hit in concept_before(ledger, facts, sentence, claim.span.start)):
            series = growth_series(ledger, facts, name, concept) if growing else tuple(_level_series(facts, name, concept))
            daily = len(series) > 1 and all(value.period.days == 1 for value in series)
            now = _on_the_day(ledger, sentence, series, near) if daily else now_of(ledger, series, days.period if days else None)
            if now is not None and len(series) > 1:
                spoken = said and len(names) == 1 and days is not None and days.known == "said"
                answer = _ranked(series, now, reach, claim, spoken and _whole(sentence, facts, concept))
                # what is only said to be near a record is no claim to be one
                beaten = near and isinstance(answer, tuple) and answer[0].quantity.interval.hi < TRUE
                answers.append(Unknown(f"'{claim.text}' is only said to be near") if beaten else answer)
    decided = [answer for answer in answers if not isinstance(answer, Unknown)]
    return decided[0] if decided else answers[0] if answers else None


def _nearly(sentence: Sentence, claim: Mention, facts: Facts) -> bool:
    """Whether a superlative is only almost reached: "around their highest level"."""
    ahead = [token.word for token in sentence.tokens if token.end <= claim.span.start]
    return any(word in facts.wording.near for word in ahead[-3:])


def _on_the_day(ledger: Ledger, sentence: Sentence, series: Sequence[Value], near: bool) -> Value | None:
    """Of daily figures that of the day the sentence names last, else the newest shortly before the text.

    What is said to be near a record needs no figure of its own day; another day's figure decides nothing else.
    """
    named = [mention.period.first for mention in sentence.mentions if mention.period is not None and mention.period.days == 1]
    day = named[-1] if named else ledger.document.date
    slack = timedelta(0) if named and not near else NEXT
    past = [value for value in series if day is not None and timedelta(0) <= day - value.period.first <= slack]
    return past[-1] if past else None


def _whole(sentence: Sentence, facts: Facts, concept: str) -> bool:
    """Whether nothing in the sentence narrows the concept to a part of it."""
    return not any(narrowed(sentence, hit, facts) for hit in sentence.of("concept") if hit.alias.target == concept)


def _is_growth(claim: Mention, facts: Facts) -> bool:
    """Whether growth is ranked rather than a level: "fastest growth", "highest growth rate", "fastest rise"."""
    said = f"{claim.facet('noun') or ''} {claim.text}".lower().replace("-", " ").split()
    return any(word in facts.wording.growth for word in said)


def _window(inquiry: Inquiry, sentence: Sentence, claim: Mention) -> date | timedelta | None:
    """How far back a superlative reaches: a length of time, a first day, or ever; None where it says neither.

    "In more than two years" is true where it holds for two; "since 2021" where it holds for all that came after 2021, in which
    there was more at some time.
    """
    window = _window_said(inquiry, sentence, claim)
    if window is not None and window.kind == "duration" and window.value is not None and window.unit is not None:
        return timedelta(days=int(window.value * IN_DAYS.get(window.unit.name, Decimal(0)))) or None
    if window is not None and window.period is not None:
        return window.period.last + timedelta(days=1) if window.period.last < date.max else None
    return EVER if claim.facet("window") in ("ever", "on record") else None


def _window_said(inquiry: Inquiry, sentence: Sentence, claim: Mention) -> Mention | None:
    role = inquiry.claim.role("window")
    return role if isinstance(role, Mention) else _window_after(sentence, claim)


def _window_after(sentence: Sentence, claim: Mention) -> Mention | None:
    """The length or date that the superlative's own window or scope names: "growth rate for more than two years"."""
    said = " ".join(filter(None, (claim.facet("window"), claim.facet("scope"))))
    later = (mention for mention in sentence.mentions if mention.span.start >= claim.span.end)
    return next((mention for mention in later if mention.kind in ("duration", "date", "year") and mention.text in said), None)


def _level_series(facts: Facts, entity: str, concept: str) -> Iterator[Value]:
    rows = [row for row in facts.series(entity, concept) if not row.scope]
    for row in rows:
        if row.unit == rows[-1].unit:
            yield Value(row.period, row.core, (row,))


def growth_series(ledger: Ledger, facts: Facts, entity: str, concept: str) -> tuple[Value, ...]:
    """The growth of every period of a concept, in order of time; worked out once per check."""
    return ledger.once(("growth", entity, concept), lambda: tuple(_grown(facts, entity, concept)))


def _grown(facts: Facts, entity: str, concept: str) -> Iterator[Value]:
    base = next((base for base, grown in facts.names.growth.items() if grown == concept), concept.removesuffix(" growth"))
    rows = [*facts.series(entity, growth_concept(facts, base)), *facts.series(entity, base)]
    for period in sorted({row.period for row in rows}, key=lambda period: (period.last, period.first)):
        for growth in growths(facts, entity, base, period)[:1]:
            yield Value(period, growth.interval, growth.facts)


def now_of(ledger: Ledger, series: Sequence[Value], period: Period | None) -> Value | None:
    """The member the text speaks of: that of its days, else the newest that had ended on the text's day."""
    if period is not None:
        return next((value for value in series if abs((value.period.last - period.last).days) <= 6
                     and abs((value.period.first - period.first).days) <= 6), None)
    today = ledger.document.date
    ended = [value for value in series if today is not None and timedelta(0) <= today - value.period.last <= timedelta(days=200)
             and not any(fact.late for fact in value.facts)]
    return ended[-1] if ended else None


def _ranked(series: Sequence[Value], now: Value, reach: date | timedelta, claim: Mention, sure: bool) -> Answer:
    start = _start(now, reach)
    others = [value for value in series if value is not now and start < value.period.last < now.period.last
              and abs(value.period.days - now.period.days) <= 7]
    sign = 1 if claim.facet("direction") == "max" else -1
    for other in others:
        if (other.interval.lo >= now.interval.hi) if sign > 0 else (other.interval.hi <= now.interval.lo):
            return (verdict_of(False, _said(other, now), (*now.facts, *other.facts), sure),)
    if any(sign * other.interval.middle >= sign * now.interval.middle for other in others):
        return Unknown(f"'{claim.text}' is too close to call in the fact table")
    if not others:
        return Unknown(f"the fact table holds nothing to set '{claim.text}' against")
    if not _complete([*others, now], start):
        first = others[0].period.first.isoformat()
        return Unknown(f"no row contradicts '{claim.text}', but the fact table is not known to be complete; it begins {first}")
    best = max(others, key=lambda value: sign * value.interval.middle)
    cited = (now, *others) if len(others) <= CITED else (now, best)
    rows = tuple(dict.fromkeys(fact for value in cited for fact in value.facts))
    basis = f"{_said(now, best)}, the next of {len(others)} periods since {others[0].period.first.isoformat()}"
    return (verdict_of(True, basis, rows, True),)


def _start(now: Value, reach: date | timedelta) -> date:
    """The day after which rows count: a year back from the quarter that ended in December, that of the December before is out."""
    if isinstance(reach, date):
        return reach - timedelta(days=1) if reach > EVER else EVER
    return now.period.last - reach + timedelta(days=7) if (now.period.last - EVER) > reach else EVER


def _said(one: Value, other: Value) -> str:
    return f"{shown(one)} against {shown(other)}"


def shown(value: Value) -> str:
    """A member in words: "13.1% in 2024-10-01/2024-12-31"."""
    middle = value.interval.middle
    unit = value.facts[0].unit
    growth = len(value.facts) > 1 or unit == RATIO
    text = f"{(middle * 100).quantize(Decimal('0.1'))}%" if growth else value.facts[0].printed
    return f"{text} in {value.period}"


def _complete(values: Sequence[Value], start: date) -> bool:
    """Whether the rows follow each other without a gap since a day, or a row vouches for that."""
    ordered = sorted(values, key=lambda value: value.period.last)
    vouched = [fact.complete_since for value in ordered for fact in value.facts if fact.complete_since is not None]
    if vouched and min(vouched) <= max(start, EVER):
        return True
    if start == EVER or any(later.period.first - earlier.period.last > NEXT for earlier, later in pairwise(ordered)):
        return False
    return ordered[0].period.first <= start + timedelta(days=8)


def verdict_of(holds: bool, basis: str, rows: Sequence[Fact], sure: bool) -> Candidate:
    """A candidate that says whether the words hold; a doubtful reading, or a doubtful row, can only ask for a look."""
    harshest = min((row.harshest for row in rows), default=Verdict.WARN) if sure else Verdict.WARN
    said = f"{basis} ({least_sure(rows)})"
    quantity = Quantity(point(TRUE if holds else FALSE), COUNT)
    return Candidate(quantity, tuple(row.evidence() for row in rows), said, Verdict.PASS, harshest)
