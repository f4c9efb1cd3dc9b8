"""How fast texts of your own are read and checked: `python -m bench extract --texts FOLDER`."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

from bench import Row, seconds
from verifier import Verifier
from verifier.readers import plain

LEAST = 200_000  # bytes; fewer texts are read again and again
DAY = date(2025, 2, 24)
TIMES = 15


def rows(folder: Path) -> list[Row]:
    """Megabytes a second of reading and of checking the texts of a folder, as plain text; none where it holds none."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
    size = sum(len(text.encode("utf-8")) for text in texts)
    if not size:
        return [Row(f"**{folder}: HOLDS NO .txt FILE**", "")]
    verifier = Verifier()
    many = list(itertools.islice(itertools.cycle(texts), len(texts) * -(-LEAST // size)))
    total = sum(len(text.encode("utf-8")) for text in many) / 1e6
    read = seconds(lambda: [verifier.extract(plain(text, "bench")) for text in many], TIMES)
    check = seconds(lambda: [verifier.verify_text(text, date=DAY) for text in many], TIMES)
    what = f"the {len(texts)} texts given"
    return [
        Row(f"read every number, {what}", f"{total / read:.2f} MB/s", goal="10 MB/s"),
        Row(f"check every number, {what}", f"{total / check:.2f} MB/s", goal="2 MB/s"),
    ]
