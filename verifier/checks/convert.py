"""`convert(amount)`: what an amount is worth in the stated figure's currency, by every rate an honest writer may have used.

The policy was measured on 13,538 dated published conversions: 75 % fit the same day's fixing beyond rounding, 91 % one of
the three before it or the one after. What lies further off is mostly an old event at its own time's rate, a paragraph
carried along for months, or another country's dollar; those are offered as last resorts, which can soften a fail to a warn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from verifier.checks.house import NO_HOUSE, Quote, averages, house, says_average
from verifier.checks.stale import DAYS, Shortfall, guessed, last_resorts
from verifier.interval import Interval, point
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown, Verdict
from verifier.period import Period
from verifier.sources.days import spoken
from verifier.sources.given import GivenRates
from verifier.sources.ledger import Inquiry, Ledger
from verifier.sources.pairs import Fixing
from verifier.sources.rates import Rates, cited
from verifier.units import currency

WARN_REACH = Decimal("0.02")  # beyond this share the last resorts are heard
EXACT_DIGITS = 3
NEAR_PARITY = 4  # days around the text's date whose official parity may have been used
PERIOD_END = 120  # days a period-end rate stays in use: one quarter's filings, until the next quarter's
NAMES = {"ecb": "ECB", "nbp": "NBP", "peg": "peg"}
NO_DATE = "the text's date is not known, and rates change daily; give it with --date (--date today for a draft)"


def convert(inquiry: Inquiry, amount: Mention) -> Answer:
    """`amount` in the stated figure's currency: one primary candidate per admissible day, then alternatives and last resorts.

    An amount of three or more significant digits (trailing zeros not counted) is exact, one of fewer is what rounds to
    it. Qualifiers count for neither side. Unknown without a date, a rate, or a currency on either side.
    """
    stated = inquiry.stated
    if not isinstance(stated, Mention) or stated.unit is None or amount.unit is None:
        return Unknown("one of the two amounts has no currency")
    core, base, quote = printed_core(amount), amount.unit.name, stated.unit.name
    if core is None or base == quote or {amount.unit.dimension, stated.unit.dimension} != {"currency"}:
        return Unknown(f"'{amount.text}' and '{stated.text}' are not two amounts in two currencies")
    given = inquiry.ledger.sources.get("given")
    if isinstance(given, GivenRates) and (rate := given.rate(base, quote)) is not None:
        evidence = given.find(f"{base}/{quote}", Period(date.min, date.max))
        return (_candidate(core, Quote(point(rate), "the rate given", evidence), quote),)
    return _at_market(inquiry, amount, stated, core)


def printed_core(amount: Mention) -> Interval | None:
    """The values an amount to be converted may have: "44.3 billion" is exact, "20 billion" is 19.5 to 20.5."""
    if amount.value is not None and len(amount.value.normalize().as_tuple().digits) >= EXACT_DIGITS:
        return point(amount.value)
    return amount.strict


def _at_market(inquiry: Inquiry, amount: Mention, stated: Mention, core: Interval) -> Answer:
    ledger, base, quote = inquiry.ledger, _code(amount), _code(stated)
    day, rates = ledger.document.date, ledger.sources.get(Rates.name)
    if day is None:
        return Unknown(NO_DATE)
    if not isinstance(rates, Rates):
        return Unknown("no exchange rates are at hand")
    market = ledger.once(("own", base, quote, day), lambda: _quoted(rates, rates.around(base, quote, day, 0, 0), day))
    desk = ledger.once(("desk", base, quote, day), lambda: house(rates, base, quote, day)) if rates.desk else NO_HOUSE
    deciding = desk.own or market or desk.near
    if not deciding:
        return Unknown(rates.missing(base, quote, day))
    worst = _harshest((amount, stated), ledger)
    first = _candidate(core, deciding[0], quote, worst)
    if stated.strict is not None and stated.qualifier is None and first.quantity.interval.meets(stated.strict):
        return (first,)  # the day's own rate explains it: nobody asks for another
    near = ledger.once(("near", base, quote, day), lambda: _quoted(rates, rates.around(base, quote, day, *DAYS)[1:], day))
    reference = (*market, *near)
    decided = (*desk.own, *desk.near) if desk.own else (*reference, *desk.near)
    cites = ledger.once(("cites", base, quote, day), lambda: tuple(_cites(rates, base, quote, day)))
    means = averages(inquiry, rates, base, quote, day)
    asked = means if means and says_average(inquiry) else ()
    primaries = tuple(_candidate(core, one, quote, worst) for one in (*decided, *asked))
    explaining = (*cites, *(() if asked else means), *(reference if desk.own else ()))
    others = [_candidate(core, one, quote, primary=False) for one in explaining]
    if stated.strict is not None and stated.strict.finite and (miss := _miss(stated.strict, primaries)) > WARN_REACH:
        shortfall = Shortfall(inquiry, rates, amount, stated, core, stated.strict, day, miss)
        wanted = ("last resorts", base, quote, core, stated.strict, inquiry.claim.sentence)
        others += ledger.once(wanted, lambda: tuple(last_resorts(shortfall)))
    return (*primaries, *others)


def _quoted(rates: Rates, fixings: tuple[Fixing, ...], day: date) -> tuple[Quote, ...]:
    """Reference rates; one alone may cause no fail if its source is a secondary one, or a street rate may have been used."""
    return tuple(
        Quote(one.interval, f"{NAMES[one.source]}, {spoken(one.day)}", rates.evidence(one, _noted(one, day)),
              one.source != "nbp" and not any(rates.street(code, day) for code in (one.base, one.quote)))
        for one in fixings
    )


def _noted(fixing: Fixing, day: date) -> date | None:
    """The text's day where it has no fixing of its own, for the note that says so."""
    return day if fixing.day < day and day.weekday() >= 5 else None


