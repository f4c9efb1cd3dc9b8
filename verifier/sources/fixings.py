"""Reads rates.bin, the shipped history of daily fixings: two tables, exact cross rates, no interpolation.

The file (little-endian, built by `tools/build_rates.py`): an ASCII head, then the series. The head is one line each of
`verifier-rates 1 LENGTH` (of the head, in bytes), `sha256 …` of what follows it, `last SOURCE DAY`, `read from …`, and
per series `SOURCE CODE POINTS OFFSET STRETCHES`. A series is POINTS mantissas (int32), then as many days (uint16, counted
from 1984-01-01), ascending. STRETCHES "0:4,812:6" says that figures have four decimal places, six from the 812th on.
ECB series are units per euro, NBP series zlotys per unit; a cross rate uses two fixings of one day of one source.

`verifier rates update` keeps later days in files of the same layout, one per source. What shipped is never altered by
them: of an update only the days after the last shipped one count.
"""

from __future__ import annotations

import array
import mmap
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

from verifier.errors import SourceError
from verifier.interval import Interval
from verifier.period import Period
from verifier.sources.days import EPOCH
from verifier.sources.pairs import STALE_AFTER, Fit, Fixing, Pair, Series


class Part(NamedTuple):
    """One source's series in one file: its newest day, the head's lines by currency, and the file after its head."""

    last: date
    entries: Mapping[str, str]
    body: memoryview


class FixingTable:
    """The fixings of one source, quoted against its `anchor`; `last` is its newest day. Safe for many threads.

    `shipped` is what came with the package, `updated` what was fetched since. A series is unpacked when it is first asked for.
    """

    def __init__(self, name: str, anchor: str, shipped: Part, updated: Part | None = None) -> None:
        self.name = name
        self.anchor = anchor
        self.shipped = shipped
        self.updated = updated if updated is not None and updated.last > shipped.last else None
        self.last = self.updated.last if self.updated else shipped.last
        self._end = self.last.toordinal() - EPOCH
        self._parts = tuple(part for part in (shipped, self.updated) if part is not None)
        self._days: dict[bytes, list[int]] = {}  # most series have the same days: unpacked once, for faster bisection
        self._pairs: dict[tuple[str, str], Pair | None] = {}

    def has(self, code: str) -> bool:
        """Whether there is any fixing of that currency."""
        return code == self.anchor or any(code in part.entries for part in self._parts)

    def codes(self) -> tuple[str, ...]:
        """All currencies, sorted, the anchor among them."""
        return tuple(sorted({self.anchor}.union(*(part.entries for part in self._parts))))

    def reach(self, base: str, quote: str) -> Period | None:
        """First and last day on which the pair can be crossed; None where it never can."""
        pair = self._pair(base, quote)
        if pair is None or pair.first > pair.last:
            return None
        return Period(date.fromordinal(EPOCH + pair.first), date.fromordinal(EPOCH + pair.last))

    def fixing(self, base: str, quote: str, day: date) -> Fixing | None:
        """The rate of that day, or of the last fixing up to ten days before; None before the first and after the last one.

        A Saturday after the last Friday still has Friday's rate; a later day does not: nobody knows its fixing yet.
        """
        try:
            pair = self._pairs[base, quote]
        except KeyError:
            pair = self._pair(base, quote)
        return None if pair is None else pair.on(day)

    def forget(self) -> None:
        """Drops remembered answers; only memory and time depend on them."""
        for pair in self._pairs.values():
            if pair is not None:
                pair.forget()

    def around(self, base: str, quote: str, day: date, before: int, after: int) -> tuple[Fixing, ...]:
        """The day's fixing first, then up to so many before it (newest first) and after it; empty where the day has none."""
        own, pair = self.fixing(base, quote, day), self._pair(base, quote)
        if own is None or pair is None:
            return ()
        wanted, days = day.toordinal() - EPOCH, pair.days
        at = bisect_left(days, own.day.toordinal() - EPOCH)
        others = [*range(at - 1, max(-1, at - 1 - before), -1), *range(at + 1, min(len(days), at + 1 + after))]
        crossed = (pair.at(i) for i in others if abs(days[i] - wanted) <= STALE_AFTER)
        return (own, *(fixing for fixing in crossed if fixing is not None))

    def fixings(self, base: str, quote: str, first: date, last: date) -> tuple[Fixing, ...]:
        """All fixings of the pair in a stretch of days, oldest first."""
        pair = self._pair(base, quote)
        if pair is None:
            return ()
        days = pair.days
        start, stop = bisect_left(days, first.toordinal() - EPOCH), bisect_right(days, last.toordinal() - EPOCH)
        crossed = (pair.at(i) for i in range(start, stop))
        return tuple(fixing for fixing in crossed if fixing is not None)

    def nearest_fit(self, base: str, quote: str, period: Period, wanted: Interval, near: date) -> Fit | None:
        """Where the market's rate came to lie in `wanted` during a period, nearest to a day; the earlier of two equally near."""
        pair = self._pair(base, quote)
        if pair is None:
            return None
        first, last, goal = (moment.toordinal() - EPOCH for moment in (period.first, period.last, near))
        return pair.fitting(first, last, wanted, goal)

    def average(self, base: str, quote: str, period: Period) -> Decimal | None:
        """The plain mean of a period's fixings to six significant digits, as yearly averages are formed; None without any."""
        pair = self._pair(base, quote)
        ratios = pair.ratios(period.first.toordinal() - EPOCH, period.last.toordinal() - EPOCH) if pair else []
        return Decimal(f"{sum(ratio for _, ratio in ratios) / len(ratios):.6g}") if ratios else None

    def _pair(self, base: str, quote: str) -> Pair | None:
        try:
            return self._pairs[base, quote]
        except KeyError:
            known = base != quote and self.has(base) and self.has(quote)
            top, bottom = (quote, base) if self.name == "ecb" else (base, quote)
            names = (self.name, base, quote)
            pair = Pair(names, self._series(top), self._series(bottom), self._end) if known else None
            return self._pairs.setdefault((base, quote), pair)

    def _series(self, code: str) -> Series | None:
        if code == self.anchor:
            return None
        series = [self._unpacked(part, part.entries[code]) for part in self._parts if code in part.entries]
        return series[0] if len(series) == 1 else series[0].followed_by(series[1], self.shipped.last.toordinal() - EPOCH)

    def _unpacked(self, part: Part, entry: str) -> Series:
        points, offset, stretches = entry.split(" ")
        middle, end = int(offset) + 4 * int(points), int(offset) + 6 * int(points)
        pairs = [stretch.split(":") for stretch in stretches.split(",")]
        starts, decimals = tuple(int(start) for start, _ in pairs), tuple(int(digits) for _, digits in pairs)
        packed = bytes(part.body[middle:end])
        days = self._days.get(packed)
        if days is None:
            days = self._days.setdefault(packed, list(_numbers(memoryview(packed), "H")))
        return Series(days, _numbers(part.body[int(offset) : middle], "i"), starts, decimals)


