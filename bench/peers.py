"""The peers of extraction behind one shape: a text in, (start, end, value) of every amount of money and percentage out.

quantulum3 comes with the `dev` extras. Recognizers-Text (Microsoft's) does not: its last release wants a version of `emoji`
from before 2022. `pip install recognizers-text-number-with-unit "emoji<2"` brings it; without it its column says so.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import itertools
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from verifier import Verifier
from verifier.readers import plain

Reading = tuple[int, int, Decimal]
Reader = Callable[[str], list[Reading]]

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
_BRACKET = re.compile(r"\[([^\[\]|]+)\|([a-z]+)(?:\|([^\[\]|]*))?(?:\|([^\[\]|]*))?\]")
_NUMERAL = re.compile(r"-?[0-9.]+(?:E\+?[0-9]+)?")


def ours(verifier: Verifier) -> Reader:
    """What `verifier` reads as money or percent."""
    def read(text: str) -> list[Reading]:
        _, mentions = verifier.extract(plain(text, "bench"))
        return [(m.span.start, m.span.end, m.value) for m in mentions if m.kind in ("money", "percent") and m.value is not None]
    return read


@cache
def quantulum() -> Reader | None:
    """What quantulum3 reads, its model loaded; None where it is not installed."""
    with _quiet():
        try:
            parser = importlib.import_module("quantulum3.parser")
        except ImportError:
            return None
        parser.parse("The mill costs 5 million dollars.")

    def read(text: str) -> list[Reading]:
        with _quiet():
            return [(*found.span, Decimal(str(found.value))) for found in parser.parse(text)]
    return read


@cache
def recognizers() -> Reader | None:
    """What Recognizers-Text reads as currency or percentage, its models built; None where it is not installed or cannot run."""
    with _quiet():
        try:
            amounts = importlib.import_module("recognizers_number_with_unit").recognize_currency
            shares = importlib.import_module("recognizers_number").recognize_percentage
        except ImportError:
            return None
        amounts("It costs 5 dollars.", "en-us"), shares("It rose 5%.", "en-us")

    def read(text: str) -> list[Reading]:
        found = [*amounts(text, "en-us"), *shares(text, "en-us")]
        return [(one.start, one.end + 1, value) for one in found if (value := _value(one.resolution)) is not None]
    return read


def _value(resolution: Mapping[str, object] | None) -> Decimal | None:
    match = _NUMERAL.match(str((resolution or {}).get("value")))
    try:
        return Decimal(match[0]) if match is not None else None
    except InvalidOperation:
        return None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without the peers' warnings: one says each time that its classifier was trained with an older scikit-learn."""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


@cache
def marked() -> tuple[tuple[str, tuple[Reading, ...]], ...]:
    """Every English sentence of our corpus that marks an amount or a percentage, plain, with those marks."""
    import yaml

    files = (yaml.safe_load((CORPUS / f"{name}.yaml").read_text(encoding="utf-8")) for name in ("money", "percent", "qualifiers"))
    sentences = (_unbracketed(row["sentence"]) for row in itertools.chain(*files) if "sentence" in row and "xfail" not in row)
    return tuple(sentence for sentence in sentences if sentence[1])


def _unbracketed(sentence: str) -> tuple[str, tuple[Reading, ...]]:
    text, wanted, last = "", [], 0
    for found in _BRACKET.finditer(sentence):
        text += sentence[last:found.start()]
        if found[2] in ("money", "percent") and found[3]:
            wanted.append((len(text), len(text) + len(found[1]), Decimal(found[3])))
        text += found[1]
        last = found.end()
    return text + sentence[last:], tuple(wanted)


def accuracy(read: Reader) -> tuple[int, int]:
    """How many of the marked figures are read with their value somewhere in their place, and how many there are."""
    right = total = 0
    for text, wanted in marked():
        readings = read(text)
        total += len(wanted)
        right += sum(
            any(start < end_ and start_ < end and value == value_ for start_, end_, value_ in readings)
            for start, end, value in wanted
        )
    return right, total
