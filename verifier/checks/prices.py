"""What money of one time is in another's: by the index of US consumer prices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from verifier import period as periods
from verifier.checks.calendar import NO_DATE
from verifier.interval import Interval, point
from verifier.model import Answer, Candidate, Evidence, Mention, Quantity, Unknown, Verdict
from verifier.period import Period
from verifier.sources.ledger import Inquiry
from verifier.units import currency

DOLLAR = currency("USD")
SOURCE, SERIES = "us-cpi", "US CPI-U"
EXACT_DIGITS = 3
FIRST = 1913  # the year the index begins


def in_money_of(inquiry: Inquiry, amount: Mention, then: Mention, now: Mention) -> Answer:
    """`amount` of the period `then` in the money of `now`, by the averages of both; Unknown for other money than US dollars."""
    if now.period is None:
        return Unknown(f"the time of '{now.text}' is not known")
    return _converted(inquiry, amount, then, (now.period,))


def in_todays_money(inquiry: Inquiry, amount: Mention, then: Mention) -> Answer:
    """`amount` of the period `then` in the money of the text's own day: by the month before, or the last full year's average."""
    today = inquiry.ledger.document.date
    if today is None:
        return Unknown(NO_DATE)
    if today.year < FIRST:
        return Unknown(f"the price index does not reach to {today.isoformat()}")
    months = tuple(periods.month(day.year, day.month) for day in (today - timedelta(days=30 * back) for back in (1, 2, 3)))
    return _converted(inquiry, amount, then, (*months, periods.year(today.year - 1)))


def _converted(inquiry: Inquiry, amount: Mention, then: Mention, nows: tuple[Period, ...]) -> Answer:
    stated = inquiry.stated
    core = _core(amount)
    if core is None or amount.unit != DOLLAR or not isinstance(stated, Mention) or stated.unit != DOLLAR:
        return Unknown("the price index at hand is for US dollars")
    if then.period is None:
        return Unknown(f"the time of '{then.text}' is not known")
    old = inquiry.ledger.find(SOURCE, SERIES, then.period)
    if not old:
        return Unknown(f"the price index does not reach to {then.period}")
    found = tuple(_candidates(inquiry, core, old[0], nows))
    return found or Unknown(f"the price index does not reach to {nows[0]} yet")


def _candidates(inquiry: Inquiry, core: Interval, old: Evidence, nows: tuple[Period, ...]) -> Iterator[Candidate]:
    for now in nows:
        for new in inquiry.ledger.find(SOURCE, SERIES, now):
            if old.quantity is None or new.quantity is None:
                continue
            worth = core * new.quantity.interval / old.quantity.interval
            basis = f"US consumer prices, {old.note} to {new.note}"
            yield Candidate(Quantity(worth, DOLLAR), (old, new), basis, harshest=Verdict.FAIL)


def _core(amount: Mention) -> Interval | None:
    """The values an amount may have: "$1" of 1990 is exactly one, "$20 million" what rounds to it."""
    value = amount.value
    if value is not None and (value < 1000 or len(value.normalize().as_tuple().digits) >= EXACT_DIGITS):
        return point(value)
    if value is not None and value == Decimal(10) ** value.adjusted():
        return point(value)  # "$1,000", "$1 million": a sum to reckon with, not a measured one
    return amount.strict
