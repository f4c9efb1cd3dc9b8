from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from verifier import units
from verifier.diagnose import Slip, kind_slips, slips
from verifier.diagnose.solve import required
from verifier.interval import Interval
from verifier.model import Claim, Mention, Quantity, RoleValue, Span, Word

OPPOSITES = {"rose": "fell", "fell": "rose"}


def money(at: int, text: str, value: str, step: str) -> Mention:
    number, half = Decimal(value), Decimal(step) / 2
    strict = Interval(number - half, number + half)
    usd = units.currency("USD")
    span = Span(at, at + len(text))
    return Mention(at, span, text, "money", Quantity(strict, usd), number, Decimal(step), strict, strict, unit=usd)


def claim(**roles: RoleValue) -> Claim:
    return Claim("r", 0, Span(0, 99), Span(0, 99), tuple(roles.items()))


def double(roles: Mapping[str, RoleValue]) -> bool:
    """`big = 2 * small`, within printed precision."""
    big, small = roles["big"], roles["small"]
    assert isinstance(big, Mention) and isinstance(small, Mention) and big.strict and small.strict
    return big.strict.meets(small.strict.scaled(Decimal(2)))


def doubled(roles: Mapping[str, RoleValue]) -> Interval | None:
    small = roles["small"]
    return small.strict.scaled(Decimal(2)) if isinstance(small, Mention) and small.strict else None


def found(claim: Claim) -> tuple[Slip, ...]:
    big = claim.role("big")
    assert isinstance(big, Mention) and big.strict
    return slips(claim, "big", big.strict, doubled, double, {})


def texts(claim: Claim) -> set[tuple[str, str]]:
    return {(slip.text, slip.name) for slip in found(claim)}


def test_a_scale_word_is_undone() -> None:
    seen = texts(claim(big=money(0, "$20 billion", "20e9", "1e9"), small=money(30, "$10 million", "10e6", "1e6")))
    assert seen >= {("$20 million", "scale word"), ("$10 billion", "scale word")}


@pytest.mark.parametrize(
    ("said", "value", "meant", "slip"),
    [
        ("$42.0 million", "42e6", "$24.0 million", "digits swapped"),
        ("$4.0 million", "4e6", "$24.0 million", "digit dropped"),
        ("$240 million", "240e6", "$24.0 million", "decimal point"),
        ("$25 million", "25e6", "$24 million", "recalculated"),
        ("$244.0 million", "244e6", "$24.0 million", "digit added"),
    ],
)
def test_a_slip_of_the_fingers_is_undone(said: str, value: str, meant: str, slip: str) -> None:
    big = money(0, said, value, "1e5" if "." in said else "1e6")
    assert (meant, slip) in texts(claim(big=big, small=money(30, "$12.0 million", "12e6", "1e5")))


def test_the_stated_figure_comes_first_and_the_recalculated_one_last() -> None:
    last = found(claim(small=money(30, "$12.0 million", "12e6", "1e5"), big=money(0, "$31.7 million", "31.7e6", "1e5")))[-1]
    assert (last.text, last.name, last.span) == ("$24.0 million", "recalculated", Span(0, 13))


def test_a_direction_word_is_undone() -> None:
    def rises(roles: Mapping[str, RoleValue]) -> bool:
        move = roles["move"]
        return isinstance(move, Word) and move.value == 1

    fell = claim(move=Word(Span(4, 8), "Fell", Decimal(-1)))
    undone = slips(fell, "change", Interval(Decimal(1), Decimal(1)), lambda roles: None, rises, OPPOSITES)
    assert [(slip.text, slip.name) for slip in undone] == [("Rose", "direction")]


def test_points_of_an_amount_were_meant_as_percent() -> None:
    points = Mention(1, Span(5, 25), "12 percentage points", "points", value=Decimal(12), unit=units.POINT)
    assert {slip.text for slip in kind_slips(claim(change=points))} == {"12%", "12 percent"}


@given(st.tuples(*[st.floats(-9, 9)] * 3), st.floats(-5, 5))
def test_three_points_give_the_curve(coefficients: tuple[float, float, float], x: float) -> None:
    a, b, c = coefficients
    sample = [2.0, 1.6, 2.5]
    assume(all(abs(c * at + 1) > 0.1 for at in (*sample, x)) and abs(a - b * c) > 0.1)
    solved = required([(at, (a * at + b) / (c * at + 1)) for at in sample], (a * x + b) / (c * x + 1))
    assert solved is not None and abs(solved - x) < 1e-3 * max(1, abs(x))
