"""Megabytes of running text whose numbers are read in a second, beside quantulum3 in the same run."""

from __future__ import annotations

import contextlib
import io
import itertools
import warnings

from bench import Row, seconds
from bench.text import articles, sample
from verifier import Verifier
from verifier.readers import plain


def rows() -> list[Row]:
    """Throughput of extraction, in articles and in one long text."""
    verifier = Verifier()
    texts = list(itertools.islice(articles(), 250))
    size = sum(len(text.encode("utf-8")) for text in texts)
    ours = size / 1e6 / seconds(lambda: [verifier.extract(plain(text, "bench")) for text in texts])
    long = sample(1_000_000)
    whole = len(long.encode("utf-8")) / 1e6 / seconds(lambda: verifier.extract(plain(long, "bench")))
    peer = _quantulum(texts[:8])
    return [
        Row(f"read every number, {len(texts)} articles", f"{ours:.2f} MB/s", _against(peer, ours), "10 MB/s"),
        Row("read every number, one text of 1 MB", f"{whole:.2f} MB/s", _against(peer, whole), "10 MB/s"),
    ]


def _against(peer: float, ours: float) -> str:
    return f"quantulum3 {peer:.3f} MB/s: 1/{ours / peer:.0f}"


def _quantulum(texts: list[str]) -> float:
    """MB/s of quantulum3, article by article, which suits it best; its model is loaded before the clock starts."""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")  # its classifier was trained with an older scikit-learn and says so each time
        from quantulum3 import parser  # type: ignore[import-untyped]  # ships no types

        parser.parse("The mill costs 5 million dollars.")
        size = sum(len(text.encode("utf-8")) for text in texts)
        return size / 1e6 / seconds(lambda: [parser.parse(text) for text in texts], times=1)
