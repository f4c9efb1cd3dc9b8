"""Sources of evidence: the only room that opens a socket. `SOURCES` lists those a check may ask, by name.

`ledger` remembers what they answered; `fixings`, `pairs` and `pegs` are what `rates` reads, `sheets` and `desk` a desk's own;
`updating`, with `fetching`, `history` and `packing`, is what `verifier rates update` does, and `live` a service that commands
ask: neither is any business of a plain check. `given` holds rates that somebody states outright.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from verifier.model import Evidence
from verifier.sources.calendars import Calendars
from verifier.sources.ledger import Source
from verifier.sources.prices import Prices
from verifier.sources.rates import Rates
from verifier.sources.zones import Zones

SOURCES: Mapping[str, Callable[[], Source]] = {
    Calendars.name: Calendars,
    Prices.name: Prices,
    Rates.name: Rates,
    Zones.name: Zones,
}


def explain(base: str, quote: str, day: date, rates: Rates | None = None) -> tuple[Evidence, ...]:
    """What each source says of a pair on a day; one row without a quantity, saying why, where none has it."""
    rates = rates or Rates()
    found = rates.explain(base, quote, day)
    return found or (Evidence(rates.name, f"{base}/{quote}", None, day, "", rates.missing(base, quote, day)),)


def open_sources(rates: Rates | None = None) -> dict[str, Source]:
    """The sources by name; each opens its files when first asked. `rates` stands in for the shipped ones."""
    return {name: rates if rates and name == rates.name else opened() for name, opened in SOURCES.items()}


def open_rates(data: Path | None = None, sheets: tuple[Path, ...] = ()) -> Rates:
    """The exchange rates: what shipped, what was fetched since and lies in `data`, and sheets of one's own."""
    return Rates(updates=fetched(data) if data else None, sheets=sheets)


def fetched(data: Path) -> Path:
    """Where in a folder for data the fetched rates lie."""
    return data / "rates"
