"""A formula's source text as a tree: the grammar, and complaints with a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from verifier.errors import LanguageError, did_you_mean
from verifier.formula.blocks import Call, Number, Relation, RoleName

LONGEST = 400  # characters of one formula
DEEPEST = 12  # brackets and calls within each other

RELATIONS: Mapping[str, Relation] = {"=": "=", ">=": ">=", "<=": "<=", ">": ">", "<": "<"}
SPREADS = ("abs", "count", "max", "min", "sum")  # interval functions; all but abs take lists


class Operation(Struct, frozen=True):
    """Two values joined by + - * or /; `column` is where the sign stands."""

    sign: str
    left: Tree
    right: Tree
    column: int


class Spread(Struct, frozen=True):
    """An interval function of values or lists: abs, min, max, sum, count."""

    function: str
    arguments: tuple[Tree, ...]


Tree = RoleName | Call | Number | Operation | Spread
Factor = Callable[[], Tree]
Part = TypeVar("Part")

_SIGN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?P<percent>\s*%)?|(?P<name>[^\W\d]\w*)|'(?P<text>[^']*)'|(?P<sign>>=|<=|==|!=|\*\*|\S))"
)
_HINTS = {
    "==": "one = is enough",
    "!=": "a claim says what a number is, not what it is not",
    "**": "there are no powers; write a function in checks/ for what needs one",
    "^": "there are no powers; write a function in checks/ for what needs one",
    ".": "there are no attributes; name the role itself",
    "'": "this text has no closing '",
    '"': "texts stand between '…'",
    "[": "there are no lists or indices; sum, min, max and count take a whole list",
    "{": "roles stand without braces here; braces belong into phrases and messages",
}


class Expectation(Struct, frozen=True):
    """`stated relation tree`; no tree and no stated role for `never`."""

    stated: str
    relation: Relation
    tree: Tree | None


def parse_expectation(source: str, functions: Collection[str], roles: Collection[str]) -> Expectation:
    """The tree of a formula; LanguageError with the column of the first thing wrong.

    Where `functions` is a mapping, its values are (fewest, most) arguments and are checked.
    """
    if len(source) > LONGEST:
        raise LanguageError(f"a formula may have {LONGEST} characters; this one has {len(source)}", LONGEST)
    if source.strip() == "never":
        return Expectation("", "never", None)
    return _Parser(source, functions, roles).whole()


class _Parser:
    """Recursive descent over the signs of one formula; lives for one call of `parse_expectation`."""

    def __init__(self, source: str, functions: Collection[str], roles: Collection[str]) -> None:
        self.source, self.functions, self.roles = source, functions, roles
        self.signs = [sign for sign in _SIGN.finditer(source) if sign.group().strip()]
        self.at = 0
        self.depth = 0

    def whole(self) -> Expectation:
        name = self.next("name")
        if name is None:
            raise self.error("an expectation begins with the stated role: change = (new - old) / old")
        stated = self.role(name)
        sign = self.sign()
        if sign not in RELATIONS:
            hint = _HINTS.get(sign) or "a relation (= >= <= > <) follows the one role on the left"
            raise self.error(hint)
        self.at += 1
        tree = self.sums()
        if self.at < len(self.signs):
            raise self.unexpected()
        return Expectation(stated, RELATIONS[sign], tree)

    def column(self, sign: re.Match[str] | None) -> int:
        if sign is None:
            return len(self.source) + 1
        return sign.end() - len(sign.group().lstrip()) + 1

    def peek(self) -> re.Match[str] | None:
        return self.signs[self.at] if self.at < len(self.signs) else None

    def error(self, message: str, sign: re.Match[str] | None = None) -> LanguageError:
        return LanguageError(message, self.column(sign or self.peek()))

    def unexpected(self) -> LanguageError:
        sign = self.sign()
        if sign in RELATIONS:
            return self.error("a formula has one relation, and one role on its left")
        found = self.peek()
        return self.error(_HINTS.get(sign) or (f"unexpected {found.group().strip()}" if found else "the formula ends too early"))

    def sign(self) -> str:
        found = self.peek()
        return found["sign"] or "" if found else ""

    def next(self, kind: str) -> re.Match[str] | None:
        found = self.peek()
        if found is None or found[kind] is None:
            return None
        self.at += 1
        return found

    def role(self, name: re.Match[str]) -> str:
        if name["name"] not in self.roles:
            known = did_you_mean(name["name"], self.roles) or _listed(self.roles)
            raise self.error(f"no phrase binds a role '{name['name']}'{known}", name)
        return name["name"]

    def sums(self) -> Tree:
        return self.chain(("+", "-"), self.products)

    def products(self) -> Tree:
        return self.chain(("*", "/"), self.factor)

    def chain(self, signs: tuple[str, str], part: Factor) -> Tree:
        tree = part()
        while (sign := self.sign()) in signs:
            column = self.column(self.peek())
            self.at += 1
            tree = Operation(sign, tree, part(), column)
        return tree

    def factor(self) -> Tree:
        sign = self.peek()
        if self.sign() == "-":
            self.at += 1
            inner = self.deeper(self.factor, sign)
            return Number(-inner.value) if isinstance(inner, Number) else Operation("*", Number(Decimal(-1)), inner, 0)
        if self.sign() == "(":
            self.at += 1
            inner = self.deeper(self.sums, sign)
            self.close(sign)
            return inner
        if number := self.next("number"):
            return Number(_decimal(number))
        if name := self.next("name"):
            return self.call(name) if self.sign() == "(" else RoleName(self.role(name))
        if self.next("text"):
            raise self.error("a 'text' can only be given to a function", sign)
        raise self.unexpected()

    def deeper(self, part: Factor, sign: re.Match[str] | None) -> Tree:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error(f"brackets may stand {DEEPEST} deep", sign)
        tree = part()
        self.depth -= 1
        return tree

    def close(self, opening: re.Match[str] | None) -> None:
        if self.sign() != ")":
            raise self.unexpected() if self.peek() else self.error("this bracket is never closed", opening)
        self.at += 1

    def call(self, name: re.Match[str]) -> Tree:
        function = name["name"]
        opening = self.peek()
        self.at += 1
        if function in SPREADS:
            spread = tuple(self.listing(lambda: self.deeper(self.sums, name), opening))
            if not spread or (function in ("abs", "count") and len(spread) > 1):
                raise self.error(f"{function} takes {'one value' if function in ('abs', 'count') else 'values or a list'}", name)
            return Spread(function, spread)
        if function not in self.functions:
            known = did_you_mean(function, (*self.functions, *SPREADS)) or _listed(self.functions)
            raise self.error(f"there is no function '{function}'{known}", name)
        arguments = tuple(self.listing(self.argument, opening))
        if isinstance(self.functions, Mapping):
            fewest, most = self.functions[function]
            if not fewest <= len(arguments) <= most:
                takes = str(fewest) if fewest == most else f"{fewest} to {most}"
                raise self.error(f"{function} takes {takes} argument{'s' * (takes != '1')}, not {len(arguments)}", name)
        return Call(function, arguments)

    def listing(self, part: Callable[[], Part], opening: re.Match[str] | None) -> list[Part]:
        found: list[Part] = []
        while self.sign() != ")":
            if found:
                if self.sign() != ",":
                    raise self.unexpected() if self.peek() else self.error("this bracket is never closed", opening)
                self.at += 1
            found.append(part())
        self.at += 1
        return found

    def argument(self) -> RoleName | str | Decimal | Call:
        """What a function may be given: a role, 'text', number or call; sums of them are not."""
        if text := self.next("text"):
            return text["text"]
        first = self.peek()
        tree = self.deeper(self.sums, first)
        if isinstance(tree, Number):
            return tree.value
        if isinstance(tree, (RoleName, Call)):
            return tree
        raise self.error("a function takes roles, 'texts', numbers and other functions; calculate outside of it", first)


def _decimal(number: re.Match[str]) -> Decimal:
    value = Decimal(number["number"])
    return value / 100 if number["percent"] else value


def _listed(names: Collection[str]) -> str:
    return f"; there are {', '.join(sorted(names))}" if names else ""
