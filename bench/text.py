"""Text to measure on: the seeds' articles again and again, each time with other names and other figures.

The same seed gives the same text. The amounts of one article all change by the same factor, so that what agreed agrees still:
a text where every second claim is wrong would measure the search for causes. Names change, too: otherwise most paragraphs
would be copies of one another, and a checker that recognises copies would have less to do than in real text.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "documents"
_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?= [Bb]illion\b)")
_NAMES = re.compile(r"\b(?:Alibaba|Apple|Amazon|Microsoft|Meta|Google|ByteDance|DeepSeek|OpenAI|Qwen)\b")
_SYLLABLES = ["ba", "cor", "den", "fal", "gri", "hol", "jun", "kar", "lum", "mer", "nov", "pel", "quin", "ros", "tal", "vex"]


@cache
def _articles() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("0*")) if path.suffix in {".txt", ".md"})


def articles(seed: int = 7) -> Iterator[str]:
    """Articles of 2 to 6 KB without end, no two alike."""
    dice = random.Random(seed)
    for article in itertools.cycle(_articles()):
        yield _varied(article, dice)


def sample(size: int, seed: int = 7) -> str:
    """One text of `size` characters made of articles, one below the other."""
    parts, length = [], 0
    for article in articles(seed):
        parts.append(article)
        length += len(article) + 2
        if length >= size:
            break
    return "\n\n".join(parts)[:size]


def _varied(article: str, dice: random.Random) -> str:
    factor = Decimal(dice.randint(600, 1900)) / 1000
    names: dict[str, str] = {}
    renamed = _NAMES.sub(lambda found: names.setdefault(found[0], _name(dice)), article)
    return _AMOUNT.sub(lambda found: str((Decimal(found[0]) * factor).quantize(Decimal(found[0]))), renamed)


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=3)).capitalize()
