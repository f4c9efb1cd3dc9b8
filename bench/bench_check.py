"""Full verification: megabytes a second, and whether time grows in proportion to the text, whatever its lines."""

from __future__ import annotations

import itertools
from datetime import date

from bench import Row, seconds
from bench.text import articles, sample
from verifier import Verifier

DAY = date(2025, 2, 24)
SENTENCE = (
    "Harbour Tools, which builds cranes and lifts for ports on both sides of the strait, said in the report to its owners "
    "that revenue rose 12% to $5.6 billion from $5.0 billion, as ports bought more of them. "
)
LINE = "up $31.5m\n"  # ten bytes, so that ten megabytes are a million lines


def rows() -> list[Row]:
    """Throughput of a full check; ten times the text against ten times the time; ten megabytes in one line and in a million."""
    verifier = Verifier()
    texts = list(itertools.islice(articles(), 100))
    size = sum(len(text.encode("utf-8")) for text in texts)
    rate = size / 1e6 / seconds(lambda: [verifier.verify_text(text, date=DAY) for text in texts], times=15)
    small, large = _once(verifier, sample(1_000_000)), _once(verifier, sample(10_000_000))
    line = _once(verifier, SENTENCE * (10_000_000 // len(SENTENCE)))
    lines = _once(verifier, LINE * 1_000_000)
    growth = f"{large:.1f} s against {small:.2f} s: {large / small:.1f} times"
    return [
        Row(f"check every number, {len(texts)} articles", f"{rate:.2f} MB/s", "", "2 MB/s"),
        Row("check one text of 10 MB against one of 1 MB", growth, "", "10 times"),
        Row("check 10 MB in a single line", f"{line:.1f} s", "", "linear"),
        Row("check 10 MB in a million lines", f"{lines:.1f} s", "", "linear"),
    ]


def _once(verifier: Verifier, text: str) -> float:
    return seconds(lambda: verifier.verify_text(text, date=DAY), times=1)
