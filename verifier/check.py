"""One claim → one finding: guards, the formula at the corners of its inputs, the judgement, the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from verifier import units
from verifier.checks import CHECKS
from verifier.diagnose import Slip, kind_slips, slips
from verifier.figure import interval_text
from verifier.formula import Call, Formula, RoleName, evaluate
from verifier.interval import Interval, point
from verifier.judge import Judgement, Stated, judge, nearest
from verifier.model import (
    Answer,
    Candidate,
    Claim,
    Evidence,
    Finding,
    Form,
    Mention,
    Quantity,
    RoleValue,
    Rule,
    Suggestion,
    Tolerance,
    Unknown,
    Verdict,
    Word,
)
from verifier.sources.ledger import Inquiry, Ledger
from verifier.units import COUNT, DATE, RATIO, Unit

Roles = Mapping[str, RoleValue]


def check(claim: Claim, rule: Rule, formula: Formula, ledger: Ledger, opposites: Mapping[str, str]) -> Finding:
    """The finding on one claim. Never raises for what a text says: what cannot be decided is unverified, with the reason."""
    form = rule.forms[claim.form]
    if any(guard.cap is Verdict.UNVERIFIED for _, guard in claim.guarded):
        return _unverified(claim, formula, _reason(claim) or "")
    roles = dict(claim.roles)
    if formula.relation == "never":
        return _never(claim, form, formula)
    judgement = _judge(claim, roles, form, formula, ledger)
    if isinstance(judgement, Unknown):
        return _unverified(claim, formula, judgement.reason)
    if judgement.verdict is Verdict.UNVERIFIED:
        return _unverified(claim, formula, judgement.reason or "nothing to compare with", judgement)
    sharp = _sharpened(judgement, claim, form, formula, ledger)
    return _finding(claim, form, formula, sharp, ledger, opposites)


def _judge(claim: Claim, roles: Roles, form: Form, formula: Formula, ledger: Ledger) -> Judgement | Unknown:
    """The judgement on the claim with these roles (its own, or one exchanged to try a slip)."""
    expected = _expected(claim, roles, form, formula, ledger)
    if isinstance(expected, Unknown):
        return expected
    role = roles.get(formula.stated)
    stated = _stated(role, form)
    if stated is None:
        return Unknown(f"'{_text(role)}' has no value to compare" if role else "the stated figure is missing")
    if not _comparable(role, expected):
        return Unknown(f"'{_text(role)}' and what it is compared with are in two currencies")
    return judge(stated, expected, _tolerance(claim, form), formula.relation)


def _comparable(role: RoleValue | None, expected: tuple[Candidate, ...]) -> bool:
    """Whether what is expected of an amount of money is in its own currency: shares at US$1.50 give no CA$12.9 million."""
    unit = role.unit if isinstance(role, Mention) else None
    if unit is None or unit.dimension != "currency":
        return True
    return all(candidate.quantity.unit in (unit, COUNT, RATIO) for candidate in expected)


def _sharpened(judgement: Judgement, claim: Claim, form: Form, formula: Formula, ledger: Ledger) -> Judgement:
    """A pass by rounding is one `as printed` if the inputs' very figures give it."""
    if judgement.verdict is not Verdict.PASS or judgement.basis != "if rounded" or not formula.reads:
        return judgement  # functions read the mentions' precision themselves
    exact = _judge(claim, dict(claim.roles), replace(form, inputs="as-printed"), formula, ledger)
    return replace(judgement, basis=exact.basis) if isinstance(exact, Judgement) and exact.verdict is Verdict.PASS else judgement


def _stated(role: RoleValue | None, form: Form) -> Stated | None:
    """The stated role in a formula's terms; None where it has no value."""
    if isinstance(role, Word):
        return None if role.value is None else Stated(point(role.value), point(role.value), role.value)
    if not isinstance(role, Mention):
        return None
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


