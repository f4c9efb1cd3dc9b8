"""What fact tables answer: a stated fact, the change that led to a figure, the growth a band sums up.

A reading of the sentence that is sure is a primary candidate, and its fact may contradict the text as far as its confidence
reaches; any other reading is an alternative: it can confirm a figure, never contradict it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from msgspec.structs import replace

from verifier.checks import unanswered
from verifier.checks.growthrows import ONE, Growth, growths, year_before
from verifier.checks.meanings import Meaning, based, bracketed, changing, grows, guessed, meanings
from verifier.checks.periods import Days, days_of
from verifier.checks.reading import Sentence, entities, facts_of, sentence_at, telling
from verifier.interval import Interval
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown, Verdict
from verifier.period import Period
from verifier.sources.facts import Facts
from verifier.sources.facts.rows import CONFIDENCES, Fact
from verifier.sources.ledger import Inquiry, Ledger
from verifier.units import RATIO, Unit

SILENT = Unknown("")  # nothing is claimed that a table could answer
SEASON = timedelta(days=200)  # figures without a period are the latest reported: those of a quarter that ended so recently
EXACT = 4  # digits that no two figures share by chance
CLOSE = timedelta(days=4)  # from one closing price to the next, a weekend between
SEQUENTIAL = ("sequential", "quarter-on-quarter", "quarter-over-quarter", "previous quarter", "prior quarter",
              "preceding quarter", "month-on-month", "previous month")
YEARLY = ("year", "annual", "same period", "same quarter", "twelve months", "12 months")  # what else a change is measured from


def fact(inquiry: Inquiry, figure: Mention) -> Answer:
    """The facts for whose figure it is, of what and when, in the figure's unit; `Unknown("")` where the tables know none.

    Amounts of change ("rose by $2 billion") and what figures are measured from are left alone. Percentages beside words of
    growth are growth, from the growth row or from two rows of the level.
    """
    facts = facts_of(inquiry.ledger)
    if facts is None or figure.strict is None or figure.unit is None or not telling(inquiry.ledger, facts, figure.span.start):
        return SILENT
    sentence = sentence_at(inquiry.ledger, facts, figure.span.start)
    if figure.kind != "percent" and changing(sentence, figure, facts):
        return SILENT
    doubtful = guessed(sentence, facts) or based(sentence, figure, facts) or bracketed(inquiry.ledger, figure)
    found: list[Candidate] = []
    for meaning in meanings(inquiry.ledger, facts, sentence, figure):
        if meaning.part and _digits(figure) < EXACT:
            continue  # "revenue from leasing" is another figure; one that agrees to many digits may be the same all the same
        sure = meaning.sure and not doubtful
        found += _levels(inquiry.ledger, facts, meaning, figure, sure)
        if figure.kind == "percent" and grows(sentence, facts):
            found += _growths(inquiry.ledger, facts, meaning, figure)
    return tuple(_fitting(found, figure)) or SILENT


def _fitting(found: Sequence[Candidate], figure: Mention) -> Iterator[Candidate]:
    """The candidates that fit; where none does, the sure ones. A figure of one digit fits by chance, and needs a sure reading."""
    said = figure.quantity.interval if figure.qualifier and figure.quantity else figure.strict
    assert said is not None
    stated = said.scaled(Decimal("0.01")) if figure.unit and figure.unit.name == "%" else said
    coarse = _digits(figure) < 2
    fitting = [one for one in found if stated.meets(one.quantity.interval) and not (coarse and one.standing != "primary")]
    yield from fitting or (one for one in found if one.standing == "primary")


def _digits(figure: Mention) -> int:
    return len(figure.value.normalize().as_tuple().digits) if figure.value is not None else 0


def _levels(ledger: Ledger, facts: Facts, meaning: Meaning, figure: Mention, sure: bool) -> Iterator[Candidate]:
    own = _of_days(facts, meaning)
    rows = [row for row in own or _holding(ledger, facts, meaning) if alike(row.unit, figure.unit)]
    for row in rows:
        twice = any(other.value != row.value and other.scope == row.scope for other in rows)
        firm = sure and bool(own) and not row.scope
        yield candidate(Growth(row.core, (row,)), row.unit, meaning.days, firm, twice=twice)


def _of_days(facts: Facts, meaning: Meaning) -> Sequence[Fact]:
    """The facts of a meaning's own days."""
    if meaning.days is None:
        return ()
    period = meaning.days.period
    return facts.at(meaning.entity, meaning.concept, period) or _counted_on_last(facts, meaning, period)


