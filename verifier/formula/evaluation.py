"""Formulas evaluated: candidates with their quantities and evidence, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import localcontext
from itertools import product

from verifier.formula.blocks import Aggregate, Block, Call, Formula, Number, RoleName
from verifier.formula.corners import CONTEXT, TOO_LARGE, calculate, spread
from verifier.formula.dimension import common, unit_of
from verifier.interval import Interval, point
from verifier.model import Answer, Candidate, Evidence, Quantity, Unknown
from verifier.units import COUNT, Unit

Inputs = Mapping[str, Interval | tuple[Interval, ...]]

MOST_CANDIDATES = 256  # a function with several days times another with several bases has some dozens
_STANDINGS = ("primary", "alternative", "last resort")


def evaluate(formula: Formula, inputs: Inputs, units: Mapping[str, Unit], call: Callable[[Call], Answer]) -> Answer:
    """What the right side comes to: candidates in the order of the functions' own, or the reason why there is none.

    `inputs` (percents as ratios, lists with their signs applied) and `units` by role, for the roles in `formula.reads`;
    `call` answers a function, evaluating calls among its arguments itself. Where several functions answer, every
    combination of their candidates is one, no better trusted than its weakest part.
    """
    block = formula.block
    if block is None:
        return Unknown("the wording itself is the error; there is nothing to calculate")
    answers: list[tuple[Candidate, ...]] = []
    for asked in formula.calls:
        answer = call(asked)
        if isinstance(answer, Unknown):
            return answer
        answers.append(answer)
    if len(answers) == 1 and block.leaves == formula.calls and len(block.program) == 1:
        return answers[0]
    with localcontext(CONTEXT):
        return _candidates(formula, block, answers, inputs, units)


def _candidates(
    formula: Formula, block: Block, answers: list[tuple[Candidate, ...]], inputs: Inputs, units: Mapping[str, Unit]
) -> Answer:
    if not answers:
        only = _Evaluation(inputs, units, {}).block(block)
        return only if isinstance(only, Unknown) else (Candidate(only),)
    found: list[Candidate] = []
    reason = Unknown("no function had an answer")
    for count, combination in enumerate(product(*answers)):
        if count == MOST_CANDIDATES:
            return Unknown(f"more than {MOST_CANDIDATES} combinations of candidates")
        given = dict(zip(formula.calls, combination, strict=True))
        quantity = _Evaluation(inputs, units, given).block(block)
        if isinstance(quantity, Unknown):
            reason = quantity
        else:
            found.append(_combined(quantity, combination))
    return tuple(found) or reason


def _combined(quantity: Quantity, parts: tuple[Candidate, ...]) -> Candidate:
    """A candidate that rests on all the parts: their evidence, and the least of what each may decide."""
    evidence: dict[Evidence, None] = {item: None for part in parts for item in part.evidence}
    return Candidate(
        quantity, tuple(evidence), "; ".join(dict.fromkeys(part.basis for part in parts if part.basis)),
        max(part.ceiling for part in parts), min(part.harshest for part in parts),
        max((part.standing for part in parts), key=_STANDINGS.index),
    )


class _Evaluation:
    """One evaluation over one candidate of each function."""

    def __init__(self, inputs: Inputs, units: Mapping[str, Unit], given: Mapping[Call, Candidate]) -> None:
        self.inputs, self.units, self.given = inputs, units, given

    def block(self, block: Block) -> Quantity | Unknown:
        values: list[Interval] = []
        kinds: list[Unit | None] = []
        for leaf in block.leaves:
            found = self.leaf(leaf)
            if isinstance(found, Unknown):
                return found
            values.append(found[0])
            kinds.append(found[1])
        unit = unit_of(block.program, tuple(kinds))
        if isinstance(unit, Unknown):
            return unit
        interval = calculate(block.program, values, block.repeats)
        return interval if isinstance(interval, Unknown) else Quantity(interval, unit)

    def leaf(self, leaf: RoleName | Call | Number | Aggregate) -> tuple[Interval, Unit | None] | Unknown:
        if isinstance(leaf, RoleName):
            value = self.inputs.get(leaf.name)
            if value is None:
                return Unknown(f"the text gives no {leaf.name}")
            if isinstance(value, tuple):
                return Unknown(f"{leaf.name} is a list where one value is needed")
            return value, self.units.get(leaf.name)
        if isinstance(leaf, Number):
            return point(leaf.value), None
        if isinstance(leaf, Aggregate):
            return self.aggregate(leaf)
        quantity = self.given[leaf].quantity
        return quantity.interval, quantity.unit

    def aggregate(self, leaf: Aggregate) -> tuple[Interval, Unit | None] | Unknown:
        values: list[Interval] = []
        kinds: list[Unit | None] = []
        for argument in leaf.arguments:
            whole = self.inputs.get(argument.name) if isinstance(argument, RoleName) else None
            if isinstance(argument, RoleName) and isinstance(whole, tuple):
                values += whole
                kinds.append(self.units.get(argument.name))
                continue
            found = self.leaf(argument) if isinstance(argument, RoleName) else self.block(argument)
            if isinstance(found, Unknown):
                return found
            value, unit = found if isinstance(found, tuple) else (found.interval, found.unit)
            values.append(value)
            kinds.append(unit)
        if leaf.function == "count":
            return spread("count", values), COUNT
        shared = common(kinds)
        if isinstance(shared, Unknown):
            return shared
        try:
            return spread(leaf.function, values), shared
        except ValueError:  # infinities of both signs in one sum
            return TOO_LARGE