def _expected(claim: Claim, roles: Roles, form: Form, formula: Formula, ledger: Ledger) -> Answer:
    """What the formula expects: candidates, or why there are none."""
    inputs: dict[str, Interval | tuple[Interval, ...]] = {}
    kinds: dict[str, Unit] = {}
    for name in formula.roles:
        role = roles.get(name)
        if role is None:
            return Unknown(f"the text gives no {name}")
        value = _input(role, form)
        if value is None and name in formula.reads:
            return Unknown(f"'{_text(role)}' has no single value")
        if value is not None:
            inputs[name], kinds[name] = value, _unit(role)
    stated = roles.get(formula.stated)
    inquiry = Inquiry(ledger, claim, stated if isinstance(stated, (Mention, Word)) else None)

    def call(node: Call) -> Answer:
        arguments: list[RoleValue | str | Decimal | tuple[Candidate, ...]] = []
        for argument in node.arguments:
            if isinstance(argument, RoleName):
                arguments.append(roles[argument.name])
            elif isinstance(argument, Call):
                answer = call(argument)
                if isinstance(answer, Unknown):
                    return answer
                arguments.append(answer)
            else:
                arguments.append(argument)
        return CHECKS[node.function](inquiry, *arguments)

    return evaluate(formula, inputs, kinds, call)


def _unit(role: RoleValue) -> Unit:
    first = role[0] if isinstance(role, tuple) else role
    unit = first.unit if isinstance(first, Mention) else None
    return RATIO if unit is None or unit.dimension in ("ratio", "points") else unit


def _tolerance(claim: Claim, form: Form) -> Tolerance:
    wider = [guard.slack for _, guard in claim.guarded if guard.slack]
    return replace(form.tolerance, warning=wider[-1]) if wider else form.tolerance


def _finding(
    claim: Claim, form: Form, formula: Formula, judgement: Judgement, ledger: Ledger, opposites: Mapping[str, str]
) -> Finding:
    caps = [guard.cap for _, guard in claim.guarded if guard.slack is None]
    verdict = _capped(judgement.verdict, [form.severity, *caps])
    role = claim.role(formula.stated)
    stated, expected = _stated(role, form), _printed(judgement.measured or judgement.candidate, role)
    if verdict is Verdict.UNVERIFIED:
        reason = _reason(claim) or _message(claim, form, judgement, expected)
        return _unverified(claim, formula, reason, judgement)
    suggestions = _suggestions(claim, form, formula, verdict, ledger, opposites) if verdict > Verdict.PASS else ()
    return Finding(
        claim, formula.stated, verdict, _message(claim, form, judgement, expected), judgement.basis or None,
        _strength(form, judgement) if verdict is Verdict.PASS else None,
        Quantity(stated.allowed.scaled(1 / stated.worth), _printed_unit(role)) if stated else None,
        expected, judgement.gap, judgement.resolution, None,
        _evidence(judgement), suggestions,
    )


def _capped(verdict: Verdict, caps: list[Verdict]) -> Verdict:
    """The verdict under the mildest cap. A pass stays one; where no more than a pass may be said, anything worse is unverified."""
    if verdict <= Verdict.PASS:
        return verdict
    capped = min([verdict, *caps])
    return capped if capped > Verdict.PASS else Verdict.UNVERIFIED


def _reason(claim: Claim) -> str | None:
    """The guard that took the verdict away, if one did."""
    words = next((words for words, guard in claim.guarded if guard.cap <= Verdict.PASS), None)
    return f"'{words}' in the same passage changes what is compared" if words else None


def _printed_unit(role: RoleValue | None) -> Unit:
    if not isinstance(role, Mention):
        return RATIO
    return role.unit or (DATE if role.strict is None and role.period is not None else RATIO)


def _printed(candidate: Candidate | None, role: RoleValue | None) -> Quantity | None:
    """The candidate in the stated figure's printed unit: 0.12 is 12 for a percentage."""
    if candidate is None:
        return None
    unit = _printed_unit(role)
    return Quantity(candidate.quantity.interval.scaled(1 / units.worth(unit)), unit)


def _strength(form: Form, judgement: Judgement) -> str:
    """What a pass rests on: outside evidence, the text's own arithmetic, or only its saying the same twice."""
    evidence = _evidence(judgement)
    if any(item.source.startswith(("fact", "document")) for item in evidence):
        return "traced"
    if evidence:
        return "market"
    return "consistent" if form.expect.replace(" ", "") in ("first=second", "second=first") else "recalculated"


