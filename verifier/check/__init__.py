"""One claim → one finding: guards, the formula at the corners of its inputs, the judgement, the message.

`case` judges, `wording` says it, `mending` looks for the edits that would help.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from verifier import units
from verifier.check.case import Case, judged, stated, wordy
from verifier.check.mending import kind_suggestions, suggestions
from verifier.check.wording import message
from verifier.formula import Formula
from verifier.judge import Judgement
from verifier.model import (
    Candidate,
    Claim,
    Evidence,
    Finding,
    Form,
    Mention,
    Quantity,
    RoleValue,
    Rule,
    Unknown,
    Verdict,
)  # fmt: skip
from verifier.sources.ledger import Ledger
from verifier.units import DATE, RATIO, Unit

__all__ = ["check"]


def check(claim: Claim, rule: Rule, formula: Formula, ledger: Ledger, opposites: Mapping[str, str]) -> Finding:
    """The finding on one claim. Never raises for what a text says: what cannot be decided is unverified, with the reason."""
    case = Case(claim, rule.forms[claim.form], formula, ledger, opposites)
    if any(guard.cap is Verdict.UNVERIFIED for _, guard in claim.guarded):
        return _unverified(case, _guard(claim) or "")
    if formula.relation == "never":
        return _never(case)
    judgement = judged(case, dict(claim.roles))
    if isinstance(judgement, Unknown):
        return _unverified(case, judgement.reason)
    if judgement.verdict is Verdict.UNVERIFIED:
        return _unverified(case, judgement.reason or "nothing to compare with", judgement)
    return _finding(case, _sharpened(case, judgement))


def _sharpened(case: Case, judgement: Judgement) -> Judgement:
    """A pass by rounding is one `as printed` if the inputs' very figures give it."""
    if judgement.verdict is not Verdict.PASS or judgement.basis != "if rounded" or not case.formula.reads:
        return judgement  # functions read the mentions' precision themselves
    exact = judged(replace(case, form=replace(case.form, inputs="as-printed")), dict(case.claim.roles))
    return replace(judgement, basis=exact.basis) if isinstance(exact, Judgement) and exact.verdict is Verdict.PASS else judgement


def _finding(case: Case, judgement: Judgement) -> Finding:
    claim, form = case.claim, case.form
    verdict = _capped(judgement.verdict, case)
    said, expected = stated(case.figure, form), _printed(judgement.measured or judgement.candidate, case.figure)
    if verdict is Verdict.UNVERIFIED:
        return _unverified(case, _guard(claim) or message(claim, form, judgement, expected), judgement)
    if wordy(case.figure):
        return _worded(case, verdict, judgement)
    return Finding(
        claim, case.formula.stated, verdict, message(claim, form, judgement, expected), judgement.basis or None,
        _strength(form, judgement) if verdict is Verdict.PASS else None,
        Quantity(said.allowed.scaled(1 / said.worth), _printed_unit(case.figure)) if said else None,
        expected, judgement.gap, judgement.resolution, None,
        _evidence(judgement), suggestions(case, verdict) if verdict > Verdict.PASS else (),
    )  # fmt: skip


def _worded(case: Case, verdict: Verdict, judgement: Judgement) -> Finding:
    """Words that hold or do not: nothing was measured, and no figure would mend them."""
    said, strength = message(case.claim, case.form, judgement, None), _strength(case.form, judgement)
    return Finding(case.claim, case.formula.stated, verdict, said, strength=strength if verdict is Verdict.PASS else None,
                   evidence=_evidence(judgement))


def _never(case: Case) -> Finding:
    """The wording itself is the error; guards may soften it."""
    verdict = _capped(case.form.severity, case)
    said = message(case.claim, case.form, Judgement(verdict, ""), None)
    if verdict is Verdict.UNVERIFIED:
        return _unverified(case, _guard(case.claim) or said)
    return Finding(case.claim, case.formula.stated, verdict, said, suggestions=kind_suggestions(case.claim))


def _unverified(case: Case, reason: str, judgement: Judgement | None = None) -> Finding:
    resolution = judgement.resolution if judgement else None
    return Finding(case.claim, case.formula.stated, Verdict.UNVERIFIED, reason, reason=reason, resolution=resolution)


def _capped(verdict: Verdict, case: Case) -> Verdict:
    """The verdict under the mildest cap of the rule and its guards.

    A pass stays one; where no more than a pass may be said, anything worse is unverified.
    """
    if verdict <= Verdict.PASS:
        return verdict
    caps = (guard.cap for _, guard in case.claim.guarded if guard.slack is None)
    capped = min([verdict, case.form.severity, *caps])
    return capped if capped > Verdict.PASS else Verdict.UNVERIFIED


def _guard(claim: Claim) -> str | None:
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


def _evidence(judgement: Judgement) -> tuple[Evidence, ...]:
    """What decided, and what it was measured against."""
    used = [candidate.evidence for candidate in (judgement.candidate, judgement.measured) if candidate]
    return tuple(dict.fromkeys(item for evidence in used for item in evidence))
