"""What the figures of a table claim of each other: totals, shares, changes, as claims of the rules that read tables.

A rule pairs the cells of a table by naming the role it states: `total` (with `parts`), `share` (with `part` and `whole`),
`change` in percent or `by` in the figures' own unit (both with `new` and `old`; in price lists `change` with `new` and `by`).
Each claim also carries the words of its `row` and `column`. Both ways round: a total may stand below or beside its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from verifier.formula import Formula
from verifier.lexicon import Lexicon
from verifier.link.columns import changes
from verifier.link.footing import Sum, sums
from verifier.link.grid import Grid, Line, grids
from verifier.link.reckoned import Reckoned
from verifier.link.shares import shares
from verifier.model import Claim, Document, Guard, Mention, RoleValue, Span, Verdict, Word

DOUBT = "the layout of the table"  # what keeps a claim from more than a query where a table may be read in several ways

WIDEST = 100  # columns searched for what a change or share is one of; a long table turned is no table of such


class TableClaim(Struct, frozen=True):
    """A figure and what it is reckoned from; `stated` is the role of the figure itself."""

    stated: str
    claim: Claim

    def binds(self, formula: Formula) -> bool:
        """Whether it states what a formula states, and has all that the formula needs."""
        names = {name for name, _ in self.claim.roles}
        return self.stated == formula.stated and names.issuperset(formula.roles)


def table_claims(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[TableClaim, ...]:
    """Every claim of the document's tables, at most one for a figure and role, in the order of the tables."""
    found: dict[tuple[str, Span], TableClaim] = {}
    for grid in grids(document, mentions, lexicon):
        for told in _told((grid, grid.flipped()), lexicon):
            found.setdefault((told.stated, told.claim.span), told)
    return tuple(found.values())


def _told(views: Sequence[Grid], lexicon: Lexicon) -> Iterator[TableClaim]:
    """The claims of a table seen both ways round; a change or share of a wrong total is the total's fault, and not said again."""
    wrong: set[Span] = set()
    for grid in views:
        for each in sums(grid, lexicon):
            yield _total(grid, each)
            wrong.update(() if each.fits else (each.total.span,))
    for grid in views:
        if len(grid.columns) > WIDEST:
            continue
        parts = tuple(shares(grid, lexicon))
        shared = {each.column for each in parts}  # "2024 | % | 2023 | %": behind two years, and yet no change
        for reckoned in (*parts, *(each for each in changes(grid, lexicon) if each.column not in shared)):
            if reckoned.fits or (reckoned.fits is False and wrong.isdisjoint(figure.span for _, figure in reckoned.roles)):
                yield _reckoned(grid, reckoned)


def _total(grid: Grid, each: Sum) -> TableClaim:
    return _claim(grid, each.row, each.column, (("total", each.total), ("parts", each.parts)), each.cap)


def _reckoned(grid: Grid, each: Reckoned) -> TableClaim:
    return _claim(grid, each.row, each.column, each.roles, each.cap)


def _claim(grid: Grid, row: int, column: int, roles: tuple[tuple[str, RoleValue], ...], cap: Verdict) -> TableClaim:
    stated, figure = roles[0]
    assert isinstance(figure, Mention)
    lines = (grid.rows[row], grid.columns[column])
    across, down = (lines[1], lines[0]) if grid.turned else lines
    labels = (("row", _word(across, "this row", figure)), ("column", _word(down, "this column", figure)))
    doubts = ((DOUBT, Guard(DOUBT, "match", cap)),) if cap < Verdict.FAIL else ()
    return TableClaim(stated, Claim("", 0, figure.span, figure.span, (*roles, *labels), doubts))


def _word(line: Line, otherwise: str, figure: Mention) -> Word:
    return Word(figure.span, line.label.strip(" :*") or otherwise)
