"""`verifier rates`: what every source says one currency was worth in another on a day."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from verifier.config import find_config, load_config
from verifier.errors import SourceError
from verifier.model import Evidence
from verifier.sources import explain
from verifier.sources.rates import Rates


def run(options: argparse.Namespace) -> int:
    """Print one line per source, always 0; SourceError saying why where none has a rate."""
    base, quote = (_code(word) for word in (options.base, options.quote))
    day = options.day or Rates().ecb.last
    rows = (*explain(base, quote, day), *_live(options, base, quote, day))
    known = [row for row in rows if row.quantity]
    if not known:
        raise SourceError("; ".join(row.note for row in rows) or f"no source has a rate for {base}/{quote}")
    lines = [_cells(row) for row in known]
    widths = [max(len(line[index]) for line in lines) for index in range(4)]
    for line in lines:
        cells = "  ".join(cell.ljust(size) for cell, size in zip(line, widths, strict=False))
        print(f"{cells}  {line[4]}".rstrip())
    return 0


def _live(options: argparse.Namespace, base: str, quote: str, day: date) -> Iterator[Evidence]:
    """What the live service says, if one is named; its trouble is a warning, for the shipped rates have answered."""
    settings = options.config or find_config(Path())
    address = options.live or (load_config(settings).live if settings else None)
    if not address:
        return
    from verifier.period import day as one_day
    from verifier.sources.live import LiveRates

    try:
        yield from LiveRates(address).find(f"{base}/{quote}", one_day(day))
    except SourceError as error:
        print(f"verifier: {error}", file=sys.stderr)


def _code(word: str) -> str:
    code = word.upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise SourceError(f"'{word}' is no currency code; expected three letters of ISO 4217, such as USD")
    return code


def _cells(row: Evidence) -> tuple[str, str, str, str, str]:
    value = f"{row.quantity.interval.middle.normalize():f}" if row.quantity else ""
    remarks = "; ".join(filter(None, (row.note, row.locator)))
    return row.source, row.key, value, row.as_of.isoformat() if row.as_of else "", remarks
