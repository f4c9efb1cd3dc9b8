"""One claim on the way to its finding: what it states, what is expected of it, and the judgement on both."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from verifier import units
from verifier.check.wording import spoken
from verifier.checks import CHECKS
from verifier.formula import Call, Formula, RoleName, evaluate
from verifier.interval import Interval, point
from verifier.judge import Judgement, Stated, judge
from verifier.model import Answer, Candidate, Claim, Form, Mention, RoleValue, Tolerance, Unknown, Word
from verifier.sources.ledger import Inquiry, Ledger
from verifier.units import COUNT, RATIO, Unit

Roles = Mapping[str, RoleValue]
HOLDS = Stated(point(1), point(1))  # what words state that have no value: that it is so


class Case(Struct, frozen=True):
    """A claim with the form that reads it, its formula, the ledger of its document, and the words for other directions."""

    claim: Claim
    form: Form
    formula: Formula
    ledger: Ledger
    opposites: Mapping[str, str]

    @property
    def figure(self) -> RoleValue | None:
        """What plays the stated role."""
        return self.claim.role(self.formula.stated)


def judged(case: Case, roles: Roles) -> Judgement | Unknown:
    """The judgement on the claim with these roles: its own, or one exchanged to try a slip."""
    answer = expected(case, roles)
    if isinstance(answer, Unknown):
        return answer
    role = roles.get(case.formula.stated)
    said = stated(role, case.form)
    if said is None:
        return Unknown(f"'{spoken(role)}' has no value to compare" if role else "the stated figure is missing")
    if not _comparable(role, answer):
        return Unknown(f"'{spoken(role)}' and what it is compared with are in two currencies")
    if (unit := _foreign(role, answer)) is not None:
        return Unknown(f"'{spoken(role)}' is a share, and what it is compared with comes out in {unit.name}")
    return judge(said, answer, _tolerance(case), case.formula.relation)


def _comparable(role: RoleValue | None, expected: tuple[Candidate, ...]) -> bool:
    """Whether what is expected of an amount of money is in its own currency: shares at US$1.50 give no CA$12.9 million."""
    unit = role.unit if isinstance(role, Mention) else None
    if unit is None or unit.dimension != "currency":
        return True
    return all(candidate.quantity.unit in (unit, COUNT, RATIO) for candidate in expected)


def _foreign(role: RoleValue | None, expected: tuple[Candidate, ...]) -> Unit | None:
    """The unit of money or of measure in which a formula comes out that should tell a share: `ratio = paid * profit`."""
    if not isinstance(role, Mention) or role.unit is None or role.unit.dimension not in ("ratio", "points"):
        return None
    found = (candidate.quantity.unit for candidate in expected)
    return next((unit for unit in found if unit.dimension in ("currency", "physical", "index")), None)


def stated(role: RoleValue | None, form: Form) -> Stated | None:
    """The stated role in a formula's terms; None where it has no value."""
    if isinstance(role, Word):
        return HOLDS if role.value is None else Stated(point(role.value), point(role.value), role.value)
    if not isinstance(role, Mention):
        return None
    if wordy(role):
        return HOLDS
    core = role.loose if form.inputs == "loose" else role.strict
    if core is None and role.period is not None:
        days = Interval(Decimal(role.period.first.toordinal()), Decimal(role.period.last.toordinal()))
        return Stated(days, days)
    allowed = role.quantity.interval if role.quantity and role.qualifier else core
    if allowed is None:
        return None
    worth = units.worth(role.unit) if role.unit else Decimal(1)
    usual = _usual(role, allowed)
    step = role.step * worth if role.step else None
    value = role.value * worth if role.value is not None else None
    return Stated(allowed.scaled(worth), usual.scaled(worth), value, step, worth)


def wordy(role: RoleValue | None) -> bool:
    """Whether the stated role is words without a value, as "the largest ever": they hold (1) or do not (0)."""
    if isinstance(role, Word):
        return role.value is None
    return isinstance(role, Mention) and role.kind == "superlative" and role.value is None


def _usual(mention: Mention, allowed: Interval) -> Interval:
    """The allowed values up to the customary far end that the qualifier's lexicon row gives ("far")."""
    far = mention.facet("far")
    if far is None or allowed.finite:
        return allowed
    end = Decimal(far)
    if allowed.lo.is_finite():
        return Interval(allowed.lo, max(end, allowed.lo))
    return Interval(min(end, allowed.hi), allowed.hi)


def _input(role: RoleValue, form: Form) -> Interval | tuple[Interval, ...] | None:
    """A role as a formula's input: the printed core, or what its words allow where the rule honours qualifiers."""
    if isinstance(role, Word):
        return point(role.value) if role.value is not None else None
    if isinstance(role, tuple):
        parts = [_input(part, form) for part in role]
        return tuple(part for part in parts if isinstance(part, Interval)) if all(parts) else None
    core = role.reading(form.inputs)
    if form.qualifiers == "own" and role.qualifier is not None and role.quantity is not None:
        core = _usual(role, role.quantity.interval)
    return core.scaled(units.worth(role.unit)) if core is not None and role.unit else core


def expected(case: Case, roles: Roles) -> Answer:
    """What the formula expects: candidates, or why there are none."""
    inputs: dict[str, Interval | tuple[Interval, ...]] = {}
    kinds: dict[str, Unit] = {}
    for name in case.formula.roles:
        role = roles.get(name)
        if role is None:
            return Unknown(f"the text gives no {name}")
        value = _input(role, case.form)
        if value is None and name in case.formula.reads:
            return Unknown(f"'{spoken(role)}' has no single value")
        if value is not None:
            inputs[name], kinds[name] = value, _unit(role)
    figure = roles.get(case.formula.stated)
    inquiry = Inquiry(case.ledger, case.claim, figure if isinstance(figure, (Mention, Word)) else None)
    return evaluate(case.formula, inputs, kinds, lambda node: _asked(node, inquiry, roles))


def _asked(node: Call, inquiry: Inquiry, roles: Roles) -> Answer:
    """What a check function answers, calls among its arguments first."""
    arguments: list[RoleValue | str | Decimal | tuple[Candidate, ...]] = []
    for argument in node.arguments:
        if isinstance(argument, RoleName):
            arguments.append(roles[argument.name])
        elif isinstance(argument, Call):
            answer = _asked(argument, inquiry, roles)
            if isinstance(answer, Unknown):
                return answer
            arguments.append(answer)
        else:
            arguments.append(argument)
    return CHECKS[node.function](inquiry, *arguments)


def _unit(role: RoleValue) -> Unit:
    first = role[0] if isinstance(role, tuple) else role
    unit = first.unit if isinstance(first, Mention) else None
    return RATIO if unit is None or unit.dimension in ("ratio", "points") else unit


def _tolerance(case: Case) -> Tolerance:
    wider = [guard.slack for _, guard in case.claim.guarded if guard.slack]
    return replace(case.form.tolerance, warning=wider[-1]) if wider else case.form.tolerance
