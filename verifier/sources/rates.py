"""Exchange rates as one source: fixings of the ECB, pegs, fixings of NBP, official parities and cited period-end rates.

Precedence, for one pair and day: the ECB; pegs (chained to what the ECB fixes: 100 patacas are Hong Kong dollars, and
those have a fixing); NBP, a secondary source. All shipped, none past its last day, nothing interpolated. Sheets of a
desk's own stand beside them, in `desk`: which of the two decides is the business of who asks.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.interval import Interval, point
from verifier.model import Evidence, Quantity
from verifier.period import Period
from verifier.resources import seeds_folder
from verifier.sources.days import spoken
from verifier.sources.fixings import FixingTable, open_fixings
from verifier.sources.pairs import STALE_AFTER, Fit, Fixing
from verifier.sources.pegged import Pegged
from verifier.sources.pegs import Parity, Peg, read_parallel, read_parities, read_pegs
from verifier.units import currency

if TYPE_CHECKING:
    from verifier.sources.desk import Desk, DeskRate, Reference

LOCATORS = {
    "ecb": "Source: ECB euro foreign exchange reference rates",
    "nbp": "Source: NBP, tables A and B of average rates",
    "peg": "seeds/rates/pegs.csv",
}
# which currency of a pair is quoted as "one of it is worth …" on the market
BASES = {code: place for place, code in enumerate(("XDR", "EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF"))}


def market_order(one: str, other: str) -> tuple[str, str]:
    """The pair as the market quotes it, base first: EUR/USD, GBP/USD, USD/CNY; as given where there is no custom."""
    return (one, other) if BASES.get(one, 99) <= BASES.get(other, 99) else (other, one)


class Rates:
    """The shipped rates and what was fetched since, opened on first use; one object serves many threads.

    `updates` is the folder of `verifier rates update`, `sheets` are a desk's own. SourceError where a file is broken.
    """

    name = "rates"

    def __init__(self, folder: Path | None = None, updates: Path | None = None, sheets: tuple[Path, ...] = ()) -> None:
        self.folder = folder or seeds_folder() / "rates"
        self.updates = updates
        self.desk = _desk(sheets) if sheets else None

    @cached_property
    def _tables(self) -> tuple[FixingTable, FixingTable, str]:
        return open_fixings(self.folder / "rates.bin", self.updates)

    @property
    def ecb(self) -> FixingTable:
        """The primary table, quoted per euro."""
        return self._tables[0]

    @property
    def nbp(self) -> FixingTable:
        """The secondary table, quoted in zlotys."""
        return self._tables[1]

    @cached_property
    def pegs(self) -> dict[str, tuple[Peg, ...]]:
        """Pegs by currency, broken ones among them."""
        return read_pegs(self.folder / "pegs.csv")

    @cached_property
    def pegged(self) -> Pegged:
        """Rates through pegs to what the primary table fixes."""
        return Pegged(self.ecb, self.pegs)

    @cached_property
    def parities(self) -> tuple[Parity, ...]:
        """Official and period-end rates that somebody cites."""
        shipped = read_parities(self.folder / "parities.csv")
        return (*self.desk.parities, *shipped) if self.desk else shipped

    @cached_property
    def _parallel(self) -> dict[str, tuple[Period, ...]]:
        found: dict[str, tuple[Period, ...]] = {}
        for row in read_parallel(self.folder / "parallel.csv"):
            found[row.currency] = (*found.get(row.currency, ()), row.held)
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the fixings' own digests, the text files and the desk's sheets."""
        import hashlib

        texts = b"".join((self.folder / f"{name}.csv").read_bytes() for name in ("pegs", "parities", "parallel"))
        sheets = self.desk.digest.encode() if self.desk else b""
        return hashlib.sha256(self._tables[2].encode() + texts + sheets).hexdigest()

    @property
    def reach(self) -> tuple[date, ...]:
        """The newest day of the primary source: as shipped and, where it was updated since, as updated."""
        return (self.ecb.shipped.last, *([self.ecb.last] if self.ecb.updated else []))

    def rate(self, base: str, quote: str, day: date) -> Fixing | None:
        """Units of `quote` per `base` by the best source for that day; None where there is none, and `missing` says why."""
        return self.ecb.fixing(base, quote, day) or self.pegged.rate(base, quote, day) or self.nbp.fixing(base, quote, day)

    def around(self, base: str, quote: str, day: date, before: int, after: int) -> tuple[Fixing, ...]:
        """The day's rate first, then those of so many fixings before and after it, all of the best source for the day."""
        found = self.ecb.around(base, quote, day, before, after)
        if found:
            return found
        anchors = self.pegged.anchors(base, quote, day)
        if anchors is None:
            return self.nbp.around(base, quote, day, before, after)
        (left, *_), (right, *_) = anchors
        days = [fixing.day for fixing in self.ecb.around(left, right, day, before, after)] or [day]
        crossed = (self.pegged.rate(base, quote, moment) for moment in days)
        return tuple(fixing for fixing in crossed if fixing is not None)

    def own(self, base: str, quote: str, day: date) -> DeskRate | None:
        """The desk's own rate for that day; None without sheets, or where they do not have the pair and the day."""
        return self.desk.on(base, quote, day, self._bridge(base, quote)) if self.desk else None

    def own_near(self, base: str, quote: str, day: date) -> tuple[DeskRate, ...]:
        """The desk's rates of the days around, the nearest first."""
        return self.desk.near(base, quote, day, self._bridge(base, quote)) if self.desk else ()

    def _bridge(self, base: str, quote: str) -> Reference | None:
        """How a sheet's "BTC,USD" leads to euros: by reference rates, but only for what those do not price themselves."""
        return None if self.prices(base) and self.prices(quote) else self.rate

    def prices(self, code: str) -> bool:
        """Whether some reference rate of that currency, of whatever day, is known."""
        return self.ecb.has(code) or self.nbp.has(code) or code in self.pegs

    def fit(self, base: str, quote: str, period: Period, wanted: Interval, near: date) -> Fit | None:
        """Where the market's rate lay in `wanted` during a period, nearest to a day; by NBP only where the ECB has none."""
        return self._table(base, quote, period).nearest_fit(base, quote, period, wanted, near)

    def average(self, base: str, quote: str, period: Period) -> Fixing | None:
        """The mean of a period's fixings, from the table that `fit` would ask, dated by the period's last day."""
        table = self._table(base, quote, period)
        mean = table.average(base, quote, period)
        return None if mean is None else Fixing(table.name, base, quote, period.last, mean)

    def _table(self, base: str, quote: str, period: Period) -> FixingTable:
        reach = self.ecb.reach(base, quote)
        return self.ecb if reach is not None and reach.first <= period.last and period.first <= reach.last else self.nbp

    def street(self, code: str, day: date) -> bool:
        """Whether the currency had a parallel market that day."""
        return any(day in held for held in self._parallel.get(code, ()))

    def missing(self, base: str, quote: str, day: date) -> str:
        """Why `rate` is None, and what to do, in words for a report."""
        from verifier.sources.missing import missing

        return missing(self, base, quote, day)

    def find(self, key: str, period: Period) -> tuple[Evidence, ...]:
        """All that is known of "USD/CNY" in a period, newest first; of equal days the ECB, NBP, pegs, cited rates."""
        base, _, quote = key.partition("/")
        fixings = [fixing for table in (self.ecb, self.nbp) for fixing in table.fixings(base, quote, period.first, period.last)]
        found = [evidence for fixing in fixings for evidence in self.evidence(fixing)]
        if (pegged := self.pegged.rate(base, quote, period.last)) is not None:
            found += self.evidence(pegged)
        cites = [parity for parity in self.parities if (parity.base, parity.quote) == (base, quote)]
        found += [cited(parity) for parity in cites if parity.day in period]
        return tuple(sorted(found, key=lambda evidence: evidence.as_of or date.min, reverse=True))

    def explain(self, base: str, quote: str, day: date) -> tuple[Evidence, ...]:
        """What every source says of a pair on a day: own sheets, fixings, pegs, and of each kind of cited rate the nearest."""
        found: list[Evidence] = []
        if (own := self.own(base, quote, day)) is not None:
            found += (*own.evidence, *(self.evidence(own.between) if own.between else ()))
        for table in (self.ecb, self.nbp):
            if (fixing := table.fixing(base, quote, day)) is not None:
                found += self.evidence(fixing, day)
        if (pegged := self.pegged.rate(base, quote, day)) is not None:
            found += self.evidence(pegged)
        nearest: dict[str, Parity] = {}
        for parity in sorted(self.cites(base, quote, day), key=lambda parity: abs(parity.day - day)):
            nearest.setdefault(parity.basis, parity)
        return (*found, *(cited(parity) for parity in nearest.values()))

    def cites(self, base: str, quote: str, day: date) -> list[Parity]:
        """Rates of the pair, either way round, cited for a day up to a year before or ten days after."""
        nearby = Period(day - timedelta(days=366), day + timedelta(days=STALE_AFTER))
        return [parity for parity in self.parities if {parity.base, parity.quote} == {base, quote} and parity.day in nearby]

    def evidence(self, fixing: Fixing, wanted: date | None = None) -> tuple[Evidence, ...]:
        """A fixing as reports quote it, the pair in the market's order, to five significant digits unless printed as such.

        A pegged rate gives its pegs and the fixing between their anchors. `wanted` is the day that was asked for: the note
        says so where the fixing is an earlier one.
        """
        if fixing.source == "peg":
            return self._peg_evidence(fixing)
        base, quote = market_order(fixing.base, fixing.quote)
        direct = base == "EUR" and fixing.source == "ecb" and fixing.under + fixing.over  # an average is nobody's printed figure
        printed = self.ecb.fixing(base, quote, fixing.day) if direct else None
        value = printed.value if printed else fixing.value if base == fixing.base else 1 / fixing.value
        if printed is None:
            value = value.quantize(Decimal(1).scaleb(min(0, value.adjusted() - 4)))
        note = f"the last fixing before {spoken(wanted)}" if wanted is not None and fixing.day < wanted else ""
        quantity = Quantity(point(value), currency(quote))
        return (Evidence(fixing.source, f"{base}/{quote}", quantity, fixing.day, LOCATORS[fixing.source], note),)

    def _peg_evidence(self, fixing: Fixing) -> tuple[Evidence, ...]:
        anchors = self.pegged.anchors(fixing.base, fixing.quote, fixing.day)
        if anchors is None:
            return ()
        (left, _, _, one), (right, _, _, other) = anchors
        pegs = [
            Evidence("peg", f"{peg.anchor}/{peg.currency}", Quantity(_band(peg), currency(peg.currency)), fixing.day,
                     LOCATORS["peg"], peg.note)
            for peg in (*one, *other)
        ]
        cross = self.ecb.fixing(left, right, fixing.day)
        return (*pegs, *(self.evidence(cross) if cross is not None else ()))

def cited(parity: Parity) -> Evidence:
    """A cited rate as reports quote it."""
    key, quantity = f"{parity.base}/{parity.quote}", Quantity(point(parity.rate), currency(parity.quote))
    return Evidence(parity.basis, key, quantity, parity.day, parity.locator)


def _desk(sheets: tuple[Path, ...]) -> Desk:
    from verifier.sources.desk import Desk  # most checks have no sheets and need not load what reads them

    return Desk(sheets)


def _band(peg: Peg) -> Interval:
    spread = peg.rate * peg.tolerance
    return Interval(peg.rate - spread, peg.rate + spread)
