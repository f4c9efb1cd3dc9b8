"""Which texts copy one another: what they agree on was said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from verifier.model import Report

RUN = 8  # words in a row that two writers do not hit upon independently
SHARE = 0.2  # of the shorter text's runs: a quoted sentence or two makes no copy


def witnesses(reports: Sequence[Report]) -> tuple[int, ...]:
    """For each text the first one that it copies, or that copies it; its own place where there is none."""
    runs = [_runs(report) for report in reports]
    first: dict[int, int] = {}
    shared: Counter[tuple[int, int]] = Counter()
    for place, found in enumerate(runs):
        for run in found:
            earlier = first.setdefault(run, place)
            if earlier != place:
                shared[earlier, place] += 1
    groups = list(range(len(reports)))
    for (one, other), count in sorted(shared.items()):
        if count >= SHARE * min(len(runs[one]), len(runs[other])):
            groups[other] = min(groups[other], groups[one])
    return tuple(groups)


def _runs(report: Report) -> frozenset[int]:
    """Hashes of all stretches of so many words of a text, its boilerplate left out."""
    words: list[str] = []
    for block in report.document.blocks:
        if block.kind not in ("boilerplate", "dateline"):
            words += report.document.text[block.span.start : block.span.end].lower().split()
    return frozenset(hash(tuple(words[place : place + RUN])) for place in range(len(words) - RUN + 1))
