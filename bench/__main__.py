"""`python -m bench [extract|check|cold|compiled|rates|facts …]`: measure, and print one Markdown table; `fuzz`: bench/fuzz.py."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable

from bench import Row, bench_check, bench_cold, bench_compiled, bench_extract, bench_facts, bench_rates, bench_tieout


def rates() -> list[Row]:
    """What a rate and a conversion cost; the peers' rows are beside ours, with their kind of number as the note."""
    measured = [*bench_rates.lookups(), *bench_rates.conversions()]
    return [Row(what, costs, note, "2 µs" if what.startswith("rates.bin") else "") for what, costs, note in measured]


SETS: dict[str, Callable[[], list[Row]]] = {
    "extract": bench_extract.rows,
    "check": bench_check.rows,
    "cold": bench_cold.rows,
    "compiled": bench_compiled.rows,
    "rates": rates,
    "facts": bench_facts.rows,
    "tieout": bench_tieout.rows,
}


def main(chosen: list[str]) -> int:
    """Print the rows of the sets named, of all but `compiled` by default; 2 for a set that there is not."""
    if chosen[:1] == ["fuzz"]:
        from bench import fuzz  # reads every lexicon and rule

        return fuzz.main(chosen[1:])
    unknown = [name for name in chosen if name not in SETS]
    if unknown:
        print(f"no such set: {', '.join(unknown)}; there are {', '.join(SETS)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n")
    print("| what | verifier | beside | goal |\n|---|---|---|---|")
    for name in chosen or [name for name in SETS if name != "compiled"]:
        for row in SETS[name]():
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
