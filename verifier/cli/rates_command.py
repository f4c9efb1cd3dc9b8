"""`verifier rates`: what every source says one currency was worth in another on a day, how far they reach, and newer ones."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.cli.settings import sheets
from verifier.config import Config, find_config, load_config
from verifier.errors import ConfigError, SourceError
from verifier.model import Evidence
from verifier.sources import explain, fetched, open_rates
from verifier.sources.days import spoken
from verifier.sources.rates import Rates

if TYPE_CHECKING:
    from verifier.sources.history import History

UPDATE = "update"
BANKS = {"ecb": "ECB", "nbp": "NBP"}
OVERLAP = timedelta(days=30)  # shipped days that are asked for again, to see that both agree


def run(options: argparse.Namespace) -> int:
    """Print what was asked for, always 0; SourceError saying why where there is nothing to say."""
    file = options.config or find_config(Path())
    config = load_config(file) if file else Config()
    if options.base == UPDATE:
        return _update(options, config)
    if options.url or options.file or options.accept:
        raise ConfigError("--url, --from and --accept belong to `verifier rates update`")
    rates = open_rates(config.data, (*sheets(options), *config.rates))
    if options.base is None:
        return _reach(rates)
    if options.quote is None:
        raise ConfigError(f"one currency of what, in what? write for example: verifier rates {_code(options.base)} EUR")
    return _rows(options, config, rates)


def _rows(options: argparse.Namespace, config: Config, rates: Rates) -> int:
    base, quote = (_code(word) for word in (options.base, options.quote))
    day = options.day or rates.ecb.last
    rows = (*explain(base, quote, day, rates), *_live(options, config, base, quote, day))
    known = [row for row in rows if row.quantity]
    if not known:
        raise SourceError("; ".join(row.note for row in rows) or f"no source has a rate for {base}/{quote}")
    _aligned([_cells(row) for row in known])
    return 0


def _aligned(lines: list[tuple[str, ...]]) -> None:
    widths = [max(len(line[index]) for line in lines) for index in range(len(lines[0]) - 1)]
    for line in lines:
        cells = "  ".join(cell.ljust(size) for cell, size in zip(line, widths, strict=False))
        print(f"{cells}  {line[-1]}".rstrip())


def _reach(rates: Rates) -> int:
    """How far each source reaches, and whose it is."""
    lines: list[tuple[str, ...]] = []
    for table in (rates.ecb, rates.nbp):
        shipped = f"shipped to {spoken(table.shipped.last)}"
        lines.append((table.name, f"to {spoken(table.last)}", f"{shipped}, updated since" if table.updated else shipped))
    if rates.desk:
        for file in rates.desk.files:
            days = [row.held.last for row in rates.desk.rows if row.file == file.name]
            count = f"{len(days)} {'rate' if len(days) == 1 else 'rates'} of your own"
            lines.append((file.name, f"to {spoken(max(days))}" if days else "empty", count))
    _aligned(lines)
    return 0


def _update(options: argparse.Namespace, config: Config) -> int:
    """Fetch newer rates of the banks asked for, one after the other; 2 where one of them had none to give."""
    bank = (options.quote or "").lower()
    if bank not in ("", *BANKS) or options.day or options.live or options.sheets or (options.url and options.file):
        raise ConfigError("`verifier rates update` takes ecb or nbp, --url URL or --from FILE, and --accept CODE")
    if options.file and bank == "nbp":
        raise ConfigError("--from FILE takes the ECB's history; NBP's tables come from its service or --url URL")
    if config.data is None:
        raise ConfigError("VERIFIER_DATA is off, so there is nowhere to keep newer rates; name a folder in it, or unset it")
    named = bank or ("ecb" if options.url or options.file else "")
    troubles = [_updated(name, options, config, config.data) for name in BANKS if named in ("", name)]
    if any(troubles):
        raise SourceError("\n".join(filter(None, troubles)))
    return 0


def _updated(bank: str, options: argparse.Namespace, config: Config, data: Path) -> str:
    """Fetch one bank's newer rates and say what is new; what went wrong, or nothing."""
    from verifier.sources.updating import update

    accepted = [_code(code) for code in options.accept]
    try:
        history, origin = _ecb(options, config) if bank == "ecb" else _nbp(options, config, data)
        done = update(bank, history, origin, fetched(data), accepted)
    except SourceError as error:
        return f"{error}\n{BANKS[bank]}: the rates stay as they were."
    if not done.added:
        print(f"{BANKS[bank]}: nothing new; the newest fixings are of {spoken(done.last)}, as before")
        return ""
    days = "1 day" if done.added == 1 else f"{done.added} days"
    remarks = ((done.gone, "no newer fixing of"), (done.held, "held back at a jump (see --accept):"))
    told = "".join(f"; {words} {', '.join(codes)}" for codes, words in remarks if codes)
    print(f"{BANKS[bank]}: rates to {spoken(done.last)}: {days} after the shipped ones, {done.currencies} currencies{told}")
    print(f"kept in {done.file}")
    return ""


def _ecb(options: argparse.Namespace, config: Config) -> tuple[History, str]:
    from verifier.sources.fetching import fetch
    from verifier.sources.history import read_history
    from verifier.sources.updating import ECB_HISTORY

    if options.file is None:
        address = options.url or config.update or ECB_HISTORY
        return read_history(fetch(address), address), address
    try:
        return read_history(options.file.read_bytes(), str(options.file)), str(options.file)
    except OSError as error:
        raise SourceError(f"--from {options.file}: cannot be read ({error.strerror})") from None


def _nbp(options: argparse.Namespace, config: Config, data: Path) -> tuple[History, str]:
    """NBP's tables from shortly before the shipped end to the ECB's newest day, which is how this reads no clock."""
    from verifier.sources.fetching import fetch
    from verifier.sources.nbp import NOTHING, nbp_history
    from verifier.sources.updating import NBP_TABLES

    address = options.url or config.update_nbp or NBP_TABLES
    first, last = open_rates().nbp.shipped.last - OVERLAP, open_rates(data).ecb.last
    return nbp_history(address, first, last, lambda each: fetch(each, missing=NOTHING)), address


def _live(options: argparse.Namespace, config: Config, base: str, quote: str, day: date) -> Iterator[Evidence]:
    """What the live service says, if one is named; its trouble is a warning, for the shipped rates have answered."""
    address = options.live or config.live
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
    if not (3 <= len(code) <= 10 and code.isascii() and code.isalnum()):
        raise SourceError(f"'{word}' is no currency code; expected three letters of ISO 4217, such as USD")
    return code


def _cells(row: Evidence) -> tuple[str, ...]:
    value = f"{row.quantity.interval.middle.normalize():f}" if row.quantity else ""
    remarks = "; ".join(filter(None, (row.note, row.locator)))
    return row.source, row.key, value, row.as_of.isoformat() if row.as_of else "", remarks
