"""A short run of bench/fuzz.py: texts nobody would write break nothing. `python -m bench fuzz --minutes N` runs longer."""

from __future__ import annotations

import itertools

import pytest

from bench import fuzz

TEXTS = 5_000  # some twenty seconds
KNOWN = (  # what longer runs have found, each once
    "slip 0.to 5 from$1.26.007",  # two points in one figure, its slips looked for
    "²q",  # a superscript is a digit to Python, and no number
    "²yr",
)


def test_no_text_breaks_anything() -> None:
    assert list(fuzz.fuzz(itertools.islice(fuzz.by_chance(seed=1), TEXTS))) == []


@pytest.mark.parametrize("text", KNOWN)
def test_what_was_found_once_stays_mended(text: str) -> None:
    assert fuzz.failure(text, budget=1.0) == ""


def test_a_failure_is_found_and_cut_down() -> None:
    assert fuzz.cut_down("a long text with 5% in it", lambda text: "5%" in text) == "5%"
    assert "took" in fuzz.failure("Sales rose 5% to $3 million. " * 40, budget=-1.0)
