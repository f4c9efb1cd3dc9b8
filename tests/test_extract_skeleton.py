"""The reductions of a text that searches run on, and what they must never change: the places."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from verifier.extract.skeleton import digits, letters, marks, places
from verifier.period import days_in_month

TEXTS = st.text(alphabet=st.sampled_from(list("aZ09 -.,\n€é亿½\U0001f600\udc80")), max_size=60)


@given(TEXTS)
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(letters(text)) == len(digits(text)) == len(marks(text)) == len(text)
    for place, sign in enumerate(text):
        plain = sign.isascii() and sign.isalpha()
        assert letters(text)[place:place + 1] == (sign.encode() if plain else b" ")
        assert digits(text)[place:place + 1] == (b"0" if sign in "09" else sign.encode() if sign in "-/.:" else b" ")
        assert marks(text)[place:place + 1] == (b"." if sign in ".!?\"" or not sign.isascii() else b" ")


@given(TEXTS)
def test_the_words_between_blanks_are_the_runs_of_ascii_letters(text: str) -> None:
    assert letters(text).split() == [word.encode() for word in re.findall("[A-Za-z]+", text)]


def test_overlapping_places_are_all_found() -> None:
    assert list(places(digits("20255 or 2025"), b"0000")) == [0, 1, 9]
    assert list(places(b"", b"0")) == []


@given(st.integers(1, 9999), st.integers(1, 12))
def test_the_last_day_of_a_month(year: int, month: int) -> None:
    last = date(year, month, days_in_month(year, month))
    assert last == date.max or (last + timedelta(days=1)).day == 1
