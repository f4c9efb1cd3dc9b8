"""`python -m bench fuzz --minutes N [--seed N]`: texts nobody would write, checked whole, until the time is up.

Texts are made of pieces: words of every lexicon, wordings from the rules' own tests, stretches of the seed articles, figures,
marks, odd characters; cut, doubled, fused and strung together. Of each text must hold: no exception; every mention's text is
what stands at its span; mentions are in order and disjoint, and so are sentences; the report is JSON, and it reads back; and
no text takes more than a generous multiple of the time an ordinary one of its length takes on the same machine.

A text that breaks one of these is cut down to what is needed to break it, and printed. Pieces are drawn at random;
`python -m bench.guided` lets atheris choose them by the code they reach.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, partial
from typing import Protocol

from bench.text import articles
from verifier import Verifier
from verifier.lexicon import lexicon_files, read_lexicon
from verifier.model import Report
from verifier.resources import rules_folder

DAY = date(2025, 2, 24)
SLOWER = 40  # times the ordinary time of a text of that length
GRACE = 0.25  # seconds on top: a pause of the machine is no hang
LONGEST = 4_000  # characters
MARKS = (
    *"$€£¥%％.,;:-–—()[]{}/\\'’\"“”«»#+*=<>~&@|_½¼°…·•©\u00a0\u202f\u2009\u200b\u0301\ufeff\x00\x1c\u2028\r\t\n",
    *"。，：、（）「」一二三十百千万亿元年月日第半ïİßﬁ𝟗٣१²⅔Ⅳ🚀\ud800", "US$", "\n\n", "\r\n",
)
FIGURES = (
    "0", "1", "5", "12", "13", "40", "007", "1,234", "12,34,567", "1.5", "0.05", ".5", "2025", "1999", "24", "31", "02-24",
    "2025-02-24", "24/02/2025", "10:24", "1/2", "5-6",
    "1e9", "1_000", "3rd", "9,999,999,999,999", "9" * 32, "1.2.3", "４５", "三千八百", "十", "一万二",
)
UNITS = ("%", "bn", " million", " percent", " basis points", " years", " a share", "亿元", "个百分点", " crore", "x", "th")


class Dice(Protocol):
    """Where choices come from: chance, or what atheris wants tried next."""

    def below(self, limit: int) -> int:
        """A number from 0 up to, not including, `limit`."""


class Chance:
    """Choices by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, limit: int) -> int:
        """A number from 0 up to, not including, `limit`."""
        return self._random.randrange(limit)


class Broken(Exception):  # noqa: N818  # it says of a text what it is
    """A text for which something does not hold."""


@cache
def verifier() -> Verifier:
    """The verifier that is tried."""
    return Verifier()


@cache
def pieces() -> tuple[tuple[str, ...], ...]:
    """What texts are made of, by sort: lexicon words, wordings of the rules, stretches of articles, figures, marks."""
    words: set[str] = set()
    for folder in sorted((rules_folder() / "lexicon").iterdir()):
        lexicon = read_lexicon(folder.name, lexicon_files(folder))
        for table in (*lexicon.values.values(), *lexicon.rows.values()):
            words |= set(table)
        for group in lexicon.classes.values():
            words |= {" ".join(entry) for entry in group}
    wordings = tuple(test.text for rule in verifier().pack.rules for test in rule.tests)
    texts = articles()
    stretches = tuple(next(texts) for _ in range(5))
    amounts = tuple(f"{figure}{unit}" for figure in FIGURES[:8] for unit in UNITS)
    return tuple(sorted(words)), wordings, stretches, (*FIGURES, *amounts), MARKS


def compose(dice: Dice) -> str:
    """A text of up to LONGEST characters."""
    text = ""
    for _ in range(1 + dice.below(40)):
        choice = dice.below(12)
        if choice == 10 and text:  # an echo: the same again
            start = dice.below(len(text))
            text += text[start:start + dice.below(60)] * (1 + dice.below(8))
        elif choice == 11 and text:  # a cut
            start = dice.below(len(text))
            text = text[:start] + text[start + dice.below(12):]
        else:
            text += _piece(dice, choice) + ("", " ", " ", " ", "\n", ". ", ", ", "\n\n")[dice.below(8)]
    return text[:LONGEST]


def _piece(dice: Dice, choice: int) -> str:
    """One piece, words and figures oftener than others; of a long one some stretch."""
    sort = pieces()[(0, 0, 0, 3, 3, 3, 4, 4, 1, 2, 3, 4)[choice]]
    piece = sort[dice.below(len(sort))]
    if len(piece) <= 80:
        return piece
    start = dice.below(len(piece))
    return piece[start:start + 1 + dice.below(200)]