def _suggestions(
    claim: Claim, form: Form, formula: Formula, verdict: Verdict, ledger: Ledger, opposites: Mapping[str, str]
) -> tuple[Suggestion, ...]:
    figure, twin = claim.role(formula.stated), _twin(claim, formula)
    if isinstance(figure, Mention) and twin is not None:
        return (Suggestion(figure.span, twin.text, "rounding"), Suggestion(twin.span, figure.text, "rounding"))
    stated, every = _stated(figure, form), dict(claim.roles)
    if stated is None:
        return ()

    def expect(roles: Roles) -> Interval | None:
        answer = _expected(claim, {**every, **roles}, form, formula, ledger)
        near = None if isinstance(answer, Unknown) else nearest(stated, [c for c in answer if c.standing == "primary"])
        return near.quantity.interval.scaled(1 / stated.worth) if near else None

    def holds(roles: Roles) -> bool:
        tried = _judge(claim, {**every, **roles}, form, formula, ledger)
        return isinstance(tried, Judgement) and tried.verdict is Verdict.PASS and tried.basis != "within tolerance"

    tried = claim if verdict is Verdict.FAIL else _only(claim, formula.stated)
    found: tuple[Slip, ...] = slips(tried, formula.stated, stated.allowed.scaled(1 / stated.worth), expect, holds, opposites)
    return tuple(Suggestion(slip.span, slip.text, slip.name) for slip in found)


def _only(claim: Claim, stated: str) -> Claim:
    """The claim with its stated role alone: a query is no reason to doubt every figure beside it."""
    return replace(claim, roles=tuple((name, role) for name, role in claim.roles if name == stated))


def _twin(claim: Claim, formula: Formula) -> Mention | None:
    """The other printing of the stated figure, where the formula sets one figure equal to another."""
    _, _, right = formula.source.partition("=")
    role = claim.role(right.strip())
    return role if isinstance(role, Mention) else None


def _message(claim: Claim, form: Form, judgement: Judgement, expected: Quantity | None) -> str:
    role = claim.role(form.expect.split()[0]) if form.expect else None
    words = {name: _text(value) for name, value in claim.roles}
    words["expected"] = interval_text(expected, role if isinstance(role, Mention) else None) if expected else "unknown"
    words["stated"] = _text(role) if role else ""
    against = judgement.measured or judgement.candidate
    words["basis"] = against.basis if against else ""
    words["gap"] = f"{judgement.gap.percent:.2f}%" if judgement.gap else ""
    words["rate"] = _rates(against) or "no rate"
    text = form.message
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    other = judgement.candidate
    if other is None or other is against or not other.basis:
        return text
    return f"{text.rstrip('.')}. Explained by: {other.basis}{f' ({rate})' if (rate := _rates(other)) else ''}."


def _rates(candidate: Candidate | None) -> str:
    """The rate a candidate rests on: "USD/CNY 7.25"; empty where it rests on none."""
    return next((_rate(e.key, e.quantity) for e in (candidate.evidence if candidate else ()) if e.quantity), "")


def _evidence(judgement: Judgement) -> tuple[Evidence, ...]:
    """What decided, and what it was measured against."""
    used = [candidate.evidence for candidate in (judgement.candidate, judgement.measured) if candidate]
    return tuple(dict.fromkeys(item for evidence in used for item in evidence))


def _rate(key: str, quantity: Quantity | None) -> str:
    return f"{key} {quantity.interval.middle.normalize():f}" if quantity else key


def _text(role: RoleValue | None) -> str:
    if isinstance(role, tuple):
        return ", ".join(mention.text for mention in role)
    return role.text if role else ""


def _never(claim: Claim, form: Form, formula: Formula) -> Finding:
    caps = [guard.cap for _, guard in claim.guarded]
    verdict = min([form.severity, *caps])
    edits = tuple(Suggestion(slip.span, slip.text, slip.name) for slip in kind_slips(claim))
    return Finding(claim, formula.stated, verdict, _message(claim, form, Judgement(verdict, ""), None), suggestions=edits)


def _unverified(claim: Claim, formula: Formula, reason: str, judgement: Judgement | None = None) -> Finding:
    resolution = judgement.resolution if judgement else None
    return Finding(claim, formula.stated, Verdict.UNVERIFIED, reason, reason=reason, resolution=resolution)
