"""One moment on two clocks: "8 a.m. ET (1200 GMT)"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from verifier.checks.calendar import NO_DATE
from verifier.interval import point
from verifier.model import Answer, Candidate, Evidence, Mention, Quantity, Span, Unknown, Verdict
from verifier.period import Period
from verifier.sources.ledger import Inquiry
from verifier.units import time

MINUTE = time("minute")
DAY_LONG = 24 * 60
NEAR = 10  # days around the text's own in which a change of clocks may explain the other hour


def same_moment(inquiry: Inquiry, local: Mention) -> Answer:
    """What the clock of the stated time's zone shows at `local`, in minutes after midnight, with daylight saving of the day.

    The day is the one the sentence names, else the text's own; where clocks changed within days of it, the other side of
    the change is an alternative, which only warns. Unknown without a date or for a zone that no source knows.
    """
    stated = inquiry.stated
    if not isinstance(stated, Mention) or local.value is None:
        return Unknown("one of the two times has no clock")
    here, there = local.facet("zone"), stated.facet("zone")
    day = _day(inquiry)
    if here is None or there is None:
        return Unknown("one of the two times names no zone")
    if day is None:
        return Unknown(NO_DATE)
    found: list[Candidate] = []
    for moment in _days(day):
        one, other = (_offset(inquiry, zone, moment) for zone in (here, there))
        if one is None or other is None:
            return Unknown(f"the time zone '{here if one is None else there}' is not known here")
        minutes = (int(local.value) - one[0] + other[0]) % DAY_LONG
        if all(minutes != candidate.quantity.interval.lo for candidate in found):
            found.append(_candidate(minutes, moment, day, (one[1], other[1])))
    return tuple(found)


def mentions_in(mentions: tuple[Mention, ...], span: Span) -> tuple[Mention, ...]:
    """The mentions that begin within a stretch of the text, found by halving: a long text asks many times."""
    first, last = (bisect_left(mentions, offset, key=lambda mention: mention.span.start) for offset in (span.start, span.end))
    return mentions[first:last]


def _candidate(minutes: int, moment: date, day: date, evidence: tuple[Evidence, ...]) -> Candidate:
    quantity = Quantity(point(Decimal(minutes)), MINUTE)
    basis = f"clocks of {moment.isoformat()}"
    if moment == day:
        return Candidate(quantity, evidence, basis)
    return Candidate(quantity, evidence, basis, Verdict.WARN, Verdict.WARN, "alternative")


def _days(day: date) -> Iterator[date]:
    yield day
    for shift in (-NEAR, NEAR):
        if date.min.toordinal() <= day.toordinal() + shift <= date.max.toordinal():
            yield day + timedelta(days=shift)


def _day(inquiry: Inquiry) -> date | None:
    """The single day named in the claim's sentence, or the text's own."""
    named = {
        mention.period.first
        for mention in mentions_in(inquiry.ledger.mentions, inquiry.claim.sentence)
        if mention.kind in ("date", "weekday") and mention.period and mention.period.days == 1
    }
    return named.pop() if len(named) == 1 else inquiry.ledger.document.date


def _offset(inquiry: Inquiry, zone: str, day: date) -> tuple[int, Evidence] | None:
    """Minutes that a zone's clock is ahead of UTC on a day, and who says so."""
    found = inquiry.ledger.find("zones", zone, Period(day, day))
    quantity = found[0].quantity if found else None
    return (int(quantity.interval.lo), found[0]) if quantity else None
