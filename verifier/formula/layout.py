"""Formulas from source text to postfix programs."""

from __future__ import annotations

from collections.abc import Collection

from verifier.errors import LanguageError
from verifier.formula.blocks import Aggregate, Block, Call, Formula, Number, RoleName
from verifier.formula.linear import Leaf, leaves, require_linear
from verifier.formula.syntax import Operation, Spread, Tree, parse_expectation


def lay_out(source: str, functions: Collection[str], roles: Collection[str], exact: Collection[str]) -> Formula:
    """What `parse_formula` gives back."""
    expectation = parse_expectation(source, functions, roles)
    if expectation.tree is None:
        return Formula(source, "", "never")
    found = _Names()
    found.visit(expectation.tree)
    if expectation.stated in found.reads:
        raise LanguageError(f"'{expectation.stated}' is what this formula is to tell; only functions may be given it", 1)
    return Formula(
        source, expectation.stated, expectation.relation, tuple(found.roles), tuple(found.reads), tuple(found.each),
        tuple(found.calls), _block(expectation.tree, exact),
    )


class _Names:
    """Collects the names of a tree in order, each once."""

    def __init__(self) -> None:
        self.roles: dict[str, None] = {}
        self.reads: dict[str, None] = {}
        self.each: dict[str, None] = {}
        self.calls: dict[Call, None] = {}

    def visit(self, tree: Tree, whole: bool = False) -> None:
        if isinstance(tree, RoleName):
            self.roles[tree.name] = self.reads[tree.name] = None
            if not whole:
                self.each[tree.name] = None
        elif isinstance(tree, Operation):
            self.visit(tree.left)
            self.visit(tree.right)
        elif isinstance(tree, Spread):
            for part in tree.arguments:
                self.visit(part, whole=tree.function != "abs")
        elif isinstance(tree, Call):
            self.calls[tree] = None
            self.given(tree)

    def given(self, call: Call) -> None:
        for argument in call.arguments:
            if isinstance(argument, RoleName):
                self.roles[argument.name] = None
            elif isinstance(argument, Call):
                self.given(argument)


def _block(tree: Tree, exact: Collection[str]) -> Block:
    require_linear(tree, exact)
    places: dict[Leaf | Number, int] = {}
    program: list[int | str] = []

    def lay(part: Tree) -> None:
        if isinstance(part, Operation):
            lay(part.left)
            lay(part.right)
            program.append(part.sign)
        else:
            program.append(places.setdefault(part, len(places)))

    lay(tree)
    standing = [leaf for leaf in leaves(tree) if not (isinstance(leaf, RoleName) and leaf.name in exact)]
    ready = tuple(_aggregate(leaf, exact) if isinstance(leaf, Spread) else leaf for leaf in places)
    return Block(tuple(program), ready, len(standing) > len(set(standing)))


def _aggregate(leaf: Spread, exact: Collection[str]) -> Aggregate:
    return Aggregate(leaf.function, tuple(part if isinstance(part, RoleName) else _block(part, exact) for part in leaf.arguments))
