"""Whether an exchange traded on the day a price is said to be of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from verifier.checks.calendar import DAY, NAMES
from verifier.checks.moments import mentions_in
from verifier.interval import point
from verifier.model import Answer, Candidate, Evidence, Mention, Quantity, Unknown, Verdict
from verifier.period import Period
from verifier.sources.calendars import Calendars, Exchange
from verifier.sources.ledger import Inquiry
from verifier.units import COUNT

REACH = 400  # characters before the sentence in which an exchange may have been named


def session(inquiry: Inquiry, day: Mention) -> Answer:
    """The day itself where the exchange traded, else the session before: as an ordinal, or as a weekday's ISO number.

    The exchange is the one the sentence names; of several, one that traded is enough. Where it names none, those named
    shortly before or those of the price's currency are asked, and a closed day can only warn; so it can where the date is worked
    out from a weekday.
    """
    calendars = inquiry.ledger.sources.get(Calendars.name)
    if not isinstance(calendars, Calendars):
        return Unknown("no trading calendar is at hand")
    text, sentence = inquiry.ledger.document.text, inquiry.claim.sentence
    named = calendars.named_in(text[sentence.start : sentence.end])
    near = named or calendars.named_in(text[max(0, sentence.start - REACH) : sentence.start])
    exchanges = near or _by_currency(inquiry, calendars)
    if day.period is None or day.period.days != 1:
        return _undated(day, named)
    when = day.period.first
    if not exchanges:
        return _weekend(day, when)
    asked = [one for one in exchanges if one.first <= when.year <= one.last]
    if not asked:
        return Unknown(f"the trading calendars do not reach to {when.isoformat()}")
    shut = [one for one in asked if not calendars.open(one, when)]
    if len(shut) < len(asked):
        traded = next(one for one in asked if one not in shut)
        return (_candidate(day, when, when, _evidence(inquiry, traded, when), f"{traded.name} traded on {when.isoformat()}"),)
    first = shut[0]
    certain = bool(named) and all(one.harshest is Verdict.FAIL and _certain(day, when, one) for one in shut)
    basis = f"{first.name} was shut on {_spelled(when)}"
    before = calendars.session_before(first, when)
    return (_candidate(day, when, before, _evidence(inquiry, first, when), basis, Verdict.FAIL if certain else Verdict.WARN),)


def _certain(day: Mention, when: date, exchange: Exchange) -> bool:
    """Whether the day cannot be another: it is printed with its year, or a weekday on which the exchange never trades."""
    return when.isoweekday() in exchange.weekend or (day.kind == "date" and day.facet("year") is None)


def _by_currency(inquiry: Inquiry, calendars: Calendars) -> tuple[Exchange, ...]:
    within = mentions_in(inquiry.ledger.mentions, inquiry.claim.span)
    units = {mention.unit.name for mention in within if mention.kind == "money" and mention.unit}
    return calendars.of_currency(units.pop()) if len(units) == 1 else ()


def _weekend(day: Mention, when: date) -> Answer:
    """Without an exchange only a Saturday says anything: hardly any trades then, but several do on Sundays."""
    if when.isoweekday() != 6:
        return Unknown("the sentence names no exchange whose calendar is at hand")
    friday = date.fromordinal(when.toordinal() - 1)
    return (_candidate(day, when, friday, (), f"{_spelled(when)} is no trading day", Verdict.WARN),)


def _undated(day: Mention, named: tuple[Exchange, ...]) -> Answer:
    """A bare weekday in a text without a date: shut on every week's."""
    number = int(day.facet("weekday") or 0)
    if number and named and all(number in one.weekend for one in named):
        quantity = Quantity(point(Decimal(5)), COUNT)
        return (Candidate(quantity, basis=f"{named[0].name} does not trade on a {NAMES[number - 1]}"),)
    return Unknown(f"the day of '{day.text}' is not known")


def _candidate(
    day: Mention, when: date, traded: date, evidence: tuple[Evidence, ...], basis: str, harshest: Verdict = Verdict.FAIL
) -> Candidate:
    weekday = day.kind == "weekday"
    value = Decimal(traded.isoweekday() if weekday else traded.toordinal())
    if weekday and traded != when and traded.isoweekday() == when.isoweekday():
        value = Decimal(0)  # shut for a whole week: no weekday of it is right
    return Candidate(Quantity(point(value), COUNT if weekday else DAY), evidence, basis, harshest=harshest)


def _evidence(inquiry: Inquiry, exchange: Exchange, when: date) -> tuple[Evidence, ...]:
    return inquiry.ledger.find(Calendars.name, exchange.code, Period(when, when))


def _spelled(when: date) -> str:
    return f"{NAMES[when.isoweekday() - 1]}, {when.isoformat()}"