def _cites(rates: Rates, base: str, quote: str, day: date) -> Iterator[Quote]:
    """Official parities of these days and period-end rates still in use, the nearest first."""
    for parity in sorted(rates.cites(base, quote, day), key=lambda parity: abs(parity.day - day)):
        reach = NEAR_PARITY if parity.basis == "central parity" else PERIOD_END
        if -NEAR_PARITY <= (day - parity.day).days <= reach:
            rate = parity.rate if parity.base == base else 1 / parity.rate
            yield Quote(point(rate), f"{parity.basis} of {spoken(parity.day)}", (cited(parity),))


def _candidate(core: Interval, one: Quote, code: str, harshest: Verdict = Verdict.FAIL, *, primary: bool = True) -> Candidate:
    worth = Interval(core.lo * one.rate.lo, core.hi * one.rate.hi) if core.lo >= 0 else core * one.rate
    quantity = Quantity(worth, currency(code))
    if primary:
        return Candidate(quantity, one.evidence, one.basis, Verdict.PASS, harshest if one.trusted else Verdict.WARN)
    return Candidate(quantity, one.evidence, one.basis, Verdict.WARN, Verdict.WARN, "alternative")


def _harshest(amounts: tuple[Mention, Mention], ledger: Ledger) -> Verdict:
    """WARN where the currency was guessed, or both amounts are open to the same side: "over $8 billion (more than 70,000
    crore rupees)" may both be true."""
    guess = ledger.document.country is None and any(guessed(mention, ledger) for mention in amounts)
    both_open = all(mention.qualifier in ("more_than", "at_least") for mention in amounts)
    return Verdict.WARN if guess or both_open else Verdict.FAIL


def _miss(stated: Interval, primaries: tuple[Candidate, ...]) -> Decimal:
    """How far the nearest primary is from the stated figure, as a share of it."""
    gaps = ((c.quantity.interval.distance(stated), abs(c.quantity.interval.middle)) for c in primaries)
    return min((gap / scale if scale else Decimal(1) for gap, scale in gaps), default=Decimal(0))


def _code(mention: Mention) -> str:
    return mention.unit.name if mention.unit else ""
