"""What a fact costs: a look-up among a million, beside a bare dict and a bare SQLite table that hold the same figures.

The peers answer with the value as text; ours with the whole fact: period, unit, how exact, who says so, which row.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import Row
from bench.bench_cold import check_command, milliseconds
from bench.text import sample
from verifier.period import Period, quarter
from verifier.sources.facts import Facts, open_facts

FACTS = 1_000_000
QUARTERS = [quarter(year, number) for year in range(2015, 2025) for number in (1, 2, 3, 4)]
ASKED = 5_000
COLD_FACTS, RUNS = 100_000, 15
REPORT = """Firm 00042 said on Monday that its revenue rose in the fourth quarter of 2024.

Revenue of Firm 00042 was $4.21 billion in the fourth quarter of 2024, from $3.90 billion in the third quarter of 2024. It was the
highest revenue in three years.

"""
Key = tuple[str, Period]


def rows() -> list[Row]:
    """Look-ups by three stores, and what reading and opening a table takes."""
    with tempfile.TemporaryDirectory() as folder:
        path, cache = Path(folder) / "facts.csv", Path(folder) / "cache"
        held = _written(path, FACTS)
        built = _seconds(lambda: open_facts([path], cache))
        facts = open_facts([path], cache)
        opened = _seconds(lambda: open_facts([path], cache))
        keys = random.Random(7).sample(list(held), ASKED)
        ours = _seconds(lambda: _asked(facts, keys))
        bare = _seconds(lambda: [held[key] for key in keys])
        table = _peer(held)
        select = "SELECT value FROM fact WHERE entity = ? AND first = ? AND last = ?"
        indexed = _seconds(lambda: [table.execute(select, _parts(key)).fetchone() for key in keys])
    beside = f"dict {_micro(bare):.2f} µs, sqlite {_micro(indexed):.1f} µs"
    return [
        cold_row(),
        Row(f"a fact among {FACTS:,}, never asked before", f"{_micro(ours):.1f} µs", beside, "50 µs"),
        Row("opening that table, unchanged", f"{opened * 1000:.1f} ms", "", "20 ms"),
        Row("reading it the first time", f"{built:.1f} s", "", ""),
    ]


def cold_row() -> Row:
    """What a table whose index is built adds to a check in a process of its own: the best run with it less the best without.

    The two are timed in turns, as what else the machine does slows both; a difference of medians swings by its whole size.
    The article is about one of the table's firms, so that its figures are looked up and not only its words.
    """
    with tempfile.TemporaryDirectory() as folder:
        table, article = Path(folder) / "facts.csv", Path(folder) / "article.txt"
        _written(table, COLD_FACTS)
        article.write_text(REPORT + sample(5_000 - len(REPORT)), encoding="utf-8")
        plain = check_command(article)
        told = [*plain, "--facts", str(table)]
        for command in (plain, told, plain, told):
            milliseconds(command, folder, "warm")
        pairs = [(milliseconds(plain, folder, "warm"), milliseconds(told, folder, "warm")) for _ in range(RUNS)]
    bare, told_best = (min(times) for times in zip(*pairs, strict=True))
    added = told_best - bare
    return Row(f"what {COLD_FACTS:,} facts add to a cold check", f"{added:.1f} ms of CPU", f"the check {bare:.0f} ms", "20 ms")


def _written(path: Path, count: int) -> dict[Key, str]:
    dice, held = random.Random(1), {}
    with path.open("w", encoding="utf-8") as file:
        file.write("entity,concept,period_start,period_end,value,unit,decimals,source,confidence\n")
        for number in range(count // len(QUARTERS)):
            for period in QUARTERS:
                value = f"{dice.randrange(100, 10_000)}e6"
                held[f"Firm {number:05}", period] = value
                file.write(f"Firm {number:05},revenue,{period.first},{period.last},{value},USD,-6,filing,high\n")
    return held


def _peer(held: dict[Key, str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE fact(entity, first, last, value, PRIMARY KEY(entity, first, last)) WITHOUT ROWID")
    connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?)", ((*_parts(key), value) for key, value in held.items()))
    return connection


def _parts(key: Key) -> tuple[str, str, str]:
    return key[0], key[1].first.isoformat(), key[1].last.isoformat()


def _asked(facts: Facts, keys: list[Key]) -> None:
    for entity, period in keys:
        assert facts.at(entity, "revenue", period)


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _micro(seconds: float) -> float:
    return seconds / ASKED * 1e6