def _holding(ledger: Ledger, facts: Facts, meaning: Meaning) -> Sequence[Fact]:
    """The fact that holds on the text's day, as a plan does, or the only one there is: it may confirm, and contradicts nothing.

    Where the sentence names days ("at the end of 2023") a fact of quite other days says nothing of its figure at all.
    """
    today = ledger.document.date
    said = meaning.days.period if meaning.days is not None and meaning.days.known == "said" else None
    series = [
        row for row in facts.series(meaning.entity, meaning.concept)
        if not row.late and (said is None or (row.period.first <= said.last and said.first <= row.period.last))
    ]
    current = [row for row in series if today is not None and row.period.last >= today] or series
    return current if len({(row.period, row.scope) for row in current}) == 1 else ()


def _counted_on_last(facts: Facts, meaning: Meaning, period: Period) -> Sequence[Fact]:
    """Staff are counted on a day, and reported with the quarter that ends on it; prices, of which each day has one, are not."""
    found = facts.at(meaning.entity, meaning.concept, Period(period.last, period.last))
    counted = [row for row in facts.series(meaning.entity, meaning.concept) if row.period.days == 1] if found else ()
    within = {row.period for row in counted if row.period.last in period}
    return found if len(within) == 1 else ()


def _growths(ledger: Ledger, facts: Facts, meaning: Meaning, figure: Mention) -> Iterator[Candidate]:
    if meaning.days is None:
        return
    for growth in growths(facts, meaning.entity, meaning.concept, meaning.days.period):
        # "fell 8%" is a growth of -8%, and which way it went is for the rules on changes
        for part in (growth, replace(growth, interval=-growth.interval)):
            yield candidate(part, RATIO, meaning.days, False)


def alike(unit: Unit, stated: Unit | None) -> bool:
    """Whether a fact's unit is a figure's: the same currency, a ratio for a percentage, a count for a count."""
    if stated is None or unit.dimension != stated.dimension:
        return False
    return unit.name == stated.name if unit.dimension in ("currency", "time", "physical", "points") else True


def candidate(growth: Growth, unit: Unit, days: Days | None, sure: bool, *, twice: bool = False) -> Candidate:
    """What some facts expect of a figure: a primary candidate where the reading is sure, else one that can only confirm.

    Facts for days that another sentence names warn at most, as do two rows that contradict one another, whichever of them fits.
    """
    rows = growth.facts
    harshest = min(row.harshest for row in rows)
    if days is None or days.known != "said" or twice:
        harshest = min(harshest, Verdict.WARN)
    basis = f"{'; '.join(row.named for row in rows)} ({least_sure(rows)})"
    return Candidate(
        Quantity(growth.interval, unit), tuple(row.evidence() for row in rows),
        f"{basis}, and another row says otherwise" if twice else basis,
        Verdict.WARN if twice else Verdict.PASS, harshest, "primary" if sure else "alternative",
    )  # fmt: skip


def least_sure(rows: Sequence[Fact]) -> str:
    """The confidence of the least sure row, as a check is as sure as that, and when a row was published if after the text."""
    late = max((row.published for row in rows if row.late and row.published), default=None)
    confidence = max((row.confidence for row in rows), key=CONFIDENCES.index)
    return f"{confidence} confidence{f'; published {late}, after the text' if late else ''}"


def growth_to(inquiry: Inquiry, new: Mention) -> Answer:
    """The relative change that led to `new` from the year before, as a ratio; of a price from the close before.

    "From the previous quarter" and its like ask for the quarter before. The later figure is the text's own.
    """
    facts = facts_of(inquiry.ledger)
    if facts is None or new.strict is None or not new.strict.finite:
        return unanswered.growth_to(inquiry, new)
    sentence = sentence_at(inquiry.ledger, facts, new.span.start)
    found: list[Candidate] = []
    for meaning in meanings(inquiry.ledger, facts, sentence, new):
        if meaning.part:
            continue
        sure = meaning.sure and not guessed(sentence, facts)
        for old, days in _olds(inquiry.ledger, facts, meaning, sentence, new):
            change = Growth(new.strict / old.core - Interval(ONE, ONE), (old,))
            firm = sure and not old.scope and days is not None and days.known != "assumed"
            found.append(candidate(change, RATIO, days, firm))
    return _confirmed(inquiry, found) or unanswered.growth_to(inquiry, new)


