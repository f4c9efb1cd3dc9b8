"""Clocks of the world: how far a time zone is ahead of UTC on a day, from the IANA time zone database by `zoneinfo`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from verifier.interval import point
from verifier.model import Evidence, Quantity
from verifier.period import Period
from verifier.units import time

MINUTE = time("minute")

# as texts name them, without "time", "standard", "daylight"; lower-case. EST is what New York's clock shows: texts write it in
# summer too. Letters that several places share (CST, IST, BST outside Britain) stand for what financial news means by them.
_NAMES: Mapping[str, str] = {
    "America/New_York": "et, est, edt, eastern, new york",
    "America/Chicago": "ct, cst, cdt, central, chicago",
    "America/Denver": "mt, mst, mdt",
    "America/Los_Angeles": "pt, pst, pdt, pacific",
    "Etc/UTC": "gmt, utc",
    "Europe/London": "bst, london, british, uk",
    "Europe/Paris": "cet, cest, central european, paris",
    "Europe/Berlin": "frankfurt",
    "Europe/Zurich": "zurich",
    "Europe/Moscow": "moscow",
    "Asia/Dubai": "dubai",
    "Asia/Kolkata": "mumbai, ist",
    "Asia/Hong_Kong": "hkt, hong kong",
    "Asia/Shanghai": "beijing, shanghai",
    "Asia/Singapore": "sgt, singapore",
    "Asia/Tokyo": "jst, tokyo, japan",
    "Asia/Seoul": "kst, seoul",
    "Australia/Sydney": "aest, aedt, sydney",
}
ZONES: Mapping[str, str] = {name: zone for zone, names in _NAMES.items() for name in names.split(", ")}
_SUFFIXES = (" time", " standard", " daylight", " summer")


class Zones:
    """The clocks of the zones that texts name; opens the database when first asked."""

    name = "zones"

    @property
    def digest(self) -> str:
        """SHA-256 of the names known; the database itself is the system's."""
        return hashlib.sha256(repr(sorted(ZONES.items())).encode()).hexdigest()

    def find(self, key: str, period: Period) -> tuple[Evidence, ...]:
        """Minutes ahead of UTC at noon of the period's first day; empty for a zone that is not known."""
        name = zone_named(key)
        minutes = _ahead(name, period.first) if name else None
        if minutes is None:
            return ()
        shown = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
        return (Evidence(self.name, key, Quantity(point(Decimal(minutes)), MINUTE), period.first, f"IANA {name}", shown),)


def zone_named(text: str) -> str | None:
    """The IANA zone that a text's words or letters name; None where they name none."""
    words = text.lower().strip(" ()")
    for suffix in _SUFFIXES:
        words = words.removesuffix(suffix)
    return ZONES.get(words)


def _ahead(name: str, day: date) -> int | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # reads the system's database: only where a text names a zone

    try:
        offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, OSError):
        return None
    return offset // timedelta(minutes=1) if offset is not None else None
