"""Growth at a yearly rate: the powers that formulas do not have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext

from verifier.interval import Interval
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown, Verdict
from verifier.sources.ledger import Inquiry
from verifier.units import RATIO

ONE = Decimal(1)
PRECISE = Context(prec=28, traps=[])
MOST_PERIODS = 200
WHOLE = Decimal("0.02")  # of a year: leap days are no fraction of one
# how many of the one make up the other: a rate per quarter over two years counts eight periods
IN_A_YEAR = {"year": ONE, "quarter": Decimal(4), "month": Decimal(12), "week": Decimal("52.1775"), "day": Decimal("365.2425")}


def growth_rate(inquiry: Inquiry, old: Mention, new: Mention, length: Mention) -> Answer:
    """The rate per period that leads from `old` to `new` in a stretch of time: (new / old)^(1/n) - 1, as a ratio.

    The period is what the stated rate is counted by (a year where it says nothing): "2% a quarter over two years" has eight.
    Counting one period more or less is an alternative, which only warns: "from 2020 to 2024" is four years to one writer
    and five to another.
    """
    if length.unit is None or length.unit.name not in IN_A_YEAR or length.value is None:
        return Unknown(f"'{length.text}' is no stretch of years, quarters or months")
    per = inquiry.stated.per if isinstance(inquiry.stated, Mention) and inquiry.stated.per else "year"
    if per not in IN_A_YEAR:
        return Unknown(f"a rate per {per} is not known here")
    return _rates(old, new, length.value * IN_A_YEAR[per] / IN_A_YEAR[length.unit.name])


def growth_rate_between(inquiry: Inquiry, old: Mention, new: Mention, start: Mention, end: Mention) -> Answer:
    """The yearly rate that leads from `old` in one year to `new` in another; as `growth_rate`."""
    if start.period is None or end.period is None:
        return Unknown("one of the two years is not known")
    years = Decimal((end.period.last - start.period.last).days) / IN_A_YEAR["day"]
    whole = round(years, 0)
    return _rates(old, new, whole if abs(years - whole) < WHOLE else round(years, 2))


def _rates(old: Mention, new: Mention, periods: Decimal) -> Answer:
    before, after = old.strict, new.strict
    if before is None or after is None or not (before.finite and after.finite and before.lo > 0 and after.lo > 0):
        return Unknown("a yearly rate needs two amounts above zero")
    if not ONE <= periods <= MOST_PERIODS:
        return Unknown(f"growth over {periods:f} periods cannot be told")
    return tuple(_candidates(before, after, periods))


def _candidates(before: Interval, after: Interval, periods: Decimal) -> Iterator[Candidate]:
    yield Candidate(Quantity(_rate(before, after, periods), RATIO), basis=f"over {periods:f} periods")
    for others in (periods + 1, periods - 1):
        if others >= 1:
            quantity = Quantity(_rate(before, after, others), RATIO)
            yield Candidate(quantity, basis=f"counted over {others:f} periods", ceiling=Verdict.WARN, standing="alternative")


def _rate(before: Interval, after: Interval, periods: Decimal) -> Interval:
    with localcontext(PRECISE):
        root = ONE / periods
        return Interval((after.lo / before.hi) ** root - ONE, (after.hi / before.lo) ** root - ONE)
