"""Megabytes of running text whose numbers are read in a second, and how many are read right, beside two peers in the same run."""

from __future__ import annotations

import gc
import itertools

from bench import Row, seconds
from bench.peers import Reader, accuracy, ours, quantulum, recognizers
from bench.text import articles, sample
from verifier import Verifier
from verifier.readers import plain

PEERS = (("quantulum3", quantulum), ("Recognizers-Text", recognizers))
TIMES = 15  # the least of so many: a busy machine doubles what one run takes
CHINESE = (
    "港务集团周一表示，计划未来三年至少投资{}亿元（约{}亿美元），同比增长{}%，"
    "高于上一个五年计划；2024年第四季度利润为{}万元。"
)


def rows() -> list[Row]:
    """Throughput of extraction, in articles, in one long text and in Chinese; then the share of figures read right."""
    texts = list(itertools.islice(articles(), 250))
    peers = {name: made() for name, made in PEERS}
    gc.collect()
    gc.freeze()  # the models that peers hold are no work of ours: the collector would walk through them again and again
    verifier = Verifier()
    rates = {name: _rate(read, texts[:8]) if read is not None else None for name, read in peers.items()}
    speed, long = _speed(verifier, texts), _speed(verifier, [sample(1_000_000)])
    right = "; ".join(f"{name} {_share(read)}" if read is not None else _missing(name) for name, read in peers.items())
    return [
        Row(f"read every number, {len(texts)} articles", f"{speed:.2f} MB/s", _against(rates, speed), "10 MB/s"),
        Row("read every number, one text of 1 MB", f"{long:.2f} MB/s", _against(rates, long), "10 MB/s"),
        Row("read every number, Chinese, a number every seven characters", f"{_speed(verifier, [_chinese()]):.2f} MB/s"),
        Row("money and percentages of our own corpus read right", _share(ours(verifier)), right),
    ]


def _chinese() -> str:
    """Half a megabyte."""
    return "".join(CHINESE.format(3000 + n, n, n % 90, 7 * n) + "\n" * (n % 5 == 0) for n in range(2000))


def _speed(verifier: Verifier, texts: list[str]) -> float:
    size = sum(len(text.encode("utf-8")) for text in texts)
    return size / 1e6 / seconds(lambda: [verifier.extract(plain(text, "bench")) for text in texts], TIMES)


def _rate(read: Reader, texts: list[str]) -> float:
    """MB/s of a peer, article by article, which suits it best."""
    size = sum(len(text.encode("utf-8")) for text in texts)
    return size / 1e6 / seconds(lambda: [read(text) for text in texts], times=1)


def _against(rates: dict[str, float | None], speed: float) -> str:
    return "; ".join(
        f"{name} {rate:.3f} MB/s: 1/{speed / rate:.0f}" if rate is not None else _missing(name) for name, rate in rates.items()
    )


def _missing(name: str) -> str:
    return f"**{name} IS NOT INSTALLED: see bench/peers.py**"


def _share(read: Reader) -> str:
    right, total = accuracy(read)
    return f"{100 * right / total:.1f} % of {total}"
