"""What a person waits for: the CPU time of `verifier check` on one article in a new process, beside a bare interpreter."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import Row
from bench.text import sample

RUNS = 7


def rows() -> list[Row]:
    """The median of seven cold runs, after one that compiles the code and one that compiles the rules."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(sample(5_000), encoding="utf-8")
        check = check_command(article)
        milliseconds(check, folder, "thrown-away")
        first = milliseconds(check, folder, "rules")
        ours = statistics.median(milliseconds(check, folder, "rules") for _ in range(RUNS))
        bare = statistics.median(milliseconds([sys.executable, "-c", "pass"], folder, "rules") for _ in range(RUNS))
    return [
        Row("`verifier check` of a 5 KB article, cold", f"{ours:.0f} ms of CPU", f"a bare interpreter {bare:.0f} ms", "120 ms"),
        Row("the same, the very first time (rules are compiled and cached)", f"{first:.0f} ms of CPU"),
    ]


def check_command(article: Path) -> list[str]:
    """The command that checks an article."""
    return [sys.executable, "-m", "verifier", "check", str(article), "--date", "2025-02-24", "--fail-on", "never"]


def milliseconds(command: list[str], folder: str, cache: str) -> float:
    """User and system time of one child process, which keeps its bytecode in a folder of its own and compiled rules in `cache`.

    An installed package has its bytecode beside it; where PYTHONDONTWRITEBYTECODE is set, a checkout would be compiled each time.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    surroundings |= {"VERIFIER_CACHE": str(Path(folder) / cache), "PYTHONPYCACHEPREFIX": str(Path(folder) / "code")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=surroundings)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
