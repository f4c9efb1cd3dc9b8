"""Numbers in a script's own numerals: "三千八百亿", "十三点五", "二〇二五".

The lexicon gives the characters: `numeral_digits` (三: 3), `numeral_tens` (十: 10, 百, 千: they multiply the digit before
them), `numeral_myriads` (万, 亿: they multiply all that was said before) and `numeral_point` (点).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from verifier.extract.numerals import ONE, plain, read_numeral
from verifier.lexicon import Lexicon

ZERO: Final = Decimal(0)
TEN: Final = Decimal(10)


class Written(NamedTuple):
    """A number in characters: its value, the size of its last place ("三千八百亿": 1e8), and the myriad it ends in."""

    value: Decimal
    step: Decimal
    scale: str | None = None


class Characters(NamedTuple):
    """The numerals of a script; all empty for a language that writes its numbers in letters.

    `search` finds where a number may stand; `vague` are characters before a tens or myriad sign that leave its number
    open ("数十亿元" is some tens of 亿).
    """

    values: Mapping[str, Decimal]
    tens: Mapping[str, Decimal]
    myriads: Mapping[str, Decimal]
    points: str
    search: re.Pattern[str] | None
    digits: str
    all: str

    def read(self, text: str) -> Written | None:
        """The number that characters write; None where they write none ("百万" without a digit, "三五")."""
        point = next((mark for mark in self.points if mark in text), None)
        if point is None:
            return self._whole(text)
        whole, _, decimals = text.partition(point)
        digits = decimals.rstrip("".join(self.myriads))
        first = self._whole(whole)
        if first is None or not digits or any(digit not in self.values for digit in digits):
            return None
        step = ONE.scaleb(-len(digits))
        value = first.value + sum((self.values[digit].scaleb(-place) for place, digit in enumerate(digits, 1)), ZERO)
        factor = ONE
        for sign in decimals[len(digits):]:
            factor *= self.myriads[sign]
        return Written(plain(value * factor), plain(step * factor), decimals[len(digits):] or None)

    def figure(self, text: str) -> Written | None:
        """The number that digits or characters write."""
        return Written(plain(read_numeral(text).value), ONE) if text[0].isdecimal() else self.read(text)

    def small(self, text: str | None) -> int | None:
        """A month, day or quarter in digits or characters; None for None and for what is no whole number below a hundred."""
        written = self.figure(text) if text else None
        return int(written.value) if written is not None and written.value < 100 else None

    def year(self, text: str) -> int | None:
        """The year of four digits, in figures or in characters ("二〇二五"); None for anything else."""
        if text.isdecimal():
            return int(text)
        if len(text) != 4 or any(digit not in self.values for digit in text):
            return None
        return int("".join(str(self.values[digit]) for digit in text))

    def _whole(self, text: str) -> Written | None:
        total = section = ZERO
        digit: Decimal | None = None
        largest, last, scale = ONE, ONE, ""
        for sign in text:
            if sign in self.values:
                if digit:
                    return None  # "三五" may be three or five, or thirty-five
                digit, scale = self.values[sign], ""
                last = ONE if digit == ZERO else last
                continue
            unit = self.tens.get(sign)
            if unit is not None:
                if digit is None and unit != TEN:
                    return None
                section, digit, last, scale = section + (ONE if digit is None else digit) * unit, None, unit, ""
                continue
            unit = self.myriads[sign]
            section += digit or ZERO
            if not section and not total:
                return None
            # "一万五千亿" is fifteen thousand 亿, "三亿五千万" three 亿 and fifty million
            total = (total + section) * unit if unit > largest else total + section * unit
            section, digit, largest, last, scale = ZERO, None, max(unit, largest), unit, scale + sign
        if digit and last > TEN:
            digit *= last / TEN  # "三万五" is 35,000
        value = total + section + (digit or ZERO)
        factor = ONE
        for sign in scale:
            factor *= self.myriads[sign]
        return Written(plain(value), factor, " ".join(scale) or None)


def characters(lexicon: Lexicon) -> Characters:
    """The numerals of a lexicon."""
    values, tens, myriads = (
        {sign: plain(Decimal(value)) for sign, value in lexicon.table(title).items()}
        for title in ("numeral_digits", "numeral_tens", "numeral_myriads")
    )
    points = "".join(lexicon.table("numeral_point"))
    every = "".join((*values, *tens, *myriads))
    first = "".join((*(sign for sign, value in values.items() if value), *(sign for sign, value in tens.items() if value == TEN)))
    # a tail after the point, and signs that multiply it: "一点五万亿"
    tail = f"(?:[{points}][{''.join(values)}]+[{''.join(myriads)}]*)?" if points else ""
    search = re.compile(f"(?<![0-9{every}])[{first}][{every}]*{tail}") if values else None
    return Characters(values, tens, myriads, points, search, "".join(values), every)
