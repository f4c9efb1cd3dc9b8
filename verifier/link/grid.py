"""A table of a document as rows and columns of figures with their labels, ready to be reckoned with either way round."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from verifier.interval import Interval
from verifier.lexicon import Lexicon
from verifier.link.entries import negated, widened
from verifier.model import Block, Document, Mention, MentionKind, Span
from verifier.period import Period
from verifier.units import COUNT

_PATH = re.compile(r"(?P<table>.*), row (?P<row>\d+), column (?P<column>\d+)\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*-?(?:/[^\W\d_]+)?|%|\+/-|±|Δ")
_MARK = re.compile(r"\d{1,2}")  # a footnote's number, in brackets behind a figure
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FALLS = re.compile(r"[▼↓]|\bdown\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_YEARS = frozenset({"year", "founded", "since"})
_FIGURES: frozenset[MentionKind] = frozenset({"money", "number", "percent", "points", "measure"})
_DAYS: frozenset[MentionKind] = frozenset({"date", "year", "weekday", "duration", "identifier", "ordinal", "time"})
ABOVE = 200  # characters: a longer block before a table is no caption
MOST = 20_000  # cells of one table


class Cell(Struct, frozen=True):
    """One cell: its words, and its figure if it holds one clear one (a large plain count as rounded, see `widened`)."""

    words: str = ""
    figure: Mention | None = None
    nothing: bool = False  # a dash or an explicit nil

    @property
    def empty(self) -> bool:
        """Whether nothing at all stands there."""
        return not self.words


class Line(Struct, frozen=True):
    """A row or column by its label: the words, as one text and taken apart, and the period it names."""

    label: str
    words: tuple[str, ...]
    period: Period | None = None
    dated: bool = False  # whether it names days or years, known or not


class Grid(Struct, frozen=True):
    """The body of a table: `cells[row][column]`, a `Line` for each row and column, and the words above it.

    `turned` tells that rows stand for the columns of the page.
    """

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: tuple[tuple[Cell, ...], ...]
    above: tuple[str, ...]
    turned: bool = False

    def flipped(self) -> Grid:
        """The same table with rows and columns exchanged."""
        return Grid(self.columns, self.rows, tuple(zip(*self.cells, strict=True)), self.above, not self.turned)

    def figure(self, row: int, column: int) -> Mention | None:
        """The figure in a cell, or None."""
        return self.cells[row][column].figure

    def headline(self, row: int) -> bool:
        """Whether a row is a heading of those below it: a label without figures."""
        return all(cell.empty for cell in self.cells[row])


def grids(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[Grid]:
    """The tables of a document that have rows and columns of figures, in text order; `mentions` in text order."""
    nothing = lexicon.table("nothing")
    tables: dict[str, list[tuple[int, int, Block]]] = {}
    above: dict[str, tuple[str, ...]] = {}
    caption, heading = "", ""
    for block in document.blocks:
        found = _PATH.match(block.path) if block.kind == "cell" else None
        if found is None:
            text = document.text[block.span.start:block.span.end] if block.span.end - block.span.start < ABOVE else ""
            heading = text if block.kind in ("heading", "title") else heading
            caption = text
        else:
            above.setdefault(found["table"], words_of(f"{heading} {caption}"))
            tables.setdefault(found["table"], []).append((int(found["row"]), int(found["column"]), block))
    starts = [mention.span.start for mention in mentions] if tables else []
    for name, blocks in tables.items():
        if len(blocks) <= MOST:
            grid = _grid(_sheet(document, blocks, mentions, starts, nothing), above[name])
            if grid is not None:
                yield grid


def words_of(text: str) -> tuple[str, ...]:
    """The words of a label in small letters, signs like % and +/- among them."""
    return tuple(_WORD.findall(text.lower()))


class _Sheet(Struct, frozen=True):
    """A table as printed: what stands in each cell, by row and column, and which columns each row has."""

    texts: Mapping[tuple[int, int], str]
    held: Mapping[tuple[int, int], Sequence[Mention]]
    cells: Mapping[tuple[int, int], Cell]
    rows: Mapping[int, Sequence[int]]


def _sheet(
    document: Document, blocks: Sequence[tuple[int, int, Block]], mentions: Sequence[Mention], starts: Sequence[int],
    nothing: Mapping[str, str],
) -> _Sheet:
    texts: dict[tuple[int, int], str] = {}
    held: dict[tuple[int, int], Sequence[Mention]] = {}
    cells: dict[tuple[int, int], Cell] = {}
    rows: dict[int, list[int]] = {}
    for row, column, block in blocks:
        place, span = (row, column), block.span
        texts[place] = document.text[span.start:span.end]
        held[place] = mentions[bisect_left(starts, span.start):bisect_left(starts, span.end)]
        cells[place] = _cell(texts[place], span, held[place], nothing)
        rows.setdefault(row, []).append(column)
    return _Sheet(texts, held, cells, rows)


def _grid(sheet: _Sheet, above: tuple[str, ...]) -> Grid | None:
    """The grid of a table; None where it has no body of figures."""
    rows = sorted(sheet.rows)
    height = _head_rows(rows, sheet)
    body = rows[height:]
    columns = sorted({column for row in body for column in sheet.rows[row] if column > 1 and sheet.cells[row, column].figure})
    if not columns or len(body) * len(columns) > MOST:
        return None
    heads = _heads(sheet, rows[:height], columns)
    cells = tuple(tuple(_counted(sheet, row, column, head) for column, head in zip(columns, heads, strict=True)) for row in body)
    return Grid(tuple(_stub(sheet, row) for row in body), heads, cells, above)


def _cell(text: str, span: Span, held: Sequence[Mention], nothing: Mapping[str, str]) -> Cell:
    words = text.strip(" *†‡")
    if words.lower() in nothing:
        return Cell(words, nothing=True)
    figures = [mention for mention in held if not _is_mark(mention, text, span)]
    if len(figures) != 1 or figures[0].kind not in _FIGURES or figures[0].value is None or figures[0].strict is None:
        return Cell(words)
    figure = figures[0]
    rest = text[:figure.span.start - span.start] + " " + text[figure.span.end - span.start:]
    falls = _FALLS.search(rest)
    if figure.qualified is None and _LETTERS.search(_FALLS.sub(" ", rest.replace("up", " "))):
        return Cell(words)  # "opened 3 stores" is no entry of a column of figures
    return Cell(words, widened(negated(figure) if falls and figure.value and figure.value > 0 else figure))


def _is_mark(mention: Mention, text: str, span: Span) -> bool:
    """Whether a number is a footnote's, in brackets behind the figure: "1,200 (1)", "500 [2]"."""
    start, end = mention.span.start - span.start, mention.span.end - span.start
    inner = mention.text.strip("()[]")
    if not _MARK.fullmatch(inner) or not text[:start].strip(" (["):
        return False
    return mention.text[:1] == "(" or (text[start - 1:start] in ("(", "[") and text[end:end + 1] in (")", "]"))


