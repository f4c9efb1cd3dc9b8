"""Sources of evidence: the only room that opens a socket. `SOURCES` lists those a check may ask, by name.

`ledger` remembers what they answered; `fixings`, `pairs` and `pegs` are what `rates` reads; `live` is asked by commands, never
by a plain check; `given` holds rates that somebody states outright.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from verifier.model import Evidence
from verifier.sources.ledger import Source
from verifier.sources.rates import Rates
from verifier.sources.zones import Zones

SOURCES: Mapping[str, Callable[[], Source]] = {Rates.name: Rates, Zones.name: Zones}


def explain(base: str, quote: str, day: date) -> tuple[Evidence, ...]:
    """What each shipped source says of a pair on a day; one row without a quantity, saying why, where none has it."""
    rates = Rates()
    found = rates.explain(base, quote, day)
    return found or (Evidence(rates.name, f"{base}/{quote}", None, day, "", rates.missing(base, quote, day)),)


def open_sources() -> dict[str, Source]:
    """The shipped sources by name; each opens its files when first asked."""
    return {name: opened() for name, opened in SOURCES.items()}
