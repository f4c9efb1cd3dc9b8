"""Which of comma and point a text writes before decimals: what "8.214" is in one that also writes "12,4 %"."""

from __future__ import annotations

import re
from typing import Final

_NAMED: Final = r"(?:percent|per cent|mln|million|bn|billion|thousand|crore|euros?|[A-Z]{3})\b"
_UNIT: Final = rf"(?:[ \u00a0\u202f]?[%€]|[ \u00a0\u202f]{_NAMED})"
_COMMA: Final = re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}(?:(?:\.[0-9]{{3}})+,[0-9]+|,[0-9]{{1,2}}{_UNIT})(?![0-9])")
# neither "24.02.2025" nor a sentence's own point behind "$3.25" is in the way
_POINT: Final = re.compile(r"(?<![0-9.])[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9]|[.,][0-9])|[0-9],[0-9]{3}(?![0-9])")


class Notation:
    """One text's way with decimals; lives for one extraction and looks only when a number could be read both ways."""

    __slots__ = ("_commas", "_text")

    def __init__(self, text: str) -> None:
        self._text: Final = text
        self._commas: bool | None = None

    def settled(self, printed: str) -> str:
        """A number as an English text would print it: "8.214" becomes "8,214" where the text writes commas before decimals.

        >>> Notation("EUR 8.214 million, 12,4 % more").settled("8.214")
        '8,214'
        >>> Notation("EUR 8.214 million, 12.4 % more").settled("8.214")
        '8.214'
        """
        if len(printed) > 7 or printed[-4:-3] != "." or "," in printed or printed[0] == "0":
            return printed
        if self._commas is None:
            self._commas = _COMMA.search(self._text) is not None and _POINT.search(self._text) is None
        return printed.replace(".", ",") if self._commas else printed