def _numbers(raw: memoryview, kind: Literal["i", "H"]) -> Sequence[int]:
    if sys.byteorder == "little":
        return raw.cast(kind)
    swapped = array.array(kind, raw.tobytes())
    swapped.byteswap()
    return swapped


def open_fixings(file: Path, updates: Path | None = None) -> tuple[FixingTable, FixingTable, str]:
    """The ECB's and NBP's tables of a rates.bin, and the SHA-256 its head states with those of the updates in use.

    `updates` is the folder in which `verifier rates update` keeps what it fetched; there need be none. SourceError where a
    file is not what it should be.
    """
    shipped, digest = _parts(file, "reinstall the package")
    later = {source: _update(updates, source) for source in ("ecb", "nbp")} if updates else {}
    tables = [
        FixingTable(source, anchor, shipped[source], later.get(source, (None, ""))[0])
        for source, anchor in (("ecb", "EUR"), ("nbp", "PLN"))
    ]
    used = [later[table.name][1] for table in tables if table.updated]
    return tables[0], tables[1], " ".join([digest, *used])


def update_file(folder: Path, source: str) -> Path:
    """Where the newer fixings of `ecb` or `nbp` are kept, there or not."""
    return folder / f"{source}.bin"


def _update(folder: Path, source: str) -> tuple[Part | None, str]:
    file = update_file(folder, source)
    if not file.is_file():
        return None, ""
    parts, digest = _parts(file, "delete it, or run `verifier rates update` again", intact=True)
    if source not in parts:
        raise SourceError(f"{file}: it holds no fixings of {source}; delete it, or run `verifier rates update` again")
    return parts[source], digest


def _parts(file: Path, advice: str, intact: bool = False) -> tuple[dict[str, Part], str]:
    """What a file has of each source, and the digest its head states; read in full and held against that where `intact`."""
    try:
        with file.open("rb") as handle:
            view = memoryview(handle.read() if intact else mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))
        magic, version, length = bytes(view[:22]).decode("ascii").split()
        if (magic, version) != ("verifier-rates", "1"):
            raise ValueError(f"format {magic} {version}")
        lines, body = bytes(view[23 : int(length)]).decode("ascii").rstrip().split("\n"), view[int(length) :]
        digest = lines[0].removeprefix("sha256 ")
        if intact and _sha256(body) != digest:
            raise ValueError("it is damaged: its contents are not those it was written with")
        last = {line.split(" ")[1]: date.fromisoformat(line.split(" ")[2]) for line in lines if line.startswith("last ")}
        entries: dict[str, dict[str, str]] = {source: {} for source in last}
        for line in lines[len(last) + 2 :]:
            source, code, entry = line.split(" ", 2)
            entries[source][code] = entry
        return {source: Part(day, entries[source], body) for source, day in last.items()}, digest
    except OSError as error:
        raise SourceError(f"{file}: the exchange rates cannot be read ({error.strerror}); {advice}") from error
    except (ValueError, LookupError) as error:
        raise SourceError(f"{file}: this is no file of exchange rates ({error}); {advice}") from error


def _sha256(data: memoryview) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
