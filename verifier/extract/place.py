"""What every step of reading a number looks at: the text with its tables, and the figure as far as it is read."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from verifier.extract.leads import Lead
from verifier.extract.money import Homonyms
from verifier.extract.notation import Notation
from verifier.extract.numerals import ONE, Numeral
from verifier.extract.vocabulary import Vocabulary


class Place:
    """The text and the tables every step looks at."""

    __slots__ = ("homonyms", "notation", "text", "vocabulary")

    def __init__(self, text: str, vocabulary: Vocabulary, homonyms: Homonyms) -> None:
        self.text: Final = text
        self.vocabulary: Final = vocabulary
        self.homonyms: Final = homonyms
        self.notation: Final = Notation(text)


class Figure:
    """A number found in a text: characters `start` to `end`, what stands before it, and its scale once read."""

    __slots__ = ("end", "factor", "lead", "numeral", "scale", "spelled", "start")

    def __init__(
        self, start: int, end: int, numeral: Numeral, lead: Lead, factor: Decimal = ONE, scale: str | None = None,
        spelled: bool = False,
    ) -> None:  # fmt: skip
        self.start: Final = start
        self.end: Final = end
        self.numeral: Final = numeral
        self.lead: Final = lead
        self.factor: Final = factor
        self.scale: Final = scale
        self.spelled: Final = spelled

    def ending(self, end: int) -> Figure:
        """The same number, a mark behind it included."""
        return Figure(self.start, end, self.numeral, self.lead, self.factor, self.scale, self.spelled)

    def scaled(self, end: int, factor: Decimal, scale: str | None) -> Figure:
        """The same number with its scale word, which ends at `end`."""
        return Figure(self.start, end, self.numeral, self.lead, factor, scale, self.spelled)

    def of(self, numeral: Numeral, end: int) -> Figure:
        """Another number that begins at the same place: "3亿5千万" begins like "3亿"."""
        return Figure(self.start, end, numeral, self.lead, self.factor, self.scale, self.spelled)

    def led(self, lead: Lead) -> Figure:
        """The same number with something else before it."""
        return Figure(self.start, self.end, self.numeral, lead, self.factor, self.scale, self.spelled)