def _head_rows(rows: Sequence[int], sheet: _Sheet) -> int:
    """How many rows stand over the body: those up to the first that holds more figures than words and days."""
    for height, row in enumerate(rows):
        entries = [sheet.cells[row, column] for column in sheet.rows[row] if column > 1]
        figures = sum(cell.figure is not None for cell in entries)
        if figures * 2 > len(entries) or (height and (figures or not entries)):
            return height  # without entries it is a heading of the rows below
    return len(rows)


def _heads(sheet: _Sheet, rows: Sequence[int], columns: Sequence[int]) -> tuple[Line, ...]:
    """The heads of the columns; one that spans several stands in the first of them."""
    parts: list[list[tuple[int, int]]] = [[] for _ in columns]
    for row in rows:
        own = [column for column in sheet.rows[row] if column > 1]
        for place, column in enumerate(columns):
            at = bisect_right(own, column) - 1
            if at >= 0:
                parts[place].append((row, own[at]))
    return tuple(_line(sheet, places) for places in parts)


def _stub(sheet: _Sheet, row: int) -> Line:
    """What a row is called: its words before the first figure."""
    columns = sheet.rows[row]
    first = next((column for column in columns if column > 1 and sheet.cells[row, column].figure), max(columns) + 1)
    return _line(sheet, [(row, column) for column in columns if column < first and not sheet.cells[row, column].figure])


def _line(sheet: _Sheet, places: Sequence[tuple[int, int]]) -> Line:
    label = " ".join(" ".join(sheet.texts[place] for place in places).split())
    held = [mention for place in places for mention in sheet.held[place]]
    period = min((mention.period for mention in held if mention.period is not None), key=lambda found: found.days, default=None)
    year = _YEAR.search(label) if period is None else None  # "2025E"
    if year is not None:
        period = Period(date(int(year[0]), 1, 1), date(int(year[0]), 12, 31))
    return Line(label, words_of(label), period, period is not None or any(mention.kind in _DAYS for mention in held))


def _counted(sheet: _Sheet, row: int, column: int, head: Line) -> Cell:
    """A cell, with "1995" read as a count where it stands among counts and its column is not one of years."""
    cell, inside = sheet.cells.get((row, column), Cell()), sheet.held.get((row, column), ())
    if len(inside) != 1 or inside[0].kind != "year" or inside[0].text != cell.words or _YEARS.intersection(head.words):
        return cell
    value = inside[0].value or Decimal(0)
    exact = Interval(value, value)
    figure = replace(inside[0], kind="number", step=Decimal(1), strict=exact, loose=exact, unit=COUNT, period=None)
    return Cell(cell.words, widened(figure))
