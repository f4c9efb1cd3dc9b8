"""Changes in a table: columns that say by how much another has moved between two columns, since the row before, or in a day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from verifier.lexicon import Lexicon
from verifier.link.entries import as_percent, one_unit
from verifier.link.grid import Grid, Line
from verifier.link.reckoned import HUNDRED, PERCENT_WORDS, Reckoned, believed, change_between, meets
from verifier.model import Mention

MOST_PERIODS = 6  # columns set against each other for one column of changes
REACH = 4  # columns away from a change that the figure it is a change of may stand


def changes(grid: Grid, lexicon: Lexicon) -> Iterator[Reckoned]:
    """The figures under heads like "Change" or "y/y", with what they lie between.

    Roles `change` (relative) or `by` with `new` and `old`; or `change` with `new` and `by`, as price lists have it: the last
    price, how far it moved, and that in percent.
    """
    known = lexicon.table("change_heads").keys()
    barred = lexicon.table("changed_bases").keys()
    if barred & set(grid.above):
        return
    for column, head in enumerate(grid.columns):
        words = set(head.words)
        if words & known and not words & barred:
            told = bool(words - PERCENT_WORDS)  # a bare "%" may be a share as well
            yield from believed([
                *((_sure(grid, new, old, lexicon) and (told or column > max(new, old)), _across(grid, column, new, old))
                  for new, old in _pairs(grid, column, lexicon)),
                *((False, _down(grid, column, level)) for level in _levels(grid, column, lexicon)),
                *((False, _quoted(grid, column, by, level))
                  for level in _levels(grid, column, lexicon) for by in _moves(grid, column, lexicon)),
            ])  # fmt: skip


def _pairs(grid: Grid, column: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The (newer, older) columns a change may lie between: of two known periods, or the two columns right before it."""
    order, known = lexicon.table("column_order"), lexicon.table("change_heads").keys()
    heads = grid.columns
    named = [
        place for place, head in enumerate(heads)
        if place != column and (head.dated or order.keys() & set(head.words)) and not known & set(head.words)
    ]
    near = sorted(sorted(named, key=lambda place: abs(place - column))[:MOST_PERIODS])
    yield from ((new, old) for new, old in permutations(near, 2) if _later(heads[new], heads[old], lexicon) is not False)
    if column > 1 and len(near) < 2:
        yield from ((column - 2, column - 1), (column - 1, column - 2))


def _levels(grid: Grid, column: int, lexicon: Lexicon) -> Iterator[int]:
    """The columns near a change that are no changes themselves, the nearest first."""
    known = lexicon.table("change_heads").keys()
    near = sorted(range(max(0, column - REACH), min(column + 2, len(grid.columns))), key=lambda place: abs(place - column))
    yield from (place for place in near if place != column and not known & set(grid.columns[place].words))


def _moves(grid: Grid, column: int, lexicon: Lexicon) -> Iterator[int]:
    """The other columns of changes beside one: "Close | Change | % change"."""
    known = lexicon.table("change_heads").keys()
    yield from (
        place for place in (column - 1, column + 1)
        if 0 <= place < len(grid.columns) and known & set(grid.columns[place].words)
    )


def _later(new: Line, old: Line, lexicon: Lexicon) -> bool | None:
    """Whether one label names a later period than the other; None where they do not say."""
    if new.period is not None and old.period is not None and new.period != old.period:
        return new.period.first > old.period.first or new.period.last > old.period.last
    ranks = [_rank(line, lexicon) for line in (new, old)]
    return ranks[0] > ranks[1] if ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1] else None


def _rank(line: Line, lexicon: Lexicon) -> int | None:
    order = lexicon.table("column_order")
    return next((int(order[word]) for word in line.words if word in order), None)


def _sure(grid: Grid, new: int, old: int, lexicon: Lexicon) -> bool:
    """Whether the heads leave no doubt which two columns are compared, and in which order."""
    order = lexicon.table("column_order")
    named = [head for head in grid.columns if head.dated or order.keys() & set(head.words)]
    return len(named) == 2 and _later(grid.columns[new], grid.columns[old], lexicon) is True


def _across(grid: Grid, column: int, new: int, old: int) -> list[Reckoned]:
    """The changes of a column as those between two other columns."""
    return _between(grid, column, [(row, (row, new), (row, old)) for row in range(len(grid.rows))])


def _down(grid: Grid, column: int, level: int) -> list[Reckoned]:
    """The changes of a column as those from one row's period to the next: rows of years, each with its growth."""
    return _between(grid, column, [
        (row, (row, level), (before, level)) for row, line in enumerate(grid.rows) for before in (row - 1, row + 1)
        if 0 <= before < len(grid.rows) and _follows(line, grid.rows[before])
    ])  # fmt: skip


def _follows(line: Line, before: Line) -> bool:
    if line.period is None or before.period is None:
        return False
    return (line.period.first - before.period.last).days == 1


def _between(grid: Grid, column: int, places: list[tuple[int, tuple[int, int], tuple[int, int]]]) -> list[Reckoned]:
    head = grid.columns[column]
    figures = [grid.figure(row, column) for row in range(len(grid.rows))]
    signed = any(figure is not None and figure.value is not None and figure.value < 0 for figure in figures)
    found = []
    for row, new, old in places:
        change, newer, older = figures[row], grid.figure(*new), grid.figure(*old)
        if change is None or newer is None or older is None or any(each.qualifier for each in (change, newer, older)):
            continue
        told = change_between(_as_headed(change, head), newer, older, signed)
        if told is not None:
            found.append(Reckoned(row, column, told[1], told[0]))
    return found


def _quoted(grid: Grid, column: int, by: int, level: int) -> list[Reckoned]:
    """The changes of a column as those in percent of the price before: what it moved over what it is less that."""
    found = []
    for row in range(len(grid.rows)):
        change, moved, last = grid.figure(row, column), grid.figure(row, by), grid.figure(row, level)
        if change is None or moved is None or last is None or any(each.qualifier for each in (change, moved, last)):
            continue
        change, pair = _as_headed(change, grid.columns[column]), one_unit((moved, last))
        if pair is None or change.kind != "percent" or pair[0].kind in ("percent", "points"):
            continue
        move, new = pair
        if move.strict is None or new.strict is None or (new.strict - move.strict).lo <= 0:
            continue
        expected = (move.strict / (new.strict - move.strict)).scaled(HUNDRED)
        found.append(Reckoned(row, column, (("change", change), ("by", move), ("new", new)), meets(change, expected)))
    return found


def _as_headed(change: Mention, head: Line) -> Mention:
    return as_percent(change) if PERCENT_WORDS & set(head.words) else change
