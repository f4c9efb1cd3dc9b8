"""Reads Narodowy Bank Polski's tables of average rates, as its web service sends them.

`GET <base>/a/2026-10-01/2026-12-01/?format=json` answers a list of tables, each `{"table": "A", "effectiveDate": "2026-10-01",
"rates": [{"code": "THB", "mid": 0.1143}, …]}`; table A is daily, B weekly. One question spans 93 days at most; status 404 means
that no table fell into them. Figures are zlotys per unit, taken as the digits were printed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from verifier.errors import SourceError
from verifier.sources.history import History

SPAN = 90  # days asked for at once
NOTHING = b"[]"  # what a question without an answer stands for
_SHAPE = "its answer is no list of tables with effectiveDate and rates"
_Points = dict[str, dict[date, str]]


def nbp_history(base: str, first: date, last: date, fetch: Callable[[str], bytes]) -> History:
    """All fixings of tables A and B from `first` to `last`; `fetch` brings what lies at an address. SourceError in words."""
    found: _Points = {}
    for table in "ab":
        start = first
        while start <= last:
            end = min(start + timedelta(SPAN), last)
            address = f"{base.rstrip('/')}/{table}/{start}/{end}/?format=json"
            _collect(fetch(address), address, found)
            start = end + timedelta(1)
    if not found:
        raise SourceError(f"{base}: it has no tables from {first} to {last}")
    days = sorted({day for points in found.values() for day in points})
    return History(base, tuple(days), {code: sorted(points.items()) for code, points in found.items()})


def _collect(body: bytes, address: str, found: _Points) -> None:
    try:
        tables = json.loads(body, parse_float=_plain, parse_int=str)
        for table in tables:
            day = date.fromisoformat(table["effectiveDate"])
            for rate in table["rates"]:
                code, figure = str(rate["code"]), str(rate["mid"])
                if not (len(code) == 3 and code.isalpha() and code.isupper() and Decimal(figure) >= 0 and len(figure) <= 15):
                    raise SourceError(f"{address}: {code[:10]!r} has {figure[:20]!r}, which is no rate")
                if Decimal(figure):  # the last dollars of Zimbabwe were printed as 0.000000
                    found.setdefault(code, {})[day] = figure
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        raise SourceError(f"{address}: {_SHAPE}; check the address") from error


def _plain(printed: str) -> str:
    """The digits without an exponent: 2.82E-4 is 0.000282."""
    return f"{Decimal(printed):f}"
