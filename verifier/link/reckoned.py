"""A figure of a table and what it is reckoned from: whether it is, and when that is believed to be meant.

Which columns a figure comes from is believed when it holds in most rows; a head that says so ("y/y" behind two years) is enough
for a table of one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from verifier.interval import Interval, point
from verifier.link.entries import as_points, negated, one_unit
from verifier.model import Mention, Verdict

HUNDRED = Decimal(100)
COARSE = Decimal(4)  # times its own size: a change that open decides nothing about the table
PERCENT_WORDS = frozenset({"%", "percent", "pct"})  # as heads of columns say it
Figures = tuple[tuple[str, Mention], ...]


class Reckoned(Struct, frozen=True):
    """A figure and what it is reckoned from, by role, and whether it agrees; `cap` is the worst that may be said of it."""

    row: int
    column: int
    roles: Figures
    fits: bool | None
    cap: Verdict = Verdict.FAIL


def believed(choices: Sequence[tuple[bool, list[Reckoned]]]) -> Iterator[Reckoned]:
    """The rows of the choice that holds in most of them, if it holds in enough to be meant."""
    sure, rows = max(choices, key=lambda choice: (score(choice[1]), choice[0]), default=(False, []))
    fits, misfits = score(rows)[0], -score(rows)[1]
    told = [row for row in rows if row.fits is not None]
    if fits == 0:
        yield from _alone([rows for sure, rows in choices if sure])
    elif misfits == 0:
        yield from told if fits > 1 or sure else ()
    elif fits >= 2 * misfits or (sure and fits >= misfits):
        yield from told
    elif sure and fits * 2 >= misfits:
        yield from (replace(row, cap=Verdict.WARN) for row in told)


def _alone(choices: Sequence[list[Reckoned]]) -> Iterator[Reckoned]:
    """What to say where no row agrees: of an only row a slip; of several one query, they are rather of something else."""
    told = [row for row in choices[0] if row.fits is False] if len(choices) == 1 else []
    yield from (replace(row, cap=Verdict.FAIL if len(told) == 1 else Verdict.WARN) for row in told[:1])


def score(rows: Sequence[Reckoned]) -> tuple[int, int]:
    """In how many rows figures agree, and, below zero, in how many they do not."""
    return sum(row.fits is True for row in rows), -sum(row.fits is False for row in rows)


def change_between(
    change: Mention, newer: Mention, older: Mention, signed: bool
) -> tuple[bool | None, Figures] | None:
    """Whether a change is that between two figures, and its roles; None where it cannot be one of them."""
    pair = one_unit((newer, older))
    if pair is None:
        return None
    new, old = pair
    ratios = new.kind == "percent" or new.kind == "points"
    if ratios and change.kind == "number":
        change = as_points(change)  # a poll's "+2" beside 32% and 30%
    if change.kind == "points" or (ratios and change.kind == "percent" and not _relative_fits(change, new, old)):
        if not ratios:
            return None
        by = change
        fits = meets(by, _difference(new, old).scaled(HUNDRED if by.unit is not None and by.unit.name == "bp" else Decimal(1)))
        return (fits or (False if change.kind == "points" else None)), (("by", by), ("new", new), ("old", old))
    if change.kind == "percent":
        relative = relative_change(new, old)
        if relative is None or relative.width > COARSE * max(abs(relative.middle), Decimal(1)):
            return None
        below = old.value is not None and old.value < 0
        told, roles = _signed_fit(change, relative, signed and not below, (("new", new), ("old", old)), "change")
        return ((told or None) if below else told), roles  # of costs in brackets a rise is a rise to some, a fall to others
    entries = one_unit((change, newer, older))
    if entries is None or ratios:
        return None
    by, new, old = entries
    return _signed_fit(by, _difference(new, old), signed, (("new", new), ("old", old)), "by")


def _signed_fit(
    change: Mention, expected: Interval, signed: bool, others: Figures, role: str
) -> tuple[bool | None, Figures]:
    """Fits with its sign; or without one, where a table prints falls as plain figures throughout."""
    if not signed and not meets(change, expected) and meets(negated(change), expected):
        return True, ((role, negated(change)), *others)
    return meets(change, expected), ((role, change), *others)


def meets(figure: Mention, expected: Interval) -> bool:
    """Whether a figure may be what is expected, rounding included."""
    return figure.strict is not None and figure.strict.meets(expected)


def _difference(new: Mention, old: Mention) -> Interval:
    return (new.strict or point(0)) - (old.strict or point(0))


def relative_change(new: Mention, old: Mention) -> Interval | None:
    """The change in percent; None from zero, and from a loss to a profit or back, where tables follow no one convention."""
    if old.strict is None or new.strict is None:
        return None
    if not ((old.strict.lo > 0 and new.strict.lo >= 0) or (old.strict.hi < 0 and new.strict.hi <= 0)):
        return None
    return (new.strict / old.strict - point(1)).scaled(HUNDRED)


def _relative_fits(change: Mention, new: Mention, old: Mention) -> bool:
    relative = relative_change(new, old)
    return relative is not None and meets(change, relative)
