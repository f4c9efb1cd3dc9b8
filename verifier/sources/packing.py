"""Packs series of fixings into the layout that `fixings` reads: what ships with the package, and what an update adds.

Figures keep the digits they were printed with, as far as that can be told; nothing is rounded, averaged or carried forward.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from verifier.sources.days import EPOCH

NEIGHBOURS = 60  # fixings to either side that show how many places a source printed at the time
LIMIT = 2**31 - 1
Points = list[tuple[date, str]]


def places(points: Sequence[tuple[date, str]]) -> list[int]:
    """How many decimal places the source printed around each point.

    Files drop trailing zeros ("136" stands for 136.00 krónur), so a single figure does not say how exact it is: the longest
    of its neighbours does. (Next to the zloty's redenomination of 1995 fewer, where 32 bits ask for it.)
    """
    lengths = [len(figure.partition(".")[2]) for _, figure in points]
    longest = [max(lengths[max(0, i - NEIGHBOURS) : i + NEIGHBOURS + 1]) for i in range(len(lengths))]
    return [
        next(digits for digits in range(most, -1, -1) if float(figure) * 10**digits <= LIMIT or digits == least)
        for (_, figure), least, most in zip(points, lengths, longest, strict=True)
    ]


def encode(points: Sequence[tuple[date, str]], decimals: Sequence[int] | None = None) -> tuple[bytes, str]:
    """One series: int32 mantissas, then uint16 days since 1984-01-01, padded to four bytes; and its stretches "0:4,812:6".

    `decimals` are the places of each point, where its neighbours are not all among `points`. ValueError for a figure that
    does not fit.
    """
    decimals = places(points) if decimals is None else decimals
    mantissas = []
    for (day, figure), digits in zip(points, decimals, strict=True):
        whole, _, fraction = figure.partition(".")
        mantissa = int(whole + fraction.ljust(digits, "0"))
        if not 0 < mantissa <= LIMIT:
            raise ValueError(f"{figure} of {day} with {digits} places does not fit into 32 bits")
        mantissas.append(mantissa)
    days = [day.toordinal() - EPOCH for day, _ in points]
    body = struct.pack(f"<{len(points)}i{len(points)}H", *mantissas, *days)
    stretches = [(next(run)[0], digits) for digits, run in groupby(enumerate(decimals), key=lambda pair: pair[1])]
    return body + bytes(-len(body) % 4), ",".join(f"{start}:{digits}" for start, digits in stretches)


def pack(series: Mapping[tuple[str, str], tuple[bytes, str, int]], last: Mapping[str, date], origin: str) -> bytes:
    """A whole file, from series by (source, code) as `encode` gives them with their number of points, in that order.

    `last` is the newest day of each source, `origin` says what the figures were read from.
    """
    lines, body = [], bytearray()
    for (source, code), (encoded, stretches, points) in series.items():
        lines.append(f"{source} {code} {points} {len(body)} {stretches}")
        body += encoded
    head = "\n".join([
        f"sha256 {hashlib.sha256(body).hexdigest()}", *(f"last {source} {day}" for source, day in last.items()),
        f"read from {origin}", *lines, "",
    ])
    length = -(-(len("verifier-rates 1 00000\n") + len(head)) // 8) * 8
    return (f"verifier-rates 1 {length:05d}\n" + head).ljust(length).encode("ascii") + bytes(body)
