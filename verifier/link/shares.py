"""Shares in a table: columns that give each row as part of a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from verifier.interval import point
from verifier.lexicon import Lexicon
from verifier.link.entries import as_percent, one_unit
from verifier.link.footing import is_bare_total
from verifier.link.grid import Grid, Line
from verifier.link.reckoned import HUNDRED, PERCENT_WORDS, Reckoned, believed, meets, score
from verifier.model import Mention

REACH = 4  # columns back from a share to the amounts it may be one of
WHOLE = frozenset({"of", "in", "the", "total", "all", "whole"})


def shares(grid: Grid, lexicon: Lexicon) -> Iterator[Reckoned]:
    """The figures under heads like "% of total", each with its part and the whole: roles `share`, `part`, `whole`."""
    barred = lexicon.table("change_heads").keys() - PERCENT_WORDS
    for column, head in enumerate(grid.columns):
        words = set(head.words)
        if not words & (PERCENT_WORDS | lexicon.table("share_heads").keys() | {"of"}) or words & barred:
            continue
        places = [place for place in range(max(0, column - REACH), min(column + 2, len(grid.columns))) if place != column]
        wholes = _wholes(grid, head, lexicon)
        choices = [
            (_is_share(head, grid.columns[place], grid.rows[whole], lexicon), _parts(grid, column, place, whole))
            for place in places for whole in wholes
        ]
        if not _sums_better(grid, column, places, wholes, choices):
            yield from believed(choices)


def _is_share(head: Line, amounts: Line, whole: Line, lexicon: Lexicon) -> bool:
    """Whether a head says that its figures are shares of that whole: "% of total", "share of sales" beside "Sales"."""
    words = set(head.words)
    said = lexicon.table("share_heads").keys() & words or "of" in words
    return bool(said) and words <= {*PERCENT_WORDS, *lexicon.table("share_heads"), *WHOLE, *amounts.words, *whole.words}


def _sums_better(
    grid: Grid, column: int, places: Sequence[int], wholes: Sequence[int], choices: Sequence[tuple[bool, list[Reckoned]]]
) -> bool:
    """Whether the shares are rather of what some column adds up to than of any total printed: then that total is wrong."""
    best = max((score(rows) for _, rows in choices), default=(0, 0))
    for place in places:
        rows = [row for row in range(len(grid.rows)) if row not in wholes]
        figures = [figure for row in rows if (figure := grid.figure(row, place)) is not None and figure.strict is not None]
        if len(figures) > 1 and len({figure.unit for figure in figures}) == 1 and figures[0].kind != "percent":
            summed = sum((figure.strict for figure in figures if figure.strict is not None), point(0))
            whole = replace(figures[0], value=summed.middle, strict=summed)
            found = (_share(grid, row, column, place, whole) for row in rows)
            if score([share for share in found if share is not None]) > best:
                return True
    return False


def _wholes(grid: Grid, head: Line, lexicon: Lexicon) -> list[int]:
    """The rows that may be the whole: the totals, and the row a head names ("% of sales")."""
    words = head.words
    named = words[words.index("of") + 1] if "of" in words[:-1] else ""
    return [
        row for row, line in enumerate(grid.rows)
        if is_bare_total(line, lexicon) or (named and line.words and named in (line.words[0], line.words[-1]))
    ][-3:]


def _parts(grid: Grid, column: int, amounts: int, whole_row: int) -> list[Reckoned]:
    """The shares in a column, each with its part and the whole that the table prints."""
    whole = grid.figure(whole_row, amounts)
    if whole is None or whole.kind in ("percent", "points") or whole.qualifier:
        return []
    found = (_share(grid, row, column, amounts, whole) for row in range(len(grid.rows)) if row != whole_row)
    return [share for share in found if share is not None]


def _share(grid: Grid, row: int, column: int, amounts: int, whole: Mention) -> Reckoned | None:
    share, part = grid.figure(row, column), grid.figure(row, amounts)
    if share is None or part is None or share.qualifier or part.qualifier:
        return None
    share, pair = as_percent(share), one_unit((part, whole))
    if pair is None or share.kind != "percent" or share.strict is None:
        return None
    small, large = pair
    if small.strict is None or large.strict is None or large.strict.lo <= 0:
        return None
    fits = meets(share, (small.strict / large.strict).scaled(HUNDRED))
    return Reckoned(row, column, (("share", share), ("part", small), ("whole", large)), fits)
