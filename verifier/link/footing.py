"""Totals of a table: which rows a total row sums up, and in which columns it does.

A table vouches for itself: which rows are the parts is believed when they add up in one column, and then they must in the
others. Where they add up in none, only a table that leaves no choice is doubted: one bare "Total" under nothing but parts.
Auditors call the check footing; turned tables are cross-footed the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from verifier.interval import Interval, point
from verifier.lexicon import Lexicon
from verifier.link.entries import negated, one_unit
from verifier.link.grid import Cell, Grid, Line
from verifier.model import Mention, Verdict

LONGEST = 40  # parts looked back over where nothing says where they begin
MOST_TOTALS = 40  # of one table; keeps a table of nothing but totals linear
NEARLY = Decimal("0.1")  # a total that lies further above its parts may count what the table does not list
ALL = Interval(Decimal(99), Decimal(101))  # the total of shares


class Sum(Struct, frozen=True):
    """A total and its parts in one column, whether they agree, and the worst that may be said of it."""

    row: int
    column: int
    total: Mention
    parts: tuple[Mention, ...]
    fits: bool
    cap: Verdict


class _Column(Struct, frozen=True):
    """What a choice of parts comes to in one column: `fits` is None where nothing can be said."""

    column: int
    fits: bool | None
    total: Mention
    parts: tuple[Mention, ...]


def sums(grid: Grid, lexicon: Lexicon) -> Iterator[Sum]:
    """The totals of a table's columns that can be checked, by row."""
    totals = [row for row, line in enumerate(grid.rows) if _is_total(line, lexicon) and not grid.headline(row)]
    for row in totals[:MOST_TOTALS]:
        choices = [_columns(grid, row, parts, lexicon) for parts in _choices(grid, row, totals, lexicon)]
        structured = max(choices, key=_score)
        fits, misfits = _score(structured)
        if fits and fits + misfits >= 0:
            yield from _sums(row, structured, Verdict.FAIL)
            continue
        guesses = (_columns(grid, row, parts, lexicon) for parts in _stretches(grid, row, lexicon))
        guessed = max(guesses, key=_score, default=[])
        if _score(guessed)[0] and (_score(guessed)[1] == 0 or sum(_score(guessed)) > 0):
            yield from _sums(row, guessed, Verdict.FAIL)
        elif not (fits or _score(guessed)[0]) and _no_choice(grid, row, totals, lexicon):
            yield from _doubted(row, choices[0])


def is_bare_total(line: Line, lexicon: Lexicon) -> bool:
    """Whether a label says nothing but that it is the sum: "Total", "In all"."""
    return " ".join(word for word in line.words if word != "%") in lexicon.table("sums")


def _is_total(line: Line, lexicon: Lexicon) -> bool:
    words, known = line.words, lexicon.table("sum_words")
    if " ".join(words) in lexicon.table("whole_periods"):
        return True
    if not words or lexicon.table("unsummed").keys() & set(words):
        return False
    return is_bare_total(line, lexicon) or words[0] in known or words[-1] in known


def _score(columns: Sequence[_Column]) -> tuple[int, int]:
    """In how many columns a choice of parts adds up, and, below zero, in how many it does not."""
    return sum(column.fits is True for column in columns), -sum(column.fits is False for column in columns)


def _choices(grid: Grid, total: int, totals: Sequence[int], lexicon: Lexicon) -> Iterator[tuple[int, ...]]:
    """Which rows may be the parts, likeliest first: those since the last total or heading, all that are no totals, the totals
    before, these and what follows them; those below, where the total comes first."""
    earlier = [row for row in totals if row < total]
    section = max((row for row in range(total) if grid.headline(row)), default=-1)
    start = max((*earlier[-1:], section, -1)) + 1
    above = _parts(grid, 0, total, lexicon)
    known = frozenset(earlier)
    yield tuple(row for row in above if row >= start)
    yield tuple(row for row in above if row not in known)
    yield tuple(earlier)
    yield tuple(row for row in above if row in known or (earlier and row > earlier[-1]))
    if not above:
        yield tuple(_parts(grid, total + 1, min((row for row in totals if row > total), default=len(grid.rows)), lexicon))


def _stretches(grid: Grid, total: int, lexicon: Lexicon) -> Iterator[tuple[int, ...]]:
    """Stretches of rows right above a total that come to it in some column: under "Sales" and "Costs" it may sum up the costs."""
    above = _parts(grid, 0, total, lexicon)[-LONGEST:]
    taken = {row for row in above if _opens(grid.rows[row], lexicon, "taken_rows")}
    lengths: set[int] = set()
    for column in range(len(grid.columns)):
        whole = grid.figure(total, column)
        size = whole.strict if whole is not None else None
        summed = point(0)
        for length, row in enumerate(reversed(above), 1):
            figure = grid.figure(row, column)
            part = _signed(figure, row in taken).strict if figure is not None else None
            summed = summed + part if part is not None else summed
            if length > 1 and size is not None and size.meets(summed):
                lengths.add(length)
    yield from (tuple(above[-length:]) for length in sorted(lengths))


