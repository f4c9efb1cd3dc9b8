"""The language of expectations: what a stated number should be, as arithmetic over intervals.

    change = move * (new - old) / old

    stated relation expression    one role, one of = >= <= > <, and + - * / over roles, numbers (5% is 0.05) and functions;
                                  or `never`: the wording itself is the error
    abs min max sum count         of values or whole lists, as functions of intervals
    name(role, 'text', 1, …)      a function of checks/, which may answer with several candidates
"""

from __future__ import annotations

from collections.abc import Collection

from verifier.formula.blocks import Call, Formula, Relation, RoleName
from verifier.formula.evaluation import Inputs, evaluate


def parse_formula(source: str, functions: Collection[str], roles: Collection[str], exact: Collection[str] = ()) -> Formula:
    """The formula a source text means; LanguageError with the column where it means nothing.

    `functions` may map each name to (fewest, most) arguments. `exact` are roles bound to class words: their values are
    points and may stand in both factors of a product. Refused: a role that stands in its own expectation (but functions
    may be given it, for its unit), and a figure that enters squared (corners would not be exact).
    """
    from verifier.formula.layout import lay_out  # the parser is not needed where a compiled pack is at hand

    return lay_out(source, functions, roles, exact)


__all__ = ["Call", "Formula", "Inputs", "Relation", "RoleName", "evaluate", "parse_formula"]
