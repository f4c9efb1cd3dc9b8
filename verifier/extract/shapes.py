"""Turns of phrase that a language writes as one pattern: "2025年2月24日", "第四季度", "过去十年", "百分之十三".

A lexicon's table `shapes` holds them, pattern → what it says:

    "{year}年{month}月{day}日": {kind: date}
    "[{week_words}]周{weekdays}": {kind: weekday}
    "历史新高": {kind: superlative, direction: max, window: ever}

`{year} {month} {day} {quarter} {count} {number}` are figures, in digits or in the language's own numerals; any other slot
is a word of the table of that name. `[…]` may be left out, `a|b` inside it are alternatives. Where several shapes fit, the
longest has the place; one of kind `none` keeps it from everybody ("十分" is no ten minutes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from verifier.extract.characters import Characters
from verifier.lexicon import Lexicon, Row

_PIECE = re.compile(r"\{([a-z_]+)\}|([\[\]|])|([^{}\[\]|]+)")


class Shape(NamedTuple):
    """A compiled pattern and the columns of its row; the pattern's named groups are its slots."""

    pattern: re.Pattern[str]
    row: Row


class Shaped(NamedTuple):
    """A shape found at characters `start` to `end`: its row with every slot's word beside, and where `{inside}` stands."""

    start: int
    end: int
    said: Mapping[str, str]
    inside: tuple[int, int] | None = None


def shapes(lexicon: Lexicon, characters: Characters) -> tuple[Shape, ...]:
    """A language's shapes, ready to be searched for; none where its lexicon has no such table."""
    return tuple(
        Shape(re.compile(_regex(pattern, lexicon, characters)), row) for pattern, row in lexicon.row_table("shapes").items()
    )


def _regex(pattern: str, lexicon: Lexicon, characters: Characters) -> str:
    """The regular expression of a shape; a figure at either end is a whole one."""
    pieces = []
    for slot, mark, literal in _PIECE.findall(pattern):
        if slot:
            pieces.append(f"(?P<{slot}>{_slot(slot, lexicon, characters)})")
        elif mark:
            pieces.append({"[": "(?:", "]": ")?"}.get(mark, mark))
        else:
            pieces.append(re.escape(literal))
    edge = f"[0-9{characters.all}]" if characters.all else "[0-9]"
    before = f"(?<!{edge})(?<![0-9][.,])" if pattern.startswith(("{", "[{")) else ""
    after = f"(?!{edge}|[.,][0-9])" if pattern.endswith("}") else ""
    return f"{before}{''.join(pieces)}{after}"


def _slot(name: str, lexicon: Lexicon, characters: Characters) -> str:
    own = characters.digits
    spelled = f"|[{own}{''.join(characters.tens)}]{{1,3}}" if own else ""
    figures = {
        "year": "(?:19|20)[0-9]{2}" + (f"|[{own}]{{4}}" if own else ""),
        "month": "1[0-2]|0?[1-9]" + spelled,
        "day": "[12][0-9]|3[01]|0?[1-9]" + spelled,
        "quarter": "[1-4]" + (f"|[{own}]" if own else ""),
        "count": "[0-9]{1,4}" + (f"|[{characters.all}]{{1,7}}" if own else ""),
        "number": "[0-9]+(?:[.,][0-9]+)*" + (f"|[{characters.all}{characters.point}]{{1,12}}" if own else ""),
    }
    if name in figures:
        return figures[name]
    words: Iterable[str] = lexicon.table(name) or lexicon.row_table(name)
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def find_shapes(text: str, known: Iterable[Shape], lexicon_values: Mapping[str, Mapping[str, str]]) -> Iterator[Shaped]:
    """Every shape of a text, in no order, overlapping ones too; a slot named after a table says what that table says."""
    for pattern, row in known:
        for found in pattern.finditer(text):
            said = dict(row)
            for slot, word in found.groupdict().items():
                if word is not None:
                    said[slot] = lexicon_values.get(slot, {}).get(word, word)
            inside = found.span("inside") if "inside" in said else None
            yield Shaped(found.start(), found.end(), said, inside)