def _parts(grid: Grid, first: int, end: int, lexicon: Lexicon) -> list[int]:
    """The rows of a stretch that may be parts: no headings, nothing that a row above holds already."""
    return [
        row for row in range(first, end) if not grid.headline(row) and not _opens(grid.rows[row], lexicon, "inner_rows")
    ]


def _opens(line: Line, lexicon: Lexicon, table: str) -> bool:
    """Whether a label begins with words of a list: "of which exports", "Less: returns"."""
    known = lexicon.table(table)
    return any(" ".join(line.words[:count]) in known for count in (1, 2))


def _columns(grid: Grid, total: int, rows: Sequence[int], lexicon: Lexicon) -> list[_Column]:
    if len(rows) < 2:
        return []
    taken = {row for row in rows if _opens(grid.rows[row], lexicon, "taken_rows")}
    found = (_column(grid, total, rows, taken, column, lexicon) for column in range(len(grid.columns)))
    return [column for column in found if column is not None]


def _column(
    grid: Grid, total: int, rows: Sequence[int], taken: set[int], column: int, lexicon: Lexicon
) -> _Column | None:
    whole = grid.figure(total, column)
    cells = [grid.cells[row][column] for row in rows]
    entries = [_signed(cell.figure, row in taken) for cell, row in zip(cells, rows, strict=True) if cell.figure is not None]
    figures = one_unit((whole, *entries)) if whole is not None and len(entries) > 1 else None
    if figures is None or any(figure.kind == "points" for figure in figures):
        return None
    whole, parts = figures[0], figures[1:]
    sizes = [part.strict for part in parts if part.strict is not None]
    if whole.strict is None or len(sizes) < len(parts) or any(figure.qualifier for figure in figures):
        return None
    summed = sum(sizes, point(0))
    if whole.strict.meets(summed):
        return _Column(column, True, whole, parts)
    sure = _adds_up(grid.columns[column], whole, sizes, summed, lexicon) and not any(_unknown(cell) for cell in cells)
    return _Column(column, False if sure else None, whole, parts)


def _signed(figure: Mention, taken: bool) -> Mention:
    return negated(figure) if taken and figure.value is not None and figure.value > 0 else figure


def _unknown(cell: Cell) -> bool:
    return cell.figure is None and not cell.nothing


def _adds_up(head: Line, whole: Mention, sizes: Sequence[Interval], summed: Interval, lexicon: Lexicon) -> bool:
    """Whether a column is one of figures that add up, so that a total that differs is wrong.

    A "total" that is no more than the largest part is the average of prices or rates, unless a digit was lost.
    """
    if whole.strict is None or lexicon.table("unsummed").keys() & set(head.words):
        return False
    if whole.kind == "percent":
        return ALL.meets(whole.strict)
    largest = max(size.hi for size in sizes)
    if whole.strict.hi > largest or any(size.lo < 0 for size in sizes):
        return True
    return any(whole.strict.scaled(Decimal(factor)).meets(summed) for factor in (10, 100, 1000))


def _no_choice(grid: Grid, total: int, totals: Sequence[int], lexicon: Lexicon) -> bool:
    """Whether a table can only mean that all rows above are the parts of its one total, the last row."""
    if list(totals) != [total] or not is_bare_total(grid.rows[total], lexicon) or total < 2:
        return False
    if any(grid.headline(row) or _opens(grid.rows[row], lexicon, "inner_rows") for row in range(len(grid.rows))):
        return False
    if lexicon.table("partial_lists").keys() & set(grid.above):
        return False
    return total == len(grid.rows) - 1 and not any(lexicon.table("unsummed").keys() & set(line.words) for line in grid.rows)


def _sums(row: int, columns: Sequence[_Column], cap: Verdict) -> Iterator[Sum]:
    yield from (Sum(row, each.column, each.total, each.parts, each.fits, cap) for each in columns if each.fits is not None)


def _doubted(row: int, columns: Sequence[_Column]) -> Iterator[Sum]:
    """The one column that can be checked; of several in which nothing adds up only the first, with a query: a row is missing."""
    wrong = [column for column in columns if column.fits is False]
    if len(wrong) == 1:
        yield from _sums(row, wrong, Verdict.FAIL if _near(wrong[0]) else Verdict.WARN)
    elif any(_near(column) for column in wrong):
        yield from _sums(row, wrong[:1], Verdict.WARN)


def _near(column: _Column) -> bool:
    """Whether a total lies below its parts or not far above: far above, it may count what the table leaves out."""
    summed = sum((part.value or Decimal(0) for part in column.parts), Decimal(0))
    total = column.total.value or Decimal(0)
    if summed <= 0 or total <= summed * (1 + NEARLY):
        return True
    return any(abs(total / summed / factor - 1) < NEARLY / 10 for factor in (10, 100, 1000))


