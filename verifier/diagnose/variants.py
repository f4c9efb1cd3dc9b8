"""A figure as it would read without one slip of the fingers: another scale word, swapped or dropped digits, a shifted point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from verifier.interval import Interval
from verifier.model import Mention, Quantity, Span

# a whole figure in English notation; what runs on ("$1.26.007") is no figure whose fingers slipped once
_NUMERAL = re.compile(r"(?<![0-9.,])[0-9]+(?:,[0-9]{2,3})*(?:\.[0-9]+)?(?![.,]?[0-9])")
_SCALE = re.compile(r"thousand|million|billion|trillion", re.IGNORECASE)
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_DIGITS = "0123456789"

Near = Callable[[Decimal], bool]


class Slip(Struct, frozen=True):
    """An edit that undoes one slip: the span it replaces, the new text, and what the slip is called."""

    span: Span
    text: str
    name: str


def variants(mention: Mention, near: Near) -> Iterator[tuple[Slip, Mention]]:
    """The mention as it would read without one slip of hand, for every slip that leads to a value `near` accepts."""
    yield from _other_scales(mention, near)
    found = _NUMERAL.search(mention.text)
    if found:
        seen = {found.group()}
        for numeral, name in _other_numerals(found.group()):
            if numeral in seen:
                continue
            seen.add(numeral)
            changed = _with_numeral(mention, found.span(), found.group(), numeral, near)
            if changed:
                yield Slip(mention.span, changed.text, name), changed


def _other_scales(mention: Mention, near: Near) -> Iterator[tuple[Slip, Mention]]:
    found = _SCALE.search(mention.text)
    if not found:
        return
    word = found.group()
    for other, power in _SCALES.items():
        if other != word.lower():
            factor = Decimal(10) ** (power - _SCALES[word.lower()])
            if not near((mention.value or Decimal(0)) * factor):
                continue
            spelled = other.capitalize() if word[0].isupper() else other
            text = mention.text[: found.start()] + spelled + mention.text[found.end() :]
            yield Slip(mention.span, text, "scale word"), _scaled(mention, factor, text)


def _other_numerals(numeral: str) -> Iterator[tuple[str, str]]:
    """What the numeral may have been before one slip of the fingers, each with the slip's name."""
    places = [i for i, c in enumerate(numeral) if c.isdigit()]
    for a, b in pairwise(places):
        if numeral[a] != numeral[b]:
            yield numeral[:a] + numeral[b] + numeral[a + 1 : b] + numeral[a] + numeral[b + 1 :], "digits swapped"
    yield from ((shifted, "decimal point") for shifted in _shifted_points(numeral))
    if "," not in numeral:
        whole = len(numeral.partition(".")[0])  # a digit dropped behind the point leaves a rounder figure, and no error to see
        yield from ((numeral[:i] + digit + numeral[i:], "digit dropped") for i in range(whole + 1) for digit in _DIGITS)
        yield from ((numeral[:i] + numeral[i + 1 :], "digit added") for i in places if len(places) > 1)
    last = places[-1]
    yield from ((numeral[:last] + digit + numeral[last + 1 :], "last digit") for digit in _DIGITS)


def _shifted_points(numeral: str) -> Iterator[str]:
    """The decimal point one place to the left or right, or left out: "5265" for "526.5"."""
    whole, point, part = numeral.partition(".")
    if point:
        if len(whole) > 1:
            yield f"{whole[:-1]}.{whole[-1]}{part}"
        yield f"{whole}{part[0]}.{part[1:]}" if len(part) > 1 else whole + part
    elif "," not in numeral and len(numeral) > 1:
        yield f"{numeral[:-1]}.{numeral[-1]}"
        if len(numeral) > 2:
            yield f"{numeral[:-2]}.{numeral[-2:]}"


def _with_numeral(mention: Mention, at: tuple[int, int], old: str, new: str, near: Near) -> Mention | None:
    if new.endswith(".") or new.startswith("."):
        return None
    before, after = Decimal(old.replace(",", "")), Decimal(new.replace(",", ""))
    if not before or not after or mention.value is None or mention.step is None:
        return None
    unit = mention.value / before
    if not near(unit * after):
        return None
    decimals = len(new.split(".")[1]) if "." in new else 0
    step = abs(unit) * Decimal(10) ** -decimals
    value, half = unit * after, step / 2
    strict = Interval(value - half, value + half) if mention.strict and mention.strict.width else Interval(value, value)
    return _changed(mention, value, step, strict, mention.text[: at[0]] + new + mention.text[at[1] :])


def _scaled(mention: Mention, factor: Decimal, text: str) -> Mention:
    value, step = (mention.value or Decimal(0)) * factor, (mention.step or Decimal(0)) * factor
    strict = mention.strict.scaled(factor) if mention.strict else Interval(value, value)
    return _changed(mention, value, step, strict, text)


def _changed(mention: Mention, value: Decimal, step: Decimal, strict: Interval, text: str) -> Mention:
    quantity = Quantity(strict, mention.quantity.unit) if mention.quantity else None
    return replace(mention, value=value, step=step, strict=strict, loose=strict, quantity=quantity, text=text, qualifier=None)
