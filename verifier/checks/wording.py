"""What words promise of the figures beside them: a fraction of the percentage, "weakened" of the two rates."""

from __future__ import annotations

from decimal import Decimal

from verifier.interval import Interval, point
from verifier.model import Answer, Candidate, Mention, Quantity, Unknown, Verdict, Word
from verifier.sources.ledger import Inquiry
from verifier.units import RATIO

# how far from a fraction a percentage may lie that it sums up: "a third" is said of 31 to 36 per cent
LOOSE = Decimal("0.03")
BOUND = Decimal("0.01")  # a qualifier's end that near the fraction itself is what it says: "more than half" is never less
# the currency a name stands for, by all its words or the last (rupees and pesos are several countries'); which way the
# market quotes it stands in the lexicon, class `quoted`
CODES = {
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "won": "KRW", "rupiah": "IDR", "ringgit": "MYR", "baht": "THB", "lira": "TRY",
    "rouble": "RUB", "ruble": "RUB", "real": "BRL", "rand": "ZAR", "zloty": "PLN", "forint": "HUF", "euro": "EUR", "pound": "GBP",
    "sterling": "GBP", "naira": "NGN", "dong": "VND", "loonie": "CAD", "aussie": "AUD", "kiwi": "NZD",
    "australian dollar": "AUD", "new zealand dollar": "NZD", "canadian dollar": "CAD", "singapore dollar": "SGD",
    "hong kong dollar": "HKD", "taiwan dollar": "TWD", "swiss franc": "CHF", "indian rupee": "INR", "mexican peso": "MXN",
}


def share_meant(inquiry: Inquiry, words: Mention) -> Answer:
    """The shares a fraction in words may sum up, as ratios: three points around it, or what its qualifier allows.

    Three points further are an alternative, which only warns, but never across the fraction itself where a qualifier says
    on which side of it the share lies: "more than half" is no share below a half.
    """
    if words.value is None or words.quantity is None:
        return Unknown(f"'{words.text}' has no single value")
    said, value = f"what '{words.text}' means", words.value
    if words.qualifier is None:
        allowed = Interval(value - LOOSE, value + LOOSE)
    else:
        allowed = _usual(words.quantity.interval, words.facet("far"))
    low = allowed.lo if abs(allowed.lo - value) <= BOUND else allowed.lo - LOOSE
    high = allowed.hi if abs(allowed.hi - value) <= BOUND else allowed.hi + LOOSE
    wider = Quantity(Interval(low, high), RATIO)
    loosely = Candidate(wider, basis=f"{said}, loosely", ceiling=Verdict.WARN, standing="alternative")
    return (Candidate(Quantity(allowed, RATIO), basis=said), loosely)


def _usual(allowed: Interval, far: str | None) -> Interval:
    """What a qualifier allows up to its customary far end: "more than half" is said of no 90 per cent."""
    if far is None or allowed.finite:
        return allowed
    end = Decimal(far)
    if allowed.lo.is_finite():
        return Interval(allowed.lo, max(end, allowed.lo))
    return Interval(min(end, allowed.hi), allowed.hi)


def course(inquiry: Inquiry, subject: Word, old: Mention, new: Mention) -> Answer:
    """1 where a currency gained from `old` to `new`, -1 where it lost, 0 where the rate stood still.

    A figure in the currency itself is a price of another: more of it is weaker ("the yen, at 151 yen"). One in another
    currency is its own price: more is stronger ("the euro, at $1.08"). A bare figure is read as the market quotes the
    currency, which is the value of its word in the lexicon: 1 where up is stronger, -1 where up is weaker.
    """
    if old.value is None or new.value is None or subject.value is None:
        return Unknown(f"how '{subject.text}' is quoted is not known")
    units = {mention.unit.name for mention in (old, new) if mention.kind == "money" and mention.unit}
    if len(units) > 1:
        return Unknown("the two rates are in different currencies")
    words = subject.text.lower()
    own = CODES.get(words) or CODES.get(words.split()[-1])
    if units and own is None:
        return Unknown(f"the currency of '{subject.text}' is not known")
    sign = subject.value if not units else Decimal(-1) if units == {own} else Decimal(1)
    if new.value == old.value:
        return Unknown("the two rates are printed alike")
    risen = Decimal(1) if new.value > old.value else Decimal(-1)
    return (Candidate(Quantity(point(sign * risen), RATIO), basis="up is stronger" if sign > 0 else "up is weaker"),)
