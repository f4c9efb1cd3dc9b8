"""Whether an expression is linear in each figure, above and below the line, as exact corners require."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from msgspec import Struct

from verifier.errors import LanguageError
from verifier.formula.blocks import Call, Number, RoleName
from verifier.formula.syntax import Operation, Spread, Tree

Leaf = RoleName | Call | Spread


class _Degrees(Struct, frozen=True):
    """Highest powers of each leaf above and below the line, and what stands below it (None: nothing)."""

    above: Counter[Leaf]
    below: Counter[Leaf]
    divisor: Tree | tuple[object, object] | None = None


def require_linear(tree: Tree, exact: Collection[str]) -> None:
    """LanguageError where a figure enters squared; roles in `exact` are points and may stand anywhere."""
    degrees = _degrees(tree, frozenset(exact))
    for side in (degrees.above, degrees.below):
        for leaf, power in side.items():
            if power > 1:
                raise LanguageError(
                    f"{_name(leaf)} enters this formula squared once it stands over one line; "
                    "rounding could then not be followed exactly. Rearrange it, or write a function in checks/", 1
                )


def leaves(tree: Tree) -> list[Leaf]:
    """The figures of an expression in order, as often as they stand; interval functions are one figure each."""
    if isinstance(tree, Operation):
        return leaves(tree.left) + leaves(tree.right)
    return [] if isinstance(tree, Number) else [tree]


def _degrees(tree: Tree, exact: frozenset[str]) -> _Degrees:
    if isinstance(tree, Number) or (isinstance(tree, RoleName) and tree.name in exact):
        return _Degrees(Counter(), Counter())
    if not isinstance(tree, Operation):
        return _Degrees(Counter({tree: 1}), Counter())
    left, right = _degrees(tree.left, exact), _degrees(tree.right, exact)
    if tree.sign == "*":
        _refuse_shared(tree, exact)
        return _Degrees(left.above + right.above, left.below + right.below, _joined(left.divisor, right.divisor))
    if tree.sign == "/":
        divisor = tree.right if right.divisor is None else (tree.right, right.divisor)
        return _Degrees(left.above + right.below, left.below + right.above, _joined(left.divisor, divisor))
    if left.divisor == right.divisor:  # a/c + b/c is (a + b)/c
        return _Degrees(left.above | right.above, left.below, left.divisor)
    above = (left.above + right.below) | (right.above + left.below)
    return _Degrees(above, left.below + right.below, _joined(left.divisor, right.divisor))


def _joined(
    left: Tree | tuple[object, object] | None, right: Tree | tuple[object, object] | None
) -> Tree | tuple[object, object] | None:
    if left is None or right is None:
        return left if right is None else right
    return (left, right)


def _refuse_shared(tree: Operation, exact: frozenset[str]) -> None:
    shared = [leaf for leaf in leaves(tree.left) if leaf in leaves(tree.right)]
    for leaf in shared:
        if not (isinstance(leaf, RoleName) and leaf.name in exact):
            raise LanguageError(
                f"{_name(leaf)} stands in both factors of this product: its rounding would count twice. Rearrange the formula, "
                "or write a function in checks/", tree.column
            )


def _name(leaf: Leaf) -> str:
    return f"'{leaf.name}'" if isinstance(leaf, RoleName) else f"{leaf.function}(…)"
