"""What the text itself gives: its printed rate, what its words mean, the figure it spoke of before."""

from __future__ import annotations

from bisect import bisect_left

from verifier.interval import Interval
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown
from verifier.sources.ledger import Inquiry
from verifier.units import RATIO, worth

REACH = 800  # characters back: the paragraph before and its own


def at_rate(inquiry: Inquiry, amount: Mention, base: Mention, quote: Mention) -> Answer:
    """`amount` at the text's own note "base = quote" ("$1 = 7.25 yuan"), whichever side of it the amount is in."""
    sizes = [mention.strict for mention in (amount, base, quote)]
    if any(size is None or not size.finite for size in sizes):
        return Unknown("the note or the amount has no single value")
    size, one, many = (size for size in sizes if size is not None)
    if base.value is not None:
        one = Interval(base.value, base.value)  # "$1" in a note is exactly one
    over, under, unit = (one, many, base.unit) if amount.unit == quote.unit else (many, one, quote.unit)
    if unit is None or under.lo <= 0 <= under.hi:
        return Unknown("the note's rate is zero or has no currency")
    return (Candidate(Quantity(size * over / under, unit), basis=f"the text's own {base.text} = {quote.text}"),)


def span_of(inquiry: Inquiry, band: Mention) -> Answer:
    """The percentages a band word allows: "double-digit" is 10 to 99.9…, as ratios."""
    interval = band.quantity.interval if band.quantity else band.strict
    if interval is None:
        return Unknown(f"'{band.text}' names no range")
    unit = band.unit or RATIO
    return (Candidate(Quantity(interval.scaled(worth(unit)), RATIO), basis=f"what '{band.text}' means"),)


def lead(inquiry: Inquiry, like: Mention) -> Answer:
    """The figure of the same unit that the text spoke of last, here or a paragraph before: "the outlay matches half of …"."""
    mentions, start = inquiry.ledger.mentions, inquiry.claim.span.start
    first = bisect_left(mentions, start - REACH, key=lambda mention: mention.span.start)
    last = bisect_left(mentions, start, key=lambda mention: mention.span.start)
    for mention in reversed(mentions[first:last]):
        if mention.unit == like.unit and mention.strict is not None and mention.zone not in ("title", "boilerplate"):
            return (Candidate(Quantity(mention.strict, mention.unit or RATIO), basis=f"{mention.text} said before"),)
    return Unknown("the text gives no earlier figure of that unit to compare")