def proved(text: str, budget: float) -> None:
    """Check a text; Broken if anything that must hold does not, or whatever exception the verifier raises."""
    start = time.process_time()
    report = verifier().verify_text(text, date=DAY)
    taken = time.process_time() - start
    _proved_places(report, text)
    _proved_wire(report.to_dict())
    if taken > GRACE + budget * max(len(text), 200):
        raise Broken(f"{len(text)} characters took {taken:.2f} s")


def _proved_places(report: Report, text: str) -> None:
    if report.document.text != text:
        raise Broken("the report's text is another one")
    end = 0
    for mention in report.mentions:
        if not end <= mention.span.start < mention.span.end <= len(text):
            raise Broken(f"out of order or empty: {mention.span}")
        if text[mention.span.start:mention.span.end] != mention.text:
            raise Broken(f"{mention.text!r} does not stand at {mention.span}")
        end = mention.span.end
    end = 0
    for span in report.document.sentences:
        if not end <= span.start < span.end <= len(text):
            raise Broken(f"sentences out of order: {span}")
        end = span.end
    if any(not 0 <= finding.span.start <= finding.span.end <= len(text) for finding in report.findings):
        raise Broken("a finding points outside the text")


def _proved_wire(wire: dict[str, object]) -> None:
    if json.loads(json.dumps(wire, allow_nan=False)) != json.loads(json.dumps(wire)):
        raise Broken("the report does not read back")
    counts = wire["summary"]
    if not isinstance(counts, dict):
        raise Broken("the report has no summary")
    if counts["mentions"] != sum(counts[name] for name in ("pass", "warn", "fail", "unverified", "involved")):
        raise Broken(f"the counts do not add up: {counts}")


def ordinary() -> float:
    """Seconds of CPU that a character of an ordinary, claim-dense text takes, times what is allowed."""
    text = " ".join(pieces()[1])[:60_000]
    verifier().verify_text(text[:5000], date=DAY)
    start = time.process_time()
    verifier().verify_text(text, date=DAY)
    return SLOWER * (time.process_time() - start) / len(text)


def failure(text: str, budget: float) -> str:
    """What is wrong with a text, in a word that stays the same while it is cut down; empty if nothing is."""
    try:
        proved(text, budget)
    except Broken as broken:
        return str(broken).split(":", maxsplit=1)[0].lstrip("0123456789")
    except Exception as error:
        return type(error).__name__ + str(error)[:40]
    return ""


def cut_down(text: str, wrong: Callable[[str], bool]) -> str:
    """The text without whatever can go while it stays wrong."""
    size = max(1, len(text) // 2)
    while size:
        place = 0
        while place < len(text):
            shorter = text[:place] + text[place + size:]
            if shorter and wrong(shorter):
                text = shorter
            else:
                place += size
        size //= 2
    return text


def by_chance(seed: int) -> Iterator[str]:
    """Texts without end, the same for the same seed."""
    dice = Chance(seed)
    while True:
        yield compose(dice)


def fuzz(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(what is wrong, the shortest text found that shows it), once for every sort of failure."""
    budget = ordinary()
    seen: set[str] = set()
    for text in texts:
        wrong = failure(text, budget)
        if wrong and wrong not in seen:
            seen.add(wrong)
            yield wrong, cut_down(text, partial(_fails_so, wrong, budget))


def _fails_so(wrong: str, budget: float, text: str) -> bool:
    return failure(text, budget) == wrong


def _until(end: float, texts: Iterable[str]) -> Iterator[str]:
    """Texts until the clock shows `end`; then says how many they were."""
    start, count, size = time.monotonic(), 0, 0
    for text in texts:
        if time.monotonic() > end:
            break
        count, size = count + 1, size + len(text)
        yield text
    minutes = (time.monotonic() - start) / 60
    print(f"{count} texts, {size / 1e6:.1f} million characters in {minutes:.1f} minutes: {count / minutes:.0f} texts a minute")


def main(arguments: list[str]) -> int:
    """0 where everything held, 1 where a text broke something."""
    parser = argparse.ArgumentParser(prog="python -m bench fuzz", description="check texts nobody would write")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    found = 0
    for wrong, text in fuzz(_until(time.monotonic() + options.minutes * 60, by_chance(options.seed))):
        found += 1
        print(f"{wrong}\n    {text!r}", flush=True)
    return 1 if found else 0
