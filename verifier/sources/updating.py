"""Adds a central bank's newer fixings to those that shipped: checked against what is known, kept in one file, or nothing.

What is refused leaves everything as it was: a file older than what is here, one that leaves days out, one that disagrees
with what is known of days both have, and a figure more than a fifth away from the day before. Money of the ECB's list has moved
so far in a day seven times since 1999 (Turkey's in 2001 and 2021, Iceland's, Russia's); a slipped decimal point always
does. Such a jump, if it is true, is taken by naming the currency. NBP quotes money that falls so far in a week more
often: there the currency is held back from that day on, and the others are taken.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from verifier.errors import SourceError
from verifier.sources.days import spoken
from verifier.sources.fixings import FixingTable, update_file
from verifier.sources.history import History
from verifier.sources.packing import NEIGHBOURS, encode, pack, places
from verifier.sources.pairs import STALE_AFTER
from verifier.sources.rates import Rates

NBP_TABLES = "https://api.nbp.pl/api/exchangerates/tables"
ECB_HISTORY = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"  # what the bank's own page of rates links to
JUMP = Decimal("0.2")
SHARED = 60  # fixings before the shipped end on which both must agree
Points = list[tuple[date, str]]


class Update(Struct, frozen=True):
    """What an update did: days and currencies added after the shipped ones, `last` the newest.

    `gone` are currencies without a newer fixing, `held` those held back at a jump.

    Nothing was written where `added` is 0: the newest day was known.
    """

    source: str
    file: Path
    last: date
    added: int
    currencies: int
    gone: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def update(source: str, history: History, origin: str, folder: Path, accepted: Collection[str] = ()) -> Update:
    """Keeps a history's days after the shipped ones in `folder`; `accepted` are currencies whose jumps are true.

    `origin` is told in the file: where the figures came from. SourceError, and nothing changed, for what is refused.
    """
    shipped = _table(Rates(), source)
    last, file = _newest(source, folder, shipped), update_file(folder, source)
    if history.days[-1] < last:
        raise SourceError(f"{history.name}: its newest day is {spoken(history.days[-1])}; rates are known to {spoken(last)}")
    if history.days[-1] == last:
        return Update(source, file, last, 0, 0)
    _unbroken(history, shipped)
    fresh: dict[str, Points] = {}
    held: list[str] = []
    for code, points in sorted(history.series.items()):
        newer, jump = _fresh(points, code, history.name, shipped, code not in accepted)
        if jump and source == "ecb":
            raise SourceError(f"{history.name}: {jump}; if that is true, `--accept {code}` takes it")
        held += [code] if jump else []
        fresh |= {code: newer} if newer else {}
    patience = 0 if source == "ecb" else STALE_AFTER  # days until a weekly fixing is missed
    late = (history.days[-1] - shipped.last).days > patience
    gone = tuple(code for code in _alive(shipped) if code not in fresh and code not in held) if late else ()
    if len(gone) > len(fresh):
        raise SourceError(f"{history.name}: {len(gone)} currencies have no newer fixings in it, {gone[0]} among them; "
                          "it is not complete")
    _keep(file, _packed(source, history, fresh, origin))
    added = sum(day > shipped.last for day in history.days)
    return Update(source, file, history.days[-1], added, len(fresh), gone, tuple(held))


def _table(rates: Rates, source: str) -> FixingTable:
    return rates.ecb if source == "ecb" else rates.nbp


def _newest(source: str, folder: Path, shipped: FixingTable) -> date:
    """The newest day known; an earlier update that cannot be read counts for nothing, and is about to be replaced."""
    try:
        return _table(Rates(updates=folder), source).last
    except SourceError:
        return shipped.last


def _alive(table: FixingTable) -> list[str]:
    """The currencies that still had a fixing when the package was built."""
    end = table.last.toordinal() - STALE_AFTER
    reaches = ((code, table.reach(table.anchor, code)) for code in table.codes())
    return [code for code, reach in reaches if reach is not None and reach.last.toordinal() >= end]


def _unbroken(history: History, shipped: FixingTable) -> None:
    """Whether its days reach from before the shipped end to its own without a gap."""
    known = shipped.last
    if history.days[0] > known:
        raise SourceError(f"{history.name}: it starts on {spoken(history.days[0])}; the days since {spoken(known)} are missing")
    for before, after in zip(history.days, history.days[1:], strict=False):
        if after > known and (after - before).days > STALE_AFTER:
            raise SourceError(f"{history.name}: nothing between {spoken(before)} and {spoken(after)}; it is not complete")


def _fresh(points: Points, code: str, name: str, shipped: FixingTable, watched: bool) -> tuple[Points, str]:
    """The points after the shipped end, up to a jump if one is watched for, and what is to be said of that jump."""
    start = next((index for index, (day, _) in enumerate(points) if day > shipped.last), len(points))
    for day, figure in points[max(0, start - SHARED) : start]:
        known = _known(shipped, code, day)
        if known is not None and _far(Decimal(figure), known):
            raise SourceError(f"{name}: {code} of {spoken(day)} is {figure} in it, {known:f} in the rates that are known; "
                              "it is not what it should be")
    for index in range(max(1, start), len(points) if watched else 0):
        (before, old), (day, new) = points[index - 1], points[index]
        if (day - before).days <= STALE_AFTER and _far(Decimal(new), Decimal(old)):
            jump = f"{code} of {spoken(day)} is {new}, and {old} on {spoken(before)}: more than {JUMP:.0%} away"
            return points[start:index], jump
    return points[start:], ""


def _known(shipped: FixingTable, code: str, day: date) -> Decimal | None:
    """The shipped figure of that very day, as the source quotes it."""
    pair = (shipped.anchor, code) if shipped.name == "ecb" else (code, shipped.anchor)
    fixing = shipped.fixing(*pair, day)
    return fixing.value if fixing is not None and fixing.day == day else None


def _far(one: Decimal, other: Decimal) -> bool:
    return max(one, other) > min(one, other) * (1 + JUMP)


def _packed(source: str, history: History, fresh: dict[str, Points], origin: str) -> bytes:
    packed = {}
    try:
        for code, points in fresh.items():
            decimals = places(history.series[code][-len(points) - NEIGHBOURS :])[-len(points) :]
            packed[source, code] = (*encode(points, decimals), len(points))
    except ValueError as error:
        raise SourceError(f"{history.name}: {error}") from None
    told = "".join(char for char in origin if char.isascii() and char.isprintable())
    return pack(packed, {source: history.days[-1]}, told)


def _keep(file: Path, data: bytes) -> None:
    """Writes beside the old file and puts it in its place in one step: a reader sees the one or the other, never a half."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise SourceError(f"{file}: cannot be written ({error.strerror}); VERIFIER_DATA names another folder") from None
