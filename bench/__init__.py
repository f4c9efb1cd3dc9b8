"""What docs/performance.md quotes: `python -m bench` measures it again and prints one Markdown table.

Every peer is timed in the same run, on the same text, so that the ratio holds on any machine.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, our figure, the peer's beside it, and the design's goal."""

    what: str
    ours: str
    beside: str = ""
    goal: str = ""

    def __str__(self) -> str:
        return f"| {self.what} | {self.ours} | {self.beside} | {self.goal} |"


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The least CPU time of some runs, in seconds: what the machine's other work adds is no property of ours."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best
