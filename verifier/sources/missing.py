"""Why there is no rate, in words for a report: what is known of the pair, and what would bring more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from verifier.sources.days import spoken
from verifier.sources.pairs import STALE_AFTER

if TYPE_CHECKING:
    from verifier.sources.rates import Rates

UPDATE = "`verifier rates update` fetches newer ones"
SHEET = "a rate sheet of your own may have it (`--rates FILE`)"


def missing(rates: Rates, base: str, quote: str, day: date) -> str:
    """Why nobody has a rate of the pair for that day: an unknown currency, a day too late or too early, a gap."""
    for code in (base, quote):
        if not rates.prices(code):
            if rates.desk and code in rates.desk.codes:
                return f"the rate sheets have no rate of {base} in {quote} for {spoken(day)} or the days around"
            return f"no source has rates for {code}; {SHEET}"
    if day > rates.ecb.last:
        known = rates.ecb.last if _fixed(rates, base, quote) else rates.nbp.last
        return f"no rate for {spoken(day)} is known yet: the last fixing is of {spoken(known)}; {UPDATE}"
    reaches = [reach for table in (rates.ecb, rates.nbp) if (reach := table.reach(base, quote)) is not None]
    if not reaches:
        return f"no source has {base} and {quote} on one day"
    first, last = min(reach.first for reach in reaches), max(reach.last for reach in reaches)
    if day < first:
        return f"rates for {base}/{quote} start on {spoken(first)}, after {spoken(day)}"
    if day > last:
        advice = f"; {UPDATE}" if (rates.nbp.last - last).days <= STALE_AFTER else ""  # none where the series has ended
        return f"the last fixing of {base}/{quote} is of {spoken(last)}, before {spoken(day)}{advice}"
    return f"{base}/{quote} has no fixing on {spoken(day)} or the {STALE_AFTER} days before"


def _fixed(rates: Rates, base: str, quote: str) -> bool:
    """Whether the ECB or a peg has the pair on the ECB's newest day; else NBP's last day is the one to name."""
    last = rates.ecb.last
    return rates.ecb.fixing(base, quote, last) is not None or rates.pegged.anchors(base, quote, last) is not None
