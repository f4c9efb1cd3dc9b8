"""A desk's own rates in a conversion: the rate of the day decides, averages explain, and a sentence may ask for one.

A text that says "at the average rate for January" is held against that average; any other text that fits one only by it gets
a warning that names it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from verifier.checks.stale import named_periods
from verifier.interval import Interval
from verifier.model import Evidence
from verifier.period import Period
from verifier.sources.ledger import Inquiry
from verifier.sources.rates import Rates

if TYPE_CHECKING:
    from verifier.sources.desk import DeskRate

RECENT = 100  # days since its end during which a period's average is still in use: until the next quarter's is out


class Quote(Struct, frozen=True):
    """A rate ready for use: units of the stated currency per unit of the amount's; `trusted` ones may cause a fail."""

    rate: Interval
    basis: str
    evidence: tuple[Evidence, ...]
    trusted: bool = True


class House(NamedTuple):
    """What a desk's sheets say of a pair on a day: the day's rate (one or none), those of days around, and averages."""

    own: tuple[Quote, ...] = ()
    near: tuple[Quote, ...] = ()


NO_HOUSE = House()


def house(rates: Rates, base: str, quote: str, day: date) -> House:
    """The desk's own rates of a pair for a text of that day."""
    own = rates.own(base, quote, day)
    near = rates.own_near(base, quote, day)
    return House((_quote(rates, own),) if own else (), tuple(_quote(rates, one) for one in near))


def averages(inquiry: Inquiry, rates: Rates, base: str, quote: str, day: date) -> tuple[Quote, ...]:
    """The desk's averages that may have been used: of periods the sentence names, of the text's own, of the last one over."""
    if rates.desk is None:
        return ()
    held = [(rate.rows[0].held, rate) for rate in rates.desk.averages(base, quote)]
    named = named_periods(inquiry, day)
    return tuple(_quote(rates, rate) for period, rate in held if any(_same(period, one) for one in named) or _recent(period, day))


def says_average(inquiry: Inquiry) -> bool:
    """Whether the sentence speaks of an average rate: "converted at January's average exchange rate"."""
    span = inquiry.claim.sentence
    sentence = inquiry.ledger.document.text[span.start : span.end].lower()
    return "averag" in sentence and " rate" in sentence


def _quote(rates: Rates, rate: DeskRate) -> Quote:
    between = rates.evidence(rate.between) if rate.between else ()
    return Quote(rate.rate, rate.label, (*rate.evidence, *between), rate.trusted)


def _same(period: Period, named: Period) -> bool:
    """Whether a period is the one named, which is cut off at the text's own day: "so far this quarter"."""
    return period.first == named.first and period.last >= named.last


def _recent(period: Period, day: date) -> bool:
    return period.first <= day and (day - period.last).days <= RECENT
