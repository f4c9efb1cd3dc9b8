"""A failed claim → the single slips that would explain it. Knows arithmetic and spelling, no documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from verifier.figure import like
from verifier.interval import Interval
from verifier.model import Claim, Mention, Quantity, RoleValue, Span, Word

_NUMERAL = re.compile(r"\d(?:[\d,.]*\d)?")
_SCALE = re.compile(r"thousand|million|billion|trillion", re.IGNORECASE)
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
MOST = 5  # suggestions kept: more would be guessing


@dataclass(frozen=True, slots=True)
class Slip:
    """An edit that undoes one slip: the span it replaces, the new text, and what the slip is called."""

    span: Span
    text: str
    name: str


Holds = Callable[[Mapping[str, RoleValue]], bool]


def slips(claim: Claim, stated: str, expected: Interval | None, holds: Holds, opposites: Mapping[str, str]) -> tuple[Slip, ...]:
    """The edits of one figure or word each that make the claim hold, likeliest first: undone slips, then the recalculated figure.

    `expected` is in the stated figure's printed unit; `holds` judges the claim with one role exchanged; `opposites` are the
    lexicon's words for the other direction.
    """
    roles = dict(claim.roles)
    found: list[Slip] = []
    for name in sorted(roles, key=lambda name: name != stated):
        found += [slip for slip, changed in _changes(roles[name], opposites) if holds({**roles, name: changed})]
    figure = roles.get(stated)
    if isinstance(figure, Mention) and expected is not None and expected.finite:
        text = like(figure, expected.middle)
        if text and text != figure.text and not any(slip.text == text and slip.span == figure.span for slip in found):
            found.append(Slip(figure.span, text, "recalculated"))
    return tuple(found[:MOST])


def _changes(role: RoleValue, opposites: Mapping[str, str]) -> Iterator[tuple[Slip, RoleValue]]:
    if isinstance(role, Word):
        yield from _other_direction(role, opposites)
    elif isinstance(role, Mention) and role.value is not None and role.step is not None:
        yield from _variants(role)


def _other_direction(word: Word, opposites: Mapping[str, str]) -> Iterator[tuple[Slip, Word]]:
    other = opposites.get(word.text.lower())
    if other and word.value is not None:
        text = other.capitalize() if word.text[0].isupper() else other
        yield Slip(word.span, text, "direction"), replace(word, text=text, value=-word.value)


def _variants(mention: Mention) -> Iterator[tuple[Slip, Mention]]:
    """The mention as it would read without one slip of hand: scale word, swapped digits, shifted point."""
    yield from _other_scales(mention)
    found = _NUMERAL.search(mention.text)
    if found:
        seen = {found.group()}
        for numeral, name in _other_numerals(found.group()):
            if numeral in seen:
                continue
            seen.add(numeral)
            changed = _with_numeral(mention, found.span(), found.group(), numeral)
            if changed:
                yield Slip(mention.span, changed.text, name), changed


def _other_scales(mention: Mention) -> Iterator[tuple[Slip, Mention]]:
    found = _SCALE.search(mention.text)
    if not found:
        return
    word = found.group()
    for other, power in _SCALES.items():
        if other != word.lower():
            factor = Decimal(10) ** (power - _SCALES[word.lower()])
            spelled = other.capitalize() if word[0].isupper() else other
            text = mention.text[: found.start()] + spelled + mention.text[found.end() :]
            yield Slip(mention.span, text, "scale word"), _scaled(mention, factor, text)


def _other_numerals(numeral: str) -> Iterator[tuple[str, str]]:
    places = [i for i, c in enumerate(numeral) if c.isdigit()]
    for a, b in zip(places, places[1:], strict=False):
        if numeral[a] != numeral[b]:
            swapped = list(numeral)
            swapped[a], swapped[b] = swapped[b], swapped[a]
            yield "".join(swapped), "digits swapped"
    if "." in numeral:
        whole, part = numeral.split(".", 1)
        if len(whole) > 1:
            yield f"{whole[:-1]}.{whole[-1]}{part}", "decimal point"
        if len(part) > 1:
            yield f"{whole}{part[0]}.{part[1:]}", "decimal point"
    elif "," not in numeral and len(numeral) > 1:
        yield f"{numeral[:-1]}.{numeral[-1]}", "decimal point"


def _with_numeral(mention: Mention, at: tuple[int, int], old: str, new: str) -> Mention | None:
    before, after = Decimal(old.replace(",", "")), Decimal(new.replace(",", ""))
    if not before or not after or mention.value is None or mention.step is None:
        return None
    unit = mention.value / before
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
