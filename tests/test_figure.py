from __future__ import annotations

from decimal import Decimal

import pytest

from verifier import units
from verifier.figure import interval_text, like, plain, short
from verifier.interval import INFINITY, Interval
from verifier.model import Mention, Quantity, Span


def mention(text: str, value: str, step: str, kind: str = "money") -> Mention:
    return Mention(1, Span(0, len(text)), text, kind, value=Decimal(value), step=Decimal(step), unit=units.currency("USD"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "value", "step", "other", "expected"),
    [
        ("US$53 billion", "53e9", "1e9", "52.41e9", "US$52 billion"),
        ("US$52.4 billion", "52.4e9", "1e8", "52.99e9", "US$53.0 billion"),
        ("$55,530", "55530", "1", "37100", "$37,100"),
        ("$1,234.56", "1234.56", "0.01", "1300.2", "$1,300.20"),
        ("13 per cent", "13", "1", "12.2", "12 per cent"),
        ("$20.9 billion", "20.9e9", "1e8", "20.9e6", None),
        ("two billion dollars", "2e9", "1e9", "3e9", None),
        ("5%", "5", "1", "-3", None),
    ],
)
def test_like_prints_in_the_figures_own_style(text: str, value: str, step: str, other: str, expected: str | None) -> None:
    assert like(mention(text, value, step), Decimal(other)) == expected


def test_weekdays_are_named() -> None:
    day = Mention(1, Span(0, 7), "Tuesday", "weekday", value=Decimal(2), step=Decimal(1))
    assert like(day, Decimal(1)) == "Monday"


@pytest.mark.parametrize(
    ("value", "expected"), [("52.4137", "52.41"), ("1234", "1,234"), ("0.013334", "0.01333"), ("0", "0"), ("12.40", "12.4")]
)
def test_short_keeps_four_significant_digits(value: str, expected: str) -> None:
    assert short(Decimal(value)) == expected


def test_plain_names_the_unit() -> None:
    assert plain(Decimal("52413793103"), units.currency("USD")) == "USD 52.41 billion"
    assert plain(Decimal("12.44"), units.PERCENT) == "12.44%"


def test_intervals_read_as_a_person_would_say_them() -> None:
    usd = units.currency("USD")
    assert interval_text(Quantity(Interval(Decimal(40), INFINITY), usd)) == "at least USD 40"
    assert interval_text(Quantity(Interval(Decimal(10), Decimal(12)), units.PERCENT)) == "10% to 12%"
    close = Quantity(Interval(Decimal("52.36e9"), Decimal("52.44e9")), usd)
    assert interval_text(close, mention("US$52.4 billion", "52.4e9", "1e8")) == "US$52.4 billion"
