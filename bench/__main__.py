"""`python -m bench [extract|check|cold|compiled|rates|facts …]`: measure, and print one Markdown table; `fuzz`: bench/fuzz.py."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import (
    Row,
    bench_check,
    bench_cold,
    bench_compiled,
    bench_extract,
    bench_facts,
    bench_given,
    bench_places,
    bench_rates,
    bench_tieout,
)


def rates() -> list[Row]:
    """What a rate and a conversion cost; the peers' rows are beside ours, with their kind of number as the note."""
    measured = [*bench_rates.lookups(), *bench_rates.conversions()]
    return [Row(what, costs, note, "2 µs" if what.startswith("rates.bin") else "") for what, costs, note in measured]


SETS: dict[str, Callable[[], list[Row]]] = {
    "extract": bench_extract.rows,
    "check": bench_check.rows,
    "cold": bench_cold.rows,
    "rates": rates,
    "facts": bench_facts.rows,
    "tieout": bench_tieout.rows,
    "places": bench_places.rows,
}


def main(arguments: list[str]) -> int:
    """Print the rows of the sets named, of all by default; 2 for a set that there is not."""
    if arguments[:1] == ["fuzz"]:
        from bench import fuzz  # reads every lexicon and rule

        return fuzz.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m bench", description="measure, and print one Markdown table")
    parser.add_argument("sets", nargs="*", help="what to measure; all by default")
    parser.add_argument("--texts", type=Path, help="a folder of .txt files to read and check as well")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.sets if name not in (*SETS, "compiled")]:
        parser.error(f"no such set: {', '.join(unknown)}; there are {', '.join(SETS)} and compiled")
    sets: dict[str, Callable[[], list[Row]]] = {
        **SETS, "places": partial(bench_places.rows, options.texts), "compiled": partial(bench_compiled.rows, options.texts),
    }  # fmt: skip
    chosen = [sets[name] for name in options.sets or sets]
    if options.texts is not None:
        chosen.append(partial(bench_given.rows, options.texts))
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n")
    print("| what | verifier | beside | goal |\n|---|---|---|---|")
    for rows in chosen:
        for row in rows():
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
