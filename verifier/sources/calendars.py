"""Trading calendars: on which days an exchange was shut, and which exchange a text names.

Two files in seeds/calendars/, built by tools/build_calendars.py; SOURCE.md beside them says where they come from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from verifier.errors import SourceError
from verifier.interval import point
from verifier.model import Evidence, Quantity, Verdict
from verifier.period import Period
from verifier.resources import seeds_folder
from verifier.units import COUNT


class Exchange(Struct, frozen=True):
    """One exchange: its market identifier (ISO 10383), its name, the years covered, its weekend, and what it may cause."""

    code: str
    name: str
    first: int
    last: int
    weekend: frozenset[int]
    currency: str
    harshest: Verdict


class Calendars:
    """Which exchange was open when; reads its files when first asked."""

    name = "calendars"

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or seeds_folder() / "calendars"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of both files."""
        return hashlib.sha256(b"\0".join(self._bytes(name) for name in ("exchanges.csv", "closures.csv"))).hexdigest()

    def find(self, key: str, period: Period) -> tuple[Evidence, ...]:
        """1 where the exchange `key` was open on the period's first day, 0 where it was shut; empty where that is not known."""
        exchange = self.exchanges.get(key)
        day = period.first
        if exchange is None or not exchange.first <= day.year <= exchange.last:
            return ()
        open_ = self.open(exchange, day)
        note = f"{exchange.name} was {'open' if open_ else 'shut'} on {day.isoformat()}"
        return (Evidence(self.name, key, Quantity(point(Decimal(int(open_))), COUNT), day, "seeds/calendars", note),)

    def open(self, exchange: Exchange, day: date) -> bool:
        """Whether it traded that day, within the years covered."""
        return day.isoweekday() not in exchange.weekend and day not in self._closed(exchange.code, day.year)

    def session_before(self, exchange: Exchange, day: date) -> date:
        """The last day before on which it traded; exchanges have been shut for two weeks, never for two months."""
        for back in range(1, 60):
            before = day - timedelta(days=back)
            if before.year >= exchange.first and self.open(exchange, before):
                return before
        return day

    def named_in(self, text: str) -> tuple[Exchange, ...]:
        """The exchanges that a text names, by their code."""
        lower = text.lower()
        found = {self._words[name.group()] for name in self._pattern.finditer(lower)}
        return tuple(self.exchanges[code] for code in sorted(found))

    def of_currency(self, currency: str) -> tuple[Exchange, ...]:
        """The exchanges whose prices are in a currency."""
        return tuple(one for one in self.exchanges.values() if one.currency == currency)

    @cached_property
    def exchanges(self) -> Mapping[str, Exchange]:
        """All of them, by code."""
        return {row["code"]: _exchange(row) for row in self._rows}

    @cached_property
    def _rows(self) -> list[dict[str, str]]:
        head, *rows = self._bytes("exchanges.csv").decode("utf-8").splitlines()  # no cell of ours holds a comma
        return [dict(zip(head.split(","), row.split(","), strict=True)) for row in rows]

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return {word: row["code"] for row in self._rows for word in row["words"].split("|")}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self._words, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)(?!-based)")

    @cached_property
    def _lines(self) -> Mapping[tuple[str, int], str]:
        rows = (row.split(",") for row in self._bytes("closures.csv").decode("ascii").splitlines()[1:])
        return {(code, int(year)): closed for code, year, closed in rows}

    def _closed(self, code: str, year: int) -> frozenset[date]:
        closed = self._lines.get((code, year), "")
        return frozenset(date(year, int(day[:2]), int(day[2:])) for day in closed.split())

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise SourceError(f"the trading calendar {self.folder / name} cannot be read: {error.strerror}") from None


def _exchange(row: Mapping[str, str]) -> Exchange:
    harshest = Verdict.FAIL if row["trust"] == "fail" else Verdict.WARN
    weekend = frozenset(map(int, row["weekend"]))
    return Exchange(row["code"], row["name"], int(row["first"]), int(row["last"]), weekend, row["currency"], harshest)
