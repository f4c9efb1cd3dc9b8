"""Turns of phrase that a language writes as one pattern: "2025年2月24日", "第四季度", "过去十年", "百分之十三".

A lexicon's table `shapes` holds them, pattern → what it says:

    "{year}年{month}月{day}日": {kind: date}
    "[{week_words}]周{weekdays}": {kind: weekday}
    "历史新高": {kind: superlative, direction: max, window: ever}

`{year} {month} {day} {hour} {minute} {quarter} {count} {number}` are figures, in digits or in the language's own numerals;
any other slot is a word of the table of that name. `[…]` may be left out, `a|b` inside it are alternatives. Where several
shapes fit, the longest has the place; one of kind `none` keeps it from everybody ("十分" is no ten minutes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from verifier.extract.characters import Characters, characters
from verifier.lexicon import Lexicon, Row

_PIECE: Final = re.compile(r"\{([a-z_]+)\}|([\[\]|])|([^{}\[\]|]+)")
_FIGURES: Final = frozenset({"year", "month", "day", "quarter", "count", "number", "hour", "minute"})
_FIGURE: Final = ""  # among the characters a shape may open with: any figure
Piece = tuple[str, str, str]  # a slot, a mark or a literal; the other two are empty


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


class Shapes(Struct, frozen=True):
    """A language's shapes by what they open with, so that at each place of a text only a few are tried.

    characters  the numerals of the language's own script
    opening  character, in lower case → the shapes that may begin with it
    behind   the same for the character behind a figure, of shapes that may begin with one
    starts   finds figures and those characters
    """

    characters: Characters
    opening: Mapping[str, tuple[Shape, ...]]
    behind: Mapping[str, tuple[Shape, ...]]
    starts: re.Pattern[str]

    def at(self, text: str, start: int, end: int) -> Iterator[Shape]:
        """The shapes worth trying at `start`, where a figure or a character that `starts` found ends at `end`."""
        yield from self.opening.get(text[start].lower(), ())
        yield from self.behind.get(text[end:end + 1].lower(), ())


def shapes(lexicon: Lexicon) -> Shapes:
    """A language's shapes, ready to be searched for."""
    known = characters(lexicon)
    opening: dict[str, list[Shape]] = {}
    behind: dict[str, list[Shape]] = {}
    for pattern, row in lexicon.row_table("shapes").items():
        pieces = _PIECE.findall(pattern)
        shape = Shape(re.compile(_regex(pattern, pieces, lexicon, known), re.IGNORECASE), row)
        for character in _openings(pieces, lexicon):
            if character != _FIGURE:
                opening.setdefault(character, []).append(shape)
                continue
            figure = next(place for place, (slot, _, _) in enumerate(pieces) if slot in _FIGURES)
            for follower in _openings(pieces[figure + 1:], lexicon):
                behind.setdefault(follower, []).append(shape)
    own = f"|[{known.all}{known.points}]+" if known.all else ""
    letters = "".join(re.escape(letter) for letter in opening) or "\0"
    return Shapes(
        known,
        {letter: tuple(found) for letter, found in opening.items()},
        {letter: tuple(found) for letter, found in behind.items()},
        re.compile(f"[0-9]+(?:[.,][0-9]+)*{own}|[{letters}]", re.IGNORECASE),
    )


def _openings(pieces: Sequence[Piece], lexicon: Lexicon) -> set[str]:
    """The characters, in lower case, that what the pieces match may begin with; `_FIGURE` for a figure."""
    found: set[str] = set()
    place = 0
    while place < len(pieces):
        slot, mark, literal = pieces[place]
        if mark == "[":  # what may be left out: its alternatives, and whatever comes behind it
            shut = next(index for index in range(place, len(pieces)) if pieces[index][1] == "]")
            inner = pieces[place + 1:shut]
            bars = [index for index, piece in enumerate(inner) if piece[1] == "|"]
            for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, len(inner)], strict=True):
                found |= _openings(inner[start:end], lexicon)
            place = shut + 1
            continue
        if slot in _FIGURES:
            return found | {_FIGURE}
        return found | {word[0].lower() for word in (_words(slot, lexicon) if slot else (literal,))}
    return found


def _words(slot: str, lexicon: Lexicon) -> list[str]:
    """The words of the table a slot is named after, longest first."""
    return sorted(lexicon.table(slot) or lexicon.row_table(slot), key=len, reverse=True)


def _regex(pattern: str, pieces: Iterable[Piece], lexicon: Lexicon, known: Characters) -> str:
    """The regular expression of a shape; a figure at either end is a whole one."""
    parts = []
    for slot, mark, literal in pieces:
        if slot:
            parts.append(f"(?P<{slot}>{_slot(slot, lexicon, known)})")
        elif mark:
            parts.append({"[": "(?:", "]": ")?"}.get(mark, mark))
        else:
            parts.append(re.escape(literal))
    edge = f"[0-9{known.all}]" if known.all else "[0-9]"
    before = f"(?<!{edge})(?<![0-9][.,])" if pattern.startswith(("{", "[{")) else ""
    after = f"(?!{edge}|[.,][0-9])" if pattern.endswith("}") else ""
    return f"{before}{''.join(parts)}{after}"


def _slot(name: str, lexicon: Lexicon, known: Characters) -> str:
    own = known.digits
    spelled = f"|[{own}{''.join(known.tens)}]{{1,3}}" if own else ""
    figures = {
        "year": "(?:19|20)[0-9]{2}" + (f"|[{own}]{{4}}" if own else ""),
        "month": "1[0-2]|0?[1-9]" + spelled,
        "day": "[12][0-9]|3[01]|0?[1-9]" + spelled,
        "hour": "1[0-9]|2[0-4]|0?[0-9]" + spelled,
        "minute": "[0-5]?[0-9]" + spelled,
        "quarter": "[1-4]" + (f"|[{own}]" if own else ""),
        "count": "[0-9]{1,3}" + (f"|[{known.all}]{{1,7}}" if own else ""),
        "number": "[0-9]+(?:[.,][0-9]+)*" + (f"|[{known.all}{known.points}]{{1,12}}" if own else ""),
    }
    return figures.get(name) or "|".join(map(re.escape, _words(name, lexicon))) or "(?!)"


def find_shapes(text: str, known: Shapes, tables: Mapping[str, Mapping[str, str]]) -> Iterator[Shaped]:
    """Every shape of a text, overlapping ones too; a slot named after a table says what that table says."""
    for place in known.starts.finditer(text):
        for pattern, row in known.at(text, place.start(), place.end()):
            found = pattern.match(text, place.start())
            if found is None:
                continue
            said = dict(row)
            for slot, word in found.groupdict().items():
                if word is not None:
                    table = tables.get(slot, {})
                    said[slot] = table.get(word) or table.get(word.lower(), word)
            yield Shaped(found.start(), found.end(), said, found.span("inside") if "inside" in said else None)
