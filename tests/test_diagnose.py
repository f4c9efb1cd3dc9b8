from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal as D

from verifier import units
from verifier.diagnose import slips
from verifier.interval import Interval
from verifier.model import Claim, Mention, Quantity, RoleValue, Span, Word

OPPOSITES = {"rose": "fell", "fell": "rose"}


def money(at: int, text: str, value: str, step: str) -> Mention:
    number, half = D(value), D(step) / 2
    strict = Interval(number - half, number + half)
    usd = units.currency("USD")
    return Mention(at, Span(at, at + len(text)), text, "money", Quantity(strict, usd), number, D(step), strict, strict, unit=usd)


def claim(**roles: RoleValue) -> Claim:
    return Claim("r", 0, Span(0, 99), Span(0, 99), tuple(roles.items()))


def double(roles: Mapping[str, RoleValue]) -> bool:
    """`big = 2 * small`, within printed precision."""
    big, small = roles["big"], roles["small"]
    assert isinstance(big, Mention) and isinstance(small, Mention) and big.strict and small.strict
    return big.strict.meets(small.strict.scaled(D(2)))


def test_a_scale_word_is_undone() -> None:
    found = slips(claim(big=money(0, "$20 billion", "20e9", "1e9"), small=money(30, "$10 million", "10e6", "1e6")), "big", None, double, {})
    assert {(slip.text, slip.name) for slip in found} >= {("$20 million", "scale word"), ("$10 billion", "scale word")}


def test_swapped_digits_are_undone() -> None:
    found = slips(claim(big=money(0, "$42.0 million", "42e6", "1e5"), small=money(30, "$12.0 million", "12e6", "1e5")), "big", None, double, {})
    assert ("$24.0 million", "digits swapped") in {(slip.text, slip.name) for slip in found}


def test_the_stated_figure_comes_first_and_the_recalculated_one_is_offered() -> None:
    roles = claim(small=money(30, "$12.0 million", "12e6", "1e5"), big=money(0, "$31.7 million", "31.7e6", "1e5"))
    found = slips(roles, "big", Interval(D("23.9e6"), D("24.1e6")), double, {})
    assert found[-1].text == "$24.0 million" and found[-1].name == "recalculated" and found[-1].span == Span(0, 13)


def test_a_direction_word_is_undone() -> None:
    def rises(roles: Mapping[str, RoleValue]) -> bool:
        move = roles["move"]
        return isinstance(move, Word) and move.value == 1

    found = slips(claim(move=Word(Span(4, 8), "Fell", D(-1))), "move", None, rises, OPPOSITES)
    assert [(slip.text, slip.name) for slip in found] == [("Rose", "direction")]


def test_a_claim_no_single_slip_explains_gets_no_slip() -> None:
    found = slips(claim(big=money(0, "$77.7 million", "77.7e6", "1e5"), small=money(30, "$13.1 million", "13.1e6", "1e5")), "big", None, double, {})
    assert found == ()
