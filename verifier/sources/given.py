"""Rates somebody states outright: in a rule's own tests, on the command line, in a text's note "($1 = 7.25 yuan)"."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from verifier.errors import SourceError
from verifier.interval import point
from verifier.model import Evidence, Quantity
from verifier.period import Period
from verifier.units import currency


class GivenRates(Struct, frozen=True):
    """Rates that hold on any day: units of the second currency per unit of the first, taken as exact.

    >>> GivenRates.parse({"USD/CNY": "7.25"}).rate("CNY", "USD")
    Decimal('0.1379310344827586206896551724')
    """

    rates: tuple[tuple[str, Decimal], ...]
    name: str = "given"

    @classmethod
    def parse(cls, rates: Mapping[str, str], name: str = "given") -> GivenRates:
        """From pairs as they are written; SourceError for what is no pair or no rate."""
        return cls(tuple(sorted((_pair(pair), _rate(pair, rate)) for pair, rate in rates.items())), name)

    @property
    def digest(self) -> str:
        """SHA-256 of the pairs and rates."""
        return hashlib.sha256(repr(self.rates).encode()).hexdigest()

    def rate(self, base: str, quote: str) -> Decimal | None:
        """Units of `quote` per `base`; the inverse where only that is given; None where neither is."""
        for pair, rate in self.rates:
            if pair == f"{base}/{quote}":
                return rate
            if pair == f"{quote}/{base}":
                return 1 / rate
        return None

    def find(self, key: str, period: Period) -> tuple[Evidence, ...]:
        """The pair's rate as one piece of evidence, whatever the day."""
        base, _, quote = key.partition("/")
        found = self.rate(base, quote)
        return (Evidence(self.name, key, Quantity(point(found), currency(quote)), None, "stated rate"),) if found else ()


def _pair(text: str) -> str:
    base, slash, quote = text.strip().upper().partition("/")
    if not (slash and len(base) == len(quote) == 3 and (base + quote).isalpha()):
        raise SourceError(f"{text!r} is no pair of currencies; write it as USD/CNY: yuan for one US dollar")
    return f"{base}/{quote}"


def _rate(pair: str, text: str) -> Decimal:
    try:
        rate = Decimal(text)
    except ArithmeticError:
        rate = Decimal("NaN")
    if not (rate.is_finite() and rate > 0):
        raise SourceError(f"{text!r} is no rate for {pair}; write a number above zero, such as 7.25")
    return rate