def _olds(ledger: Ledger, facts: Facts, meaning: Meaning, sentence: Sentence, new: Mention) -> Iterator[tuple[Fact, Days | None]]:
    """The facts that a figure may have grown from."""
    series = facts.series(meaning.entity, meaning.concept)
    if series and all(row.period.days == 1 for row in series):
        yield from _closes(ledger, sentence, [row for row in series if alike(row.unit, new.unit)])
        return
    days = meaning.days or _latest(ledger, series)
    if days is None:
        return
    text = ledger.document.text[sentence.span.start:sentence.span.end].lower()
    last = Period(days.period.first - timedelta(days=days.period.days), days.period.first - timedelta(days=1))
    befores = [(year_before(days.period), days if any(word in text for word in YEARLY) else replace(days, known="reported"))]
    if any(word in text for word in SEQUENTIAL):
        befores = [(last, days)]
    elif befores[0][1] is not days:
        befores.append((last, replace(days, known="assumed")))  # a quarter may also be compared with the one before
    for before, known in befores:
        for row in facts.at(meaning.entity, meaning.concept, before):
            if alike(row.unit, new.unit) and row.core.lo > 0:
                yield row, known


def _closes(ledger: Ledger, sentence: Sentence, series: Sequence[Fact]) -> Iterator[tuple[Fact, Days]]:
    """The close before the day the sentence names, or the text's own."""
    named = [mention.period for mention in sentence.mentions if mention.period is not None and mention.period.days == 1]
    day = named[-1].first if named else ledger.document.date
    if day is not None:
        for row in series:
            if day - CLOSE <= row.period.last < day and row.core.lo > 0 and not any(
                row.period.last < other.period.last < day for other in series
            ):
                yield row, Days(Period(day, day), "said")


def _latest(ledger: Ledger, series: Sequence[Fact]) -> Days | None:
    """The last period before the text's day, for a text that names none: a guess, which can only confirm."""
    today = ledger.document.date
    if today is None:
        return None
    ended = [row.period for row in series if today - SEASON <= row.period.last < today and row.period.days > 1]
    return Days(max(ended, key=lambda period: period.last), "assumed") if ended else None


def _confirmed(inquiry: Inquiry, found: Sequence[Candidate]) -> Answer | None:
    """The candidates, those of guessed days only confirming; a reason where none is sure and none fits."""
    stated = inquiry.stated
    if not found:
        return None
    if any(one.standing == "primary" for one in found) or not isinstance(stated, Mention) or stated.strict is None:
        return tuple(found)
    said = (stated.quantity.interval if stated.qualifier and stated.quantity else stated.strict).scaled(Decimal("0.01"))
    if any(abs(said).meets(abs(one.quantity.interval)) for one in found):
        return tuple(found)
    return Unknown(f"which fact is meant is not sure: {found[0].basis}")


def growth_figure(inquiry: Inquiry, band: Mention) -> Answer:
    """The growth a band word sums up, as a ratio; falls count by their size."""
    facts = facts_of(inquiry.ledger)
    if facts is None:
        return unanswered.growth_figure(inquiry, band)
    sentence = sentence_at(inquiry.ledger, facts, band.span.start)
    found: list[Candidate] = []
    for meaning in _growing(inquiry.ledger, facts, sentence, band):
        if meaning.days is not None and not meaning.part:
            grown = growths(facts, meaning.entity, meaning.concept, meaning.days.period)
            found += (candidate(replace(one, interval=abs(one.interval)), RATIO, meaning.days, meaning.sure) for one in grown)
    return _confirmed(inquiry, found) or unanswered.growth_figure(inquiry, band)


def _growing(ledger: Ledger, facts: Facts, sentence: Sentence, band: Mention) -> Iterator[Meaning]:
    """What may have grown: the concepts near; where the sentence has none, revenue, of which growth is said without naming it."""
    found = meanings(ledger, facts, sentence, band)
    yield from found
    if not found:
        names, _ = entities(ledger, facts, sentence, band.span.start)
        for name in names:
            days = days_of(ledger, facts, sentence, band.span.start, name) or _latest(ledger, facts.series(name, "revenue"))
            yield Meaning(name, "revenue", days, False)
