"""Formulas laid out for running: postfix programs over distinct leaves."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

Relation = Literal["=", ">=", "<=", ">", "<", "never"]
Program = tuple[int | str, ...]  # postfix: a leaf's place, or a sign


class RoleName(Struct, frozen=True):
    """A role: in a tree its value, in a call's arguments the role itself."""

    name: str


class Call(Struct, frozen=True):
    """A function asked: its arguments are roles, 'texts', numbers, or further calls."""

    function: str
    arguments: tuple[RoleName | str | Decimal | Call, ...]


class Number(Struct, frozen=True):
    """A constant; 5% is 0.05."""

    value: Decimal


class Block(Struct, frozen=True):
    """An arithmetic expression ready to run: postfix program over distinct leaves, and whether one of them stands in it twice."""

    program: Program
    leaves: tuple[RoleName | Call | Number | Aggregate, ...]
    repeats: bool


class Aggregate(Struct, frozen=True):
    """An interval function ready to run."""

    function: str
    arguments: tuple[Block | RoleName, ...]


class Formula(Struct, frozen=True):
    """`stated relation expression`.

    stated    the role on the left; "" for `never`
    roles     every role of the right side, calls' arguments included, in order of appearance
    reads     those whose values the arithmetic itself reads; the others are only handed to functions
    each      those of `reads` that stand as single values: bound to a list, the relation holds element by element
    calls     the functions asked, outermost, in order of appearance
    block     the expression; None for `never`
    """

    source: str
    stated: str
    relation: Relation
    roles: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    block: Block | None = None
